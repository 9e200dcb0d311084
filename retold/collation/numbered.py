"""The likeness of `likeness.py` over arrays: words and grams get numbers, and compiled loops do the arithmetic.

Imported late, where there is enough to lay side by side to be worth loading the compiler. The answers are those of the
plain way, to the last bit: whole numbers are summed, and what is rounded on the way is rounded as Python does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, repeat
from math import log
from operator import itemgetter

import numpy as np

from ..settings import SETTINGS
from . import compiled as loops
from . import compiled_grams as letters
from . import likeness
from .compiled import Bagged, Floats, Ints
from .compiled_grams import Flags, Lines
from .likeness import sampled
from .sides import Piece, Side, Unit
from .ways import SCALE, Pair, Words

MOST_PIECES = 20_000
"""In more pieces than this, of both texts, the square of a weighed count could leave 63 bits."""


# --- pieces, by words -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bags:
    """As `likeness.Bags`: the word beginnings of every piece of two texts, as numbers, with their weights."""

    one: Bagged
    other: Bagged
    weights: Ints
    weight: dict[str, int]

    def resemblances(self) -> Resemblances:
        """As `likeness.Bags.resemblances`."""
        settings = SETTINGS.collation
        limits = loops.Limits(settings.followed, settings.measured, settings.least_cosine)
        lefts, rights, shared, cosines = loops.resembling(self.one, self.other, self.weights, limits)
        words = np.diff(self.one.begin)[lefts] + np.diff(self.other.begin)[rights]
        return Resemblances(lefts, rights, cosines, shared, words)

    def cosine(self, box: tuple[int, int, int, int]) -> float:
        """As `likeness.Bags.cosine`."""
        return float(loops.cosine(self.one, self.other, self.weights, box))


@dataclass(frozen=True, slots=True)
class Resemblances:
    """As `likeness.Resemblances`: pairs of pieces in the order of the left ones."""

    lefts: Ints
    rights: Ints
    cosines: Floats
    shared: Ints
    words: Ints

    def alike(self, floor: float, dice: float = 0.0) -> dict[Pair, float]:
        """As `likeness.Resemblances.alike`."""
        kept = loops.reaching(self.cosines, floor)
        kept = kept[2 * self.shared[kept] >= dice * self.words[kept]]
        pairs = zip(self.lefts[kept].tolist(), self.rights[kept].tolist(), strict=True)
        return dict(zip(pairs, self.cosines[kept].tolist(), strict=True))

    def partners(self, most: int) -> Iterable[tuple[int, list[int]]]:
        """As `likeness.Resemblances.partners`."""
        kept = loops.likest(self.lefts, self.rights, self.cosines, most)
        pairs = zip(self.lefts[kept].tolist(), self.rights[kept].tolist(), strict=True)
        return [(left, [right for _, right in found]) for left, found in groupby(pairs, itemgetter(0))]


def bags(one: Side, other: Side) -> Words:
    """As `likeness.bags`."""
    if len(one.pieces) + len(other.pieces) > MOST_PIECES:
        return likeness.bags(one, other)
    names = sorted({*one.stems, *other.stems})  # in this order equally rare words are taken
    number = dict(zip(names, range(len(names)), strict=True))
    sides = [_bagged(side.stems, side.pieces, number) for side in (one, other)]
    frequency = np.bincount(np.concatenate([sides[0].key, sides[1].key]), minlength=len(names))
    total = len(one.pieces) + len(other.pieces) + 1
    known = np.zeros(int(frequency.max(initial=0)) + 1, np.int64)
    for count in np.flatnonzero(np.bincount(frequency)).tolist():
        known[count] = max(1, round(SCALE * log(total / count))) if count else 0
    weights = known[frequency]
    return Bags(sides[0], sides[1], weights, dict(zip(names, weights.tolist(), strict=True)))


def _bagged(run: Sequence[str], pieces: Sequence[Piece], number: dict[str, int]) -> Bagged:
    numbers = np.fromiter(map(number.__getitem__, run), np.int64, len(run))
    starts = np.fromiter((piece.start for piece in pieces), np.int64, len(pieces))
    stops = np.fromiter((piece.stop for piece in pieces), np.int64, len(pieces))
    return loops.bagged(numbers, starts, stops, len(number))


# --- sentences, by character grams ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grams:
    """As `likeness.Grams`: the character grams of the sentences under comparison, as numbers."""

    lines: Lines
    """The sentences read, those of `one` first."""
    weight: Ints
    one: Ints
    """For each sentence of a text its place among the lines, where it was read."""
    other: Ints

    asides: tuple[Flags, Flags]
    """Which sentences of either text are not the story."""
    held: Flags
    """One place for each gram, all unset between two calls."""

    def all_scores(self, lefts: Sequence[int], rights: Sequence[int]) -> dict[Pair, float]:
        """As `likeness.Grams.all_scores`."""
        settings = SETTINGS.collation
        here, there = np.array(lefts, np.int64), np.array(rights, np.int64)
        values = letters.grid(self.lines, self.weight, self.one[here], self.other[there], settings.containment)
        values[self.asides[0][here][:, None] != self.asides[1][there]] -= settings.unlike_role
        first, second = np.nonzero(values >= settings.least_likeness)
        found = zip(here[first].tolist(), there[second].tolist(), strict=True)
        return dict(zip(found, loops.all_rounded(values[first, second], 1e4).tolist(), strict=True))

    def scores(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        """As `likeness.Grams.scores`."""
        settings = SETTINGS.collation
        flat = np.fromiter(chain.from_iterable(pairs), np.int64, 2 * len(pairs)).reshape(-1, 2)
        lefts, rights = flat[:, 0].copy(), flat[:, 1].copy()
        values = letters.likenesses(self.lines, self.weight, self.one[lefts], self.other[rights], settings.containment)
        values[self.asides[0][lefts] != self.asides[1][rights]] -= settings.unlike_role
        kept = np.flatnonzero(values >= settings.least_likeness)
        found = zip(lefts[kept].tolist(), rights[kept].tolist(), strict=True)
        return dict(zip(found, loops.all_rounded(values[kept], 1e4).tolist(), strict=True))

    def shared(self, left: int, right: int, lefts: Sequence[int] = (), rights: Sequence[int] = ()) -> int:
        """As `likeness.Grams.shared`."""
        others = [self.one[at] for at in lefts] + [self.other[at] for at in rights]
        told = np.array(others, np.int64)
        return int(letters.shared(self.lines, self.weight, (self.one[left], self.other[right]), told, self.held))

    def weights(self, left: int, right: int) -> tuple[int, int]:
        """As `likeness.Grams.weights`."""
        return int(self.lines.weight[self.one[left]]), int(self.lines.weight[self.other[right]])


def weigh(one: Sequence[Unit], other: Sequence[Unit], lefts: Iterable[int], rights: Iterable[int]) -> Grams:
    """As `likeness.weigh`."""
    read = sorted({*lefts, *sampled(len(one))}), sorted({*rights, *sampled(len(other))})
    lines = [one[at].line for at in read[0]] + [other[at].line for at in read[1]]
    text = "".join(chain.from_iterable(zip(repeat(" "), lines, repeat(" "))))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    begin = np.zeros(len(lines) + 1, np.int64)
    np.cumsum([len(line) + 2 for line in lines], out=begin[1:])
    starts, grams, frequency = letters.grams(codes, begin)
    total = len(lines) + 1
    known = [0, *(max(1, round(SCALE * log(total / (count + 0.5)))) for count in range(1, total))]
    weight = np.array(known, np.int64)[frequency]
    places = np.full(len(one), -1, np.int64), np.full(len(other), -1, np.int64)
    places[0][read[0]] = np.arange(len(read[0]))
    places[1][read[1]] = np.arange(len(read[0]), len(lines))
    asides = _asides(one), _asides(other)
    held = np.zeros(len(frequency), np.bool_)
    return Grams(Lines(starts, grams, letters.weights(starts, grams, weight)), weight, *places, asides, held)


def _asides(units: Sequence[Unit]) -> Flags:
    return np.array([not unit.body for unit in units], np.bool_)


# --- where words stand ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """As `likeness.Places`, found for all sentences at once."""

    side: Side
    starts: list[int]
    stops: list[int]

    def of(self, at: int) -> tuple[Sequence[int], Sequence[int]]:
        """As `likeness.Places.of`."""
        unit = self.side.units[at]
        if unit.letters is None:
            return unit.places()
        stretch = slice(unit.first, unit.first + len(unit.keys))
        return self.starts[stretch], self.stops[stretch]


def places(one: Side) -> Places:
    """As `likeness.places`."""
    told = [" ".join("_" * len(unit.keys)) if unit.letters is None else unit.letters for unit in one.units]
    codes = np.frombuffer(" ".join(["", *told, ""]).encode("ascii"), np.uint8) != ord(" ")
    edges = np.flatnonzero(codes[1:] != codes[:-1])
    lengths = np.fromiter(map(len, told), np.int64, len(told))
    base = np.cumsum(lengths + 1) - lengths - 1
    shift = np.fromiter((unit.start for unit in one.units), np.int64, len(told)) - base
    words = np.repeat(shift, np.fromiter((len(unit.keys) for unit in one.units), np.int64, len(told)))
    return Places(one, (edges[0::2] + words).tolist(), (edges[1::2] + words).tolist())
