"""Numbers in normal form."""

from __future__ import annotations

import pytest

from .reading import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It cost 2m to build.", "2000000"),
        ("It cost two million to build.", "2000000"),
        ("It cost £1.5bn to build.", "1500000000 gbp"),
        ("It cost $12 million to build.", "12000000 usd"),
        ("It cost 40 euros to build.", "40 eur"),
        ("Some 54 per cent agreed.", "54 percent"),
        ("Some 54% agreed.", "54 percent"),
        ("There were 4,163 ships.", "4163"),
        ("There were a dozen ships.", "12"),
        ("There were twenty-five ships.", "25"),
        ("There were one hundred and five ships.", "105"),
        ("It was the third ship.", "3 ordinal"),
        ("It was the 3rd ship.", "3 ordinal"),
        ("It was a four-year plan.", "4"),
        ("The 43-year-old sailor fell.", "43 old"),
        ("The five-year-old boat sank.", "5 old"),
        ("He is 43 years old now.", "43 old"),
        ("A sailor aged 43 fell.", "43 old"),
        ("The sailor Ann Hale, 43, fell.", "43 old"),
        ("It was a 4-year plan.", "4"),
    ],
)
def test_a_number_has_one_normal_form(text: str, value: str) -> None:
    assert values(text, "number") == [value]


def test_days_and_years_are_dates() -> None:
    assert values("It opened on 14 September 2022.", "number") == []
