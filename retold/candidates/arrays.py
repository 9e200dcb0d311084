"""The version over arrays: one sort of all features is the inverted index; pairs are counted in blocks."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..glossary import Candidate, Fingerprint
from ..settings import SETTINGS
from .plain import CLASS_SHIFT, TOP_LEVEL, UNIT, find, join

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """A pile's fingerprints as columns. `report` counts into `keys`, which is sorted; one row a feature of a report."""

    keys: tuple[str, ...]
    report: Ints
    value: Ints
    bucket: Ints
    buckets: Ints
    """Stretches of each report: as long as `keys`, the others as long as the fingerprints."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates as columns; `one` and `other` count into `keys`, sorted by both."""

    keys: tuple[str, ...]
    one: Ints
    other: Ints
    shared: Ints
    one_share: Floats
    other_share: Floats
    coverage: Floats
    capped: int
    """How many features were given no weight because they stand in too many wordings."""


@dataclass(frozen=True, slots=True)
class Pile:
    """The index: features that at least two reports hold, sorted by report and feature, and what each report has."""

    count: int
    features: int
    report: Ints
    feature: Ints
    bucket: Ints
    place: Ints
    """report * features + feature, rising: where to look a feature of a report up."""
    start: Ints
    """Where each report's features begin; one longer than there are reports."""
    buckets: Ints
    level: Ints
    sizes: Ints
    """How many features each report has at each level: (reports, levels)."""


def columns(prints: Iterable[Fingerprint]) -> Columns:
    """Columns from rows, without holding the rows."""
    numbers: dict[str, int] = {}
    stretches: list[int] = []
    report, value, bucket = array("q"), array("q"), array("q")
    for row in prints:
        number = numbers.setdefault(row.report, len(numbers))
        if number == len(stretches):
            stretches.append(row.buckets)
        report.append(number)
        value.append(row.value)
        bucket.append(row.bucket)
    names = sorted(numbers)
    old = np.fromiter((numbers[name] for name in names), np.int64, len(names))
    new = np.empty(len(names), np.int64)
    new[old] = np.arange(len(names))
    return Columns(
        tuple(names),
        new[np.frombuffer(report, np.int64)],
        np.frombuffer(value, np.int64),
        np.frombuffer(bucket, np.int64),
        np.array(stretches, np.int64)[old],
    )


def rows(pairs: Pairs) -> list[Candidate]:
    """Rows from columns."""
    return [
        Candidate(pairs.keys[one], pairs.keys[other], shared, one_share, other_share, coverage)
        for one, other, shared, one_share, other_share, coverage in zip(
            pairs.one.tolist(),
            pairs.other.tolist(),
            pairs.shared.tolist(),
            pairs.one_share.tolist(),
            pairs.other_share.tolist(),
            pairs.coverage.tolist(),
            strict=True,
        )
    ]


def from_columns(found: Columns) -> Pairs:
    """The pairs of a pile that are worth a closer look, with their figures."""
    pile, sketches = _pile(found)
    groups, edges = _wordings(pile, sketches)
    heads = _heads(groups)
    followers = np.flatnonzero(~heads)
    chosen = [edges, groups[followers] * pile.count + followers]
    scored, capped = _scored(pile, groups, heads)
    chosen.extend(scored)
    places = np.unique(np.concatenate(chosen))
    one, other = places // max(1, pile.count), places % max(1, pile.count)
    shared, one_share, other_share, coverage = _figures(pile, one, other)
    kept = coverage >= SETTINGS.candidates.least_spread
    kept &= np.maximum(one_share, other_share) >= SETTINGS.candidates.least_share
    one, other, shared = one[kept], other[kept], shared[kept]
    return Pairs(found.keys, one, other, shared, one_share[kept], other_share[kept], coverage[kept], capped)


def _pile(found: Columns) -> tuple[Pile, Ints]:
    """The index and each report's smallest values by class (reports, classes)."""
    count = len(found.keys)
    order = np.lexsort((found.bucket, found.report, found.value))
    value, report, bucket = found.value[order], found.report[order], found.bucket[order]
    fresh = np.ones(len(value), bool)
    fresh[1:] = (value[1:] != value[:-1]) | (report[1:] != report[:-1])
    value, report, bucket = value[fresh], report[fresh], bucket[fresh]
    level, sizes = _levels(count, report, value)
    sketches = _sketches(count, report, value)
    first = np.ones(len(value), bool)
    first[1:] = value[1:] != value[:-1]
    feature = np.cumsum(first) - 1
    held = np.bincount(feature, minlength=1)[feature] > 1 if len(feature) else np.zeros(0, bool)
    report, bucket = report[held], bucket[held]
    first = first[held]
    feature = np.cumsum(first) - 1
    features = int(feature[-1]) + 1 if len(feature) else 1
    place = report * features + feature
    order = np.argsort(place, kind="stable")
    start = np.searchsorted(report[order], np.arange(count + 1))
    pile = Pile(
        count,
        features,
        report[order],
        feature[order],
        bucket[order],
        place[order],
        start,
        found.buckets,
        level,
        sizes,
    )
    return pile, sketches


def _levels(count: int, report: Ints, value: Ints) -> tuple[Ints, Ints]:
    """The sampling level of each report, and how many features it has at each level."""
    union = np.zeros(count, np.int64)
    order = np.argsort(report, kind="stable")
    starts = np.searchsorted(report[order], np.arange(count))
    if len(order):
        union = np.bitwise_or.reduceat(value[order], starts)
    lowest = union & -union
    level = np.where(union == 0, TOP_LEVEL, np.log2(np.maximum(lowest, 1).astype(np.float64)).astype(np.int64))
    level = np.minimum(level, TOP_LEVEL)
    sizes = [
        np.bincount(report[value & ((1 << bits) - 1) == 0], minlength=count)
        for bits in range(int(level.max(initial=0)) + 1)
    ]
    return level, np.stack(sizes, axis=1).astype(np.int64)


def _sketches(count: int, report: Ints, value: Ints) -> Ints:
    """The smallest value of each class of features in each report; `value` rises, so the first of a class is it."""
    classes = 2 * SETTINGS.candidates.bands
    found = np.zeros(count * classes, np.int64)
    places, firsts = np.unique(report * classes + (value >> CLASS_SHIFT) % classes, return_index=True)
    found[places] = value[firsts]
    return found.reshape(count, classes)


def _wordings(pile: Pile, sketches: Ints) -> tuple[Ints, Ints]:
    """For each report the first report of its wording, and the checked pairs that joined them, packed."""
    parents = list(range(pile.count))
    edges: list[Ints] = [np.zeros(0, np.int64)]
    for band in range(SETTINGS.candidates.bands):
        two = sketches[:, 2 * band : 2 * band + 2]
        members = np.flatnonzero((two != 0).any(axis=1))
        for _ in range(SETTINGS.candidates.rounds):
            if not len(members):
                break
            _, firsts, group = np.unique(two[members], axis=0, return_index=True, return_inverse=True)
            one = members[firsts][group.reshape(-1)]
            rest = one != members
            one, other = one[rest], members[rest]
            _, one_share, other_share, _ = _figures(pile, one, other)
            near = np.minimum(one_share, other_share) >= SETTINGS.candidates.near_copy
            edges.append(one[near] * pile.count + other[near])
            for left, right in zip(one[near].tolist(), other[near].tolist(), strict=True):
                join(parents, left, right)
            members = other[~near]
    groups = np.fromiter((find(parents, at) for at in range(pile.count)), np.int64, pile.count)
    return groups, np.unique(np.concatenate(edges))


def _heads(groups: Ints) -> NDArray[np.bool_]:
    """The first few of each wording: those that meet all other reports."""
    order = np.argsort(groups, kind="stable")
    sorted_groups = groups[order]
    nth = np.arange(len(groups)) - np.searchsorted(sorted_groups, sorted_groups)
    heads = np.zeros(len(groups), bool)
    heads[order] = nth < SETTINGS.candidates.hub
    return heads


def _scored(pile: Pile, groups: Ints, heads: NDArray[np.bool_]) -> tuple[list[Ints], int]:
    """The packed pairs of heads whose shared features weigh enough and are spread; and how many have no weight."""
    kept = heads[pile.report]
    order = np.lexsort((pile.report[kept], pile.feature[kept]))
    feature, report, bucket = (column[kept][order] for column in (pile.feature, pile.report, pile.bucket))
    members = np.unique(feature * pile.count + groups[report])
    wordings = np.bincount(members // max(1, pile.count), minlength=pile.features)
    known, commonest = SETTINGS.candidates.known, SETTINGS.candidates.commonest
    weights = np.where(wordings <= known, UNIT, UNIT * known // np.maximum(wordings, 1))
    weights[wordings > commonest] = 0
    light = np.bincount(feature, minlength=pile.features) > 1
    capped = int(np.count_nonzero(light & (weights == 0)))
    heavy = weights[feature] > 0
    feature, report, bucket = feature[heavy], report[heavy], bucket[heavy]
    return [_worth(pile, block) for block in _blocks(feature, report, bucket, weights)], capped


Block = tuple[Ints, Ints, Ints, Ints, Ints]


def _blocks(feature: Ints, report: Ints, bucket: Ints, weights: Ints) -> Iterator[Block]:
    """Pairs of reports that share a feature (one, other, weight, bucket of each); those of one `one` in one block."""
    ends = np.searchsorted(feature, feature, side="right")
    partners = ends - np.arange(len(feature)) - 1
    order = np.argsort(report, kind="stable")
    total = np.cumsum(partners[order])
    borders = np.flatnonzero(np.diff(report[order])) + 1
    at = 0
    while at < len(order):
        done = int(total[at - 1]) if at else 0
        far = int(np.searchsorted(total, done + SETTINGS.candidates.block, side="right"))
        later = np.searchsorted(borders, far, side="right") - 1
        stop = int(borders[later]) if later >= 0 and borders[later] > at else _next(borders, at, len(order))
        if far >= len(order):
            stop = len(order)
        left = order[at:stop]
        counts = partners[left]
        ones = np.repeat(left, counts)
        others = ones + 1 + np.arange(len(ones)) - np.repeat(np.cumsum(counts) - counts, counts)
        yield report[ones], report[others], weights[feature[ones]], bucket[ones], bucket[others]
        at = stop


def _next(borders: Ints, at: int, last: int) -> int:
    """The border after a place: one report alone fills a block."""
    later = np.searchsorted(borders, at, side="right")
    return int(borders[later]) if later < len(borders) else last


def _worth(pile: Pile, block: Block) -> Ints:
    """The packed pairs of a block that ask for a closer look."""
    one, other, weight, one_bucket, other_bucket = block
    place = one * pile.count + other
    order = np.argsort(place, kind="stable")
    place = place[order]
    first = np.ones(len(place), bool)
    first[1:] = place[1:] != place[:-1]
    starts = np.flatnonzero(first)
    if not len(starts):
        return place
    place = place[starts]
    total = np.add.reduceat(weight[order], starts)
    masks = [np.bitwise_or.reduceat((1 << bucket)[order], starts) for bucket in (one_bucket, other_bucket)]
    heavy = total >= round(UNIT * SETTINGS.candidates.least_weight)
    place = place[heavy]
    ones, others = place // pile.count, place % pile.count
    one_size, other_size = _sizes(pile, ones, others)
    short = one_size <= other_size
    covered = np.bitwise_count(np.where(short, masks[0][heavy], masks[1][heavy]))
    stretches = pile.buckets[np.where(short, ones, others)]
    return place[_share(covered.astype(np.int64), stretches) >= SETTINGS.candidates.least_coverage]


def _share(part: Ints, whole: Ints) -> Floats:
    """Shares to four places, rounded as `plain.share` rounds them."""
    return np.where(whole > 0, (20_000 * part + whole) // np.maximum(2 * whole, 1) / 10_000, 0.0)


def _sizes(pile: Pile, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """How many features two reports have at the level of the coarser one."""
    level = np.maximum(pile.level[one], pile.level[other])
    return pile.sizes[one, level], pile.sizes[other, level]


def _figures(pile: Pile, one: Ints, other: Ints) -> tuple[Ints, Floats, Floats, Floats]:
    """Shared features, both shares and coverage of given pairs, in blocks of bounded size."""
    parts: list[tuple[Any, ...]] = []
    lengths = np.diff(pile.start)
    total = np.cumsum(lengths[one]) if len(one) else np.zeros(0, np.int64)
    at = 0
    while at < len(one):
        done = int(total[at - 1]) if at else 0
        stop = max(at + 1, int(np.searchsorted(total, done + SETTINGS.candidates.block, side="right")))
        parts.append(_block_figures(pile, one[at:stop], other[at:stop]))
        at = stop
    if not parts:
        nothing = np.zeros(0, np.float64)
        return np.zeros(0, np.int64), nothing, nothing, nothing
    shared, one_share, other_share, coverage = (np.concatenate(column) for column in zip(*parts, strict=True))
    return shared, one_share, other_share, coverage


def _block_figures(pile: Pile, one: Ints, other: Ints) -> tuple[Ints, Floats, Floats, Floats]:
    """The figures of a block: each feature of `one` is looked up among those of `other`."""
    counts = pile.start[one + 1] - pile.start[one]
    which = np.repeat(np.arange(len(one)), counts)
    mine = pile.start[one][which] + np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    sought = other[which] * pile.features + pile.feature[mine]
    theirs = np.searchsorted(pile.place, sought)
    hit = theirs < len(pile.place)
    hit[hit] = pile.place[theirs[hit]] == sought[hit]
    which, mine, theirs = which[hit], mine[hit], theirs[hit]
    shared = np.bincount(which, minlength=len(one))
    one_size, other_size = _sizes(pile, one, other)
    short = one_size <= other_size
    bits = np.where(short[which], pile.bucket[mine], pile.bucket[theirs])
    width = int(pile.buckets.max(initial=1))
    covered = np.bincount(np.unique(which * width + bits) // width, minlength=len(one))
    stretches = pile.buckets[np.where(short, one, other)]
    return (
        shared,
        _share(shared, one_size),
        _share(shared, other_size),
        _share(covered, stretches),
    )
