"""FRONT. The changes of a family as a list, and where each of them stands in the tellings that are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...glossary import CHANGES, Change, Family
from .. import wording
from ..wording import Difference
from .aligned import Span
from .choice import SHORT, Choice
from .model import Finding, Switch

CODES: Final = {
    "quotation": "q",
    "speaker": "sp",
    "name": "n",
    "institution": "i",
    "number": "#",
    "date": "d",
    "hedge": "h",
    "attribution": "at",
    "negation": "¬",
    "actor": "ac",
    "role": "r",
    "meaning": "m",
    "house style": "st",
    "wording": "w",
    "suspect": "?",
}
"""A sign for each kind, beside its mark in the text: a kind is told by sign and pattern, never by colour alone."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the tellings when findings are listed: letters, which are shown, what people have said."""

    letters: Mapping[str, str]
    shown: tuple[str, ...]
    said: Mapping[str, tuple[str, ...]]

    def named(self, reports: Iterable[str]) -> tuple[str, ...]:
        """The letters of these reports, in order."""
        return tuple(sorted((self.letters[key] for key in reports if key in self.letters), key=_by_letter))


def _by_letter(letter: str) -> tuple[int, str]:
    return len(letter), letter


def grouped(found: Family, choice: Choice, known: Known) -> tuple[Difference, ...]:
    """The differences that the choice lets through: gravest first, those on this page before the others, then in the
    order of the text; then what can be seen in one telling alone."""
    rows = [row for row in found.changes if choice.takes(row)]
    between = wording.differences([row for row in rows if row.kind != "suspect"], found)
    first = {key: at for at, key in enumerate(known.shown)}

    def place(row: Difference) -> tuple[int, bool, int, str]:
        here = [start for change in row.members for start in _starts(change, first)]
        return wording.GRAVITY[row.change.gravity], not here, min(here, default=row.change.one_start), row.change.change

    held: dict[tuple[str, int, int, str], Change] = {}
    for row in wording.shown(rows, ("suspect",)):
        held.setdefault((row.one, row.one_start, row.one_stop, row.one_text), row)
    alone = [Difference(row, frozenset([row.one]), frozenset(), frozenset(), (row,)) for row in held.values()]
    return (*sorted(between, key=place), *alone)


def _starts(row: Change, first: Mapping[str, int]) -> list[int]:
    """Where a change stands in a telling that is shown, if both its sides are."""
    if row.other is None or row.one not in first or row.other not in first:
        return []
    return [row.one_start if first[row.one] < first[row.other] else row.other_start or 0]


def listed(rows: Sequence[Difference], choice: Choice, known: Known) -> tuple[Finding, ...]:
    """The differences as a numbered list."""
    out = []
    for number, row in enumerate(rows, 1):
        change, row = _turned(row, known)
        here = [one for one in row.members if {one.one, one.other or one.one} <= set(known.shown)]
        between = (change.one,) if change.other is None else (change.one, change.other)
        out.append(
            Finding(
                number=number,
                change=change.change,
                kind=change.kind,
                code=CODES[change.kind],
                gravity=change.gravity,
                manner=change.manner,
                confidence=change.confidence,
                one_text=change.one_text,
                other_text=change.other_text or "",
                one=known.named(row.one),
                other=known.named(row.other),
                made_by=known.named(row.made_by),
                why=tuple(wording.reasons(change.why, 99)),
                anchor=_anchor(number, here, known),
                elsewhere="" if here else replace(choice, show=tuple(key[:SHORT] for key in between)).query(),
                said=known.said.get(change.change, ()),
            )
        )
    return tuple(out)


def _turned(row: Difference, known: Known) -> tuple[Change, Difference]:
    """A difference seen from the telling that is shown first, else from the one with the first letter."""
    change = row.change
    sides = [[known.letters.get(key, "~") for key in side] for side in (row.one, row.other)]
    ranks = [[known.shown.index(key) for key in side if key in known.shown] for side in (row.one, row.other)]
    first = [
        (min(rank, default=99), min(map(_by_letter, side), default=(99, "")))
        for rank, side in zip(ranks, sides, strict=True)
    ]
    if change.other is None or first[0] <= first[1]:
        return change, row
    manner = {"dropped": "added", "added": "dropped"}.get(change.manner, change.manner)
    turned = replace(change, one_text=change.other_text or "", other_text=change.one_text, manner=manner)
    return turned, replace(row, one=row.other, other=row.one)


def _anchor(number: int, here: Sequence[Change], known: Known) -> str:
    """The mark to jump to: in the first telling that has the phrase."""
    filled = [
        key
        for change in here
        for key, start, stop in ((change.one, change.one_start, change.one_stop), _other(change))
        if key and stop > start
    ]
    held = [key for key in known.shown if key in filled]
    return f"m{number}{known.letters[held[0]]}" if held else ""


def _other(change: Change) -> tuple[str, int, int]:
    return change.other or "", change.other_start or 0, change.other_stop or 0


def spans(rows: Sequence[Difference], known: Known) -> dict[str, tuple[Span, ...]]:
    """Where the findings stand in each telling that is shown."""
    held: dict[str, dict[Span, None]] = {key: {} for key in known.shown}
    for number, row in enumerate(rows, 1):
        for change in row.members:
            if not {change.one, change.other or change.one} <= set(known.shown):
                continue
            for key, start, stop in ((change.one, change.one_start, change.one_stop), _other(change)):
                if key and stop > start:
                    held[key][start, stop, number] = None
    return {key: tuple(sorted(found)) for key, found in held.items()}


def switches(found: Family, choice: Choice) -> tuple[Switch, ...]:
    """Every kind that occurs, with its count under the other filters, whether it is on or off."""
    everything = replace(choice, kinds=CHANGES)
    rows = [row for row in found.changes if everything.takes(row)]
    counts = Counter(row.change.kind for row in wording.differences([r for r in rows if r.kind != "suspect"], found))
    counts["suspect"] = len({(row.one, row.one_start, row.one_stop) for row in rows if row.kind == "suspect"})
    return tuple(
        Switch(kind, CODES[kind], counts[kind], kind in choice.kinds)
        for kind in CHANGES
        if counts[kind] or kind not in choice.kinds
    )
