"""A small logistic model over the evidence; its numbers stand in ``data/kinship.json`` and can be read.

Every input is a share between 0 and 1 and points the same way: more of it speaks for a common report. Weights are
fitted under that condition (none is negative), so no verdict can fall because more was found in common. The score is
turned into a probability by steps fitted on folds that the weights had not seen (isotonic regression by pooling
adjacent violators, Ayer et al. 1955; calibration after Zadrozny and Elkan 2002). See ``bench/fit_kinship.py``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import sqrt

from .evidence import Evidence

INPUTS = {
    "carried": "share of the shorter report's prose in sentences that the other has too, in any wording",
    "longer carried": "the same of the longer report",
    "odd details": "rare words of the shorter report that stand in the other in the same order",
    "order": "how far the rare words that both have stand in the same order",
    "chained": "share of prose in carried sentences whose neighbours are carried beside them",
    "agreement": "carried prose, less where names and figures differ",
    "lifted": "share of prose in runs of five and more equal words",
    "spread": "stretches of the shorter report in which something is carried",
    "length": "how much prose there is to judge by",
}
"""The inputs of the model, in words."""

SHORT = 40
"""Words of prose at which a report is half as telling as a long one can be."""


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted numbers."""

    weights: dict[str, float]
    middles: dict[str, float]
    """Half way between the usual values of copies and of independent reports: where an input says nothing."""
    bias: float
    steps: tuple[tuple[float, float], ...]
    """(score, probability), both rising; in between lies a straight line."""

    def score(self, found: dict[str, float]) -> float:
        """The log-odds before calibration, quantised."""
        return round(self.bias + sum([self.weights[name] * found[name] for name in INPUTS]), 4)

    def probability(self, score: float) -> float:
        """The calibrated probability that two reports are tellings of one, quantised."""
        scores = [step[0] for step in self.steps]
        after = bisect_right(scores, score)
        if after == 0:
            return self.steps[0][1]
        if after == len(scores):
            return self.steps[-1][1]
        (left, low), (right, high) = self.steps[after - 1], self.steps[after]
        return round(low + (high - low) * (score - left) / (right - left), 4)


def inputs(found: Evidence) -> dict[str, float]:
    """The model's inputs from the evidence."""
    order = found.odd / found.odd_held if found.odd_held else 0.0
    return {
        "carried": found.carried,
        "longer carried": found.longer_carried,
        "odd details": found.odd,
        "order": order * min(1.0, 2 * found.odd_held),
        "chained": found.chained,
        "agreement": found.carried * (1 - found.contrary),
        "lifted": sqrt(found.lifted),
        "spread": found.spread,
        "length": found.words / (found.words + SHORT),
    }


@lru_cache(maxsize=1)
def fitted() -> Model:
    """The model in ``data/kinship.json``."""
    raw = json.loads(files("retold").joinpath("data", "kinship.json").read_text("utf-8"))
    return Model(
        {entry["input"]: entry["weight"] for entry in raw["inputs"]},
        {entry["input"]: entry["middle"] for entry in raw["inputs"]},
        raw["bias"],
        tuple((score, probability) for score, probability in raw["steps"]),
    )
