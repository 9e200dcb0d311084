"""What a fair editor would not call a change of meaning, and beside it what is one."""

from __future__ import annotations

import pytest

from retold.glossary import Change

from .telling import loud

FRAME = "The harbour board met on Monday in the customs house. {} The session ended when the bells had rung."


def facts(one: str, other: str) -> list[Change]:
    """The changes of two lone sentences, either way round, in the same frame."""
    found = loud(FRAME.format(one), FRAME.format(other))
    back = loud(FRAME.format(other), FRAME.format(one))
    assert sorted((row.kind, row.gravity) for row in found) == sorted((row.kind, row.gravity) for row in back)
    return found


SAME = (
    ("The quay was last repaired four decades ago by the men of the town.", "four decades", "forty years"),
    ("The crane lifts a load of up to 2m above the deck of the ship.", "2m above", "two metres above"),
    ("The plan for the year 2015-16 was read out to the members of the board.", "2015-16", "2015-6"),
    ("He and half a dozen friends carried the nets along the quay at dawn.", "half a dozen", "six"),
    ("The toll of a family must be no more than 15,000 euros in a year.", "must be no", "must not be"),
    ("The tour is not just of the quay but also of the market.", "not just of the quay but also", "of the quay and"),
    ("The new hall is yet to open but is told of in every inn of the town.", "is yet to open", "is not open yet"),
    ("It might sound unrealistic to the men of the board.", "might sound unrealistic", "might not sound realistic"),
    ("The tug was left at the old pier without telling its owner.", " without telling its owner", ""),
    ("The grain is being sold in the shops of the town and on the quay.", "is being sold", "you can buy"),
    ("The case could be taken to the court of the county by the board.", "could be", "could potentially be"),
    ("The market is reportedly slow when the square is full.", "The market is reportedly", "People say the market is"),
    ("Such a case would be unlikely to be heard in the town.", "be unlikely to be heard", "most likely not be heard"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "others"), SAME)
def test_the_same_said_otherwise_is_no_change(sentence: str, words: str, others: str) -> None:
    assert words in sentence
    assert facts(sentence, sentence.replace(words, others)) == []


@pytest.mark.parametrize(
    ("sentence", "words", "others", "kind"),
    [
        (
            "The quay was last repaired four decades ago by the men of the town.",
            "four decades",
            "six decades",
            "number",
        ),
        ("The plan for the year 2015-16 was read out to the members of the board.", "2015-16", "2017-18", "date"),
        ("The toll of a family must be no more than 15,000 euros in a year.", "no more than", "more than", "number"),
        ("The men of the town will not pay for the crane on the quay.", "will not pay", "will pay", "negation"),
        ("The men of the town dont pay for the crane on the quay.", "dont pay", "pay", "negation"),
        ("The board may sell the crane to the town in the spring.", "may sell", "will sell", "hedge"),
    ],
)
def test_and_what_differs_is_still_told(sentence: str, words: str, others: str, kind: str) -> None:
    assert {row.kind for row in facts(sentence, sentence.replace(words, others))} == {kind}


def test_the_number_of_an_item_counts_nothing() -> None:
    one = "4 The fund of the harbour rated the mayor as the least of the friends of the town."
    assert facts(one, one.replace("4 The", "5. The")) == []


def test_a_doubt_is_as_grave_whichever_telling_has_it() -> None:
    one = FRAME.format("The crane of the harbour could be too old for the work on the new quay.")
    for other in (one.replace("could be", "is"),):
        first, back = loud(one, other), loud(other, one)
        assert [row.gravity for row in first] == [row.gravity for row in back] == ["high"]


def test_what_is_likelier_no_change_is_not_grave() -> None:
    one = "Ann Hale, who runs the inn on the quay, was traded to the north in the spring of last year."
    other = "Favourite landlady Ann Hale was traded to the north in the spring of last year."
    assert all(row.confidence >= 0.5 for row in loud(one, other) if row.gravity == "high")


def test_quotations_of_a_telling_that_lost_all_marks_are_of_low_gravity() -> None:
    one = FRAME.format("“We will pay for the crane of the town,” said Ann Hale. She called it “a gift to the men”.")
    bare = one.replace("“", "").replace("”", "")
    assert {row.gravity for row in loud(one, bare) if row.kind == "quotation"} == {"low"}
    half = one.replace("“a gift to the men”", "a gift to the men")
    assert {row.gravity for row in loud(one, half) if row.kind == "quotation"} == {"medium"}


def test_a_word_in_marks_is_no_altered_quotation_of_the_whole() -> None:
    one = FRAME.format("“It is unforgivable to think that the men go without pay on this quay,” said Ann Hale.")
    other = FRAME.format("Ann Hale said that it was “unforgivable” to think that men go without pay.")
    assert not [row for row in loud(one, other) if row.kind == "quotation" and row.gravity == "high"]


@pytest.mark.parametrize("calling", ["the {} Ann Hale, who is 40,", "Ann Hale, {} of the town orchestra,"])
def test_another_calling_of_the_same_person(calling: str) -> None:
    one = FRAME.format(f"It was {calling} who opened the new hall of the harbour.").format("conductor")
    found = facts(one, one.replace("conductor", "composer"))
    assert [(row.kind, row.one_text, row.other_text) for row in found] == [("role", "conductor", "composer")]
    assert facts(one, one.replace("conductor", "singer") + " Ann Hale, a conductor, sang.") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US-owned", "American"),
        ("the Europe-wide", "the European"),
        ("the Tory", "the Conservative"),
        ("the Channel 5", "the Channel5"),
    ],
)
def test_the_same_name_in_other_words(one: str, other: str) -> None:
    sentence = "Most of the boats that came to the quay in the autumn were of {} fleet that the town knows."
    assert not [row for row in facts(sentence.format(one), sentence.format(other)) if row.kind == "name"]


def test_a_blank_that_was_filled_in_is_no_other_name() -> None:
    sentence = "The singer, who has died aged {} in the house by the quay, was a friend of the town for many years."
    assert not [row for row in facts(sentence.format("XX"), sentence.format("Penhale")) if row.kind == "name"]


def test_a_denial_in_a_later_clause_is_of_something_else() -> None:
    found = facts(
        "The hoses will be banned on the quay, and nobody asked the town about it.",
        "The hoses will not be banned on the quay, and we should have asked the town about it.",
    )
    assert "negation" in {row.kind for row in found}


def test_neither_this_but_that_nor_an_answer_is_a_denial() -> None:
    one = "The inn on the quay chose not to greet its guests by name but to wave at them."
    assert facts(one, one.replace("not to", "to").replace("but to wave", "and to wave")) == []
    told = "No, it is the work of the harbour board and of the men of the town."
    assert not [row for row in facts(told, told.replace("No, it", "But it")) if row.kind == "negation"]


def test_a_denial_that_was_cut_with_what_it_denies_alters_no_quotation() -> None:
    one = FRAME.format("“To buy more before we know why these do not run is no vision of the coast,” said Ann Hale.")
    kept = one.replace("“To buy more before we know why these do not run is", "To buy more “is")
    assert not [row for row in loud(one, kept) if row.kind == "quotation" and row.gravity == "high"]
    denied = FRAME.format("“We will never sell the crane of the old harbour to the town,” said Ann Hale.")
    turned = denied.replace("“We will never sell", "“sell")
    assert [row.gravity for row in loud(denied, turned) if row.kind == "quotation"] == ["high"]
