"""ROOM. Two reports' sentences -> the fate of every sentence (`Link`) and the aligned stretches (`Passage`).

The work is done in the order of the reports' keys and turned round where they were given the other way about, so
that ``collate(b, a)`` mirrors ``collate(a, b)`` exactly. Where there is much to lay side by side, compiled loops do the
arithmetic (`numbered`); the answers are the same to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .. import mirror
from ..compiling import loaded
from ..glossary import Collation, Link, Passage, Witness
from ..settings import SETTINGS
from . import likeness
from .edits import Edit, Told, phrases
from .linking import Matching, match, moved
from .passages import passages
from .sides import Side, Unit, side
from .ways import Pair, Way


def collate(one: Witness, other: Witness) -> Collation:
    """Lay two reports side by side.

    Every sentence of the body of either report has one fate: a row for each pair of sentences, a row with one side
    for a sentence that the other report lacks. A sentence of furniture has a row only where it has a partner.
    """
    (made,) = collations([(one, other)])
    return made


def collations(pairs: Sequence[tuple[Witness, Witness]]) -> list[Collation]:
    """As `collate` for each pair; faster for many, since a report that stands in several is made ready once."""
    return _each(pairs, _laid)


def linkings(pairs: Sequence[tuple[Witness, Witness]]) -> list[Collation]:
    """As `collations`, without edits and passages: which sentence was made from which is all that a verdict asks."""
    return _each(pairs, _linked)


Ready = tuple[Witness, Side]


def _each(pairs: Sequence[tuple[Witness, Witness]], lay: Callable[[Ready, Ready, Way], Collation]) -> list[Collation]:
    """Each pair laid in the order of the keys."""
    way = _way(pairs)
    held: dict[int, Side] = {}
    for pair in pairs:
        for witness in pair:
            if id(witness) not in held:
                held[id(witness)] = side(witness)
    made = []
    for one, other in pairs:
        if other.report.report < one.report.report:
            made.append(_mirror(lay((other, held[id(other)]), (one, held[id(one)]), way)))
        else:
            made.append(lay((one, held[id(one)]), (other, held[id(other)]), way))
    return made


def _way(pairs: Sequence[tuple[Witness, Witness]]) -> Way:
    """The plain way, or the compiled one where the texts are so long together that it is worth loading a compiler."""
    total = sum(len(witness.report.text) for pair in pairs for witness in pair)
    if total < SETTINGS.collation.compiled and not loaded():
        return likeness
    from . import numbered

    return numbered


def _laid(one: Ready, other: Ready, way: Way) -> Collation:
    here, there = one[1], other[1]
    counted = way.bags(here, there)
    near = counted.resemblances()
    found = match(here, there, lambda: near, way)
    keys = (one[0].report.report, other[0].report.report)
    changes = phrases(Told(here.units, way.places(here)), Told(there.units, way.places(there)), found)
    rows = tuple(Passage(*keys, *span, alike) for span, alike in passages(here, there, counted, near, found))
    return Collation(one[0], other[0], _links(keys, (here, there), found, changes), rows)


def _linked(one: Ready, other: Ready, way: Way) -> Collation:
    here, there = one[1], other[1]
    found = match(here, there, lambda: way.bags(here, there).resemblances(), way)
    return Collation(one[0], other[0], _links((one[0].report.report, other[0].report.report), (here, there), found, {}))


def _links(
    keys: tuple[str, str], sides: tuple[Side, Side], found: Matching, changes: Mapping[Pair, Sequence[Edit]]
) -> tuple[Link, ...]:
    """The fate of every sentence."""
    one, other = sides[0].units, sides[1].units
    links = [*_paired(keys, (one, other), found, changes), *_single(keys, one, other, found)]
    return tuple(sorted(links, key=_order))


def _paired(
    keys: tuple[str, str],
    units: tuple[Sequence[Unit], Sequence[Unit]],
    found: Matching,
    changes: Mapping[Pair, Sequence[Edit]],
) -> list[Link]:
    one, other = units
    astray = moved(list(found.pairs), one)
    rows = []
    for (left, right), alike in found.pairs.items():
        if (left, right) in found.exact:
            fate = "kept"
        elif len(found.one[left]) > 1:
            fate = "split"
        elif len(found.other[right]) > 1:
            fate = "merged"
        else:
            fate = "reworded"
        differ = tuple(changes.get((left, right), ()))
        away = (left, right) in astray
        rows.append(Link(*keys, one[left].place, other[right].place, fate, away, min(1.0, alike), differ))
    return rows


def _single(keys: tuple[str, str], one: Sequence[Unit], other: Sequence[Unit], found: Matching) -> list[Link]:
    dropped = [
        Link(*keys, unit.place, None, "dropped", False, 0.0)
        for at, unit in enumerate(one)
        if unit.body and at not in found.one
    ]
    added = [
        Link(*keys, None, unit.place, "added", False, 0.0)
        for at, unit in enumerate(other)
        if unit.body and at not in found.other
    ]
    return dropped + added


def _order(link: Link) -> tuple[bool, int, bool, int]:
    """By place in `one`; what was added comes last, by place in `other`."""
    return (link.one_place is None, link.one_place or 0, link.other_place is None, link.other_place or 0)


def _mirror(collation: Collation) -> Collation:
    links = [mirror.link(row) for row in collation.links]
    turned = [
        Passage(p.other, p.one, p.other_start, p.other_stop, p.one_start, p.one_stop, p.likeness)
        for p in collation.passages
    ]
    turned.sort(key=lambda p: (p.one_start, p.one_stop, p.other_start, p.other_stop))
    return Collation(collation.other, collation.one, tuple(sorted(links, key=_order)), tuple(turned))
