"""A report cut into surface tokens, sentence by sentence: what the finders of one kind each work on.

The corridor's words serve comparison and have no punctuation and no case; finding who said what needs both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, chain, compress
from operator import attrgetter, itemgetter, or_
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
    bare: str = ""
    """The key without its possessive."""


class Run(NamedTuple):
    """A run of capitals: the number of its sentence, and the range of its tokens in it."""

    number: int
    low: int
    high: int
    institutional: bool
    """Whether it names an institution."""


def tokens(text: str) -> list[Token]:
    """The tokens of a stretch of text."""
    return list(chain.from_iterable(map(_TOKENS, _pieces(text))))


def placed(text: str, offset: int) -> tuple[list[Token], list[int]]:
    """The tokens of a stretch of text that itself starts at `offset`, and where each starts."""
    read = list(_pieces(text))
    return list(chain.from_iterable(map(_TOKENS, read))), _starts(read, offset)


class Read(NamedTuple):
    """A piece of text between blanks: its tokens, where in it each starts, and its letters with the blank behind."""

    tokens: tuple[Token, ...]
    places: tuple[int, ...]
    size: int


_TOKENS = itemgetter(0)
_KEY, _CAPITAL = attrgetter("key"), attrgetter("capital")


def _starts(read: Sequence[Read], offset: int) -> list[int]:
    heads = accumulate([piece.size for piece in read], initial=offset)
    return [at + place for piece, at in zip(read, heads, strict=False) for place in piece.places]


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
        bare, wordlike = folded.removesuffix("'s").rstrip("'"), word[0].isalnum()
        found.append(Token(word, folded, wordlike, word[0].isupper(), start == stop, bare=bare))
        places.append(start)
        stop = match.end()
    return Read(tuple(found), tuple(places), len(piece) + 1)


@lru_cache(maxsize=32768)
def _remembered(piece: str) -> Read:
    """The same of a short piece; pure, so it may be remembered, and news says the same words over and over."""
    return _cut(piece)


class Line(NamedTuple):
    """A sentence as tokens, with what is asked of it again and again. It knows no place: tellings share sentences."""

    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    """Where each starts in the sentence."""
    signs: int
    """The signs of all its words."""
    signed: tuple[tuple[int, int], ...]
    """Words with a sign: which token, and its signs."""
    capitals: tuple[int, ...]
    """Which tokens are capitals."""
    lower: frozenset[str]
    """Keys of the words that it writes with a small letter."""
    inner: frozenset[str]
    """Bare keys of the words that it writes with a capital, and that no sentence begins with."""


def lined(text: str, signs: Callable[[str], int]) -> Line:
    """A sentence as tokens; `signs` tells of a comparison key what can begin with it."""
    line, starts = placed(text, 0)
    held = list(map(signs, map(_KEY, line)))
    capitals = tuple(compress(range(len(line)), map(_CAPITAL, line)))
    return Line(
        tuple(line),
        tuple(starts),
        reduce(or_, held, 0),
        tuple(compress(enumerate(held), held)),
        capitals,
        frozenset([token.key for token in line if token.wordlike and token.text[0].islower()]),
        frozenset([line[at].key for at in capitals if line[at].wordlike and not _opens(line, at)]),
    )


class Dated(NamedTuple):
    """A date: the number of its sentence, the range of its tokens in it, and its value."""

    number: int
    low: int
    high: int
    value: str


NUMBER, DATE, HEDGE, NEGATION, CUE = 1, 2, 4, 8, 16
"""Signs of a word: what can begin with it. A word has the sum of its signs."""


class Page:
    """One report with the tokens of each of its sentences; made once, read by every finder. `read` reads a sentence."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], read: Callable[[str], Line]) -> None:
        self.report = report
        self.sentences = tuple(sorted(sentences, key=lambda sentence: (sentence.start, sentence.place)))
        self.lines = [read(sentence.text) for sentence in self.sentences]
        self.dates: list[Dated] | None = None
        self.runs: list[Run] | None = None
        self._heads = [sentence.start for sentence in self.sentences]

    def place(self, start: int) -> int:
        """The place of the sentence in which an offset stands; 0 where it stands before all."""
        at = bisect_right(self._heads, start) - 1
        return self.sentences[at].place if at >= 0 else 0

    def span(self, number: int, low: int, high: int) -> tuple[int, int]:
        """The offsets of some tokens of a sentence."""
        line, head = self.lines[number], self._heads[number]
        return head + line.starts[low], head + line.starts[high - 1] + len(line.tokens[high - 1].text)

    def row(self, kind: str, at: tuple[int, int, int], value: str, speaker: str | None = None) -> Mention:
        """What is mentioned by some tokens: the number of their sentence, and their range in it."""
        start, stop = self.span(*at)
        text, place = self.report.text[start:stop], self.sentences[at[0]].place
        return Mention(self.report.report, place, start, stop, kind, text, value, speaker)

    def spots(self, sign: int) -> Iterator[tuple[int, Sequence[Token], list[int]]]:
        """The sentences with a word of a sign: their number, their tokens, and where in these such words stand.

        Most tokens start nothing that a finder looks for; it reads on from these alone.
        """
        for number, line in enumerate(self.lines):
            if line.signs & sign:
                yield number, line.tokens, [at for at, held in line.signed if held & sign]

    @cached_property
    def lower(self) -> frozenset[str]:
        """Keys of the words that the report writes with a small letter somewhere."""
        return frozenset().union(*[line.lower for line in self.lines])

    @cached_property
    def inner_capitals(self) -> frozenset[str]:
        """Keys of the words that the report writes with a capital inside a sentence."""
        return frozenset().union(*[line.inner for line in self.lines])


def _opens(line: Sequence[Token], at: int) -> bool:
    """Whether no word stands between a token and the start of its sentence, or a mark that begins one anew."""
    while at:
        at -= 1
        if line[at].wordlike:
            return False
        if line[at].text in '.!?:"“‘':
            return True
    return True
