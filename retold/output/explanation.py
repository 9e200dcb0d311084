"""FRONT. One change with its evidence: both whole sentences, the link between them, who made it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from ..errors import UsageError
from ..glossary import Alteration, Change, Collation, Comparison, Family, Link, Sentence, Witness
from . import wording
from .width import broken, page

_LEAST = 6
"""Digits of an id that are always shown: more where two changes would share them, which few families need."""
_LISTED = 5
"""Changes that are told apart in a message."""


def handles(changes: Sequence[Change]) -> dict[str, str]:
    """The short ids by which changes can be asked about again: all of one length, and no two alike."""
    ids = sorted({row.change for row in changes})
    size = len("c-") + _LEAST
    while len({id[:size] for id in ids}) < len(ids):
        size += 1
    return {id: id[:size] for id in ids}


def picked(changes: Iterable[Change], id: str) -> Change:
    """The change that an id, or the start of one, means; `UsageError` where none or several do.

    An id is made of the two reports, the kind and the places alone: it stays when tellings come or go.
    """
    start = id.strip().casefold()
    start = start if start.startswith("c-") else f"c-{start}"
    found = {row.change: row for row in changes if row.change.startswith(start)}
    if not found or start == "c-":
        raise UsageError(f"--explain {id}: {_missing(id.strip())}")
    if len(found) > 1:
        names, listed = handles(list(found.values())), sorted(found.items())
        known = [f"{names[key]} ({row.kind} {wording.change(row, 30)})" for key, row in listed[:_LISTED]]
        known += [f"{len(found) - _LISTED} more"] if len(found) > _LISTED else []
        raise UsageError(f"--explain {id}: {len(found)} changes begin so, {', '.join(known)}; write more of the id")
    return next(iter(found.values()))


def _missing(id: str) -> str:
    """What to say of an id that no change has."""
    if id.startswith("f-"):
        return "this is the id of a family; a change's begins with c- and stands in the list of changes"
    if not id or id == "c-":
        return "write the id of a change, or the start of it; the ids stand in the list of changes"
    return "no change begins so; the ids stand in the list of changes, and --kinds all lists every kind"


def text(found: Comparison | Family, row: Change) -> str:
    """One change and its evidence, for people at a terminal."""
    sure = wording.certainty(row.confidence)
    lines = [f"{row.kind}, {row.manner}: {row.gravity} gravity, {sure} sure   {row.change}", ""]
    names = wording.titles(_witnesses(found))
    for mark, witness, span in _sides(found, row):
        lines += _side(f"{mark}  {names[witness.report.report]}", witness, span)
    for link in _links(found, row):
        how = f"{link.fate}{', moved' if link.moved else ''}, likeness {link.likeness:.2f}"
        lines += _field("Sentence", how)
    lines += _field("Why", row.why)
    lines += _field("Made by", *_makers(found, row))
    return wording.visible(page(lines))


def value(found: Comparison | Family, row: Change) -> dict[str, Any]:
    """The same as one object of rows: the change, its sentences, links and alterations."""
    return {
        "change": asdict(row),
        "sentences": [
            asdict(sentence) for _, witness, span in _sides(found, row) for sentence in _sentences(witness, span)
        ],
        "links": [asdict(link) for link in _links(found, row)],
        "alterations": [asdict(made) for made in _alterations(found, row)],
    }


def _witnesses(found: Comparison | Family) -> tuple[Witness, ...]:
    return (found.collation.one, found.collation.other) if isinstance(found, Comparison) else found.witnesses


def _collations(found: Comparison | Family) -> tuple[Collation, ...]:
    return (found.collation,) if isinstance(found, Comparison) else found.collations


def _sides(found: Comparison | Family, row: Change) -> list[tuple[str, Witness, tuple[int, int]]]:
    """The telling or tellings that a change is about, each with the stretch."""
    held = {witness.report.report: witness for witness in _witnesses(found)}
    sides = [("A", held[row.one], (row.one_start, row.one_stop))]
    if row.other is not None and row.other_start is not None and row.other_stop is not None:
        sides.append(("B", held[row.other], (row.other_start, row.other_stop)))
    elif isinstance(found, Comparison) and row.one == found.collation.other.report.report:
        sides = [("B", *sides[0][1:])]
    return sides


def _sentences(witness: Witness, span: tuple[int, int]) -> list[Sentence]:
    """The sentences that a stretch touches; of an empty one, the sentence in which it stands."""
    start, stop = span[0], max(span[1], span[0] + 1)
    touched = [row for row in witness.sentences if row.start < stop and start < row.stop]
    return touched or [row for row in witness.sentences if row.start <= span[0] <= row.stop][:1]


def _side(mark: str, witness: Witness, span: tuple[int, int]) -> list[str]:
    """One telling: where the stretch stands, and its sentences with the stretch between arrows."""
    start, stop = span
    whole = _sentences(witness, span)
    low = min([start, *(row.start for row in whole)])
    high = max([stop, *(row.stop for row in whole)])
    text = witness.report.text
    inside = f"»{text[start:stop]}«" if start < stop else "»«"
    said = " ".join((text[low:start] + inside + text[stop:high]).split())
    place = f"{mark}, characters {start} to {stop}"
    return [place, *broken(said, "   ", "   "), ""]


def _links(found: Comparison | Family, row: Change) -> list[Link]:
    """The links of the sentences that a change stands in."""
    places = {
        witness.report.report: {sentence.place for sentence in _sentences(witness, span)}
        for _, witness, span in _sides(found, row)
    }
    return [
        link
        for laid in _collations(found)
        for link in laid.links
        if {link.one, link.other} == {row.one, row.other}
        and link.one_place in places.get(link.one, ())
        and link.other_place in places.get(link.other, ())
    ]


def _alterations(found: Comparison | Family, row: Change) -> list[Alteration]:
    return [made for made in found.alterations if made.change == row.change]


def _makers(found: Comparison | Family, row: Change) -> list[str]:
    """Who made it, with the evidence, or that nobody can say."""
    if row.kind == "suspect":
        return ["nothing is said of any other telling"]
    names = wording.titles(_witnesses(found))
    said = [
        f"{names[made.report]} ({wording.certainty(made.confidence)}): {made.why}" for made in _alterations(found, row)
    ]
    return said or ["cannot be told: the two differ, and either may have made it"]


def _field(name: str, *values: str) -> list[str]:
    lines: list[str] = []
    for at, value in enumerate(values):
        head = f"{name if at == 0 else '':<10}"
        lines += broken(value, head, " " * 10) or [head]
    return lines
