"""Numbers and dates that differ in the same place of a kept sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import cast

from ..glossary import Change, Mention
from ..settings import SETTINGS
from .blocks import FUNCTION, Block, Side
from .rows import Judgement, row
from .spelling import bag

_SYSTEMS = (
    (frozenset(["mile", "miles"]), frozenset(["kilometer", "kilometers", "km", "kilometre", "kilometres"])),
    (frozenset(["foot", "feet", "yards", "inches", "inch"]), bag("meter meters centimeters metre metres cm m")),
    (bag("pounds pound lb lbs ounces stone"), bag("kilograms kg kilos kilogrammes grams tonnes")),
    (frozenset(["acres", "acre"]), frozenset(["hectares", "hectare"])),
    (frozenset(["gallons", "gallon", "barrels"]), frozenset(["liters", "litres"])),
    (frozenset(["fahrenheit", "f"]), frozenset(["celsius", "c", "centigrade"])),
)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}$")


def amounts(block: Block) -> Iterator[Change]:
    """Numbers, then dates."""
    if block.kept < SETTINGS.changes.kept_fact:
        return
    for kind in ("number", "date"):
        left, right = _unmatched(block, kind)
        for one, other in _slots(block, left, right):
            if _compatible(kind, one, other) and not _measured(block, one, other):
                near = kind == "number" and _rounded(one, other)
                why = (
                    "one number is the other one rounded"
                    if near
                    else f"another {kind} in the same place of the sentence"
                )
                says = Judgement(kind, "low" if near else "high", 0.85, why)
                yield row(block, (one.start, one.stop), (other.start, other.stop), says)


def _unmatched(block: Block, kind: str) -> tuple[list[Mention], list[Mention]]:
    """Mentions of a kind whose value the other side lacks."""
    left, right = block.one.of(kind), block.other.of(kind)
    mine, theirs = Counter(map(_value, left)), Counter(map(_value, right))
    extra, missing = mine - theirs, theirs - mine
    return [row for row in left if _take(extra, row)], [row for row in right if _take(missing, row)]


def _take(left: Counter[str], mention: Mention) -> bool:
    value = _value(mention)
    if left[value] > 0:
        left[value] -= 1
        return True
    return False


def _value(mention: Mention) -> str:
    """What a mention is compared by: a number without its unit, a weekday by its name, else its value."""
    value = mention.value or mention.text
    if mention.kind == "number":
        return value if value.endswith("ordinal") else value.split(" ")[0]
    return _weekday(mention) or value


def _weekday(mention: Mention) -> str:
    return next((day for day in _WEEK if mention.text.casefold().startswith(day)), "")


def _slots(block: Block, left: Sequence[Mention], right: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Pairs that stand against each other: in one difference, or before the same word."""
    found = []
    free = list(right)
    for one in left:
        low, high = block.one.within(one.start, one.stop)
        for other in free:
            start, stop = block.other.within(other.start, other.stop)
            if _against(block, (low, high), (start, stop)):
                found.append((one, other))
                free.remove(other)
                break
    return found


def _against(block: Block, one: tuple[int, int], other: tuple[int, int]) -> bool:
    for region in block.regions:
        overlap = region.one_low < one[1] and one[0] < region.one_high
        if overlap and region.other_low < other[1] and other[0] < region.other_high:
            sizes = region.one_high - region.one_low, region.other_high - region.other_low
            return max(sizes) <= 2 * SETTINGS.changes.slot
    return _next(block.one, one[1]) == _next(block.other, other[1]) != ""


def _next(side: Side, at: int) -> str:
    """The first word behind a place that carries a fact."""
    for term in side.terms[at : at + 2]:
        if term.key not in FUNCTION:
            return term.plain
    return ""


def _compatible(kind: str, one: Mention, other: Mention) -> bool:
    """Whether two values are of one sort: a year against a year, a count of euros against a count of euros."""
    if kind == "number" and (
        (_unit(one) != _unit(other) and _unit(one) and _unit(other)) or _digits(one) == _digits(other)
    ):
        return False
    return _sort(kind, one) == _sort(kind, other) != "words"


def _unit(mention: Mention) -> str:
    return (mention.value or "").partition(" ")[2]


def _digits(mention: Mention) -> str:
    """The digits as they are written: ``22M`` and ``22`` may be the same count of something."""
    return "".join(letter for letter in mention.text if letter.isdigit() or letter == ".") or mention.text


def _rounded(one: Mention, other: Mention) -> bool:
    """Whether one number is the other one rounded."""
    try:
        left, right = Decimal(_value(one)), Decimal(_value(other))
    except InvalidOperation:
        return False
    if not left or not right or max(abs(left), abs(right)) / min(abs(left), abs(right)) > 2:
        return False
    for rough, exact in ((left, right), (right, left)):
        step = Decimal(1).scaleb(int(cast(int, rough.normalize().as_tuple().exponent)))
        if abs(rough - exact) <= step / 2:
            return True
    return False


def _measured(block: Block, one: Mention, other: Mention) -> bool:
    """Whether the two stand in different systems of measures: 90 miles, 150 kilometres."""
    left = _next(block.one, block.one.within(one.start, one.stop)[1])
    right = _next(block.other, block.other.within(other.start, other.stop)[1])
    return left != right and any((left in a and right in b) or (left in b and right in a) for a, b in _SYSTEMS)


def _sort(kind: str, mention: Mention) -> str:
    value = mention.value or ""
    if kind == "number":
        if value.endswith("ordinal"):
            return "ordinal"
        return "vague" if not value[:1].isdigit() else "count"
    if _weekday(mention):
        return "weekday"
    if value.isdigit():
        return "year"
    if _ISO.match(value):
        return "day"
    if len(value) == 7 and value[4] == "-":
        return "month of a year"
    return "month" if len(value) == 3 else f"words {value[:2]}" if value.startswith("--") else "words"
