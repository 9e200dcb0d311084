"""Names, institutions and roles by their capitals."""

from __future__ import annotations

from .reading import found, values


def test_titles_and_possessives_are_no_part_of_a_name() -> None:
    assert values("The port is Mr Hale’s idea, and Mr Hale paid for it.", "name") == ["hale", "hale"]


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone() -> None:
    assert values("Ships came. Later they left.", "name") == []


def test_an_institution_is_told_by_its_words() -> None:
    text = "She works at the Centre for Harbour Studies and once led the Ministry of Fish in Bergen, near NATO ships."
    assert [row.text for row in found(text, "institution")] == [
        "Centre for Harbour Studies",
        "Ministry of Fish",
        "NATO",
    ]
    assert [row.text for row in found(text, "name")] == ["Bergen"]


def test_a_role_belongs_to_a_person() -> None:
    roles = found("It was built by Ada Brook, director of the port, and praised by Prime Minister Olav Hale.", "role")
    assert [(row.text, row.speaker) for row in roles] == [
        ("director of the port", "Ada Brook"),
        ("Prime Minister", "Olav Hale"),
    ]


def test_thousands_of_names_in_a_row_are_as_many_names() -> None:
    assert len(found(f"We saw {' and '.join(['Oslo'] * 3000)}.", "name")) == 3000
