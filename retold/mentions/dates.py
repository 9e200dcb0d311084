"""Dates, absolute and relative.

`value` is ISO 8601 where it can be known: ``2022-09-14``, ``2022-09`` or ``2022``; ``--09-14`` (the truncated form)
where the year is open and the report has no date of its own; a weekday is resolved to the nearest such day before or
on the report's own date, unless the sentence looks ahead. A time of day is ``T16:45``, ``T4:45`` where the half of the
day is not told, with its zone behind it (``T14:45 gmt``). Otherwise it is the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..glossary import Mention
from .calendar_days import day_count, iso, weekday
from .tokens import DATE, Dated, Page, Token, bag

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_NAMES = tuple(WEEKDAYS)
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WHEN = frozenset(("last", "next", "this"))
_PERIODS = bag("week month year weekend night spring summer autumn fall winter decade century")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")
_ISO = re.compile(r"((?:1[5-9]|20)\d\d)-(\d{2})-(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})(?:([:.])(\d{2}))?(am|pm)?$")
_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)$")
_HALVES = {"am": "am", "pm": "pm", "a.m.": "am", "p.m.": "pm"}
_ZONES = bag("gmt bst utc est edt et cst cdt ct mst mdt pst pdt pt cet cest eet eest ist jst aest aedt msk")
_FIRST = frozenset((*WEEKDAYS, *_SHORT_DAYS, *_DAYS, *MONTHS, *_WHEN))
_HEAD = 40
"""How far from the start of a report a date may stand that dates the report itself."""
_AHEAD = bag("will next scheduled due coming upcoming plans planned expected set")
_BEFORE_YEAR = bag("in since until by from during of before after early late mid and to the")
_BEFORE_MONTH = _BEFORE_YEAR | _WHEN


def dates(page: Page) -> list[Mention]:
    """Every date of a report."""
    return [page.row("date", found[:3], found.value) for found in _all(page)]


def date_spans(page: Page) -> dict[int, list[tuple[int, int]]]:
    """The ranges of tokens in which dates stand, by the number of the sentence."""
    found: dict[int, list[tuple[int, int]]] = {}
    for number, low, high, _ in _all(page):
        found.setdefault(number, []).append((low, high))
    return found


def _all(page: Page) -> list[Dated]:
    """Every date with its sentence; read once for a page, since numbers ask for it too."""
    if page.dates is None:
        page.dates = _found(page)
    return page.dates


def _found(page: Page) -> list[Dated]:
    known = own_day(page)
    found = []
    for number, line, places in page.spots(DATE):
        done = 0
        for at in places:
            if at < done or not line[at].wordlike:
                continue
            done, value = _read(line, at, known)
            if done > at:
                found.append(Dated(number, at, done, value))
    return found


def begins(word: str) -> bool:
    """Whether a date can begin with a word."""
    day = word.removesuffix("'s").removesuffix("s")
    return word[:1].isdigit() or word in _FIRST or day in WEEKDAYS


def own_day(page: Page) -> int | None:
    """The day of the report as a count: from its published date, else from an ISO date at the head of its text."""
    published = (page.report.published or "").strip()
    match = _ISO.match(published) or _ISO.search(page.report.text[:_HEAD])
    return day_count(int(match.group(1)), int(match.group(2)), int(match.group(3))) if match else None


def _read(line: Sequence[Token], at: int, known: int | None) -> tuple[int, str]:
    """The date that starts at a token, as (stop, value); stop = at where none starts."""
    token = line[at]
    figures = token.text[0].isdigit()
    if figures:
        stop, value = _clock(line, at)
        if stop > at:
            return stop, value
        if _ISO.fullmatch(token.text):
            return at + 1, token.text
    elif token.key in _WHEN:
        period = at + 1 < len(line) and line[at + 1].key in _PERIODS
        return (at + 2, f"{token.key} {line[at + 1].key}") if period else (at, "")
    else:
        stop, value = _named(line, at, known)
        if stop > at or token.key in MONTHS:
            return stop, value
    day = _DAY.match(token.key) if token.key[:1].isdigit() else None
    if day and 1 <= int(day.group(1)) <= 31:
        stop, value = _day_first(line, at, int(day.group(1)), known)
        if stop > at:
            return stop, value
    if _YEAR.match(token.text) and _is_year(line, at):
        return at + 1, token.text
    return at, ""


def _named(line: Sequence[Token], at: int, known: int | None) -> tuple[int, str]:
    """A date that begins with the name of a day or a month, or with a word such as *today*."""
    token = line[at]
    day_name = token.key.removesuffix("'s").removesuffix("s") if token.key not in WEEKDAYS else token.key
    if token.capital and (day_name in WEEKDAYS or token.key in _SHORT_DAYS):
        number = WEEKDAYS.get(day_name, _SHORT_DAYS.get(token.key, 0))
        ahead = any(other.key in _AHEAD for other in line)
        return at + 1, _weekday(number, None if ahead else known, _NAMES[number])
    if token.key in _DAYS:
        return at + 1, iso(known + _DAYS[token.key]) if known is not None else token.key
    return _month_first(line, at, known) if token.key in MONTHS and token.capital else (at, "")


def _clock(line: Sequence[Token], at: int) -> tuple[int, str]:
    """``16:45``, ``4.45pm``, ``11 a.m.``, ``1445 GMT``; a bare figure is no time."""
    following = line[at + 1].key if at + 1 < len(line) else ""
    four = _FOUR.match(line[at].text) if following in ("gmt", "utc") else None
    if four:
        return at + 2, f"T{four.group(1)}:{four.group(2)} {following}"
    read = _CLOCK.match(line[at].key)
    if read is None:
        return at, ""
    hour, minute, half, stop = int(read.group(1)), int(read.group(3) or 0), read.group(4), at + 1
    if half is None and following in _HALVES:
        half, stop = _HALVES[following], at + 2
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12) or not (half or read.group(2) == ":"):
        return at, ""
    zone = line[stop].key if stop < len(line) and line[stop].key in _ZONES and line[stop].text.isupper() else ""
    if half:
        shown = f"{hour % 12 + 12 * (half == 'pm'):02}"
    else:
        shown = f"{hour:02}" if hour > 12 or read.group(1)[0] == "0" else str(hour)
    return stop + bool(zone), f"T{shown}:{minute:02} {zone}".rstrip()


def _weekday(day: int, known: int | None, word: str) -> str:
    if known is None:
        return word
    return iso(known - (weekday(known) - day) % 7)


def _month_first(line: Sequence[Token], at: int, known: int | None) -> tuple[int, str]:
    """``September 14, 2022``, ``Sept. 14``, ``September 2022``, ``in May``."""
    month, index = MONTHS[line[at].key], at + 1
    if index < len(line) and line[index].text == "." and line[at].key not in ("march", "may", "june", "july"):
        index += 1
    day = _DAY.match(line[index].key) if index < len(line) else None
    if day and 1 <= int(day.group(1)) <= 31:
        after = index + 1
        ahead = after + 1 if after < len(line) and line[after].text == "," else after
        if ahead < len(line) and _YEAR.match(line[ahead].text):
            return ahead + 1, f"{line[ahead].text}-{month:02}-{int(day.group(1)):02}"
        return after, _open_year(month, int(day.group(1)), known)
    ahead = index + 1 if index < len(line) and line[index].text == "," else index
    if ahead < len(line) and _YEAR.match(line[ahead].text):
        return ahead + 1, f"{line[ahead].text}-{month:02}"
    if line[at].key in ("may", "march", "mar", "jan") and (at == 0 or line[at - 1].key not in _BEFORE_MONTH):
        return at, ""
    return at + 1, line[at].key[:3]


def _day_first(line: Sequence[Token], at: int, day: int, known: int | None) -> tuple[int, str]:
    """``14 September 2022``, ``14th of September``."""
    index = at + 1
    if index < len(line) and line[index].key == "of":
        index += 1
    if index >= len(line) or line[index].key not in MONTHS or not line[index].capital:
        return at, ""
    month = MONTHS[line[index].key]
    ahead = index + 1
    if ahead < len(line) and line[ahead].text in ".,":
        ahead += 1
    if ahead < len(line) and _YEAR.match(line[ahead].text):
        return ahead + 1, f"{line[ahead].text}-{month:02}-{day:02}"
    return index + 1, _open_year(month, day, known)


def _open_year(month: int, day: int, known: int | None) -> str:
    """The day in the year that brings it nearest to the report's own date; ``--09-14`` where there is none."""
    if known is not None:
        year = int(iso(known)[:4])
        near = [found for step in (-1, 0, 1) if (found := day_count(year + step, month, day)) is not None]
        if near:
            return iso(min(near, key=lambda found: (abs(found - known), found)))
    return f"--{month:02}-{day:02}"


def _is_year(line: Sequence[Token], at: int) -> bool:
    """Whether four digits are a year: a preposition before, brackets around, or nothing countable behind."""
    before = line[at - 1].key if at else ""
    after = line[at + 1] if at + 1 < len(line) else None
    if before in ("$", "£", "€") or (
        after is not None and after.key in ("percent", "%", "people", "per", "million", "billion")
    ):
        return False
    return before in _BEFORE_YEAR or before in "(,-–—" or after is None or not after.text.islower()
