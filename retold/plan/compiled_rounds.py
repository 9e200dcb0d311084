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
def asked(pairs: Any, said: Array, bars: Any) -> Array:
    """The places of the pairs that are asked for, in their order.

    `pairs` are the groups of both reports of each pair, which are two; `bars` is (of how many pairs without a copy two
    groups are left in peace, how far down the lists of groups is looked).
    """
    one, other = pairs
    tries, deep = bars
    slots, numbers, between = _numbered(one, other)
    worn, first = np.zeros(numbers, np.int64), np.ones(numbers, np.bool_)
    for at in range(len(one)):
        worn[between[at]] += said[at] == NO_COPY
    listed = np.zeros(slots, np.int32)
    found, kept = np.empty(len(one), np.int64), 0
    for at in range(len(one)):
        number = between[at]
        if said[at] != OPEN or not first[number] or worn[number] >= tries:
            continue
        first[number] = False
        here, there = one[at], other[at]
        if listed[here] < deep or listed[there] < deep:
            found[kept] = at
            kept += 1
        listed[here] += 1
        listed[there] += 1
    return found[:kept].copy()


@compiled
def joined(pairs: Any, said: Array, sure: int) -> Array:
    """Of each two groups whose pairs weigh enough together one pair; what weighs is what `said` has of each."""
    one, other = pairs
    _, numbers, between = _numbered(one, other)
    weight = np.zeros(numbers, np.int64)
    found, kept = np.empty(len(one), np.int64), 0
    for at in range(len(one)):
        number = between[at]
        if said[at] > NO_COPY and weight[number] < sure:
            weight[number] += said[at]
            if weight[number] >= sure:
                found[kept] = at
                kept += 1
    return found[:kept].copy()


@compiled
def _numbered(one: Array, other: Array) -> Any:
    """One more than the last group; how many pairs of groups there are, and the number of each pair's groups."""
    bits = 4
    while 1 << bits < 2 * len(one):
        bits += 1
    down, mask = np.uint64(64 - bits), np.uint64((1 << bits) - 1)
    slots, numbers = np.zeros(1 << bits, np.uint64), np.empty(1 << bits, np.int32)
    between = np.empty(len(one), np.int64)
    count, last = 0, 0
    for at in range(len(one)):
        low, high = min(one[at], other[at]), max(one[at], other[at])
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
