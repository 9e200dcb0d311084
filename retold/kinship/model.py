"""Three small logistic models over the evidence; their numbers stand in ``data/kinship.json`` and can be read.

There are three *roads* to a verdict. By the *wording*: what is carried in linked sentences, with its odd details in
order. By the *contents*: how much is carried on both sides and how little is left, in whatever order. By the *course*:
whether the one report follows the other sentence by sentence, whatever the words were made into. A report that was
copied is shown by the first, one that was rearranged by the second, one that was reworded throughout by the third; the
surest one decides.

Every input is a share between 0 and 1 and points the same way: more of it speaks for a common report. Weights are
fitted under that condition (none is negative), so no verdict can fall because more was found in common. On every road 0
is the bar: above the likest independent reports of folds that the weights had not seen, by a margin. A curve turns
the score into a probability (isotonic regression, Zadrozny and Elkan 2002, drawn through a few points), also on
unseen folds. See ``bench/fit_kinship.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import sqrt

from .evidence import Evidence

ROADS = ("wording", "contents", "course")

INPUTS = {
    "wording": {
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
    },
    "contents": {
        "carried": "share of the shorter report's prose in sentences that the other has too, in any wording",
        "longer carried": "share of the longer report's prose in such sentences",
        "same words": "share of the shorter report's prose in the same words in such sentences, its root",
        "near words": "share of pairs of near words, not both names or figures, that both reports have",
        "nothing of its own": "less where carried sentences are word for word and the rest is not carried at all",
    },
    "course": {
        "followed": "share of the shorter report that follows the longer one sentence by sentence, beyond chance",
        "alike": "the same without speech, by how like the sentences are",
        "in order": "how far beyond chance the words that both say once stand in one order",
        "longer carried": "share of the longer report's prose in sentences that the shorter has too",
        "same words": "share of the shorter report's prose in the same words in such sentences, its root",
    },
}
"""The inputs of each road, in words."""

Given = Mapping[str, Mapping[str, float]]
"""The inputs of a pair, by road."""


@dataclass(frozen=True, slots=True)
class Road:
    """The fitted numbers of one road."""

    bias: float
    weights: dict[str, float]
    middles: dict[str, float]
    """Half way between the usual values of copies and of independent reports: where an input says nothing."""

    def score(self, given: Mapping[str, float]) -> float:
        """How far above the bar, in log-odds before calibration, quantised."""
        return round(self.bias + sum([weight * given[name] for name, weight in self.weights.items()]), 4)


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted numbers."""

    roads: dict[str, Road]
    curve: tuple[tuple[float, float], ...]
    """Scores and their probabilities, both rising; between two points it runs straight."""

    def scores(self, given: Given) -> dict[str, float]:
        """The score on each road."""
        return {name: road.score(given[name]) for name, road in self.roads.items()}

    def probability(self, score: float) -> float:
        """The calibrated probability that two reports are tellings of one, quantised."""
        return on_curve(self.curve, score)


def on_curve(curve: Sequence[tuple[float, float]], score: float) -> float:
    """The height of a curve of straight pieces at a score, quantised; beyond its ends it is level."""
    low = curve[0]
    for high in curve:
        if score < high[0]:
            part = (score - low[0]) / (high[0] - low[0]) if high[0] > low[0] else 0.0
            return round(low[1] + part * (high[1] - low[1]), 4)
        low = high
    return low[1]


def inputs(found: Evidence) -> dict[str, dict[str, float]]:
    """The model's inputs from the evidence, by road."""
    order = found.odd / found.odd_held if found.odd_held else 0.0
    wording = {
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
    contents = {
        "carried": found.carried,
        "longer carried": found.longer_carried,
        "same words": sqrt(found.same_words),
        "near words": found.phrased,
        "nothing of its own": 1 - (1 - found.carried) * found.retained,
    }
    course = {
        "followed": found.followed,
        "alike": found.alike,
        "in order": found.in_order,
        "longer carried": found.longer_carried,
        "same words": sqrt(found.same_words),
    }
    return {"wording": wording, "contents": contents, "course": course}


@lru_cache(maxsize=1)
def fitted() -> Model:
    """The model in ``data/kinship.json``."""
    raw = json.loads(files("retold").joinpath("data", "kinship.json").read_text("utf-8"))
    roads = {
        name: Road(
            raw[name]["bias"],
            {entry["input"]: entry["weight"] for entry in raw[name]["inputs"]},
            {entry["input"]: entry["middle"] for entry in raw[name]["inputs"]},
        )
        for name in ROADS
    }
    return Model(roads, tuple((score, probability) for score, probability in raw["curve"]))
