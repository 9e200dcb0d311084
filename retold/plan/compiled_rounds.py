"""Compiled: one round of `choosing`, in one walk over the pairs in doubt; a test holds it beside a plain one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled

Array = NDArray[Any]

SPREAD = np.uint64(0x9E3779B97F4A7C15)
NO_COPY, OPEN = 0, -1
"""As in `choosing`."""


@compiled
def asked(pairs: Any, said: Array, live: Array, bars: Any) -> Array:
    """The pairs that are asked for, in the order in which they stand.

    `pairs` are the groups of both reports of each pair; `live` are the places of those between two groups; `bars` is
    (of how many pairs without a copy two groups are left in peace, how far down the lists of groups is looked).
    """
    one, other = pairs
    tries, deep = bars
    slots, numbers, between = _numbered(one, other, live)
    worn, first = np.zeros(numbers, np.int64), np.ones(numbers, np.bool_)
    for at in range(len(live)):
        worn[between[at]] += said[live[at]] == NO_COPY
    listed = np.zeros(slots, np.int32)
    found, kept = np.empty(len(live), np.int64), 0
    for at in range(len(live)):
        pair, number = live[at], between[at]
        if said[pair] != OPEN or not first[number] or worn[number] >= tries:
            continue
        first[number] = False
        here, there = one[pair], other[pair]
        if listed[here] < deep or listed[there] < deep:
            found[kept] = pair
            kept += 1
        listed[here] += 1
        listed[there] += 1
    return found[:kept].copy()


@compiled
def joined(pairs: Any, said: Array, live: Array, sure: int) -> Array:
    """Of each two groups whose pairs weigh enough together one pair; what weighs is what `said` has of each."""
    one, other = pairs
    _, numbers, between = _numbered(one, other, live)
    weight = np.zeros(numbers, np.int64)
    found, kept = np.empty(len(live), np.int64), 0
    for at in range(len(live)):
        pair, number = live[at], between[at]
        if said[pair] > NO_COPY and weight[number] < sure:
            weight[number] += said[pair]
            if weight[number] >= sure:
                found[kept] = pair
                kept += 1
    return found[:kept].copy()


@compiled
def _numbered(one: Array, other: Array, live: Array) -> Any:
    """One more than the last group; how many pairs of groups there are, and the number of each live pair's groups."""
    bits = 4
    while 1 << bits < 2 * len(live):
        bits += 1
    down, mask = np.uint64(64 - bits), np.uint64((1 << bits) - 1)
    slots, numbers = np.zeros(1 << bits, np.uint64), np.empty(1 << bits, np.int32)
    between = np.empty(len(live), np.int64)
    count, last = 0, 0
    for at in range(len(live)):
        here, there = one[live[at]], other[live[at]]
        low, high = min(here, there), max(here, there)
        last = max(last, high + 1)
        key = np.uint64(low) << np.uint64(32) | np.uint64(high)
        slot = key * SPREAD >> down
        while slots[slot] != 0 and slots[slot] != key:
            slot = slot + np.uint64(1) & mask
        if slots[slot] == 0:
            slots[slot], numbers[slot] = key, count
            count += 1
        between[at] = numbers[slot]
    return last, count, between
