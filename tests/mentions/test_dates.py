"""Dates, resolved where the report's own date allows it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.mentions.calendar_days import day_count, iso, weekday

from .reading import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on 14 September 2022.", "2022-09-14"),
        ("It opened on September 14, 2022.", "2022-09-14"),
        ("It opened on Sept. 14, 2022.", "2022-09-14"),
        ("It opened in September 2022.", "2022-09"),
        ("It opened in 2013.", "2013"),
        ("It opened on 14 September.", "--09-14"),
        ("It opened on Thursday.", "thursday"),
        ("It opened last week.", "last week"),
    ],
)
def test_a_date_says_what_is_known(text: str, value: str) -> None:
    assert values(text, "date") == [value]


def test_the_report_s_own_date_settles_a_weekday() -> None:
    assert values("It opened on Monday.", "date", "2022-09-14T08:00") == ["2022-09-12"]
    assert values("It opened yesterday.", "date", "2022-09-14") == ["2022-09-13"]
    assert values("It opened on 30 December.", "date", "2023-01-02") == ["2022-12-30"]


def test_the_modal_verb_is_no_month() -> None:
    assert values("May it open soon.", "date") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened at 16:45 in the rain.", "T16:45"),
        ("It opened at 4:45 in the rain.", "T4:45"),
        ("It opened at 4.45pm in the rain.", "T16:45"),
        ("It opened at 4:45 p.m. in the rain.", "T16:45"),
        ("It opened at 12 a.m. in the rain.", "T00:00"),
        ("It opened at 11 AM EST in the rain.", "T11:00 est"),
        ("It opened by 1445 GMT in the rain.", "T14:45 gmt"),
    ],
)
def test_a_time_of_day_has_one_normal_form(text: str, value: str) -> None:
    assert values(text, "date") == [value]
    assert values(text, "number") == []


def test_a_bare_figure_is_no_time() -> None:
    assert values("It rose 4.45 points to 1445, won 31:17 and I am 12.", "date") == []


def test_a_weekday_to_come_is_left_as_it_stands() -> None:
    assert values("It will open on Monday.", "date", "2022-09-14") == ["monday"]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days_are_counted_as_the_calendar_has_them(day: date) -> None:
    count = day_count(day.year, day.month, day.day)
    assert count is not None
    assert iso(count) == day.isoformat()
    assert weekday(count) == day.weekday()


def test_there_is_no_thirtieth_of_february() -> None:
    assert day_count(2024, 2, 30) is None
    assert day_count(2023, 2, 29) is None
    assert day_count(2024, 13, 1) is None
