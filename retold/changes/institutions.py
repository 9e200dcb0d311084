"""Institutions that were garbled or exchanged, over a false sentence break too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..glossary import Change, Mention
from ..settings import SETTINGS
from .blocks import FUNCTION, Block, Side, Term, terms
from .carried import renamed
from .rows import Judgement, row
from .spelling import CALENDAR, bag, related

_SMALL = FUNCTION | frozenset(("at", "&"))
_WITHIN = bag("of the and for in on at & de la")
"""Small words that may stand within the name of an institution."""


def institutions(block: Block) -> Iterator[Change]:
    """Institutions whose words differ where the sentence is kept."""
    if block.kept < SETTINGS.changes.kept_fact:
        return
    seen: set[tuple[int, int]] = set()
    for mention in block.one.of("institution"):
        yield from _compare(block, mention, 0, seen)
    for mention in block.other.of("institution"):
        yield from _compare(block, mention, 1, seen)
    yield from renamed(block)


def _compare(block: Block, mention: Mention, which: int, seen: set[tuple[int, int]]) -> Iterator[Change]:
    mine, theirs = (block.one, block.other) if which == 0 else (block.other, block.one)
    low, high = mine.within(mention.start, mention.stop)
    if high - low < 2 or not block.differs(low, high, which):
        return
    start, stop = _across(block, low, high, which)
    start, stop = _grown(theirs, start, stop)
    against = [*theirs.terms[start:stop]]
    if against and stop == len(theirs.terms):
        against += _beyond_break(theirs, {term.plain for term in mine.terms[low:high]})
    if not against or not any(term.capital for term in against):
        return
    words, others = _content(mine.terms[low:high]), _content(against)
    if not _garbled(words, others):
        return
    one, other = (mine.terms[low].start, mine.terms[high - 1].stop), (against[0].start, against[-1].stop)
    key = one if which == 0 else other
    if any(a < key[1] and key[0] < b for a, b in seen):
        return
    seen.add(key)
    why = "the name of the institution differs between the two tellings"
    says = Judgement("institution", "high" if not set(words) & set(others) else "medium", 0.8, why)
    yield row(block, *((one, other) if which == 0 else (other, one)), says)


def _across(block: Block, low: int, high: int, which: int) -> tuple[int, int]:
    """The terms of the other side that stand against a range, kept words included."""
    start, stop = block.across(low, high, which)
    inside = [pair[1 - which] for pair in block.pairs if low <= pair[which] < high]
    if inside:
        start = max(start, min(inside) - SETTINGS.changes.slot)
        stop = min(stop, max(inside) + 1 + SETTINGS.changes.slot)
    return start, max(start, stop)


def _grown(side: Side, start: int, stop: int) -> tuple[int, int]:
    """From the first to the last capital of a range, in one run: small words may stand between."""
    low, high = start, stop
    while low < high and not side.terms[low].capital:
        low += 1
    end = low
    while end < high and (side.terms[end].capital or side.terms[end].key in _WITHIN):
        end += 1
    while end > low and (not side.terms[end - 1].capital or side.terms[end - 1].plain in CALENDAR):
        end -= 1
    while low < end and end < len(side.terms) and side.terms[end].capital and _adjacent(side, end):
        end += 1
    return low, end


def _adjacent(side: Side, at: int) -> bool:
    gap = side.text(side.terms[at - 1].stop, side.terms[at].start)
    return gap.isspace()


def _beyond_break(side: Side, wanted: set[str]) -> list[Term]:
    """The first words of the next sentence, where a false stop cut the institution's name there."""
    last = side.sentences[-1]
    after = [sentence for sentence in side.witness.sentences if sentence.place == last.place + 1]
    if not after or after[0].start - last.stop > 3:
        return []
    head = terms(after[0].text, after[0].start)[:1]
    return [term for term in head if any(_alike(term.plain, word) for word in wanted)]


def _alike(one: str, other: str) -> bool:
    """Whether two words begin alike enough to be forms of one: *analyzes*, *analyses*."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same >= 4 and same >= 0.6 * max(len(one), len(other))


def _content(line: Sequence[Term]) -> list[str]:
    return [term.plain for term in line if term.key not in _SMALL]


def _garbled(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of an institution disagree: each has a word that the other lacks, or the order differs."""
    lost = [word for word in one if not any(related(word, back) for back in other)]
    new = [word for word in other if not any(related(word, back) for back in one)]
    shared = len(one) - len(lost)
    if not lost and not new:
        return sorted(one) == sorted(other) and list(one) != list(other) and len(one) > 2
    if _acronym(one, other) or _acronym(other, one) or _acronym(lost, new) or _acronym(new, lost):
        return False
    return bool(lost and new) and (shared > 0 or len(lost) == len(new))


def _acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    return len(short) == 1 and short[0] == "".join(word[:1] for word in long)
