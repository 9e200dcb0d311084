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
    named = sides[0].names | sides[1].names
    ones, others = _pairs(heard(sides[0], sides[1]), named), _pairs(heard(sides[1], sides[0]), named)
    least = min(len(ones), len(others))
    return round(len(ones & others) / least, 4) if least else 0.0


def _pairs(side: Side, named: frozenset[str]) -> set[Pair]:
    """The words that stand near each other in a sentence, the earlier first."""
    reach = SETTINGS.kinship.reach
    found: set[Pair] = set()
    for keys in side.keys.values():
        line = [(stem(key), _given(key, named)) for key in keys]
        for at, (word, given) in enumerate(line):
            found.update([(word, near) for near, fixed in line[at + 1 : at + 1 + reach] if not (given and fixed)])
    return found


def _given(key: str, named: frozenset[str]) -> bool:
    """Whether a word is given by what happened, not chosen: a name or a figure."""
    return key.removesuffix("'s") in named or any(map(str.isdigit, key))
