"""Fit the confidence of a change by kind, and write ``retold/data/change_confidence.json``.

    python -m bench.fit_changes [--data FOLDER] [--write]

A change is taken to be true where a pair of sentences is known to differ in meaning (revisions that flip a claim,
each from another page) and to be false where readers called the pair the same (paraphrases, simplified
sentences). As many pairs of
either sort are asked, so a confidence is the chance that a change of this kind, said with this sureness, stands in a
pair whose meaning differs rather than in one where it does not. For each kind a slope and an
offset (Platt 1999), drawn towards those of all kinds together where there are few examples.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from retold import plan
from retold.changes import found as found_in
from retold.glossary import Change, Report

from . import sets
from .calibration import brier, expected_error
from .differing import Seen, framed
from .fitting import asks, put
from .laying import TextPair
from .sets import rank
from .subject import witness
from .task import Task

PRIOR = 20.0
"""Examples that all kinds together weigh in the fit of one kind."""

Told = tuple[str, float, bool, float, int]
"""Kind, raw confidence, truth, weight, fold."""


def told(task: Task) -> list[Told]:
    """Every loud change in pairs whose meaning is known to differ, or not to."""
    found: list[Told] = []
    for form, truth in (("revisions", True), ("paraphrases", False), ("rewrites", False)):
        for folder in task.folders(form):
            rows = [row for row in sets.form_rows(folder, form) if form != "paraphrases" or row["label"] == 1]
            rows = task.draw(rows, [str(row.get("id") or row.get("id1")) for row in rows], 1200)
            for row in rows:
                pair = _pair(row, form)
                fair = [item for item in framed(pair, as_found) if _fair(item)]
                found += [(item.kind, item.confidence, truth, 1.0, rank(pair.one) % 5) for item in fair]
    return found


def as_found(one: Report, other: Report) -> list[Change]:
    """The changes between two texts with the confidence that the finders give."""
    return found_in(plan.collation(witness(one), witness(other)))


def _fair(item: Seen) -> bool:
    return item.loud and item.filled and item.kind != "quotation"


def _pair(row: sets.Row, form: str) -> TextPair:
    if form == "revisions":
        return TextPair(f"{row['id']}|b", f"{row['id']}|a", row["before"], row["after"])
    if form == "paraphrases":
        return TextPair(str(row["id1"]), str(row["id2"]), row["s1"], row["s2"])
    pick = rank(row["id"]) % len(row["rewrites"])
    return TextPair(row["id"], f"{row['id']}|{pick}", row["original"], row["rewrites"][pick])


def logit(value: float) -> float:
    """Log-odds of a confidence, bounded."""
    held = min(max(value, 0.02), 0.98)
    return math.log(held / (1 - held))


def platt(rows: Sequence[Told], start: tuple[float, float], prior: float) -> tuple[float, float]:
    """Slope (never negative) and offset, by gradient steps; `prior` examples hold them near `start`."""
    slope, offset = start
    whole = sum(row[3] for row in rows) + prior
    for _ in range(3000):
        down = [prior * (slope - start[0]), prior * (offset - start[1])]
        for _, sure, truth, weight, _ in rows:
            odds = 1 / (1 + math.exp(-(slope * logit(sure) + offset)))
            down[0] += weight * (odds - truth) * logit(sure)
            down[1] += weight * (odds - truth)
        slope, offset = max(0.0, slope - 0.5 * down[0] / whole), offset - 0.5 * down[1] / whole
    return round(slope, 3), round(offset, 3)


def binned(rows: Sequence[Told]) -> list[Told]:
    """The same rows with equal ones added up."""
    held: dict[tuple[str, float, bool], float] = defaultdict(float)
    for kind, sure, truth, weight, _ in rows:
        held[kind, round(sure, 2), truth] += weight
    return [(kind, sure, truth, weight, 0) for (kind, sure, truth), weight in sorted(held.items())]


def fit(rows: Sequence[Told]) -> dict[str, tuple[float, float]]:
    """Slope and offset of every kind; ``all`` for kinds that were not met."""
    every = platt(binned(rows), (1.0, 0.0), 1.0)
    made = {"all": every}
    for kind in sorted({row[0] for row in rows}):
        made[kind] = platt([row for row in binned(rows) if row[0] == kind], every, PRIOR)
    return made


def calibrated(model: dict[str, tuple[float, float]], kind: str, sure: float) -> float:
    """A raw confidence as the model corrects it."""
    slope, offset = model.get(kind, model["all"])
    return 1 / (1 + math.exp(-(slope * logit(sure) + offset)))


def main() -> None:
    """Fit, print how far confidence and truth are apart on unseen folds, and write the numbers if asked to."""
    asked = asks(__doc__).parse_args()
    rows = told(Task(asked.data))
    raw, corrected = [], []
    for part in range(5):
        model = fit([row for row in rows if row[4] != part])
        for kind, sure, truth, _, fold in rows:
            if fold == part:
                raw.append((sure, truth))
                corrected.append((calibrated(model, kind, sure), truth))
    for name, judged in (("as found", raw), ("calibrated", corrected)):
        print(f"{name:12} {len(judged)} changes: ECE {expected_error(judged):.3f}, Brier {brier(judged):.3f}")
    model = fit(rows)
    counts = {kind: sum(row[0] == kind for row in rows) for kind in model}
    for kind, numbers in model.items():
        print(f"{kind:12} {counts[kind] or len(rows):5} examples, slope {numbers[0]:.2f}, offset {numbers[1]:.2f}")
    if asked.write:
        made = {
            "origin": f"fitted by bench/fit_changes.py on {len(rows)} changes in pairs of sentences; a few numbers",
            "kinds": {kind: {"slope": slope, "offset": offset} for kind, (slope, offset) in model.items()},
        }
        put("change_confidence", made)


if __name__ == "__main__":
    main()
