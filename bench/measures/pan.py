"""PAN text alignment: plagdet by class and over all, pairs without reuse, micro figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .. import sets
from ..figures import Figure, errors, number, score, unmeasured
from ..laying import Laid, TextPair, lay_all, write
from ..plagdet import Span, meets, micro, plagdet
from ..plagdet import score as pan_score
from ..sets import Folder
from ..subject import spread
from ..task import Task


@dataclass(frozen=True, slots=True)
class Named:
    """A pair of documents by path; texts are read where the work is done."""

    one: Path
    other: Path


@lru_cache(maxsize=64)
def _text(path: Path) -> str:
    return sets.pan_text(path)


TOGETHER = 64
"""Pairs that are collated in one call: as many as a worker of the engine gets at once."""


def lay_named(pairs: Sequence[Named]) -> list[Laid]:
    """Collate pairs of documents of a corpus."""
    return lay_all([TextPair(pair.one.name, pair.other.name, _text(pair.one), _text(pair.other)) for pair in pairs])


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pair with its cases and what was found."""

    cases: tuple[Span, ...]
    found: tuple[Span, ...]


def pan(task: Task, folder: Folder) -> list[Figure]:
    """The figures of a corpus in PAN's form."""
    root = sets.pan_root(folder.path)
    assert root is not None
    figures: list[Figure] = []
    everything: list[Outcome] = []
    answers: list[Laid] = []
    for place in sets.pan_classes(root):
        laid, outcomes = _class(task, root, place)
        name = f"{folder.name}:{place.name}"
        note = "" if task.limit is None else f"{len(outcomes)} pairs drawn by digest"
        if any(outcome.cases for outcome in outcomes):
            figures += _figures(name, outcomes, note)
        else:
            accused = sum(bool(outcome.found) for outcome in outcomes)
            figures.append(errors(name, "pairs with a false passage", accused, len(outcomes), note))
        everything += outcomes
        answers += laid
    if not everything:
        return [unmeasured(folder.name, "plagdet", "no class folder with pairs")]
    balance = "" if task.limit is None else "a sample of classes of equal size: not the corpus' own mix"
    figures += _figures(f"{folder.name}:entire", everything, balance)
    write(task, folder, answers, one_sided=False)
    return figures


def _class(task: Task, root: Path, place: Path) -> tuple[list[Laid], list[Outcome]]:
    listed = sorted(sets.pan_pairs(place), key=lambda pair: (pair[1], pair[0]))
    drawn = task.draw(listed, [f"{one} {other}" for one, other in listed])
    named = [Named(root / "susp" / one, root / "src" / other) for one, other in drawn]
    parts = [named[at : at + TOGETHER] for at in range(0, len(named), TOGETHER)]
    laid = [made for part in spread(task.jobs, lay_named, parts, 1) for made in part]
    outcomes = []
    for made in laid:
        file = place / f"{made.one.removesuffix('.txt')}-{made.other.removesuffix('.txt')}.xml"
        cases = tuple(sets.pan_spans(file)) if file.exists() else ()
        outcomes.append(Outcome(cases, made.spans))
    return laid, outcomes


def _figures(name: str, outcomes: Sequence[Outcome], note: str) -> list[Figure]:
    cases = [span for outcome in outcomes for span in outcome.cases]
    found = [span for outcome in outcomes for span in outcome.found]
    whole = pan_score(cases, found)
    small = micro(cases, found)
    return [
        score(name, "plagdet", [_parts(outcome) for outcome in outcomes], _plagdet, note),
        number(name, "macro precision", whole.precision, "more"),
        number(name, "macro recall", whole.recall, "more"),
        number(name, "granularity", whole.granularity, "less"),
        number(name, "micro precision", small[0], "more"),
        number(name, "micro recall", small[1], "more"),
    ]


Parts = tuple[float, int, float, int, int, int]
"""Of one pair: recall summed over its cases, cases, precision summed, detections, cases found, and by how many."""


def _parts(outcome: Outcome) -> Parts:
    """The sums of one pair, from which the corpus' figures follow, since no span reaches over two pairs."""
    cases, found = set(outcome.cases), set(outcome.found)
    whole = pan_score(cases, found)
    hits = sum(any(meets(case, span) for span in found) for case in cases)
    recall = whole.recall * len(cases) if found else 0.0
    precision = whole.precision * len(found) if cases else 0.0
    return recall, len(cases), precision, len(found), hits, round(whole.granularity * hits)


def _plagdet(drawn: Sequence[Parts]) -> float:
    recall, cases, precision, found, hits, by = (sum(row[at] for row in drawn) for at in range(6))
    if not cases or not found:
        return float(not cases and not found)
    return plagdet(precision / found, recall / cases, by / hits if hits else 1.0)
