"""The words of many texts as columns. What is not plain Latin goes through `words`, and comes out in its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..words import IGNORABLE, MARKS, UNSPACED, key, words
from . import number
from .compiled import APOSTROPHE, BREAK, HARD, scan_texts

_TABLED = (range(0x2E80), range(0xE000, 0x10000))
"""Where the table of letters looks at each character; what lies between is written without Latin letters."""

_CARE = re.compile(rf"[{IGNORABLE}{MARKS}{UNSPACED}]")


class Numbered(NamedTuple):
    """The words of texts: those of text `i` are ``bounds[i]:bounds[i + 1]``; places are bytes of the buffer."""

    numbers: NDArray[np.uint64]
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    bounds: NDArray[np.int64]


def word_numbers(buffer: NDArray[np.uint8], offsets: NDArray[np.int64]) -> Numbered:
    """See the package."""
    buffer = np.ascontiguousarray(buffer, np.uint8).view()
    offsets = np.ascontiguousarray(offsets, np.int64).view()
    buffer.flags.writeable = offsets.flags.writeable = False  # one type, so that loops are compiled once
    most = (int(offsets[-1] - offsets[0]) + len(offsets)) // 2 + 1 if len(offsets) else 0
    numbers, places = np.empty(most, np.uint64), np.empty((most, 2), np.int64)
    counts = np.zeros(max(0, len(offsets) - 1), np.int64)
    count = scan_texts(buffer, offsets, letters(), numbers, places, counts)
    starts, stops = places[:count, 0].copy(), places[:count, 1].copy()
    found = numbers[:count].copy()
    hard = np.flatnonzero(counts < 0)
    if len(hard):
        return _with_hard(buffer, offsets, Numbered(found, starts, stops, counts), hard)
    return Numbered(found, starts, stops, _bounds(counts))


def _bounds(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return bounds


def _with_hard(
    buffer: NDArray[np.uint8], offsets: NDArray[np.int64], scanned: Numbered, hard: NDArray[np.int64]
) -> Numbered:
    """The columns with the words of the texts that were left out set in; `scanned.bounds` are counts, -1 for these."""
    counts = scanned.bounds
    before = _bounds(np.maximum(counts, 0))
    parts: list[tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]] = []
    last = 0
    for text in hard.tolist():
        there = int(before[text])
        parts.append((scanned.numbers[last:there], scanned.starts[last:there], scanned.stops[last:there]))
        own = _careful(buffer[offsets[text] : offsets[text + 1]], int(offsets[text]))
        counts[text] = len(own[0])
        parts.append(own)
        last = there
    parts.append((scanned.numbers[last:], scanned.starts[last:], scanned.stops[last:]))
    numbers, starts, stops = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Numbered(numbers, starts, stops, _bounds(counts))


def _careful(raw: NDArray[np.uint8], offset: int) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """The words of one text by `words.words`, with their places turned from code points to bytes."""
    found = words(raw.tobytes().decode("utf-8", "surrogatepass"))
    bytes_of = np.append(np.flatnonzero((raw & 0xC0) != 0x80), len(raw)) + offset
    return (
        np.array([number(word.key) for word in found], np.uint64),
        bytes_of[np.array([word.start for word in found], np.int64)],
        bytes_of[np.array([word.stop for word in found], np.int64)],
    )


@lru_cache(maxsize=1)
def letters() -> NDArray[np.uint16]:
    """What each character is in a word whatever stands beside it: its folded letters, a break, or hard to say."""
    table = np.full(0x10000, HARD, np.uint16)
    for part in _TABLED:
        table[part.start : part.stop] = [_folded(chr(code)) for code in part]
    table.flags.writeable = False
    return table


def _folded(letter: str) -> int:
    if letter in "'’":
        return APOSTROPHE
    if _CARE.match(letter):
        return HARD
    if not letter.isalnum():
        return BREAK
    folded = key(letter)
    return int.from_bytes(folded.encode(), "little") if re.fullmatch("[a-z0-9]{1,2}", folded) else HARD
