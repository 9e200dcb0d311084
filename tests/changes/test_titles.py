"""What stands before a surname, and names that lost their form."""

from __future__ import annotations

import pytest

from .telling import told

REST = " opened the port of Bergen to ships of all countries in the spring."

NAMED = [
    ("Mr Hale", "Mrs Hale", ("actor", "Mr", "Mrs")),
    ("Mr Hale", "Sir Hale", ("role", "Mr", "Sir")),
    ("Mr Morgan", "Mr Morg", ("name", "Morgan", "Morg")),
    ("The Mid Wales Port Board", "The Mid Welsh Port Board", ("name", "Wales", "Welsh")),
    ("A board of the United Kingdom", "A board of the United Britons", ("name", "Kingdom", "Britons")),
]


@pytest.mark.parametrize(("one", "other", "change"), NAMED)
def test_a_name_in_a_form_that_it_does_not_have(one: str, other: str, change: tuple[str, str, str]) -> None:
    kind, mine, theirs = change
    assert told(one + REST, other + REST) == [change]
    assert told(other + REST, one + REST) == [(kind, theirs, mine)]


STYLED = [
    ("Mr Hale", "Hale"),
    ("Ms Hale", "Mrs Hale"),
    ("Prof Hale", "Dr Hale"),
    ("Mr Hale", "Rolf Hale"),
    ("The Russian President", "The Russia President"),
    ("Australia’s Port Board", "Australias Port Board"),
]


@pytest.mark.parametrize(("one", "other"), STYLED)
def test_house_style_is_no_change_of_name(one: str, other: str) -> None:
    assert told(one + REST, other + REST) == []


def test_two_first_names_for_one_bearer() -> None:
    one = "Mr Hale opened the port of Bergen in the spring.\nThe wall was paid for by Mr Hale and the town.\n"
    other = one.replace("Mr Hale opened", "Rolf Hale opened").replace("by Mr Hale", "by Erik Hale")
    assert told(one, other) == [("name", "Mr", "Rolf"), ("name", "Mr", "Erik")]
    assert told(one, one.replace("Mr Hale", "Rolf Hale")) == []


def test_one_day_is_not_every_such_day() -> None:
    one = "The port of Bergen opens to ships of all countries on Saturday."
    assert told(one, one.replace("Saturday", "Saturdays")) == [("date", "Saturday", "Saturdays")]
