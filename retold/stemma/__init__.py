"""ROOM. A family's readings, credits, furniture and dates -> which telling was made from which (`Descent`).

A stemma is a rooted tree in which lost originals have at least two children (Greg trees; Hoenen, Eger & Gehrke 2017).
Costs are not reversible, so that the root follows from the data and never from length alone. What the data leave open
is said to be open: naming a copier needs proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..glossary import Descent, Family, Witness
from ..settings import SETTINGS
from .evidence import characters, ease, table
from .groups import groups
from .outside import outside, updates
from .rows import Drawn, drawn, states, twins
from .search import search
from .trees import prices

__all__ = ["stemma"]


def stemma(family: Family) -> tuple[Descent, ...]:
    """Who comes from whom in a family: one row per telling, and one per lost original that has a parent.

    Tellings of the same words stand as one: their order cannot be told. Takes the readings of `family` (not its
    descents); confidence is the weight of the trees near the best one that have the same edge.
    """
    held = [witness for witness in family.witnesses if witness.report.text.strip()]
    classes = groups(held)
    rows = list(_alone(family, (w for w in family.witnesses if not w.report.text.strip())))
    if not classes:
        return tuple(rows)
    members = [group[0].report.report for group in classes]
    given = table(family, members)
    if len(members) > 1 and updates(family):
        rows.extend(states(family.family, classes))
    elif len(members) > 1:
        found = [*characters(given), *outside(given)]
        outcome = search(prices(found, ease(given, found)))
        rows.extend(drawn(Drawn(given, tuple(found), outcome)))
    rows.extend(twins(family.family, classes, rows))
    most = SETTINGS.stemma.most_sure
    rows = [replace(row, confidence=min(row.confidence, most)) for row in rows]
    return tuple(sorted(rows, key=lambda row: (row.child, row.parent or "")))


def _alone(family: Family, empty: Iterable[Witness]) -> list[Descent]:
    why = "the text is empty"
    return [Descent(family.family, None, one.report.report, False, "cannot tell", "", 0.0, why) for one in empty]
