"""Scoring sentence links against sentences that were linked by reading, by generation or by nature.

A tool's own sentences are first laid on the gold ones by largest overlap of characters, so that a different
splitter costs nothing where it does no harm. Then pairs (i, j) of gold sentences are compared as sets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .clustering import rates
from .laying import Laid

Stretch = tuple[int, int]
Counts = tuple[int, int, int]
"""Right, claimed, wanted."""


@dataclass(frozen=True, slots=True)
class Gold:
    """True sentences of both sides and the true pairs with their fates; `moved` holds the pairs that moved."""

    here: tuple[Stretch, ...]
    there: tuple[Stretch, ...]
    pairs: dict[tuple[int, int], str]
    moved: frozenset[tuple[int, int]] = frozenset()


def place(span: Stretch, sentences: Sequence[Stretch]) -> int | None:
    """The sentence that shares most characters with a span, the first of equals; None if none shares any."""
    first = max(bisect_right(sentences, (span[0], 0)) - 1, 0)
    best, most = None, 0
    for at in range(first, len(sentences)):
        start, stop = sentences[at]
        if start >= span[1]:
            break
        shared = min(stop, span[1]) - max(start, span[0])
        if shared > most:
            best, most = at, shared
    return best


def found_pairs(laid: Laid, gold: Gold) -> dict[tuple[int, int], tuple[str, bool]]:
    """The tool's links as pairs of gold sentences, with fate and whether moved."""
    found: dict[tuple[int, int], tuple[str, bool]] = {}
    for link in laid.fates:
        if link.here and link.there:
            one, other = place(link.here, gold.here), place(link.there, gold.there)
            if one is not None and other is not None:
                found.setdefault((one, other), (link.fate, link.moved))
    return found


def pair_counts(laid: Laid, gold: Gold) -> Counts:
    """Right, claimed and wanted pairs of sentences."""
    found = found_pairs(laid, gold)
    return len(found.keys() & gold.pairs.keys()), len(found), len(gold.pairs)


def fate_counts(laid: Laid, gold: Gold, without: str = "") -> tuple[int, int]:
    """Pairs found by both whose fate is the same, and all found by both; `without` leaves out one true fate."""
    both = [
        (said[0], gold.pairs[pair])
        for pair, said in found_pairs(laid, gold).items()
        if pair in gold.pairs and gold.pairs[pair] != without
    ]
    return sum(said == true for said, true in both), len(both)


def moved_counts(laid: Laid, gold: Gold) -> Counts:
    """Right, claimed and wanted moves among the pairs found by both."""
    both = {pair: said for pair, said in found_pairs(laid, gold).items() if pair in gold.pairs}
    claimed = {pair for pair, said in both.items() if said[1]}
    wanted = gold.moved & both.keys()
    return len(claimed & wanted), len(claimed), len(wanted)


def unlinked_counts(laid: Laid, gold: Gold, side: int) -> Counts:
    """Right, claimed and wanted sentences without a link: dropped (side 0) or added (side 1)."""
    sentences = gold.there if side else gold.here
    claimed = set(range(len(sentences))) - {pair[side] for pair in found_pairs(laid, gold)}
    wanted = set(range(len(sentences))) - {pair[side] for pair in gold.pairs}
    return len(claimed & wanted), len(claimed), len(wanted)


def f1_of(drawn: Sequence[Counts]) -> float:
    """F1 of summed counts (micro)."""
    right, claimed, wanted = (sum(row[at] for row in drawn) for at in range(3))
    return rates(right, claimed, wanted)[2]


def precision_of(drawn: Sequence[Counts]) -> float:
    """Precision of summed counts."""
    return rates(*(sum(row[at] for row in drawn) for at in range(3)))[0]


def recall_of(drawn: Sequence[Counts]) -> float:
    """Recall of summed counts."""
    return rates(*(sum(row[at] for row in drawn) for at in range(3)))[1]


def letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits of a text, lower-cased, with the offset of each: to find a sentence despite typography."""
    kept = [(low, at) for at, letter in enumerate(text) for low in letter.lower() if low.isalnum()]
    return "".join(low for low, _ in kept), [at for _, at in kept]


def locate(sentence: str, folded: tuple[str, list[int]]) -> Stretch | None:
    """Where a sentence stands in a text folded by `letters`, if once and only once."""
    wanted, _ = letters(sentence)
    text, offsets = folded
    at = text.find(wanted) if wanted else -1
    if at < 0 or text.find(wanted, at + 1) >= 0:
        return None
    return offsets[at], offsets[at + len(wanted) - 1] + 1
