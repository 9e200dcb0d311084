"""What recurs, over columns: the same as `recurring` for the words of very many reports."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..identity import distinct
from .columns import Sheets
from .compiled_recurring import close_up, collect_rows, count_rows, fill_slots, find_rows, mark_rows, sift_rows
from .recurring import GROUPS, table_bits

Array = NDArray[Any]
Rows = NDArray[np.uint64]

SIEVE = 1 << 16
"""Places of the sieve of the first two words of rows: it stays near the processor."""


def recurring(held: Sheets, groups: Array) -> NDArray[np.uint8]:
    """For each word whether it recurs in reports of other groups; `groups` has the group of each report."""
    return marked(held, often(held, groups))


def often(held: Sheets, groups: Array) -> Rows:
    """The rows of words that recur, as sorted numbers."""
    there = np.flatnonzero(held.spans[:, 1] > held.spans[:, 0])
    order = there[np.argsort(groups[there], kind="stable")]
    bits = table_bits(len(held.numbers))
    counts, last = np.zeros(1 << bits, np.uint8), np.zeros(1 << bits, np.uint8)
    shift = np.uint64(64 - bits)
    count_rows(held.numbers, held.spans, order, groups, (counts, last, shift))
    table = counts >= GROUPS
    found = np.empty(collect_rows(held.numbers, held.spans, table, shift, np.empty(0, np.uint64)), np.uint64)
    collect_rows(held.numbers, held.spans, table, shift, found)
    return distinct(found)


def marked(held: Sheets, known: Rows) -> NDArray[np.uint8]:
    """For each word whether it recurs, of the pile of which these rows are known or of a larger one."""
    marks = np.zeros(len(held.numbers), np.uint8)
    mark_rows(held.numbers, held.spans, _slots(known), marks)
    return marks


def sieve(held: Sheets, rows: Rows) -> tuple[Rows, NDArray[np.bool_]]:
    """What finds these rows, which all stand in some reports given, in any others: see `holding`."""
    slots, found = _slots(rows), np.zeros(SIEVE, np.bool_)
    sift_rows(held.numbers, held.spans, slots, found)
    return slots, found


def holding(held: Sheets, sought: tuple[Rows, NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Whether each report has any of the rows of words that a `sieve` was made for."""
    found = np.zeros(len(held.spans), np.bool_)
    find_rows(held.numbers, held.spans, *sought, found)
    return found


def _slots(rows: Rows) -> Rows:
    slots = np.zeros(1 << max(6, (4 * len(rows)).bit_length()), np.uint64)
    fill_slots(rows, slots)
    return slots


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
