"""Compiled: looking features up among those that are kept, and scoring with what is found. See `kept`.

A kept feature is its value's 32 high bits in one column and, in a column of bytes, the 4 low ones above its stretch.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from .compiled import REPORTS, roomy, wide

Array = NDArray[Any]

FOUR, EIGHT, WORD = np.uint64(4), np.uint64(8), np.uint64(64)
STRETCH, ONE, SEVEN = np.uint64(15), np.uint64(1), np.uint64(7)
SPREAD = np.uint64(0x9E3779B97F4A7C15)
SHIFT = np.uint64(REPORTS)
REPORT = np.uint64((1 << REPORTS) - 1)


@compiled
def take(part: Any, wanted: Array, packed: Array, bounds: Array) -> None:
    """The features of some reports of a part, ``value << 4 | stretch``, from ``bounds[i]`` on."""
    high, low, own = part
    for row in range(len(wanted)):
        at = bounds[row]
        for place in range(own[wanted[row]], own[wanted[row] + 1]):
            packed[at] = np.uint64(high[place]) << EIGHT | np.uint64(low[place])
            at += 1


@compiled
def fill_table(values: Array, slots: Array, numbers: Array, sieve: Array, twice: Array) -> None:
    """A table of distinct values: a value stands, raised by one, at the first free slot from its hash on.

    `sieve` has a bit for the hash of the 32 high bits of each value: what has none is no value of the table. `twice`
    has those that stand for more than one.
    """
    down = WORD - np.uint64(bits_of_size(len(slots)))
    fine = WORD - np.uint64(bits_of_size(len(sieve)) + 3)
    mask = np.uint64(len(slots) - 1)
    for number in range(len(values)):
        value = values[number]
        slot = (value + ONE) * SPREAD >> down
        while slots[slot] != 0:
            slot = slot + ONE & mask
        slots[slot], numbers[slot] = value + ONE, number
        bit = (value >> FOUR) * SPREAD >> fine
        mark = np.uint8(1 << (bit & SEVEN))
        twice[bit >> np.uint64(3)] |= sieve[bit >> np.uint64(3)] & mark
        sieve[bit >> np.uint64(3)] |= mark


@compiled
def number_of(values: Array, slots: Array, numbers: Array, found: Array) -> None:
    """The number of each value in a table that has them all."""
    down = WORD - np.uint64(bits_of_size(len(slots)))
    mask = np.uint64(len(slots) - 1)
    for at in range(len(values)):
        value = values[at] + ONE
        slot = value * SPREAD >> down
        while slots[slot] != value:
            slot = slot + ONE & mask
        found[at] = numbers[slot]


@compiled
def bits_of_size(size: int) -> int:
    """The logarithm of a power of two."""
    bits = 0
    while size > 1:
        size >>= 1
        bits += 1
    return bits


@compiled
def collect(part: Any, reports: Any, table: Any, counts: Array, found: Any) -> int:
    """Where the values of a table stand in a part: their numbers and ``report << 4 | stretch``; how many there are.

    `reports` is (the number of the part's first report, which reports are looked at); of each value no more than
    `most` are taken, together with those that `counts` has, and from then on the sieve holds it back; `table` is
    (slots, numbers, sieve, bits of the sieve that stand for more than one value, most).
    """
    high, low, bounds = part
    first, wanted = reports
    slots, numbers, sieve, twice, most = table
    down = WORD - np.uint64(bits_of_size(len(slots)))
    fine = WORD - np.uint64(bits_of_size(len(sieve)) + 3)
    mask = np.uint64(len(slots) - 1)
    kept = 0
    for report in range(len(bounds) - 1):
        if not wanted[first + report]:
            continue
        for place in range(bounds[report], bounds[report + 1]):
            bit = np.uint64(high[place]) * SPREAD >> fine
            if not sieve[bit >> np.uint64(3)] >> np.uint8(bit & SEVEN) & 1:
                continue
            value = (np.uint64(high[place]) << FOUR | np.uint64(low[place] >> 4)) + ONE
            slot = value * SPREAD >> down
            while slots[slot] != 0 and slots[slot] != value:
                slot = slot + ONE & mask
            if slots[slot] == 0:
                continue
            number = numbers[slot]
            if counts[number] < most:
                counts[number] += 1
                if counts[number] == most:
                    sieve[bit >> np.uint64(3)] &= twice[bit >> np.uint64(3)] | ~np.uint8(1 << (bit & SEVEN))
                found[0][kept] = number
                found[1][kept] = np.uint64(first + report) << FOUR | np.uint64(low[place] & 15)
                kept += 1
    return kept


@compiled
def by_number(numbers: Array, places: Array, starts: Array, sorted_places: Array) -> None:
    """The places in the order of their numbers; `starts` begins as zeros and is one longer than there are numbers."""
    for number in numbers:
        starts[number + 1] += 1
    for number in range(1, len(starts)):
        starts[number] += starts[number - 1]
    after = starts.copy()
    for row in range(len(numbers)):
        sorted_places[after[numbers[row]]] = places[row]
        after[numbers[row]] += 1


@compiled
def count_wordings(lists: Any, groups: Array, heads: Array, found: Array) -> None:
    """For each list, in how many wordings it is, and in how many heads; `found` has two columns."""
    starts, places = lists
    seen = np.full(len(groups), -1, np.int64)
    for number in range(len(starts) - 1):
        for row in range(starts[number], starts[number + 1]):
            report = np.int64(places[row] >> FOUR)
            if heads[report]:
                found[number, 1] += 1
                if seen[groups[report]] != number:
                    seen[groups[report]] = number
                    found[number, 0] += 1


@compiled
def fall(lists: Any, fallen: Any, scored: Any, totals: Any, touched: Array) -> None:
    """Take from the pairs that share a fallen feature what it has lost of its weight.

    `fallen` is (numbers of lists, loss of each, whether nothing is left); `scored` is (sorted pairs, where those of
    each first report begin); `totals` is (weight, stretches of both that hold a feature with weight), changed in place.
    """
    starts, places = lists
    pairs, begin = scored
    mark = np.full(len(begin), -1, np.int64)
    held = np.zeros(len(begin), np.uint8)
    for turn in range(len(fallen[0])):
        number, loss, gone = fallen[0][turn], fallen[1][turn], fallen[2][turn]
        for row in range(starts[number], starts[number + 1]):
            report = np.int64(places[row] >> FOUR)
            mark[report], held[report] = turn, np.uint8(places[row] & STRETCH)
        for row in range(starts[number], starts[number + 1]):
            one = np.int64(places[row] >> FOUR)
            for at in range(begin[one], begin[one + 1]):
                other = np.int64(pairs[at] & REPORT)
                if mark[other] == turn:
                    totals[0][at] -= loss
                    touched[at] = 1
                    if gone:
                        lost = np.uint32(1) << np.uint32(held[one]) | np.uint32(0x10000) << np.uint32(held[other])
                        totals[1][at] &= ~lost


@compiled
def places_of(wanted: Array, held: Array, found: Array) -> None:
    """Where each of some numbers stands among others, -1 where it does not; both are sorted and have none twice."""
    place = 0
    for at in range(len(wanted)):
        while place < len(held) and held[place] < wanted[at]:
            place += 1
        found[at] = place if place < len(held) and held[place] == wanted[at] else -1


@compiled
def wide_enough(pairs: Array, masks: Array, facts: Any, least: int, found: Array) -> None:
    """Whether the shared features with weight are spread over the story of the shorter report of each pair."""
    levels, sizes, story = facts
    for at in range(len(pairs)):
        one, other = np.int64(pairs[at] >> SHIFT), np.int64(pairs[at] & REPORT)
        found[at] = wide(one, other, np.uint64(masks[at]), levels, sizes, story) >= least


@compiled
def score_some(asked: Any, lists: Any, codes: Any, facts: Any, least: Any) -> Any:
    """The pairs of some reports with all others that ask for a closer look, with their weight and their masks.

    `asked` is (reports, bounds, list number of each feature, its stretch); `codes` is (code of each list's weight, -1
    for none; weights); `facts` is (levels, sizes, story, rank of each report by key); `least` is (weight, coverage).
    """
    reports, bounds, numbers, stretches = asked
    starts, places = lists
    levels, sizes, story, rank = facts
    sums = np.zeros(len(rank), np.uint64)
    near = np.empty(len(rank), np.int32)
    found, told = np.empty(1024, np.uint64), np.empty(1024, np.uint64)
    kept = 0
    for row in range(len(reports)):
        report, count = reports[row], 0
        for at in range(bounds[row], bounds[row + 1]):
            number = numbers[at]
            if codes[0][number] < 0:
                continue
            gain = np.uint64(codes[1][codes[0][number]]) << np.uint64(32) | ONE << np.uint64(stretches[at])
            for place in range(starts[number], starts[number + 1]):
                other = np.int64(places[place] >> FOUR)
                if other == report:
                    continue
                if sums[other] == 0:
                    near[count] = other
                    count += 1
                weight = gain & np.uint64(0xFFFFFFFF00000000)
                theirs = np.uint64(0x10000) << (places[place] & STRETCH)
                sums[other] = (sums[other] + weight) | (gain & np.uint64(0xFFFF)) | theirs
        found, told = roomy(found, told, kept, count)
        for at in range(count):
            other = np.int64(near[at])
            total = sums[other]
            sums[other] = 0
            if total >> np.uint64(32) < least[0]:
                continue
            one = report
            if rank[other] < rank[report]:
                one, other = other, report
                mine, theirs = total >> np.uint64(16) & np.uint64(0xFFFF), total & np.uint64(0xFFFF)
                total = total >> np.uint64(32) << np.uint64(32) | theirs << np.uint64(16) | mine
            if wide(one, other, total & np.uint64(0xFFFFFFFF), levels, sizes, story) >= least[1]:
                found[kept], told[kept] = np.uint64(one) << SHIFT | np.uint64(other), total
                kept += 1
    return found[:kept].copy(), told[:kept].copy()


@compiled
def tell_some(packed: Array, bounds: Array, stretches: Array, table: Any, story: Array) -> None:
    """The stretches of some reports that hold story (see `compiled.tell_story`); `table` holds what marks furniture."""
    slots = table[0]
    down = WORD - np.uint64(bits_of_size(len(slots)))
    mask = np.uint64(len(slots) - 1)
    held, common = np.zeros(16, np.int64), np.zeros(16, np.int64)
    for row in range(len(bounds) - 1):
        held[:], common[:] = 0, 0
        for place in range(bounds[row], bounds[row + 1]):
            value, stretch = (packed[place] >> FOUR) + ONE, packed[place] & STRETCH
            slot = value * SPREAD >> down
            while slots[slot] != 0 and slots[slot] != value:
                slot = slot + ONE & mask
            held[stretch] += 1
            common[stretch] += slots[slot] == value
        tale = 0
        for stretch in range(stretches[row]):
            if 2 * common[stretch] < held[stretch] or held[stretch] == 0:
                tale |= 1 << stretch
        story[row] = tale if tale else (1 << stretches[row]) - 1
