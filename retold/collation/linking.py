"""Which sentence was made from which: equal sentences, then the likest pairs, then what their neighbours bear out.

Matching is global, order comes second: a moved sentence finds its partner wherever that stands, and order only
supports what likeness leaves open. Sentences find partners and parts find wholes by turns, so that a part is not given
to a poorer partner only because that one is free. A pair is (index in one, index in other, likeness).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from ..settings import SETTINGS
from .sides import Side, Unit
from .ways import SCALE, Letters, Pair, Resembling, Way


@dataclass(slots=True)
class Matching:
    """The pairs found so far, from both sides."""

    pairs: dict[Pair, float] = field(default_factory=dict)
    one: dict[int, list[int]] = field(default_factory=dict)
    other: dict[int, list[int]] = field(default_factory=dict)
    exact: set[Pair] = field(default_factory=set)
    kept_one: set[int] = field(default_factory=set)
    kept_other: set[int] = field(default_factory=set)
    size: Pair = (0, 0)
    """How many sentences each text has."""
    gains: dict[Pair, float] = field(default_factory=dict)
    """What a part was last found to add: it can only fall as others join."""

    def add(self, left: int, right: int, likeness: float) -> None:
        """Take a pair in."""
        self.pairs[left, right] = likeness
        self.one.setdefault(left, []).append(right)
        self.other.setdefault(right, []).append(left)


def match(one: Side, other: Side, near: Callable[[], Resembling], way: Way) -> Matching:
    """All pairs of sentences of two texts of which one was made from the other.

    `near` gives the pieces of the two texts that share words: where the texts are long it is asked which sentences are
    worth comparing.
    """
    found = Matching(size=(len(one.units), len(other.units)))
    for left, right in exact(one.units, other.units):
        found.add(left, right, 1.0)
        found.exact.add((left, right))
        found.kept_one.add(left)
        found.kept_other.add(right)
    scores = _scored(one, other, near, found, way)
    if not scores:
        return found
    weighed, scored = scores
    settings, likely = SETTINGS.collation, scored
    for rank, floors in enumerate(settings.floors):
        if rank > 1:  # sure pairs and their parts stand, and tell how like linked sentences are here
            likely = _usual(found, scored)
        _assign(found, weighed, likely, floors)
        if rank:
            _join(found, weighed, likely, settings.join_floors)
    if round(max(len(found.one) / found.size[0], len(found.other) / found.size[1]), 4) >= settings.retold_share:
        scored = _usual(found, scored)
        for floors in settings.retold_floors:
            _assign(found, weighed, scored, floors)
        _join(found, weighed, scored, settings.retold_join_floors)
        _bind(found, weighed, scored)
        _fill(found, one.units, other.units)
    return found


def _usual(found: Matching, scored: Mapping[Pair, float]) -> dict[Pair, float]:
    """The pairs that are not much less like than those linked so far.

    Who exchanged a word here and there did not write one sentence anew altogether: that one is somebody else's.
    """
    least = round(SETTINGS.collation.usual * _middle(found), 4)
    return {pair: likeness for pair, likeness in scored.items() if likeness >= least}


def _middle(found: Matching) -> float:
    """How like the middle one of the linked sentences is, equal ones left out; 0 where there is none."""
    linked = sorted(likeness for pair, likeness in found.pairs.items() if pair not in found.exact)
    return linked[len(linked) // 2] if linked else 0.0


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


def _scored(
    one: Side, other: Side, near: Callable[[], Resembling], found: Matching, way: Way
) -> tuple[Letters, dict[Pair, float]] | None:
    """The likeness of pairs of sentences worth comparing: all in short texts, else those whose pieces share most."""
    lefts = [at for at in range(len(one.units)) if at not in found.one]
    rights = [at for at in range(len(other.units)) if at not in found.other]
    if not lefts or not rights:
        return None
    if len(lefts) * len(rights) <= SETTINGS.collation.all_pairs:
        weighed = way.weigh(one.units, other.units, lefts, rights)
        return weighed, weighed.all_scores(lefts, rights)
    pairs = _near(one, other, near(), found)
    weighed = way.weigh(one.units, other.units, {left for left, _ in pairs}, {right for _, right in pairs})
    return (weighed, weighed.scores(pairs)) if pairs else None


def _near(one: Side, other: Side, near: Resembling, found: Matching) -> list[Pair]:
    """Pairs of sentences without a partner that stand in pieces which share most."""
    pairs: set[Pair] = set()
    for left, rights in near.partners(SETTINGS.collation.partners):
        here = one.pieces[left]
        for right in rights:
            there = other.pieces[right]
            pairs.update(
                (first, second)
                for first in range(here.first, here.last + 1)
                for second in range(there.first, there.last + 1)
                if first not in found.one and second not in found.other
            )
    return sorted(pairs)


def _assign(
    found: Matching, weighed: Letters, scored: Mapping[Pair, float], floors: tuple[float, float, float]
) -> None:
    """Best pairs first, those borne out by their neighbours before others; floors by how many sides bear a pair out.

    A pair that no neighbour bears out must bear itself out: not much less like than usual, by more than a word or two.
    """
    ranked, least = [], min(floors)
    floors = (max(floors[0], round(SETTINGS.collation.usual_alone * _middle(found), 4)), *floors[1:])
    for (left, right), likeness in scored.items():
        if likeness < least or left in found.one or right in found.other:
            continue
        borne = _support(found, left, right)
        if likeness >= floors[borne]:
            ranked.append((-likeness - SETTINGS.collation.borne * borne, left, right, borne))
    for _, left, right, borne in sorted(ranked):
        if left not in found.one and right not in found.other and (borne or _of_weight(weighed, left, right)):
            found.add(left, right, scored[left, right])


def _of_weight(weighed: Letters, left: int, right: int) -> bool:
    """Whether what two sentences share is enough by itself, or a good part of both: one word tells nothing."""
    settings = SETTINGS.collation
    enough = min(settings.own_weight * SCALE, settings.own_share * max(weighed.weights(left, right)))
    return weighed.shared(left, right) >= enough


def _support(found: Matching, left: int, right: int) -> int:
    """On how many sides (before, after) a pair in line with this one stands near.

    Where both sentences begin or both end their texts, that end bears the pair out as a neighbour would, but not alone.
    """
    sides = 0
    for step in (-1, 1):
        near = found.one.get(left + step, []) + found.one.get(left + 2 * step, [])
        sides += any(0 < (at - right) * step <= 3 for at in near)
    edge = (left, right) == (0, 0) or (left + 1, right + 1) == found.size
    return 2 if edge and sides else sides


def _join(found: Matching, weighed: Letters, scored: Mapping[Pair, float], floors: Sequence[float]) -> None:
    """Sentences without a partner that are contained in a sentence which has one: 1:n and n:1.

    The part that adds most joins first, and what it adds counts for the next one no more: of two equal sentences
    one is a part. A gain can only fall as parts join, so it is measured again only where a part has joined meanwhile.
    A sentence that is liker to one without a partner waits for that one.
    """
    ground = _Ground(found, weighed, scored, floors)
    queue: list[tuple[float, int, int, int]] = []
    for pair in [pair for pair in scored if (pair[0] in found.one) != (pair[1] in found.other)]:
        if ground.open(pair):
            gain, parts = _gain(found, weighed, pair)
            if parts and gain >= ground.floor(pair):
                queue.append((-gain, *pair, parts))
    heapify(queue)
    while queue:
        _, left, right, counted = heappop(queue)
        gain, parts = _gain(found, weighed, (left, right))
        if parts == counted:
            found.add(left, right, scored[left, right])
        elif parts and gain >= ground.floor((left, right)):
            heappush(queue, (-gain, left, right, parts))


class _Ground:
    """What a round of joining goes by: the linked sentences around each one, and its likest free partner."""

    def __init__(
        self, found: Matching, weighed: Letters, scored: Mapping[Pair, float], floors: Sequence[float]
    ) -> None:
        self._found, self._weighed, self._scored, self._floors = found, weighed, scored, floors
        self._beside = (_beside(found.one, found.size[0]), _beside(found.other, found.size[1]))
        self._rival: tuple[dict[int, float], dict[int, float]] = ({}, {})
        lefts, rights = self._rival
        for (left, right), likeness in scored.items():
            if left not in found.one and right not in found.other:
                if likeness > lefts.get(left, 0.0):
                    lefts[left] = likeness
                if likeness > rights.get(right, 0.0):
                    rights[right] = likeness

    def open(self, pair: Pair) -> bool:
        """Whether, where just one of two sentences has partners, the other one may join them."""
        found, (left, right) = self._found, pair
        if left in found.kept_one or right in found.kept_other:
            return False
        side = 1 if left in found.one else 0
        if self._rival[side].get(pair[side], 0.0) > self._scored[pair]:
            return False
        return found.gains.get(pair, 1.0) >= min(self._floors)

    def floor(self, pair: Pair) -> float:
        """What the free sentence must add: beside a partner; one away, or in line with those around it; elsewhere.

        Elsewhere that must be more than a word or two as well.
        """
        left, right = pair
        if left in self._found.one:
            mates, free, whole, partners = self._found.one[left], right, left, self._found.other
        else:
            mates, free, whole, partners = self._found.other[right], left, right, self._found.one
        away = min(abs(mate - free) for mate in mates)
        if away > 2:
            before, after = self._beside[1 if free is right else 0][free]
            low, high = partners.get(before, ()), partners.get(after, ())
            if whole in low or whole in high or (low and high and max(low) <= whole <= min(high)):
                away = 2
        floor = self._floors[min(away, len(self._floors)) - 1]
        if away < len(self._floors):
            return floor
        total = self._weighed.weights(left, right)[0 if free is left else 1]
        return max(floor, round(SETTINGS.collation.own_weight * SCALE / total, 4)) if total else floor


def _beside(partners: Mapping[int, list[int]], size: int) -> list[tuple[int, int]]:
    """For each sentence the nearest ones before and after it that have partners; -1 and `size` where there is none."""
    before, after = [-1] * size, [size] * size
    for at in range(1, size):
        before[at] = at - 1 if at - 1 in partners else before[at - 1]
    for at in range(size - 2, -1, -1):
        after[at] = at + 1 if at + 1 in partners else after[at + 1]
    return list(zip(before, after, strict=True))


def _gain(found: Matching, weighed: Letters, pair: Pair) -> tuple[float, int]:
    """What a free sentence adds to a sentence that has partners, and how many these are; (0, 0) if it cannot join.

    The gain is the share of the free sentence that stands in the whole and in none of its partners.
    """
    left, right = pair
    if (left in found.one) == (right in found.other):
        return 0.0, 0
    if left in found.one:
        mates, partners = found.one[left], found.other
    else:
        mates, partners = found.other[right], found.one
    if len(mates) >= SETTINGS.collation.most_parts or any(len(partners[mate]) > 1 for mate in mates):
        return 0.0, 0
    if left in found.one:
        held, total = weighed.shared(left, right, rights=mates), weighed.weights(left, right)[1]
    else:
        held, total = weighed.shared(left, right, lefts=mates), weighed.weights(left, right)[0]
    gain = found.gains[pair] = round(held / total, 4) if total else 0.0
    return gain, len(mates)


def _bind(found: Matching, weighed: Letters, scored: Mapping[Pair, float]) -> None:
    """Clauses that were told elsewhere: pairs of sentences that have partners, and share what no partner of either has.

    So links may run n:m, but only where both texts are retold. The pair that shares most goes first, and what it shares
    counts for the next one no more.
    """
    least = SETTINGS.collation.bind_likeness
    queue = []
    for (left, right), likeness in scored.items():
        if likeness < least or left not in found.one or right not in found.other or (left, right) in found.pairs:
            continue
        if left not in found.kept_one and right not in found.kept_other:
            bond = _bond(found, weighed, left, right)
            if bond:
                queue.append((-bond, left, right))
    heapify(queue)
    while queue:
        known, left, right = heappop(queue)
        bond = _bond(found, weighed, left, right)
        if bond == -known:
            found.add(left, right, scored[left, right])
        elif bond:
            heappush(queue, (-bond, left, right))


def _bond(found: Matching, weighed: Letters, left: int, right: int) -> float:
    """The share of the shorter sentence that the other has and no partner of either; 0 where it is too little."""
    settings, mates, others = SETTINGS.collation, found.one[left], found.other[right]
    if max(len(mates), len(others)) >= settings.most_parts:
        return 0.0
    weight = weighed.shared(left, right, others, mates)
    if weight < settings.own_weight * SCALE:
        return 0.0
    share = round(weight / min(weighed.weights(left, right)), 4)
    away = sorted((min(abs(mate - left) for mate in others), min(abs(mate - right) for mate in mates)))
    near, beside, elsewhere = settings.bind_floors
    return share if share >= (near if away[1] == 1 else beside if away[0] == 1 else elsewhere) else 0.0


def _fill(found: Matching, one: Sequence[Unit], other: Sequence[Unit]) -> None:
    """Where linked neighbours leave room for one sentence on either side, these two are linked, however unlike.

    Not between neighbours that are both kept: who changed nothing around it did not reword it, but put another there.
    """
    for left in range(len(one)):
        if left in found.one or not one[left].body:
            continue
        low = found.one.get(left - 1) if left else [-1]
        high = found.one.get(left + 1) if left + 1 < len(one) else [len(other)]
        if low and high and min(high) - max(low) == 2:
            right = max(low) + 1
            beside = [at for at in (left - 1, left + 1) if 0 <= at < len(one)]
            if right not in found.other and other[right].body and not found.kept_one.issuperset(beside):
                found.add(left, right, 0.0)


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
