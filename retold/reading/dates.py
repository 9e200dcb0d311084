"""ROOM, a part of reading. When a report was published, as one form of ISO 8601, or not at all.

Dates are compared as they stand from here on (a copy is not older than its source), so only what can be read in one
way is read: 03/04/2022 is a day in March or in April, and is neither here.

| given | read as |
|---|---|
| ``2022-10-11``, ``20221011``, ``2022/10/11``, ``2022-W41-2`` | ``2022-10-11`` |
| ``2022-10-11 14:05``, ``Tue, 11 Oct 2022 14:05:00 +0200``, ``11 October 2022, 2.05 pm`` | a day and a time |
| ``1665489900``, ``1665489900000`` | seconds or milliseconds since 1970, as the web counts |
| ``October 11, 2022``, ``Tuesday 11th Oct. 2022``, ``25/12/2022``, ``12/25/2022`` | the day |
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?:,? (?:at )?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?: ?(?P<half>[ap])\.?m\.?)?)?"
_WRITTEN: Final = tuple(
    re.compile(_WEEKDAY + day + r",? (?P<year>\d{4})" + _TIME)
    for day in (rf"{_DAY} (?:of )?{_MONTH}", rf"{_MONTH} {_DAY}")
)
_SLASHED: Final = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
_WHOLE_DAY: Final = re.compile(r"\d{4}-?(?:\d\d-?\d\d|W\d\d-?\d)")
_YEAR_FIRST: Final = re.compile(r"^(\d{4})[/.](\d\d)[/.](\d\d)(?!\d)")
_UNIVERSAL: Final = re.compile(r"(?<=\d) ?(?:UTC|GMT)$")
_MAILED: Final = re.compile(
    r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{2,4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,3})\b"
)
_LONGEST: Final = 64
_SECONDS: Final = range(9, 11)
_MILLISECONDS: Final = range(12, 14)


def iso(given: str) -> str | None:
    """A date as ``YYYY-MM-DD``, or with a time as ``YYYY-MM-DDTHH:MM:SS``, ending in ``Z`` (UTC) where a zone is given.

    None for what is no date, for part of one (a month, a year) and for what can be read in two ways.
    """
    said = _UNIVERSAL.sub("Z", _YEAR_FIRST.sub(r"\1-\2-\3", " ".join(given.split())))
    if not said.isascii() or not any(map(str.isdigit, said)) or len(said) > _LONGEST:
        return None
    for read in (_standard, _counted, _written, _slashed, _posted):
        try:
            found = read(said)
        except (ValueError, OverflowError, OSError, IndexError, TypeError):  # the shape of a date, but no such day
            continue
        if found:
            return found
    return None


def _standard(said: str) -> str | None:
    if said.isdigit() and len(said) != 8:
        return None
    if len(said) < 8:
        return None  # 2022-10
    found = datetime.fromisoformat(said)
    return found.date().isoformat() if _WHOLE_DAY.fullmatch(said) else _moment(found)


def _counted(said: str) -> str | None:
    if not said.isdigit() or len(said) not in (*_SECONDS, *_MILLISECONDS):
        return None
    seconds = int(said) / (1000 if len(said) in _MILLISECONDS else 1)
    return _moment(datetime.fromtimestamp(int(seconds), UTC))


def _written(said: str) -> str | None:
    for form in _WRITTEN:
        found = form.fullmatch(said.casefold())
        if found:
            month = _MONTHS.index(found["month"][:3]) + 1
            day = datetime(int(found["year"]), month, int(found["day"]))
            if not found["hour"]:
                return day.date().isoformat()
            hour = int(found["hour"])
            if found["half"] and not 1 <= hour <= 12:
                return None
            hour = hour % 12 + 12 * (found["half"] == "p") if found["half"] else hour
            return _moment(day.replace(hour=hour, minute=int(found["minute"])))
    return None


def _slashed(said: str) -> str | None:
    found = _SLASHED.fullmatch(said)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if first <= 12 and second <= 12 and first != second and found[2] == "/":
        return None  # day or month first? Dots are written day first alone
    day, month = (second, first) if second > 12 else (first, second)
    return datetime(year, month, day).date().isoformat()


def _posted(said: str) -> str | None:
    """The form of mail and feeds (RFC 5322, RFC 822)."""
    return _moment(parsedate_to_datetime(said)) if _MAILED.match(said) else None


def _moment(found: datetime) -> str:
    if found.tzinfo is None:
        return found.replace(microsecond=0).isoformat()
    return found.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
