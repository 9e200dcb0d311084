"""House style, and the wording that is left when everything that matters has been named."""

from __future__ import annotations

from collections.abc import Iterator

from ..glossary import Change
from .blocks import Block, Side, Term
from .rows import Judgement, row, spans
from .signs import DRESSED


def house_style(block: Block) -> Iterator[Change]:
    """Spelling variety, digits for words, abbreviations, honorifics: the same words in another dress."""
    dressed = (block.one.signs | block.other.signs) & DRESSED
    for low, high, size in block.runs if dressed else ():
        for one, other in zip(block.one.terms[low : low + size], block.other.terms[high : high + size], strict=True):
            if one.key != other.key and _bare(one) != _bare(other):
                yield row(block, one.span, other.span, _DRESSED)
    yield from _honorifics(block)


def _bare(term: Term) -> str:
    return term.key.removesuffix("'s").rstrip("'")


def _honorifics(block: Block) -> Iterator[Change]:
    if not block.one.titles and not block.other.titles:
        return
    across = dict(block.pairs)
    back = {right: left for left, right in block.pairs}
    mine = dict(block.one.titles)
    theirs = dict(block.other.titles)
    for index, term in sorted(mine.items()):
        right = across.get(index)
        if right is None or (right in theirs and theirs[right].key == term.key):
            continue
        if right in theirs:
            yield row(block, term.span, theirs[right].span, _title("another honorific"))
        else:
            yield row(block, term.span, _point(block.other, right), _title("an honorific in one telling only"))
    for index, term in sorted(theirs.items()):
        left = back.get(index)
        if left is not None and left not in mine:
            yield row(block, _point(block.one, left), term.span, _title("an honorific in one telling only"))


def _title(why: str) -> Judgement:
    return Judgement("house style", "low", 0.95, why)


def _point(side: Side, index: int) -> tuple[int, int]:
    at = side.terms[index].start
    return at, at


def wording(block: Block) -> Iterator[Change]:
    """Every other difference."""
    for region in block.regions:
        left = _letters(block.one, region.one_low, region.one_high)
        same = left == _letters(block.other, region.other_low, region.other_high)
        yield row(block, *spans(block, region), _STYLED if same else _WORDED)


def _letters(side: Side, low: int, high: int) -> str:
    """The letters of a range of terms as they are compared."""
    return "".join(side.plains[low:high]).replace("-", "")


_DRESSED = Judgement("house style", "low", 0.9, "the same word in another spelling or style")
_STYLED, _WORDED = (
    Judgement(kind, "low", 0.9, "the words differ; no change of fact was found") for kind in ("house style", "wording")
)
