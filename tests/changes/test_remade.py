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


def test_a_quotation_that_goes_on_from_an_earlier_sentence() -> None:
    one = (
        "Keller met the press on the quay in the evening. “This is good news for the whole of the northern harbour. "
        "I will work hard to secure more money for these critical ferries of ours.” The doors were closed at ten."
    )
    other = (
        "In the evening Keller spoke. “Nobody could be more pleased than I am today. I will work hard to secure more "
        "money for these lasting ferries of ours.” At ten the doors were closed."
    )
    assert ("quotation", "critical", "lasting") in told(one, other)
    assert ("quotation", "lasting", "critical") in told(other, one)


def test_a_quotation_over_many_sentences_is_compared_once() -> None:
    line = "We shall mend the ferry number {} before the winter storms of the northern coast."
    one = "Keller said: “" + " ".join(line.format(at) for at in range(300)) + "” The doors were closed at ten."
    rows = [
        row
        for row in told(one, one.replace("mend the ferry number 7 ", "sell the ferry number 7 "))
        if row[0] == "quotation"
    ]
    assert rows == [("quotation", "mend", "sell")]
