"""Which sentence was made from which: equal sentences, then the likest pairs, then what their neighbours bear out.

Matching is global, order comes second: a moved sentence finds its partner wherever that stands, and order only
supports what likeness leaves open. A pair is (index in one, index in other, likeness).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from ..settings import SETTINGS
from .likeness import Grams, Pair, weigh
from .sides import Side, Unit


@dataclass(slots=True)
class Matching:
    """The pairs found so far, from both sides."""

    pairs: dict[Pair, float] = field(default_factory=dict)
    one: dict[int, list[int]] = field(default_factory=dict)
    other: dict[int, list[int]] = field(default_factory=dict)
    exact: set[Pair] = field(default_factory=set)
    kept_one: set[int] = field(default_factory=set)
    kept_other: set[int] = field(default_factory=set)

    def add(self, left: int, right: int, likeness: float) -> None:
        """Take a pair in."""
        self.pairs[left, right] = likeness
        self.one.setdefault(left, []).append(right)
        self.other.setdefault(right, []).append(left)


def match(one: Side, other: Side, cosines: Mapping[Pair, float]) -> Matching:
    """All pairs of sentences of two texts of which one was made from the other.

    `cosines` are the pieces of the two texts that share words: where the texts are long they say which sentences
    are worth comparing.
    """
    found = Matching()
    for left, right in exact(one.units, other.units):
        found.add(left, right, 1.0)
        found.exact.add((left, right))
        found.kept_one.add(left)
        found.kept_other.add(right)
    pairs = candidates(one, other, cosines, found)
    if not pairs:
        return found
    weighed = weigh(one.units, other.units, (left for left, _ in pairs), (right for _, right in pairs))
    scored = score(one.units, other.units, weighed, pairs)
    settings = SETTINGS.collation
    size = (len(one.units), len(other.units))
    _assign(found, scored, settings.floors, size)
    _join(found, weighed, scored, settings.join_floors)
    if round(max(len(found.one) / size[0], len(found.other) / size[1]), 4) >= settings.retold_share:
        _assign(found, scored, settings.retold_floors, size)
        _join(found, weighed, scored, settings.retold_join_floors)
    return found


def exact(one: Sequence[Unit], other: Sequence[Unit]) -> list[Pair]:
    """Pairs of sentences with the same letters and digits; of equal ones, those that agree with their neighbours."""
    here: dict[str, list[int]] = defaultdict(list)
    there: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(one):
        if unit.plain:
            here[unit.plain].append(at)
    for at, unit in enumerate(other):
        if unit.plain:
            there[unit.plain].append(at)
    taken: dict[int, int] = {}
    used: set[int] = set()
    for plain, places in here.items():
        if len(places) == 1 and len(there.get(plain, ())) == 1:
            taken[places[0]] = there[plain][0]
            used.add(there[plain][0])
    for step in (1, -1):
        order = range(len(one)) if step == 1 else range(len(one) - 1, -1, -1)
        for at in order:
            if at in taken or at - step not in taken:
                continue
            right = taken[at - step] + step
            if 0 <= right < len(other) and right not in used and other[right].plain == one[at].plain != "":
                taken[at] = right
                used.add(right)
    for plain, places in here.items():
        left = [at for at in places if at not in taken]
        rest = [at for at in there.get(plain, ()) if at not in used]
        for at, right in zip(left, rest, strict=False):
            taken[at] = right
            used.add(right)
    return sorted(taken.items())


def candidates(one: Side, other: Side, cosines: Mapping[Pair, float], found: Matching) -> list[Pair]:
    """Pairs of sentences worth comparing: all of them in short texts, else those whose pieces share most."""
    lefts = [at for at in range(len(one.units)) if at not in found.one]
    rights = [at for at in range(len(other.units)) if at not in found.other]
    if len(lefts) * len(rights) <= SETTINGS.collation.all_pairs:
        return [(left, right) for left in lefts for right in rights]
    pairs: set[Pair] = set()
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (left, right), cosine in cosines.items():
        best[left].append((-round(cosine, 6), right))
    for left, partners in best.items():
        here = one.pieces[left]
        for _, right in sorted(partners)[: SETTINGS.collation.partners]:
            there = other.pieces[right]
            pairs.update(
                (first, second)
                for first in range(here.first, here.last + 1)
                for second in range(there.first, there.last + 1)
                if first not in found.one and second not in found.other
            )
    return sorted(pairs)


def score(one: Sequence[Unit], other: Sequence[Unit], weighed: Grams, pairs: Iterable[Pair]) -> dict[Pair, float]:
    """The likeness of each pair that has any, rounded."""
    least, unlike = SETTINGS.collation.least_likeness, SETTINGS.collation.unlike_role
    found = {}
    for (left, right), likeness in weighed.likenesses(pairs):
        if one[left].body != other[right].body:
            likeness -= unlike
        if likeness >= least:
            found[left, right] = round(likeness, 4)
    return found


def _assign(
    found: Matching, scored: Mapping[Pair, float], rounds: Sequence[tuple[float, float, float]], size: Pair
) -> None:
    """Best pairs first; then, in rounds, pairs that are less like but stand beside pairs already found."""
    for floors in rounds:
        ranked, least = [], min(floors)
        for (left, right), likeness in scored.items():
            if likeness < least or left in found.one or right in found.other:
                continue
            borne = _support(found, left, right, size)
            if likeness >= floors[borne]:
                ranked.append((-likeness - SETTINGS.collation.borne * borne, left, right))
        for _, left, right in sorted(ranked):
            if left not in found.one and right not in found.other:
                found.add(left, right, scored[left, right])


def _support(found: Matching, left: int, right: int, size: Pair) -> int:
    """On how many sides (before, after) a pair in line with this one stands near.

    Where both sentences begin or both end their texts, that end bears the pair out as a neighbour would, but not alone.
    """
    sides = 0
    for step in (-1, 1):
        near = found.one.get(left + step, []) + found.one.get(left + 2 * step, [])
        sides += any(0 < (at - right) * step <= 3 for at in near)
    edge = (left, right) == (0, 0) or (left + 1, right + 1) == size
    return 2 if edge and sides else sides


def _join(found: Matching, weighed: Grams, scored: Mapping[Pair, float], floors: Sequence[float]) -> None:
    """Sentences without a partner that are contained in a sentence which has one: 1:n and n:1, never n:m.

    The part that adds most joins first, and what it adds counts for the next one no more: of two equal sentences
    one is a part. A gain can only fall as parts join, so it is measured again only where a part has joined meanwhile.
    """
    queue: list[tuple[float, int, int, int]] = []
    for left, right in scored:
        free = (left in found.one) != (right in found.other)
        if free and left not in found.kept_one and right not in found.kept_other:
            gain, parts = _gain(found, weighed, (left, right), floors)
            if parts:
                queue.append((-gain, left, right, parts))
    heapify(queue)
    while queue:
        _, left, right, counted = heappop(queue)
        gain, parts = _gain(found, weighed, (left, right), floors)
        if parts == counted:
            found.add(left, right, scored[left, right])
        elif parts:
            heappush(queue, (-gain, left, right, parts))


def _gain(found: Matching, weighed: Grams, pair: Pair, floors: Sequence[float]) -> tuple[float, int]:
    """What a free sentence adds to a sentence that has partners, and how many these are; (0, 0) if it cannot join.

    The gain is the share of the free sentence that stands in the whole and in none of its partners.
    """
    left, right = pair
    if (left in found.one) == (right in found.other):
        return 0.0, 0
    if left in found.one:
        mates, free, whole, more = found.one[left], right, weighed.one.get(left), weighed.other[right]
        others, partners = weighed.other, found.other
    else:
        mates, free, whole, more = found.other[right], left, weighed.other.get(right), weighed.one[left]
        others, partners = weighed.one, found.one
    if whole is None or len(mates) >= SETTINGS.collation.most_parts or any(len(partners[mate]) > 1 for mate in mates):
        return 0.0, 0
    held = (whole & more).difference(*(others.get(mate, frozenset()) for mate in mates))
    total = weighed.sum(more)
    gain = round(weighed.sum(held) / total, 4) if total else 0.0
    away = min(abs(mate - free) for mate in mates)
    return (gain, len(mates)) if gain >= floors[min(away, len(floors)) - 1] else (0.0, 0)


def moved(pairs: Sequence[Pair], one: Sequence[Unit]) -> set[Pair]:
    """Pairs outside the heaviest in-order chain; a pair weighs the characters of its left sentence.

    Heaviest increasing subsequence with a Fenwick tree of maxima, n log n. Pairs that share a sentence agree in order.
    """
    ordered = sorted(pairs)
    rights = sorted({right for _, right in ordered})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(rights) + 1)
    before: list[int] = []
    best = (0, -1)
    for at, (left, right) in enumerate(ordered):
        rank = bisect_left(rights, right) + 1
        top: tuple[int, int] = (0, -1)
        step = rank
        while step:
            top = max(top, tree[step], key=lambda entry: entry[0])
            step -= step & -step
        before.append(top[1])
        total = (top[0] + one[left].stop - one[left].start, at)
        step = rank
        while step <= len(rights):
            if total[0] > tree[step][0]:
                tree[step] = total
            step += step & -step
        if total[0] > best[0]:
            best = total
    chain, at = set(), best[1]
    while at >= 0:
        chain.add(ordered[at])
        at = before[at]
    return set(pairs) - chain
