"""Names that were moved about in a reworded sentence and changed on the way."""

from __future__ import annotations

import pytest

from .telling import told

MOVED = [
    (
        "The harbour board heard on Monday that its adviser Jonas Keller took full responsibility for the mistake.",
        "Jonas Kelvler, adviser of the harbour board, said on Monday that he took responsibility for the mistake.",
        ("name", "Keller", "Kelvler"),
    ),
    (
        "The ferry sank off Netherhaven on Monday with nine dockers from the yard on board.",
        "Nine dockers from the yard were on board on Monday when off Netherharven the ferry sank.",
        ("name", "Netherhaven", "Netherharven"),
    ),
    (
        "The report on the wall was written for the harbour of Tarrin by Oslo University this spring.",
        "This spring Oslo Institute wrote for the harbour of Tarrin the report on the wall.",
        ("institution", "Oslo University", "Oslo Institute"),
    ),
]


@pytest.mark.parametrize(("one", "other", "change"), MOVED)
def test_a_name_that_was_moved_and_changed(one: str, other: str, change: tuple[str, str, str]) -> None:
    kind, mine, theirs = change
    assert change in told(one, other)
    assert (kind, theirs, mine) in told(other, one)


def test_a_name_that_both_reports_write_is_another_person() -> None:
    more = " Later Netherhaven was closed to ships and boats."
    one = MOVED[1][0] + " The coast of Netherharven is steep and no pilot lives there."
    assert not [row for row in told(one, MOVED[1][1] + more) if row[0] == "name"]


def test_an_institution_that_both_reports_write_is_another_one() -> None:
    more = " The wall was paid for by Oslo Institute, which nobody in the town had asked."
    assert not [row for row in told(MOVED[2][0] + more, MOVED[2][1] + more) if row[0] == "institution"]
