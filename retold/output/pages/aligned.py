"""FRONT. Two to four tellings as rows of whole sentences, from the links of their collations.

A row is a set of sentences that links join. A link that would put two sentences of one telling into one row is not
followed unless it says that a sentence was split or merged. The first telling gives the order; what others have beside
it stands behind the sentence that it follows in its own text; what moved leaves a pointer at its own place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ...glossary import Collation, Link, Witness
from .model import Cell, Line, Piece, Row

Spot = tuple[int, int]
"""Which of the tellings shown, and the place of a sentence in it."""

Span = tuple[int, int, int]
"""Start, stop and the number of the finding that stands there."""

BESIDE = 0.6
"""Share of a sentence that must be furniture or credit to call it so."""


LIKE = 0.6
"""Likeness from which a sentence of the story stands beside one that is mostly furniture."""


@dataclass(frozen=True, slots=True)
class Side:
    """One telling that is shown: its letter, its rows, and what is marked in it."""

    letter: str
    witness: Witness
    spans: tuple[Span, ...] = ()


def rows(sides: Sequence[Side], collations: Sequence[Collation]) -> tuple[Row, ...]:
    """The tellings side by side."""
    links = _links(sides, collations)
    sets = _sets(sides, links)
    moved = {spot for (one, other), row in links if row.moved and 0 in (one[0], other[0]) for spot in (one, other)}
    out = [_row(sides, spots, pointer) for spots, pointer in _order(sides, sets, moved)]
    return tuple(_folded(out))


def _places(side: Side) -> dict[int, int]:
    """Where a place stands in the list of sentences."""
    return {sentence.place: at for at, sentence in enumerate(side.witness.sentences)}


def _links(sides: Sequence[Side], collations: Sequence[Collation]) -> list[tuple[tuple[Spot, Spot], Link]]:
    """The links between tellings that are shown, the first telling's first, the likest first."""
    at = {side.witness.report.report: number for number, side in enumerate(sides)}
    found = []
    for laid in collations:
        for row in laid.links:
            if row.one in at and row.other in at and row.one_place is not None and row.other_place is not None:
                pair = sorted(((at[row.one], row.one_place), (at[row.other], row.other_place)))
                found.append(((pair[0], pair[1]), row))
    return sorted(found, key=lambda each: (each[0][0][0], each[0][1][0], -each[1].likeness, each[0]))


def _sets(sides: Sequence[Side], links: Sequence[tuple[tuple[Spot, Spot], Link]]) -> dict[Spot, frozenset[Spot]]:
    """The row of every sentence. What is not the story in either telling is not laid beside anything."""
    held: dict[Spot, set[Spot]] = {}
    beside: set[Spot] = set()
    for at, side in enumerate(sides):
        for sentence in side.witness.sentences:
            held[at, sentence.place] = {(at, sentence.place)}
            if _role(side, sentence.start, sentence.stop):
                beside.add((at, sentence.place))
    for (one, other), row in links:
        if one not in held or other not in held or held[one] is held[other]:
            continue
        if (one in beside and other in beside) or ({one, other} & beside and row.likeness < LIKE):
            continue
        first, second = held[one], held[other]
        clash = {spot[0] for spot in first} & {spot[0] for spot in second}
        if clash and row.fate not in ("split", "merged"):
            continue
        first |= second
        for spot in second:
            held[spot] = first
    return {spot: frozenset(spots) for spot, spots in held.items()}


def _order(
    sides: Sequence[Side], sets: Mapping[Spot, frozenset[Spot]], moved: set[Spot]
) -> list[tuple[tuple[Spot, ...], bool]]:
    """The rows in their order: the sentences of each, and whether it is only a pointer to one that moved."""
    order: list[tuple[tuple[Spot, ...], bool]] = []
    seen: dict[frozenset[Spot], int] = {}
    for at, side in enumerate(sides):
        behind: dict[int, list[tuple[tuple[Spot, ...], bool]]] = {}
        cursor = -1
        for sentence in side.witness.sentences:
            spot = (at, sentence.place)
            spots = sets[spot]
            if spots not in seen:
                behind.setdefault(cursor, []).append((tuple(sorted(spots)), False))
                seen[spots] = -1
            elif seen[spots] >= max(cursor, 0) and (spot not in moved or seen[spots] <= cursor + 1):
                cursor = seen[spots]
            elif at and seen[spots] >= 0 and seen[spots] != cursor and min(s for s in spots if s[0] == at) == spot:
                behind.setdefault(cursor, []).append(((spot,), True))
        order = [
            new for row in range(-1, len(order)) for new in ([order[row]] if row >= 0 else []) + behind.get(row, [])
        ]
        seen = {sets[spots[0]]: number for number, (spots, pointer) in enumerate(order) if not pointer}
    return order


def _row(sides: Sequence[Side], spots: tuple[Spot, ...], pointer: bool) -> Row:
    if pointer:
        ((at, place),) = spots
        name = f"{sides[at].letter}{_places(sides[at])[place] + 1}"
        away = Cell("away", note=name, goal=name)
        return Row(tuple(away if number == at else Cell("none") for number in range(len(sides))))
    cells = []
    for number, side in enumerate(sides):
        here = [place for at, place in spots if at == number]
        cells.append(_cell(side, here) if here else Cell("gap", note=side.letter))
    if all(cell.form in ("fold", "gap") for cell in cells):
        cells = [Cell("none") if cell.form == "gap" else cell for cell in cells]
    return Row(tuple(cells))


def _cell(side: Side, places: Sequence[int]) -> Cell:
    known = _places(side)
    found = [side.witness.sentences[known[place]] for place in places]
    drawn = [Line(f"{side.letter}{known[row.place] + 1}", pieces(side, row.start, row.stop)) for row in found]
    roles = [_role(side, row.start, row.stop) for row in found]
    if all(roles):
        return Cell("fold", tuple(drawn), note=", ".join(dict.fromkeys(roles)))
    return Cell("text", tuple(drawn))


def _role(side: Side, start: int, stop: int) -> str:
    """What a sentence is, if most of it is not the story: roles of furniture, kinds of credit."""
    marks = [(row.start, row.stop, row.role) for row in side.witness.furniture]
    marks += [(row.start, row.stop, row.kind) for row in side.witness.credits]
    inside = [(max(start, one), min(stop, other), role) for one, other, role in marks if one < stop and other > start]
    covered: set[int] = set()
    for one, other, _ in inside:
        covered.update(range(one, other))
    if len(covered) < BESIDE * max(1, stop - start):
        return ""
    return ", ".join(dict.fromkeys(role for _, _, role in inside))


def pieces(side: Side, start: int, stop: int) -> tuple[Piece, ...]:
    """A stretch of a telling cut wherever a finding, furniture or a credit begins or ends."""
    text = side.witness.report.text
    spans = [span for span in side.spans if span[0] < stop and span[1] > start]
    beside = [(row.start, row.stop, row.role) for row in side.witness.furniture]
    beside += [(row.start, row.stop, row.kind) for row in side.witness.credits]
    beside = [part for part in beside if part[0] < stop and part[1] > start]
    cuts = {start, stop} | {end for one, other, _ in [*spans, *beside] for end in (one, other) if start < end < stop}
    ordered = sorted(cuts)
    out = []
    for one, other in pairwise(ordered):
        here = [span for span in spans if span[0] <= one and span[1] >= other]
        out.append(
            Piece(
                text[one:other],
                tuple(dict.fromkeys(number for _, _, number in here)),
                tuple(dict.fromkeys(number for first, _, number in here if max(first, start) == one)),
                tuple(dict.fromkeys(number for _, last, number in here if min(last, stop) == other)),
                next((role for first, last, role in beside if first <= one and last >= other), ""),
            )
        )
    return tuple(out)


def _folded(found: Sequence[Row]) -> list[Row]:
    """Furniture that follows furniture becomes one row; so does furniture of one telling beside another's."""
    out: list[Row] = []
    for folds, group in groupby(found, key=lambda row: all(cell.form in ("fold", "none") for cell in row.cells)):
        held = list(group)
        columns = zip(*(row.cells for row in held), strict=True)
        out += [Row(tuple(map(_together, columns)))] if folds else held
    return out


def _together(cells: Sequence[Cell]) -> Cell:
    real = [cell for cell in cells if cell.form == "fold"]
    if not real:
        return cells[0]
    roles = dict.fromkeys(role for cell in real for role in cell.note.split(", "))
    return replace(real[0], lines=tuple(line for cell in real for line in cell.lines), note=", ".join(roles))
