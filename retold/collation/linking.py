"""Which sentence was made from which: exact sentences first, then the likest pairs, then what their neighbours bear out.

Matching is global, order comes second: a moved sentence finds its partner wherever that stands, and order only
supports what likeness leaves open. A pair is (index in one, index in other, likeness).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..settings import SETTINGS
from .likeness import Weights, mix, weigh
from .sides import Unit

Pair = tuple[int, int]


@dataclass(slots=True)
class Matching:
    """The pairs found so far, from both sides."""

    pairs: dict[Pair, float] = field(default_factory=dict)
    one: dict[int, list[int]] = field(default_factory=dict)
    other: dict[int, list[int]] = field(default_factory=dict)
    exact: set[Pair] = field(default_factory=set)

    def add(self, left: int, right: int, likeness: float) -> None:
        """Take a pair in."""
        self.pairs[left, right] = likeness
        self.one.setdefault(left, []).append(right)
        self.other.setdefault(right, []).append(left)


def match(one: Sequence[Unit], other: Sequence[Unit]) -> Matching:
    """All pairs of sentences of two texts of which one was made from the other."""
    found = Matching()
    for left, right in exact(one, other):
        found.add(left, right, 1.0)
        found.exact.add((left, right))
    free_one = [at for at in range(len(one)) if at not in found.one]
    free_other = [at for at in range(len(other)) if at not in found.other]
    if not free_one or not free_other:
        return found
    weights = weigh(one, other)
    scored = score(one, other, weights, candidates(one, other, free_one, free_other))
    _assign(found, one, other, scored)
    _join(found, one, other, weights, scored)
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


def candidates(
    one: Sequence[Unit], other: Sequence[Unit], free_one: Sequence[int], free_other: Sequence[int]
) -> Iterable[Pair]:
    """Pairs worth scoring: all of them in short texts, else those that share seldom word beginnings."""
    if len(free_one) * len(free_other) <= SETTINGS.collation.all_pairs:
        return [(left, right) for left in free_one for right in free_other]
    index: dict[str, list[int]] = defaultdict(list)
    for at in free_other:
        for token in _tokens(other[at]):
            index[token].append(at)
    found = []
    for left in free_one:
        votes: Counter[int] = Counter()
        for token in _tokens(one[left]):
            posting = index.get(token, ())
            if 0 < len(posting) <= SETTINGS.collation.common_token:
                share = 1.0 / len(posting)
                for right in posting:
                    votes[right] += share
        best = sorted(votes.items(), key=lambda vote: (-round(vote[1], 6), vote[0]))
        found += [(left, right) for right, _ in best[: SETTINGS.collation.partners]]
    return found


def _tokens(unit: Unit) -> set[str]:
    """Word beginnings, which survive inflection; character pairs where words are not set apart by spaces."""
    found: set[str] = set()
    for word in unit.words[:400]:
        if word.key.isascii() or len(word.key) < 12:
            found.add(word.key[:5])
        else:
            found.update([word.key[at : at + 2] for at in range(min(len(word.key) - 1, 400))])
    return found


def score(
    one: Sequence[Unit], other: Sequence[Unit], weights: Weights, pairs: Iterable[Pair]
) -> dict[Pair, float]:
    """The likeness of each pair that has any, rounded."""
    least = SETTINGS.collation.least_likeness
    found = {}
    for left, right in pairs:
        likeness = mix(weights.shared(one[left], other[right]), weights.one[left], weights.other[right])
        if one[left].body != other[right].body:
            likeness -= SETTINGS.collation.unlike_role
        if likeness >= least:
            found[left, right] = round(likeness, 4)
    return found


def _assign(found: Matching, one: Sequence[Unit], other: Sequence[Unit], scored: dict[Pair, float]) -> None:
    """Best pairs first; then, in rounds, pairs that are less like but stand beside pairs already found."""
    floors = SETTINGS.collation.floors
    for floor_alone, floor_borne in floors:
        ranked = []
        for (left, right), likeness in scored.items():
            if left in found.one or right in found.other:
                continue
            borne = _support(found, left, right)
            if likeness >= (floor_borne if borne == 2 else (floor_alone + floor_borne) / 2 if borne else floor_alone):
                ranked.append((-likeness - 0.05 * borne, left, right))
        for _, left, right in sorted(ranked):
            if left not in found.one and right not in found.other:
                found.add(left, right, scored[left, right])


def _support(found: Matching, left: int, right: int) -> int:
    """On how many sides (before, after) a neighbouring pair stands in line with this one."""
    sides = 0
    for step in (-1, 1):
        near = [at for reach in (1, 2) for at in found.one.get(left + step * reach, ())]
        if any(0 < (at - right) * step <= 3 for at in near):
            sides += 1
    return sides


def _join(
    found: Matching, one: Sequence[Unit], other: Sequence[Unit], weights: Weights, scored: dict[Pair, float]
) -> None:
    """Sentences without a partner that are contained in a sentence which has one: 1:n and n:1, never n:m."""
    ranked = []
    for left, right in scored:
        if (left in found.one) == (right in found.other):
            continue
        if left in found.one:
            mates = found.one[left]
            gain = _gain(one[left], [other[at] for at in mates], other[right], weights)
            near = any(abs(at - right) <= 2 for at in mates)
        else:
            mates = found.other[right]
            gain = _gain(other[right], [one[at] for at in mates], one[left], weights)
            near = any(abs(at - left) <= 2 for at in mates)
        floor = SETTINGS.collation.join_near if near else SETTINGS.collation.join_far
        if gain >= floor:
            ranked.append((-round(gain, 4), left, right))
    for _, left, right in sorted(ranked):
        free_left, free_right = left not in found.one, right not in found.other
        if free_left == free_right:
            continue
        mates = found.other[right] if free_left else found.one[left]
        single = all(len(found.one[at] if free_left else found.other[at]) == 1 for at in mates)
        if single and not any((at, right) in found.exact or (left, at) in found.exact for at in mates):
            found.add(left, right, scored[left, right])


def _gain(whole: Unit, parts: Sequence[Unit], more: Unit, weights: Weights) -> float:
    """Share of one more part that stands in the whole and in none of the parts already found."""
    held = whole.grams & more.grams
    for part in parts:
        held -= part.grams
    weight = weights.gram
    total = sum([weight[entry] for entry in more.grams])
    return sum([weight[entry] for entry in held]) / total if total else 0.0


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
        top, step = (0, -1), rank
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
