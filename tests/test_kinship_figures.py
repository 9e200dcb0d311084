"""Slots of a form are told by their figures, not by the words beside these."""

from __future__ import annotations

from retold import plan
from retold.glossary import Report
from retold.identity import report_key
from retold.kinship.figures import Amount, amounts_of, slots


def agreeing(one: str, other: str) -> tuple[int, int]:
    """How many slots of two sentences agree, and how many differ."""
    drawn = [plan.witness(Report(report_key(text, text), text, text)) for text in (one, other)]
    left, right = (amounts_of(witness, [0]) for witness in drawn)
    return slots(left, right, ([0], [0]))


def test_a_word_beside_the_figures_that_is_not_known_fills_no_slot() -> None:
    assert agreeing("The yard lost 1.2 million crowns.", "The yard lost 1.2 gorvel crowns.") == (1, 0)
    assert agreeing("The yard lost two million crowns.", "The yard lost two gorvel crowns.") == (1, 0)


def test_other_figures_fill_it_anew_however_they_are_scaled() -> None:
    assert agreeing("Hogs opened 1.50 dlrs higher.", "Hogs opened, on 1,500 head, higher.") == (0, 1)
    assert agreeing("The yard lost 1.2 million crowns.", "The yard lost 3.4 million crowns.") == (0, 1)


def test_what_is_rounded_or_less_exact_agrees() -> None:
    assert agreeing("It drew 1.94 million people.", "It drew 1.9 million people.") == (1, 0)
    whole, part = Amount("1988-03-31", "31"), Amount("1988", "1988")
    key = ("date", 0)
    assert slots({key: [whole]}, {key: [part]}, ([0], [0])) == (1, 0)
    assert slots({key: [whole]}, {key: [Amount("--03-31", "31")]}, ([0], [0])) == (1, 0)
    for other in ("1989", "--03-30", "--3-31"):
        assert slots({key: [whole]}, {key: [Amount(other, "")]}, ([0], [0])) == (0, 1)


def test_each_amount_agrees_once_and_what_was_left_out_is_not_contradicted() -> None:
    five, six = Amount("5", "5"), Amount("6", "6")
    key = ("number", 0)
    assert slots({key: [five, five]}, {key: [five]}, ([0], [0])) == (1, 0)
    assert slots({key: [five, six]}, {key: [five, Amount("7", "7")]}, ([0], [0])) == (1, 1)
    assert slots({}, {key: [five]}, ([0], [0])) == (0, 0)


def test_a_weekday_agrees_with_itself_where_one_report_alone_is_dated() -> None:
    key = ("date", 0)
    named, dated = Amount("monday", "monday"), Amount("2024-06-10", "monday")
    assert slots({key: [named]}, {key: [dated]}, ([0], [0])) == (1, 0)
    assert slots({key: [dated]}, {key: [Amount("2024-06-17", "monday")]}, ([0], [0])) == (0, 1), "another week"
    assert slots({key: [named]}, {key: [Amount("2024-06-11", "tuesday")]}, ([0], [0])) == (0, 1)


def test_what_a_page_says_of_itself_fills_no_slot() -> None:
    text = "The ferry slip at Garrick Point is closed.\n\nPublished 14 June 2024\n\nIts timbers have rotted."
    witness = plan.witness(Report(report_key(text, text), text, text))
    places = [sentence.place for sentence in witness.sentences]
    assert any(mention.kind == "date" for mention in witness.mentions)
    assert amounts_of(witness, places) == {}
