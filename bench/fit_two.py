"""Fit the model of two tellings: one is the source, or both are copies; write it into ``retold/data/stemma.json``.

    python -m bench.fit_two [--data FOLDER] [--write]

Each original gives pairs with it and as many without it (`retold.stemma.machines`). Manner and turn of a pair come from
a fit that did not see its original, or its set. Every set weighs the same, and so do both answers. At the end stands
what would be asserted of directions, of two tellings and of whole stars (`retold.stemma.stars`), with the same care.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from retold.settings import SETTINGS
from retold.stemma.machines import Lean, inputs_of, side
from retold.stemma.manner import reworded, signs, specifics
from retold.stemma.stars import source_of

from . import sets
from .fit_manner import LIGHT, Manner, Sample, crossed, fold, sample
from .fitting import asks, put
from .intervals import upper_bound
from .logistic import Floats
from .originals import Original, originals

EACH = 3
"""Pairs with an original, and without it; of sets by people all, since there are few."""
WHOLE = tuple(kind for kind in LIGHT if kind != "machine_gist_only")
"""Kinds that are edits: these pairs are judged by their words."""
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
LARGEST = 7
"""Tellings of a star beside its original; those first by digest."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of one original: the original and a telling, or two tellings."""

    dataset: str
    base: str
    one: str
    other: str
    derived: bool


"""Inputs both ways round, truth (0: the first is the source, 2: both are copies), and weights."""


def pairs(held: list[Original]) -> list[Pair]:
    """The pairs of all originals."""
    found = []
    for one in held:
        texts = [text for kind, text in one.tellings if kind not in WHOLE and signs(text)]
        if one.text and signs(one.text):
            kept = texts if one.by_people else texts[:EACH]
            found += [Pair(one.dataset, one.base, one.text, text, True) for text in kept]
        level = sorted(combinations(texts, 2), key=lambda two: sets.rank(" ".join(two)))
        kept_level = level if one.by_people else level[:EACH]
        found += [Pair(one.dataset, one.base, first, second, False) for first, second in kept_level]
    return found


def main() -> None:
    """Fit, print figures of folds and of sets that were not seen, and write if asked to."""
    chosen = asks(__doc__, limit=150).parse_args()
    held = originals(chosen.data, chosen.limit)
    rows, base = pairs(held), sample(held, chosen.data, chosen.limit)
    models = crossed(base)
    seen = {by: _inputs(rows, base, models[by], by) for by in models}
    truth = np.array([0 if row.derived else 2 for row in rows])
    names = np.array([row.dataset for row in rows])
    folds = np.array([fold(row.base) for row in rows])
    for by, groups in (("fold", folds.astype(str)), ("set", names)):
        shares, said = np.zeros((len(rows), 3)), Said()
        for group in sorted(set(groups.tolist())):
            out = groups == group
            beta = _three(seen["fold"][~out], truth[~out], _weights(names[~out], truth[~out]))
            shares[out] = _shares(beta, seen[by][out])
            judge = Judge(base, models[by][group], beta)
            for one in held:
                if group == (str(fold(one.base)) if by == "fold" else one.dataset):
                    said.take(one, judge)
        _told(f"without the {by}", names, truth, shares)
        said.told(f"without the {by}")
    if chosen.write:
        found = _three(seen["fold"], truth, _weights(names, truth))
        origin = "fitted by bench/fit_two.py: a source and its copy, or two copies; numbers"
        put("stemma", {"origin": origin, "weights": [round(float(value), 4) for value in found]}, "machines")


def _inputs(rows: list[Pair], base: Sample, models: dict[str, Manner], by: str) -> Floats:
    """The inputs of every pair both ways round, by models that did not see it."""
    known = {text: base.row(found) for row in rows for text in (row.one, row.other) if (found := signs(text))}
    both = []
    for row in rows:
        model = models[str(fold(row.base)) if by == "fold" else row.dataset]
        here, there = known[row.one], known[row.other]
        manners = tuple(float(text @ model.manner[:-1] + model.manner[-1]) for text in (here, there))
        turned, sides = float((there - here) @ model.turn), (side(row.one, row.other), side(row.other, row.one))
        down = inputs_of((manners[0], manners[1]), turned, sides)
        both.append([down, inputs_of((manners[1], manners[0]), -turned, sides[::-1])])
    return np.array(both)


@dataclass(frozen=True, slots=True)
class Judge:
    """A fit that did not see the originals it is asked of."""

    base: Sample
    model: Manner
    beta: Floats

    def leans(self, texts: list[str]) -> dict[tuple[int, int], Lean]:
        """What is said of each two of some texts of which one was reworded throughout."""
        rows = [self.base.row(signs(text) or {}) for text in texts]
        manners = [round(float(row @ self.model.manner[:-1] + self.model.manner[-1]), 4) for row in rows]
        found = {}
        for one, other in combinations(range(len(texts)), 2):
            if reworded(texts[one], texts[other]):
                turned = float((rows[other] - rows[one]) @ self.model.turn)
                sides, pair = (side(texts[one], texts[other]), side(texts[other], texts[one])), (one, other)
                here, there = (manners[at] for at in pair)
                both = [inputs_of((here, there), turned, sides), inputs_of((there, here), -turned, sides[::-1])]
                down, up, level = (round(float(part), 4) for part in _shares(self.beta, np.array([both]))[0])
                words = min(len(specifics(texts[at]).order) for at in pair)
                own, carried = (sides[0].alone, sides[1].alone), (sides[0].carried, sides[1].carried)
                found[pair] = Lean(down, up, level, (here, there), own, carried, words)
        return found


class Said:
    """Directions that would be asserted, by what is asked and original, and whether they are right."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, bool]] = []

    def take(self, one: Original, judge: Judge) -> None:
        """Ask of an original, with it and without it, and of each two tellings."""
        made = [text for kind, text in one.tellings if kind not in LIGHT and signs(text)][:LARGEST]
        top = [one.text] if one.text and signs(one.text) else []
        leans = judge.leans([*top, *made])
        for pair, lean in sorted(leans.items()):
            if lean.source is not None:
                self.rows.append(("two tellings", one.dataset, one.base, bool(top) and pair[lean.source] == 0))
        for first in {0, len(top)}:
            texts = [*top, *made][first:]
            kept = {(a - first, b - first): lean for (a, b), lean in leans.items() if a >= first}
            self._star(one, texts, kept, bool(top) and not first)

    def _star(self, one: Original, texts: list[str], leans: dict[tuple[int, int], Lean], held: bool) -> None:
        chosen, manners = SETTINGS.stemma, dict[int, float]()
        for pair, lean in leans.items():
            manners |= dict(zip(pair, lean.manners, strict=True))
        pairs = len(texts) * (len(texts) - 1) / 2
        plain = sum(value > 0 for value in manners.values()) < chosen.star_lean * len(texts)
        if len(texts) < 3 or len(leans) < chosen.star_apart * pairs or plain:
            return
        source, share = source_of(leans, texts)
        if source is None and share >= chosen.assert_star_lost:
            self.rows.append(("lost source of a star", one.dataset, one.base, not held))
        elif source is not None and share >= chosen.assert_star:
            for pair, lean in sorted(leans.items()):
                if source in pair and lean.parted(pair.index(source)):
                    self.rows.append(("direction in a star", one.dataset, one.base, held and source == 0))

    def told(self, label: str) -> None:
        """Print how many are wrong, by row and by original: rows of one original err together."""
        for what in sorted({row[0] for row in self.rows}):
            rows = [row for row in self.rows if row[0] == what]
            parts = [(name, [row for row in rows if row[1] == name]) for name in sorted({row[1] for row in rows})]
            sets_said = ", ".join(f"{name} {sum(not row[3] for row in part)} of {len(part)}" for name, part in parts)
            bounds = []
            for wrong, whole in (
                ([row for row in rows if not row[3]], rows),
                ({row[1:3] for row in rows if not row[3]}, {row[1:3] for row in rows}),
            ):
                bounds.append(f"{len(wrong)} of {len(whole)} wrong, at most {upper_bound(len(wrong), len(whole)):.3f}")
            print(f"{label}, {what} asserted: {bounds[0]}; by original {bounds[1]} ({sets_said})")


def _weights(names: NDArray[np.str_], truth: NDArray[np.int64]) -> Floats:
    keys = list(zip(names.tolist(), truth.tolist(), strict=True))
    counts = Counter(keys)
    return np.array([200 / counts[key] for key in keys])


def _shares(beta: Floats, both: Floats) -> Floats:
    scores = np.c_[both @ beta, np.zeros(len(both))]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _three(both: Floats, truth: NDArray[np.int64], weights: Floats) -> Floats:
    """Logistic regression with three answers and a small ridge, by Newton's method."""
    size = both.shape[2]
    scale = np.abs(both).mean(axis=(0, 1))
    ridge = np.diag([1e-6, *(scale[1:] ** 2)])
    aim, beta = np.eye(3)[truth][:, :2], np.zeros(size)
    for _ in range(60):
        shares = _shares(beta, both)[:, :2]
        slope = np.einsum("ij,ijk->k", (shares - aim) * weights[:, None], both) + ridge @ beta
        curve = ridge + 1e-9 * np.eye(size)
        for here in range(2):
            for there in range(2):
                part = weights * shares[:, here] * ((here == there) - shares[:, there])
                curve = curve + (both[:, here] * part[:, None]).T @ both[:, there]
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def _told(label: str, names: NDArray[np.str_], truth: NDArray[np.int64], shares: Floats) -> None:
    chosen = SETTINGS.stemma
    best = shares[:, :2].max(axis=1)
    said = np.where(best >= chosen.assert_manner, shares[:, :2].argmax(axis=1), 3)
    said = np.where((said == 3) & (shares[:, 2] >= chosen.assert_two_copies), 2, said)
    weights = _weights(names, truth)
    for name in sorted(set(names.tolist())):
        part = names == name
        likeliest = (shares.argmax(axis=1) == truth)[part]
        figures = [
            f"{what} {_part(weights[part & (said_ok)], (said == truth)[part & (said_ok)])}"
            for what, said_ok in (("sources", said < 2), ("copies", said == 2))
        ]
        found = _part(weights[part], likeliest)
        print(f"{label} {name}: likeliest right {found}; asserted and right: {', '.join(figures)}")
    for low, high in pairwise(BINS):
        line = []
        for what, given, right in (
            ("source", best, shares[:, :2].argmax(axis=1) == truth),
            ("copies", shares[:, 2], truth == 2),
        ):
            part = (given >= low) & (given < high)
            line.append(f"{what} {_part(weights[part], right[part])}")
        print(f"{label}, given {low:.1f} to {high:.1f}: {', '.join(line)}")


def _part(weights: Floats, right: NDArray[np.bool_]) -> str:
    return f"{(weights * right).sum() / weights.sum():.3f} of {len(right)}" if len(right) else "- of 0"


if __name__ == "__main__":
    main()
