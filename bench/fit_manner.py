"""Fit the manner of a rewriting machine, and write it into ``retold/data/stemma.json``.

    python -m bench.fit_manner [--data FOLDER] [--write]

Rewordings by language and translating machines of four sets against their originals, and against reports, formal ones
too, that people wrote. Logistic regression with a ridge; every set weighs by the root of its size. Folds are drawn by
original. The second table leaves out one set at a time: a manner that holds for one machine or one desk alone would
show there.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retold.stemma.machines import inputs_of, owned
from retold.stemma.manner import signs

from . import sets
from .logistic import Floats, fitted

FOLDS = 5
RIDGE = 0.01
STARS = ("families/sheepdog", "families/llmfake", "families/politifact_pp")
VARIANTS = "collation/detectrl"
LIGHT = ("char_typo", "mixed_homoglyph", "word_sub", "machine_gist_only")
"""Kinds that are no rewording of the whole text by a machine."""

HUMAN = {
    "families/basil": 165,
    "families/giveme5w1h": 150,
    "families/ecbplus": 200,
    "families/provenance_us2018": 200,
    "families/onestopenglish": 132,
    "families/reuters21578": 300,
}
PAGES = "stemma/wikiversions"


@dataclass(frozen=True, slots=True)
class Example:
    """A text's signs, its set, the text that it goes back to, and whether a machine reworded it."""

    dataset: str
    base: str
    machine: bool
    signs: dict[str, float]
    text: str


def examples(data: Path, most: int) -> list[Example]:
    """The texts that are used, at most so many originals a set."""
    found: list[Example] = []
    piles = [sets.pile(folder) for folder in sets.folders(data, "pile", STARS)]
    for folder in sets.folders(data, "variants", (VARIANTS,)):
        piles += [pile for pile in sets.variant_piles(folder) if pile.name.endswith("news")]
    for pile in piles:
        texts = {text.id: text.text for text in pile.texts}
        labels = [row for row in pile.labels if row.direction == "a>b" and row.kind not in LIGHT]
        bases = sorted({row.one for row in labels}, key=sets.rank)[:most]
        kept = set(bases)
        found += _read(pile.name, [(base, texts[base], False) for base in bases])
        found += _read(pile.name, [(row.one, texts[row.other], True) for row in labels if row.one in kept])
    for name, count in HUMAN.items():
        for folder in sets.folders(data, "pile", (name,)):
            drawn = sorted(sets.pile(folder).texts, key=lambda text: sets.rank(text.id))[: min(count, most)]
            found += _read(folder.name, [(text.id, text.text, False) for text in drawn])
    for folder in sets.folders(data, "stemmata", (PAGES,)):
        families = [family for family in sets.stemmata(folder, {}) if family.texts][: min(100, most)]
        found += _read(folder.name, [(one.family, min(one.texts.values()), False) for one in families])
    return found


def _read(dataset: str, rows: list[tuple[str, str, bool]]) -> list[Example]:
    read = [(base, signs(text), machine, text) for base, text, machine in rows]
    return [Example(dataset, base, machine, found, text) for base, found, machine, text in read if found is not None]


def weighed(truth: Floats, names: NDArray[np.str_]) -> Floats:
    """What each example weighs: a set by the root of its size, both sides the same."""
    weights = np.zeros(len(truth))
    for name in sorted(set(names.tolist())):
        for side in (0.0, 1.0):
            part = (names == name) & (truth == side)
            weights[part] = 1 / np.sqrt(max(part.sum(), 1))
    for side in (0.0, 1.0):
        weights[truth == side] *= len(truth) / 2 / weights[truth == side].sum()
    return weights


def main() -> None:
    """Fit, print figures of folds and of sets that were not seen, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--limit", type=int, default=150, help="originals a set")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = examples(chosen.data, chosen.limit)
    order = sorted(rows[0].signs)
    raw = np.array([[row.signs[name] for name in order] for row in rows])
    truth = np.array([float(row.machine) for row in rows])
    names = np.array([row.dataset for row in rows])
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    inputs = (raw - middle) / spread
    folds = np.array([sets.rank(row.base) % FOLDS for row in rows])
    seen_in: dict[str, Floats] = {}
    for label, groups in (("fold", folds.astype(str)), ("set", names)):
        score = np.zeros(len(rows))
        for group in sorted(set(groups.tolist())):
            seen = groups != group
            beta = fitted(inputs[seen], truth[seen], weighed(truth[seen], names[seen]), RIDGE)
            score[~seen] = np.c_[inputs[~seen], np.ones((~seen).sum())] @ beta
        _told(f"without the {label}", names, truth, score)
        seen_in[label] = score
    pair_weights = _pairs(rows, seen_in)
    if chosen.write:
        beta = fitted(inputs, truth, weighed(truth, names), RIDGE)
        _write(order, middle, beta[:-1] / spread, float(beta[-1]), pair_weights)


def _told(label: str, names: NDArray[np.str_], truth: Floats, score: Floats) -> None:
    for name in sorted(set(names.tolist())):
        for side, said in ((0.0, "people"), (1.0, "machines")):
            part = score[(names == name) & (truth == side)]
            if len(part):
                low, mid, high = np.quantile(part, [0.05, 0.5, 0.95])
                shares = f"above .5: {(part > 0.5).mean():.3f}, below -.5: {(part < -0.5).mean():.3f}"
                print(f"{label} {name}, {said}: {len(part)}, {low:.2f} {mid:.2f} {high:.2f}; {shares}")


# --- two tellings: which is the source, or are both copies --------------------------------------------------------


def _pairs(rows: list[Example], seen_in: dict[str, Floats]) -> Floats:
    """Weights of the model of `machines.py`; each star gives a few pairs with its original and as many without."""
    found: dict[str, list[tuple[int, int, bool]]] = {}
    for name in sorted({row.dataset for row in rows if row.machine}):
        stars: dict[str, list[int]] = {}
        for at, row in enumerate(rows):
            if row.dataset == name:
                stars.setdefault(row.base, []).append(at)
        for star in stars.values():
            top = [at for at in star if not rows[at].machine]
            copies = sorted((at for at in star if rows[at].machine), key=lambda at: sets.rank(rows[at].text))
            if top and len(copies) > 1:
                found.setdefault(name, []).extend((top[0], at, True) for at in copies[:2])
                found[name].extend([(copies[0], copies[1], False), (copies[-1], copies[0], False)][: len(copies) - 1])
    for label, score in seen_in.items():
        for name in found if label == "set" else ("",):
            parts = {key: part for key, part in found.items() if key != name}
            beta = _three(*_inputs(rows, score, parts))
            for key in [name] if name else list(found):
                _told_three(f"pairs, without the {label} {key}", beta, *_inputs(rows, score, {key: found[key]})[:2])
    return _three(*_inputs(rows, seen_in["fold"], found))


def _inputs(
    rows: list[Example], score: Floats, found: dict[str, list[tuple[int, int, bool]]]
) -> tuple[Floats, NDArray[np.int64], Floats]:
    """Inputs both ways round, truth (0: the first is the source, 2: both are copies), and weights."""
    both, truth, weights = [], [], []
    for pairs in found.values():
        for one, other, derived in pairs:
            manners, counts = (score[one], score[other]), owned(rows[one].text, rows[other].text)
            both.append([inputs_of(manners, counts), inputs_of(manners[::-1], counts[::-1])])
            truth.append(0 if derived else 2)
            weights.append(200 / sum(row[2] == derived for row in pairs))
    return np.array(both), np.array(truth), np.array(weights)


def _shares(beta: Floats, both: Floats) -> Floats:
    scores = np.c_[both @ beta, np.zeros(len(both))]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _three(both: Floats, truth: NDArray[np.int64], weights: Floats) -> Floats:
    """Logistic regression with three answers, by gradient descent with a step that halves where it does not help."""
    beta, step, best = np.zeros(both.shape[2]), 0.01, np.inf
    aim = np.eye(3)[truth]
    slope = np.zeros_like(beta)
    for _ in range(4000):
        tried = beta - step * slope
        shares = _shares(tried, both)
        loss = -(weights * np.log(shares[np.arange(len(truth)), truth] + 1e-12)).sum() + tried @ tried / 2
        if loss < best:
            beta, best, step = tried, loss, step * 1.2
            slope = np.einsum("ij,ijk->k", (shares - aim)[:, :2] * weights[:, None], both) + beta
        else:
            step /= 2
    return beta


def _told_three(label: str, beta: Floats, both: Floats, truth: NDArray[np.int64]) -> None:
    shares = _shares(beta, both)
    said = np.where(shares[:, :2].max(axis=1) >= 0.8, shares[:, :2].argmax(axis=1), np.where(shares[:, 2] > 0.5, 2, 3))
    named = said < 2
    wrong = int((said[named] != truth[named]).sum())
    right = [float((said[truth == side] == side).mean()) for side in (0, 2)]
    print(f"{label}: {len(truth)}; sources found {right[0]:.3f}, copies {right[1]:.3f}; wrong {wrong} of {named.sum()}")


def _write(order: list[str], middle: Floats, weights: Floats, bias: float, pair: Floats) -> None:
    path = Path("retold/data/stemma.json")
    model = json.loads(path.read_text("utf-8"))
    model["manner"] = {
        "origin": "fitted by bench/fit_manner.py: reworded by a machine, or written by people; numbers",
        "bias": round(bias, 4),
        "middles": {name: round(float(value), 4) for name, value in zip(order, middle, strict=True)},
        "weights": {name: round(float(value), 4) for name, value in zip(order, weights, strict=True)},
    }
    model["machines"] = {
        "origin": "fitted by bench/fit_manner.py: a source and its copy, or two copies; numbers",
        "weights": [round(float(value), 4) for value in pair],
    }
    path.write_text(json.dumps(model, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
