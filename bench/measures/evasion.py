"""Copies that hide: attacked in many ways, and whether they are still found, as a share of the plain copies found.

For each attack the originals and their attacked copies stand in one pile. A copy is found if the pile's own candidates
held it with its original and the verdict calls it a copy; *by pair* is the verdict on the two alone. Originals are
different reports, so any other pair that is called a copy is false.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from .. import sets
from ..attacks import ATTACKS, attacked
from ..figures import Figure, errors, guarded, share
from ..sets import Folder
from ..subject import Found, Report, judge, ordered, pile, report, spread
from ..task import Task

PLAIN = "plain"
"""The attack that does nothing: what is found of it is what can be found."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """An original and its attacked copy."""

    original: Report
    copy: Report

    @property
    def key(self) -> tuple[str, str]:
        """Their ids, the smaller first."""
        return ordered(self.original.id, self.copy.id)


def measure(task: Task) -> list[Figure]:
    """All figures of the chosen sets."""
    found: list[Figure] = []
    for form, field in (("variants", "original"), ("triples", "adv")):
        for folder in task.folders(form):
            found += guarded(folder.name, partial(_measured, task, folder, (form, field)))
    return found


def _measured(task: Task, folder: Folder, form: tuple[str, str]) -> list[Figure]:
    rows = sets.form_rows(folder, form[0])
    texts = {row["id"]: row[form[1]] for row in rows}
    originals = [report(id, texts[id]) for id in task.draw(sorted(texts), sorted(texts))]
    clean: tuple[int, int] | None = None
    found: list[Figure] = []
    for name in (PLAIN, *ATTACKS):
        hidden = [Hidden(one, _copy(name, one)) for one in originals]
        made = pile([given for pair in hidden for given in (pair.original, pair.copy)], task.jobs)
        alone = _alone(task, hidden, made)
        in_pile = sum(_called(made, pair) and pair.key in made.candidates for pair in hidden)
        by_pair = sum(alone)
        clean = clean or (in_pile, by_pair)
        found += [
            share(folder.name, f"found, {name}", in_pile, clean[0], "of the plain copies that are found"),
            share(folder.name, f"by pair, {name}", by_pair, clean[1], "of the plain copies, compared by themselves"),
            share(folder.name, f"candidates, {name}", sum(p.key in made.candidates for p in hidden), len(hidden)),
            _false(folder.name, name, hidden, made),
        ]
    return found


def _copy(name: str, one: Report) -> Report:
    text = one.text if name == PLAIN else attacked(name, one.id, one.text)
    return report(f"{one.id}|{name}", text)


def _called(made: Found, pair: Hidden) -> bool:
    said = made.judgements.get(pair.key)
    return said is not None and said.copy


def _alone(task: Task, hidden: Sequence[Hidden], made: Found) -> list[bool]:
    """Whether each two are called a copy; the pile has said so already where it compared them."""
    missed = [pair for pair in hidden if pair.key not in made.judgements]
    said = spread(task.jobs, judge, [(pair.original, pair.copy) for pair in missed])
    answers = {pair.key: answer.copy for pair, answer in zip(missed, said, strict=True)}
    return [answers[pair.key] if pair.key in answers else _called(made, pair) for pair in hidden]


def _false(set_name: str, name: str, hidden: Sequence[Hidden], made: Found) -> Figure:
    """Copies called between tellings of different originals."""
    home = {given.id: pair.original.id for pair in hidden for given in (pair.original, pair.copy)}
    false = sum(said.copy and home[one] != home[other] for (one, other), said in made.judgements.items())
    pairs = 2 * len(hidden) * (len(hidden) - 1)
    return errors(set_name, f"called copies across originals, {name}", false, pairs)
