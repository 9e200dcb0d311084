"""Days of the Gregorian calendar as counts, so that a weekday can be told without asking any clock.

The arithmetic is that of E. G. Richards, *Calendars*, in the Explanatory Supplement to the Astronomical Almanac (2013).
"""

from __future__ import annotations

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_count(year: int, month: int, day: int) -> int | None:
    """The Julian day number of a date; None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1] + (month == 2 and _leap(year)):
        return None
    early = (month - 14) // 12 + (1 if (month - 14) % 12 else 0)
    years = year + 4800 + early
    return (
        (1461 * years) // 4 + (367 * (month - 2 - 12 * early)) // 12 - (3 * ((years + 100) // 100)) // 4 + day - 32075
    )


def iso(count: int) -> str:
    """The ISO date of a Julian day number."""
    f = count + 1401 + (((4 * count + 274277) // 146097) * 3) // 4 - 38
    e = 4 * f + 3
    h = 5 * ((e % 1461) // 4) + 2
    day, month = (h % 153) // 5 + 1, (h // 153 + 2) % 12 + 1
    return f"{e // 1461 - 4716 + (14 - month) // 12:04}-{month:02}-{day:02}"


def weekday(count: int) -> int:
    """The day of the week: 0 is Monday."""
    return count % 7


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
