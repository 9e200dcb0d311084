"""How like two stretches are: by words over even pieces, to search; by character grams over sentences, to judge.

Both weigh what is shared by how seldom it occurs in the two texts. Between sentences the measure is asymmetric on
purpose: a sentence cut to half is contained in its original, and charging it for the missing half would hide it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product
from math import log, sqrt
from operator import add

from ..settings import SETTINGS
from .sides import Side, Unit
from .ways import SCALE, Pair

# --- pieces, by words -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bags:
    """The word beginnings of every piece of two texts, counted, with their weights."""

    one: list[Counter[str]]
    other: list[Counter[str]]
    weight: dict[str, int]

    def cosine(self, box: tuple[int, int, int, int]) -> float:
        """Cosine of two runs of pieces, each run taken as one bag; `box` is the first and last of either run."""
        left, right = _sum(self.one[box[0] : box[1] + 1]), _sum(self.other[box[2] : box[3] + 1])
        dot = self.product(left, right)
        return dot / (self.norm(left) * self.norm(right)) if dot else 0.0

    def product(self, left: Counter[str], right: Counter[str]) -> int:
        """Scalar product of two bags of words, each count weighted."""
        weight = self.weight
        return sum([left[key] * right[key] * weight[key] ** 2 for key in left.keys() & right.keys()])

    def norm(self, bag: Counter[str]) -> float:
        """Length of a bag as a vector."""
        weight = self.weight
        return sqrt(sum([(count * weight[key]) ** 2 for key, count in bag.items()]))

    def resemblances(self) -> Resemblances:
        """Cosine of the pairs of pieces that share words worth following; exact, and linear in the texts' length.

        The words of a piece are followed from the rarest on, until so many places were visited. Words left over are
        common ones; the pairs found without them are measured with them.
        """
        settings = SETTINGS.collation
        index: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, bag in enumerate(self.other):
            for key, count in bag.items():
                index[key].append((at, count * self.weight[key]))
        lengths = [self.norm(bag) for bag in self.other]
        cosines: dict[Pair, float] = {}
        for left, bag in enumerate(self.one):
            dots: dict[int, int] = defaultdict(int)
            visits = settings.followed
            for size, key in sorted((len(index[key]), key) for key in bag if key in index):
                visits -= size
                if visits < 0:
                    break
                value = bag[key] * self.weight[key]
                for right, weight in index[key]:
                    dots[right] += value * weight
            length = self.norm(bag)
            floor = settings.least_cosine * length
            near = [(dot / lengths[right], right) for right, dot in dots.items() if dot >= floor * lengths[right]]
            if visits < 0 and len(near) > settings.measured:
                near = sorted(near, key=lambda entry: (-round(entry[0], 6), entry[1]))[: settings.measured]
            for dot, right in near:
                if visits < 0:
                    cosines[left, right] = self.product(bag, self.other[right]) / (length * lengths[right])
                else:
                    cosines[left, right] = dot / length
        return Resemblances(self, cosines)


@dataclass(frozen=True, slots=True)
class Resemblances:
    """The cosines of pairs of pieces."""

    bags: Bags
    cosines: dict[Pair, float]

    def alike(self, floor: float, dice: float = 0.0) -> dict[Pair, float]:
        """The pairs whose cosine, rounded, reaches a floor, and whose Dice of words without weight another one."""
        found = {}
        for (left, right), cosine in self.cosines.items():
            if round(cosine, 6) >= floor:
                here, there = self.bags.one[left].keys(), self.bags.other[right].keys()
                if 2 * len(here & there) >= dice * (len(here) + len(there)):
                    found[left, right] = cosine
        return found

    def partners(self, most: int) -> Iterable[tuple[int, list[int]]]:
        """For each piece of one text the likest pieces of the other, at most so many, the likest first."""
        best: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (left, right), cosine in self.cosines.items():
            best[left].append((-round(cosine, 6), right))
        return [(left, [right for _, right in sorted(found)[:most]]) for left, found in best.items()]


def _sum(parts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return total


def bags(one: Side, other: Side) -> Bags:
    """Bags of the pieces of two texts; weights are inverse piece frequencies (Spärck Jones 1972)."""
    sides = []
    frequency: Counter[str] = Counter()
    for each in (one, other):
        sides.append([Counter(each.stems[piece.start : piece.stop]) for piece in each.pieces])
        for bag in sides[-1]:
            frequency.update(bag.keys())
    total = len(sides[0]) + len(sides[1]) + 1
    weight = {key: max(1, round(SCALE * log(total / count))) for key, count in frequency.items()}
    return Bags(sides[0], sides[1], weight)


# --- sentences, by character grams ------------------------------------------------------------------------------


def grams(line: str) -> frozenset[str]:
    """Character 2-, 3- and 4-grams of the words of a sentence, each word bounded by spaces."""
    line = f" {line} "
    two = list(map(add, line, line[1:]))
    three = list(map(add, two, line[2:]))
    return frozenset([*two, *three, *map(add, three, line[3:])])


@dataclass(frozen=True, slots=True)
class Grams:
    """The character grams of the sentences under comparison, with the weight of each gram and sentence."""

    one: dict[int, frozenset[str]]
    other: dict[int, frozenset[str]]
    weight: dict[str, int]
    one_weight: dict[int, int]
    other_weight: dict[int, int]
    asides: tuple[frozenset[int], frozenset[int]]
    """Sentences of either text that are not the story."""

    def likenesses(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
        """Of each pair, 0 to 1: geometric mean of the two containments, raised towards the larger one."""
        weigh, lean = self.weight.__getitem__, SETTINGS.collation.containment
        one, other, one_weight, other_weight = self.one, self.other, self.one_weight, self.other_weight
        for pair in pairs:
            left, right = pair
            shared = sum(map(weigh, one[left] & other[right]))
            if shared:
                kept, held = min(1.0, shared / one_weight[left]), min(1.0, shared / other_weight[right])
                even = sqrt(kept * held)
                yield pair, even + lean * (max(kept, held) - even)

    def all_scores(self, lefts: Sequence[int], rights: Sequence[int]) -> dict[Pair, float]:
        """As `scores` of each of some sentences with each of some others."""
        return self.scores(product(lefts, rights))

    def scores(self, pairs: Iterable[Pair]) -> dict[Pair, float]:
        """The likeness of each pair that has any to speak of, rounded; less where one alone is story."""
        least, unlike = SETTINGS.collation.least_likeness, SETTINGS.collation.unlike_role
        here, there = self.asides
        found = {}
        for (left, right), likeness in self.likenesses(pairs):
            if (left in here) != (right in there):
                likeness -= unlike
            if likeness >= least:
                found[left, right] = round(likeness, 4)
        return found

    def shared(self, left: int, right: int, lefts: Sequence[int] = (), rights: Sequence[int] = ()) -> int:
        """The weight of what two sentences share and none of some others has, of `one` and of `other`."""
        told = [self.one[at] for at in lefts if at in self.one]
        told += [self.other[at] for at in rights if at in self.other]
        return sum(map(self.weight.__getitem__, (self.one[left] & self.other[right]).difference(*told)))

    def weights(self, left: int, right: int) -> tuple[int, int]:
        """What two sentences weigh."""
        return self.one_weight[left], self.other_weight[right]


def weigh(one: Sequence[Unit], other: Sequence[Unit], lefts: Iterable[int], rights: Iterable[int]) -> Grams:
    """The grams of some sentences of two texts, weighted by inverse sentence frequency.

    The frequency is counted over these sentences and an even sample of both texts, which is all of a short text.
    """
    here = {at: grams(one[at].line) for at in sorted({*lefts, *sampled(len(one))})}
    there = {at: grams(other[at].line) for at in sorted({*rights, *sampled(len(other))})}
    frequency = Counter(chain.from_iterable((*here.values(), *there.values())))
    total = len(here) + len(there) + 1
    known = [0, *(max(1, round(SCALE * log(total / (count + 0.5)))) for count in range(1, total))]
    weight = {gram: known[count] for gram, count in frequency.items()}
    return Grams(
        here,
        there,
        weight,
        {at: sum(map(weight.__getitem__, found)) for at, found in here.items()},
        {at: sum(map(weight.__getitem__, found)) for at, found in there.items()},
        (_asides(one), _asides(other)),
    )


def _asides(units: Sequence[Unit]) -> frozenset[int]:
    return frozenset(at for at, unit in enumerate(units) if not unit.body)


def sampled(size: int) -> range:
    """Every so many-th sentence, so that no more are read than are needed to weigh grams."""
    return range(0, size, 1 + size // SETTINGS.collation.sample)


# --- where words stand ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a text stand: found when asked for, since few sentences need them."""

    side: Side

    def of(self, at: int) -> tuple[Sequence[int], Sequence[int]]:
        """Where the words of one of its sentences start and stop."""
        return self.side.units[at].places()


def places(one: Side) -> Places:
    """Where the words of a text stand."""
    return Places(one)
