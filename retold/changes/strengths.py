"""Strength: a relation that became an effect, or an effect that became a mere relation or possibility.

Two sentences that say one thing are graded by `claims`. A change is named only where the words show it: the surer
side speaks of causing or changing, the other of a relation, a prediction or a possibility that the surer side lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..glossary import Change
from ..settings import SETTINGS
from .blocks import Block, Side
from .claims import groups, strength
from .rows import Judgement, row, surer
from .signs import GRADED, LESS, MORE, STRONG, WEAK


def strengths(block: Block) -> Iterator[Change]:
    """Claims of another grade in linked sentences."""
    if not block.regions or block.kept == 1:
        return
    sides = block.one, block.other
    one, other = block.one.signs, block.other.signs
    if not (one | other) & GRADED or not ((one & WEAK and other & STRONG) or (one & STRONG and other & WEAK)):
        return
    lines = [[term.key for term in side.terms[: SETTINGS.changes.claim_words]] for side in sides]
    held = [groups(line) for line in lines]
    doubt = ("may" in held[0]) != ("may" in held[1])
    if not doubt and not any(name in groups for groups in held for name in ("associate", "predict")):
        return  # neither side is of the kind of claim that has a grade
    if not any(_weak(held, high) and _strong(held, high) for high in (0, 1)):
        return  # no words would show it
    odds = [strength(line) for line in lines]
    grades = [_grade(row) for row in odds]
    if 0 in grades or grades[0] == grades[1]:
        return
    high = 0 if grades[0] > grades[1] else 1
    weak, strong = _weak(held, high), _strong(held, high)
    if not weak or not strong:
        return
    spans = [(0, 0), (0, 0)]
    spans[high] = _word(sides[high], held[high][strong[0]])
    spans[1 - high] = _word(sides[1 - high], held[1 - high][weak[0]])
    said = [side.text(*span) for side, span in zip(sides, spans, strict=True)]
    sure = sum(a * b for at, a in enumerate(odds[1 - high]) for against, b in enumerate(odds[high]) if against > at)
    why = f"{surer(said[high], said[1 - high])}: an effect where the other telling has a relation or a possibility"
    yield row(block, spans[0], spans[1], Judgement("hedge", "medium", round(sure, 4), why))


def _weak(held: Sequence[Mapping[str, int]], high: int) -> list[str]:
    """Words of a mere relation or possibility of the side that claims less, which the other side lacks."""
    return [name for name in LESS if name in held[1 - high] and name not in held[high]]


def _strong(held: Sequence[Mapping[str, int]], high: int) -> list[str]:
    """Words of an effect of the side that claims more."""
    return [name for name in MORE if name in held[high]]


def _grade(odds: list[float]) -> int:
    """The likeliest grade; a sentence that another one retells is a claim unless that is unlikely."""
    if odds[0] > SETTINGS.changes.no_claim:
        return 0
    return max((1, 2, 3), key=lambda grade: odds[grade])


def _word(side: Side, at: int) -> tuple[int, int]:
    return side.terms[at].start, side.terms[at].stop
