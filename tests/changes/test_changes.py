"""What is a change and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.changes import changes
from retold.collation import collate
from retold.glossary import CHANGES, GRAVITIES, Furniture

from .telling import kinds, laid, loud, told, witness

HARMLESS = [
    (
        "The port of Bergen “will open in May”, the harbour office said.",
        "The port of Bergen “will open in May,” the harbour office said.",
    ),
    (
        "“The port of Bergen will open in May,” it said on Monday.",
        "It said on Monday: “The port of Bergen will open in May.”",
    ),
    (
        "The Harbour Centre counted the ships that came to Bergen.",
        "The Harbour Center counted the ships that came to Bergen.",
    ),
    (
        "There were 4 ships in the port of Bergen on that day.",
        "There were four ships in the port of Bergen on that day.",
    ),
    (
        "The port of Bergen is expected to open again in the spring.",
        "The port of Bergen is likely to open again in the spring.",
    ),
    (
        "The ships of Norway’s navy came to the port in the spring.",
        "The ships of Norwegian navy came to the port in the spring.",
    ),
    (
        "Mr Hale opened the port of Bergen with a speech in the rain.",
        "Hale opened the port of Bergen with a speech in the rain.",
    ),
    (
        "The port of Bergen cost £1.5bn to build, the office said.",
        "The port of Bergen cost £1.5 billion to build, the office said.",
    ),
    (
        "The road to Bergen is 90 miles long and was built for the port.",
        "The road to Bergen is 145 kilometres long and was built for the port.",
    ),
    (
        "The port “cannot open … before May”, the harbour office said.",
        "The port “cannot open ... before May”, the harbour office said.",
    ),
    (
        "The port did not open in the spring, and the ships went to Oslo.",
        "The port didn't open in the spring, and the ships went to Oslo.",
    ),
]


@pytest.mark.parametrize(("one", "other"), HARMLESS)
def test_harmless_rewordings_are_no_changes_that_matter(one: str, other: str) -> None:
    assert told(one, other) == []
    assert told(other, one) == []


MATTERS = [
    (
        "“Ships are at the heart of our plan for the port,” said Ada Brook.",
        "“Ships are at the centre of our plan for the port,” said Ada Brook.",
        ("quotation", "heart", "centre"),
    ),
    (
        "The port was opened by Mayor Kassander Vold in the rain of May.",
        "The port was opened by Mayor Kassanker Vold in the rain of May.",
        ("name", "Kassander", "Kassanker"),
    ),
    (
        "The port was opened by Ada Brook in the rain of that morning.",
        "The port was opened by Olav Hale in the rain of that morning.",
        ("name", "Ada Brook", "Olav Hale"),
    ),
    (
        "Some 14 ships came to the port of Bergen on that day.",
        "Some 4 ships came to the port of Bergen on that day.",
        ("number", "14", "4"),
    ),
    (
        "The port of Bergen opened on Monday, and the ships came at once.",
        "The port of Bergen opened on Friday, and the ships came at once.",
        ("date", "Monday", "Friday"),
    ),
    (
        "The port of Bergen may close again before the winter comes.",
        "The port of Bergen will close again before the winter comes.",
        ("hedge", "may", "will"),
    ),
    (
        "The office said that the port did not close in the last winter.",
        "The office said that the port did close in the last winter.",
        ("negation", "not close", "close"),
    ),
    (
        "Exports from the port of Bergen rose in the last two years.",
        "Exports from the port of Bergen fell in the last two years.",
        ("negation", "rose", "fell"),
    ),
    (
        "The port is old. It has refused to take the bigger ships of today.",
        "The port is old. He has refused to take the bigger ships of today.",
        ("actor", "It", "He"),
    ),
    (
        "She works at the Centre for Naval Studies, the office in Bergen said.",
        "She works at the Centre for Marine Studies, the office in Bergen said.",
        ("institution", "Centre for Naval Studies", "Centre for Marine Studies"),
    ),
    (
        "The port was built by Ada Brook, an economist in Bergen.",
        "The port was built by Ada Brook, a lawyer in Bergen.",
        ("role", "economist", "lawyer"),
    ),
]


@pytest.mark.parametrize(("one", "other", "change"), MATTERS)
def test_a_change_that_matters_is_named_with_the_words_of_both_sides(
    one: str, other: str, change: tuple[str, str, str]
) -> None:
    assert told(one, other) == [change]


def test_the_words_stand_at_their_offsets() -> None:
    one, other = MATTERS[0][0], MATTERS[0][1]
    row = loud(one, other)[0]
    assert one[row.one_start : row.one_stop] == row.one_text
    assert row.other_start is not None
    assert other[row.other_start : row.other_stop] == row.other_text
    assert (row.manner, row.gravity) == ("altered", "medium")


@pytest.mark.parametrize(
    ("word", "gravity"),
    [("at the end", "high"), ("never at the heart", "high"), ("at the very heart", "medium"), ("at heart", "medium")],
)
def test_an_altered_quotation_is_grave_where_it_says_something_else(word: str, gravity: str) -> None:
    one = MATTERS[0][0]
    rows = [row for row in loud(one, one.replace("at the heart", word)) if row.kind == "quotation"]
    assert [row.gravity for row in rows] == [gravity]


def test_another_speaker_for_the_same_words_is_a_change() -> None:
    one = "“The port will open again in the spring of next year,” said Ada Brook."
    other = "“The port will open again in the spring of next year,” said Olav Hale."
    assert ("speaker", "Ada Brook", "Olav Hale") in told(one, other)


def test_a_claim_without_its_source_is_told_from_both_sides() -> None:
    one = "The port of Bergen has lost half of its ships to Oslo, Ada Brook said."
    other = "The port of Bergen has lost half of its ships to Oslo."
    assert [(row.kind, row.manner) for row in loud(one, other)] == [("attribution", "dropped")]
    assert [(row.kind, row.manner) for row in loud(other, one)] == [("attribution", "added")]


def test_an_institution_is_followed_over_a_false_full_stop() -> None:
    one = "He will stay in Bergen, said Ada Brook, an aide at the Centre for Harbour Analyses. The port is old."
    other = (
        "He will stay in Bergen, said Ada Brook, an aide at the Centre Haven. Analyzes, in the town. The port is old."
    )
    assert ("institution", "Centre for Harbour Analyses", "Centre Haven. Analyzes") in told(one, other)


def test_a_clause_that_takes_the_place_of_a_word_changes_the_meaning() -> None:
    one = "The council is expected to cement his record-breaking third term as mayor of the old town."
    other = "The council is expected to cement his third term, having collapsed the last one, as mayor of the old town."
    assert [row.kind for row in loud(one, other)] == ["meaning"]


def test_house_style_and_wording_are_kept_apart() -> None:
    assert kinds("Mr Hale will organise the big fair in Bergen.", "Hale will organize the great fair in Bergen.") == {
        "house style",
        "wording",
    }


def test_a_name_that_disagrees_with_itself_is_a_suspect_of_its_own_telling() -> None:
    text = (
        "Niva Solberg, a pilot in Oslo, said the port was old. It will close, Solbarg said. Ships left, Solberg said."
    )
    found = [row for row in changes(laid(text, "The port is old.")) if row.kind == "suspect"]
    assert [(row.one, row.other, row.one_text, row.manner) for row in found] == [("a", None, "Solbarg", "within")]


def test_furniture_gives_no_changes() -> None:
    one, other = (
        "The port is old. Sign up for 10 letters a week today.",
        "The port is old. Sign up for 12 letters a week today.",
    )
    aside = Furniture("b", 17, len(other), "sign-up", 1.0, "planted")
    assert changes(collate(witness("a", one), witness("b", other, (aside,)))) == []


_REPORT = st.lists(st.sampled_from([text for pair in HARMLESS + [m[:2] for m in MATTERS] for text in pair]), max_size=5)


@settings(max_examples=40, deadline=None)
@given(_REPORT, _REPORT)
def test_the_other_way_round_is_the_mirror(first: list[str], second: list[str]) -> None:
    one, other = " ".join(first), " ".join(second)
    forward = changes(collate(witness("a", one), witness("b", other)))
    back = changes(collate(witness("b", other), witness("a", one)))
    turned = {"dropped": "added", "added": "dropped"}
    mirrored = {
        (
            row.change,
            row.kind,
            row.other_text,
            row.one_text,
            row.other_start,
            row.one_start,
            turned.get(row.manner, "altered"),
        )
        for row in back
        if row.other is not None
    }
    assert mirrored == {
        (row.change, row.kind, row.one_text, row.other_text, row.one_start, row.other_start, row.manner)
        for row in forward
        if row.other is not None
    }


@settings(max_examples=30, deadline=None)
@given(_REPORT)
def test_a_report_has_no_changes_against_itself(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [row for row in changes(collate(witness("a", text), witness("b", text))) if row.other is not None] == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_odd_texts_never_break(one: str, other: str) -> None:
    for row in changes(laid(one, other)):
        assert row.kind in CHANGES
        assert row.gravity in GRAVITIES
        assert 0 <= row.confidence <= 1
        assert row.why


def test_thousands_of_sentences_are_laid_quickly() -> None:
    lines = [f"The port of Bergen counted {number} ships on Monday." for number in range(10, 2_010)]
    text = " ".join(lines)
    assert told(text, text) == []
