"""Direction: an amount that rose in one telling and fell in the other, whatever words say so.

Only movements with an amount behind them are read (*gained 3 points*, *was down 2 per cent*), of one subject that both
tellings name right before. A bare pair of opposites is the business of `negation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..glossary import Change
from ..settings import SETTINGS
from . import signs
from .blocks import FUNCTION, Block, Side
from .rows import Judgement, row, surely
from .signs import DOWN, TURNED, UP
from .spelling import bag

MOVED = UP | DOWN
"""Words that say that an amount moved."""

_PARTICLES = bag("up down off higher lower")
_BESIDE = bag(
    "was is were are been closed finished ended opened settled traded trading inched edged ticked moved stood went "
    "also sharply slightly just only by about almost nearly more than around some as much"
)
_SMALL = FUNCTION | _BESIDE | UP | DOWN
_DENIED = bag("not no never without cannot")
_SUBJECT = 6
_AMOUNT = 3


@dataclass(frozen=True, slots=True)
class Move:
    """A movement: the terms that say it, where it goes (1 up, -1 down), and the amount behind it."""

    low: int
    high: int
    way: int
    amount: str


def directions(block: Block) -> Iterator[Change]:
    """Movements of one subject that go up in one telling and down in the other."""
    sides = block.one, block.other
    if block.kept < SETTINGS.changes.kept_fact or any("number" not in side.kinds for side in sides):
        return
    if not block.one.signs & block.other.signs & signs.MOVED:
        return
    if any(_denied(side) for side in sides):
        return
    left, right = _moves(block.one), _moves(block.other)
    told = {(move.way, move.amount) for move in left} & {(move.way, move.amount) for move in right}
    taken: set[int] = set()
    for one in left:
        if (one.way, one.amount) in told:
            continue
        for other in right:
            if other.low in taken or (other.way, other.amount) in told or not _one_subject(block, one, other):
                continue
            taken.add(other.low)
            if one.way != other.way:
                why = "what rose in one telling fell in the other"
                grave = "high" if block.kept >= SETTINGS.changes.kept_claim else "medium"
                spans = block.one.span(one.low, one.high), block.other.span(other.low, other.high)
                yield row(block, *spans, Judgement("negation", grave, surely(block, 0.8), why))
            break


def _denied(side: Side) -> bool:
    return bool(side.signs & signs.DENIAL) and any(
        term.key in _DENIED or term.key.endswith("n't") for term in side.terms
    )


def _moves(side: Side) -> list[Move]:
    """The movements of a side, in order."""
    found: list[Move] = []
    numbers = {side.within(mention.start, mention.stop)[0]: mention.value or "" for mention in side.of("number")}
    for at, term in enumerate(side.terms):
        if not term.signs & signs.MOVED or (found and at < found[-1].high):
            continue
        low, high, way = _way(side, at, term.key)
        if not way:
            continue
        amount = next((numbers[place] for place in range(high, high + _AMOUNT) if place in numbers), None)
        between = [t.key for t in side.terms[high : high + _AMOUNT]]
        if amount is not None and not set(between) & (UP | DOWN):
            found.append(Move(low, high, way, amount))
    return found


def _way(side: Side, at: int, word: str) -> tuple[int, int, int]:
    """The terms of the movement that is said at a place, and where it goes; 0 where none is."""
    after = side.terms[at + 1].key if at + 1 < len(side.terms) else ""
    if TURNED.get(word) == after != "":
        return at, at + 2, -1 if after == "up" else 1
    way = 1 if word in UP else -1 if word in DOWN else 0
    if way and word in _PARTICLES:
        before = side.terms[at - 1].key if at else ""
        return at, at + 1, way if before in _BESIDE or _comma(side, at) else 0
    return at, at + 1, way


def _comma(side: Side, at: int) -> bool:
    return bool(at) and "," in side.text(side.terms[at - 1].stop, side.terms[at].start)


def _one_subject(block: Block, one: Move, other: Move) -> bool:
    """Whether a word with content stands right before both movements, and against itself."""
    for left, right in block.pairs:
        near = one.low - _SUBJECT <= left < one.low and other.low - _SUBJECT <= right < other.low
        word = block.one.terms[left].plain
        if near and word not in _SMALL and word.isalpha() and len(word) > 1:
            return True
    return False
