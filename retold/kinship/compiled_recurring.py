"""The compiled loops of `recurring`, which holds the same in plain Python; a test holds them together."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from ..hashing import MULTIPLIER
from .recurring import GRAM, ROW, TAGS

Array = NDArray[Any]

FACTOR, SHIFT, ONE = np.uint64(MULTIPLIER), np.uint64(29), np.uint64(1)


@compiled
def row_of(numbers: Array, start: int) -> Any:
    """The number of the row of words that begins there."""
    value = np.uint64(0)
    for at in range(start, start + GRAM):
        value = (value ^ np.uint64(numbers[at])) * FACTOR
        value ^= value >> SHIFT
    return value | ONE


@compiled
def fill_slots(rows: Array, slots: Array) -> None:
    """A table of rows: each stands at the first free slot from its upper bits on; the slots begin as zeros."""
    down = down_of(slots)
    for row in rows:
        slot = np.int64(row >> down)
        while slots[slot] != 0 and slots[slot] != row:
            slot = slot + 1 & len(slots) - 1
        slots[slot] = row


@compiled
def down_of(slots: Array) -> Any:
    """By how much a row is shifted to its slot."""
    bits = 0
    while 1 << bits < len(slots):
        bits += 1
    return np.uint64(64 - bits)


@compiled
def is_there(row: Any, slots: Array, down: Any) -> bool:
    """Whether a row stands in the table."""
    slot = np.int64(row >> down)
    while slots[slot] != 0 and slots[slot] != row:
        slot = slot + 1 & len(slots) - 1
    return bool(slots[slot] == row)


@compiled
def two_words(numbers: Array, start: int, sieve: Array) -> Any:
    """The place in a sieve of the first two words of a row."""
    value = np.uint64(numbers[start]) * FACTOR ^ np.uint64(numbers[start + 1]) * FACTOR >> SHIFT
    return np.int64(value >> SHIFT & np.uint64(len(sieve) - 1))


@compiled
def count_rows(numbers: Array, spans: Array, order: Array, groups: Array, table: tuple[Array, Array, Any]) -> None:
    """Count the rows of words of the reports, which come in order of their groups; once a group, up to 255."""
    counts, last, shift = table
    for report in order:
        tag = groups[report] % TAGS + 1
        for start in range(spans[report, 0], spans[report, 1] - GRAM + 1):
            place = row_of(numbers, start) >> shift
            if last[place] != tag:
                last[place] = tag
                if counts[place] < 255:
                    counts[place] += 1


@compiled
def collect_rows(numbers: Array, spans: Array, table: Array, shift: Any, found: Array) -> int:
    """The rows at places of the table that are true, as far as there is room in `found`; how many there are."""
    count = 0
    for report in range(len(spans)):
        for start in range(spans[report, 0], spans[report, 1] - GRAM + 1):
            row = row_of(numbers, start)
            if table[row >> shift]:
                if count < len(found):
                    found[count] = row
                count += 1
    return count


@compiled
def mark_rows(numbers: Array, spans: Array, slots: Array, marks: Array) -> None:
    """Set the marks of the words of every report that recur."""
    down = down_of(slots)
    for report in range(len(spans)):
        first = -1
        stop = spans[report, 1] - GRAM + 1
        for start in range(spans[report, 0], stop + 1):
            often = start < stop and is_there(row_of(numbers, start), slots, down)
            if often and first < 0:
                first = start
            elif not often and first >= 0:
                if start - 1 + GRAM - first >= ROW:
                    marks[first : start - 1 + GRAM] = 1
                first = -1


@compiled
def sift_rows(numbers: Array, spans: Array, slots: Array, sieve: Array) -> None:
    """Set in the sieve the first two words of the rows that stand in the table."""
    down = down_of(slots)
    for report in range(len(spans)):
        for start in range(spans[report, 0], spans[report, 1] - GRAM + 1):
            if is_there(row_of(numbers, start), slots, down):
                sieve[two_words(numbers, start, sieve)] = True


@compiled
def find_rows(numbers: Array, spans: Array, slots: Array, sieve: Array, found: Array) -> None:
    """Whether each report has a row that stands in the table; `sieve` has the first two words of each."""
    down = down_of(slots)
    for report in range(len(spans)):
        for start in range(spans[report, 0], spans[report, 1] - GRAM + 1):
            if sieve[two_words(numbers, start, sieve)] and is_there(row_of(numbers, start), slots, down):
                found[report] = True
                break


@compiled
def close_up(numbers: Array, flags: Array, marks: Array, spans: Array, found: Array) -> int:
    """Move the words that do not recur together, in their places; where those of each report are now, into `found`.

    Gives how many there are. Reports may stand in any order in the columns, so words are moved in that of the columns.
    """
    left = 0
    for report in np.argsort(spans[:, 0], kind="mergesort"):
        first = left
        for at in range(spans[report, 0], spans[report, 1]):
            if marks[at] == 0:
                numbers[left], flags[left] = numbers[at], flags[at]
                left += 1
        found[report, 0], found[report, 1] = first, left
    return left
