"""Amounts and dates of linked sentences: a copy keeps them, a form that is filled in on another day does not.

Market reports, scores and forecasts agree in wording from day to day, and so would be copies by their words. What
tells them apart stands in the slots. A slot is counted where both sides of linked sentences have an amount (or a
date): left out is not contradicted. `1.9 billion` and `1,900,000,000` are one amount, and so are amounts of which
one is the other, rounded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..glossary import Report, Witness
from ..settings import SETTINGS

KINDS = ("number", "date")

Amounts = Mapping[tuple[str, int], Sequence[str]]
"""Normal forms by kind and place of the sentence."""


def amounts_of(witness: Witness, places: Iterable[int]) -> Amounts:
    """Amounts and dates of some sentences, as they stand."""
    wanted = set(places)
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for mention in witness.mentions:
        if mention.kind in KINDS and mention.value and mention.place in wanted:
            # `4.2 percent` and `4.2`: the unit is often left to the sentence.
            value = mention.value.partition(" ")[0] if mention.kind == "number" else mention.value
            found[mention.kind, mention.place].append(value)
    return found


def slots(ones: Amounts, others: Amounts, ends: tuple[Sequence[int], Sequence[int]]) -> tuple[int, int]:
    """How many slots of linked sentences agree, and how many differ."""
    agree = differ = 0
    for kind in KINDS:
        left, right = (
            Counter(value for place in places for value in held.get((kind, place), ()))
            for held, places in zip((ones, others), ends, strict=True)
        )
        both = left & right
        met = both.total()
        here, there = (sorted((side - both).elements()) for side in (left, right))
        met += _rounded(here, there) if kind == "number" else 0
        agree += met
        differ += min(left.total(), right.total()) - met
    return agree, differ


def _rounded(here: Sequence[str], there: Sequence[str]) -> int:
    """How many amounts are another one, rounded. Of a table without an end only the start is tried."""
    most = SETTINGS.kinship.most_rounded
    rest, met = list(there[:most]), 0
    for one in here[:most]:
        for other in rest:
            if _same(one, other):
                rest.remove(other)
                met += 1
                break
    return met


def _same(one: str, other: str) -> bool:
    """Whether two amounts agree in as many digits as the rounder one has, two at least."""
    digits = max(2, min(_digits(one), _digits(other)))
    try:
        return f"{float(one):.{digits - 1}e}" == f"{float(other):.{digits - 1}e}"
    except ValueError:
        return False


def _digits(value: str) -> int:
    return len(value.lstrip("-+").replace(".", "").strip("0"))


def days_apart(one: Report, other: Report) -> int:
    """Days between two reports of one headline, digits put aside; 0 where the headlines differ or a date is missing."""
    (here, first), (there, second) = (heading(report.headline, report.published) for report in (one, other))
    return abs(second - first) if here and here == there and first and second else 0


def heading(headline: str | None, published: str | None) -> tuple[str, int]:
    """A headline with its digits put aside, and the number of the day; empty and 0 where there is none."""
    return re.sub(r"\d+", "#", " ".join((headline or "").casefold().split())), _day(published)


_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def _day(published: str | None) -> int:
    """The number of a day in the Gregorian calendar (Fliegel and Van Flandern 1968); 0 for what is no ISO date."""
    found = _DATE.match(published or "")
    if not found:
        return 0
    year, month, day = map(int, found.groups())
    early = (month - 14) // 12 + (1 if (month - 14) % 12 else 0)  # -1 in January and February, rounded towards 0
    century = (year + 4900 + early) // 100
    return 1461 * (year + 4800 + early) // 4 + 367 * (month - 2 - 12 * early) // 12 - 3 * century // 4 + day - 32075
