"""Fit what tells copies from states of one page, and write it into ``retold/data/stemma.json``.

    python -m bench.fit_stemma [--data FOLDER] [--limit N] [--write]

Families of three sets: simulated copies, hand-made simplifications, and states of pages; each set weighs the same
within its side. Plain logistic regression with a ridge, numpy alone. Folds are drawn by family (of one page, or of one
base text), never by telling; the figures printed come from folds that the weights had not seen.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from retold import plan
from retold.stemma.regimes import SIGNS, signs

from . import sets
from .fitting import asks, put
from .logistic import Floats, fitted
from .stemmata import given
from .subject import report

FOLDS = 5
RIDGE = 0.02
VERSIONS = "stemma/wikiversions"
COPIES = ("stemma/simnews", "stemma/onestopenglish_levels")


def examples(data: Path, limit: int) -> list[tuple[str, str, list[float]]]:
    """Set, family and signs of each family that is used."""
    texts = sets.texts_by_id(data)
    found = []
    for folder in sets.folders(data, "stemmata", (VERSIONS, *COPIES)):
        families = [item for item in sets.stemmata(folder, texts) if len(given(item).texts) > 1]
        families.sort(key=lambda item: sets.rank(item.family))
        for item in families[:limit]:
            drawn = plan.family_of([report(name, text) for name, text in given(item).texts])
            found.append((folder.name, item.family, signs(drawn)))
    return found


def main() -> None:
    """Fit, print figures of folds that were not seen, and write if asked to."""
    chosen = asks(__doc__, limit=120).parse_args()
    rows = examples(chosen.data, chosen.limit)
    names = np.array([row[0] for row in rows])
    raw = np.array([row[2] for row in rows])
    truth = (names == VERSIONS).astype(float)
    weights = np.array([1 / (names == name).sum() for name in names])
    weights[truth == 1] *= len(COPIES)
    weights /= weights.mean()
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    inputs = (raw - middle) / spread
    fold = np.array([sets.rank(row[1]) % FOLDS for row in rows])
    share = np.zeros(len(rows))
    for at in range(FOLDS):
        beta = fitted(inputs[fold != at], truth[fold != at], weights[fold != at], RIDGE)
        share[fold == at] = 1 / (1 + np.exp(-(np.c_[inputs[fold == at], np.ones((fold == at).sum())] @ beta)))
    for name in sorted(set(names)):
        part = names == name
        right = (share[part] > 0.5) == (truth[part] == 1)
        sure = np.abs(share[part] - 0.5) > 0.3
        said = f"{right[sure].mean():.3f} of the {sure.mean():.0%} that are sure" if sure.any() else "none sure"
        print(f"{name}: {right.mean():.3f} right of {part.sum()}, {said}")
    if chosen.write:
        beta = fitted(inputs, truth, weights, RIDGE)
        _write(middle, beta[:-1] / spread, float(beta[-1]))


def _write(middle: Floats, weights: Floats, bias: float) -> None:
    model = {
        "bias": round(bias, 4),
        "middles": {name: round(float(value), 4) for name, value in zip(SIGNS, middle, strict=True)},
        "weights": {name: round(float(value), 4) for name, value in zip(SIGNS, weights, strict=True)},
    }
    put("stemma", model, "regime")


if __name__ == "__main__":
    main()
