"""What stands around a place in a sentence: in sentences made anew, two places are of one thing where that is alike."""

from __future__ import annotations

from collections.abc import Sequence

from ..settings import SETTINGS
from .blocks import FUNCTION, Side
from .senses import synonyms
from .spelling import bag

HELPING = bag(
    "be been being is was are were am has have had having do does did will would can could may might must shall should "
    "not never also now then just only even both more most about than some any all said says told"
)
"""Words that lead in others or limit them, and tell nothing of what is spoken of."""


def around(side: Side, low: int, high: int) -> list[str]:
    """The words of content beside a range of terms."""
    reach = SETTINGS.changes.surroundings
    near = (*side.terms[max(0, low - reach) : low], *side.terms[high : high + reach])
    return [term.key for term in near if telling(term.key)]


def telling(word: str) -> bool:
    """Whether a word is one of content, no figure."""
    return len(word) > 2 and word not in FUNCTION and word not in HELPING and not word[0].isdigit()


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two surroundings speak of one thing: enough words in common, by sense, and much of the shorter one."""
    common = min(sum(any(synonyms(a, b) for b in there) for a in here) for here, there in ((one, other), (other, one)))
    enough = common >= SETTINGS.changes.beside and common * 2 >= min(len(one), len(other))
    return enough or common >= SETTINGS.changes.beside_many
