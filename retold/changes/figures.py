"""Words of figures that are no plain number: *December 31*, *50/50*, *1985/86*, *23/32*, told otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..glossary import Change
from .blocks import Block, Side, Term
from .codes import coded, item
from .rows import Judgement, row, surely
from .signs import COUNT, ORDINALS, SLASH

_FIGURES = re.compile(r"^\d[\d/:.,\-]*(?:th|(?:th)?-[a-z][a-z\-]*)?$")
SPAN = re.compile(r"^((?:1[5-9]|20)\d\d)[-/](\d{1,4})$")
"""Some years: *2015-16*."""
_QUOTED = re.compile(r"^[$£€]?\d+(?:(\.)\d+)?(?:-\d+)?/(\d+)$")
"""A price as markets quote it: in parts (*23/32*, *1-10/32*) or bid and asked (*$4.81/83*)."""


def figures(block: Block) -> Iterator[Change]:
    """Words of figures that stand against each other, and prices in parts, one on either side."""
    one, other = block.differing
    if one & other & COUNT:
        yield from _in_place(block)
    if block.one.signs & block.other.signs & SLASH:
        yield from _alone(block)


def _in_place(block: Block) -> Iterator[Change]:
    """A lone word of digits in the place of another one, whatever it counts."""
    for low, high in block.slots:
        one, other = block.one.terms[low], block.other.terms[high]
        left = _figures(one.plain)
        right = _figures(other.plain) if left else ""
        if not right or left == right or _shape(left) != _shape(right):
            continue
        if _counted(block.one, one) and _counted(block.other, other):
            continue  # compared by what they are worth
        if one.plain in block.other.keys or other.plain in block.one.keys:
            continue  # the figures are only told in another order
        if any(coded(side, term) or item(side, term) for side, term in ((block.one, one), (block.other, other))):
            continue
        if _one_span(one.plain, other.plain):
            continue
        if _tail(block.one, low) == _tail(block.other, high):  # else another unit, another phrase
            says = Judgement("number", "high", surely(block, 0.8), "other figures in the same place of the sentence")
            yield row(block, one.span, other.span, says)


def _one_span(one: str, other: str) -> bool:
    """Whether two spans of years are one, however the second year is written: *2015-6*, *2015-16*."""
    left, right = SPAN.match(one), SPAN.match(other)
    if left is None or right is None or left.group(1) != right.group(1):
        return False
    return left.group(2).endswith(right.group(2)) or right.group(2).endswith(left.group(2))


def _alone(block: Block) -> Iterator[Change]:
    """The only price in parts of either side, of one sort, wherever it was moved to."""
    left = _prices(block.one)
    right = _prices(block.other) if len(left) == 1 else []
    if len(right) != 1 or left[0][1] != right[0][1] or left[0][0].plain == right[0][0].plain:
        return
    one, other = left[0][0], right[0][0]
    says = Judgement("number", "medium", surely(block, 0.8), "the one price of its sort in the sentence is another one")
    yield row(block, one.span, other.span, says)


def _prices(side: Side) -> list[tuple[Term, str]]:
    """The prices in parts of a side, each with its sort: the parts that are counted, or a point."""
    found = ((term, _QUOTED.match(term.key)) for term in side.terms if "/" in term.key)
    return [(term, match.group(1) or match.group(2)) for term, match in found if match]


def _counted(side: Side, term: Term) -> bool:
    """Whether a term belongs to what is worth something else than its figures: *4.6 billion*, *4:45*."""
    return any(
        row.start <= term.start < row.stop and (row.kind == "date" or row.stop > term.stop)
        for row in side.mentions
        if row.kind in ("number", "date")
    )


def _tail(side: Side, at: int) -> str:
    """What follows a word of figures: the word behind it, and what is joined to it (*14-year-old*)."""
    joined = side.terms[at].plain.partition("-")[2]
    return joined or (side.terms[at + 1].plain if at + 1 < len(side.terms) else "")


@lru_cache(maxsize=65536)
def _figures(word: str) -> str:
    """A word of counting as figures: *one* is 1, *third* is 3th, *fifth-most* is 5th-most; nothing for any other."""
    head, dash, tail = word.partition("-")
    if head == "one":
        head = "1"
    elif head in ORDINALS:
        head = f"{ORDINALS.index(head) + 1}th"
    found = head + dash + tail
    return found if _FIGURES.match(found) else ""


def _shape(word: str) -> str:
    """The marks of a word of digits: figures of one shape are compared, dates with dates and scores with scores."""
    return re.sub(r"\d+", "", word)
