"""Compiled: the words of plain Latin text, numbered straight from UTF-8 bytes. The plain reference is `words.words`.

The inner loop reads ASCII letters alone and calls nothing: a call that passes arrays costs more than a letter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from . import MULTIPLIER

Array = NDArray[Any]

BREAK, APOSTROPHE, HARD = 0, 0x27, 0xFFFF
"""What the table of letters says of a character that is not one or two letters, low byte first."""

PICTURES = (0x1F300 >> 6, 0x1FB00 >> 6)
"""Emoji and other pictures: four bytes, never part of a word."""

FACTOR = np.uint64(MULTIPLIER)
HALF = np.uint64(32)
ONE = np.uint64(1)
EIGHT = np.uint64(8)
FULL = np.uint64(64)


@compiled
def scan_texts(
    buffer: Array,
    offsets: Array,
    letters: Array,
    numbers: Array,
    places: Array,
    counts: Array,
) -> int:
    """Number the words of texts into `numbers` and `places` (start, stop); how many there are in all.

    `counts` is how many words each text has, or -1 where it holds a character that the table cannot fold by itself.
    """
    at = 0
    for text in range(len(offsets) - 1):
        place, end, first = offsets[text], offsets[text + 1], at
        while place < end:
            byte = buffer[place]
            if byte < 128 and letters[byte] == BREAK:
                place += 1
                continue
            start, value, part, bits = place, np.uint64(0), np.uint64(0), np.uint64(0)
            while 64 < byte < 128 and letters[byte] != BREAK:
                part |= np.uint64(letters[byte]) << bits
                bits += EIGHT
                place += 1
                byte = buffer[place] if place < end else np.uint8(0)
                if bits == FULL:
                    value = (value ^ part) * FACTOR
                    value ^= value >> HALF
                    part, bits = np.uint64(0), np.uint64(0)
            if place - start > 1 and byte < 128 and letters[byte] == BREAK:  # a word of plain letters
                if bits:
                    value = (value ^ part) * FACTOR
                    value ^= value >> HALF
                numbers[at] = value & ~ONE
            else:
                start = _next(buffer, start, end, letters)
                place = start
                if 0 <= start < end:
                    numbers[at], place = _word(buffer, start, end, letters)
                if place < 0 or start == end:
                    break
            places[at, 0], places[at, 1] = start, place
            at += 1
        counts[text] = -1 if place < 0 else at - first
        at = first if place < 0 else at
    return at


@compiled
def _next(buffer: Array, place: int, end: int, letters: Array) -> int:
    """Where the next word starts; `end` if there is none, -1 at a character that cannot be folded."""
    while place < end:
        byte = buffer[place]
        mark, width = letters[byte], 1
        if byte >= 128:
            mark, width = _letter(buffer, place, end, letters)
            if mark == HARD:
                return -1
        if mark != BREAK and mark != APOSTROPHE:
            return place
        place += width
    return end


@compiled
def _word(buffer: Array, place: int, end: int, letters: Array) -> Any:
    """The number of the word that starts at a place, and where it stops; -1 at a character that cannot be folded."""
    value, part, bits, length = np.uint64(0), np.uint64(0), np.uint64(0), 0
    figures = 0
    if 48 <= buffer[place] <= 57:
        figures = _figures(buffer, place, end)
        end = figures if figures else end
    while place < end:
        byte = buffer[place]
        mark, width = letters[byte], 1
        if place < figures:
            mark = np.int64(byte)
        elif byte >= 128:
            mark, width = _letter(buffer, place, end, letters)
            if mark == HARD:
                place = -1
                break
        if mark == APOSTROPHE and place >= figures:
            after = place + width
            following = BREAK if after >= end else _letter(buffer, after, end, letters)[0]
            mark = BREAK if following in (BREAK, APOSTROPHE) else mark
            if following == HARD:
                place = -1
                break
        if mark == BREAK:
            break
        place += width
        while mark:
            part |= np.uint64(mark & 0xFF) << bits
            mark >>= 8
            bits += EIGHT
            length += 1
            if bits == FULL:
                value = (value ^ part) * FACTOR
                value ^= value >> HALF
                part, bits = np.uint64(0), np.uint64(0)
    if bits:
        value = (value ^ part) * FACTOR
        value ^= value >> HALF
    value |= ONE
    return value if length == 1 else value ^ ONE, place


@compiled
def _letter(buffer: Array, place: int, end: int, letters: Array) -> Any:
    """What the table says of the character at a place, and how many bytes it has."""
    byte = np.int64(buffer[place])
    code, width = byte, 1
    if 0xC2 <= byte < 0xE0 and place + 1 < end:
        code, width = (byte & 0x1F) << 6 | np.int64(buffer[place + 1] & 0x3F), 2
    elif 0xE0 <= byte < 0xF0 and place + 2 < end:
        second, third = np.int64(buffer[place + 1] & 0x3F), np.int64(buffer[place + 2] & 0x3F)
        code, width = (byte & 0x0F) << 12 | second << 6 | third, 3
    elif byte == 0xF0 and place + 3 < end:
        second, third = np.int64(buffer[place + 1] & 0x3F), np.int64(buffer[place + 2] & 0x3F)
        return (BREAK if PICTURES[0] <= (second << 6 | third) < PICTURES[1] else HARD), 4
    elif byte >= 128:
        return HARD, 1
    return np.int64(letters[code]), width


@compiled
def _figures(buffer: Array, place: int, end: int) -> int:
    """Where a number with its separators stops, that starts at a place; 0 if none does."""
    stop = 0
    while True:
        while place < end and 48 <= buffer[place] <= 57:
            place += 1
        if stop:
            stop = place
        if place + 1 >= end or not (buffer[place] == 46 or buffer[place] == 44):
            return stop
        if not 48 <= buffer[place + 1] <= 57:
            return stop
        place += 1
        stop = place
