"""Bounds: the same number that is a most in one telling and a least in the other: *less than 20*, *more than 20*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..glossary import Change, Mention
from ..settings import SETTINGS
from .blocks import Block, Side
from .rows import Judgement, Span, row, surely
from .signs import BOUND, LEAST, MOST
from .values import worth

_WAYS = {tuple(phrase.split()): way for way, phrases in ((-1, MOST), (1, LEAST)) for phrase in phrases}
_LONGEST = 3


def bounds(block: Block) -> Iterator[Change]:
    """Numbers that both tellings have once, from below in one and from above in the other."""
    counted = "number" in block.one.kinds and "number" in block.other.kinds
    bounded = block.one.signs & block.other.signs & BOUND
    if block.kept < SETTINGS.changes.kept_fact or not block.regions or not counted or not bounded:
        return
    left, right = _bounded(block.one), _bounded(block.other)
    for value in sorted(left.keys() & right.keys(), key=lambda value: left[value][1]):
        (way, span), (back, against) = left[value], right[value]
        if way != back:
            grave = "high" if block.kept >= SETTINGS.changes.kept_claim else "medium"
            why = "the same number is the most in one telling and the least in the other"
            yield row(block, span, against, Judgement("number", grave, surely(block, 0.85), why))


def _bounded(side: Side) -> dict[str, tuple[int, Span]]:
    """The numbers of a side that stand there once, with the way of the bound before each and where both stand."""
    numbers = side.of("number")
    counted = Counter(map(worth, numbers))
    found = ((mention, _bound(side, mention)) for mention in numbers if counted[worth(mention)] == 1)
    return {worth(mention): bound for mention, bound in found if bound is not None}


def _bound(side: Side, mention: Mention) -> tuple[int, Span] | None:
    low, _ = side.within(mention.start, mention.stop)
    reach = side.terms[max(0, low - _LONGEST - SETTINGS.changes.deed) : low]
    if len(reach) > 1 and any(term.key in ("not", "never") or term.key.endswith("n't") for term in reach):
        return None  # *must not earn more than 20* is another way of at most
    for size in range(_LONGEST, 0, -1):
        phrase = tuple(term.key for term in side.terms[max(0, low - size) : low])
        if len(phrase) == size and phrase in _WAYS:
            return _WAYS[phrase], (side.terms[low - size].start, mention.stop)
    return None
