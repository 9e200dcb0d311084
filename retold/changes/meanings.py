"""Meaning: a clause put into a sentence that is otherwise kept, or one word there that gave way to an unrelated one.

Who rewords a sentence touches it in several places, and with words that mean the same. Where all else is kept to the
letter and one phrase has become another that shares neither form nor sense with it, the sentence says something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..glossary import Change
from ..settings import SETTINGS
from ..words import lexicon
from .blocks import FUNCTION, Block, Region, Side, Term, terms
from .rows import Judgement, row, spans
from .senses import opposites, synonyms
from .spelling import CALENDAR, CONTRACTIONS, bag, place_groups, related

_PARTICIPLES = ("ing", "ed")
_FINITE = bag(
    "is are was were has have had will would can could may might must did does do became made took gave went said"
)
_NOT_VERBS = bag(
    "during including something anything nothing everything morning evening king thing red bed need indeed hundred"
)


_FILLERS = bag(
    "about around some nearly almost roughly approximately just only also even still very more most much many several "
    "various other another such each every all both any few including however meanwhile while when after before since "
    "because though although yesterday today tomorrow tonight now then here there later earlier recently currently "
    "you one people being can already again too well really quite rather least than not get got getting make made put "
    "set let"
)
"""Words that shade or join and are exchanged freely."""


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    return lexicon("claim_verbs") | {"stressed", "told", "saying"}


def meanings(block: Block) -> Iterator[Change]:
    """Clauses that only one telling has, and lone words that were exchanged, in a sentence that both have."""
    if block.kept < SETTINGS.changes.kept_claim or len(block.one.sentences) != 1 or len(block.other.sentences) != 1:
        return
    yield from _clauses(block)
    yield from _exchanged(block)


def _exchanged(block: Block) -> Iterator[Change]:
    """The only phrase that differs in a sentence, where its words of content were exchanged for unrelated ones."""
    if not block.steady or len(block.pairs) < SETTINGS.changes.least_kept_words:
        return
    told = [region for region in block.regions if not _same_letters(block, region)]
    few = len(told) == 1 or (len(told) == 2 and block.kept >= SETTINGS.changes.kept_whole)
    for region in told if few else ():
        left, right = block.words(region)
        if not left or not right or max(len(left), len(right)) > SETTINGS.changes.exchanged:
            continue
        if _unrelated(left, right, block.other) and _unrelated(right, left, block.one):
            why = "in a sentence that is otherwise kept, these words gave way to others of another meaning"
            sure = 0.8 if len(told) == 1 else 0.65
            yield row(block, *spans(block, region), Judgement("meaning", "medium", sure, why))


def _same_letters(block: Block, region: Region) -> bool:
    """Whether a region differs in spaces, hyphens and contractions only."""
    left, right = block.words(region)
    return _letters(left) == _letters(right)


def _letters(line: Sequence[Term]) -> str:
    return "".join(CONTRACTIONS.get(term.plain, term.plain) for term in line).replace("-", "")


def _unrelated(line: Sequence[Term], against: Sequence[Term], side: Side) -> bool:
    """Whether a phrase has a word of content that the other phrase has in no form and in no other word for it."""
    if any(term.plain[0].isdigit() for term in line):
        return False  # how much and when are the business of amounts
    return any(
        not (
            term.key in FUNCTION
            or term.key in _FILLERS
            or term.plain in CALENDAR
            or term.key in lexicon("reporting_verbs")
            or term.plain in side.keys
            or len(term.plain) < 3
            or any(_akin(term.plain, other.plain) for other in against)
            or place_groups([term.plain]) & place_groups([other.plain for other in against])
        )
        for term in line
    )


def _akin(one: str, other: str) -> bool:
    """Whether two words are forms of one, begin alike, or can stand for one another; or are opposites, which deny."""
    begin = one[:4] == other[:4] and min(len(one), len(other)) >= 4
    return begin or related(one, other) or synonyms(one, other) or opposites(one, other)


def _clauses(block: Block) -> Iterator[Change]:
    for region in block.regions:
        sizes = region.one_high - region.one_low, region.other_high - region.other_low
        which = 0 if sizes[0] >= sizes[1] else 1
        if max(sizes) < SETTINGS.changes.inserted_clause or min(sizes) > 1:
            continue
        side, against = (block.one, block.other) if which == 0 else (block.other, block.one)
        low, high = (region.one_low, region.one_high) if which == 0 else (region.other_low, region.other_high)
        if _clause(side, low, high) and not _elsewhere(against, side.terms[low:high]):
            yield from _judged(block, region, which)


def _judged(block: Block, region: Region, which: int) -> Iterator[Change]:
    """With a content word gone close by, the clause stands for it: altered; alone, it is dropped or added."""
    near = _lost_near(block, region, which)
    one, other = spans(block, region)
    if near is None:
        size = max(region.one_high - region.one_low, region.other_high - region.other_low)
        if size >= SETTINGS.changes.lone_clause and block.kept >= SETTINGS.changes.lone_kept:
            why = "a clause with a verb of its own stands in one telling only, the sentence around it in both"
            yield row(block, one, other, Judgement("meaning", "medium", 0.6, why))
        return
    low, high = min(near.one_low, region.one_low), max(near.one_high, region.one_high)
    start, stop = min(near.other_low, region.other_low), max(near.other_high, region.other_high)
    if low == high or start == stop:
        low, start = max(0, low - 1), max(0, start - 1)
    why = "a clause with a verb of its own takes the place of a word of the sentence"
    says = Judgement("meaning", "high" if block.kept >= SETTINGS.changes.lone_kept else "medium", 0.7, why)
    yield row(block, block.one.span(low, high), block.other.span(start, stop), says)


def _lost_near(block: Block, region: Region, which: int) -> Region | None:
    """A nearby region where the other side has a word with content that is gone here."""
    for near in block.regions:
        if near == region:
            continue
        sizes = near.one_high - near.one_low, near.other_high - near.other_low
        mine, theirs = (sizes[0], sizes[1]) if which == 0 else (sizes[1], sizes[0])
        gap = min(abs(near.one_low - region.one_high), abs(region.one_low - near.one_high))
        side = block.other if which == 0 else block.one
        low, high = (near.other_low, near.other_high) if which == 0 else (near.one_low, near.one_high)
        known = {term.plain[:4] for term in (block.one if which == 0 else block.other).terms}
        content = [
            term
            for term in side.terms[low:high]
            if term.key.isalpha() and term.key not in FUNCTION and not term.capital and term.plain[:4] not in known
        ]
        if mine == 0 and theirs and content and gap <= SETTINGS.changes.slot:
            return near
    return None


def _clause(side: Side, low: int, high: int) -> bool:
    """Whether a range is a clause: set off by a comma or a dash, with a verb and a word of content beside it."""
    before = side.text(side.terms[low - 1].stop, side.terms[low].start) if low else ""
    behind = side.text(side.terms[high - 1].stop, side.terms[high].start) if high < len(side.terms) else "."
    if not any(mark in before + behind for mark in ",;—–("):
        return False
    words = side.terms[low:high]
    if any(term.key in _reporting() or term.key == "according" for term in words):
        return False  # who says so is the business of attributions
    verbs = [term for term in words if _verb(term)]
    content = [term for term in words if term.key not in FUNCTION and not _verb(term)]
    return bool(verbs and content)


def _verb(term: Term) -> bool:
    if term.capital or term.key in _NOT_VERBS:
        return False
    return term.key in _FINITE or (len(term.key) > 4 and term.key.isalpha() and term.key.endswith(_PARTICIPLES))


def _elsewhere(side: Side, words: Sequence[Term]) -> bool:
    """Whether the other report says the clause in a sentence close by: it was moved, not made."""
    content = {term.plain for term in words if term.key not in FUNCTION}
    places = {sentence.place for sentence in side.sentences}
    near = [s.text for s in side.witness.sentences if any(abs(s.place - place) <= 2 for place in places)]
    known = {term.plain for text in near for term in terms(text, 0)}
    return len(content & known) >= 0.6 * max(1, len(content))
