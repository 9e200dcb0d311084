"""Fit the model of how strong a claim is, and write ``retold/data/claims.json``.

    python -m bench.fit_claims [--data FOLDER] [--write]

Sentences of press releases and paper conclusions with a grade (changes/claim-strength); multinomial logistic
regression over groups of cues, plain numpy. Folds by press release; the figures printed are of unseen folds.
"""

from __future__ import annotations

import json
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from retold.changes.blocks import terms
from retold.changes.claims import GRADES, given, inputs

from .clustering import macro_f1
from .fitting import asks, put

FOLDS = 10
RIDGE = 0.003
Floats = NDArray[np.float64]


def fit(rows: Floats, labels: NDArray[np.int64], weights: Floats, steps: int = 1500) -> Floats:
    """Softmax regression with a ridge; the last row is the bias (Nesterov 1983)."""
    held = np.c_[rows, np.ones(len(rows))]
    wanted = np.eye(len(GRADES))[labels]
    share = weights / weights.sum()
    rate = 1 / (0.5 * float((share[:, None] * held**2).sum()) + RIDGE)
    here = np.zeros((held.shape[1], len(GRADES)))
    ahead, pace = here.copy(), 1.0
    for _ in range(steps):
        scores = held @ ahead
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        slope = held.T @ (share[:, None] * (odds - wanted)) + RIDGE * np.r_[ahead[:-1], np.zeros((1, len(GRADES)))]
        new = ahead - rate * slope
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - here)
        here, pace = new, faster
    return here


def main() -> None:
    """Fit, print the figures of the unseen folds, and write the numbers if asked to."""
    asked = asks(__doc__).parse_args()
    path = asked.data / "changes/claim-strength/sentences.jsonl"
    held = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = np.array([given([term.key for term in terms(row["sentence"], 0)]) for row in held])
    labels = np.array([row["label"] for row in held])
    source = [str(row.get("release") or row["id"]) for row in held]
    fold = np.array([int(sha256(name.encode()).hexdigest(), 16) % FOLDS for name in source])
    weights = np.sqrt(1 / np.bincount(labels)[labels])  # the rare grades weigh more, not as much as all others
    said = np.zeros(len(rows), int)
    for part in range(FOLDS):
        model = fit(rows[fold != part], labels[fold != part], weights[fold != part])
        said[fold == part] = (np.c_[rows, np.ones(len(rows))][fold == part] @ model).argmax(axis=1)
    scored = macro_f1([str(label) for label in labels], [str(label) for label in said], ["0", "1", "2", "3"])
    print(f"unseen folds: macro-F1 {scored:.3f}, right {np.mean(said == labels):.3f}")
    model = fit(rows, labels, weights)
    for name, row in zip(inputs(), model, strict=False):
        print(f"{name:24}" + " ".join(f"{value:6.2f}" for value in row))
    if asked.write:
        told = f"on {len(rows)} graded sentences of press releases and papers; a few numbers"
        named = [{"input": name, "weights": _named(row)} for name, row in zip(inputs(), model, strict=False)]
        made = {"origin": f"fitted by bench/fit_claims.py {told}", "bias": _named(model[-1]), "inputs": named}
        put("claims", made)


def _named(row: Floats) -> dict[str, float]:
    return {grade: round(float(value), 3) for grade, value in zip(GRADES, row, strict=True)}


if __name__ == "__main__":
    main()
