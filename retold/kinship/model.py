"""A small logistic model over the evidence; its numbers stand in ``data/kinship.json`` and can be read.

Every input is a share between 0 and 1 and points the same way: more of it speaks for a common report. Weights are
fitted under that condition (none is negative), so no verdict can fall because more was found in common. The score is
turned into a probability by a slope and an offset fitted on folds that the weights had not seen (Platt 1999), with
copies and independent reports equally likely. See ``bench/fit_kinship.py``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, sqrt

from .evidence import Evidence

INPUTS = {
    "carried": "share of the shorter report's prose in sentences that the other has too, in any wording",
    "carried throughout": "the same, squared: most of it says more than twice as much as half",
    "longer carried": "share of the longer report's prose in such sentences",
    "odd details": "rare words of the shorter report that stand in the other in the same order",
    "odd details throughout": "the same, squared",
    "order": "how far the rare words that both have stand in the same order",
    "chained": "share of prose in carried sentences whose neighbours are carried beside them",
    "agreement": "carried prose, less where names and figures differ",
    "lifted": "share of prose in runs of five and more equal words, its root",
    "nothing of its own": "less where carried sentences are word for word and the rest is not carried at all",
}
"""The inputs of the model, in words."""


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted numbers."""

    weights: dict[str, float]
    middles: dict[str, float]
    """Half way between the usual values of copies and of independent reports: where an input says nothing."""
    bias: float
    slope: float
    offset: float
    """The calibrated log-odds are slope * score + offset."""

    def score(self, found: dict[str, float]) -> float:
        """The log-odds before calibration, quantised."""
        return round(self.bias + sum([self.weights[name] * found[name] for name in INPUTS]), 4)

    def probability(self, score: float) -> float:
        """The calibrated probability that two reports are tellings of one, quantised."""
        return round(1 / (1 + exp(-max(-30.0, min(30.0, self.slope * score + self.offset)))), 4)


def inputs(found: Evidence) -> dict[str, float]:
    """The model's inputs from the evidence."""
    order = found.odd / found.odd_held if found.odd_held else 0.0
    return {
        "carried": found.carried,
        "carried throughout": found.carried**2,
        "longer carried": found.longer_carried,
        "odd details": found.odd,
        "odd details throughout": found.odd**2,
        "order": order * min(1.0, 2 * found.odd_held),
        "chained": found.chained,
        "agreement": found.carried * (1 - found.contrary),
        "lifted": sqrt(found.lifted),
        "nothing of its own": 1 - (1 - found.carried) * found.retained,
    }


@lru_cache(maxsize=1)
def fitted() -> Model:
    """The model in ``data/kinship.json``."""
    raw = json.loads(files("retold").joinpath("data", "kinship.json").read_text("utf-8"))
    return Model(
        {entry["input"]: entry["weight"] for entry in raw["inputs"]},
        {entry["input"]: entry["middle"] for entry in raw["inputs"]},
        raw["bias"],
        raw["slope"],
        raw["offset"],
    )
