"""A report cut into surface tokens, sentence by sentence: what the finders of one kind each work on.

The corridor's words serve comparison and have no punctuation and no case; finding who said what needs both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..glossary import Mention, Report, Sentence
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


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark as it stands, compared by `key`. It knows no place: a word that recurs is the same one."""

    text: str
    key: str
    """Empty for a quotation."""
    wordlike: bool = False
    """Whether it is a word or a number rather than punctuation."""
    capital: bool = False
    """Whether it starts with a capital letter."""
    glued: bool = False
    """Whether it stands right behind the token before it."""
    quote: int = -1
    """The number of the quotation that it stands for in the line of a paragraph, else -1."""
    closing: str = ""
    """The last character of that quotation's content."""


class Run(NamedTuple):
    """A run of capitals: the number of its sentence, and the range of its tokens in it."""

    number: int
    low: int
    high: int
    institutional: bool
    """Whether it names an institution."""


def tokens(text: str) -> list[Token]:
    """The tokens of a stretch of text."""
    return [token for found, _ in _pieces(text) for token in found]


def starts(text: str, offset: int = 0) -> list[int]:
    """Where the tokens of a stretch of text start that itself starts at `offset`."""
    found, at = [], offset
    for piece, (_, places) in zip(text.split(" "), _pieces(text), strict=True):
        for place in places:
            found.append(at + place)
        at += len(piece) + 1
    return found


Read = tuple[tuple[Token, ...], tuple[int, ...]]
"""The tokens of a piece of text, and where in it each starts."""


def _pieces(text: str) -> Iterator[Read]:
    """The pieces of a text between blanks: no token has a blank inside, so each is read by itself, and once."""
    pieces = text.split(" ")
    return map(_cut if max(map(len, pieces)) > _SHORT else _remembered, pieces)


_SHORT = 60
"""Letters of a piece that is remembered: longer ones do not come again."""


def _cut(piece: str) -> Read:
    found, places, stop = [], [], -1
    for match in _TOKEN.finditer(piece):
        word, start = match.group(), match.start()
        folded = word.lower() if word.isascii() else key(word).replace("‑", "-")
        found.append(Token(word, folded, word[0].isalnum(), word[0].isupper(), start == stop))
        places.append(start)
        stop = match.end()
    return tuple(found), tuple(places)


@lru_cache(maxsize=32768)
def _remembered(piece: str) -> Read:
    """The same of a short piece; pure, so it may be remembered, and news says the same words over and over."""
    return _cut(piece)


class Dated(NamedTuple):
    """A date: the number of its sentence, the range of its tokens in it, and its value."""

    number: int
    low: int
    high: int
    value: str


class Page:
    """One report with the tokens of each of its sentences; made once, read by every finder."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        self.report = report
        self.sentences = tuple(sorted(sentences, key=lambda sentence: (sentence.start, sentence.place)))
        self.tokens = [tokens(sentence.text) for sentence in self.sentences]
        self.dates: list[Dated] | None = None
        self.runs: list[Run] | None = None
        self._heads = [sentence.start for sentence in self.sentences]
        self._starts: dict[int, list[int]] = {}

    def place(self, start: int) -> int:
        """The place of the sentence in which an offset stands; 0 where it stands before all."""
        at = bisect_right(self._heads, start) - 1
        return self.sentences[at].place if at >= 0 else 0

    def starts(self, number: int) -> list[int]:
        """Where the tokens of a sentence start: asked of sentences in which something was found."""
        if number not in self._starts:
            self._starts[number] = starts(self.sentences[number].text, self.sentences[number].start)
        return self._starts[number]

    def span(self, number: int, low: int, high: int) -> tuple[int, int]:
        """The offsets of some tokens of a sentence."""
        found = self.starts(number)
        return found[low], found[high - 1] + len(self.tokens[number][high - 1].text)

    def row(self, kind: str, at: tuple[int, int, int], value: str, speaker: str | None = None) -> Mention:
        """What is mentioned by some tokens: the number of their sentence, and their range in it."""
        start, stop = self.span(*at)
        text, place = self.report.text[start:stop], self.sentences[at[0]].place
        return Mention(self.report.report, place, start, stop, kind, text, value, speaker)

    def spots(self, wanted: Callable[[str], bool]) -> Iterator[tuple[int, Sequence[Token], list[int]]]:
        """The sentences with a wanted word: their number, their tokens, and where in these such words stand.

        Most tokens start nothing that a finder looks for; it reads on from these alone. Each word is asked once.
        """
        held = sorted([spot for word, spots in self.vocabulary.items() if wanted(word) for spot in spots])
        for number, spots in groupby(held, itemgetter(0)):
            yield number, self.tokens[number], [at for _, at in spots]

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
