"""Whether two reports that say the same things also say them in the same words, however few of these stand in a row.

Reporters who write up one ruling, match or balance sheet have the same names, figures and quotations, often in the same
order: the course of their reports is one. What a reporter chooses are the words in between. Who rewords a report
exchanges many of these and turns sentences about, but keeps pairs of words near each other: `fence` before `cut`,
`paid` after `penalty`. So pairs of words are counted, gaps allowed (skip-bigrams, Lin 2004), within sentences and
outside speech. What happened gives names and figures, in digits or letters, and with them the word beside: what is
counted, a title, a post. Days and units of amounts are figures too, so of `1.1 million patients` or `half a per cent`
all is given. A pair that is given throughout tells nothing of who wrote it.

Two shares are taken, since rewording loses words or parts them: of all pairs, and of those whose words both reports
have. By another hand the same words stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ..settings import SETTINGS
from .course import weights
from .figures import IN_LETTERS
from .sides import Side, stem

Pair = tuple[str, str]


class Phrasing(NamedTuple):
    """How much of the wording of two reports is one; shares, 0 to 1, of the report with fewer pairs."""

    near: float
    """Of its pairs of near words those that the other report has too."""
    together: float
    """The same of pairs whose words stand somewhere in both reports."""


def phrasing(bare: tuple[Side, Side]) -> Phrasing:
    """The pairs of words that two reports have in common; the same from both sides, which are given without speech."""
    texts = [_lines(side) for side in bare]
    stems = [[list(map(stem, line)) for line in text] for text in texts]
    named = {name.removesuffix("'s") for side in bare for name in side.names}
    given = {word for text, begun in zip(texts, stems, strict=True) for word in _given(text, begun, named)}
    ones, others = (_pairs(begun, given) for begun in stems)
    shared = ones & others
    both = set(chain.from_iterable(stems[0])).intersection(chain.from_iterable(stems[1]))
    kept = [sum(1 for one, other in pairs if one in both and other in both) for pairs in (ones, others)]
    return Phrasing(_share(len(shared), min(len(ones), len(others))), _share(len(shared), min(kept)))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


Text = list[list[str]]
"""The words of each sentence."""


def _lines(side: Side) -> Text:
    return [[key.removesuffix("'s") for key in keys] for keys in side.keys.values()]


def _given(text: Text, stems: Text, named: set[str]) -> Iterator[str]:
    """What happened gives these words: names, figures, and what says something beside a name or after a figure."""
    known = weights()
    for line, begun in zip(text, stems, strict=True):
        for at, word in enumerate(line):
            name = word in named
            if name or _figure(word):
                yield begun[at]
                first = max(0, at - 1) if name else at + 1
                yield from (
                    begun[near] for near in range(first, min(at + 2, len(line))) if known.get(line[near], 1.0) > 0
                )


@lru_cache(maxsize=65536)
def _figure(word: str) -> bool:
    """Whether a word is a figure, in digits or letters; pure, so it may be remembered."""
    return word in IN_LETTERS or any(map(str.isdigit, word))


def _pairs(stems: Text, given: set[str]) -> set[Pair]:
    """The words that stand near each other in a sentence, the earlier first, unless what happened gives them both."""
    found: set[Pair] = set()
    for line in stems:
        for step in range(1, SETTINGS.kinship.reach + 1):
            found.update(zip(line, line[step:], strict=False))
    return {pair for pair in found if pair[0] not in given or pair[1] not in given}
