"""Denials that came or went in a reworded sentence: *the notices transfer*, *the notices will not transfer*.

`negation` reads a denial where the words around it are kept. Here the verb itself is looked for: the same is said of
the same, wherever in the sentence, and one telling alone denies it. Where the other telling has any word of denial of
its own, nothing is said: it may deny the same in other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..glossary import Change
from ..settings import SETTINGS
from .blocks import FUNCTION, KEY, Block, Side, Term
from .negation import NEGATIONS
from .rows import Judgement, row, surely
from .senses import forms, opposites
from .spelling import CONTRACTIONS, bag, plain
from .surroundings import beside

_HELPING = bag(
    "is was are were be been being has have had do does did will would can could may might must should shall"
)
_BETWEEN = bag("also now then still just already only even both to so the a an any yet")
_SMALL = FUNCTION | _HELPING | _BETWEEN
_ONLY = bag("only just even already")
_DENYING = bag(
    "no not never without nobody nothing none neither nor cannot deny denies denied denying refuse refuses refused "
    "refusing fail fails failed failing reject rejects rejected rejecting decline declines declined unlikely unable "
    "hardly barely scarcely lack lacks lacked avoid avoids avoided prevent prevents prevented stop stops stopped few "
    "little rarely seldom unless until dismiss dismissed dismisses despite instead rather against ruled rule except"
)
_INSTEAD = bag("but instead rather")


@dataclass(frozen=True, slots=True)
class Said:
    """What a helping verb leads in on a side: the range of both, the word of content, and whether it is denied."""

    low: int
    high: int
    word: str
    manner: frozenset[str]
    """The adverbs between them."""
    denied: bool


def denials(block: Block) -> Iterator[Change]:
    """The same said of the same, and denied in one telling only."""
    if block.kept < SETTINGS.changes.kept_fact or not block.regions:
        return
    one, other = (_denials(side) for side in (block.one, block.other))
    if not one and not other:
        return
    alone = abs(one - other) == 1 and not (max(one, other) > 1 and block.loose)
    left, right = _said(block.one), _said(block.other)
    for mine in left:
        alike = [deed for deed in right if forms(mine.word, deed.word)]
        back = [deed for deed in left if forms(mine.word, deed.word)]
        if len(alike) != 1 or len(back) != 1 or alike[0].denied == mine.denied or mine.manner != alike[0].manner:
            continue
        sure = alone and mine.denied == (one > other) and not _denies(block, mine.denied)
        if not (_of_one(block, mine, alike[0]) if sure else _near_one(block, mine, alike[0])):
            continue
        why = "the same is said in both tellings and denied in one of them"
        spans = block.one.span(mine.low, mine.high), block.other.span(alike[0].low, alike[0].high)
        yield row(block, *spans, Judgement("negation", "high" if sure else "medium", surely(block, 0.8), why))


def _denials(side: Side) -> int:
    """How many words of a side deny."""
    return sum(map(_denies_by_itself, map(KEY, side.terms))) if any(map(_denies_by_itself, side.said)) else 0


def _said(side: Side) -> list[Said]:
    found: list[Said] = []
    for at, term in enumerate(side.terms):
        if (term.key not in _HELPING and not _negates(term)) or (found and at < found[-1].high):
            continue
        high = at + 1
        while high < len(side.terms) and high - at <= SETTINGS.changes.deed and _passed(side.terms[high]):
            high += 1
        between = side.terms[at:high]
        if high < len(side.terms) and high - at <= SETTINGS.changes.deed + 1 and side.terms[high].key.isalpha():
            denied = any(_negates(word) or word.key == "yet" for word in between)
            manner = frozenset(word.key for word in between if word.key.endswith("ly") or word.key in _ONLY)
            found.append(Said(at, high + 1, side.terms[high].key, manner, denied))
    return found


def _negates(term: Term) -> bool:
    return _denies_by_itself(term.key)


@lru_cache(maxsize=65536)
def _denies_by_itself(word: str) -> bool:
    """Whether a word denies, its apostrophe lost or not."""
    return word in NEGATIONS or word.endswith("n't") or CONTRACTIONS.get(plain(word), "").endswith("not")


def _passed(term: Term) -> bool:
    """Whether a word may stand between a helping verb and what it leads in."""
    return term.key in _HELPING or term.key in _BETWEEN or _negates(term) or term.key.endswith("ly")


def _denies(block: Block, mine: bool) -> bool:
    """Whether the side that does not deny has a word of denial that the other side lacks, or the opposite of a word."""
    side, against = (block.other, block.one) if mine else (block.one, block.other)
    fresh = [term.key for term in side.terms if term.plain not in against.keys]
    if any(word in _DENYING or word.endswith("n't") or word in CONTRACTIONS for word in fresh):
        return True
    gone = [term.key for term in against.terms if term.plain not in side.keys]
    return any(opposites(a, b) for a in fresh[: SETTINGS.changes.opposed] for b in gone[: SETTINGS.changes.opposed])


def _of_one(block: Block, one: Said, other: Said) -> bool:
    """Whether a word of content beside both verbs is the same."""
    return bool(_beside(block.one, one) & _beside(block.other, other))


def _instead(block: Block, one: Said, other: Said) -> bool:
    """Whether something else is said in place of what is denied: *is not following the crowd but listening*."""
    side, deed = (block.one, one) if one.denied else (block.other, other)
    return any(term.key in _INSTEAD for term in side.terms[deed.high : deed.high + SETTINGS.changes.instead])


def _near_one(block: Block, one: Said, other: Said) -> bool:
    """Where other denials stand in the sentences: whether much beside both verbs is the same, and none stands there."""
    mine, theirs = _beside(block.one, one), _beside(block.other, other)
    common = len(mine & theirs)
    if common < SETTINGS.changes.said_words or common * 2 < min(len(mine), len(theirs)):
        return False
    if _instead(block, one, other):
        return False
    side, said = (block.other, other) if one.denied else (block.one, one)
    return not any(term.key in _DENYING or _negates(term) for term in beside(side, said.low, said.high))


def _beside(side: Side, said: Said) -> set[str]:
    near = beside(side, said.low, said.high)
    return {term.plain for term in near if term.key not in _SMALL and len(term.plain) > 2}
