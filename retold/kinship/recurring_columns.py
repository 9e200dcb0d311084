"""What recurs, over columns: the same as `recurring` for the words of very many reports."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .columns import Sheets
from .compiled_recurring import count_rows, mark_rows
from .recurring import table_bits

Array = NDArray[Any]


def recurring(held: Sheets, groups: Array) -> NDArray[np.uint8]:
    """For each word whether it recurs in reports of other groups; `groups` has the group of each report."""
    there = np.flatnonzero(held.spans[:, 1] > held.spans[:, 0])
    order = there[np.argsort(groups[there], kind="stable")]
    bits = table_bits(len(held.numbers))
    counts, last = np.zeros(1 << bits, np.uint8), np.zeros(1 << bits, np.uint8)
    shift = np.uint64(64 - bits)
    count_rows(held.numbers, held.spans, order, groups, (counts, last, shift))
    marks = np.zeros(len(held.numbers), np.uint8)
    mark_rows(held.numbers, held.spans, counts, shift, marks)
    return marks


def without(held: Sheets, marks: Array) -> Sheets:
    """The sheets without the words that recur."""
    kept = marks == 0
    before = np.zeros(len(kept) + 1, np.int64)
    np.cumsum(kept, out=before[1:])
    return Sheets(held.numbers[kept], held.flags[kept], before[held.spans])


def stretches(held: Sheets, marks: Array, report: int) -> list[tuple[int, int]]:
    """The stretches of one report that recur, in words from its start."""
    start, stop = held.spans[report]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marks[start:stop], [0]]).astype(np.int8)))
    return [(first, last) for first, last in edges.reshape(-1, 2).tolist()]
