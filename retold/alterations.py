"""ROOM. A family's changes and descents -> which telling made each change (`Alteration`), where evidence decides.

Two siblings under a lost original differ without either being the other's source. So a change is given to a telling
only where the stemma says which came from which, where a third telling shows the older reading, or where one of the
two is damaged or disagrees with itself. Otherwise there is no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .glossary import Alteration, Change, Descent, Family, Reading
from .settings import SETTINGS
from .words import keys

_SURE = ("made from", "from a lost original")


@dataclass(frozen=True, slots=True)
class _Held:
    """A family as the room reads it."""

    ids: Mapping[str, str]
    parents: Mapping[str, Descent]
    readings: Mapping[str, tuple[Reading, ...]]
    """Readings of each locus."""
    standing: Mapping[str, tuple[Reading, ...]]
    """Readings of each report that have a place in its text."""
    suspects: Mapping[str, tuple[Change, ...]]


def alterations(family: Family) -> tuple[Alteration, ...]:
    """Which telling made each change of a family. Takes its changes, descents and readings."""
    held = _held(family)
    found = (_decided(change, held) for change in family.changes)
    return tuple(sorted((row for row in found if row is not None), key=lambda row: (row.change, row.report)))


def _held(family: Family) -> _Held:
    by_locus: dict[str, list[Reading]] = {}
    by_report: dict[str, list[Reading]] = {}
    content = {locus.locus for locus in family.loci if locus.kind in ("content", "furniture", "credit")}
    for reading in family.readings:
        if reading.locus not in content:
            by_locus.setdefault(reading.locus, []).append(reading)
            if reading.start is not None:
                by_report.setdefault(reading.report, []).append(reading)
    suspects: dict[str, list[Change]] = {}
    for change in family.changes:
        if change.other is None:
            suspects.setdefault(change.one, []).append(change)
    return _Held(
        {witness.report.report: witness.report.id for witness in family.witnesses},
        {row.child: row for row in sorted(family.descents, key=lambda row: (row.confidence, row.parent or ""))},
        {locus: tuple(rows) for locus, rows in by_locus.items()},
        {report: tuple(rows) for report, rows in by_report.items()},
        {report: tuple(rows) for report, rows in suspects.items()},
    )


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
    for row in line[:-1]:
        above = row.parent or ""
        if above in held.ids and _agree(change, above, child, held):
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
    for report in sorted(held.ids):
        if report in votes or _below(report, one, held) or _below(report, other, held):
            continue
        for side in (one, other):
            if _agree(change, report, side, held):
                votes[side].append(report)
    if bool(votes[one]) == bool(votes[other]):
        return None
    sound, maker = (one, other) if votes[one] else (other, one)
    if _below(maker, sound, held):
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


def _agree(change: Change, report: str, side: str, held: _Held) -> bool:
    """Whether a report has the reading of one side of the change, at every locus that the change touches."""
    touched = list(_touched(change, side, held))
    if not touched:
        return False
    for reading in touched:
        rows = held.readings[reading.locus]
        mine = next((row for row in rows if row.report == report), None)
        if mine is None or mine.gap == "unknown" or keys(mine.text) != keys(reading.text):
            return False
    return True


def _touched(change: Change, side: str, held: _Held) -> Iterator[Reading]:
    """The readings of one side at the loci that either side of the change touches and at which the two differ."""
    one, other = change.one, change.other or ""
    spans = {one: (change.one_start, change.one_stop), other: (change.other_start or 0, change.other_stop or 0)}
    seen: set[str] = set()
    for report, (start, stop) in spans.items():
        for reading in held.standing.get(report, ()):
            inside = (reading.start or 0) < stop and start < (reading.stop or 0)
            if inside and reading.locus not in seen:
                seen.add(reading.locus)
                rows = {row.report: row for row in held.readings[reading.locus]}
                if one in rows and other in rows and keys(rows[one].text) != keys(rows[other].text):
                    yield rows[side]


def _below(report: str, above: str, held: _Held) -> bool:
    """Whether a report comes from another, by rows of any standing."""
    at, steps = report, 0
    while (row := held.parents.get(at)) is not None and row.parent is not None and steps <= len(held.parents):
        if row.parent == above:
            return True
        at, steps = row.parent, steps + 1
    return False


def _ids(change: Change, held: _Held) -> dict[str, str]:
    return {report: held.ids.get(report, report) for report in (change.one, change.other or "")}
