"""What stands before a surname: an honorific that gave way to a first name of somebody else, or to another rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from ..glossary import Change, Witness
from ..words import lexicon
from .blocks import Block, Region, Side, Term
from .rows import Judgement, across, row, surely
from .spelling import HONORIFICS, bag, plain, related

_MEN = bag("mr sir")
_WOMEN = bag("mrs ms miss dame")
_KNIGHTS = bag("sir dame")


@lru_cache(maxsize=1)
def generic() -> frozenset[str]:
    """Common nouns that stand for a name which the reader knows already: the agency, the president, the club."""
    return lexicon("institution_words") | lexicon("role_nouns") | lexicon("generic_nouns")


def titled(block: Block, region: Region) -> Iterator[Change]:
    """A first name in the place of an honorific, of somebody who has another one: *Ms Robinson*, *Nena Robinson*.

    Said only where the telling with the honorific gives the full name and nobody gives the new one, or where it gives
    none and the other telling gives several to one bearer.
    """
    sizes = region.one_high - region.one_low, region.other_high - region.other_low
    if sizes not in ((0, 1), (1, 0)):
        return
    which = 0 if sizes == (0, 1) else 1
    side, against = (block.one, block.other) if which == 0 else (block.other, block.one)
    at, new = (region.one_low, region.other_low) if which == 0 else (region.other_low, region.one_low)
    title = next((term for index, term in side.titles if index == at), None)
    if title is None or at >= len(side.terms) or new + 1 >= len(against.terms):
        return
    first, surname = against.terms[new], side.terms[at]
    capital = first.capital and surname.capital and against.terms[new + 1].plain == surname.plain
    if not capital or first.plain in generic():
        return
    says = _misnamed(side, against, (title, first, surname))
    if says is not None:
        spans = title.span, first.span
        yield row(
            block, *(spans if which == 0 else spans[::-1]), replace(says, confidence=surely(block, says.confidence))
        )


def _misnamed(side: Side, against: Side, words: tuple[Term, Term, Term]) -> Judgement | None:
    """What is said of a title, the first name that stands in its place, and the surname behind; None for nothing."""
    title, first, surname = words
    given = _given(side.witness, surname.plain)
    theirs = _all_given(against.witness, surname.plain)
    if any(related(first.plain, known) for known in given) or theirs.count(first.plain) > 1:
        return None
    if given:
        why = f"{surname.text} has another first name in the telling that writes {title.text}"
        return Judgement("name", "medium", 0.75, why)
    others = {word for word in theirs if word not in generic() and not related(word, first.plain)}
    if not others or len(_titles(side.witness, surname)) > 1:
        return None
    why = f"one telling writes {title.text} {surname.text} throughout, the other gives more than one first name"
    return Judgement("name", "low", 0.65, why)


def _titles(witness: Witness, surname: Term) -> set[str]:
    """The honorifics that stand right before a surname in a report."""
    found = re.findall(rf"\b(\w+)\.? {re.escape(surname.text)}\b", witness.report.text)
    return {word.casefold() for word in found} & HONORIFICS


def clipped(block: Block, region: Region) -> Iterator[Change]:
    """A surname behind an honorific that lost or gained an end: *Mr Morgan*, *Mr Morg*; a people has no honorific."""
    for low, high in across(region) if block.one.titles and block.other.titles else ():
        one, other = block.one.terms[low], block.other.terms[high]
        titled = any(at == low for at, _ in block.one.titles) and any(at == high for at, _ in block.other.titles)
        short, long = sorted((one.plain, other.plain), key=len)
        lost = long.startswith(short) and short != long and long[len(short) :] != "s" and len(short) > 2
        if titled and lost and "-" not in long:
            why = "the surname behind the honorific has another end"
            yield row(block, one.span, other.span, Judgement("name", "medium", surely(block, 0.8), why))


def restyled(block: Block) -> Iterator[Change]:
    """An honorific of the other sex or of another rank before a name that stays: *Mr*, *Mrs*, *Sir Hale*."""
    theirs = dict(block.other.titles)
    across = dict(block.pairs) if theirs and block.one.titles else {}
    for index, one in block.one.titles:
        other = theirs.get(across.get(index, -1))
        if other is None or one.key == other.key or not block.one.terms[index].capital:
            continue
        spans = one.span, other.span
        if (one.key in _MEN and other.key in _WOMEN) or (one.key in _WOMEN and other.key in _MEN):
            why = "the honorific is of the other sex"
            yield row(block, *spans, Judgement("actor", "medium", surely(block, 0.85), why))
        elif (one.key in _KNIGHTS) != (other.key in _KNIGHTS):
            yield row(block, *spans, Judgement("role", "low", surely(block, 0.7), "the honorific is of another rank"))


def _all_given(witness: Witness, surname: str) -> list[str]:
    """The words that stand before a surname in the names of a report."""
    found = []
    for mention in witness.mentions:
        if mention.kind == "name":
            words = (mention.value or "").split()
            found += [plain(one) for one, other in pairwise(words) if plain(other) == surname]
    return found


def _given(witness: Witness, surname: str) -> set[str]:
    """The first names of a person in a report, offices left out."""
    return {word for word in _all_given(witness, surname) if word not in generic() and len(word) > 1}
