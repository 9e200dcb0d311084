"""Codes that stand beside a name are no names and no counts."""

from __future__ import annotations

import pytest

from .telling import told

CODES = [
    (
        "The Northern Shipping Index .NSX rose on the news from the port of Bergen.",
        "The Northern Shipping Index .NSI rose on the news from the port of Bergen.",
    ),
    (
        "Shares of Bergen Yard Inc. (oslo: BYD - news) rose on the news from the port.",
        "Shares of Bergen Yard Inc. (oslo: BYA - news) rose on the news from the port.",
    ),
    (
        "The ten-year note NO10YT=RR rose on the news from the port of Bergen.",
        "The ten-year note NO30YT=RR rose on the news from the port of Bergen.",
    ),
    (
        "Shares of the Bergen yard (NO:8306: chart) rose on the news from the port.",
        "Shares of the Bergen yard (NO:8411: chart) rose on the news from the port.",
    ),
]


@pytest.mark.parametrize(("one", "other"), CODES)
def test_a_code_is_no_name(one: str, other: str) -> None:
    assert told(one, other) == []
    assert told(other, one) == []


def test_a_name_in_capitals_is_still_a_name() -> None:
    one = "The crew of the NORDA was brought to the port of Bergen on the quay."
    assert ("name", "NORDA", "HESTER") in told(one, one.replace("NORDA", "HESTER"))


def test_a_name_behind_a_stop_without_a_blank_is_still_a_name() -> None:
    one = "The port was closed.Hale of Bergen gave the order to the crew on the quay."
    assert any("Hale" in row for row in told(one, one.replace("Hale", "Rask")))


def test_an_initial_is_the_name_that_it_begins() -> None:
    one = "The yard was sold to Rolf Harold Hale of Bergen for a crown on Monday."
    assert told(one, one.replace("Harold", "H.")) == []
    assert told(one, one.replace("Harold", "K.")) == [("name", "Harold", "K")]


@pytest.mark.parametrize(
    ("long", "short"), [("Italy", "Ita"), ("Czech Republic", "Cz"), ("Kenya", "Ken"), ("Councillor Bede", "Cllr Bede")]
)
def test_a_country_or_a_title_cut_short_is_the_same(long: str, short: str) -> None:
    one = f"The final at Bergen was won by a runner of {long} on Sunday, the judges of the meeting said."
    assert told(one, one.replace(long, short)) == []
    assert told(one.replace(long, short), one) == []


def test_another_country_in_three_letters_is_another() -> None:
    one = "The final at Bergen was won by Luca Ferro (Italy) on Sunday, the judges of the meeting said."
    assert ("name", "Italy", "Nor") in told(one, one.replace("Italy", "Nor"))


def test_initials_joined_by_a_hyphen_are_the_name() -> None:
    one = "Shares of Hauge-Petersen rose on the news from the port of Bergen."
    assert told(one, one.replace("Hauge-Petersen", "H-P")) == []
