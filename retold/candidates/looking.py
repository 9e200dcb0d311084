"""The features of a pile as they are kept, and where given ones of them stand.

Most of a large pile is looked up in its `concordance`. What came after that was made is read through: a kept feature
takes five bytes, and a core reads some four hundred million of them a second past a sieve that lets one in sixteen
through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..identity import distinct
from ..settings import SETTINGS
from . import compiled_kept, concordance
from .compiled import report_facts
from .concordance import Concordance
from .stages import (
    Bools,
    Facts,
    Ints,
    Packed,
    Part,
    band_hashes,
    empty_facts,
    levels_of,
    read_only,
    together,
)

EIGHT, FOUR = np.uint64(8), np.uint64(4)


class Kept(NamedTuple):
    """The features of some reports as columns, and what is known of each report by itself."""

    high: NDArray[np.uint32]
    low: NDArray[np.uint8]
    bounds: Ints
    stretches: NDArray[np.uint8]
    bands: Packed
    """One number for each band of smallest values: (reports, bands)."""
    sizes: NDArray[np.int32]
    """How many features each report has at each level: (reports, levels)."""


class Lists(NamedTuple):
    """Where values stand: those of value ``i`` at ``places[starts[i]:starts[i + 1]]``, as ``report << 4 | stretch``."""

    values: Packed
    starts: Ints
    places: Packed


def keep(part: Part) -> Kept:
    """The features of a part as they are kept."""
    facts = empty_facts(len(part.stretches))
    features = read_only(part.packed, np.uint64), read_only(part.bounds, np.int64)
    report_facts(features, facts.smallest, facts.sizes, facts.held)
    high, low = (part.packed >> EIGHT).astype(np.uint32), part.packed.astype(np.uint8)
    stretches = part.stretches.astype(np.uint8)
    return Kept(high, low, part.bounds, stretches, band_hashes(facts.smallest), facts.sizes)


class Shelf:
    """The kept features of a pile, part by part; reports are numbered in this order."""

    def __init__(self, parts: Sequence[Kept], covered: tuple[Concordance, int] | None = None) -> None:
        """`covered` is a concordance and of how many parts, from the first on, it was made."""
        self.parts = [Kept(*map(np.asarray, part)) for part in parts]
        self.firsts = np.cumsum([0, *(len(part.stretches) for part in parts)])
        self.covered = covered

    def drawn(self, threads: int = 1) -> Concordance:
        """A concordance of all parts."""
        return concordance.drawn([_columns(part) for part in self.parts], self.firsts.tolist(), threads)

    @cached_property
    def stretches(self) -> Ints:
        """How many stretches each report has."""
        return self._column("stretches", np.int64, ())

    @cached_property
    def bands(self) -> Packed:
        """The band hashes of each report."""
        return self._column("bands", np.uint64, (SETTINGS.candidates.bands,))

    @cached_property
    def sizes(self) -> NDArray[np.int32]:
        """How many features each report has at each level."""
        return self._column("sizes", np.int32, empty_facts(0).sizes.shape[1:])

    @cached_property
    def levels(self) -> Ints:
        """The sampling level of each report."""
        return levels_of(self.sizes)

    def _column(self, name: str, kind: type, shape: tuple[int, ...]) -> NDArray[Any]:
        return np.concatenate([np.zeros((0, *shape), kind), *(getattr(part, name) for part in self.parts)], dtype=kind)

    def prints(self) -> Iterator[Part]:
        """The features packed, part by part, for `arrays.worked`."""
        for part in self.parts:
            packed = part.high.astype(np.uint64) << EIGHT | part.low
            yield Part(packed, np.asarray(part.bounds, np.int64), part.stretches.astype(np.int64))

    def facts(self, reports: Ints) -> Facts:
        """What is known of some reports, as far as pairs are measured by it."""
        none = np.zeros((0, 0), np.int64)
        return Facts(self.stretches[reports], self.sizes[reports], none, none.astype(np.int32))

    def of(self, reports: Ints) -> tuple[Packed, Ints]:
        """The features of some reports, in rising order, packed; and where those of each begin."""
        bounds = np.zeros(len(reports) + 1, np.int64)
        cuts = np.searchsorted(reports, self.firsts).tolist()
        spans = [
            (part, reports[start:stop] - first, slice(start, stop + 1))
            for part, first, start, stop in zip(self.parts, self.firsts.tolist(), cuts, cuts[1:], strict=False)
            if stop > start
        ]
        for part, own, rows in spans:
            bounds[rows.start + 1 : rows.stop] = part.bounds[own + 1] - part.bounds[own]
        np.cumsum(bounds, out=bounds)
        packed = np.empty(int(bounds[-1]), np.uint64)
        for part, own, rows in spans:
            compiled_kept.take(_columns(part), own, packed, bounds[rows])
        return packed, bounds

    def values(self, reports: Ints) -> Packed:
        """The distinct values of the features of some reports, sorted."""
        return distinct(self.of(reports)[0] >> FOUR)


def _columns(part: Kept) -> tuple[Any, Any, Any]:
    return read_only(part.high, np.uint32), read_only(part.low, np.uint8), read_only(part.bounds, np.int64)


def table(values: Packed) -> tuple[Packed, NDArray[np.int32], NDArray[np.uint8], NDArray[np.uint8]]:
    """A table of distinct values, their numbers, a sieve, and its doubtful bits (see `compiled_kept.fill_table`)."""
    size = 1 << max(4, (2 * len(values)).bit_length())
    slots, numbers = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    sieve, twice = np.zeros(max(1 << 10, size), np.uint8), np.zeros(max(1 << 10, size), np.uint8)
    compiled_kept.fill_table(np.ascontiguousarray(values), slots, numbers, sieve, twice)
    return slots, numbers, sieve, twice


def lists(shelf: Shelf, values: Packed, views: Sequence[Any], threads: int, bar: int) -> tuple[Lists, list[Ints]]:
    """Where values stand among the heads of any of the views, and for each view in how many wordings and heads.

    A value that is in more wordings than matters (`bar`) is not followed to its end: its count is too small then, and
    no less than what matters.
    """
    wanted = np.logical_or.reduce([view.heads for view in views])
    most = bar + bar // 2
    numbers, places = _collected(shelf, values, wanted, most, threads)
    found = _by_value(values, numbers, places)
    counts = [_counts(found, view) for view in views]
    full = np.diff(found.starts) >= most
    unsure = full & np.logical_or.reduce([count[:, 0] < bar for count in counts])
    if unsure.any():
        again = np.flatnonzero(unsure)
        more, their_places = _collected(shelf, values[again], wanted, len(wanted) + 1, threads)
        rest = ~unsure[numbers]
        numbers = np.concatenate([numbers[rest], again[more]])
        found = _by_value(values, numbers, np.concatenate([places[rest], their_places]))
        counts = [_counts(found, view) for view in views]
    return found, counts


def _collected(shelf: Shelf, values: Packed, wanted: Bools, most: int, threads: int) -> tuple[Ints, Packed]:
    """The numbers of values and the places where they stand, at most so many of each (and of each thread)."""
    told, looked_up, start = np.zeros(len(values), np.int64), [], 0
    if shelf.covered:
        held, start = shelf.covered
        looked_up.append(concordance.looked_up(held, values, wanted, most, told))
    slots, known, sieve, twice = table(values)

    def stripe(turn: int) -> list[tuple[Ints, Packed]]:
        counts = told.copy()
        held = (slots, known, sieve.copy(), twice, most)
        found = []
        for at in range(start + turn, len(shelf.parts), threads):
            part, first = shelf.parts[at], int(shelf.firsts[at])
            room = np.empty(len(part.high), np.int32), np.empty(len(part.high), np.uint64)
            kept = compiled_kept.collect(_columns(part), (first, wanted), held, counts, room)
            found.append((room[0][:kept].astype(np.int64), room[1][:kept].copy()))
        return found

    found = [*looked_up, *(part for parts in together(stripe, range(threads), threads) for part in parts)]
    numbers = np.concatenate([np.zeros(0, np.int64), *(part[0] for part in found)])
    return numbers, np.concatenate([np.zeros(0, np.uint64), *(part[1] for part in found)])


def _by_value(values: Packed, numbers: Ints, places: Packed) -> Lists:
    starts, ordered = np.zeros(len(values) + 1, np.int64), np.empty(len(places), np.uint64)
    compiled_kept.by_number(numbers, places, starts, ordered)
    return Lists(values, starts, ordered)


def _counts(found: Lists, view: Any) -> Ints:
    counts = np.zeros((len(found.values), 2), np.int64)
    compiled_kept.count_wordings((found.starts, found.places), view.groups, view.heads, counts)
    return counts


def holders(shelf: Shelf, values: Packed, threads: int) -> Ints:
    """The reports that have any of the values, sorted."""
    if not len(values):
        return np.zeros(0, np.int64)
    everyone = np.ones(len(shelf.stretches), bool)
    _, places = _collected(shelf, values, everyone, len(everyone) + 1, threads)
    return distinct(places >> FOUR).astype(np.int64)


def stories(shelf: Shelf, reports: Ints, furniture: Packed) -> NDArray[np.uint16]:
    """The stretches of some reports that hold story, as bits, where these values mark furniture."""
    packed, bounds = shelf.of(reports)
    found = np.zeros(len(reports), np.int64)
    compiled_kept.tell_some(packed, bounds, shelf.stretches[reports], table(furniture), found)
    return found.astype(np.uint16)


def without(packed: Packed, bounds: Ints, values: Packed) -> tuple[Packed, Ints]:
    """The features of some reports less those with some values (sorted), and where those of each begin."""
    if not len(values):
        return packed, bounds
    asked = packed >> FOUR
    stays = values[np.minimum(np.searchsorted(values, asked), len(values) - 1)] != asked
    return packed[stays], np.concatenate([[0], np.cumsum(stays)])[bounds]


def numbers(values: Packed, asked: Packed) -> Ints:
    """The numbers, among sorted values, of values that are all there."""
    slots, known, *_ = table(values)
    found = np.empty(len(asked), np.int64)
    compiled_kept.number_of(asked, slots, known, found)
    return found


def places_of(wanted: Packed, held: Packed) -> Ints:
    """Where each of some sorted numbers stands among others, -1 where it does not."""
    found = np.empty(len(wanted), np.int64)
    compiled_kept.places_of(read_only(wanted, np.uint64), read_only(held, np.uint64), found)
    return found


def reports_of(found: Lists, number: int) -> Ints:
    """The reports in one list."""
    return (found.places[found.starts[number] : found.starts[number + 1]] >> FOUR).astype(np.int64)
