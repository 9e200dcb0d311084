"""How like two stretches are: by words over even pieces, to search; by character grams over sentences, to judge.

Both weigh what is shared by how seldom it occurs in the two texts. Between sentences the measure is asymmetric on
purpose: a sentence cut to half is contained in its original, and charging it for the missing half would hide it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from ..settings import SETTINGS
from .sides import Side, Unit

Pair = tuple[int, int]

SCALE = 1024
"""Weights are whole numbers, this many to a nat: sums of them do not depend on the order of a set."""


# --- pieces, by words -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bags:
    """The word beginnings of every piece of two texts, counted, with their weights."""

    one: list[Counter[str]]
    other: list[Counter[str]]
    weight: dict[str, int]

    def cosine(self, left: Counter[str], right: Counter[str]) -> float:
        """Cosine of two bags of words, each count weighted."""
        weight = self.weight
        dot = sum([left[key] * right[key] * weight[key] ** 2 for key in left.keys() & right.keys()])
        return dot / (self.norm(left) * self.norm(right)) if dot else 0.0

    def norm(self, bag: Counter[str]) -> float:
        """Length of a bag as a vector."""
        weight = self.weight
        return sqrt(sum([(count * weight[key]) ** 2 for key, count in bag.items()]))


def stem(key: str) -> str:
    """The beginning of a word, which survives inflection."""
    return key[: SETTINGS.collation.stem]


def bags(one: Side, other: Side) -> Bags:
    """Bags of the pieces of two texts; weights are inverse piece frequencies (Spärck Jones 1972)."""
    sides = []
    frequency: Counter[str] = Counter()
    for each in (one, other):
        stems = [stem(word.key) for word in each.words]
        sides.append([Counter(stems[piece.start : piece.stop]) for piece in each.pieces])
        for bag in sides[-1]:
            frequency.update(bag.keys())
    total = len(sides[0]) + len(sides[1]) + 1
    weight = {key: max(1, round(SCALE * log(total / count))) for key, count in frequency.items()}
    return Bags(sides[0], sides[1], weight)


def resemblances(found: Bags) -> dict[Pair, float]:
    """Cosine of the pairs of pieces that share words worth following; exact, and linear in the length of the texts.

    The words of a piece are followed from the rarest on, until so many places were visited. Words left over are
    common ones; the pairs found without them are measured with them.
    """
    settings = SETTINGS.collation
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, bag in enumerate(found.other):
        for key, count in bag.items():
            index[key].append((at, count * found.weight[key]))
    lengths = [found.norm(bag) for bag in found.other]
    cosines: dict[Pair, float] = {}
    for left, bag in enumerate(found.one):
        dots: dict[int, int] = defaultdict(int)
        visits = settings.followed
        for size, key in sorted((len(index[key]), key) for key in bag if key in index):
            visits -= size
            if visits < 0:
                break
            value = bag[key] * found.weight[key]
            for right, weight in index[key]:
                dots[right] += value * weight
        length = found.norm(bag)
        floor = settings.least_cosine * length
        near = [(dot / lengths[right], right) for right, dot in dots.items() if dot >= floor * lengths[right]]
        if visits < 0 and len(near) > settings.measured:
            near = sorted(near, key=lambda entry: (-round(entry[0], 6), entry[1]))[: settings.measured]
        for dot, right in near:
            cosines[left, right] = found.cosine(bag, found.other[right]) if visits < 0 else dot / length
    return cosines


# --- sentences, by character grams ------------------------------------------------------------------------------


def grams(line: str) -> frozenset[str]:
    """Character 2-, 3- and 4-grams of the words of a sentence, each word bounded by spaces."""
    line = f" {line} "
    size = len(line)
    found = {line[at : at + 4] for at in range(size - 3)}
    found.update([line[at : at + 3] for at in range(size - 2)])
    found.update([line[at : at + 2] for at in range(size - 1)])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Grams:
    """The character grams of the sentences under comparison, with the weight of each gram and sentence."""

    one: dict[int, frozenset[str]]
    other: dict[int, frozenset[str]]
    weight: dict[str, int]
    one_weight: dict[int, int]
    other_weight: dict[int, int]

    def likeness(self, left: int, right: int) -> float:
        """0 to 1: geometric mean of the two containments, raised towards the larger one."""
        weight = self.weight
        shared = sum([weight[gram] for gram in self.one[left] & self.other[right]])
        if not shared:
            return 0.0
        kept = min(1.0, shared / self.one_weight[left])
        held = min(1.0, shared / self.other_weight[right])
        even = sqrt(kept * held)
        return even + SETTINGS.collation.containment * (max(kept, held) - even)

    def sum(self, found: Iterable[str]) -> int:
        """The weight of some grams."""
        weight = self.weight
        return sum([weight[gram] for gram in found])


def weigh(one: Sequence[Unit], other: Sequence[Unit], lefts: Iterable[int], rights: Iterable[int]) -> Grams:
    """The grams of some sentences of two texts, weighted by inverse sentence frequency.

    The frequency is counted over these sentences and an even sample of both texts, which is all of a short text.
    """
    here = {at: grams(one[at].line) for at in sorted({*lefts, *_sample(len(one))})}
    there = {at: grams(other[at].line) for at in sorted({*rights, *_sample(len(other))})}
    frequency: Counter[str] = Counter()
    for found in (*here.values(), *there.values()):
        frequency.update(found)
    total = len(here) + len(there) + 1
    known = [0, *(max(1, round(SCALE * log(total / (count + 0.5)))) for count in range(1, total))]
    weight = {gram: known[count] for gram, count in frequency.items()}
    return Grams(
        here,
        there,
        weight,
        {at: sum([weight[gram] for gram in found]) for at, found in here.items()},
        {at: sum([weight[gram] for gram in found]) for at, found in there.items()},
    )


def _sample(size: int) -> range:
    """Every so many-th sentence, so that no more are read than are needed to weigh grams."""
    return range(0, size, 1 + size // SETTINGS.collation.sample)
