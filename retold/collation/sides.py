"""One report made ready for collation: its sentences as words, and the pieces of even size they are searched by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from ..glossary import Witness
from ..settings import SETTINGS
from ..words import keys, letters_within, places

_MARKS = str.maketrans("", "", "'.,")
"""What a word's key can hold beside letters and digits."""


class Unit(NamedTuple):
    """A sentence made ready: where it stands, its words, and what it is compared by."""

    place: int
    start: int
    stop: int
    text: str
    first: int
    """How many words stand before it in the text."""
    keys: tuple[str, ...]
    """What its words are compared by."""
    plain: str
    """Its letters and digits alone, disguise undone; its raw characters where it has none."""
    line: str
    """Its words with spaces between, as read by character grams; cut where a `sentence` is endless."""
    letters: str | None
    """Its words as they stand in it, disguise undone, where that can be told without looking at each."""
    body: bool
    """Whether it is the story: not furniture and not a credit for the most part."""

    def places(self) -> tuple[list[int], list[int]]:
        """Where its words start and stop in the text: found when asked for, since few sentences need them."""
        return places(self.text, self.start)


class Piece(NamedTuple):
    """A stretch of sentence size by which two texts are searched: short sentences joined, endless ones cut."""

    first: int
    """The first and last sentence it holds a part of, as index into the units."""
    last: int
    start: int
    """Its words: a range of the words of the whole text."""
    stop: int


@dataclass(frozen=True, slots=True)
class Side:
    """One text made ready."""

    units: tuple[Unit, ...]
    stems: tuple[str, ...]
    """The beginnings of all its words, which survive inflection."""
    pieces: tuple[Piece, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to `last` stand, in characters."""
        return self._place(first)[0], self._place(last)[1]

    def _place(self, at: int) -> tuple[int, int]:
        unit = self.units[bisect_right(self.units, at, key=lambda entry: entry.first) - 1]
        starts, stops = unit.places()
        return starts[at - unit.first], stops[at - unit.first]


def side(witness: Witness) -> Side:
    """A witness made ready: its sentences in order, all their words, and the pieces."""
    aside, least, longest = _spans(witness), SETTINGS.collation.furniture_share, SETTINGS.collation.longest_sentence
    found: list[Unit] = []
    run: list[str] = []
    pieces: list[Piece] = []
    make = tuple.__new__  # there are very many sentences
    text, sentences = witness.report.text, sorted(witness.sentences, key=attrgetter("start", "place"))
    parts = letters_within(text, [(sentence.start, sentence.stop) for sentence in sentences])
    for at, (sentence, letters) in enumerate(zip(sentences, parts, strict=True)):
        inside = tuple(keys(sentence.text, text) if letters is None else letters.split())
        line, plain = " ".join(inside), "".join(inside)
        if not plain.isalnum():
            plain = plain.translate(_MARKS) or "".join(sentence.text.split())
        body = not aside or _share(sentence.start, sentence.stop, aside) < least
        place = (sentence.place, sentence.start, sentence.stop, sentence.text, len(run))
        found.append(make(Unit, (*place, inside, plain, (line or plain)[:longest], letters, body)))
        if inside:
            _cut(pieces, at, len(run), len(inside))
            run += inside
    _close(pieces)
    size = SETTINGS.collation.stem
    return Side(tuple(found), tuple([key[:size] for key in run]), tuple(pieces))


def _cut(pieces: list[Piece], at: int, start: int, count: int) -> None:
    """Add a sentence's words to the pieces: to the last one while that is short, else as pieces of their own."""
    least, longest = SETTINGS.collation.least_piece, SETTINGS.collation.longest_piece
    parts = -(-count // longest)
    for part in range(parts):
        low, high = start + count * part // parts, start + count * (part + 1) // parts
        if pieces and pieces[-1].stop - pieces[-1].start < least:
            pieces[-1] = Piece(pieces[-1].first, at, pieces[-1].start, high)
        else:
            pieces.append(Piece(at, at, low, high))


def _close(pieces: list[Piece]) -> None:
    """Join a short last piece to the one before."""
    if len(pieces) > 1 and pieces[-1].stop - pieces[-1].start < SETTINGS.collation.least_piece:
        last = pieces.pop()
        pieces[-1] = Piece(pieces[-1].first, last.last, pieces[-1].start, last.stop)


def _spans(witness: Witness) -> list[tuple[int, int]]:
    """Furniture and credits as sorted, disjoint spans."""
    marked = [(row.start, row.stop) for row in witness.furniture]
    marked += [(row.start, row.stop) for row in witness.credits]
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(marked):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _share(start: int, stop: int, spans: Sequence[tuple[int, int]]) -> float:
    """Which share of a stretch the spans, sorted and disjoint, cover."""
    covered, at = 0, max(0, bisect_right(spans, (start, start)) - 1)
    while at < len(spans) and spans[at][0] < stop:
        covered += max(0, min(stop, spans[at][1]) - max(start, spans[at][0]))
        at += 1
    return covered / (stop - start) if stop > start else 0.0
