"""The steps of the version over arrays: index, wordings, weights, scores, and what the reports of pairs share."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..settings import SETTINGS
from . import compiled
from .compiled import REPORTS
from .plain import NONE, TOP_LEVEL, band_hash, ten_thousandths, weight_steps

Ints = NDArray[np.int64]
Packed = NDArray[np.uint64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
ONE_REPORT = np.uint64((1 << REPORTS) - 1)
SHIFT = np.uint64(REPORTS)
NO_BAND = np.uint64((1 << 64) - 1)

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


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


@dataclass(frozen=True, slots=True)
class Shared:
    """What the reports of pairs share, from which all figures follow; the pairs are ``one << 24 | other``, sorted."""

    pairs: Packed
    shared: NDArray[np.int32]
    sizes: NDArray[np.int32]
    """How many features each of both has at the level of the coarser one: (pairs, 2)."""
    short: Bools
    """Whether the first is the shorter."""
    covered: NDArray[np.uint16]
    """The stretches of the shorter that hold a shared feature, as bits."""

    def of(self, rows: Ints) -> Shared:
        """Some of the rows."""
        return Shared(self.pairs[rows], self.shared[rows], self.sizes[rows], self.short[rows], self.covered[rows])


def index(prints: Prints) -> tuple[Sequence[str], Pile, Ints]:
    """The keys in order, and the index of the pile, in which a report's number is the place of its key.

    With them the number and value of each feature that is so frequent that it may mark furniture.
    """
    keys, facts = _drawn(prints.parts)
    if len(prints.keys) >> REPORTS:
        raise ValueError(f"a pile of {len(prints.keys):,} reports: one index holds {1 << REPORTS:,}")
    names, numbers = _in_order(prints.keys)
    if names is not prints.keys:
        compiled.renumber(keys, numbers)
        order = np.argsort(numbers)
        facts = Facts(facts.stretches[order], facts.sizes[order], facts.smallest[order], facts.held[order])
    keys.sort()
    kept, features, often = compiled.common_keys(keys, 0, SETTINGS.candidates.furniture)
    keys.resize(int(kept), refcheck=False)
    starts = np.zeros(len(names) + 1, np.int64)
    compiled.count_entries(keys, starts)
    np.cumsum(starts, out=starts)
    entries = np.empty(len(keys), np.uint32 if features < 1 << 28 else np.uint64)
    compiled.fill_entries(keys, starts[:-1].copy(), entries)
    return names, Pile(keys, starts, entries, levels_of(facts.sizes), facts, (1 << facts.stretches) - 1), often


def levels_of(sizes: NDArray[np.int32]) -> Ints:
    """The sampling level of each report, that shows in how many features it has at each."""
    levels: Ints = np.argmax(sizes != sizes[:, :1], axis=1) - 1
    levels[(sizes == sizes[:, :1]).all(axis=1)] = TOP_LEVEL
    return levels


def _drawn(parts: Iterable[Part]) -> tuple[Packed, Facts]:
    """The keys of all parts, their reports numbered as they come, and what is known of each report."""
    keys = np.empty(0, np.uint64)
    found = [empty_facts(0)]
    first = place = 0
    for part in parts:
        count, stop = len(part.stretches), place + len(part.packed)
        features = read_only(part.packed, np.uint64), read_only(part.bounds, np.int64)
        facts = empty_facts(count)
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


def empty_facts(count: int) -> Facts:
    """Facts of so many reports, before they are looked at."""
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


def read_only(column: NDArray[Any], kind: type) -> NDArray[Any]:
    """A view of one type, whether the column came from a file or not, so that loops are compiled once."""
    view: NDArray[Any] = np.ascontiguousarray(column, kind).view()
    view.flags.writeable = False
    return view


def band_hashes(smallest: Ints) -> Packed:
    """One number for each band of each report's smallest values, `NO_BAND` where it has neither value."""
    pairs = smallest.astype(np.uint64).reshape(len(smallest), smallest.shape[1] // 2, 2)
    found: Packed = band_hash((pairs[:, :, 0], pairs[:, :, 1]))
    found[(pairs == np.uint64(NONE)).all(axis=2)] = NO_BAND
    return found


def wordings(bands: Packed, near: Callable[[Packed], Bools]) -> tuple[Ints, Packed]:
    """For each report the first report of its wording, and the checked pairs that joined them.

    `bands` are the reports' band hashes, by key; `near` checks pairs.
    """
    parents = np.arange(len(bands))
    edges: list[Packed] = [np.zeros(0, np.uint64)]
    for column in bands.T:
        members = np.flatnonzero(column != NO_BAND)
        meeting = np.sort(column[members] << SHIFT | members.astype(np.uint64))
        for _ in range(SETTINGS.candidates.rounds):
            pairs, behind = compiled.meet(meeting, compiled.roots(parents))
            found = near(pairs)
            compiled.join(parents, pairs[found])
            edges.append(pairs[found])
            meeting = behind[~found]
    return compiled.roots(parents), np.concatenate(edges)


def heads_of(groups: Ints) -> Bools:
    """The first few of each wording: those that meet all other reports."""
    heads = np.zeros(len(groups), bool)
    compiled.first_few(groups, SETTINGS.candidates.hub, heads)
    return heads


def weights(pile: Pile, wordings_of: tuple[Ints, Bools], marks: tuple[Ints, Bools]) -> NDArray[np.uint32]:
    """The postings of heads for features with weight. Marks which stretches hold story.

    `wordings_of` are each report's wording and whether it is a head; `marks` are the frequent features, and whether
    each marks furniture, which is found out here.
    """
    postings = np.empty(len(pile.keys), np.uint32)
    common = np.zeros((pile.count, 16), np.int32)
    both = (codes(), SETTINGS.candidates.furniture)
    kept = compiled.weigh(pile.keys, wordings_of, both, postings, common, marks)
    compiled.tell_story(pile.facts.held, common, pile.facts.stretches, pile.story)
    postings.resize(int(kept), refcheck=False)  # in place: of a million reports there are 600 MB
    return postings


def codes() -> Ints:
    """The code of a feature's weight by the number of wordings in which it is; -1 for none."""
    found = np.full(SETTINGS.candidates.commonest + 2, -1, np.int64)
    for code, (most, _) in reversed(list(enumerate(weight_steps()))):
        found[: most + 1] = code
    return found


def units() -> Packed:
    """The weight of each code, in thousandths."""
    return np.array([unit for _, unit in weight_steps()], np.uint64)


def least() -> tuple[np.uint64, int]:
    """The weight of shared features that a pair needs, in thousandths, and the coverage, in ten-thousandths."""
    held = SETTINGS.candidates
    return np.uint64(round(1000 * held.least_weight)), ten_thousandths(held.least_coverage)


def scores(pile: Pile, postings: NDArray[np.uint32], threads: int) -> tuple[Packed, Packed]:
    """The pairs whose shared features weigh enough and are spread over the story of the shorter report; their sums."""
    ends = np.zeros(pile.count + 1, np.int64)
    places = np.empty(len(postings), np.uint32)
    compiled.find_places(postings, ends, places)
    facts, bars = (pile.levels, pile.facts.sizes, pile.story, units()), least()
    total = np.concatenate([[0], ends[:-1]])
    cuts = np.searchsorted(total, np.linspace(0, len(postings), 8 * threads + 1)[1:-1])
    borders = [0, *np.unique(cuts).tolist(), pile.count]

    def part(span: tuple[int, int]) -> Any:
        return compiled.score(span, postings, (ends, places), facts, bars)

    pairs, totals = zip(*together(part, list(pairwise(borders)), threads), strict=True)
    return np.concatenate(pairs), np.concatenate(totals)


def measured(pile: Pile, pairs: Packed, threads: int = 1) -> Shared:
    """What the reports of sorted pairs share."""
    size = -(-len(pairs) // (4 * threads)) or 1
    facts = (pile.levels, pile.facts.sizes)

    def part(at: int) -> NDArray[np.int32]:
        own = np.ascontiguousarray(pairs[at : at + size])
        found = np.zeros((len(own), 5), np.int32)
        compiled.measure(own, pile.starts, pile.entries, facts, found)
        return found

    found = np.concatenate(together(part, range(0, max(1, len(pairs)), size), threads))
    return Shared(pairs, found[:, 0], found[:, 1:3], found[:, 3] != 0, found[:, 4].astype(np.uint16))


def together(part: Callable[[Piece], Answer], pieces: Iterable[Piece], threads: int) -> list[Answer]:
    """The answers for all pieces in their order, worked side by side."""
    if threads == 1:
        return [part(piece) for piece in pieces]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(part, pieces))


def share(part: Ints, whole: Ints) -> Floats:
    """Shares to four places, rounded as `plain.share` rounds them."""
    return np.where(whole > 0, (20_000 * part + whole) // np.maximum(2 * whole, 1) / 10_000, 0.0)


def near_copies(held: Shared) -> Bools:
    """Whether the two of each pair have one wording."""
    shares = share(held.shared.astype(np.int64), held.sizes.max(axis=1).astype(np.int64))
    return shares >= SETTINGS.candidates.near_copy


def stars(groups: Ints, heads: Bools) -> Packed:
    """The first of each wording with each report of it that is no head."""
    followers = np.flatnonzero(~heads)
    return groups[followers].astype(np.uint64) << SHIFT | followers.astype(np.uint64)
