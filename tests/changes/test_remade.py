"""Quotations of which little was kept."""

from __future__ import annotations

from .telling import told

FRAME = "The harbour board met in the customs house on the quay. {} The doors were closed at the end of the evening."


def _quotations(one: str, other: str) -> list[tuple[str, str, str | None]]:
    return [row for row in told(FRAME.format(one), FRAME.format(other)) if row[0] == "quotation"]


def test_the_only_quotation_of_either_side_was_remade() -> None:
    one = '"They only get this little window, so we wait for the engines to cool in the harbour," said Jonas Keller.'
    other = (
        '"They only have a limited break, so we hope for their engines to get cold in the harbour," Jonas Keller said.'
    )
    assert _quotations(one, other)


def test_two_titles_are_not_one_quotation() -> None:
    one = 'Jonas Keller of the harbour board read aloud from "The Winter Ferry" on Monday evening.'
    other = 'Jonas Keller of the harbour board read aloud from "The Pilot" on Monday evening.'
    assert not _quotations(one, other)
