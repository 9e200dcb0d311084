"""Compiled: the index, the wordings, the scores and the figures of a pile. The plain reference is `plain`.

A key is ``value << 28 | report << 4 | stretch`` (36, 24 and 4 bits): sorted keys are the inverted index. An entry is
``feature << 4 | stretch`` with features that two reports hold numbered in the order of their values. A posting is
``report << 8 | stretch << 4 | weight << 1 | last``: a report that holds a feature, and whether it is the last one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from .plain import BITS, TOP_LEVEL

Array = NDArray[Any]

REPORTS = 24
FOUR, VALUE, REPORT = np.uint64(4), np.uint64(REPORTS + 4), np.uint64((1 << REPORTS) - 1)
STRETCH = np.uint64(15)


@compiled
def report_facts(features: Any, smallest: Array, sizes: Array, held: Array) -> None:
    """For each report the smallest value of each class, how many features it has at each level, and in each stretch."""
    packed, bounds = features
    classes = smallest.shape[1]
    for report in range(len(bounds) - 1):
        for place in range(bounds[report], bounds[report + 1]):
            value = np.int64(packed[place] >> FOUR)
            kind = (value >> 1) % classes
            if value < smallest[report, kind]:
                smallest[report, kind] = value
            at = 0
            while at < TOP_LEVEL and value < 1 << (BITS - 1 - at):
                at += 1
            sizes[report, at] += 1
            held[report, packed[place] & STRETCH] += 1
        for at in range(TOP_LEVEL - 1, -1, -1):
            sizes[report, at] += sizes[report, at + 1]


@compiled
def make_keys(features: Any, first: int, keys: Array) -> None:
    """Keys from the features (packed, bounds) of reports, which are numbered from `first` on."""
    packed, bounds = features
    for report in range(len(bounds) - 1):
        number = np.uint64(first + report) << FOUR
        for place in range(bounds[report], bounds[report + 1]):
            keys[place] = packed[place] >> FOUR << VALUE | number | packed[place] & STRETCH


@compiled
def renumber(keys: Array, numbers: Array) -> None:
    """The same keys with the report `numbers[i]` for `i`."""
    others = ~(REPORT << FOUR)
    for place in range(len(keys)):
        number = np.uint64(numbers[np.int64(keys[place] >> FOUR & REPORT)])
        keys[place] = keys[place] & others | number << FOUR


@compiled
def common_keys(keys: Array, feature: int, least: int) -> Any:
    """Sorted keys of features that two reports hold, moved to the front, the value replaced by a feature's number.

    How many keys are left, how many features there are now (numbers go on from `feature`), and the number and value of
    each feature that so many reports hold as `least` says.
    """
    kept, at, count = 0, 0, len(keys)
    often, frequent = 0, np.empty((count // least + 1, 2), np.int64)
    while at < count:
        value, first = keys[at] >> VALUE, kept
        name = np.uint64(feature) << VALUE
        while at < count and keys[at] >> VALUE == value:
            rest = keys[at] & (REPORT << FOUR | STRETCH)
            if kept == first or rest >> FOUR != (keys[kept - 1] & (REPORT << FOUR)) >> FOUR:
                keys[kept] = name | rest
                kept += 1
            at += 1
        if kept == first + 1:
            kept = first
        elif kept > first:
            if kept - first >= least:
                frequent[often, 0], frequent[often, 1] = feature, value
                often += 1
            feature += 1
    return kept, feature, frequent[:often].copy()


@compiled
def count_entries(keys: Array, starts: Array) -> None:
    """How many entries each report has, added at one behind its number."""
    for key in keys:
        starts[np.int64(key >> FOUR & REPORT) + 1] += 1


@compiled
def fill_entries(keys: Array, places: Array, entries: Array) -> None:
    """Entries by report, features rising; `places` is where the next entry of each report goes."""
    for key in keys:
        report = np.int64(key >> FOUR & REPORT)
        entries[places[report]] = key >> VALUE << FOUR | key & STRETCH
        places[report] += 1


@compiled
def bits_of(mask: Any) -> int:
    """How many of sixteen bits are set."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@compiled
def measure(pairs: Array, starts: Array, entries: Array, facts: Any, found: Array) -> None:
    """What two reports share, for sorted pairs ``one << 24 | other``; `found` has a row of five for each.

    Shared features, both sizes at the coarser level, whether the first is the shorter, and the stretches of the shorter
    that are covered, as bits. `facts` is (levels, sizes).
    """
    levels, sizes = facts
    table = np.zeros(1024, np.int64)
    holder: Any = -1
    for row in range(len(pairs)):
        one, other = np.int64(pairs[row] >> np.uint64(REPORTS)), np.int64(pairs[row] & REPORT)
        mask = len(table) - 1
        if one != holder:
            table[:] = 0
            while len(table) < 2 * (starts[one + 1] - starts[one]):
                table = np.zeros(2 * len(table), np.int64)
            mask = len(table) - 1
            for place in range(starts[one], starts[one + 1]):
                entry = np.int64(entries[place]) + 16
                slot = entry >> 4 & mask
                while table[slot]:
                    slot = slot + 1 & mask
                table[slot] = entry
            holder = one
        shared, mine, theirs = 0, np.int64(0), np.int64(0)
        for place in range(starts[other], starts[other + 1]):
            entry = np.int64(entries[place]) + 16
            slot = entry >> 4 & mask
            while table[slot] and table[slot] >> 4 != entry >> 4:
                slot = slot + 1 & mask
            if table[slot]:
                shared += 1
                mine |= 1 << (table[slot] & 15)
                theirs |= np.int64(1) << (entry & 15)
        level = max(levels[one], levels[other])
        found[row, 0], found[row, 1], found[row, 2] = shared, sizes[one, level], sizes[other, level]
        short = found[row, 1] <= found[row, 2]
        found[row, 3], found[row, 4] = short, mine if short else theirs


@compiled
def roots(parents: Array) -> Array:
    """The smallest report of each report's wording."""
    found = parents.copy()
    for at in range(len(found)):
        found[at] = found[found[at]]  # a parent is never behind its child
    return found


@compiled
def join(parents: Array, pairs: Array) -> None:
    """Put the two reports of each pair under the smaller of their roots."""
    for pair in pairs:
        one, other = np.int64(pair >> np.uint64(REPORTS)), np.int64(pair & REPORT)
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        while parents[other] != other:
            parents[other] = parents[parents[other]]
            other = parents[other]
        parents[max(one, other)] = min(one, other)


@compiled
def first_few(groups: Array, most: int, found: Array) -> None:
    """Whether each report is among the first so many of its wording; `groups` has the first report of each wording."""
    seen = np.zeros(len(groups), np.int32)
    for report in range(len(groups)):
        found[report] = seen[groups[report]] < most
        seen[groups[report]] += 1


@compiled
def meet(meeting: Array, roots: Array) -> Any:
    """The first report of each bucket with each other one that is not of its wording yet, and the others' rows.

    A row of `meeting` is ``bucket << 24 | report``, sorted.
    """
    pairs, behind = np.empty(len(meeting), np.uint64), np.empty(len(meeting), np.uint64)
    kept, bucket, first = 0, np.uint64(0), np.int64(0)
    for row in range(len(meeting)):
        report = np.int64(meeting[row] & REPORT)
        if row == 0 or meeting[row] >> np.uint64(REPORTS) != bucket:
            first, bucket = report, meeting[row] >> np.uint64(REPORTS)
        elif roots[first] != roots[report]:
            pairs[kept], behind[kept] = np.uint64(first) << np.uint64(REPORTS) | np.uint64(report), meeting[row]
            kept += 1
    return pairs[:kept].copy(), behind[:kept].copy()


@compiled
def weigh(keys: Array, wordings_of: Any, codes: Any, postings: Array, common: Array, marks: Any) -> int:
    """Postings of the heads for features with weight; how many there are.

    `keys` bear numbers of features; `wordings_of` is (each report's wording, whether it is a head); `codes` is (the
    code of a weight by how many wordings have the feature, from how many on it marks furniture); `common` counts
    features that do by report and stretch; `marks` is (frequent features, whether each does).
    """
    groups, heads = wordings_of
    often = 0
    seen = np.full(len(groups), np.uint64(0xFFFFFFFFFFFFFFFF))
    kept, at, count = 0, 0, len(keys)
    while at < count:
        feature, first, wordings, start = keys[at] >> VALUE, kept, 0, at
        while at < count and keys[at] >> VALUE == feature:
            report = np.int64(keys[at] >> FOUR & REPORT)
            if heads[report]:
                group = groups[report]
                if seen[group] != feature:
                    seen[group] = feature
                    wordings += 1
                postings[kept] = report << 8 | np.int64(keys[at] & STRETCH) << 4
                kept += 1
            at += 1
        if wordings >= codes[1]:
            while marks[0][often, 0] < np.int64(feature):
                often += 1
            marks[1][often] = True
            for place in range(start, at):
                common[np.int64(keys[place] >> FOUR & REPORT), keys[place] & STRETCH] += 1
        code = codes[0][min(wordings, len(codes[0]) - 1)]
        if kept < first + 2 or code < 0:
            kept = first
            continue
        for place in range(first, kept):
            postings[place] |= code << 1
        postings[kept - 1] |= 1
    return kept


@compiled
def tell_story(held: Array, common: Array, stretches: Array, story: Array) -> None:
    """The stretches of each report that hold story: less than half of their features mark furniture; or all."""
    for report in range(len(story)):
        mask = 0
        for stretch in range(stretches[report]):
            if 2 * common[report, stretch] < held[report, stretch] or held[report, stretch] == 0:
                mask |= 1 << stretch
        story[report] = mask if mask else (1 << stretches[report]) - 1


@compiled
def find_places(postings: Array, starts: Array, places: Array) -> None:
    """Where each report's postings stand, by report; `starts` begins as zeros and ends as each report's end."""
    for posting in postings:
        starts[(posting >> 8) + 1] += 1
    for report in range(1, len(starts)):
        starts[report] += starts[report - 1]
    for place in range(len(postings)):
        report = postings[place] >> 8
        places[starts[report]] = place
        starts[report] += 1


@compiled
def wide(one: Any, other: Any, masks: Any, levels: Array, sizes: Array, story: Array) -> int:
    """The share, in ten-thousandths, of the story of the shorter of two reports that the shared features cover."""
    level = max(levels[one], levels[other])
    short = sizes[one, level] <= sizes[other, level]
    tale = np.int64(story[one if short else other])
    covered = bits_of(np.int64(masks if short else masks >> np.uint64(16)) & tale)
    whole = bits_of(tale)
    return (20_000 * covered + whole) // (2 * whole)


@compiled
def roomy(found: Array, told: Array, kept: int, more: int) -> Any:
    """Both with room for so many more behind the `kept` first."""
    if kept + more <= len(found):
        return found, told
    longer = np.empty(2 * (kept + more), np.uint64), np.empty(2 * (kept + more), np.uint64)
    longer[0][:kept], longer[1][:kept] = found[:kept], told[:kept]
    return longer


@compiled
def score(span: Any, postings: Array, index: Any, facts: Any, least: Any) -> Any:
    """The pairs ``one << 24 | other`` of the reports of a span with others behind them that ask for a closer look.

    With them the sum of each: weight in the upper half, below it the stretches of both that hold a shared feature.

    `span` is (first, last report); `index` is (each report's end, places); `facts` is (levels, sizes, story, units by
    code); `least` is (weight, coverage in ten-thousandths).
    """
    ends, places = index
    levels, sizes, story, units = facts
    sums = np.zeros(len(story), np.uint64)
    touched = np.empty(len(story), np.int32)
    found, told = np.empty(1024, np.uint64), np.empty(1024, np.uint64)
    kept = 0
    for one in range(span[0], span[1]):
        count = 0
        for row in range(ends[one - 1] if one else 0, ends[one]):
            place = places[row]
            posting = postings[place]
            gain = np.uint64(units[posting >> 1 & 7]) << np.uint64(32)
            mine = np.uint64(1) << np.uint64(posting >> 4 & 15)
            while not posting & 1:
                place += 1
                posting = postings[place]
                other = posting >> 8
                if sums[other] == 0:
                    touched[count] = other
                    count += 1
                sums[other] = (sums[other] + gain) | mine | np.uint64(0x10000) << np.uint64(posting >> 4 & 15)
        found, told = roomy(found, told, kept, count)
        for at in range(count):
            other = np.int64(touched[at])
            total = sums[other]
            sums[other] = 0
            if total >> np.uint64(32) < least[0]:
                continue
            if wide(one, other, total & np.uint64(0xFFFFFFFF), levels, sizes, story) >= least[1]:
                found[kept], told[kept] = np.uint64(one) << np.uint64(REPORTS) | np.uint64(other), total
                kept += 1
    return found[:kept].copy(), told[:kept].copy()
