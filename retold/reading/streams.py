"""Files as bounded streams of bytes: never more than a block and one record in memory, and never a wait for a pipe."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

from ..settings import SETTINGS
from .refusals import Refused

Progress = Callable[[int], None]
"""Told how many bytes were read since it was last told."""

BLOCK = 1 << 18
"""Bytes read at once."""


def silent(done: int) -> None:
    """A progress that nobody watches."""


def open_regular(path: str) -> BinaryIO:
    """An ordinary file, opened for reading. Raises OSError, or `Refused` for pipes and devices, without blocking."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags)
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise not_regular()
    if status.st_size > SETTINGS.reading.largest_file:
        os.close(handle)
        limit = f"{SETTINGS.reading.largest_file:,}"
        raise Refused("open", "too large", f"{status.st_size:,} bytes, the limit is {limit}: split it or give Parquet")
    return os.fdopen(handle, "rb")


def not_regular() -> Refused:
    """A pipe, a socket or a device."""
    return Refused("open", "not a file", "it is a pipe, socket or device: write it to a file, or pipe it in and give -")


def blocks(stream: BinaryIO, progress: Progress = silent) -> Iterator[bytes]:
    """The bytes of a stream, some at a time; `progress` is told of each."""
    while block := stream.read(BLOCK):
        progress(len(block))
        yield block


def whole(parts: Iterator[bytes]) -> bytes:
    """All bytes of one report. Raises `Refused` (too long) once no text of the longest allowed length has so many."""
    limit = 4 * SETTINGS.reading.largest_report + 4
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size > limit:
            raise too_long()
    return b"".join(held)


def too_long() -> Refused:
    """A text that is longer than any report."""
    limit = f"{SETTINGS.reading.largest_report:,}"
    return Refused("check", "too long", f"more than {limit} characters: a report is shorter; split it into reports")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its end, counted from 1; `raw` is None where it was too long to hold, and the digest stands in."""

    number: int
    raw: bytes | None
    digest: str | None = None


def lines(parts: Iterator[bytes], end: bytes = b"\n") -> Iterator[Line]:
    """The lines of a stream of bytes; of a line above the limit only the digest is kept."""
    limit = SETTINGS.reading.largest_record
    number, size = 1, 0
    held: list[bytes] = []
    state = blake2b(digest_size=16)
    for part in parts:
        pieces = part.split(end)
        last = len(pieces) - 1
        for index, piece in enumerate(pieces):
            if index < last:
                piece += end
                if not size and len(piece) <= limit:  # the usual case: a line that lies within one block
                    yield Line(number, piece)
                    number += 1
                    continue
            size += len(piece)
            held.append(piece)
            if size > limit:
                for waiting in held:
                    state.update(waiting)
                held.clear()
            if index < last:
                yield _line(number, size, held, state.hexdigest())
                number, size = number + 1, 0
                held.clear()
                state = blake2b(digest_size=16)
    if size:
        yield _line(number, size, held, state.hexdigest())


def _line(number: int, size: int, held: list[bytes], digest: str) -> Line:
    if size > SETTINGS.reading.largest_record:
        return Line(number, None, digest)
    return Line(number, b"".join(held))


def long_record() -> Refused:
    """A record that is longer than any report with all its columns."""
    limit = f"{SETTINGS.reading.largest_record:,}"
    return Refused("parse", "too long", f"the record has more than {limit} bytes: split it, one report a record")
