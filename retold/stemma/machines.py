"""Two tellings of which one at least was reworded throughout by a machine: which is the source, or are both copies.

In a rewording that shares few words with its source, rarer words and lengths say little. What speaks is the manner of
a machine (`manner`): the source has it less. And the names and figures: a machine leaves out many and brings in few, so
a source has what the copy lacks, and two copies of a third each have something of their own. A logistic model with
three answers weighs both; `bench/fit_manner.py` fits it, and tells how it does on sets that it has not seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from math import exp, log

from ..settings import SETTINGS
from .evidence import UNKNOWN, Character, Table
from .manner import manner, reworded, specifics


@dataclass(frozen=True, slots=True)
class Lean:
    """How likely it is of two tellings that the one is the source, that the other is, and that a third is of both."""

    one: float
    other: float
    lost: float
    manners: tuple[float, float]
    own: tuple[int, int]
    """Names and figures that one has and the other has not, and the other way round."""


def lean(one: str, other: str) -> Lean | None:
    """What manner, names and figures say of two texts, one of which has a machine's manner at least.

    None where neither has, where a text is too short or not English, and where either is in the words of the other:
    an edit keeps its source's manner with its words, and is judged by its words.
    """
    manners = manner(one), manner(other)
    if manners[0] is None or manners[1] is None:
        return None
    pair = manners[0], manners[1]
    if max(pair) <= 0 or not reworded(one, other):
        return None
    counts = owned(one, other)
    down, up = (exp(_score(inputs)) for inputs in (inputs_of(pair, counts), inputs_of(pair[::-1], counts[::-1])))
    whole = down + up + 1
    return Lean(round(down / whole, 4), round(up / whole, 4), round(1 / whole, 4), pair, (counts[0][0], counts[1][0]))


def character(given: Table) -> list[Character]:
    """Manner as a character: what a machine reworded throughout does not come back to the manner of a desk.

    Nor is a text with a machine's manner likely the source of another: both come rather from a third. Nothing where no
    telling stands apart from all others in words and in manner.
    """
    texts = {witness.report.report: witness.report.text for witness in given.family.witnesses}
    held = [texts[key] for key in given.members]
    manners = [manner(text) for text in held]
    states = []
    for at, (text, value) in enumerate(zip(held, manners, strict=True)):
        if value is None:
            states.append(UNKNOWN)
        elif value <= 0:
            states.append(0)
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


Counts = tuple[int, int]
"""Names and figures that the other text lacks, and all."""


def owned(one: str, other: str) -> tuple[Counts, Counts]:
    """How many names and figures of each text the other has nowhere, and how many it has."""
    mine, theirs = specifics(one), specifics(other)
    return (
        (len(mine.special - theirs.every), len(mine.special)),
        (len(theirs.special - mine.every), len(theirs.special)),
    )


def inputs_of(manners: tuple[float, float], counts: tuple[Counts, Counts]) -> list[float]:
    """The inputs of the model for the first text being the source of the second."""
    source, copy = (1 / (1 + exp(-max(-30.0, min(30.0, value)))) for value in manners)
    own, theirs = (log((alone + 0.5) / (all_ + 3)) for alone, all_ in counts)
    return [1.0, source, copy, copy * (1 - source), own, theirs]


def _score(inputs: list[float]) -> float:
    return sum(weight * value for weight, value in zip(_weights(), inputs, strict=True))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    fitted = json.loads(files("retold").joinpath("data", "stemma.json").read_text("utf-8"))["machines"]
    return tuple(float(value) for value in fitted["weights"])
