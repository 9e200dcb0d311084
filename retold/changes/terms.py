"""The words of a report where they stand, each with what it is compared by and what it can be.

Words are compared by a *plain* key: comparison key, possessive off, spelling variety undone, small numbers as digits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import itemgetter, or_
from typing import NamedTuple

from ..glossary import Witness
from ..words import key
from .signs import CAPITAL, signs
from .spelling import bag, plain

_WORD = re.compile(
    r"((?:[^\W\d_]\.){2,}|[$£€]?\d+(?:[.,:]\d+)*[^\W\d_]*(?:[’'\-‑/][^\W_]+)*%?|[^\W_]+(?:[’'ʼ‑\-&][^\W_]+)*)"
)

FUNCTION = bag(
    "a an the of to in on at by for from with and or but that which who as it its is was are were be been "
    "has have had he she they his her their him them this these those than so also will would into over "
    "about"
)
"""Words that carry no fact by themselves."""


class Term(NamedTuple):
    """A word of a report where it stands; `plain` is what it is compared by."""

    start: int
    stop: int
    text: str
    key: str
    plain: str
    signs: int
    first: bool
    """Whether it opens a sentence or a quotation."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.stop

    @property
    def name(self) -> tuple[int, int]:
        """Where it stands without the ending of a possessive."""
        return self.start, self.stop - (2 if self.key.endswith("'s") else 0)

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.signs & CAPITAL != 0


KEY = itemgetter(3)
PLAIN = itemgetter(4)
"""What a term is compared by, for many terms at once."""
_START, _SIGNS = itemgetter(0), itemgetter(5)


class Line(NamedTuple):
    """Some terms in order, and what is asked of them again and again."""

    terms: tuple[Term, ...]
    starts: tuple[int, ...]
    plains: tuple[str, ...]
    keys: frozenset[str]
    """What they are compared by."""
    said: frozenset[str]
    """Their comparison keys."""
    signs: int
    """The signs of all of them (see `signs`)."""


def lined(found: Iterable[Term]) -> Line:
    """Terms as a line."""
    held = tuple(found)
    plains = tuple(map(PLAIN, held))
    return Line(
        held,
        tuple(map(_START, held)),
        plains,
        frozenset(plains),
        frozenset(map(KEY, held)),
        reduce(or_, map(_SIGNS, held), 0),
    )


def terms(text: str, offset: int) -> Sequence[Term]:
    """The words of a stretch of text."""
    return line(text, offset).terms


def line(text: str, offset: int) -> Line:
    """The words of a stretch of text as a line."""
    if len(text) <= _NAME and not offset:
        return _named(text)
    return _remembered(text, offset) if len(text) <= _SENTENCE else lined(_terms(text, offset))


@lru_cache(maxsize=8192)
def _named(text: str) -> Line:
    """Names are asked for by themselves, and come again and again."""
    return lined(_terms(text, 0))


@lru_cache(maxsize=4096)
def _remembered(text: str, offset: int) -> Line:
    """A telling of a large family is laid beside each of the others: its sentences are read once."""
    return lined(_terms(text, offset))


def _terms(text: str, offset: int) -> list[Term]:
    make, at, fresh = tuple.__new__, offset, True
    found: list[Term] = []
    for read, opens, size in _pieces(text.split(" ")):
        for start, stop, word, folded, bare, signed, opened in read:
            found.append(make(Term, (at + start, at + stop, word, folded, bare, signed, fresh or opened)))
            fresh = False
        fresh = fresh or opens
        at += size
    return found


def has(witness: Witness, word: str) -> bool:
    """Whether a report has a word, as words are compared."""
    return any(word in line(sentence.text, sentence.start).keys for sentence in witness.sentences)


Read = tuple[tuple[tuple[int, int, str, str, str, int, bool], ...], bool, int]
"""The words of a piece of text, offsets from its start; whether a mark behind them opens something new; letters of the
piece, with the blank behind."""


def _pieces(pieces: Collection[str]) -> Iterator[Read]:
    """The pieces of a text between blanks: no word has a blank inside, so each is read by itself, and once."""
    return map(_read if max(map(len, pieces)) > _SHORT else _known, pieces)


def _read(piece: str) -> Read:
    parts, at = _WORD.split(piece), 0
    found = []
    for gap, word in zip(parts[::2], parts[1::2], strict=False):
        start = at + len(gap)
        at = start + len(word)
        found.append((start, at, *_keys(word), _FRESH.search(gap) is not None))
    return tuple(found), _FRESH.search(parts[-1]) is not None, len(piece) + 1


@lru_cache(maxsize=32768)
def _known(piece: str) -> Read:
    """The same of a short piece; pure, so it may be remembered, and news says the same words over and over."""
    return _read(piece)


_NAME = 40
_SENTENCE = 2000
_SHORT = 60
"""Letters of a piece of text that is remembered: longer ones do not come again."""
_FRESH = re.compile('[.!?:"“‘«]')


@lru_cache(maxsize=65536)
def _keys(word: str) -> tuple[str, str, str, int]:
    """A word, its comparison key, what it is compared by here, and its signs."""
    found = key(word).replace("‑", "-")
    compared = plain(found)
    return word, found, compared, signs(word, found, compared)
