"""Two tellings of which one at least was reworded throughout by a machine: which is the source, or are both copies.

In a rewording that shares few words with its source, rarer words and lengths say little. What speaks is the manner of
a machine (`manner`): the source has it less. Then the names and figures: a copy leaves out many and brings in few, so a
source has what the copy lacks, and two copies of a third each have something of their own. And the words: of a source
more is found again in its copy than two copies have in common. A logistic model with three answers weighs these;
`bench/fit_two.py` fits it, to tellings by people too, and tells how it does on sets that it has not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise
from math import exp, log, tanh

from ..settings import SETTINGS
from .evidence import UNKNOWN, Character, Table, stem
from .fitted import fitted
from .manner import manner, reworded, specifics, turn
from .rarity import rarity

_USUAL = 10.0
"""Bits of a word that one text has and another lacks, on average."""


@dataclass(frozen=True, slots=True)
class Lean:
    """How likely it is of two tellings that the one is the source, that the other is, and that a third is of both."""

    one: float
    other: float
    lost: float
    manners: tuple[float, float]
    own: tuple[int, int]
    """Names and figures that one has and the other has not, and the other way round."""
    carried: tuple[float, float]
    """The share of the words of each that stand in two words in a row which the other has too."""
    words: int
    """Of the shorter of the two."""

    @property
    def source(self) -> int | None:
        """Which of the two, 0 or 1, is so likely the source that it may be said; None where that stays open."""
        share, source = max((self.one, 0), (self.other, 1))
        return source if share >= SETTINGS.stemma.assert_manner and self.parted(source) else None

    def parted(self, source: int) -> bool:
        """Whether a direction from that source, 0 or 1, may be said at all.

        Only where the copy has a machine's manner and its source has not, and where both are long enough to show it:
        of two texts that people wrote, or machines, the manner tells nothing of who was first.
        """
        return self.manners[1 - source] > 0 > self.manners[source] and self.words >= SETTINGS.stemma.assert_words

    @property
    def machine(self) -> bool:
        """Whether one of the two at least is written in the manner of a machine."""
        return max(self.manners) > 0


def lean(one: str, other: str) -> Lean | None:
    """What is said of two texts one of which was reworded throughout, and one of which has a machine's manner at least.

    None for others: an edit keeps its source's manner with its words, and is judged by its words.
    """
    said = leant(one, other)
    return said if said is not None and said.machine and reworded(one, other) else None


def leant(one: str, other: str) -> Lean | None:
    """What manner, names, figures and words in common say of two texts; None for short or foreign ones."""
    manners = manner(one), manner(other)
    if manners[0] is None or manners[1] is None:
        return None
    pair = manners[0], manners[1]
    sides, turned = (side(one, other), side(other, one)), turn(one, other)
    down, up = (
        exp(max(-30.0, min(30.0, score)))
        for score in (_score(inputs_of(pair, turned, sides)), _score(inputs_of(pair[::-1], -turned, sides[::-1])))
    )
    whole = down + up + 1
    own, carried = (sides[0].alone, sides[1].alone), (sides[0].carried, sides[1].carried)
    words = min(len(specifics(text).order) for text in (one, other))
    return Lean(round(down / whole, 4), round(up / whole, 4), round(1 / whole, 4), pair, own, carried, words)


def character(given: Table) -> list[Character]:
    """Manner as a character: what a machine reworded throughout does not come back to the manner of a desk.

    Nor is a text with a machine's manner likely the source of another: both come rather from a third. Nothing where no
    telling stands apart from all others in words and in manner; a manner that is hardly a desk's is not known.
    """
    texts = {witness.report.report: witness.report.text for witness in given.family.witnesses}
    held = [texts[key] for key in given.members]
    manners = [manner(text) for text in held]
    states = []
    for at, (text, value) in enumerate(zip(held, manners, strict=True)):
        if value is None:
            states.append(UNKNOWN)
        elif value <= 0:
            states.append(0 if value <= -SETTINGS.stemma.manner_apart else UNKNOWN)
        else:
            apart = all(reworded(text, other) for place, other in enumerate(held) if place != at)
            states.append(1 if apart else UNKNOWN)
    if 1 not in states:
        return []
    chosen = SETTINGS.stemma
    costs = ((0.0, 0.0), (chosen.manner_back, chosen.manner_again))
    return [Character("manner", tuple(states), costs, (0.0, chosen.manner_again), ())]


def unsure(found: Sequence[Character], manners: Sequence[Character]) -> list[Character]:
    """The characters, sentences that only machine-reworded tellings have with little weight: they may be no gain.

    Where a machine has run sentences together or told them anew, they are found again in another such telling sooner
    than in the source, and seem to be lacking there.
    """
    if not manners:
        return list(found)
    states = manners[0].states
    made = []
    for one in found:
        holders = [at for at, state in enumerate(one.states) if state == 1]
        if one.kind == "content" and all(states[at] == 1 for at in holders):
            gain = round(one.costs[0][1] * SETTINGS.stemma.chance_weight, 4)
            one = replace(one, costs=((0.0, gain), one.costs[1]), root=(0.0, min(gain, one.root[1])))
        made.append(one)
    return made


def leans(given: Table, manners: Sequence[Character]) -> list[tuple[int, int, float, float, float]]:
    """For each two tellings of which a machine reworded one, what their places in a tree cost."""
    if not manners:
        return []
    texts = {witness.report.report: witness.report.text for witness in given.family.witnesses}
    held = [texts[key] for key in given.members]
    found = []
    for one, other in combinations(range(len(held)), 2):
        said = lean(held[one], held[other]) if 1 in (manners[0].states[one], manners[0].states[other]) else None
        if said is not None:
            found.append((one, other, _price(said.one), _price(said.other), _price(said.lost)))
    return found


def _price(share: float) -> float:
    return round(-SETTINGS.stemma.lean_cost * log(max(share, 0.02)), 4)


@dataclass(frozen=True, slots=True)
class Side:
    """What one text has beside another."""

    alone: int
    """Names and figures that the other lacks."""
    special: int
    """All its names and figures."""
    carried: float
    """The share of its words that stand in two words in a row that the other has too."""
    rarity: float
    """Bits by which its words that the other lacks are rarer than usual ones."""


@lru_cache(maxsize=512)
def side(one: str, other: str) -> Side:
    """What the first text has beside the second."""
    mine, theirs = specifics(one), specifics(other)
    order, pairs = mine.order, set(pairwise(theirs.order))
    held = [pair in pairs for pair in pairwise(order)]
    carried = sum(before or after for before, after in zip([False, *held], [*held, False], strict=True)) if order else 0
    known = {stem(word) for word in theirs.order}
    lacking = [word for word in order if stem(word) not in known]
    bits = sum(map(rarity, lacking)) / len(lacking) - _USUAL if lacking else 0.0
    alone = len(mine.special - theirs.every)
    return Side(alone, len(mine.special), round(carried / max(len(order), 1), 4), round(bits, 4))


def inputs_of(manners: tuple[float, float], turned: float, sides: tuple[Side, Side]) -> list[float]:
    """The inputs of the model for the first text being the source of the second."""
    source, copy = (1 / (1 + exp(-max(-30.0, min(30.0, value)))) for value in manners)
    own, theirs = (log((one.alone + 0.5) / (one.special + 3)) for one in sides)
    carried, rare = [one.carried for one in sides], [one.rarity / 2 for one in sides]
    return [1.0, source, copy, copy * (1 - source), tanh(turned / 6), own, theirs, *carried, *rare]


def _score(inputs: list[float]) -> float:
    return sum(weight * value for weight, value in zip(_weights(), inputs, strict=True))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    return tuple(float(value) for value in fitted("machines")["weights"])
