"""Dates of publication: read where there is one way to read them, else left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.glossary import AS_GIVEN, Report
from retold.reading import from_rows
from retold.reading.dates import iso

DAY = "2022-10-11"


@pytest.mark.parametrize(
    "said",
    [
        *("2022-10-11", " 2022-10-11 ", "20221011", "2022/10/11", "2022-W41-2", "11.10.2022"),
        *("11 October 2022", "11th of Oct. 2022", "October 11, 2022", "Tuesday, October 11, 2022", "TUE 11 OCT 2022"),
    ],
)
def test_a_day(said: str) -> None:
    assert iso(said) == DAY


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2022-10-11 14:05", "2022-10-11T14:05:00"),
        ("2022-10-11T14:05:11.250Z", "2022-10-11T14:05:11Z"),
        ("2022-10-11 14:05:00 UTC", "2022-10-11T14:05:00Z"),
        ("2022-10-11T01:05+02:00", "2022-10-10T23:05:00Z"),
        ("Tue, 11 Oct 2022 14:05:00 +0200", "2022-10-11T12:05:00Z"),
        ("11 October 2022, 2.05 pm", "2022-10-11T14:05:00"),
        ("Sept. 3, 2021 at 12:30 am", "2021-09-03T00:30:00"),
        ("1665489900", "2022-10-11T12:05:00Z"),
        ("1665489900000", "2022-10-11T12:05:00Z"),
    ],
)
def test_a_day_and_a_time(said: str, read: str) -> None:
    assert iso(said) == read


@pytest.mark.parametrize(("said", "read"), [("25/12/2022", "2022-12-25"), ("12/25/2022", "2022-12-25")])
def test_a_day_with_slashes_that_can_be_read_in_one_way(said: str, read: str) -> None:
    assert iso(said) == read


@pytest.mark.parametrize(
    "said",
    [
        *("03/04/2022", "2022", "2022-10", "October 2022", "Oct 11", "14:05", "yesterday", "n/a", "-"),
        *("2022-13-45", "31 February 2022", "2 October 2022, 14:05 pm", "99999999999", "0000-01-01"),
        *("٣/٤/٢٠٢٢", "11 October 2022 " * 9),
    ],
)
def test_what_is_unclear_is_no_date(said: str) -> None:
    assert iso(said) is None


@given(st.text(max_size=80) | st.from_regex(r"[0-9TZ:/. +-]{1,30}", fullmatch=True) | st.datetimes().map(str))
def test_anything_gives_one_form_or_nothing(said: str) -> None:
    read = iso(said)
    assert read is None or re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?", read)


def test_the_words_given_are_kept_beside_the_date() -> None:
    rows = [
        {"id": 1, "text": "The harbour is shut.", "published": "Tue, 11 Oct 2022 14:05:00 +0200"},
        {"id": 2, "text": "The harbour is shut.", "published": "03/04/2022"},
        {"id": 3, "text": "The harbour is shut.", "published": DAY},
    ]
    first, second, third = (row for row in from_rows(rows) if isinstance(row, Report))
    assert (first.published, first.extra) == (
        "2022-10-11T12:05:00Z",
        f'{{"{AS_GIVEN}":"Tue, 11 Oct 2022 14:05:00 +0200"}}',
    )
    assert (second.published, second.extra) == (None, f'{{"{AS_GIVEN}":"03/04/2022"}}')
    assert (third.published, third.extra) == (DAY, None)
