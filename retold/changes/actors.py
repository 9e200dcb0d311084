"""Who did it: a pronoun exchanged for one of another person or sex, or two names that changed places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from ..glossary import Change
from ..settings import SETTINGS
from ..words import lexicon
from .blocks import FUNCTION, Block, Region, Side, Term
from .rows import Judgement, row, surely
from .senses import synonyms
from .signs import HE, PRONOUN, SHE, person, pronoun
from .spelling import bag
from .surroundings import beside, in_common, much_alike


def actors(block: Block) -> Iterator[Change]:
    """Pronouns that point to somebody else, and names that changed places."""
    if block.kept < SETTINGS.changes.kept_fact:
        return
    mine, theirs = block.differing
    for region in block.regions if mine & theirs & PRONOUN else ():
        yield from _pronoun(block, region)
    one, other = block.one.signs & (HE | SHE), block.other.signs & (HE | SHE)
    if one and other and one | other == HE | SHE:
        yield from _doing(block)
        yield from _alone(block)
        yield from _facing(block)
    yield from _exchanged(block)


def _pronoun(block: Block, region: Region) -> Iterator[Change]:
    left, right = block.words(region)
    one = pronoun(left[0].key) if left and right else None
    if one is None or max(len(left), len(right)) > (SETTINGS.changes.slot if _led(block, region) else 3):
        return
    other = pronoun(right[0].key)
    if one is None or other is None or one == other or "i" in (one, other):
        return
    if "it" in (one, other) and not (left[0].first and right[0].first):
        return  # inside a sentence *it* may be a dummy subject
    why = "the sentence has another actor: the pronoun is of another kind"
    if max(len(left), len(right)) > 3:
        left, right = left[:1], right[:1]
    spans = (left[0].start, left[-1].stop), (right[0].start, right[-1].stop)
    yield row(block, *spans, Judgement("actor", "high", 0.8, why))


def _doing(block: Block) -> Iterator[Change]:
    """The same deed of *him* in one telling and of *her* in the other, wherever in the sentence it stands."""
    left = _deeds(block.one)
    right = _deeds(block.other) if left else []
    for mine in left:
        alike = [deed for deed in right if synonyms(mine.verb, deed.verb)]
        back = [deed for deed in left if synonyms(mine.verb, deed.verb)]
        if len(alike) != 1 or len(back) != 1 or alike[0].sex == mine.sex:
            continue
        yield _turned(block, mine.pronoun, alike[0].pronoun, 0.8)


def _turned(block: Block, one: Term, other: Term, most: float) -> Change:
    why = "the same is told of a man in one telling and of a woman in the other"
    return row(block, one.span, other.span, Judgement("actor", "high", surely(block, most), why))


def _alone(block: Block) -> Iterator[Change]:
    """The only *he* of one telling and the only *she* of the other, with the same words around both."""
    left = _persons(block.one)
    right = _persons(block.other) if len(left) == 1 else []
    if len(right) != 1:
        return
    (at, sex), (against, other) = left[0], right[0]
    if sex == other or _speaks(block.one, at) != _speaks(block.other, against):
        return
    if not much_alike(_around(block.one, at), _around(block.other, against)):
        return
    yield _turned(block, block.one.terms[at], block.other.terms[against], 0.75)


def _facing(block: Block) -> Iterator[Change]:
    """Of several *he* and *she*, two of whom the same is told behind, and of nobody else so much."""
    left, right = _persons(block.one)[:_MOST], _persons(block.other)[:_MOST]
    if len(left) + len(right) < 3:
        return
    mine, theirs = [_behind(block.one, at) for at, _ in left], [_behind(block.other, at) for at, _ in right]
    common = [[in_common(here, there) for there in theirs] for here in mine]
    for a, (at, sex) in enumerate(left):
        for b, (against, other) in enumerate(right):
            rest = [*common[a][:b], *common[a][b + 1 :], *(line[b] for line in common[:a] + common[a + 1 :])]
            if sex == other or common[a][b] <= max(rest, default=0) or not much_alike(mine[a], theirs[b]):
                continue
            if _speaks(block.one, at) != _speaks(block.other, against):
                continue
            yield _turned(block, block.one.terms[at], block.other.terms[against], 0.75)


_MOST = 12
"""Pronouns of a side that are set against each other: a sentence has fewer."""


def _behind(side: Side, at: int) -> list[str]:
    """The words of content behind a pronoun, as far as the next one."""
    line = side.terms[at + 1 : at + 1 + SETTINGS.changes.surroundings]
    told = takewhile(lambda term: not person(term.key), line)
    return [term.key for term in told if len(term.key) > 2 and not (term.key in FUNCTION or term.key in _HELPING)]


def _speaks(side: Side, at: int) -> bool:
    """Whether a pronoun is the one who says it: in the other telling that may be told of somebody else."""
    return not lexicon("claim_verbs").isdisjoint(term.key for term in side.terms[at + 1 : at + 3])


def _persons(side: Side) -> list[tuple[int, str]]:
    """Where *he* or *she* is the subject of something, and which."""
    return [(at, pronoun(term.key) or "") for at, term in enumerate(side.terms) if person(term.key)]


def _around(side: Side, at: int) -> list[str]:
    """The words of content beside a pronoun."""
    near = (term.key for term in beside(side, at, at + 1))
    return [word for word in near if len(word) > 2 and not (word in FUNCTION or word in _HELPING or pronoun(word))]


@dataclass(frozen=True, slots=True)
class Deed:
    """A pronoun that is the subject of a verb."""

    pronoun: Term
    sex: str
    verb: str


def _deeds(side: Side) -> list[Deed]:
    """What *he* or *she* does on a side, helping verbs and adverbs left out."""
    found: list[Deed] = []
    for at, term in enumerate(side.terms):
        if not person(term.key):
            continue
        sex = pronoun(term.key) or ""
        for word in side.terms[at + 1 : at + 1 + SETTINGS.changes.deed]:
            if word.key not in _HELPING and word.key not in FUNCTION and not word.key.endswith("ly"):
                found.append(Deed(term, sex, word.key))
                break
    return found


_HELPING = bag(
    "is was has had have be been being will would can could may might must should shall did does do not never to "
    "also now then still just already only even both about"
)


def _led(block: Block, region: Region) -> bool:
    """Whether the same word stands right before a difference: *said he would*, *said she will*."""
    before = region.one_low - 1, region.other_low - 1
    return min(before) >= 0 and block.one.terms[before[0]].plain == block.other.terms[before[1]].plain


def _exchanged(block: Block) -> Iterator[Change]:
    """``A beat B`` for ``B beat A``: the same two names and the same words, the names the other way about."""
    if len(block.regions) != 2 or block.kept < SETTINGS.changes.kept_claim:
        return
    first, second = block.regions
    sides = []
    for region in (first, second):
        sides.append([" ".join(term.plain for term in line) for line in block.words(region)])
    (a, b), (c, d) = sides
    if not a or not b or a != d or b != c:
        return
    capital = all(
        any(term.capital and not term.first for term in block.one.terms[low:high]) or low == 0
        for low, high in ((first.one_low, first.one_high), (second.one_low, second.one_high))
    )
    between = {term.key for term in block.one.terms[first.one_high : second.one_low]}
    if capital and not between <= {"and", "or", "with", "the"}:
        why = "two names have changed places around the same words"
        one_span = block.one.terms[first.one_low].start, block.one.terms[second.one_high - 1].stop
        other_span = block.other.terms[first.other_low].start, block.other.terms[second.other_high - 1].stop
        yield row(block, one_span, other_span, Judgement("actor", "high", 0.8, why))
