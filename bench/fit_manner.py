"""Fit the manner of a rewriting machine and the turn towards it, and write both into ``retold/data/stemma.json``.

    python -m bench.fit_manner [--data FOLDER] [--write]

Rewordings by language and translating machines against their originals, and against reports, formal ones too, that
people wrote. Logistic regression with a ridge; every set weighs by the root of its size. The turn is fitted to the
differences between tellings and their own originals alone, in which subject and desk fall out; abstracts are left out
of it, since people write them nearly as a machine rewords. Folds are drawn by original. The second table leaves out
one set at a time: a manner that holds for one machine or one desk alone would show there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retold.stemma.manner import signs

from . import sets
from .fitting import asks, put
from .logistic import Floats, fitted
from .originals import SUMMARIES, Original, originals

FOLDS = 5
RIDGE = 0.01
TELLINGS = 5
"""Tellings of an original that are used; of the turn one fewer."""
LIGHT = ("char_typo", "mixed_homoglyph", "word_sub", "machine_gist_only")
"""Kinds that are no rewording of the whole text by a machine."""
ABSTRACTS = "arxiv"

HUMAN = {
    "families/basil": 165,
    "families/giveme5w1h": 150,
    "families/ecbplus": 200,
    "families/provenance_us2018": 200,
    "families/onestopenglish": 132,
    "families/reuters21578": 200,
}
PAGES = "stemma/wikiversions"

Kept = Callable[[str, str], bool]
"""Whether an original is used, by set and base."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Signs as numbers: of single texts, and of tellings less those of their originals."""

    order: tuple[str, ...]
    middle: Floats
    spread: Floats
    names: tuple[tuple[str, str], ...]
    truth: Floats
    inputs: Floats
    step_names: tuple[tuple[str, str], ...]
    steps: Floats

    def row(self, found: dict[str, float]) -> Floats:
        """The signs of a text in the order and the scale of the sample."""
        return (np.array([found[name] for name in self.order]) - self.middle) / self.spread


@dataclass(frozen=True, slots=True)
class Manner:
    """What the signs weigh, in the scale of a sample: for the manner with its bias last, and for the turn."""

    manner: Floats
    turn: Floats


def sample(held: list[Original], data: Path, most: int) -> Sample:
    """The texts that are fitted to, and the steps from original to telling."""
    singles: list[tuple[str, str, bool, dict[str, float]]] = []
    steps: list[tuple[str, str, dict[str, float], dict[str, float]]] = []
    for one in held:
        if one.dataset == SUMMARIES[0]:
            continue
        top = signs(one.text)
        made = [found for kind, text in one.tellings[:TELLINGS] if kind not in LIGHT and (found := signs(text))]
        singles += [(one.dataset, one.base, False, top)] if top else []
        singles += [(one.dataset, one.base, not one.by_people, found) for found in made]
        if top and not one.by_people and ABSTRACTS not in one.dataset:
            steps += [(one.dataset, one.base, top, found) for found in made[: TELLINGS - 1]]
    singles += [(name, base, False, found) for name, base, text in _people(data, most) if (found := signs(text))]
    order = tuple(sorted(singles[0][3]))
    raw = np.array([[row[3][name] for name in order] for row in singles])
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    apart = np.array([[after[name] - before[name] for name in order] for _, _, before, after in steps]) / spread
    return Sample(
        order,
        middle,
        spread,
        tuple(row[:2] for row in singles),
        np.array([float(row[2]) for row in singles]),
        (raw - middle) / spread,
        tuple(row[:2] for row in steps),
        apart,
    )


def _people(data: Path, most: int) -> list[tuple[str, str, str]]:
    """Set, id and text of reports and pages that people wrote."""
    found = []
    for name, count in HUMAN.items():
        for folder in sets.folders(data, "pile", (name,)):
            drawn = sorted(sets.pile(folder).texts, key=lambda text: sets.rank(text.id))[: min(count, most)]
            found += [(folder.name, text.id, text.text) for text in drawn]
    for folder in sets.folders(data, "stemmata", (PAGES,)):
        families = [family for family in sets.stemmata(folder, {}) if family.texts][: min(100, most)]
        found += [(folder.name, one.family, min(one.texts.values())) for one in families]
    return found


def fit(held: Sample, kept: Kept) -> Manner:
    """The manner and the turn, fitted to the originals that are kept."""
    here = np.array([kept(*name) for name in held.names])
    names, truth = np.array([name for name, _ in held.names]), held.truth
    beta = fitted(held.inputs[here], truth[here], weighed(truth[here], names[here]), RIDGE)
    there = np.array([kept(*name) for name in held.step_names])
    steps, sizes = held.steps[there], np.array([name for name, _ in held.step_names])[there]
    weights = weighed(np.ones(len(steps)), sizes) * 2
    both, ways = np.r_[steps, -steps], np.r_[np.ones(len(steps)), np.zeros(len(steps))]
    return Manner(beta, fitted(both, ways, np.r_[weights, weights], RIDGE)[:-1])


def weighed(truth: Floats, names: NDArray[np.str_]) -> Floats:
    """What each example weighs: a set by the root of its size, both sides the same."""
    weights = np.zeros(len(truth))
    for name in sorted(set(names.tolist())):
        for side in (0.0, 1.0):
            part = (names == name) & (truth == side)
            weights[part] = 1 / np.sqrt(max(part.sum(), 1))
    for side in (0.0, 1.0):
        if (truth == side).any():
            weights[truth == side] *= len(truth) / 2 / weights[truth == side].sum()
    return weights


def crossed(held: Sample) -> dict[str, dict[str, Manner]]:
    """The fits without each fold, and without each set."""
    folds = {str(at): fit(held, lambda _, base, at=at: fold(base) != at) for at in range(FOLDS)}  # type: ignore[misc]
    known = sorted({name for name, _ in held.names} | {SUMMARIES[0]})
    return {
        "fold": folds,
        "set": {out: fit(held, lambda name, _, out=out: name != out) for out in known},  # type: ignore[misc]
    }


def fold(base: str) -> int:
    """The fold of an original."""
    return sets.rank(base) % FOLDS


def main() -> None:
    """Fit, print figures of folds and of sets that were not seen, and write if asked to."""
    chosen = asks(__doc__, limit=150).parse_args()
    held = sample(originals(chosen.data, chosen.limit), chosen.data, chosen.limit)
    for label, models in crossed(held).items():
        _told(f"without the {label}", held, models, label)
    if chosen.write:
        _write(held, fit(held, lambda *_: True))


def _told(label: str, held: Sample, models: dict[str, Manner], by: str) -> None:
    keys = [str(fold(base)) if by == "fold" else name for name, base in held.names]
    betas = [models[key].manner for key in keys]
    score = np.array([row @ beta[:-1] + beta[-1] for row, beta in zip(held.inputs, betas, strict=True)])
    names = np.array([name for name, _ in held.names])
    steps = np.array([name for name, _ in held.step_names])
    keys = [str(fold(base)) if by == "fold" else name for name, base in held.step_names]
    turned = np.array([row @ models[key].turn for row, key in zip(held.steps, keys, strict=True)])
    for name in sorted(set(names.tolist())):
        sides = [score[(names == name) & (held.truth == side)] for side in (0.0, 1.0)]
        said = ", ".join(
            f"{who} {len(part)}: above 0 {(part > 0).mean():.3f}, above 1 {(part > 1).mean():.3f}"
            for who, part in zip(("people", "machines"), sides, strict=True)
            if len(part)
        )
        if len(sides[1]):
            said += f"; machines above people {(sides[0][:, None] < sides[1][None, :]).mean():.3f}"
        if (steps == name).any():
            said += f"; turns the right way {(turned[steps == name] > 0).mean():.3f}"
        print(f"{label} {name}: {said}")


def _write(held: Sample, found: Manner) -> None:
    weights, turn = found.manner[:-1] / held.spread, found.turn / held.spread
    named = {"middles": held.middle, "weights": weights, "turn": turn}
    model: dict[str, object] = {
        "origin": "fitted by bench/fit_manner.py: reworded by a machine, or written by people; numbers",
        "bias": round(float(found.manner[-1]), 4),
    } | {
        key: {name: round(float(value), 4) for name, value in zip(held.order, row, strict=True)}
        for key, row in named.items()
    }
    put("stemma", model, "manner")


if __name__ == "__main__":
    main()
