"""Fit the model of how strong a claim is, and write ``retold/data/claims.json``.

    python -m bench.fit_claims [--data FOLDER] [--write]

Sentences of press releases and paper conclusions with a grade (changes/claim-strength); multinomial logistic
regression over groups of cues, plain numpy. Folds by press release; the figures printed are of unseen folds.
"""

from __future__ import annotations

import argparse
import json
import os
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retold.changes.blocks import terms
from retold.changes.claims import GRADES, given, inputs

from .clustering import macro_f1

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
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).resolve().parents[1]
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RETOLD_DATA", here.parent / "shared/data")))
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
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
    print(f"unseen folds: macro-F1 {macro_f1(labels.tolist(), said.tolist(), range(4)):.3f}, right {np.mean(said == labels):.3f}")
    model = fit(rows, labels, weights)
    made = {
        "origin": f"fitted by bench/fit_claims.py on {len(rows)} graded sentences of press releases and papers; numbers",
        "bias": {grade: round(float(value), 3) for grade, value in zip(GRADES, model[-1], strict=True)},
        "inputs": [
            {"input": name, "weights": {grade: round(float(v), 3) for grade, v in zip(GRADES, row, strict=True)}}
            for name, row in zip(inputs(), model[:-1], strict=True)
        ],
    }
    print(*(f"{row['input']:24}" + " ".join(f"{v:6.2f}" for v in row["weights"].values()) for row in made["inputs"]), sep="\n")  # type: ignore[index, attr-defined]
    if asked.write:
        (here / "retold/data/claims.json").write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
