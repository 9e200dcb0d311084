"""A plain text file: one report."""

from __future__ import annotations

from collections.abc import Iterator

from ..glossary import Quarantined, Report
from .encodings import decode, refuse_signature
from .records import Columns, from_text
from .refusals import Refused, quarantined
from .sources import Found
from .streams import BLOCK, Progress, blocks, open_regular, whole


def read_plain(found: Found, columns: Columns, progress: Progress) -> Iterator[Report | Quarantined]:  # noqa: ARG001
    """The one report of a text file. Raises OSError."""
    raw = b""
    try:
        with open_regular(found.path) as stream:
            raw = stream.read(BLOCK)
            progress(len(raw))
            refuse_signature(raw)
            if len(raw) == BLOCK:
                raw = whole(_after(raw, blocks(stream, progress)))
        yield one_text(raw, found.name)
    except Refused as refused:
        yield quarantined(found.origin, "", refused, raw if len(raw) < BLOCK else None)


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def one_text(raw: bytes, id: str) -> Report:
    """The report of one text as bytes. Raises `Refused`."""
    if not raw:
        raise Refused("check", "empty", "there is nothing in it (0 bytes): leave it out, or look at how it was made")
    decoded = decode(raw)
    return from_text(decoded.text, id, decoded.guessed)
