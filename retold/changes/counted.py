"""Numbers and dates of one thing in sentences made anew: *for 70 straight days*, *in bed the 20 days*.

`amounts` sets numbers against each other that stand in one place of a kept sentence. Here the place is another one:
what is counted must be the same word, and what stands around it alike.
"""

from __future__ import annotations

from ..glossary import Mention
from ..settings import SETTINGS
from .blocks import FUNCTION, Block, Side
from .senses import forms
from .spelling import bag
from .surroundings import alike, around, telling
from .values import unit_of

Spans = tuple[tuple[int, int], tuple[int, int]]
_LEVELS = {"to": "level", "at": "level", "by": "step", "from": "start"}
SCALES = bag("hundred thousand million billion trillion dozen")
_WHEN = bag("ago later earlier before after since during within")


def of_one(block: Block, one: Mention, other: Mention) -> bool:
    """Whether two numbers count the same, or two dates are of the same, by the words around them."""
    spans = block.one.within(one.start, one.stop), block.other.within(other.start, other.stop)
    if _told_too(block.one, block.other, spans) or (
        one.kind == "number" and not _same_count(block, (one, other), spans)
    ):
        return False
    return alike(around(block.one, *spans[0]), around(block.other, *spans[1]))


def _told_too(one: Side, other: Side, spans: Spans) -> bool:
    """Whether a word in which the two differ stands on the other side too: *between May and October*."""
    mine, theirs = (
        {term.plain for term in side.terms[slice(*span)]} - FUNCTION
        for side, span in zip((one, other), spans, strict=True)
    )
    return not (mine - theirs).isdisjoint(other.keys) or not (theirs - mine).isdisjoint(one.keys)


def _same_count(block: Block, pair: tuple[Mention, Mention], spans: Spans) -> bool:
    """Whether two numbers are of one unit, and of one word where no unit tells."""
    sides = block.one, block.other
    if unit_of(pair[0]) != unit_of(pair[1]) or any(row.text.isalpha() and row.text in SCALES for row in pair):
        return False
    mine, theirs = (_counted(side, *span) for side, span in zip(sides, spans, strict=True))
    return unit_of(pair[0]) not in ("", "ordinal") or any(forms(a, b) for a in mine for b in theirs)


def led_alike(one: Side, other: Side, spans: Spans) -> bool:
    """Whether no small word tells that one number is a level and the other a step or a start: *to 12*, *by 3*."""
    leads = (
        _LEVELS.get(side.terms[low - 1].key) if low else None
        for side, (low, _) in zip((one, other), spans, strict=True)
    )
    return len(set(leads) - {None}) < 2


def _counted(side: Side, low: int, high: int) -> list[str]:
    """The words that may say what is counted: what is joined to the number (*16-room*), and what stands behind it."""
    joined = side.terms[high - 1].key.partition("-")[2].split("-") if low < high else []
    behind = [term.key for term in side.terms[high : high + SETTINGS.changes.counted]]
    return [word for word in (*joined, *behind) if telling(word) and word not in _WHEN]
