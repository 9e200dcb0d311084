"""Compiled loops over words that have numbers; `numbered` builds the arrays, `likeness` is the plain way.

Whole numbers are summed as whole numbers and every fraction is made by the same few operations in the same order as in
the plain way, so that both give equal answers to the last bit. Logarithms are left to the caller: how a library rounds
them is nobody's promise.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Bagged(NamedTuple):
    """Bags of numbers, one after another: those of the n-th stand from ``begin[n]`` to ``begin[n + 1]``."""

    begin: Ints
    key: Ints
    times: Ints
    """How often the bag holds each."""


class Limits(NamedTuple):
    """How far words are followed; see the settings of the same names."""

    followed: int
    measured: int
    least_cosine: float


# --- rounding ---------------------------------------------------------------------------------------------------


@compiled
def rounded(value: float, scale: float) -> float:
    """What Python's `round` gives for a value below 2 ** 50 / scale, where `scale` is 10 ** digits.

    The product is taken without error as a sum of two floats (Dekker 1971), so that a value beside a half falls on the
    right side of it; a true half goes to the even neighbour.
    """
    high = value * scale
    part = 134217729.0 * value
    left = part - (part - value)
    right = value - left
    part = 134217729.0 * scale
    upper = part - (part - scale)
    lower = scale - upper
    low = ((left * upper - high) + left * lower + right * upper) + right * lower
    whole = np.rint(high)
    beside = high - whole
    if beside == 0.5 and low > 0.0:
        whole += 1.0
    elif beside == -0.5 and low < 0.0:
        whole -= 1.0
    return float(whole / scale)


@compiled
def all_rounded(values: Floats, scale: float) -> Floats:
    """Each of some values, rounded."""
    found = np.empty_like(values)
    for at in range(len(values)):
        found[at] = rounded(values[at], scale)
    return found


# --- pieces, by words -------------------------------------------------------------------------------------------


@compiled
def bagged(numbers: Ints, starts: Ints, stops: Ints, size: int) -> Bagged:
    """The distinct numbers of each stretch and how often each occurs; `size` is one more than the largest number."""
    begin = np.zeros(len(starts) + 1, np.int64)
    key, count = np.empty(len(numbers), np.int64), np.empty(len(numbers), np.int64)
    seen, place = np.full(size, -1, np.int64), np.empty(size, np.int64)
    at = 0
    for piece in range(len(starts)):
        begin[piece] = at
        for word in range(starts[piece], stops[piece]):
            number = numbers[word]
            if seen[number] == piece:
                count[place[number]] += 1
            else:
                seen[number], place[number] = piece, at
                key[at], count[at] = number, 1
                at += 1
    begin[len(starts)] = at
    return Bagged(begin, key[:at].copy(), count[:at].copy())


@compiled
def inverted(bags: Bagged, size: int) -> Bagged:
    """For each number the bags that hold it, and how often."""
    begin = np.zeros(size + 1, np.int64)
    for number in bags.key:
        begin[number + 1] += 1
    for number in range(size):
        begin[number + 1] += begin[number]
    key, count = np.empty_like(bags.key), np.empty_like(bags.key)
    at = begin.copy()
    for bag in range(len(bags.begin) - 1):
        for place in range(bags.begin[bag], bags.begin[bag + 1]):
            number = bags.key[place]
            key[at[number]], count[at[number]] = bag, bags.times[place]
            at[number] += 1
    return Bagged(begin, key, count)


@compiled
def norms(bags: Bagged, weight: Ints) -> Floats:
    """The length of each bag as a vector."""
    found = np.empty(len(bags.begin) - 1, np.float64)
    for bag in range(len(found)):
        total = 0
        for place in range(bags.begin[bag], bags.begin[bag + 1]):
            value = bags.times[place] * weight[bags.key[place]]
            total += value * value
        found[bag] = sqrt(float(total))
    return found


class Scratch(NamedTuple):
    """Room that is used for one bag after another."""

    held: Ints
    """How often the bag at hand holds each number; zero between two bags."""
    dots: Ints
    """What each bag of the other text shares with it; zero between two bags."""
    near: Ints
    order: Ints


@compiled
def _by_rarity(bags: Bagged, index: Bagged, bag: int, order: Ints) -> int:
    """Put the numbers of a bag that stand in the index in `order`, the rarest first; tells how many."""
    size, found = len(index.begin), 0
    for place in range(bags.begin[bag], bags.begin[bag + 1]):
        number = bags.key[place]
        rarity = index.begin[number + 1] - index.begin[number]
        if rarity:
            order[found] = rarity * size + number
            found += 1
    order[:found].sort()
    for at in range(found):
        order[at] %= size
    return found


@compiled
def _followed(room: Scratch, index: Bagged, weight: Ints, count: int, visits: int) -> tuple[int, int]:
    """Follow `count` numbers into the index: how many bags are met, and how many visits are left, negative if none."""
    met = 0
    for number in room.order[:count]:
        begin, end = index.begin[number], index.begin[number + 1]
        visits -= end - begin
        if visits < 0:
            break
        value = room.held[number] * weight[number] * weight[number]
        for place in range(begin, end):
            right = index.key[place]
            if room.dots[right] == 0:
                room.near[met] = right
                met += 1
            room.dots[right] += value * index.times[place]
    return met, visits


@compiled
def _near(room: Scratch, lengths: Floats, met: int, floor: float) -> int:
    """Put the bags that share enough first among those met; tells how many."""
    found = 0
    for at in range(met):
        right = room.near[at]
        if room.dots[right] >= floor * lengths[right]:
            room.near[at], room.near[found] = room.near[found], right
            found += 1
    return found


@compiled
def _likest(room: Scratch, lengths: Floats, count: int, most: int) -> int:
    """Put the `most` likest of some bags first, of equally like ones the first of the text; tells how many."""
    values = np.empty(count, np.float64)
    for at in range(count):
        values[at] = rounded(room.dots[room.near[at]] / lengths[room.near[at]], 1e6)
    kept = min(count, most)
    for first in range(kept):
        best = first
        for at in range(first + 1, count):
            if values[at] > values[best] or (values[at] == values[best] and room.near[at] < room.near[best]):
                best = at
        room.near[first], room.near[best] = room.near[best], room.near[first]
        values[first], values[best] = values[best], values[first]
    return kept


@compiled
def _common(held: Ints, bags: Bagged, bag: int, weight: Ints) -> tuple[int, int]:
    """How many numbers a bag has in common with the one at hand, and the product of the two."""
    common, dot = 0, 0
    for place in range(bags.begin[bag], bags.begin[bag + 1]):
        number = bags.key[place]
        if held[number]:
            common += 1
            dot += held[number] * bags.times[place] * weight[number] * weight[number]
    return common, dot


@compiled
def resembling(one: Bagged, other: Bagged, weight: Ints, limits: Limits) -> tuple[Ints, Ints, Ints, Floats]:
    """Pairs of bags that share numbers worth following: left, right, how many numbers they share, and the cosine."""
    index, lengths, own = inverted(other, len(weight)), norms(other, weight), norms(one, weight)
    size, words = len(lengths), len(weight)
    room = Scratch(
        np.zeros(words, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(words, np.int64)
    )
    pairs, cosines = np.empty((3, 1024), np.int64), np.empty(1024, np.float64)
    found = 0
    for left in range(len(own)):
        held = range(one.begin[left], one.begin[left + 1])
        for place in held:
            room.held[one.key[place]] = one.times[place]
        known = _by_rarity(one, index, left, room.order)
        met, visits = _followed(room, index, weight, known, limits.followed)
        close = _near(room, lengths, met, limits.least_cosine * own[left])
        if visits < 0 and close > limits.measured:
            close = _likest(room, lengths, close, limits.measured)
        if found + close > len(cosines):
            pairs, cosines = _wider(pairs, cosines, 2 * (found + close))
        for right in room.near[:close]:
            common, dot = _common(room.held, other, right, weight)
            pairs[0, found], pairs[1, found], pairs[2, found] = left, right, common
            whole = visits < 0
            cosines[found] = dot / (own[left] * lengths[right]) if whole else dot / lengths[right] / own[left]
            found += 1
        for place in held:
            room.held[one.key[place]] = 0
        for right in room.near[:met]:
            room.dots[right] = 0
    return pairs[0, :found].copy(), pairs[1, :found].copy(), pairs[2, :found].copy(), cosines[:found].copy()


@compiled
def _wider(pairs: Ints, cosines: Floats, size: int) -> tuple[Ints, Floats]:
    """The same arrays with room for `size` pairs."""
    more, values = np.empty((3, size), np.int64), np.empty(size, np.float64)
    more[:, : pairs.shape[1]] = pairs
    values[: len(cosines)] = cosines
    return more, values


@compiled
def reaching(cosines: Floats, floor: float) -> Ints:
    """Which cosines, rounded, reach a floor."""
    found, count = np.empty(len(cosines), np.int64), 0
    for at in range(len(cosines)):
        if rounded(cosines[at], 1e6) >= floor:
            found[count] = at
            count += 1
    return found[:count].copy()


@compiled
def likest(lefts: Ints, rights: Ints, cosines: Floats, most: int) -> Ints:
    """Of the pairs of each left piece the likest ones, in that order, of equally like ones the first of the text."""
    found, count, start = np.empty(len(lefts), np.int64), 0, 0
    while start < len(lefts):
        stop, first = start, count
        while stop < len(lefts) and lefts[stop] == lefts[start]:
            value = rounded(cosines[stop], 1e6)
            at = count
            while at > first:
                before = rounded(cosines[found[at - 1]], 1e6)
                if before > value or (before == value and rights[found[at - 1]] < rights[stop]):
                    break
                at -= 1
            if at < first + most:
                count = min(count + 1, first + most)
                for place in range(count - 1, at, -1):
                    found[place] = found[place - 1]
                found[at] = stop
            stop += 1
        start = stop
    return found[:count].copy()


@compiled
def cosine(one: Bagged, other: Bagged, weight: Ints, box: tuple[int, int, int, int]) -> float:
    """Cosine of two runs of bags, each run taken as one bag; `box` is the first and last of either run."""
    left, right = np.zeros(len(weight), np.int64), np.zeros(len(weight), np.int64)
    for place in range(one.begin[box[0]], one.begin[box[1] + 1]):
        left[one.key[place]] += one.times[place]
    for place in range(other.begin[box[2]], other.begin[box[3] + 1]):
        right[other.key[place]] += other.times[place]
    dot, here, there = 0, 0, 0
    for number in range(len(weight)):
        if left[number] or right[number]:
            square = weight[number] * weight[number]
            dot += left[number] * right[number] * square
            here += left[number] * left[number] * square
            there += right[number] * right[number] * square
    return dot / (sqrt(float(here)) * sqrt(float(there))) if dot else 0.0
