"""What a word can be to the finders of changes, as a sum of signs.

A word is asked once. A sentence has the signs of its words, and a block those of the words that differ: a finder that
starts from words of some sign is done with one number where a side has none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from .claims import begins
from .senses import opposable
from .spelling import CALENDAR, CONTRACTIONS, bag, listed, plain

CAPITAL, FIGURE, COUNT, SLASH, DAY, HE, SHE, PRONOUN, DENIAL, OPPOSED, GRADED, WEAK, STRONG, MOVED, BOUND, DRESSED = (
    1 << at for at in range(16)
)

_PRONOUNS = {
    **dict.fromkeys(("he", "his", "him", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("i", "my", "me", "myself"), "i"),
}
_CONTRACTIONS = ("'s", "'d", "'ll", "'ve", "'re")
_OBJECTS = frozenset(("her", "hers", "herself", "himself"))

NEGATIONS = bag("not cannot never no neither without")
"""Words that negate by themselves; those in *n't* do too."""

UP = bag(
    "rise rises rose risen gain gains gained climb climbs climbed jump jumps jumped rally rallies rallied advance "
    "advances advanced add adds added surge surges surged soar soars soared firmed increase increases increased grew "
    "grows grown up higher"
)
DOWN = bag(
    "fall falls fell fallen drop drops dropped slip slips slipped lose loses lost shed sheds ease eases eased decline "
    "declines declined dip dips dipped tumble tumbles tumbled sink sinks sank slide slides slid plunge plunges plunged "
    "retreated decrease decreases decreased slump slumps slumped shrank down lower off"
)
TURNED = {"gave": "up", "give": "up", "gives": "up", "giving": "up", "tacked": "on", "piled": "on", "put": "on"}
"""Verbs that say that an amount moved where the word beside them stands behind them."""

_MOVED = frozenset(map(plain, UP | DOWN)) | frozenset(TURNED)

MOST = (
    "less than", "fewer than", "lower than", "under", "below", "at most", "up to", "no more than", "not more than",
    "as many as", "as much as", "a maximum of", "no higher than", "smaller than",
)  # fmt: skip
LEAST = (
    "more than", "greater than", "higher than", "over", "above", "at least", "no fewer than", "no less than",
    "not less than", "in excess of", "upwards of", "a minimum of", "exceeding", "larger than",
)  # fmt: skip
ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth")
LESS, MORE = ("associate", "predict", "compare", "may"), ("cause", "change", "effective")
"""Groups of cues of claims (see `claims`): of a relation or a possibility, and of an effect."""

_SMALL = bag("a as at in no not of than to")
_BOUND = bag(" ".join(MOST + LEAST)) - _SMALL


@lru_cache(maxsize=65536)
def pronoun(word: str) -> str | None:
    """Whom a pronoun means: *he*, *she*, *it* or *i*; None for any other word."""
    for ending in _CONTRACTIONS:
        word = word.removesuffix(ending)
    return _PRONOUNS.get(word)


@lru_cache(maxsize=65536)
def person(word: str) -> bool:
    """Whether a word is *he* or *she*."""
    return pronoun(word) in ("he", "she") and word not in _OBJECTS


@lru_cache(maxsize=65536)
def denies(word: str) -> bool:
    """Whether a word denies by itself, its apostrophe lost or not."""
    return negates(word) or CONTRACTIONS.get(plain(word), "").endswith("not")


def negates(word: str) -> bool:
    """Whether a word is a plain negation."""
    return word in NEGATIONS or word.endswith("n't")


_ASKED: tuple[tuple[int, Callable[[str], object]], ...] = (
    (SLASH, lambda word: "/" in word),
    (HE, lambda word: person(word) and pronoun(word) == "he"),
    (SHE, lambda word: person(word) and pronoun(word) == "she"),
    (PRONOUN, pronoun),
    (DENIAL, denies),
    (OPPOSED, opposable),
    (GRADED, lambda word: begins(word, ("may", "associate", "predict"))),
    (WEAK, lambda word: begins(word, LESS)),
    (STRONG, lambda word: begins(word, MORE)),
    (BOUND, _BOUND.__contains__),
)
"""What is asked of a comparison key."""


def signs(word: str, key: str, compared: str) -> int:
    """The signs of a word as it stands, its comparison key, and what it is compared by."""
    found = sum(sign for sign, asked in _ASKED if asked(key))
    found += CAPITAL * word[0].isupper() + (FIGURE | COUNT) * compared[:1].isdigit()
    found += COUNT * (compared.partition("-")[0] in ("one", *ORDINALS))
    found += DRESSED * (key != compared)
    return found + DAY * (compared in CALENDAR) + MOVED * (compared in _MOVED)
