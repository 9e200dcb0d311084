"""Whether two reports that say the same things also say them in the same words, however few of these stand in a row.

Reporters who write up one ruling, match or balance sheet have the same names, figures and quotations, often in the same
order: the course of their reports is one. What a reporter chooses are the words in between. Who rewords a report
exchanges many of these and turns sentences about, but keeps pairs of words near each other: `fence` before `cut`,
`paid` after `penalty`. So pairs of words are counted, gaps allowed (skip-bigrams, Lin 2004), of which at least one is
neither name nor figure, within sentences and outside speech.
"""

from __future__ import annotations

from ..settings import SETTINGS
from .course import heard
from .sides import Side, stem

Pair = tuple[str, str]


def phrasing(sides: tuple[Side, Side]) -> float:
    """The share of the pairs of words of one report that the other has too, of the one with fewer pairs; 0 to 1."""
    lines = [_lines(heard(side, other)) for side, other in (sides, sides[::-1])]
    named = {stem(name) for side in sides for name in side.names}
    said = {word for part in lines for line in part for word in line}
    given = {word for word in said if word in named or any(map(str.isdigit, word))}
    ones, others = (_pairs(part, given) for part in lines)
    least = min(len(ones), len(others))
    return round(len(ones & others) / least, 4) if least else 0.0


def _lines(side: Side) -> list[list[str]]:
    """The words of each sentence as they are compared."""
    return [[stem(key) for key in keys] for keys in side.keys.values()]


def _pairs(lines: list[list[str]], given: set[str]) -> set[Pair]:
    """The words that stand near each other in a sentence, the earlier first, unless what happened gives them both."""
    found: set[Pair] = set()
    for line in lines:
        for step in range(1, SETTINGS.kinship.reach + 1):
            found.update(zip(line, line[step:], strict=False))
    return {pair for pair in found if pair[0] not in given or pair[1] not in given}
