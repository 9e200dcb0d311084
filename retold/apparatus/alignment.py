"""Words of a telling and where two runs of words differ."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from ..settings import SETTINGS
from ..words import Word, words
from .sides import Side, spans_apart

Step = tuple[int, int, int, int]
"""Base words [0, 1) stand where the telling has words [2, 3)."""


def words_of(side: Side, span: tuple[int, int]) -> list[Word]:
    """The words of a stretch with offsets into the report, furniture and credits left out."""
    start, stop = span
    apart = spans_apart(side.witness, start, stop)
    found = [Word(word.start + start, word.stop + start, word.key) for word in words(side.text[start:stop])]
    if not apart:
        return found
    return [word for word in found if not any(left <= word.start < right for left, right in apart)]


def body_words(side: Side) -> list[Word]:
    """The words of a telling's story, in order."""
    return [word for sentence in side.body for word in words_of(side, (sentence.start, sentence.stop))]


def aligned(one: Sequence[str], two: Sequence[str]) -> list[Step]:
    """Where two runs of words differ. Beyond a length, what lies between the equal ends is one difference."""
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    inner, outer = one[head : len(one) - tail], two[head : len(two) - tail]
    if not inner and not outer:
        return []
    if max(len(inner), len(outer)) > SETTINGS.stemma.longest_sentence:
        return [(head, head + len(inner), head, head + len(outer))]
    codes = SequenceMatcher(None, inner, outer, autojunk=False).get_opcodes()
    return [(a + head, b + head, c + head, d + head) for tag, a, b, c, d in codes if tag != "equal"]
