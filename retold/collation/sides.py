"""One report made ready for collation: its sentences as words, comparison strings and sets of character grams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..glossary import Witness
from ..settings import SETTINGS
from ..words import Word, words

_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence made ready: where it stands, its words, and what it is compared by."""

    place: int
    start: int
    stop: int
    words: tuple[Word, ...]
    plain: str
    """Its letters and digits alone, disguise undone; its raw characters where it has none."""
    grams: frozenset[str]
    """Character 2-, 3- and 4-grams of its words."""
    odd: frozenset[str]
    """Names and numbers: words with a digit, or with a capital that does not open the sentence."""
    body: bool
    """Whether it is the story: not furniture and not a credit for the most part."""


def units(witness: Witness) -> list[Unit]:
    """The sentences of a witness, made ready, in order of place."""
    aside = _spans(witness)
    text = witness.report.text
    found = []
    for sentence in sorted(witness.sentences, key=lambda s: (s.start, s.place)):
        inside = tuple(
            Word(word.start + sentence.start, word.stop + sentence.start, word.key) for word in words(sentence.text)
        )
        spaced = " ".join(word.key for word in inside)
        plain = "".join(filter(str.isalnum, spaced)) or "".join(sentence.text.split())
        found.append(
            Unit(
                sentence.place,
                sentence.start,
                sentence.stop,
                inside,
                plain,
                grams(spaced or plain),
                _odd(text, inside),
                _share(sentence.start, sentence.stop, aside) < SETTINGS.collation.furniture_share,
            )
        )
    return found


def grams(spaced: str) -> frozenset[str]:
    """Character 2-, 3- and 4-grams of the words of a sentence, each word bounded by spaces."""
    line = f" {spaced[: SETTINGS.collation.longest_sentence]} "
    size = len(line)
    found = {line[at : at + 4] for at in range(size - 3)}
    found.update([line[at : at + 3] for at in range(size - 2)])
    found.update([line[at : at + 2] for at in range(size - 1)])
    return frozenset(found)


def _odd(text: str, inside: Sequence[Word]) -> frozenset[str]:
    found = set()
    for at, word in enumerate(inside):
        if _NUMBER.search(word.key) or (at and text[word.start].isupper() and len(word.key) > 1):
            found.add(word.key.removesuffix("'s"))
    return frozenset(found)


def _spans(witness: Witness) -> list[tuple[int, int]]:
    """Furniture and credits as sorted, disjoint spans."""
    marked: Iterable[tuple[int, int]] = [
        *((f.start, f.stop) for f in witness.furniture),
        *((c.start, c.stop) for c in witness.credits),
    ]
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(marked):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _share(start: int, stop: int, spans: Sequence[tuple[int, int]]) -> float:
    """Which share of a stretch the spans cover."""
    if not spans or stop <= start:
        return 0.0
    covered = sum(max(0, min(stop, right) - max(start, left)) for left, right in spans)
    return covered / (stop - start)
