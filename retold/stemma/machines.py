"""Two tellings of which one at least was reworded throughout by a machine: which is the source, or are both copies.

In a rewording that shares few words with its source, rarer words and lengths say little. What speaks is the manner of
a machine (`manner`): the source has it less. And the names and figures: a machine leaves out many and brings in few, so
a source has what the copy lacks, and two copies of a third each have something of their own. A logistic model with
three answers weighs both; `bench/fit_manner.py` fits it, and tells how it does on sets that it has not seen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, log

from .manner import manner, specifics


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
    """What manner, names and figures say of two texts; None where a text is too short or not English."""
    manners = manner(one), manner(other)
    if manners[0] is None or manners[1] is None:
        return None
    pair, counts = (manners[0], manners[1]), owned(one, other)
    down, up = (exp(_score(inputs)) for inputs in (inputs_of(pair, counts), inputs_of(pair[::-1], counts[::-1])))
    whole = down + up + 1
    return Lean(round(down / whole, 4), round(up / whole, 4), round(1 / whole, 4), pair, (counts[0][0], counts[1][0]))


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
