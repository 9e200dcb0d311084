"""FRONT. From judgements to families over a whole store: the links as columns, and where old families lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

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

    def some(self, pairs: Ends, places: Any, lengths: Any) -> Linked:
        """The links at some places by themselves; `lengths` has the words of each report."""
        import numpy as np

        ends, local = np.unique(np.concatenate([pairs.one[places], pairs.other[places]]), return_inverse=True)
        one, other = np.split(local.astype(np.int32), 2)
        said = self.verdict[places], self.versions[places], self.making[places], self.shares[places]
        keys = [pairs.keys[end] for end in ends.tolist()]
        return Linked(keys, lengths[ends], (one, other), said, list(self.makings))


class Linked(NamedTuple):
    """The links between some reports, as columns: these go to a worker in a tenth of the time that rows would take."""

    keys: Sequence[str]
    lengths: Any
    """The words of each report."""
    ends: tuple[Any, Any]
    """Both reports of each link, as places among the keys."""
    said: tuple[Any, Any, Any, Any]
    """Verdict, whether they are versions, making and shares, as in `Links`."""
    makings: Sequence[str]

    def rows(self) -> list[Kinship]:
        """The judgements, as far as families look at them."""
        columns = (column.tolist() for column in (*self.ends, *self.said))
        return [
            Kinship(
                self.keys[one],
                self.keys[other],
                VERDICTS[verdict],
                "versions" if versions else "",
                self.makings[making],
                kept,
                other_kept,
                borrowed,
                confidence,
                "",
            )
            for one, other, verdict, versions, making, (kept, other_kept, borrowed, confidence) in zip(
                *columns, strict=True
            )
        ]


def gather_batch(batch: Linked) -> tuple[Telling, ...]:
    """The families among reports that are linked to no others: the work that is sent to an engine."""
    return plan.gathered(batch.rows(), dict(zip(batch.keys, batch.lengths.tolist(), strict=True)))


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

    def batches() -> Iterator[Linked]:
        start = 0
        while start < len(order):
            later = np.searchsorted(borders, start + SETTINGS.engines.gathered)
            stop = int(borders[later]) if later < len(borders) else len(order)
            yield links.some(pairs, order[start:stop], lengths)
            start = stop

    tellings = list(chain.from_iterable(engine.each(gather_batch, batches())))
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
