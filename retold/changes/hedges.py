"""Hedges: a claim that became surer, or less sure, while its words stayed.

A hedge counts as dropped only where the words around it are kept: a sentence that says the same thing in another way
may carry its doubt elsewhere, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..glossary import Change, Mention
from ..settings import SETTINGS
from .blocks import FUNCTION, Block, Region, Side, Term
from .doubts import MODAL, doubts
from .rows import Judgement, phrase, row, surely, surer
from .signs import DENIAL
from .spelling import bag

_DOUBT = bag(
    "would should likely unlikely probably probable perhaps possible possibly possibility potential "
    "potentially may might could can seem seems seemed appear appears appeared apparent apparently "
    "expected expect expects set due believe believes believed belief think thinks thought suspect "
    "suspects suspected suspicion suggest suggests suggested allege alleges alleged allegedly allegation "
    "allegations claim claims claimed reportedly reported reports report say says said saying accused accuses "
    "chance chances risk risks plan plans planned planning aim aims aimed hope hopes hoped fear fears "
    "feared tend tends considered understood rumoured rumored estimated sign signs if according whether "
    "prospect anticipated predicted forecast forecasts poised bound wants want almost nearly about "
    "guaranteed certain sure"
)
"""Words that carry doubt in one way or another: where one stands instead, the hedge is not lost."""


def hedges(block: Block) -> Iterator[Change]:
    """Hedges dropped, added or exchanged for a much stronger or weaker one."""
    yield from _among_kept(block)
    yield from doubts(block)


def _among_kept(block: Block) -> Iterator[Change]:
    """Hedges among kept words."""
    if block.kept < SETTINGS.changes.kept_claim:
        return
    left, right = block.one.of("hedge"), block.other.of("hedge")
    if [hedge.value for hedge in left] == [hedge.value for hedge in right]:
        return
    mine, theirs = _unmatched(block, left, right, 0), _unmatched(block, right, left, 1)
    if mine and theirs:
        yield from _exchanged(block, mine, theirs)
        return
    for hedge in mine:
        yield from _gone(block, hedge, 0)
    for hedge in theirs:
        yield from _gone(block, hedge, 1)


def _unmatched(block: Block, left: list[Mention], right: list[Mention], which: int) -> list[Mention]:
    """Hedges without a fellow of their meaning; of several alike those are left over that stand in differences."""
    values = [hedge.value for hedge in right]
    found = []
    for hedge in sorted(left, key=lambda hedge: (_region(block, hedge, which) is not None, hedge.start)):
        if hedge.value in values:
            values.remove(hedge.value)
        else:
            found.append(hedge)
    return sorted(found, key=lambda hedge: hedge.start)


def _strength(hedge: Mention) -> int:
    return int((hedge.value or "x 0").split()[-1])


def _exchanged(block: Block, left: list[Mention], right: list[Mention]) -> Iterator[Change]:
    """A weak hedge for a strong one in the same place: *may* for *is likely to*; or *likely* for *unlikely*."""
    for one in left:
        for other in right:
            region = _region(block, one, 0)
            if region is None or region != _region(block, other, 1):
                continue
            turned = {(one.value or "").split()[0], (other.value or "").split()[0]} == {"likely", "unlikely"}
            if turned and _denied(block.one, one) != _denied(block.other, other):
                continue  # *unlikely to go*, *most likely will not go*
            if turned or _strength(one) != _strength(other):
                strong, weak = sorted((one, other), key=_strength, reverse=True)
                why = "the claim is turned round" if turned else surer(strong.text, weak.text)
                grave = "high" if turned else "low"
                says = Judgement("hedge", grave, surely(block, 0.8), why)
                yield row(block, (one.start, one.stop), (other.start, other.stop), says)


def _denied(side: Side, hedge: Mention) -> bool:
    """Whether what a hedge doubts is denied near it."""
    low, high = side.within(hedge.start, hedge.stop)
    reach = SETTINGS.changes.doubted
    return any(term.signs & DENIAL for term in side.terms[max(0, low - reach) : high + reach])


def _region(block: Block, hedge: Mention, which: int) -> Region | None:
    side = block.one if which == 0 else block.other
    low, high = side.within(hedge.start, hedge.stop)
    return next((found for index in range(low, high) if (found := block.region_of(index, which))), None)


def _gone(block: Block, hedge: Mention, which: int) -> Iterator[Change]:
    region = _region(block, hedge, which)
    if region is None:
        return
    side, against = (block.one, block.other) if which == 0 else (block.other, block.one)
    low, high = (region.one_low, region.one_high) if which == 0 else (region.other_low, region.other_high)
    start, stop = (region.other_low, region.other_high) if which == 0 else (region.one_low, region.one_high)
    if high - low > SETTINGS.changes.slot or stop - start > 3 or not _claim_kept(block, region):
        return
    if low and side.terms[low - 1].key in MODAL:
        return  # *could potentially* doubts no more than *could*
    if any(term.key in _DOUBT for term in against.terms[start:stop]):
        return
    fresh = [r for r in block.regions if r != region]
    if any(term.key in _DOUBT for other in fresh for term in block.words(other)[1 - which]):
        return  # the doubt is carried elsewhere, in words of its own
    mine = [term for term in side.terms[low:high] if not hedge.start <= term.start < hedge.stop]
    if not (_told(mine, against.terms[start:stop]) and _told(against.terms[start:stop], mine)):
        return
    sides = phrase(block, region)
    said = [each.text(*span) for each, span in zip((block.one, block.other), sides, strict=True)]
    more = surer(said[1 - which], said[which])
    why = f"a word of doubt stands in one telling only, the claim around it in both: {more}"
    yield row(block, *sides, Judgement("hedge", "high", surely(block, 0.85), why))


def _told(one: Sequence[Term], other: Sequence[Term]) -> bool:
    """Whether every word with content on one side has a form on the other: the claim is the same, but for the doubt."""
    stems = {term.plain[:4] for term in other}
    return all(term.key in FUNCTION or term.plain[:4] in stems for term in one)


def _claim_kept(block: Block, region: Region) -> bool:
    """Whether a word with content is kept right before a region (or nothing stands there) and right behind it."""
    before = region.one_low <= 1 or _carries(block.one, region.one_low - 5, region.one_low)
    return before and _carries(block.one, region.one_high, region.one_high + 4)


def _carries(side: Side, low: int, high: int) -> bool:
    return any(term.key not in FUNCTION for term in side.terms[max(0, low) : high])
