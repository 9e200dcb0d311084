"""The version over arrays: one sort of all features is the inverted index; the loops over it are compiled."""

from __future__ import annotations

import operator
from array import array
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..glossary import Candidate, Fingerprint
from ..settings import SETTINGS
from . import compiled
from .compiled import REPORTS
from .plain import NONE, TOP_LEVEL, band_hash, ten_thousandths, weight_steps

Ints = NDArray[np.int64]
Packed = NDArray[np.uint64]
Floats = NDArray[np.float64]
ONE_REPORT = np.uint64((1 << REPORTS) - 1)
SHIFT = np.uint64(REPORTS)


@dataclass(frozen=True, slots=True)
class Columns:
    """A pile's fingerprints as columns. `report` counts into `keys`, which is sorted; one row a feature of a report."""

    keys: tuple[str, ...]
    report: Ints
    value: Ints
    bucket: Ints
    buckets: Ints
    """Stretches of each report: as long as `keys`, the others as long as the fingerprints."""


class Part(NamedTuple):
    """The features of some reports in a row: those of the i-th are ``packed[bounds[i]:bounds[i + 1]]``, each once."""

    packed: Packed
    """``value << 4 | stretch``, as `fingerprints.features` gives them."""
    bounds: Ints
    stretches: Ints
    """How many stretches each report has."""


@dataclass(frozen=True, slots=True)
class Prints:
    """A pile's fingerprints, packed, in parts as they were read; the order of the reports is no matter."""

    keys: Sequence[str]
    """The keys of the reports, each once, in the order of the parts; looked at when the parts have been drawn."""
    parts: Iterable[Part]
    """Drawn once, and let go one by one, so that a million reports need not be held twice."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of each report by itself."""

    stretches: Ints
    sizes: NDArray[np.int32]
    """How many features each report has at each level: (reports, levels)."""
    smallest: Ints
    """The smallest value of each class of features: (reports, classes)."""
    held: NDArray[np.int32]
    """How many features each report has in each stretch: (reports, stretches)."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates as columns; `one` and `other` count into `keys`, sorted by both."""

    keys: Sequence[str]
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
    """The index of a pile, and what is known of each report."""

    keys: Packed
    """Sorted: those of features that two reports hold, with the value replaced by the feature's number."""
    starts: Ints
    """Where each report's entries begin; one longer than there are reports."""
    entries: NDArray[Any]
    levels: Ints
    facts: Facts
    story: Ints
    """Which stretches of each report hold story, as bits."""

    @property
    def count(self) -> int:
        """How many reports there are."""
        return len(self.levels)


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


def packed(found: Columns) -> Prints:
    """The same fingerprints, packed by report; of a feature that a report has twice, the first stretch is kept."""
    order = np.lexsort((found.bucket, found.value, found.report))
    report, value, bucket = (column[order] for column in (found.report, found.value, found.bucket))
    fresh = np.ones(len(value), bool)
    fresh[1:] = (value[1:] != value[:-1]) | (report[1:] != report[:-1])
    features = (value[fresh] << 4 | bucket[fresh]).astype(np.uint64)
    bounds = np.searchsorted(report[fresh], np.arange(len(found.keys) + 1)).astype(np.int64)
    return Prints(found.keys, [Part(features, bounds, found.buckets)])


def from_columns(found: Columns | Prints, threads: int = 1) -> Pairs:
    """The pairs of a pile that are worth a closer look, with their figures; the threads change nothing."""
    prints = found if isinstance(found, Prints) else packed(found)
    names, pile = index(prints)
    groups, edges = wordings(pile, threads)
    heads = heads_of(groups)
    followers = np.flatnonzero(~heads)
    postings, capped = weights(pile, groups, heads)
    scored = scores(pile, postings, threads)
    stars = groups[followers].astype(np.uint64) << SHIFT | followers.astype(np.uint64)
    pairs = np.unique(np.concatenate([edges, stars, scored]))
    shared, one_share, other_share, coverage, spread = figures(pile, pairs, threads)
    kept = spread >= SETTINGS.candidates.least_spread
    kept &= np.maximum(one_share, other_share) >= SETTINGS.candidates.least_share
    one, other = (pairs[kept] >> SHIFT).astype(np.int64), (pairs[kept] & ONE_REPORT).astype(np.int64)
    return Pairs(names, one, other, shared[kept], one_share[kept], other_share[kept], coverage[kept], capped)


def index(prints: Prints) -> tuple[Sequence[str], Pile]:
    """The keys in order, and the index of the pile, in which a report's number is the place of its key."""
    keys, facts = _drawn(prints.parts)
    if len(prints.keys) >> REPORTS:
        raise ValueError(f"a pile of {len(prints.keys):,} reports: one index holds {1 << REPORTS:,}")
    names, numbers = _in_order(prints.keys)
    if names is not prints.keys:
        compiled.renumber(keys, numbers)
        order = np.argsort(numbers)
        facts = Facts(facts.stretches[order], facts.sizes[order], facts.smallest[order], facts.held[order])
    keys.sort()
    kept, features = compiled.common_keys(keys, 0)
    keys.resize(int(kept), refcheck=False)
    starts = np.zeros(len(names) + 1, np.int64)
    compiled.count_entries(keys, starts)
    np.cumsum(starts, out=starts)
    entries = np.empty(len(keys), np.uint32 if features < 1 << 28 else np.uint64)
    compiled.fill_entries(keys, starts[:-1].copy(), entries)
    levels = np.argmax(facts.sizes != facts.sizes[:, :1], axis=1) - 1
    levels[(facts.sizes == facts.sizes[:, :1]).all(axis=1)] = TOP_LEVEL
    return names, Pile(keys, starts, entries, levels, facts, (1 << facts.stretches) - 1)


def _drawn(parts: Iterable[Part]) -> tuple[Packed, Facts]:
    """The keys of all parts, their reports numbered as they come, and what is known of each report."""
    keys = np.empty(0, np.uint64)
    found = [_facts(0)]
    first = place = 0
    for part in parts:
        count, stop = len(part.stretches), place + len(part.packed)
        features = _read_only(part.packed, np.uint64), _read_only(part.bounds, np.int64)
        facts = _facts(count)
        facts.stretches[:] = part.stretches
        compiled.report_facts(features, facts.smallest, facts.sizes, facts.held)
        if stop > len(keys):
            keys.resize(max(stop, len(keys) + len(keys) // 5), refcheck=False)
        compiled.make_keys(features, first, keys[place:stop])
        found.append(facts)
        first, place = first + count, stop
    keys.resize(place, refcheck=False)
    columns = ("stretches", "sizes", "smallest", "held")
    return keys, Facts(*(np.concatenate([getattr(one, name) for one in found]) for name in columns))


def _facts(count: int) -> Facts:
    return Facts(
        np.ones(count, np.int64),
        np.zeros((count, TOP_LEVEL + 1), np.int32),
        np.full((count, 2 * SETTINGS.candidates.bands), NONE, np.int64),
        np.zeros((count, 16), np.int32),
    )


def _in_order(keys: Sequence[str]) -> tuple[Sequence[str], Ints]:
    """The keys sorted, and the place of each in that order."""
    if all(map(operator.lt, keys, islice(keys, 1, None))):
        return keys, np.arange(len(keys))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    places = np.empty(len(keys), np.int64)
    places[order] = np.arange(len(keys))
    return [keys[at] for at in order], places


def _read_only(column: NDArray[Any], kind: type) -> NDArray[Any]:
    """A view of one type, whether the column came from a file or not, so that loops are compiled once."""
    view: NDArray[Any] = np.ascontiguousarray(column, kind).view()
    view.flags.writeable = False
    return view


def wordings(pile: Pile, threads: int = 1) -> tuple[Ints, Packed]:
    """For each report the first report of its wording, and the checked pairs that joined them."""
    parents = np.arange(pile.count)
    edges: list[Packed] = [np.zeros(0, np.uint64)]
    for band in range(SETTINGS.candidates.bands):
        two = pile.facts.smallest[:, 2 * band : 2 * band + 2]
        members = np.flatnonzero((two != NONE).any(axis=1)).astype(np.uint64)
        meeting = np.sort(band_hash(two[members.astype(np.int64)].T.astype(np.uint64)) << SHIFT | members)
        for _ in range(SETTINGS.candidates.rounds):
            pairs, behind = compiled.meet(meeting, compiled.roots(parents))
            _, one_share, other_share, _, _ = figures(pile, pairs, threads)
            near = np.minimum(one_share, other_share) >= SETTINGS.candidates.near_copy
            compiled.join(parents, pairs[near])
            edges.append(pairs[near])
            meeting = behind[~near]
    return compiled.roots(parents), np.concatenate(edges)


def heads_of(groups: Ints) -> NDArray[np.bool_]:
    """The first few of each wording: those that meet all other reports."""
    order = np.argsort(groups, kind="stable")
    sorted_groups = groups[order]
    nth = np.arange(len(groups)) - np.searchsorted(sorted_groups, sorted_groups)
    heads = np.zeros(len(groups), bool)
    heads[order] = nth < SETTINGS.candidates.hub
    return heads


def weights(pile: Pile, groups: Ints, heads: NDArray[np.bool_]) -> tuple[NDArray[np.uint32], int]:
    """The postings of heads for features with weight; how many have none. Marks which stretches hold story."""
    codes = np.full(SETTINGS.candidates.commonest + 2, -1, np.int64)
    for code, (most, _) in reversed(list(enumerate(weight_steps()))):
        codes[: most + 1] = code
    postings = np.empty(len(pile.keys), np.uint32)
    common = np.zeros((pile.count, 16), np.int32)
    both = (codes, SETTINGS.candidates.furniture)
    kept, capped = compiled.weigh(pile.keys, groups, heads, both, postings, common)
    compiled.tell_story(pile.facts.held, common, pile.facts.stretches, pile.story)
    return postings[:kept].copy(), int(capped)


def scores(pile: Pile, postings: NDArray[np.uint32], threads: int) -> Packed:
    """The pairs whose shared features weigh enough and are spread over the story of the shorter report."""
    units = np.array([unit for _, unit in weight_steps()], np.uint64)
    ends = np.zeros(pile.count + 1, np.int64)
    places = np.empty(len(postings), np.uint32)
    compiled.find_places(postings, ends, places)
    facts = (pile.levels, pile.facts.sizes, pile.story, units)
    least = (
        np.uint64(round(1000 * SETTINGS.candidates.least_weight)),
        ten_thousandths(SETTINGS.candidates.least_coverage),
    )
    total = np.concatenate([[0], ends[:-1]])
    cuts = np.searchsorted(total, np.linspace(0, len(postings), 8 * threads + 1)[1:-1])
    borders = [0, *np.unique(cuts).tolist(), pile.count]

    def part(span: tuple[int, int]) -> Packed:
        return compiled.score(span, postings, (ends, places), facts, least)

    return _together(part, list(pairwise(borders)), threads)


def figures(pile: Pile, pairs: Packed, threads: int = 1) -> tuple[Ints, Floats, Floats, Floats, Floats]:
    """Shared features, both shares, coverage, and coverage of the story alone, of given pairs."""
    size = -(-len(pairs) // (4 * threads)) or 1
    facts = (pile.levels, pile.facts.sizes, pile.facts.stretches, pile.story)

    def part(at: int) -> Ints:
        own = np.ascontiguousarray(pairs[at : at + size])
        found = np.zeros((len(own), 7), np.int64)
        compiled.measure(own, pile.starts, pile.entries, facts, found)
        return found

    shared, one, other, covered, whole, told, story = _together(part, range(0, max(1, len(pairs)), size), threads).T
    return shared, _share(shared, one), _share(shared, other), _share(covered, whole), _share(told, story)


def _together(part: Any, pieces: Sequence[Any], threads: int) -> NDArray[Any]:
    """The answers for all pieces in their order, worked side by side."""
    if threads == 1:
        return np.concatenate([part(piece) for piece in pieces])
    with ThreadPoolExecutor(threads) as pool:
        return np.concatenate(list(pool.map(part, pieces)))


def _share(part: Ints, whole: Ints) -> Floats:
    """Shares to four places, rounded as `plain.share` rounds them."""
    return np.where(whole > 0, (20_000 * part + whole) // np.maximum(2 * whole, 1) / 10_000, 0.0)
