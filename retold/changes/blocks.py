"""Linked sentences of two reports, laid word against word: what every finder of changes works on.

A `Block` holds the sentences that a link (or a split, or a merger) joins, their words, and the `Region`s in which
the words differ (see `terms`). Honorifics take no part in the comparison; they are house style.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from ..glossary import Collation, Mention, Sentence, Witness
from ..settings import SETTINGS
from .matching import Run, matchings
from .signs import FIGURE
from .spelling import HONORIFICS
from .terms import FUNCTION as FUNCTION
from .terms import KEY as KEY
from .terms import PLAIN as PLAIN
from .terms import Line, line, lined
from .terms import Term as Term
from .terms import terms as terms


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
    starts: tuple[int, ...]
    plains: tuple[str, ...]
    keys: frozenset[str]
    said: frozenset[str]
    signs: int
    """As in `Line`: a finder without a word to start from is soon done."""
    titles: tuple[tuple[int, Term], ...]
    """Honorifics, each with the index of the term that it stands before."""
    mentions: tuple[Mention, ...]
    kinds: dict[str, list[Mention]]
    """Its mentions by kind; a kind that it has none of is left out."""
    running: tuple[tuple[Sentence, Mention], ...]
    """Sentences into which a quotation runs that began before them."""
    marked: bool
    """Whether its report has any quotation: another one lost its marks on the way, or never had them."""

    def of(self, kind: str) -> list[Mention]:
        """The mentions of a kind."""
        return self.kinds.get(kind, [])

    def count(self, word: str) -> int:
        """How often a word stands in the sentences."""
        return self.plains.count(word)

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
        low = bisect_left(self.starts, start)
        if low and self.terms[low - 1].stop > start:
            low -= 1
        return low, max(low, bisect_left(self.starts, stop, low))


@dataclass(frozen=True)
class Block:
    """Linked sentences of two reports."""

    one: Side
    other: Side
    regions: tuple[Region, ...]
    runs: tuple[Run, ...]
    """Where the same words stand on both sides: where a run starts on either, and how many words it has."""
    kept: float
    """Share of the shorter side's words that the other side has in the same order."""
    loose: bool = False
    """Whether the sentences are linked by their place more than by their words: then nothing in them is grave."""
    steady: bool = False
    """Whether most sentences of the two reports are kept to the letter, so that an exchanged word stands out."""
    turned: bool = False
    """Whether the reports were given the other way about."""

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Terms that stand against each other, as indexes."""
        rows = (zip(range(a, a + size), range(b, b + size), strict=True) for a, b, size in self.runs)
        return tuple(chain.from_iterable(rows))

    @cached_property
    def differing(self) -> tuple[int, int]:
        """The signs of the words that differ, of either side."""
        one = other = 0
        for low, high, start, stop in self.regions:
            for term in self.one.terms[low:high]:
                one |= term.signs
            for term in self.other.terms[start:stop]:
                other |= term.signs
        return one, other

    def words(self, region: Region) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        """The terms of a region on either side."""
        return self.one.terms[region.one_low : region.one_high], self.other.terms[region.other_low : region.other_high]

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

    def differs(self, low: int, high: int, side: int) -> bool:
        """Whether any of a range of terms of a side stands in a region."""
        start, stop = 2 * side, 2 * side + 1
        return any(row[start] < high and low < row[stop] and row[start] < row[stop] for row in self.regions)

    def against(self, index: int) -> int | None:
        """The term of the other side that stands against one of this side."""
        at = bisect_right(self.runs, index, key=itemgetter(0)) - 1
        if at < 0 or index >= self.runs[at][0] + self.runs[at][2]:
            return None
        return self.runs[at][1] + index - self.runs[at][0]

    def across(self, low: int, high: int, side: int) -> tuple[int, int]:
        """The range of the other side that stands against a range of a side's terms (0 one, 1 other)."""
        start, stop = 0, len((self.one if side else self.other).terms)
        for run in self.runs:
            mine, theirs, size = run[side], run[1 - side], run[2]
            if mine < low:
                start = theirs + min(size, low - mine)
            if mine + size > high:
                stop = theirs + max(0, high - mine)
                break
        return start, max(start, stop)


def blocks(collation: Collation, turned: bool = False) -> list[Block]:
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
    laid = matchings([(one.plains, other.plains) for one, other, _, _ in sides])
    for (one, other, loose, headline), runs in zip(sides, laid, strict=True):
        matches = _joined(runs, one.plains)
        kept = _kept(one, other, matches)
        if not headline or kept >= SETTINGS.changes.kept_headline:
            found.append(Block(one, other, _regions(one, other, matches), matches, kept, loose, turned=turned))
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
        self._running = _running(witness)
        self._marked = any(mention.kind == "quotation" for mention in witness.mentions)
        self._aside = aside(witness, headlines=True)
        heads = {row.start for row in witness.furniture if row.role == "headline"}
        self._headlines = {sentence.place for sentence in witness.sentences if sentence.start in heads}

    def headline(self, places: Iterable[int]) -> bool:
        """Whether a headline is among some sentences."""
        return any(place in self._headlines for place in places)

    def side(self, places: Iterable[int]) -> Side:
        """One half of a block: the words and mentions of some sentences, furniture and credits left out."""
        sentences = tuple([self.sentences[place] for place in places if place in self.sentences])
        lines: list[Line] = []
        titles: list[tuple[int, Term]] = []
        rows: list[Mention] = []
        before = 0
        for sentence in sentences:
            said = line(sentence.text, sentence.start)
            marked: Sequence[Mention] = self.mentions.get(sentence.place, ())
            if self._aside:
                marked = [mention for mention in marked if not inside(self._aside, mention.start)]
                if touched(self._aside, sentence.start, sentence.stop):
                    said = lined([term for term in said.terms if not inside(self._aside, term.start)])
            rows += marked
            if not HONORIFICS.isdisjoint(said.said):
                said = _untitled(said, before, titles)
            before += len(said.terms)
            lines.append(said)
        kinds: dict[str, list[Mention]] = {}
        for row in rows:
            kinds.setdefault(row.kind, []).append(row)
        whole = lines[0] if len(lines) == 1 else lined(chain.from_iterable([row.terms for row in lines]))
        running = tuple([(row, self._running[row.place]) for row in sentences if row.place in self._running])
        return Side(self.witness, sentences, *whole, tuple(titles), tuple(rows), kinds, running, self._marked)


def _running(witness: Witness) -> dict[int, Mention]:
    """The quotations that run on into sentences, by the place of the sentence; of several the last that began."""
    starts = [sentence.start for sentence in witness.sentences]
    found: dict[int, Mention] = {}
    for mention in witness.mentions:
        if mention.kind == "quotation":
            inside = range(bisect_right(starts, mention.start), bisect_left(starts, mention.stop))
            found.update((witness.sentences[at].place, mention) for at in inside)
    return found


def _untitled(said: Line, before: int, titles: list[tuple[int, Term]]) -> Line:
    """A line without its honorifics, which join the titles; `before` is how many terms stand before it."""
    kept: list[Term] = []
    for term in said.terms:
        if term.key in HONORIFICS and term.capital:
            titles.append((before + len(kept), term))
        else:
            kept.append(term)
    return lined(kept)


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


def _regions(one: Side, other: Side, matches: Sequence[Run]) -> tuple[Region, ...]:
    """What stands between the runs."""
    regions, at, against = [], 0, 0
    for a, b, size in [*matches, (len(one.terms), len(other.terms), 0)]:
        if a > at or b > against:
            regions.append(Region(at, a, against, b))
        at, against = a + size, b + size
    return tuple(regions)


def _kept(one: Side, other: Side, matches: Sequence[Run]) -> float:
    """Share of the shorter side's words that stand against each other; figures are left out."""
    words = min(len(one.terms) - _figures(one, 0), len(other.terms) - _figures(other, 0))
    told = sum([size for _, _, size in matches])
    if words < SETTINGS.changes.few_words:
        return round(told / max(1, min(len(one.terms), len(other.terms))), 4)
    return round((told - sum([_figures(one, a, a + size) for a, _, size in matches])) / words, 4)


def _figures(side: Side, low: int, high: int | None = None) -> int:
    """How many words of a range start with a figure."""
    return sum([term.signs & FIGURE for term in side.terms[low:high]]) // FIGURE if side.signs & FIGURE else 0


def _joined(matches: Sequence[Run], left: Sequence[str]) -> tuple[Run, ...]:
    """A lone function word between two differences belongs to them: the phrase is shown whole."""
    found: list[Run] = []
    for index, (a, b, size) in enumerate(matches):
        lone = size == 1 and left[a] in FUNCTION and 0 < index < len(matches) - 1
        if lone:
            before, after = (found or [(0, 0, 0)])[-1], matches[index + 1]
            gap = (a - before[0] - before[2], b - before[1] - before[2], after[0] - a - 1, after[1] - b - 1)
            if min(gap[0] + gap[1], gap[2] + gap[3]) > 0 and max(gap) > 1 and all((gap[0] + gap[2], gap[1] + gap[3])):
                continue
        found.append((a, b, size))
    return tuple(found)
