"""Words of figures that are no plain number."""

from __future__ import annotations

import pytest

from .telling import told

OTHER = [
    (
        "The harbour bond slid 23/32 in early trade for a yield of 4 percent.",
        "The harbour bond lost 16/32 and took its yield to 4 percent in early trade.",
        ("number", "23/32", "16/32"),
    ),
    (
        "The yard was closed in the season of 1985/86 and two ships were sold by two men.",
        "The yard was closed in the season of 1985/89 and two ships were sold by two men.",
        ("number", "1985/86", "1985/89"),
    ),
    (
        "The Bergen index had a weekly gain of 17.27, or 1.2 percent, and closed higher.",
        "The Bergen index rallied 30.46 points, or 1.2 percent, and closed higher.",
        ("number", "17.27", "30.46"),
    ),
]


@pytest.mark.parametrize(("one", "other", "change"), OTHER)
def test_other_figures_are_told(one: str, other: str, change: tuple[str, str, str]) -> None:
    kind, mine, theirs = change
    assert change in told(one, other)
    assert (kind, theirs, mine) in told(other, one)


def test_figures_of_another_sort_are_not_compared() -> None:
    one = "The harbour bond slid 23/32 in early trade for a yield of 4 percent."
    other = "The harbour bond lost 3/4 of a point in early trade, and its yield was 4 percent."
    assert not [row for row in told(one, other) if row[0] == "number"]
