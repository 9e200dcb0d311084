"""What words mean to one another."""

from __future__ import annotations

import pytest

from retold.changes.senses import opposites, stems, synonyms

from .telling import loud


@pytest.mark.parametrize(("one", "other"), [("maybe", "possibly"), ("bought", "purchase"), ("launched", "started")])
def test_words_that_can_stand_for_one_another(one: str, other: str) -> None:
    assert synonyms(one, other)
    assert synonyms(other, one)


def test_opposites_in_any_form() -> None:
    assert opposites("rising", "fell")
    assert opposites("hot", "cold")
    assert not opposites("hot", "warm")
    assert "stop" in stems("stopped")


FRAME = "The board met in the old hall on the quay.\n{}\nThe doors were closed at the end of the day.\n"


@pytest.mark.parametrize(
    ("word", "kinds"),
    [("green", {"meaning"}), ("crimson", set()), ("red", set())],
)
def test_one_word_of_a_kept_sentence_that_gave_way_to_an_unrelated_one(word: str, kinds: set[str]) -> None:
    said = "A red lorry had stood beside the gate of the harbour since the early morning."
    one, other = FRAME.format(said), FRAME.format(said.replace("red", word))
    assert {row.kind for row in loud(one, other)} == kinds
