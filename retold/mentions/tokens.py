"""A report cut into surface tokens, sentence by sentence: what the finders of one kind each work on.

The corridor's words serve comparison and have no punctuation and no case; finding who said what needs both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
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


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens of a stretch of text that starts at `offset` in the report."""
    found, make = [], tuple.__new__
    for match in _TOKEN.finditer(text):
        word = match.group()
        first, start = word[0], match.start() + offset
        folded = word.lower() if word.isascii() else key(word).replace("‑", "-")
        entry = (start, start + len(word), word, folded, first.isalnum(), first.isupper())
        found.append(make(Token, entry))
    return found


class Page:
    """One report with the tokens of each of its sentences; made once, read by every finder."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        self.report = report
        self.sentences = tuple(sorted(sentences, key=lambda sentence: (sentence.start, sentence.place)))
        self.tokens = tuple(tuple(tokens(sentence.text, sentence.start)) for sentence in self.sentences)
        self.dates: list[tuple[int, int, int, str]] | None = None
        self.runs: list[list[Token]] | None = None
        self.keys = [[token.key for token in line] for line in self.tokens]
        self._starts = [sentence.start for sentence in self.sentences]

    def place(self, start: int) -> int:
        """The place of the sentence in which an offset stands; 0 where it stands before all."""
        at = bisect_right(self._starts, start) - 1
        return self.sentences[at].place if at >= 0 else 0

    def spots(self, wanted: Container[str]) -> Iterator[tuple[Sentence, Sequence[Token], list[int]]]:
        """The sentences with a word of `wanted`: their tokens, and where in these such words stand.

        Most tokens start nothing that a finder looks for; it reads on from these alone.
        """
        for number, keys in enumerate(self.keys):
            places = [at for at, key in enumerate(keys) if key in wanted]
            if places:
                yield self.sentences[number], self.tokens[number], places

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The keys of all tokens, each once: what a rule of spelling is asked about."""
        return frozenset(key for keys in self.keys for key in keys)

    @cached_property
    def lower(self) -> frozenset[str]:
        """Keys of the words that the report writes with a small letter somewhere."""
        return frozenset(
            token.key for line in self.tokens for token in line if token.wordlike and token.text[0].islower()
        )

    @cached_property
    def inner_capitals(self) -> frozenset[str]:
        """Keys of the words that the report writes with a capital inside a sentence."""
        found = set()
        for line in self.tokens:
            fresh = True
            for token in line:
                if token.wordlike:
                    if not fresh and token.capital:
                        found.add(token.key)
                    fresh = False
                elif token.text in '.!?:"“‘':
                    fresh = True
        return frozenset(found)
