"""Whether two reports have news of their own, and what they share is background or a frame.

A newsroom's second report opens with what is new; what it has from the first stands below, in one piece, nearly word
for word, and much of the first is left out. A column or a bulletin has the same words at its head and foot every week.
Who retells a report, under another lead too, says what it says: the rare words of sentences that only one of two
tellings has are mostly found somewhere in the other. So four things are asked: how much of either stands in sentences
of its own, how much is new there, whether the sentences that both have are copied, and where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..glossary import Witness
from ..settings import SETTINGS
from .sides import Side, rare_stems

WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
DAY = re.compile(r"\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class News:
    """Shares, 0 to 1. A sentence is shared where the other report surely has it, in any wording."""

    own: float
    """Words in sentences that are not shared; of the report that has less of them."""
    new: float
    """Of the rare words of these those that the other report lacks; of the report that has less of them."""
    copied: float
    """Words of shared sentences that stand in them in the same order in both; of the report that has more of them."""
    between: float
    """Words between the first and the last shared sentence that are not shared, in the report that opens with news and
    takes up a part of the other; of two that do so the less. 1 where neither does."""
    another_day: bool
    """Whether the openings name two different days."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a report, as far as it is looked at here."""

    words: int
    same: int
    """Words that stand in its partner in the same order."""
    shared: bool
    rare: Sequence[str]


Tallied = Mapping[int, int]
"""Words by place of the sentence."""


def lines(side: Side, held: Mapping[int, float], same: Tallied, speech: Tallied) -> list[Line]:
    """The sentences of a report, in order; `held` says how far the other carries each."""
    return [
        Line(
            len(side.keys[at]),
            same.get(at, 0) + speech.get(at, 0),
            held.get(at, 0.0) >= 1.0,
            rare_stems(side.keys[at]),
        )
        for at in sorted(side.keys)
    ]


def news(texts: tuple[Sequence[Line], Sequence[Line]], witnesses: tuple[Witness, Witness]) -> News:
    """What either report has of its own; the same from both sides. One shared sentence is no background."""
    one, other = texts
    if min(sum([line.shared for line in text]) for text in texts) < SETTINGS.kinship.least_sentences:
        return News(1.0, 1.0, 0.0, 1.0, False)
    between = min(_between(one, other), _between(other, one))
    return News(
        min(_own(one), _own(other)),
        min(_new(one, other), _new(other, one)),
        max(_copied(one), _copied(other)),
        between,
        between < 1.0 and _another_day(*witnesses),
    )


def _between(later: Sequence[Line], earlier: Sequence[Line]) -> float:
    """How little of its own stands amid what the later report takes up; 1 if it opens with no news, or has it all."""
    bars = SETTINGS.kinship
    held = [at for at, line in enumerate(later) if line.shared]
    above, piece = later[: held[0]], later[held[0] : held[-1] + 1]
    opening = sum([line.words for line in above])
    least = max(bars.own_opening, bars.news_above * sum([line.words for line in later]))
    if len(above) < bars.news_sentences or opening < least or _own(earlier) < bars.news_left:
        return 1.0
    return _own(piece)


def _own(text: Sequence[Line]) -> float:
    total = sum([line.words for line in text])
    return round(sum([line.words for line in text if not line.shared]) / total, 4)


def _new(mine: Sequence[Line], theirs: Sequence[Line]) -> float:
    known = {word for line in theirs for word in line.rare}
    own = [word for line in mine if not line.shared for word in line.rare]
    return round(sum([word not in known for word in own]) / len(own), 4) if own else 0.0


def _copied(text: Sequence[Line]) -> float:
    shared = [line for line in text if line.shared]
    return round(min(1.0, sum([line.same for line in shared]) / sum([line.words for line in shared])), 4)


def _another_day(one: Witness, other: Witness) -> bool:
    """Whether both openings name a day, in one manner, and not the same."""
    for here, there in zip(_days(one), _days(other), strict=True):
        if here and there:
            return here != there
    return False


def _days(witness: Witness) -> tuple[str, str]:
    """The first weekday and the first day of a month that an opening names, without the year; empty where none is."""
    dates = [
        mention
        for mention in witness.mentions
        if mention.kind == "date" and mention.place < SETTINGS.kinship.news_opening
    ]
    weekdays = [found.group().lower() for mention in dates if (found := WEEKDAY.search(mention.text))]
    figures = [mention for mention in dates if any(map(str.isdigit, mention.text))]
    days = [found.group() for mention in figures if (found := DAY.search(mention.value or ""))]
    return (weekdays[0] if weekdays else "", days[0] if days else "")
