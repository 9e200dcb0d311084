"""Fit the two scores of the clear check against the judgement on the collated pair; write ``retold/data/clear.json``.

    python -m bench.fit_clear --data ROOT [--cache FILE] [--write]

Candidate pairs of the development sets and of a grown pile, and labelled pairs that the candidates missed, drawn with a
fixed seed. What is learnt is what the judgement says of a pair, not its label. Printed, from folds that the weights had
not seen and from sets left out whole: how much is settled, which copies are lost, and what is settled as one report
that the judgement calls something else.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold import plan
from retold.candidates import pair
from retold.fingerprints import fingerprints
from retold.glossary import COPIES, Candidate, Report
from retold.kinship import judge, settled
from retold.kinship.clear import Counts, counts, sheet
from retold.kinship.figures import days_apart
from retold.settings import SETTINGS

from . import piles, sets
from .fitting import asks, put
from .subject import report, witness

FOLDS, RIDGE = 5, 0.3
EACH = 500
"""Candidate pairs that are drawn from a set; of labelled pairs half as many."""
PILE = (10_000, 3_000)
"""Reports of the grown pile, and pairs that are drawn from it."""
CURVE = 12
"""Parts into which the scores are cut to say what a score means."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair, what it has in common, and what the judgement on its collation says."""

    name: str
    held: Counts
    verdict: str
    likely: float
    """The probability that the judgement quotes."""
    copy: bool | None
    """Whether it is labelled a copy; None where it is not labelled."""


def seen(root: Path) -> Iterator[Seen]:
    """All pairs that are used."""
    draw = Random(1)
    for folder in sets.folders(root, "pile"):
        yield from _of_pile(folder.name.split("/")[-1], sets.pile(folder), draw)
    for folder in sets.folders(root, "variants"):
        for whole in sets.variant_piles(folder):
            yield from _of_pile(folder.name.split("/")[-1], whole, draw)
    for folder in sets.folders(root, "base"):
        base = [row["text"] for row in sets.form_rows(folder, "base")]
        made = list(piles.grow(base, PILE[0]))
        family = {row.id: row.family for row in made}
        for found, one, other in _drawn(_candidates([report(row.id, row.text) for row in made]), PILE[1], draw):
            yield _seen("grown pile", found, one, other, family[one.id] == family[other.id])


def _of_pile(name: str, whole: sets.Pile, draw: Random) -> Iterator[Seen]:
    held = {text.id: report(text.id, text.text, text.published, text.headline, text.source) for text in whole.texts}
    truth = {}
    for label in whole.labels:
        if label.truth in ("copy", "independent", "different"):
            truth[frozenset((label.one, label.other))] = label.truth == "copy"
    pairs = _drawn(_candidates(list(held.values())), EACH, draw)
    known = {frozenset((one.id, other.id)) for _, one, other in pairs}
    missed = [ids for ids in truth if ids not in known and len(ids) == 2]
    for ids in _drawn(sorted(missed, key=sorted), EACH // 2, draw):
        one, other = sorted((held[id] for id in ids), key=lambda row: row.report)
        pairs.append((pair(fingerprints(one), fingerprints(other)), one, other))
    for found, one, other in pairs:
        yield _seen(name, found, one, other, truth.get(frozenset((one.id, other.id))))


def _candidates(reports: Sequence[Report]) -> list[tuple[Candidate, Report, Report]]:
    """Without equal texts, and without one headline on two days: the first look is not asked of those."""
    pool = plan.pool_of(reports)
    held = {row.report: row for row in reports}
    rows = ((found, held[found.one], held[found.other]) for found in plan.candidates(plan.pairs_of(pool)))
    return [row for row in rows if row[1].text != row[2].text and not days_apart(*row[1:])]


def _drawn(items: list[Any], most: int, draw: Random) -> list[Any]:
    return items if len(items) <= most else draw.sample(items, most)


def _seen(name: str, found: Candidate, one: Report, other: Report, copy: bool | None) -> Seen:
    row = judge(plan.collation(witness(one), witness(other)), found)
    return Seen(name, counts(sheet(one.text), sheet(other.text)), row.verdict, row.confidence, copy)


def fit(given: Floats, answers: Flags) -> Floats:
    """Weights of a logistic model, the bias first, by Newton's method with a ridge."""
    found = np.zeros(given.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(given @ found, -30, 30)))
        slope = given.T @ (answers - likely) - RIDGE * found
        bend = (given * (likely * (1 - likely))[:, None]).T @ given + RIDGE * np.eye(len(found))
        step = np.linalg.solve(bend, slope)
        found += step
        if abs(step).max() < 1e-6:
            break
    return found


def held_out(given: Floats, answers: Flags, parts: NDArray[Any]) -> Floats:
    """The score of each pair by a model that has not seen its part."""
    scores = np.zeros(len(given))
    for part in set(parts.tolist()):
        others = parts != part
        scores[~others] = given[~others] @ fit(given[others], answers[others])
    return scores


def curve(scores: Floats, likely: Floats) -> list[list[float]]:
    """What the judgement quotes on average at each score: means of equal parts, made to rise (Ayer and others 1955)."""
    order = np.argsort(scores, kind="stable")
    pools: list[tuple[float, float, int]] = []
    for part in np.array_split(order, CURVE):
        here = (float(scores[part].mean()), float(likely[part].mean()), len(part))
        while pools and pools[-1][1] >= here[1]:
            score, mean, count = pools.pop()
            both = count + here[2]
            here = ((score * count + here[0] * here[2]) / both, (mean * count + here[1] * here[2]) / both, both)
        pools.append(here)
    return [[round(score, 2), round(mean, 4)] for score, mean, _ in pools]


def told(rows: Sequence[Seen], copy: Floats, independent: Floats) -> list[str]:
    """What is settled at the bars of the settings, a line a set."""
    bars = SETTINGS.clear
    names = np.array([row.name for row in rows])
    near = np.array([settled.near(row.held) for row in rows])
    sure = np.array([settled.enough(row.held) for row in rows])
    same = near | (sure & (copy >= bars.same))
    apart = ~same & (copy <= bars.apart)
    found = ["set                    pairs  collated  same: no copy, independent, labelled no   apart: copies lost"]
    for name in sorted(set(names.tolist())):
        own = [
            (row, bool(up), bool(down))
            for row, up, down, mine in zip(rows, same, apart, names == name, strict=True)
            if mine
        ]
        up = [row for row, is_same, _ in own if is_same]
        lost = sum(row.verdict in COPIES for row, _, is_apart in own if is_apart)
        copies = sum(row.verdict in COPIES for row, _, _ in own)
        cannot = sum(row.verdict not in COPIES for row in up)
        wrong = sum(row.verdict in ("independent", "unrelated") for row in up)
        no = sum(row.copy is False for row in up)
        rest = sum(not is_same and not is_apart for _, is_same, is_apart in own) / len(own)
        found.append(
            f"{name:<22} {len(own):>5}  {rest:>7.3f}   {len(up):>5}: {cannot}, {wrong}, {no}   {lost} of {copies}"
        )
    said = apart & (independent >= bars.independent)
    strays = sum(rows[at].verdict in COPIES for at in np.flatnonzero(said).tolist())
    split = sum(row.verdict not in COPIES for row, is_same in zip(rows, same, strict=True) if is_same)
    doubts = sum(rows[at].verdict == "cannot tell" for at in np.flatnonzero(said).tolist())
    return [
        *found,
        f"said to be one report: {same.sum()}, {split} of them judged otherwise",
        f"said to be independent: {said.sum()} of {apart.sum()} apart, {strays} judged copies, {doubts} in doubt",
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Draw, fit, tell and write."""
    given = asks(__doc__, cache=True).parse_args(argv)
    if given.cache and given.cache.exists():
        rows = pickle.loads(given.cache.read_bytes())
    else:
        rows = list(seen(given.data))
        if given.cache:
            given.cache.write_bytes(pickle.dumps(rows))
    shares = np.array([(1.0, *settled.inputs(row.held)) for row in rows])
    copies = np.array([row.verdict in COPIES for row in rows])
    apart = np.array([row.verdict in ("independent", "unrelated") for row in rows])
    folds, names = np.arange(len(rows)) % FOLDS, np.array([row.name for row in rows])
    unseen = held_out(shares, copies, folds)
    print("folds", *told(rows, unseen, held_out(shares, apart, folds)), sep="\n")
    left_out = held_out(shares, copies, names)
    print("sets left out", *told(rows, left_out, held_out(shares, apart, names)), sep="\n")
    fitted = {"copy": fit(shares, copies), "independent": fit(shares, apart)}
    numbers: dict[str, Any] = {
        "origin": f"fitted by bench/fit_clear.py on {len(rows)} candidate pairs of news reports against the judgement "
        "on the collated pair; a few numbers, no text"
    }
    for name, found in fitted.items():
        numbers[name] = dict(zip(("bias", *settled.INPUTS), (round(float(value), 3) for value in found), strict=True))
    numbers["curve"] = curve(unseen, np.array([row.likely for row in rows]))
    if given.write:
        put("clear", numbers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
