"""Where what two reports share stands: throughout, in one passage, or below a top of its own.

Sentences that are carried in one order, beside each other in either report, are one block. A copy is carried in many
places or nearly whole; a lifted paragraph, a wire lead that both quote, or background that is put together from an
earlier report is one block with nothing around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..settings import SETTINGS


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence of the shorter report with its partner, each counted from 0 among the sentences of its report."""

    place: int
    partner: int
    words: float
    """Words of prose that are carried."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Shares of the shorter report's prose, 0 to 1."""

    outside: float
    """Outside the largest block."""
    outside_carried: float
    """How much of that is carried all the same."""


def passages(carried: Sequence[Carried], prose: Sequence[int]) -> Passages:
    """What stands outside the largest block; `prose` has the words of prose of each sentence of the shorter report."""
    total = sum(prose)
    blocks = _blocks(carried)
    if not blocks or not total:
        return Passages(1.0, 0.0)
    most = max(blocks, key=lambda block: (_words(block), -block[0].place))
    outside = total - sum([prose[entry.place] for entry in most])
    rest = sum([_words(block) for block in blocks]) - _words(most)
    return Passages(round(outside / total, 4), round(min(1.0, rest / outside), 4) if outside else 0.0)


def _blocks(carried: Sequence[Carried]) -> list[list[Carried]]:
    """Carried sentences, in order, that stand beside each other in either report; one may be left out between them."""
    blocks: list[list[Carried]] = []
    for entry in carried:
        last = blocks[-1][-1] if blocks else None
        gap = SETTINGS.kinship.block_gap
        steps = (entry.place - last.place, entry.partner - last.partner) if last else (0, -1)
        if steps[1] >= 0 and min(steps) <= gap:
            blocks[-1].append(entry)
        else:
            blocks.append([entry])
    return blocks


def _words(block: Sequence[Carried]) -> float:
    return sum([entry.words for entry in block])


def opening(prose: Mapping[int, int], held: Mapping[int, float]) -> int:
    """Words of prose of a report before its first sentence that the other has too; all of them if it has none."""
    words = 0
    for place in sorted(prose):
        if held.get(place, 0.0) >= SETTINGS.kinship.surely_carried:
            break
        words += prose[place]
    return words
