"""Whether one report follows the course of the other, read from its words alone, whatever they were made into.

A report that was reworked throughout keeps hardly five words in a row, and its sentences are linked only loosely. What
it keeps is the course: each of its sentences has a nearest sentence in the other report, whose nearest it is in turn,
and these partners stand in order. Two reports that were written independently have such partners too, as they speak of
the same things, but in an order of their own. So all is measured against chance: what stands in order, less what would
stand in order if the other report were read from its end (for independent reports both are about as much).

Words count by how seldom they are: not at all the most common ones of the language, and the less the more sentences of
the two reports have them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from operator import itemgetter

from ..settings import SETTINGS
from ..words import lexicon
from .sides import Side, common, stem


@dataclass(frozen=True, slots=True)
class Course:
    """How far the shorter report follows the course of the longer; shares, 0 to 1."""

    followed: float
    """Words in sentences with a partner, in order, beyond chance; speech included: a copy has it where it stood."""
    likeness: float
    """The same without speech, each sentence counted by how like its partner it is."""
    order: float
    """How far beyond chance the words that both reports say once, outside speech, stand in one order."""
    partners: int
    """Sentences with a partner, in order."""


Line = list[tuple[str, float]]
"""The words of a sentence that may say something: how they begin, and their weights."""

Bag = dict[str, float]
"""What a sentence says, in whatever order."""


def course(sides: tuple[Side, Side], bare: tuple[Side, Side]) -> Course:
    """The course of a pair; the same from both sides but for ties, which go to the earlier sentence.

    `bare` are the sides without speech (`unspoken`).
    """
    (one, own), (other, others) = (_lines(side, left) for side, left in zip(sides, bare, strict=True))
    followed, partners = _followed(_bags(one), _bags(other), by_likeness=False)
    likeness, _ = _followed(_bags(own), _bags(others), by_likeness=True)
    return Course(followed, likeness, _order(_singles(own), _singles(others)), partners)


# --- sentences ---------------------------------------------------------------------------------------------------


def unspoken(sides: tuple[Side, Side]) -> tuple[Side, Side]:
    """The sides without speech, also where only the other report has it between quotation marks."""
    return _unspoken(*sides), _unspoken(*sides[::-1])


def _unspoken(side: Side, other: Side) -> Side:
    size = SETTINGS.kinship.heard
    said: set[tuple[str, ...]] = set()
    for place, keys in other.keys.items():
        quoted = other.quoted[place]
        if True in quoted:
            said.update(
                tuple(keys[at : at + size])
                for at in range(len(keys) - size + 1)
                if quoted[at] and quoted[at + size - 1]
            )
    kept = {}
    for place, keys in side.keys.items():
        quoted = side.quoted[place]
        if said:
            quoted = list(quoted)
            for at, run in enumerate(zip(*(keys[start:] for start in range(size)), strict=False)):
                if run in said:
                    quoted[at : at + size] = [True] * size
        kept[place] = [key for key, speech in zip(keys, quoted, strict=True) if not speech] if True in quoted else keys
    return Side(kept, {}, {}, side.names)


def _lines(side: Side, bare: Side) -> tuple[list[Line], list[Line]]:
    """The words of each sentence, in order, with speech and without; sentences without any are left out."""
    whole: list[Line] = []
    prose: list[Line] = []
    for place, keys in sorted(side.keys.items()):
        line, left = _line(keys), bare.keys[place]
        whole.append(line)
        prose.append(line if left is keys else _line(left))
    return list(filter(None, whole)), list(filter(None, prose))


def _line(keys: Sequence[str]) -> Line:
    return [word for word in map(_word, keys) if word[1]]


def _bags(lines: list[Line]) -> list[Bag]:
    """What the sentences say."""
    return [dict(sorted(line, key=_weight)) for line in lines]  # of words that begin alike the heaviest counts


_weight = itemgetter(1)


@lru_cache(maxsize=65536)
def _word(key: str) -> tuple[str, float]:
    """How a word begins, and its weight; pure, so it may be remembered."""
    return stem(key), weights().get(key.removesuffix("'s"), 2.0)


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights of the common words: 1, or nothing for the most common ones. All others weigh twice as much."""
    found = dict.fromkeys(common(), 1.0)
    for line in lexicon("word_frequencies"):
        bits, *entries = line.split()
        if int(bits) >= SETTINGS.kinship.most_common:
            found.update(dict.fromkeys(entries, 0.0))
    return found


def _followed(ones: list[Bag], others: list[Bag], by_likeness: bool) -> tuple[float, int]:
    """The share of the shorter text that follows the longer one beyond chance, and how many sentences do."""
    if sum(map(len, ones)) > sum(map(len, others)):
        ones, others = others, ones
    _weigh(ones, others)
    sizes = [sum(bag.values()) for bag in ones]
    pairs = _partners(ones, others)
    low, high = SETTINGS.kinship.chance_partner, SETTINGS.kinship.sure_partner
    worth = [
        sizes[one] * (like if by_likeness else min(1.0, max(0.0, (like - low) / (high - low))))
        for one, _, like in pairs
    ]
    places = [other for _, other, _ in pairs]
    forth, count = _heaviest(places, worth)
    back, _ = _heaviest([-place for place in places], worth)
    total = sum(sizes)
    return (round(max(0.0, forth - back) / total, 4), count) if total else (0.0, 0)


def _weigh(ones: list[Bag], others: list[Bag]) -> None:
    """Make the words that many sentences of the two texts have lighter (Spärck Jones 1972)."""
    held: Counter[str] = Counter()
    for bag in (*ones, *others):
        held.update(bag.keys())
    total = len(ones) + len(others) + 1
    scale = {key: log(total / count) for key, count in held.items()}
    for bag in (*ones, *others):
        for key in bag:
            bag[key] *= scale[key]


def _partners(ones: list[Bag], others: list[Bag]) -> list[tuple[int, int, float]]:
    """Sentences that are each other's nearest, by cosine, in the order of the first text.

    A word that stands in very many sentences is not followed: it says little, and it bounds the time.
    """
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for other, bag in enumerate(others):
        for key, weight in bag.items():
            index[key].append((other, weight))
    lengths = [[sqrt(sum([weight * weight for weight in bag.values()])) for bag in bags] for bags in (ones, others)]
    nearest: list[tuple[int, int]] = []
    turned = [(0, -1)] * len(others)
    most = SETTINGS.kinship.most_places
    for one, bag in enumerate(ones):
        dots: dict[int, float] = defaultdict(float)
        for key, weight in bag.items():
            places = index.get(key, ())
            if len(places) <= most:
                for other, theirs in places:
                    dots[other] += weight * theirs
        scale = _SCALE / lengths[0][one]
        best = (0, 0)
        for other, dot in dots.items():
            like = int(dot * scale / lengths[1][other])
            best = max(best, (like, -other))
            if like > turned[other][0]:
                turned[other] = (like, one)
        nearest.append(best)
    found = enumerate(nearest)
    return [(one, -other, like / _SCALE) for one, (like, other) in found if like and turned[-other][1] == one]


_SCALE = 10**6
"""Likenesses are compared as whole numbers, so that equal ones are equal on every machine."""


def _heaviest(places: Sequence[int], worth: Sequence[float]) -> tuple[float, int]:
    """The most that a rising subsequence of the places is worth, and how many there are in it."""
    ends: list[int] = []
    sums: list[tuple[float, int]] = []
    for place, value in zip(places, worth, strict=True):
        if not value:
            continue
        at = bisect_left(ends, place)
        before = sums[at - 1] if at else (0.0, 0)
        here = (before[0] + value, before[1] + 1)
        stop = at
        while stop < len(ends) and sums[stop][0] <= here[0]:
            stop += 1
        if at == len(ends) or ends[at] != place or stop > at:
            ends[at:stop] = [place]
            sums[at:stop] = [here]
    return sums[-1] if sums else (0.0, 0)


# --- words -------------------------------------------------------------------------------------------------------


def _order(ones: Mapping[str, int], others: Mapping[str, int]) -> float:
    """Kendall's tau of the words that both say once, over its spread by chance (Kendall 1938), as a share."""
    places = [others[key] for key in ones if key in others][: SETTINGS.kinship.most_rare]
    count = len(places)
    if count < 2:
        return 0.0
    seen: list[int] = []
    turned = 0
    for at, place in enumerate(places):
        below = bisect_right(seen, place)
        turned += at - below
        seen.insert(below, place)
    tau = 1 - 4 * turned / (count * (count - 1))
    spread = sqrt(2 * (2 * count + 5) / (9 * count * (count - 1)))
    return round(min(1.0, max(0.0, tau / spread / SETTINGS.kinship.sure_order)), 4)


def _singles(lines: list[Line]) -> dict[str, int]:
    """The words that a text says once, with their places among its words, in order."""
    said = [word for line in lines for word, _ in line if len(word) > 1]
    counts = Counter(said)
    return {word: at for at, word in enumerate(said) if counts[word] == 1}
