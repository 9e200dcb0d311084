"""Fit the model behind the verdict on a pair, and write ``retold/data/kinship.json``.

    python -m bench.fit_kinship [--data FOLDER] [--cache FILE] [--write]

All labelled pairs of the development sets; beside them reports of one event that have hardly five words in a row in
common and are taken for independent: hard negatives, which are learnt from and hold the bars, but in no figure.
Independent reports of one event are few and matter most, so they weigh more. Weights are fitted by projected gradient
(none negative), plain numpy. Folds are drawn by event, never by pair; the bars, the curve that calibrates, and all
figures printed come from folds that the weights had not seen.
"""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retold import plan
from retold.candidates import candidates, pair
from retold.fingerprints import fingerprints
from retold.glossary import Report, Witness
from retold.identity import report_key
from retold.kinship.ceiling import ceilings
from retold.kinship.evidence import Evidence, weigh
from retold.kinship.model import INPUTS, ROADS, inputs
from retold.settings import SETTINGS
from retold.words import keys, ngrams

from . import sets
from .calibration import bins, expected_error
from .fitting import asks, put

FOLDS = 5
RIDGE = 0.0005
MARGIN = 0.5
"""How far the bar stands above the likest reports of unseen folds that are known to be independent, in log-odds."""
SLIGHT = 0.05
"""The same above those that are taken for independent: they are many, and a few will be copies after all."""
APART = 0.03
"""Share of common word 5-grams under which reports of one event are taken for independent."""
KNOTS = (-9.0, -4.9, -4.5, -4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0, -0.4, 0.0, 1.0, 2.0, 4.0)
"""Scores between which the curve runs straight."""

MOST = 0.9995
"""Nothing but equal texts is surer."""

WEIGHTS = {
    "independent": 4.0,
    "read": 4.0,
    "different": 1.0,
    "taken for independent": 0.4,
    "siblings": 0.4,
    "gist": 0.0,
    "abrication": 0.0,
    "arxiv": 0.1,
    "word_sub": 0.1,
    "char_typo": 0.1,
    "mixed_homoglyph": 0.1,
    "detectrl": 0.5,
}
"""What a pair counts for in fitting, by the first of these that its kind names; else 1. What was made from the gist
alone or made up is looked at and calibrated with, but not learnt from."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Known:
    """A pair with what is known of it. No label: only its figures are printed."""

    kind: str
    label: bool | None
    counted: bool
    """Whether it is a labelled pair of the benchmark: these the curve is made of."""
    event: str
    one: tuple[str, str]
    other: tuple[str, str]

    @property
    def weight(self) -> float:
        """What it counts for in fitting."""
        return next((weight for part, weight in WEIGHTS.items() if part in self.kind), 1.0)


# --- pairs ------------------------------------------------------------------------------------------------------


def known(data: Path) -> list[Known]:
    """All pairs that are used."""
    found: list[Known] = []
    read = [row for folder in sets.folders(data, "read pairs") for row in sets.read_labels(folder)]
    taken = {(label.one, label.other) for _, label, _ in read}
    piles = [sets.pile(folder) for folder in sets.folders(data, "pile", ["families"])]
    for held in piles:
        texts = {text.id: text for text in held.texts}
        name = held.name.split("/")[-1]
        if len(texts) > 10_000:  # a pile for scale, without labels
            continue
        for label in held.labels:
            if (label.one, label.other) not in taken and label.truth != "unlabelled":
                found.append(_known(name, label.truth, label.kind, texts, label))
        found += [row for row in _apart(name, held, texts) if (row.one[0], row.other[0]) not in taken]
        for origin, label, certainty in read:
            if origin == name and certainty != "low" and label.truth != "unclear":
                found.append(_known(name, f"read {label.truth}", label.kind, texts, label))
    for folder in sets.folders(data, "variants"):
        for held in sets.variant_piles(folder):
            texts = {text.id: text for text in held.texts}
            found += [_known(held.name.split("/")[-1], "copy", row.kind, texts, row) for row in held.labels]
    return found


def _known(name: str, truth: str, kind: str, texts: dict[str, sets.Text], label: sets.Label) -> Known:
    """A labelled pair; what was measured and not judged has no label."""
    one, other = texts[label.one], texts[label.other]
    event = (one.event or one.id).split(":")[-1]
    siblings = "siblings " if kind.startswith("ancestor") else ""
    return Known(
        f"{truth} {name} {siblings}{kind}",
        None if truth == "overlap" else "copy" in truth,
        truth != "overlap",
        event.split("_")[0] if name == "ecbplus" else event,
        (one.id, one.text),
        (other.id, other.text),
    )


def _apart(name: str, held: sets.Pile, texts: dict[str, sets.Text]) -> Iterator[Known]:
    """Reports of one event that have hardly five words in a row in common."""
    found = [(row.one, row.other) for row in held.labels if row.truth == "unlabelled"]
    if not held.labels or {row.truth for row in held.labels} == {"overlap"}:
        reports = {report_key(text.id, text.text): text.id for text in held.texts}
        prints = (row for key, id in reports.items() for row in fingerprints(Report(key, id, texts[id].text)))
        found += [(reports[row.one], reports[row.other]) for row in candidates(prints)]
    grams: dict[str, frozenset[str]] = {}
    for one, other in sorted(found):
        for id in (one, other):
            grams.setdefault(id, frozenset(ngrams(keys(texts[id].text), 5)))
        shared = len(grams[one] & grams[other])
        if shared < APART * min(len(grams[one]), len(grams[other])):
            label = sets.Label(one, other, "taken for independent", "")
            row = _known(name, "taken for independent", "", texts, label)
            yield Known(row.kind, False, False, row.event, row.one, row.other)


def evidence(pairs: list[Known]) -> list[Evidence]:
    """The evidence of each pair, by the rooms themselves."""
    witnesses: dict[tuple[str, str], Witness] = {}
    found = []
    for entry in pairs:
        for id, text in (entry.one, entry.other):
            if (id, text) not in witnesses:
                witnesses[id, text] = plan.witness(Report(report_key(id, text), id, text))
        laid = plan.collation(witnesses[entry.one], witnesses[entry.other])
        found.append(weigh(laid, pair(fingerprints(laid.one.report), fingerprints(laid.other.report))))
    return found


# --- the model --------------------------------------------------------------------------------------------------


def fit(given: Floats, labels: Floats, weights: Floats, steps: int = 6000) -> Floats:
    """Logistic regression with weights that are never negative; the last number is the bias (Nesterov 1983)."""
    rows = np.c_[given, np.ones(len(given))]
    rate = 1 / (0.25 * float((weights[:, None] * rows**2).sum() / weights.sum()) + RIDGE)
    here = np.zeros(rows.shape[1])
    ahead, pace = here.copy(), 1.0
    for _ in range(steps):
        odds = 1 / (1 + np.exp(-rows @ ahead))
        slope = rows.T @ (weights * (odds - labels)) / weights.sum()
        slope[:-1] += RIDGE * ahead[:-1]
        new = ahead - rate * slope
        new[:-1] = np.maximum(new[:-1], 0.0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - here)
        here, pace = new, faster
    return here


@dataclass
class Fitted:
    """One road: its numbers, and the scores of all pairs by folds that had not seen them, both above the bar."""

    weights: Floats
    middles: Floats
    bias: float
    scores: Floats
    allowed: Flags


def road(name: str, pairs: list[Known], found: list[Evidence], given: Floats) -> Fitted:
    """Fit a road. A bar is set above the likest independent pair that the ceilings let pass, by the margin."""
    labels = np.array([float(bool(entry.label)) for entry in pairs])
    weights = np.array([0.0 if entry.label is None else entry.weight for entry in pairs])
    allowed = np.array([ceilings(entry)[name].most > 0 for entry in found])
    fold = np.array([int(sha256(entry.event.encode()).hexdigest(), 16) % FOLDS for entry in pairs])
    # What the ceilings hold back for its size would teach the road what it is never asked. Reports by other hands are
    # learnt from: they are what a road must tell from copies.
    asked = np.array([ceilings(replace(entry, together=1.0))[name].most > 0 for entry in found])
    learnt = (weights > 0) & (asked | (labels == 1)) if name != "course" else (weights > 0) & asked
    scores = np.zeros(len(pairs))
    for part in range(FOLDS):
        seen = learnt & (fold != part)
        numbers = fit(given[seen], labels[seen], weights[seen])
        scores[fold == part] = given[fold == part] @ numbers[:-1] + numbers[-1]
    numbers = fit(given[learnt], labels[learnt], weights[learnt])
    apart = np.array([entry.label is False for entry in pairs]) & allowed
    sure = apart & np.array([entry.counted for entry in pairs])
    bar = max(float(scores[sure].max()) + MARGIN, float(scores[apart].max()) + SLIGHT)
    middles = (given[learnt & (labels == 1)].mean(axis=0) + given[learnt & (labels == 0)].mean(axis=0)) / 2
    return Fitted(numbers[:-1], middles, float(numbers[-1]) - bar, scores - bar, allowed)


def curve(scores: Floats, labels: Floats) -> list[tuple[float, float]]:
    """The share of copies about each knot, half a pair of each kind added, made to rise (pool adjacent violators).

    A pair counts for the two knots that it stands between, the nearer the more.
    """
    knots = np.array(KNOTS)
    inside = np.clip(scores, knots[0], knots[-1])
    base = np.stack([np.interp(inside, knots, np.eye(len(knots))[at]) for at in range(len(knots))], axis=1)
    blocks: list[tuple[float, float, int]] = []
    for copies, pairs in zip(base.T @ labels + 0.5, base.sum(axis=0) + 1.0, strict=True):
        blocks.append((float(copies), float(pairs), 1))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            right, left = blocks.pop(), blocks.pop()
            blocks.append((left[0] + right[0], left[1] + right[1], left[2] + right[2]))
    shares = [copies / pairs for copies, pairs, count in blocks for _ in range(count)]
    return [(score, min(round(share, 4), MOST)) for score, share in zip(KNOTS, shares, strict=True)]


def main() -> None:
    """Fit, print the figures of the unseen folds, and write the numbers if asked to."""
    asked = asks(__doc__, cache=True).parse_args()
    if asked.cache and asked.cache.exists():
        pairs, found = pickle.loads(asked.cache.read_bytes())
    else:
        pairs = known(asked.data)
        found = evidence(pairs)
        if asked.cache:
            asked.cache.write_bytes(pickle.dumps((pairs, found)))
    shares = [inputs(entry) for entry in found]
    roads = {
        name: road(name, pairs, found, np.array([list(entry[name].values()) for entry in shares])) for name in ROADS
    }
    best = surest(found, roads)
    counted = np.array([entry.counted for entry in pairs])
    labels = np.array([float(bool(entry.label)) for entry in pairs])
    drawn = curve(best[counted], labels[counted])
    knots, heights = (np.array(side) for side in zip(*drawn, strict=True))
    odds = np.interp(best, knots, heights)
    report(pairs, found, roads, odds)
    made = _told(pairs, roads, drawn)
    print(json.dumps(made, indent=1))
    if asked.write:
        put("kinship", made)


def surest(found: list[Evidence], roads: dict[str, Fitted]) -> Floats:
    """The score of each pair as `judge` takes it: the better road, and at least what common rare words say."""
    held = SETTINGS.kinship
    details = np.array([entry.odd_held for entry in found])
    near = np.minimum(held.ground_most, held.ground + held.ground_details * details)
    ways = [np.where(way.allowed, way.scores, way.scores - held.held_by) for way in roads.values()]
    best: Floats = np.maximum.reduce([near, *ways])
    return best


def _told(pairs: list[Known], roads: dict[str, Fitted], drawn: list[tuple[float, float]]) -> dict[str, object]:
    """What the file holds."""
    apart = sum(entry.label is False for entry in pairs)
    learnt = sum(entry.label is not None for entry in pairs)
    told: dict[str, object] = {
        "origin": f"fitted by bench/fit_kinship.py on {learnt} pairs of news reports ({apart} independent or "
        "unrelated), folds by event; a few numbers, no text"
    }
    for name, way in roads.items():
        rows = [
            {"input": entry, "words": words, "weight": round(float(weight), 3), "middle": round(float(middle), 3)}
            for (entry, words), weight, middle in zip(INPUTS[name].items(), way.weights, way.middles, strict=True)
        ]
        told[name] = {"bias": round(way.bias, 3), "inputs": rows}
    told["curve"] = drawn
    return told


def report(pairs: list[Known], found: list[Evidence], roads: dict[str, Fitted], odds: Floats) -> None:
    """What the unseen folds say: the likest independent pairs, calibration, and by kind the share at each bar."""
    for name, way in roads.items():
        apart = [at for at, entry in enumerate(pairs) if entry.label is False and way.allowed[at]]
        apart.sort(key=lambda at: -way.scores[at])
        print(name, " ".join(f"{way.scores[at]:.2f} ({pairs[at].kind[:16]}, {found[at].words})" for at in apart[:12]))
    held = SETTINGS.kinship
    bars = (held.cannot_tell, held.probably, held.same_report)
    judged = [(float(odds[at]), bool(entry.label)) for at, entry in enumerate(pairs) if entry.counted]
    left = np.mean([bars[0] <= value < bars[1] for value, _ in judged])
    print(f"expected error {expected_error(judged):.4f}, cannot tell {left:.3f} of {len(judged)}")
    print(" ".join(f"{part.confidence:.2f}/{part.share:.2f}" for part in bins(judged)))
    kinds: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(pairs):
        kinds[entry.kind].append(at)
    for kind, places in sorted(kinds.items()):
        shares = " ".join(f"{np.mean(odds[places] >= bar):6.3f}" for bar in bars)
        print(f"{kind:70.70s} {len(places):5d} at {bars}: {shares}")


if __name__ == "__main__":
    main()
