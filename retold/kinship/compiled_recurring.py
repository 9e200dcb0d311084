"""The compiled loops of `recurring`, which holds the same in plain Python; a test holds them together."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from ..hashing import MULTIPLIER
from .recurring import GRAM, ROW, TAGS

Array = NDArray[Any]

FACTOR, SHIFT = np.uint64(MULTIPLIER), np.uint64(29)


@compiled
def place_of(numbers: Array, start: int, shift: Any) -> Any:
    """The place in the table of the row of words that begins there."""
    value = np.uint64(0)
    for at in range(start, start + GRAM):
        value = (value ^ np.uint64(numbers[at])) * FACTOR
        value ^= value >> SHIFT
    return value >> shift


@compiled
def count_rows(numbers: Array, spans: Array, order: Array, groups: Array, table: tuple[Array, Array, Any]) -> None:
    """Count the rows of words of the reports, which come in order of their groups; once a group, up to 255."""
    counts, last, shift = table
    for report in order:
        tag = groups[report] % TAGS + 1
        for start in range(spans[report, 0], spans[report, 1] - GRAM + 1):
            place = place_of(numbers, start, shift)
            if last[place] != tag:
                last[place] = tag
                if counts[place] < 255:
                    counts[place] += 1


@compiled
def mark_rows(numbers: Array, spans: Array, table: Array, shift: Any, marks: Array) -> None:
    """Set the marks of the words of every report that recur."""
    for report in range(len(spans)):
        first = -1
        stop = spans[report, 1] - GRAM + 1
        for start in range(spans[report, 0], stop + 1):
            often = False
            if start < stop:
                often = table[place_of(numbers, start, shift)]
            if often and first < 0:
                first = start
            elif not often and first >= 0:
                if start - 1 + GRAM - first >= ROW:
                    marks[first : start - 1 + GRAM] = 1
                first = -1


@compiled
def find_rows(numbers: Array, spans: Array, table: Array, shift: Any, found: Array) -> None:
    """Whether each report has a row of words at a place of the table."""
    for report in range(len(spans)):
        for start in range(spans[report, 0], spans[report, 1] - GRAM + 1):
            if table[place_of(numbers, start, shift)]:
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
