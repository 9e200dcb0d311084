"""Amounts and dates of linked sentences: a copy keeps them, a form that is filled in on another day does not.

Market reports, scores and forecasts agree in wording from day to day, and so would be copies by their words. What
tells them apart stands in the slots. A slot is counted where both sides of linked sentences have an amount (or a
date): left out is not contradicted. `1.9 billion` and `1,900,000,000` are one amount, and so are amounts of which
one is the other, rounded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..glossary import Report, Witness
from ..settings import SETTINGS
from .sides import aside, inside

KINDS = ("number", "date")

IN_LETTERS = frozenset(
    re.findall(
        r"\w+",
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
        "million millions billion billions trillion dozen dozens half third fourth fifth sixth seventh eighth ninth "
        "tenth quarter quarters per cent percent percentage point points "
        "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
        "october november december",
    )
)
"""Words of amounts and days; not those that often are something else (one, first, second, may, march)."""


class Amount(NamedTuple):
    """An amount or a date: its normal form, and its figures as they are printed, without the word beside them."""

    value: str
    printed: str


Amounts = Mapping[tuple[str, int], Sequence[Amount]]
"""By kind and place of the sentence."""


def amounts_of(witness: Witness, places: Iterable[int]) -> Amounts:
    """Amounts and dates of some sentences, as they stand; what a page says of itself (`Updated 8:33 p.m.`) is none."""
    wanted, apart = set(places), aside(witness)
    found: dict[tuple[str, int], list[Amount]] = defaultdict(list)
    for mention in witness.mentions:
        if mention.kind in KINDS and mention.value and mention.place in wanted and not inside(apart, mention.start):
            # `4.2 percent` and `4.2`: the unit is often left to the sentence.
            value = mention.value.partition(" ")[0] if mention.kind == "number" else mention.value
            found[mention.kind, mention.place].append(Amount(value, _printed(mention.text)))
    return found


_FIGURES = re.compile(r"\d[\d.,]*|\w+")


def _printed(text: str) -> str:
    found = _FIGURES.search(text)
    return found.group().rstrip(".,").lower() if found else ""


def slots(ones: Amounts, others: Amounts, ends: tuple[Sequence[int], Sequence[int]]) -> tuple[int, int]:
    """How many slots of linked sentences agree, and how many differ.

    A form that is filled in on another day has other figures. So amounts of which one is the other rounded agree, and
    so do those that only differ in the word beside the figures (`1.2 million` and `1.2 mio`, which may not be known),
    and dates of which one leaves out the day. A weekday agrees with itself where one report alone is dated.
    """
    agree = differ = 0
    for kind, alike in zip(KINDS, (_alike, _less_exact), strict=True):
        left, right = (
            [amount for place in places for amount in held.get((kind, place), ())]
            for held, places in zip((ones, others), ends, strict=True)
        )
        both = Counter(amount.value for amount in left) & Counter(amount.value for amount in right)
        met = both.total()
        met += _others(_rest(left, both), _rest(right, both), alike)
        agree += met
        differ += min(len(left), len(right)) - met
    return agree, differ


def _rest(held: Sequence[Amount], met: Counter[str]) -> list[Amount]:
    """What is left of the amounts of a side, sorted, where those that were met are taken out."""
    taken, rest = Counter(met), []
    for amount in sorted(held):
        if taken[amount.value]:
            taken[amount.value] -= 1
        else:
            rest.append(amount)
    return rest


def _others(here: Sequence[Amount], there: Sequence[Amount], alike: Callable[[Amount, Amount], bool]) -> int:
    """How many amounts are another one in other words. Of a table without an end only the start is tried."""
    most = SETTINGS.kinship.most_rounded
    rest, met = list(there[:most]), 0
    for one in here[:most]:
        for other in rest:
            if alike(one, other):
                rest.remove(other)
                met += 1
                break
    return met


def _alike(one: Amount, other: Amount) -> bool:
    """Whether the figures of two amounts are the same as they are printed, or rounded."""
    return one.printed == other.printed or _same(one.value, other.value)


def _less_exact(one: Amount, other: Amount) -> bool:
    """Whether one date is the other with its day, its month and day, or its year (`--02-17`) left out."""
    if one.printed == other.printed and one.printed in (one.value, other.value):
        return True
    short, long = sorted((one.value, other.value), key=len)
    return long.startswith(short) or (short.startswith("--") and long.endswith(short[1:]))


def _same(one: str, other: str) -> bool:
    """Whether two amounts agree in as many digits as the rounder one has, two at least."""
    digits = max(2, min(_digits(one), _digits(other)))
    try:
        return f"{float(one):.{digits - 1}e}" == f"{float(other):.{digits - 1}e}"
    except ValueError:
        return False


def _digits(value: str) -> int:
    return len(value.lstrip("-+").replace(".", "").strip("0"))


def days_between(one: Report, other: Report) -> int:
    """Days between two reports; 0 where a date is missing."""
    first, second = _day(one.published), _day(other.published)
    return abs(second - first) if first and second else 0


def days_apart(one: Report, other: Report) -> int:
    """Days between two reports of one headline, digits put aside; 0 where the headlines differ or a date is missing."""
    (here, _), (there, _) = (heading(report.headline, report.published) for report in (one, other))
    return days_between(one, other) if here and here == there else 0


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
