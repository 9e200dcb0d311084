"""Numbers and dates that differ in the same place of a kept sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from ..glossary import Change, Mention
from ..settings import SETTINGS
from ..words import lexicon
from .blocks import FUNCTION, Block, Side, Term
from .bounds import bounds
from .codes import coded, item
from .counted import led_alike, of_one
from .directions import MOVED
from .figures import SPAN, figures
from .rows import Judgement, row, surely
from .signs import DAY
from .spelling import CALENDAR, bag
from .values import apart, compatible, rounded, sort_of, unit_of, worth

_SYSTEMS = (
    (frozenset(["mile", "miles"]), frozenset(["kilometer", "kilometers", "km", "kilometre", "kilometres"])),
    (frozenset(["foot", "feet", "yards", "inches", "inch"]), bag("meter meters centimeters metre metres cm m")),
    (bag("pounds pound lb lbs ounces stone"), bag("kilograms kg kilos kilogrammes grams tonnes")),
    (frozenset(["acres", "acre"]), frozenset(["hectares", "hectare"])),
    (frozenset(["gallons", "gallon", "barrels"]), frozenset(["liters", "litres"])),
    (frozenset(["fahrenheit", "f"]), frozenset(["celsius", "c", "centigrade"])),
)
_DAYS_OF = {
    f"{unit}{tail}": days
    for unit, days in {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}.items()
    for tail in ("", "s")
}
_LEVELS = bag("to at")
_LEADS = bag("to at from by of for on with")
_DAYS = bag("monday tuesday wednesday thursday friday saturday sunday")
_ALONE = ("weekday", "day", "time", "month of a year")
"""Sorts of dates of which one alone on either side stands against the other, wherever it was moved to."""


def amounts(block: Block) -> Iterator[Change]:
    """Numbers, then dates."""
    for kind in ("number", "date") if block.regions else ():
        if kind not in block.one.kinds or kind not in block.other.kinds:
            continue
        left, right = _unmatched(block, kind)
        for one, other in _slots(block, kind, left, right) if left and right else ():
            if not (kind == "number" and _summed(block, one, other)):
                yield row(block, (one.start, one.stop), (other.start, other.stop), _judged(block, kind, one, other))
    if block.kept >= SETTINGS.changes.kept_fact:
        yield from bounds(block)
        yield from figures(block)
        yield from _undated(block)


def _judged(block: Block, kind: str, one: Mention, other: Mention) -> Judgement:
    """What is said of two amounts; grave only where the sentence is kept around them and they are far apart."""
    sure = surely(block, 0.85)
    if kind == "number" and rounded(one, other):
        return Judgement(kind, "low", sure, "one number is the other one rounded")
    if kind == "number" and apart(one, other) < SETTINGS.changes.near_number:
        return Judgement(kind, "medium", sure, "a number that is nearly the same stands in the same place")
    if kind == "date" and not _against(block, one, other):
        return Judgement(kind, "medium", sure, "the one date of its sort in the sentence is another one")
    if not _against(block, one, other) and not _role(block.one, one):
        return Judgement(kind, "medium", sure, "the same is counted in both tellings, with another number")
    why = f"another {kind} in the same place of the sentence"
    return Judgement(kind, "high" if block.kept >= SETTINGS.changes.kept_claim else "medium", sure, why)


def _summed(block: Block, one: Mention, other: Mention) -> bool:
    """Whether a number is the sum of the other and of one beside it: *two officials and five others*, *seven*."""
    return _adds_up(block.one, one, other) or _adds_up(block.other, other, one)


def _adds_up(side: Side, part: Mention, whole: Mention) -> bool:
    """Whether a number and a near one that *and* joins to it make up a whole."""
    at = side.within(part.start, part.stop)[0]
    try:
        missing = Decimal(worth(whole)) - Decimal(worth(part))
        for mention in side.of("number"):
            place = side.within(mention.start, mention.stop)[0]
            joined = any(term.key == "and" for term in side.terms[min(at, place) : max(at, place)])
            near = 0 < abs(place - at) <= SETTINGS.changes.slot
            if near and joined and Decimal(worth(mention)) == missing:
                return True
    except InvalidOperation:
        return False
    return False


def _undated(block: Block) -> Iterator[Change]:
    """A weekday or month that gave way to a capital word that is none: *on Friday*, *on Ayer*."""
    for low, high in block.slots if any(signed & DAY for signed in block.differing) else ():
        one, other = block.one.terms[low], block.other.terms[high]
        if one.plain not in CALENDAR and other.plain not in CALENDAR:
            continue
        short, long = sorted((one.plain, other.plain), key=len)
        if long == short + "s" and short in _DAYS and "'" not in one.key + other.key:
            why = "one day in one telling, every such day in the other"
            yield row(block, one.span, other.span, Judgement("date", "low", surely(block, 0.75), why))
        if (one.plain in CALENDAR) == (other.plain in CALENDAR) or not (one.capital and other.capital):
            continue
        if one.first or other.first or long.startswith(short) or _inside_name(block.one, one, block.other, other):
            continue
        why = "a word that is no date stands in the place of a day or month"
        yield row(block, one.span, other.span, Judgement("date", "medium", 0.75, why))


def _inside_name(one: Side, left: Term, other: Side, right: Term) -> bool:
    """Whether either word is part of a longer name: *April Jones*."""
    return any(
        mention.start <= term.start < mention.stop and " " in mention.text
        for side, term in ((one, left), (other, right))
        for mention in side.mentions
        if mention.kind in ("name", "institution")
    )


def _unmatched(block: Block, kind: str) -> tuple[list[Mention], list[Mention]]:
    """Mentions of a kind whose value the other side lacks; of several of one value, those that stand in differences."""
    found = []
    if sorted(map(worth, block.one.of(kind))) == sorted(map(worth, block.other.of(kind))):
        return [], []
    left, right = _plain(block.one, kind), _plain(block.other, kind)
    mine, theirs = (Counter(map(worth, rows)) for rows in (left, right))
    for which, rows, extra in ((0, left, mine - theirs), (1, right, theirs - mine)):
        ranked = sorted(rows, key=lambda row: (not _differs(block, row, which), row.start)) if extra else []
        kept = {row.start for row in ranked if _take(extra, row)}
        found.append([row for row in rows if row.start in kept])
    return found[0], found[1]


def _plain(side: Side, kind: str) -> list[Mention]:
    """The mentions of a kind that count something or name a day."""
    return [row for row in side.of(kind) if kind == "date" or _counts(side, row)]


def _counts(side: Side, mention: Mention) -> bool:
    """Whether a number is no code beside a name, no end of a span of years, and no number of an item in a list."""
    found = side.terms[side.within(mention.start, mention.stop)[0] :][:1]
    return not any(coded(side, term) or SPAN.match(term.plain) or item(side, term) for term in found)


def _differs(block: Block, mention: Mention, which: int) -> bool:
    """Whether a mention stands in a difference."""
    side = block.one if which == 0 else block.other
    low, high = side.within(mention.start, mention.stop)
    return block.differs(low, high, which)


def _take(left: Counter[str], mention: Mention) -> bool:
    value = worth(mention)
    if left[value] > 0:
        left[value] -= 1
        return True
    return False


Pair = tuple[Mention, Mention]


def _slots(block: Block, kind: str, left: Sequence[Mention], right: Sequence[Mention]) -> list[Pair]:
    """Pairs that stand against each other: in one place, alone in the same role, or of one thing in another place."""
    found: list[Pair] = []
    mine, free = list(left), list(right)
    for one in left if block.kept >= SETTINGS.changes.kept_fact else ():
        match = next((other for other in free if _fits(block, kind, one, other) and _against(block, one, other)), None)
        if match is not None:
            found.append((one, match))
            mine.remove(one)
            free.remove(match)
    found += _in_roles(block, kind, mine, free) if block.kept >= SETTINGS.changes.kept_fact else ()
    taken = {row.start for row, _ in found}, {row.start for _, row in found}
    mine = [row for row in mine if row.start not in taken[0]]
    free = [row for row in free if row.start not in taken[1]]
    return sorted(found + _elsewhere(block, kind, mine, free), key=lambda pair: pair[0].start)


def _in_roles(block: Block, kind: str, mine: Sequence[Mention], free: Sequence[Mention]) -> list[Pair]:
    """Pairs of which each is the only one of its role."""
    found = []
    for one in mine:
        role = _role(block.one, one)
        alone = [other for other in free if _role(block.other, other) == role]
        single = sum(_role(block.one, row) == role for row in mine) == 1 == len(alone)
        if role and single and _fits(block, kind, one, alone[0]):
            found.append((one, alone[0]))
    return found


def _elsewhere(block: Block, kind: str, mine: Sequence[Mention], free: Sequence[Mention]) -> list[Pair]:
    """Pairs of one thing in sentences made anew, where nothing else can be meant on either side."""
    if not free or len(mine) * len(free) > SETTINGS.changes.tried:
        return []
    fits = [(one, other) for one in mine for other in free if _fits(block, kind, one, other)]
    near = [pair for pair in fits if of_one(block, *pair)]
    ones, others = Counter(one.start for one, _ in near), Counter(other.start for _, other in near)
    return [(one, other) for one, other in near if ones[one.start] == 1 == others[other.start]]


def _fits(block: Block, kind: str, one: Mention, other: Mention) -> bool:
    if kind == "date" and not _of_one_calendar(block, one, other):
        return False
    spans = block.one.within(one.start, one.stop), block.other.within(other.start, other.stop)
    led = kind == "date" or led_alike(block.one, block.other, spans)
    return led and compatible(kind, one, other) and not _measured(block, one, other)


def _of_one_calendar(block: Block, one: Mention, other: Mention) -> bool:
    """Whether two dates are of one sort of calendar, and both or neither say when something was said.

    A date in full may say both at once where what stands around it is the same.
    """
    if (one.value or "").startswith("--") != (other.value or "").startswith("--"):
        return False  # a month, against a day of one
    return _told(block.one, one) == _told(block.other, other) or (
        _dated(one) and _dated(other) and of_one(block, one, other)
    )


def _dated(mention: Mention) -> bool:
    """Whether a date names a month: no weekday, no *today*."""
    return (mention.value or "").startswith("--") or sort_of("date", mention) in ("day", "month of a year")


def _role(side: Side, mention: Mention) -> tuple[str, ...]:
    """What a number is of and how it is led in, where its unit tells: *to $12* against *to $15*; else nothing."""
    if mention.kind == "date":
        sort = "day of a year" if (mention.value or "").startswith("--") else sort_of("date", mention)
        return (sort,) if sort.startswith(_ALONE) else ()
    unit = unit_of(mention)
    if unit == "old":
        return ("old",)
    low, high = side.within(mention.start, mention.stop)
    before = side.terms[low - 1].key if low else ""
    if unit != "ordinal" and (before in MOVED or _points(side, high, unit)):
        return ("moved",)
    if unit == "percent" and before == "or":
        return ("moved", "percent")
    if not unit and before in _LEVELS and _moved(side, low):
        return ("level",)
    if not unit or unit == "ordinal":
        return ()
    return ("percent",) if unit == "percent" else (unit, before) if before in _LEADS else ()


def _points(side: Side, high: int, unit: str) -> bool:
    """Whether what stands behind a number makes it that of a movement: *3.90 points*, *3.90, or 0.04 percent*."""
    behind = [term.key for term in side.terms[high : high + 2]]
    if unit == "percent" or not behind:
        return False
    if behind[0] in ("points", "point"):
        return True
    shares = (row.start for row in side.of("number") if unit_of(row) == "percent")
    return behind[0] == "or" and len(behind) > 1 and side.terms[high + 1].start in shares


def _told(side: Side, mention: Mention) -> bool:
    """Whether a date says when something was said, and not when it happened: *said Tuesday*, *on Tuesday told*."""
    low, high = side.within(mention.start, mention.stop)
    near = side.terms[max(0, low - 2) : high + 1]
    return any(term.key in lexicon("reporting_verbs") for term in near)


def _moved(side: Side, at: int) -> bool:
    """Whether something moved shortly before a place: *rose 12 points, or 1 percent, to 1,240*."""
    return any(term.key in MOVED for term in side.terms[max(0, at - SETTINGS.changes.moved) : at])


def _against(block: Block, one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one difference and are of one thing, or before the same word."""
    low, high = block.one.within(one.start, one.stop)
    start, stop = block.other.within(other.start, other.stop)
    for region in block.regions:
        if not (region.one_low < high and low < region.one_high):
            continue
        if not (region.other_low < stop and start < region.other_high):
            continue
        sizes = region.one_high - region.one_low, region.other_high - region.other_low
        if max(sizes) <= SETTINGS.changes.tight:
            return True
        same_unit = unit_of(one) == unit_of(other) != ""
        return max(sizes) <= 2 * SETTINGS.changes.slot and (
            same_unit
            or one.kind == "date"
            or _next(block.one, high) == _next(block.other, stop) != ""
            or _lead(block.one, low) == _lead(block.other, start) != ""
        )
    return _next(block.one, high) == _next(block.other, stop) != ""


def _lead(side: Side, at: int) -> str:
    """The word right before a place."""
    return side.terms[at - 1].plain if at else ""


def _next(side: Side, at: int) -> str:
    """The first word behind a place that carries a fact."""
    for term in side.terms[at : at + 2]:
        if term.key not in FUNCTION:
            return term.plain
    return ""


def _measured(block: Block, one: Mention, other: Mention) -> bool:
    """Whether the two stand in different systems of measures (90 miles, 150 kilometres), or are one time."""
    left = _next(block.one, block.one.within(one.start, one.stop)[1])
    right = _next(block.other, block.other.within(other.start, other.stop)[1])
    if left == right:
        return False
    if left in _DAYS_OF and right in _DAYS_OF:
        return _one_time(one, _DAYS_OF[left], other, _DAYS_OF[right])
    return any((left in a and right in b) or (left in b and right in a) for a, b in _SYSTEMS)


def _one_time(one: Mention, days: int, other: Mention, others: int) -> bool:
    """Whether two times are nearly the same, each with the days of its unit."""
    try:
        mine, theirs = Decimal(worth(one)) * days, Decimal(worth(other)) * others
    except InvalidOperation:
        return False
    return abs(mine - theirs) * 10 <= max(mine, theirs)
