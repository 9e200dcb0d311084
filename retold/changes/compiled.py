"""Compiled loops that lay lines of numbered words against each other; `matching` has the plain way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled

Ints = NDArray[np.int64]
Words = NDArray[np.int32]


@compiled
def _longest(left: Words, right: Words, box: Ints, rows: Ints) -> tuple[int, int, int]:
    """The longest common run within a box of two lines, the first in `left`, then in `right`, of those as long."""
    low, high, start, stop = box[0], box[1], box[2], box[3]
    best = (low, start, 0)
    rows[:, start : stop + 1] = 0
    for i in range(low, high):
        before, now = rows[i & 1], rows[1 - (i & 1)]
        for j in range(start, stop):
            if left[i] == right[j]:
                size = before[j] + 1
                now[j + 1] = size
                if size > best[2]:
                    best = (i - size + 1, j - size + 1, size)
            else:
                now[j + 1] = 0
    return best


@compiled
def _laid(left: Words, right: Words, found: Ints) -> int:
    """Fill in the equal runs of two lines, (start, start, size), and tell how many there are; in no order."""
    rows = np.zeros((2, len(right) + 1), np.int64)
    boxes = np.empty((2 * min(len(left), len(right)) + 3, 4), np.int64)
    boxes[0] = np.array((0, len(left), 0, len(right)))
    held, count = 1, 0
    while held:
        held -= 1
        low, high, start, stop = boxes[held, 0], boxes[held, 1], boxes[held, 2], boxes[held, 3]
        i, j, size = _longest(left, right, boxes[held], rows)
        if size:
            found[count, 0], found[count, 1], found[count, 2] = i, j, size
            count += 1
            if low < i and start < j:
                boxes[held] = np.array((low, i, start, j))
                held += 1
            if i + size < high and j + size < stop:
                boxes[held] = np.array((i + size, high, j + size, stop))
                held += 1
    return count


@compiled
def equal_runs(words: Words, bounds: Ints) -> Ints:
    """The equal runs of pairs of lines: rows of (pair, start, start, size), in order, runs that touch joined.

    `words` holds the lines one after another; of pair *n* the first is ``words[bounds[2n] : bounds[2n + 1]]``, the
    second the next one. The longest run is taken first, then what stands before and behind it (Ratcliff and Obershelp).
    """
    pairs = (len(bounds) - 1) // 2
    told, total = np.empty((len(words) + 1, 4), np.int64), 0
    for pair in range(pairs):
        low, middle, high = bounds[2 * pair], bounds[2 * pair + 1], bounds[2 * pair + 2]
        found = np.empty((min(middle - low, high - middle) + 1, 3), np.int64)
        count = _laid(words[low:middle], words[middle:high], found)
        order = np.argsort(found[:count, 0])
        for at in order:
            i, j, size = found[at, 0], found[at, 1], found[at, 2]
            last = told[total - 1]
            if total and last[0] == pair and last[1] + last[3] == i and last[2] + last[3] == j:
                last[3] += size
            else:
                told[total, 0], told[total, 1], told[total, 2], told[total, 3] = pair, i, j, size
                total += 1
    return told[:total]
