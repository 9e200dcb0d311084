"""Numbers and dates of one thing in sentences made anew."""

from __future__ import annotations

import pytest

from .telling import loud, told

MOVED = [
    (
        "The harbour board wants the divers of the yard to spend 70 straight days in the tank, breathing from a hose.",
        "Breathing from a hose, the divers of the yard are to stay in the tank 20 straight days, if the board will.",
        ("number", "70", "20"),
    ),
    (
        "After her September 2016 split from the shipping line, the captain moved her crew to Bergen.",
        "The captain moved the crew to Bergen following her split from the shipping line in August 2016.",
        ("date", "September 2016", "August 2016"),
    ),
]


@pytest.mark.parametrize(("one", "other", "change"), MOVED)
def test_the_same_is_counted_otherwise(one: str, other: str, change: tuple[str, str, str]) -> None:
    kind, mine, theirs = change
    assert change in told(one, other)
    assert (kind, theirs, mine) in told(other, one)


def test_what_was_made_anew_is_never_grave() -> None:
    one, other, _ = MOVED[0]
    assert all(row.gravity != "high" for row in loud(one, other))


QUIET = [
    (
        "For 70 straight days the divers of the yard were in the tank, and the board paid for it.",
        "The board paid 20 masons of the wall, and the divers of the yard were in the tank.",
    ),
    (
        "Between May and October the price of the herring fell by a third, the fishers of the town said.",
        "The fishers of the town said that the price of the herring fell by a third from May to October 2002.",
    ),
    (
        "The price of the herring rose to 12 crowns on Monday on the market of the fishers.",
        "On the market of the fishers on Monday, the herring rose by 3 crowns in price.",
    ),
    (
        "The wall of the harbour was built four decades ago by the men of the town.",
        "The men of the town built the wall of the harbour forty years ago.",
    ),
]


@pytest.mark.parametrize(("one", "other"), QUIET)
def test_other_counts_are_not_compared(one: str, other: str) -> None:
    assert not [row for row in told(one, other) if row[0] in ("number", "date")]
    assert not [row for row in told(other, one) if row[0] in ("number", "date")]


def test_a_full_date_may_say_when_it_was_said_where_the_rest_is_the_same() -> None:
    one = "On 8 November 2016 the sale was officially acknowledged, when the board put out a statement about it."
    other = "The sale was officially acknowledged on the 8th of June 2016, when a statement of the board was put out."
    assert ("date", "8 November 2016", "8th of June 2016") in told(one, other)


def test_a_month_is_not_set_against_a_day_of_one() -> None:
    one = "The yard has laid off 65 of the workers on the northern quay since Dec. 31, the board said."
    other = "Since October 2001, the yard has laid off 65 of the workers on the northern quay, the board said."
    assert not [row for row in told(one, other) if row[0] == "date"]
