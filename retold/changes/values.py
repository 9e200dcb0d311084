"""What a mention of a number or a date is worth: its value, its unit and its sort, and how far two are apart."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import cast

from ..glossary import Mention
from .spelling import plain

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}$")


def apart(one: Mention, other: Mention) -> float:
    """How far two numbers are apart, as a share of the larger; 1 where they are no plain numbers."""
    try:
        left, right = Decimal(worth(one)), Decimal(worth(other))
    except InvalidOperation:
        return 1.0
    largest = max(abs(left), abs(right))
    return round(float(abs(left - right) / largest), 4) if largest else 1.0


def worth(mention: Mention) -> str:
    """What a mention is compared by: a number without its unit, a weekday by its name, else its value."""
    value = mention.value or mention.text
    if mention.kind == "number":
        return value if value.endswith("ordinal") else value.split(" ")[0]
    return value.partition(" ")[0] if value[:1] == "T" else weekday(mention) or value


def weekday(mention: Mention) -> str:
    """The weekday that a mention names, by its first three letters; empty where it names none."""
    return next((day for day in _WEEK if mention.text.casefold().startswith(day)), "")


def compatible(kind: str, one: Mention, other: Mention) -> bool:
    """Whether two values are of one sort: a year against a year, a count of euros against a count of euros."""
    units = {unit_of(one), unit_of(other)}
    if kind == "number" and (
        digits(one) == digits(other) or (len(units) > 1 and ("" not in units or "percent" in units))
    ):
        return False
    same = sort_of(kind, one) == sort_of(kind, other) != "words"
    return same and not (worth(one)[:1] == "T" and _one_hour(worth(one), worth(other)))


def _one_hour(one: str, other: str) -> bool:
    """Whether two times can be one: the hour of a clock may be told without its half of the day."""
    return len(one) != len(other) and int(one[1:-3]) % 12 == int(other[1:-3]) % 12 and one[-2:] == other[-2:]


def unit_of(mention: Mention) -> str:
    """What a number is counted in: ``percent``, ``usd``, ``old`` for an age; empty where nothing is said."""
    return (mention.value or "").partition(" ")[2]


def digits(mention: Mention) -> str:
    """The digits as they are written: ``22M`` and ``22`` may be the same count of something."""
    return "".join(letter for letter in mention.text if letter.isdigit() or letter == ".") or plain(mention.text)


def rounded(one: Mention, other: Mention) -> bool:
    """Whether one number is the other one rounded."""
    try:
        left, right = Decimal(worth(one)), Decimal(worth(other))
    except InvalidOperation:
        return False
    if not left or not right or max(abs(left), abs(right)) / min(abs(left), abs(right)) > 2:
        return False
    for rough, exact in ((left, right), (right, left)):
        step = Decimal(1).scaleb(int(cast(int, rough.normalize().as_tuple().exponent)))
        if abs(rough - exact) <= step / 2:
            return True
    return False


def sort_of(kind: str, mention: Mention) -> str:
    """Of what sort a number or date is: a weekday, a year, a count, a time of day; only one sort is compared."""
    value = mention.value or ""
    if kind == "number":
        if value.endswith("ordinal"):
            return "ordinal"
        return "vague" if not value[:1].isdigit() else "count"
    if value[:1] == "T":
        return f"time {value.partition(' ')[2]}"
    if weekday(mention):
        return "weekday"
    if value.isdigit():
        return "year"
    if _ISO.match(value):
        return "day"
    if len(value) == 7 and value[:4].isdigit():
        return "month of a year"
    return "month" if len(value) == 3 else f"words {value[:2]}" if value.startswith("--") else "words"
