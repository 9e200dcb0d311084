"""Copies that hide: attacked in many ways, and whether they are still found, as a share of the plain ones found.

For each attack the originals and their attacked copies stand in one pile; so do, apart from these, the originals and
attacked *rewordings* of them, where the set has any. A copy is found if the pile's own candidates held it with its
original and the verdict calls it a copy; *by pair* is the verdict on the two alone. Originals are different reports, so
any other pair that is called a copy is false.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from .. import sets
from ..attacks import ATTACKS, attacked
from ..figures import Figure, errors, guarded, share
from ..sets import Folder, Row, rank
from ..subject import Found, Report, judge, ordered, pile, report, spread
from ..task import Task

PLAIN = "plain"
"""The attack that does nothing: what is found of it is what can be found."""

EVERY = "all sets"
GOALS = {
    **dict.fromkeys(("look-alikes", "look-alikes, mixed", "zero width", "bidi"), 0.98),
    **dict.fromkeys(("spaces", "spaced out", "swaps", "shuffled", "spin 10"), 0.95),
    "spin 20": 0.9,
    "spin 50": 0.7,
}
"""What share of the plain copies that are found is to be found under each attack."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """An original and its attacked copy."""

    original: Report
    copy: Report

    @property
    def key(self) -> tuple[str, str]:
        """Their ids, the smaller first."""
        return ordered(self.original.id, self.copy.id)


@dataclass(frozen=True, slots=True)
class Told:
    """An original and a telling of it that is to be attacked."""

    id: str
    original: str
    telling: str


def measure(task: Task) -> list[Figure]:
    """All figures of the chosen sets."""
    found: list[Figure] = []
    for form in ("variants", "triples"):
        for folder in task.folders(form):
            found += guarded(folder.name, partial(_measured, task, folder, form))
    return found + _pooled(found)


def _pooled(found: Sequence[Figure]) -> list[Figure]:
    """By attack, the share of the plain ones over all sets, of originals and then of rewordings, beside the goal."""
    rows = []
    for group in ("", "rewordings "):
        for name, goal in GOALS.items():
            parts = [figure for figure in found if figure.name == f"{group}found, {name}"]
            hits, of = (sum(getattr(figure, side) or 0 for figure in parts) for side in ("hits", "of"))
            rows.append(
                share(EVERY, f"{group or 'originals '}found, {name}", hits, of, f"of the plain ones; goal {goal}")
            )
    return rows


def _measured(task: Task, folder: Folder, form: str) -> list[Figure]:
    rows = sets.form_rows(folder, form)
    rows = task.draw(rows, [row["id"] for row in rows])
    field = "original" if form == "variants" else "adv"
    copies = [Told(row["id"], row[field], row[field]) for row in rows]
    reworded = [Told(row["id"], row[field], _rewording(row)) for row in rows]
    return _attacked(task, folder, "", copies) + _attacked(task, folder, "rewordings ", reworded)


def _rewording(row: Row) -> str:
    """One rewording of an original, drawn by the digest of its id; the plainest level of a report that has levels."""
    if "variants" not in row:
        return str(row["ele"])
    kinds = sorted(row["variants"])
    made = row["variants"][kinds[rank(row["id"]) % len(kinds)]]
    return str(made["text"] if isinstance(made, dict) else made)


def _attacked(task: Task, folder: Folder, group: str, told: Sequence[Told]) -> list[Figure]:
    clean: tuple[int, int] | None = None
    found: list[Figure] = []
    for name in (PLAIN, *ATTACKS):
        hidden = [Hidden(report(each.id, each.original), _copy(name, each)) for each in told]
        made = pile([given for pair in hidden for given in (pair.original, pair.copy)], task.jobs)
        in_pile = sum(_called(made, pair) and pair.key in made.candidates for pair in hidden)
        by_pair = sum(_alone(task, hidden, made))
        clean = clean or (in_pile, by_pair)
        held = sum(pair.key in made.candidates for pair in hidden)
        if name == PLAIN:
            found.append(share(folder.name, f"{group}found, {name}", in_pile, len(hidden)))
        else:
            found += [
                _of_clean(folder.name, f"{group}found, {name}", in_pile, clean[0]),
                _of_clean(folder.name, f"{group}by pair, {name}", by_pair, clean[1]),
            ]
        found.append(share(folder.name, f"{group}candidates, {name}", held, len(hidden)))
        found.append(_false(folder.name, f"{group}{name}", hidden, made))
    return found


def _of_clean(set_name: str, name: str, hits: int, clean: int) -> Figure:
    """The share of what is found of the plain ones; chance may find one more."""
    return share(set_name, name, min(hits, clean), clean, "of the plain ones that are found")


def _copy(name: str, told: Told) -> Report:
    text = told.telling if name == PLAIN else attacked(name, told.id, told.telling)
    return report(f"{told.id}|{name}", text)


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
