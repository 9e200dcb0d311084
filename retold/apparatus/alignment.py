"""Words of a telling and where two runs of words differ."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Levenshtein

from ..settings import SETTINGS
from ..words import Word, words
from .sides import Side, spans_apart

Known = dict[tuple[str, str], float]
Match = tuple[int, int]
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


def laid(one: Sequence[str], two: Sequence[str], known: Known) -> list[Match]:
    """The words of two runs that stand under each other, like under like (Needleman & Wunsch, J. Mol. Biol. 48, 1970).

    The work grows with the product of the two lengths; `known` keeps how unlike two words are.
    """
    gap = SETTINGS.stemma.word_gap
    rows = [[gap * at for at in range(len(two) + 1)]]
    for here in one:
        last, row = rows[-1], [rows[-1][0] + gap]
        for at, there in enumerate(two):
            row.append(min(last[at] + unlike(here, there, known), last[at + 1] + gap, row[at] + gap))
        rows.append(row)
    found, at = [], len(two)
    for step in range(len(one), 0, -1):
        while at and _same(rows[step][at], rows[step][at - 1] + gap):
            at -= 1
        if at and _same(rows[step][at], rows[step - 1][at - 1] + unlike(one[step - 1], two[at - 1], known)):
            at -= 1
            found.append((step - 1, at))
    return found[::-1]


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-9


def unlike(one: str, other: str, known: Known) -> float:
    """The letters in which two words differ, as a share of the longer one."""
    if one == other:
        return 0.0
    if (one, other) not in known:
        known[one, other] = round(Levenshtein.normalized_distance(one, other), 4)
    return known[one, other]
