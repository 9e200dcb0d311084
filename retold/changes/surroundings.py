"""What stands around a place in a sentence: in sentences made anew, two places are of one thing where that is alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..settings import SETTINGS
from .blocks import FUNCTION, Side, Term
from .senses import synonyms
from .spelling import bag

HELPING = bag(
    "be been being is was are were am has have had having do does did will would can could may might must shall should "
    "not never also now then just only even both more most about than some any all said says told"
)
"""Words that lead in others or limit them, and tell nothing of what is spoken of."""

_CLAUSE = bag("and but or while who whom which whose when where after before as because since although though if so")
_BREAK = re.compile("[,;:.!?()–—]")


def beside(side: Side, low: int, high: int) -> tuple[Term, ...]:
    """The terms near a range of terms, to either side of it."""
    reach = SETTINGS.changes.surroundings
    return (*side.terms[max(0, low - reach) : low], *side.terms[high : high + reach])


def around(side: Side, low: int, high: int) -> list[str]:
    """The words of content beside a range of terms."""
    return [term.key for term in beside(side, low, high) if telling(term.key)]


def telling(word: str) -> bool:
    """Whether a word is one of content, no figure."""
    return len(word) > 2 and word not in FUNCTION and word not in HELPING and not word[0].isdigit()


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two surroundings speak of one thing: enough words in common, by sense, and much of the shorter one; or
    many."""
    common = in_common(one, other)
    return common >= SETTINGS.changes.beside_many or _much(common, one, other)


def much_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same where many words in common are not enough by themselves."""
    return _much(in_common(one, other), one, other)


def in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words of either have one of their sense in the other; the smaller number."""
    return min(sum(any(synonyms(a, b) for b in there) for a in here) for here, there in ((one, other), (other, one)))


def _much(common: int, one: Sequence[str], other: Sequence[str]) -> bool:
    return common >= SETTINGS.changes.beside and common * 2 >= min(len(one), len(other))


def parted(side: Side, at: int) -> bool:
    """Whether a clause begins at a term: a mark stands before it, or the word before joins it to another one."""
    before = side.terms[at - 1]
    return before.key in _CLAUSE or _BREAK.search(side.text(before.stop, side.terms[at].start)) is not None
