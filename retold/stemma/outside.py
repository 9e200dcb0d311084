"""Evidence from outside the wording: dates, and credits that name an outlet. Weak alone, and never the only proof."""

from __future__ import annotations

from collections import defaultdict

from ..glossary import Witness
from ..settings import SETTINGS
from ..words import keys
from .evidence import UNKNOWN, Character, Table

_MOST_DATES = 8


def outside(given: Table) -> list[Character]:
    """Characters of dates and of credit lines that name an outlet."""
    held = {witness.report.report: witness for witness in given.family.witnesses}
    members = [held[key] for key in given.members]
    found = [*_dates(members), *_credits(members)]
    return [one for one in found if len({state for state in one.states if state != UNKNOWN}) > 1]


def dated(witness: Witness) -> str:
    """When a report was published, as far as it says: an ISO date, or nothing."""
    if witness.report.published:
        return witness.report.published
    return min((row.value for row in witness.credits if row.kind == "date" and row.value[:4].isdigit()), default="")


def _dates(members: list[Witness]) -> list[Character]:
    """A copy is not older than its source, if the dates can be believed: updated-at dates and back-dating exist."""
    said = [dated(witness) for witness in members]
    width = 19 if all(len(date) >= 16 for date in said if date) else 10
    ranks = sorted({date[:width] for date in said if date})
    if not 2 <= len(ranks) <= _MOST_DATES:
        return []
    price = SETTINGS.stemma.against_date
    costs = tuple(tuple(price if there < here else 0.0 for there in range(len(ranks))) for here in range(len(ranks)))
    states = tuple(ranks.index(date[:width]) if date else UNKNOWN for date in said)
    return [Character("date", states, costs, (0.0,) * len(ranks), ())]


def _credits(members: list[Witness]) -> list[Character]:
    """A report that credits an outlet is not the first; and no outlet takes its own report back from such a one."""
    naming: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, witness in enumerate(members):
        for row in witness.credits:
            name = tuple(keys(row.value))
            if row.kind == "credit line" and name and name != tuple(keys(witness.report.source or "")):
                naming[name].add(index)
    chosen = SETTINGS.stemma
    found = []
    for name in sorted(naming):
        owners = {index for index, witness in enumerate(members) if tuple(keys(witness.report.source or "")) == name}
        states = tuple(1 if index in naming[name] else 0 for index in range(len(members)))
        back = chosen.credit_back if owners else chosen.margin
        found.append(
            Character("credit line", states, ((0.0, chosen.margin), (back, 0.0)), (0.0, chosen.credit_root), ())
        )
    return found


def against_dates(source: Witness, copy: Witness) -> str:
    """A remark where the dates speak against a copy having been made from a source; else nothing."""
    first, second = dated(source)[:10], dated(copy)[:10]
    if first and second and second < first:
        return f" (the dates say otherwise: {second} for {copy.report.id}, {first} for {source.report.id})"
    return ""
