"""Linked sentences of two reports, laid word against word: what every finder of changes works on.

A `Block` holds the sentences that a link (or a split, or a merger) joins, their words, and the `Region`s in which
the words differ. Words are compared by a *plain* key: comparison key, possessive off, spelling variety undone, small
numbers as digits. Honorifics take no part in the comparison; they are house style.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, compress
from operator import itemgetter
from typing import NamedTuple

from ..glossary import Collation, Mention, Sentence, Witness
from ..settings import SETTINGS
from ..words import key
from .matching import Run, matchings
from .spelling import HONORIFICS, bag, plain

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
    first: bool
    """Whether it opens a sentence or a quotation."""

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


KEY = itemgetter(3)
PLAIN = itemgetter(4)
"""What a term is compared by, for many terms at once."""


class Region(NamedTuple):
    """Where the words of a block differ: half-open ranges into the terms of either side; one of them may be empty."""

    one_low: int
    one_high: int
    other_low: int
    other_high: int


@dataclass(frozen=True, slots=True)
class Side:
    """One report's half of a block."""

    witness: Witness
    sentences: tuple[Sentence, ...]
    terms: tuple[Term, ...]
    titles: tuple[tuple[int, Term], ...]
    """Honorifics, each with the index of the term that it stands before."""
    mentions: tuple[Mention, ...]
    keys: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    """The kinds of mention that it has."""
    said: frozenset[str] = field(default_factory=frozenset)
    """The comparison keys of its words: a finder without a word to start from is soon done."""

    def of(self, kind: str) -> list[Mention]:
        """The mentions of a kind."""
        return [mention for mention in self.mentions if mention.kind == kind] if kind in self.kinds else []

    def count(self, word: str) -> int:
        """How often a word stands in the sentences."""
        return sum(term.plain == word for term in self.terms)

    def text(self, start: int, stop: int) -> str:
        """The report's own text."""
        return self.witness.report.text[start:stop]

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Offsets of a range of terms; of an empty one, the place right behind the term before it."""
        if low < high:
            return self.terms[low].start, self.terms[high - 1].stop
        if not self.terms:
            return self.sentences[0].start, self.sentences[0].start
        at = self.terms[low - 1].stop if low else self.terms[0].start
        return at, at

    def within(self, start: int, stop: int) -> tuple[int, int]:
        """The range of terms that overlaps a stretch of text."""
        low = bisect_left(self.terms, (start,))  # a term begins with its start, so it is found by that alone
        if low and self.terms[low - 1].stop > start:
            low -= 1
        return low, max(low, bisect_left(self.terms, (stop,)))


@dataclass(frozen=True, slots=True)
class Block:
    """Linked sentences of two reports."""

    one: Side
    other: Side
    regions: tuple[Region, ...]
    kept: float
    """Share of the shorter side's words that the other side has in the same order."""
    pairs: tuple[tuple[int, int], ...]
    """Terms that stand against each other, as indexes."""
    loose: bool = False
    """Whether the sentences are linked by their place more than by their words: then nothing in them is grave."""
    steady: bool = False
    """Whether most sentences of the two reports are kept to the letter, so that an exchanged word stands out."""

    @property
    def slots(self) -> Iterator[tuple[int, int]]:
        """The terms that differ one by one: those of regions of as many words on either side, as indexes."""
        for region in self.regions:
            if region.one_high - region.one_low == region.other_high - region.other_low:
                yield from zip(
                    range(region.one_low, region.one_high), range(region.other_low, region.other_high), strict=True
                )

    def region_of(self, index: int, side: int) -> Region | None:
        """The region in which a term of a side (0 one, 1 other) stands."""
        for region in self.regions:
            low, high = (region.one_low, region.one_high) if side == 0 else (region.other_low, region.other_high)
            if low <= index < high:
                return region
        return None

    def across(self, low: int, high: int) -> tuple[int, int]:
        """The range of the other side that stands against a range of one side's terms."""
        before = [right for left, right in self.pairs if left < low]
        after = [right for left, right in self.pairs if left >= high]
        start = max(before) + 1 if before else 0
        stop = min(after) if after else len(self.other.terms)
        return start, max(start, stop)


def blocks(collation: Collation) -> list[Block]:
    """Every group of linked sentences whose words differ, in order; furniture takes no part.

    A headline is the editor's to write anew, so only one that is kept nearly whole is compared.
    """
    found = []
    mine, theirs = Shelf(collation.one), Shelf(collation.other)
    sides = [
        (mine.side(one), theirs.side(other), loose, mine.headline(one) or theirs.headline(other))
        for one, other, loose in _groups(collation)
    ]
    sides = [row for row in sides if row[0].terms and row[1].terms]
    lines = [(list(map(PLAIN, one.terms)), list(map(PLAIN, other.terms))) for one, other, _, _ in sides]
    for (one, other, loose, headline), line, runs in zip(sides, lines, matchings(lines), strict=True):
        block = _block(one, other, loose, line, runs)
        if not headline or block.kept >= SETTINGS.changes.kept_headline:
            found.append(block)
    whole = sum(not block.regions for block in found)
    steady = round(whole / max(1, len(found)), 4) >= SETTINGS.changes.steady
    return [replace(block, steady=True) for block in found] if steady else found


def _groups(collation: Collation) -> list[tuple[list[int], list[int], bool]]:
    """Places of sentences that hang together by links, and whether every link is a loose one."""
    close = {
        (link.one_place, link.other_place): link.likeness
        for link in collation.links
        if link.one_place is not None
        and link.other_place is not None
        and link.likeness >= SETTINGS.changes.least_likeness
    }
    tight = {place for place, likeness in close.items() if likeness >= SETTINGS.changes.close_likeness}
    pairs = list(close)
    group_of: dict[tuple[int, int], int] = {}
    groups: list[tuple[set[int], set[int]]] = []
    for left, right in sorted(pairs):
        known = sorted({group_of[node] for node in ((0, left), (1, right)) if node in group_of})
        at = known[0] if known else len(groups)
        if not known:
            groups.append((set(), set()))
        for extra in known[1:]:
            groups[at][0].update(groups[extra][0])
            groups[at][1].update(groups[extra][1])
            for node in [*((0, place) for place in groups[extra][0]), *((1, place) for place in groups[extra][1])]:
                group_of[node] = at
            groups[extra] = (set(), set())
        groups[at][0].add(left)
        groups[at][1].add(right)
        group_of[(0, left)] = group_of[(1, right)] = at
    firm = {place for place, _ in tight}
    return [(sorted(one), sorted(other), not one & firm) for one, other in groups if one and other]


class Shelf:
    """A witness with its sentences, mentions and furniture at hand by place, so that a block is cut out quickly."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness
        self.sentences = {sentence.place: sentence for sentence in witness.sentences}
        self.mentions: dict[int, list[Mention]] = {}
        for mention in witness.mentions:
            self.mentions.setdefault(mention.place, []).append(mention)
        self._aside = aside(witness, headlines=True)
        heads = {row.start for row in witness.furniture if row.role == "headline"}
        self._headlines = {sentence.place for sentence in witness.sentences if sentence.start in heads}

    def headline(self, places: Iterable[int]) -> bool:
        """Whether a headline is among some sentences."""
        return any(place in self._headlines for place in places)

    def side(self, places: Iterable[int]) -> Side:
        """One half of a block: the words and mentions of some sentences, furniture and credits left out."""
        sentences = tuple(self.sentences[place] for place in places if place in self.sentences)
        words: list[Term] = []
        titles: list[tuple[int, Term]] = []
        rows: list[Mention] = []
        for sentence in sentences:
            said = terms(sentence.text, sentence.start)
            marked: Sequence[Mention] = self.mentions.get(sentence.place, ())
            if self._aside:
                marked = [mention for mention in marked if not inside(self._aside, mention.start)]
                if touched(self._aside, sentence.start, sentence.stop):
                    said = [term for term in said if not inside(self._aside, term.start)]
            rows += marked
            if HONORIFICS.isdisjoint(map(KEY, said)):
                words += said
                continue
            for term in said:
                if term.key in HONORIFICS and term.text[0].isupper():
                    titles.append((len(words), term))
                else:
                    words.append(term)
        keys, said_keys = frozenset(map(PLAIN, words)), frozenset(map(KEY, words))
        kinds = frozenset([row.kind for row in rows])
        return Side(self.witness, sentences, tuple(words), tuple(titles), tuple(rows), keys, kinds, said_keys)


def aside(witness: Witness, headlines: bool = False) -> list[tuple[int, int]]:
    """The stretches of a report that are not its story (headlines where they count), joined where they meet."""
    found: list[tuple[int, int]] = []
    spans = [(row.start, row.stop) for row in witness.furniture if not headlines or row.role != "headline"]
    spans += [(row.start, row.stop) for row in witness.credits]
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], stop)
        else:
            found.append((start, stop))
    return found


def inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether an offset stands in one of the stretches, which are in order and apart."""
    index = bisect_left(spans, (at + 1,)) - 1
    return index >= 0 and at < spans[index][1]


def touched(spans: Sequence[tuple[int, int]], start: int, stop: int) -> bool:
    """Whether one of the stretches, which are in order and apart, has a part of this one."""
    index = bisect_left(spans, (stop,)) - 1
    return index >= 0 and start < spans[index][1]


def terms(text: str, offset: int) -> Sequence[Term]:
    """The words of a stretch of text."""
    if len(text) <= _NAME and not offset:
        return _named(text)
    return _remembered(text, offset) if len(text) <= _SENTENCE else _terms(text, offset)


@lru_cache(maxsize=8192)
def _named(text: str) -> tuple[Term, ...]:
    """Names are asked for by themselves, and come again and again."""
    return _terms(text, 0)


@lru_cache(maxsize=4096)
def _remembered(text: str, offset: int) -> tuple[Term, ...]:
    """A telling of a large family is laid beside each of the others: its sentences are read once."""
    return _terms(text, offset)


def _terms(text: str, offset: int) -> tuple[Term, ...]:
    make, at, fresh = tuple.__new__, offset, True
    found: list[Term] = []
    for read, opens, _, size in _pieces(text.split(" ")):
        for start, stop, word, folded, bare, opened in read:
            found.append(make(Term, (at + start, at + stop, word, folded, bare, fresh or opened)))
            fresh = False
        fresh = fresh or opens
        at += size
    return tuple(found)


@lru_cache(maxsize=64)
def vocabulary(text: str) -> frozenset[str]:
    """The words of a report as they are compared."""
    return frozenset(chain.from_iterable(map(itemgetter(2), _pieces(set(text.split(" "))))))


Read = tuple[tuple[tuple[int, int, str, str, str, bool], ...], bool, tuple[str, ...], int]
"""The words of a piece of text, offsets from its start; whether a mark behind them opens something new; what they are
compared by; letters of the piece, with the blank behind."""


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
    return tuple(found), _FRESH.search(parts[-1]) is not None, tuple([word[4] for word in found]), len(piece) + 1


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
def _keys(word: str) -> tuple[str, str, str]:
    """A word, its comparison key, and what it is compared by here."""
    found = key(word).replace("‑", "-")
    return word, found, plain(found)


def _block(one: Side, other: Side, loose: bool, lines: tuple[list[str], list[str]], runs: Sequence[Run]) -> Block:
    left, right = lines
    matches = _joined(runs, left)
    pairs = tuple([pair for a, b, size in matches for pair in zip(range(a, a + size), range(b, b + size), strict=True)])
    regions, at, against = [], 0, 0
    for a, b, size in [*matches, (len(left), len(right), 0)]:
        if a > at or b > against:
            regions.append(Region(at, a, against, b))
        at, against = a + size, b + size
    kept = _kept(left, right, pairs)
    return Block(one, other, tuple(regions), kept, pairs, loose)


def _kept(left: Sequence[str], right: Sequence[str], pairs: Sequence[tuple[int, int]]) -> float:
    """Share of the shorter side's words that stand against each other; figures are left out."""
    figures = set(compress(range(len(left)), map(_figure, left)))
    words = min(len(left) - len(figures), len(right) - sum(map(_figure, right)))
    if words < SETTINGS.changes.few_words:
        return round(len(pairs) / max(1, min(len(left), len(right))), 4)
    kept = sum(at not in figures for at, _ in pairs) if figures else len(pairs)
    return round(kept / words, 4)


@lru_cache(maxsize=65536)
def _figure(word: str) -> bool:
    """Whether a word starts with a figure."""
    return word[:1].isdigit()


def _joined(matches: Sequence[tuple[int, int, int]], left: Sequence[str]) -> list[tuple[int, int, int]]:
    """A lone function word between two differences belongs to them: the phrase is shown whole."""
    found: list[tuple[int, int, int]] = []
    for index, (a, b, size) in enumerate(matches):
        lone = size == 1 and left[a] in FUNCTION and 0 < index < len(matches) - 1
        if lone:
            before, after = (found or [(0, 0, 0)])[-1], matches[index + 1]
            gap = (a - before[0] - before[2], b - before[1] - before[2], after[0] - a - 1, after[1] - b - 1)
            if min(gap[0] + gap[1], gap[2] + gap[3]) > 0 and max(gap) > 1 and all((gap[0] + gap[2], gap[1] + gap[3])):
                continue
        found.append((a, b, size))
    return found
