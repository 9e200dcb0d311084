"""Compiled: making and asking a concordance of features. See `concordance`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from .plain import BITS

Array = NDArray[Any]

FOUR, STRETCH = np.uint64(4), np.uint8(15)


@compiled
def count(part: Any, walk: Any, bits: int, counts: Array) -> None:
    """How many features of a part belong in each drawer, for so many drawers from a first one on (`walk`)."""
    high, low, _ = part
    down = np.uint64(BITS - bits)
    first, drawers = np.uint64(walk[0]), np.uint64(walk[1])
    for place in range(len(high)):
        drawer = (np.uint64(high[place]) << FOUR | np.uint64(low[place] >> 4)) >> down
        if drawer - first < drawers:
            counts[np.int64(drawer)] += 1


@compiled
def fill(numbered: Any, walk: Any, bits: int, free: Array, found: Any) -> None:
    """The places of a part's features, put into the drawers of a walk; `free` has the next free place of each."""
    (high, low, bounds), number = numbered
    places, rests = found
    down = np.uint64(BITS - bits)
    first, drawers = np.uint64(walk[0]), np.uint64(walk[1])
    for report in range(len(bounds) - 1):
        name = np.uint32(number + report) << np.uint32(4)
        for place in range(bounds[report], bounds[report + 1]):
            value = np.uint64(high[place]) << FOUR | np.uint64(low[place] >> 4)
            drawer = value >> down
            if drawer - first < drawers:
                at = free[np.int64(drawer - first)]
                free[np.int64(drawer - first)] = at + 1
                places[at] = name | np.uint32(low[place] & STRETCH)
                rests[at] = np.uint16(value)


@compiled
def look_up(values: Any, held: Any, wanted: Array, limits: Any, found: Any) -> int:
    """Where values stand in wanted reports: their numbers, ``report << 4 | stretch``, and how many there are.

    `values` is (values, drawer of each); `limits` is (how many of each were found, most of them).
    """
    starts, places, rests = held
    counts, most = limits
    kept = 0
    for number in range(len(values[0])):
        rest, drawer = np.uint16(values[0][number]), values[1][number]
        for at in range(starts[drawer], starts[drawer + 1]):
            if rests[at] == rest and wanted[np.int64(places[at] >> np.uint32(4))]:
                if counts[number] >= most:
                    break
                counts[number] += 1
                found[0][kept], found[1][kept] = number, np.uint64(places[at])
                kept += 1
    return kept
