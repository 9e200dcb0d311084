"""A report cut into surface tokens, sentence by sentence: what the finders of one kind each work on.

The corridor's words serve comparison and have no punctuation and no case; finding who said what needs both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..glossary import Report, Sentence
from ..words import key


def listed(text: str) -> list[str]:
    """The words of a string in order: a long word list is read more easily that way."""
    return text.split()


def bag(text: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(listed(text))


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|\d{4}-\d\d-\d\d"
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*(?:[’'/][^\W_]+)*"  # 4,163  9/11  2m  1990s
    r"|[^\W_]+(?:[’'‑\-&][^\W_]+)*"  # Kassym-Jomart, don't, AT&T
    r"|\S"
)

ABBREVIATED = bag(
    "mr mrs ms dr prof st sen rep gov gen col sgt lt capt rev hon jr sr jan feb aug sept oct nov dec vs "
    "inc corp co ltd no"
)
"""Words whose full stop does not end a sentence."""


class Token(NamedTuple):
    """``report.text[start:stop]`` as it stands, compared by `key`. A named tuple, because reports have very many."""

    start: int
    stop: int
    text: str
    key: str
    wordlike: bool = False
    """Whether it is a word or a number rather than punctuation."""
    capital: bool = False
    """Whether it starts with a capital letter."""


class Run(NamedTuple):
    """A run of capitals: the number of its sentence, and the range of its tokens in it."""

    number: int
    low: int
    high: int
    institutional: bool
    """Whether it names an institution."""


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens of a stretch of text that starts at `offset` in the report."""
    found, make, at = [], tuple.__new__, offset
    for piece in text.split(" "):  # no token has a blank inside, so each piece is read by itself, and once
        read = _remembered(piece) if len(piece) <= _SHORT else _cut(piece)
        for start, stop, word, folded, wordlike, capital in read:
            found.append(make(Token, (at + start, at + stop, word, folded, wordlike, capital)))
        at += len(piece) + 1
    return found


_SHORT = 40
"""Letters of a piece that is remembered: longer ones do not come again."""

Read = tuple[int, int, str, str, bool, bool]
"""A token as a piece of text has it, its offsets from the start of the piece."""


def _cut(piece: str) -> list[Read]:
    found = []
    for match in _TOKEN.finditer(piece):
        word = match.group()
        first, start = word[0], match.start()
        folded = word.lower() if word.isascii() else key(word).replace("‑", "-")
        found.append((start, start + len(word), word, folded, first.isalnum(), first.isupper()))
    return found


@lru_cache(maxsize=32768)
def _remembered(piece: str) -> tuple[Read, ...]:
    """The same of a short piece; pure, so it may be remembered, and news says the same words over and over."""
    return tuple(_cut(piece))


class Page:
    """One report with the tokens of each of its sentences; made once, read by every finder."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        self.report = report
        self.sentences = tuple(sorted(sentences, key=lambda sentence: (sentence.start, sentence.place)))
        self.tokens = [tokens(sentence.text, sentence.start) for sentence in self.sentences]
        self.dates: list[tuple[int, int, int, str]] | None = None
        self.runs: list[Run] | None = None
        self._starts = [sentence.start for sentence in self.sentences]

    def place(self, start: int) -> int:
        """The place of the sentence in which an offset stands; 0 where it stands before all."""
        at = bisect_right(self._starts, start) - 1
        return self.sentences[at].place if at >= 0 else 0

    def spots(self, wanted: Callable[[str], bool]) -> Iterator[tuple[Sentence, Sequence[Token], list[int]]]:
        """The sentences with a wanted word: their tokens, and where in these such words stand; each word is asked once.

        Most tokens start nothing that a finder looks for; it reads on from these alone.
        """
        held = sorted([spot for word, spots in self.vocabulary.items() if wanted(word) for spot in spots])
        for number, spots in groupby(held, itemgetter(0)):
            yield self.sentences[number], self.tokens[number], [at for _, at in spots]

    @cached_property
    def vocabulary(self) -> dict[str, list[tuple[int, int]]]:
        """The keys of all tokens, each once, with its places: the number of the sentence, and the token in it."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, line in enumerate(self.tokens):
            for at, token in enumerate(line):
                if token.key in found:
                    found[token.key].append((number, at))
                else:
                    found[token.key] = [(number, at)]
        return found

    @cached_property
    def capitals(self) -> list[list[int]]:
        """Where capitals stand, sentence by sentence."""
        return [[at for at, token in enumerate(line) if token.capital] for line in self.tokens]

    @cached_property
    def lower(self) -> frozenset[str]:
        """Keys of the words that the report writes with a small letter somewhere."""
        words = {token.text: token for line in self.tokens for token in line}
        return frozenset([token.key for word, token in words.items() if token.wordlike and word[0].islower()])

    @cached_property
    def inner_capitals(self) -> frozenset[str]:
        """Keys of the words that the report writes with a capital inside a sentence."""
        return frozenset(
            [
                line[at].key
                for line, capitals in zip(self.tokens, self.capitals, strict=True)
                for at in capitals
                if line[at].wordlike and not _opens(line, at)
            ]
        )


def _opens(line: Sequence[Token], at: int) -> bool:
    """Whether no word stands between a token and the start of its sentence, or a mark that begins one anew."""
    while at:
        at -= 1
        if line[at].wordlike:
            return False
        if line[at].text in '.!?:"“‘':
            return True
    return True
