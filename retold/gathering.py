"""FRONT. From judgements to families over a whole store: the links as columns, and where old families lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from . import plan
from .engines import Engine
from .glossary import (
    COPIES,
    VERDICTS,
    Alteration,
    Change,
    Descent,
    Kinship,
    Link,
    Locus,
    Passage,
    Reading,
    Telling,
)
from .settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .plan.pools import Ends

FULL = (Link, Passage, Change, Locus, Reading, Descent, Alteration)
"""What is drawn of a family when it is asked for, and of all families at once where that is ordered."""


class Links:
    """Of every judged pair what the families ask for, as columns: three million pairs in a few hundred megabytes."""

    def __init__(self, count: int) -> None:
        import numpy as np

        self.verdict = np.zeros(count, np.int8)
        self.versions = np.zeros(count, bool)
        self.making = np.zeros(count, np.int16)
        self.shares = np.zeros((count, 4), np.float64)
        self.makings: dict[str, int] = {}

    def put(self, places: Any, rows: Sequence[Kinship]) -> None:
        """The rows of the pairs at some places, in their order."""
        self.verdict[places] = [VERDICTS.index(row.verdict) for row in rows]
        self.versions[places] = [row.relation == "versions" for row in rows]
        self.making[places] = [self.makings.setdefault(row.making, len(self.makings)) for row in rows]
        shares = [(row.one_kept, row.other_kept, row.borrowed, row.confidence) for row in rows]
        self.shares[places] = shares if shares else self.shares[:0]

    def linked(self) -> Any:
        """Which pairs may make a family."""
        return (self.verdict < len(COPIES)) | self.versions

    def rows(self, pairs: Ends, places: Any) -> list[Kinship]:
        """The rows at some places, as far as families look at them."""
        names = list(self.makings)
        listed = zip(
            pairs.one[places].tolist(),
            pairs.other[places].tolist(),
            self.verdict[places].tolist(),
            self.versions[places].tolist(),
            self.making[places].tolist(),
            self.shares[places].tolist(),
            strict=True,
        )
        return [
            Kinship(
                pairs.keys[one],
                pairs.keys[other],
                VERDICTS[verdict],
                "versions" if versions else "",
                names[making],
                shares[0],
                shares[1],
                shares[2],
                shares[3],
                "",
            )
            for one, other, verdict, versions, making, shares in listed
        ]


def gathered(
    pairs: Ends, links: Links, lengths: Any, engine: Engine, some: tuple[Any, Any] | None = None
) -> list[Telling]:
    """The families of all, sorted by family and report; those that no link joins are worked apart.

    `lengths` has the words of each report; `some` are the groups of linked reports, and for which of them, by its first
    report, families are made.
    """
    import numpy as np

    roots, asked = some or (linked_groups(pairs, links), None)
    there = roots[pairs.one] == roots[pairs.other]
    if asked is not None:
        there &= asked[roots[pairs.one]]
    places = np.flatnonzero(there)
    order = places[np.argsort(roots[pairs.one[places]], kind="stable")]
    borders = np.flatnonzero(np.diff(roots[pairs.one[order]])) + 1

    def batches() -> Iterator[tuple[list[Kinship], dict[str, int]]]:
        start = 0
        while start < len(order):
            later = np.searchsorted(borders, start + SETTINGS.engines.gathered)
            stop = int(borders[later]) if later < len(borders) else len(order)
            rows = links.rows(pairs, order[start:stop])
            ends = np.unique(np.concatenate([pairs.one[order[start:stop]], pairs.other[order[start:stop]]])).tolist()
            yield rows, {pairs.keys[place]: int(lengths[place]) for place in ends}
            start = stop

    tellings = list(chain.from_iterable(engine.each(plan.gather_batch, batches())))
    return sorted(tellings, key=lambda row: (row.family, row.report))


def linked_groups(pairs: Ends, links: Links) -> Any:
    """For each report the first of those that links tie together."""
    linked = links.linked()
    return plan.groups(len(pairs.keys), pairs.one[linked], pairs.other[linked])


def redirected(
    redirects: Mapping[str, str], before: Iterable[Telling], after: Iterable[Telling], others: Iterable[str] = ()
) -> dict[str, str]:
    """Where the id of a family that stood before leads now: to the family that holds most of its members.

    Chains are followed to their end; an id that stands again is no redirect; a family that fell apart leads to ``""``.
    `others` are families that stand as they did, whose tellings are not given.
    """
    now = {telling.report: telling.family for telling in after}
    standing = {*now.values(), *others}
    members: dict[str, list[str]] = {}
    for telling in before:
        members.setdefault(telling.family, []).append(telling.report)
    found = dict(redirects)
    for family, reports in members.items():
        heirs = sorted(now[report] for report in reports if report in now)
        found[family] = max(heirs, key=lambda heir: (heirs.count(heir), heir)) if heirs else ""
    settled = {}
    for family in found:
        target, steps = found[family], 0
        while target in found and target not in standing and steps <= len(found):
            target, steps = found[target], steps + 1
        if family not in standing:
            settled[family] = target
    return settled
