"""What recurs, over columns: the same as `recurring` for the words of very many reports."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .columns import Sheets
from .compiled_recurring import close_up, count_rows, find_rows, mark_rows
from .recurring import GROUPS, table_bits

Array = NDArray[Any]


def recurring(held: Sheets, groups: Array) -> NDArray[np.uint8]:
    """For each word whether it recurs in reports of other groups; `groups` has the group of each report."""
    return marked(held, often(held, groups))


def often(held: Sheets, groups: Array, least: int = 0) -> NDArray[np.bool_]:
    """The table: for each place whether rows of words that belong there stand in reports of enough groups.

    It has two to the power of `least` places, or more.
    """
    there = np.flatnonzero(held.spans[:, 1] > held.spans[:, 0])
    order = there[np.argsort(groups[there], kind="stable")]
    bits = max(least, table_bits(len(held.numbers)))
    counts, last = np.zeros(1 << bits, np.uint8), np.zeros(1 << bits, np.uint8)
    count_rows(held.numbers, held.spans, order, groups, (counts, last, np.uint64(64 - bits)))
    return counts >= GROUPS


def marked(held: Sheets, table: Array) -> NDArray[np.uint8]:
    """For each word whether it recurs, of the pile that the table was made from or of a larger one."""
    marks = np.zeros(len(held.numbers), np.uint8)
    mark_rows(held.numbers, held.spans, table, _shift(table), marks)
    return marks


def holding(held: Sheets, changed: Array) -> NDArray[np.bool_]:
    """Whether each report has a row of words at a changed place of a table."""
    found = np.zeros(len(held.spans), np.bool_)
    find_rows(held.numbers, held.spans, changed, _shift(changed), found)
    return found


def _shift(table: Array) -> Any:
    return np.uint64(65 - len(table).bit_length())


def without(held: Sheets, marks: Array) -> Sheets:
    """The sheets without the words that recur; they take the place of those given, since a pile has very many."""
    spans = np.empty_like(held.spans)
    left = close_up(held.numbers, held.flags, marks, held.spans, spans)
    return Sheets(held.numbers[:left], held.flags[:left], spans)


def stretches(spans: Array, marks: Array, report: int) -> list[tuple[int, int]]:
    """The stretches of one report that recur, in words from its start; `spans` are those of the sheets as given."""
    start, stop = spans[report]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marks[start:stop], [0]]).astype(np.int8)))
    return [(first, last) for first, last in edges.reshape(-1, 2).tolist()]
