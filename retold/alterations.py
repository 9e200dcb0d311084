"""ROOM. A family's changes and descents -> which telling made each change (`Alteration`), where evidence decides.

Two siblings under a lost original differ without either being the other's source. So a change is given to a telling
only where the stemma says which came from which, where a third telling shows the older reading, or where one of the
two is damaged or disagrees with itself. Otherwise there is no row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from .glossary import Alteration, Change, Descent, Family
from .settings import SETTINGS
from .words import keys

_SURE = ("made from", "from a lost original")


@dataclass(frozen=True, slots=True)
class _Standing:
    """The loci at which one report has words, in the order of its text."""

    starts: tuple[int, ...]
    rows: tuple[tuple[int, int, str], ...]
    """Start, stop and locus."""
    reached: tuple[int, ...]
    """How far the rows up to each one reach."""

    def within(self, start: int, stop: int) -> Iterator[str]:
        """The loci that overlap a stretch."""
        for at in range(bisect_right(self.reached, start), bisect_left(self.starts, stop)):
            if start < self.rows[at][1]:
                yield self.rows[at][2]


@dataclass(frozen=True, slots=True)
class _Held:
    """A family as the room reads it."""

    ids: Mapping[str, str]
    parents: Mapping[str, Descent]
    above: Mapping[str, frozenset[str]]
    """All that a report comes from, by rows of any standing."""
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    """The words of each report at each locus, as they are compared."""
    unknown: frozenset[tuple[str, str]]
    """Loci and reports of which nothing is known there."""
    standing: Mapping[str, _Standing]
    """Where the readings of each report stand in its text."""
    suspects: Mapping[str, tuple[Change, ...]]


def alterations(family: Family) -> tuple[Alteration, ...]:
    """Which telling made each change of a family. Takes its changes, descents and readings."""
    held = _held(family)
    found = (_decided(change, held) for change in family.changes)
    return tuple(sorted((row for row in found if row is not None), key=lambda row: (row.change, row.report)))


def _held(family: Family) -> _Held:
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    standing: dict[str, list[tuple[int, int, str]]] = {}
    unknown = set()
    content = {locus.locus for locus in family.loci if locus.kind in ("content", "furniture", "credit")}
    for reading in family.readings:
        if reading.locus not in content:
            words.setdefault(reading.locus, {})[reading.report] = tuple(keys(reading.text))
            if reading.gap == "unknown":
                unknown.add((reading.locus, reading.report))
            if reading.start is not None and reading.stop is not None:
                standing.setdefault(reading.report, []).append((reading.start, reading.stop, reading.locus))
    suspects: dict[str, list[Change]] = {}
    for change in family.changes:
        if change.other is None:
            suspects.setdefault(change.one, []).append(change)
    parents = {row.child: row for row in sorted(family.descents, key=lambda row: (row.confidence, row.parent or ""))}
    return _Held(
        {witness.report.report: witness.report.id for witness in family.witnesses},
        parents,
        {witness.report.report: _above(witness.report.report, parents) for witness in family.witnesses},
        words,
        frozenset(unknown),
        {report: _in_order(rows) for report, rows in standing.items()},
        {report: tuple(rows) for report, rows in suspects.items()},
    )


def _in_order(rows: list[tuple[int, int, str]]) -> _Standing:
    ordered = tuple(sorted(rows))
    reached = tuple(accumulate((stop for _, stop, _ in ordered), max))
    return _Standing(tuple(start for start, _, _ in ordered), ordered, reached)


def _above(report: str, parents: Mapping[str, Descent]) -> frozenset[str]:
    found: set[str] = set()
    at = report
    while (row := parents.get(at)) is not None and row.parent is not None and row.parent not in found:
        at = row.parent
        found.add(at)
    return frozenset(found)


def _decided(change: Change, held: _Held) -> Alteration | None:
    if change.other is None:
        return _suspect(change, held)
    for child, source in ((change.one, change.other), (change.other, change.one)):
        line = _line(child, source, held)
        if line is not None:
            return _in_line(change, child, line, held)
    return _third(change, held) or _damaged(change, held)


def _line(child: str, source: str, held: _Held) -> list[Descent] | None:
    """The asserted edges from a child up to a source; None where there is no such line."""
    found: list[Descent] = []
    at = child
    while (row := held.parents.get(at)) is not None and row.parent is not None and len(found) < len(held.parents):
        if row.standing not in _SURE:
            return None
        found.append(row)
        if row.parent == source:
            return found
        at = row.parent
    return None


def _in_line(change: Change, child: str, line: list[Descent], held: _Held) -> Alteration | None:
    """Between a telling and its source: the first telling down the line that has the changed reading."""
    maker = child
    named = _ids(change, held)
    confidence = min(row.confidence for row in line)
    touched = _touched(change, held)
    for row in line[:-1]:
        above = row.parent or ""
        if above in held.ids and _agree(touched, above, child, held):
            maker = above
        else:
            break
    source = held.ids.get(line[-1].parent or "", "its source")
    via = "" if maker == child else f"; {named[child]} has it from there"
    why = f"{held.ids.get(maker, maker)} comes from {source}, which has the other reading{via}"
    return Alteration(change.change, maker, round(confidence, 4), why)


def _suspect(change: Change, held: _Held) -> Alteration | None:
    """Damage within one telling: its own doing where its source is held and is sound."""
    row = held.parents.get(change.one)
    if row is None or row.parent is None or row.standing not in _SURE or row.lost:
        return None
    words = keys(change.one_text)
    if any(keys(other.one_text) == words for other in held.suspects.get(row.parent, ())):
        return None
    why = f"{held.ids[change.one]} comes from {held.ids.get(row.parent, row.parent)}, which has no such damage"
    return Alteration(change.change, change.one, round(row.confidence * change.confidence, 4), why)


def _third(change: Change, held: _Held) -> Alteration | None:
    """A telling outside the line of both that agrees with one: then the other made the change."""
    one, other = change.one, change.other or ""
    votes: dict[str, list[str]] = {one: [], other: []}
    touched = _touched(change, held)
    for report in sorted(held.ids) if touched else ():
        if report in votes or held.above[report] & votes.keys():
            continue
        for side in (one, other):
            if _agree(touched, report, side, held):
                votes[side].append(report)
    if bool(votes[one]) == bool(votes[other]):
        return None
    sound, maker = (one, other) if votes[one] else (other, one)
    if sound in held.above.get(maker, ()):
        return None
    told = " and ".join(held.ids[report] for report in votes[sound][:3])
    confidence = SETTINGS.stemma.third_telling if len(votes[sound]) == 1 else SETTINGS.stemma.third_tellings
    return Alteration(change.change, maker, confidence, f"{told} agrees with {held.ids[sound]}")


def _damaged(change: Change, held: _Held) -> Alteration | None:
    """One of the two is damaged or disagrees with itself at this very place."""
    sides = (
        (change.one, change.one_start, change.one_stop),
        (change.other or "", change.other_start or 0, change.other_stop or 0),
    )
    hurt = []
    for report, start, stop in sides:
        for suspect in held.suspects.get(report, ()):
            if suspect.one_start < stop and start < suspect.one_stop:
                hurt.append((report, suspect))
    if len({report for report, _ in hurt}) != 1:
        return None
    report, suspect = hurt[0]
    return Alteration(change.change, report, round(suspect.confidence * SETTINGS.stemma.damaged, 4), suspect.why)


def _agree(touched: Sequence[str], report: str, side: str, held: _Held) -> bool:
    """Whether a report has the reading of one side of a change, at every locus that the change touches."""
    return bool(touched) and all(
        (locus, report) not in held.unknown and held.words[locus].get(report) == held.words[locus][side]
        for locus in touched
    )


def _touched(change: Change, held: _Held) -> list[str]:
    """The loci that either side of the change touches and at which the two differ."""
    one, other = change.one, change.other or ""
    spans = ((one, change.one_start, change.one_stop), (other, change.other_start or 0, change.other_stop or 0))
    near = {
        locus
        for report, start, stop in spans
        if report in held.standing
        for locus in held.standing[report].within(start, stop)
    }
    found = ((locus, held.words[locus]) for locus in sorted(near))
    return [locus for locus, rows in found if one in rows and other in rows and rows[one] != rows[other]]


def _ids(change: Change, held: _Held) -> dict[str, str]:
    return {report: held.ids.get(report, report) for report in (change.one, change.other or "")}
