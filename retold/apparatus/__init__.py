"""ROOM. A family's collations -> the places where its tellings differ (`Locus`) and what each has there (`Reading`).

The view of many tellings at once: sentence links are joined across pairs, so that a unit, a variant place, a piece of
furniture or a credit is one locus however many tellings have it. At every locus every telling has a reading or a gap.

A gap is ``omitted`` where a telling has the place and not the words, and ``unknown`` where nothing can be said: a
telling that breaks off before the place, or the wording of a sentence that a telling lacks altogether. The two must
not be mixed: the choice alone moves a stemma (stemmaweb issue 91).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..glossary import Collation, Locus, Reading
from .marginalia import marginalia
from .places import Place
from .sides import Side, sides
from .units import units
from .variants import variants

Rows = tuple[tuple[Locus, ...], tuple[Reading, ...]]


def apparatus(family: str, collations: Sequence[Collation]) -> Rows:
    """The loci of a family in the order of its fullest telling, and a reading of each telling at each locus.

    `collations` may hold all pairs of a family or only some, as long as they hang together; their order and the way
    round of each do not matter. Kinds of locus: ``content`` (a sentence, or the sentences it was split into),
    ``wording``, ``name``, ``number``, ``quotation`` and ``house style`` (a variant place inside a shared sentence),
    ``furniture`` and ``credit``.
    """
    held = sides(collations)
    found, by_words = units(held, collations)
    places: list[Place] = []
    for unit in found:
        places.append(unit)
        places.extend(variants(unit, held, by_words))
    places.extend(marginalia(held))
    order = {side.key: rank for rank, side in enumerate(held)}
    loci, readings = [], []
    for place in places:
        locus = place.locus(family)
        loci.append(locus)
        readings.extend(_readings(locus, place, held, order))
    return tuple(loci), tuple(readings)


def _readings(locus: Locus, place: Place, held: Sequence[Side], order: dict[str, int]) -> list[Reading]:
    rows = []
    for side in sorted(held, key=lambda side: order[side.key]):
        span = place.spans.get(side.key)
        if span is None:
            gap = place.gaps.get(side.key, "omitted")
            rows.append(Reading(locus.family, locus.locus, side.key, None, None, "", gap))
        else:
            start, stop = span
            rows.append(Reading(locus.family, locus.locus, side.key, start, stop, side.text[start:stop], ""))
    return rows
