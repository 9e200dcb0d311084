"""Attribution: a claim that stays while the one who made it goes, so that it stands as the reporter's own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..glossary import Change, Mention
from ..settings import SETTINGS
from ..words import lexicon
from .blocks import FUNCTION, Block, Side, terms
from .rows import Judgement, row
from .spelling import bag

_SOURCED = bag(
    "according allegedly reportedly source sources statement told quoted citing cited via report reports "
    "reported forecast forecasts says"
)
_PRONOUNS = bag("he she they it i we you who")


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return lexicon("reporting_verbs")


def attributions(block: Block) -> Iterator[Change]:
    """Attributions of a kept claim that only one telling has."""
    told = ["attribution" in side.kinds for side in (block.one, block.other)]
    if block.kept < SETTINGS.changes.kept_claim or told[0] == told[1]:
        return
    yield from _lost(block, 0)
    yield from _lost(block, 1)


def _lost(block: Block, which: int) -> Iterator[Change]:
    mine, theirs = (block.one, block.other) if which == 0 else (block.other, block.one)
    cues = mine.of("attribution")
    if not cues or theirs.of("attribution") or _sourced(theirs) or _near(theirs, cues):
        return
    cue = cues[0]
    if (cue.speaker or "").casefold() in _PRONOUNS or any(quote.speaker for quote in theirs.of("quotation")):
        return
    low, high = _clause(mine, cue)
    if high <= low or any(block.region_of(index, which) is None for index in range(low, high) if _content(mine, index)):
        return
    if _rest(block, which, low, high) < SETTINGS.changes.kept_claim:
        return
    start, stop = block.across(low, high, which)
    here, there = mine.span(low, high), theirs.span(start, stop)
    there = (there[0], there[0]) if stop > start else there
    why = f"the claim stands in both tellings, who says so ({cue.speaker}) in one only"
    says = Judgement("attribution", "medium", 0.75, why)
    yield row(block, *((here, there) if which == 0 else (there, here)), says)


def _content(side: Side, index: int) -> bool:
    return side.terms[index].key not in FUNCTION


def _sourced(side: Side) -> bool:
    """Whether a side says in any way where its claim comes from."""
    verbs = _verbs()
    return any(term.key in verbs or term.key in _SOURCED for term in side.terms)


def _near(side: Side, cues: list[Mention]) -> bool:
    """Whether the sentence before or behind names a cue's speaker: a speech that goes on needs no second cue."""
    names = {term.plain for cue in cues for term in terms(cue.speaker or "", 0)} - FUNCTION
    places = {sentence.place for sentence in side.sentences}
    beside = [s for s in side.witness.sentences if s.place + 1 in places or s.place - 1 in places]
    verbs = _verbs()
    return any(
        names & {term.plain for term in line} and any(term.key in verbs for term in line)
        for line in (terms(sentence.text, sentence.start) for sentence in beside)
    )


def _clause(side: Side, cue: Mention) -> tuple[int, int]:
    """The range of the cue and its speaker."""
    low, high = side.within(cue.start, cue.stop)
    names = {term.plain for term in terms(cue.speaker or "", 0)}
    start, stop = low, high
    while start > 0 and low - start < 12 and side.terms[start - 1].plain in names | FUNCTION:
        start -= 1
    while stop < len(side.terms) and stop - high < 12 and side.terms[stop].plain in names | {"the", "a"}:
        stop += 1
    while start < low and side.terms[start].plain not in names:
        start += 1
    return start, stop


def _rest(block: Block, which: int, low: int, high: int) -> float:
    """Share of the words outside the clause that the other side has."""
    side = block.one if which == 0 else block.other
    outside = [index for index in range(len(side.terms)) if not low <= index < high]
    kept = {pair[which] for pair in block.pairs}
    return round(sum(index in kept for index in outside) / max(1, len(outside)), 4)
