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

from typing import NamedTuple

from ..settings import SETTINGS
from .course import heard, weights
from .figures import IN_LETTERS
from .sides import Side, stem

Pair = tuple[str, str]


class Phrasing(NamedTuple):
    """How much of the wording of two reports is one; shares, 0 to 1, of the report with fewer pairs."""

    near: float
    """Of its pairs of near words those that the other report has too."""
    together: float
    """The same of pairs whose words stand somewhere in both reports."""


def phrasing(sides: tuple[Side, Side]) -> Phrasing:
    """The pairs of words that two reports have in common; the same from both sides."""
    texts = [_lines(heard(side, other)) for side, other in (sides, sides[::-1])]
    named = {name.removesuffix("'s") for side in sides for name in side.names}
    given = _given(texts[0], named) | _given(texts[1], named)
    ones, others = (_pairs(text, given) for text in texts)
    shared = ones & others
    both = _stems(texts[0]) & _stems(texts[1])
    kept = [sum(1 for one, other in pairs if one in both and other in both) for pairs in (ones, others)]
    return Phrasing(_share(len(shared), min(len(ones), len(others))), _share(len(shared), min(kept)))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


Text = list[list[str]]
"""The words of each sentence."""


def _lines(side: Side) -> Text:
    return [[key.removesuffix("'s") for key in keys] for keys in side.keys.values()]


def _stems(text: Text) -> set[str]:
    return {stem(word) for line in text for word in line}


def _given(text: Text, named: set[str]) -> set[str]:
    """What happened gives these words: names, figures, and what says something beside a name or after a figure."""
    known = weights()
    found: set[str] = set()
    for line in text:
        for at, word in enumerate(line):
            figure = word in IN_LETTERS or any(map(str.isdigit, word))
            if figure or word in named:
                first = at + 1 if figure and word not in named else max(0, at - 1)
                found.add(stem(word))
                found.update(stem(near) for near in line[first : at + 2] if known.get(near, 1.0) > 0)
    return found


def _pairs(text: Text, given: set[str]) -> set[Pair]:
    """The words that stand near each other in a sentence, the earlier first, unless what happened gives them both."""
    found: set[Pair] = set()
    for line in text:
        stems = [stem(word) for word in line]
        for step in range(1, SETTINGS.kinship.reach + 1):
            found.update(zip(stems, stems[step:], strict=False))
    return {pair for pair in found if pair[0] not in given or pair[1] not in given}
