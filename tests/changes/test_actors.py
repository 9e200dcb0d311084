"""Of whom something is told, where the sentence was made anew."""

from __future__ import annotations

import pytest

from .telling import told

FRAME = "The harbour board met in the customs house on the quay. {} The doors were closed at the end of the evening."
ONE = "Last winter the pilot was told he would be off the ferries of the northern quay for three months."


def _actors(one: str, other: str) -> list[tuple[str, str | None]]:
    return [row[1:] for row in told(FRAME.format(one), FRAME.format(other)) if row[0] == "actor"]


def test_the_only_he_and_the_only_she() -> None:
    other = "The pilot learned last winter she could not work on the ferries of the northern quay for three months."
    assert _actors(ONE, other) == [("he", "she")]
    assert _actors(other, ONE) == [("she", "he")]


@pytest.mark.parametrize(
    "other",
    [
        "For three months, the pilot learned last winter, he could not work on the ferries of the northern quay.",
        "She wrote last winter that the pilot could not work on the ferries of the northern quay for three months.",
        "She sells bread in the market and coffee on the beach, as her mother did.",
        "He or she could not work on the ferries of the northern quay for three months last winter.",
    ],
)
def test_nothing_is_said_of_others(other: str) -> None:
    assert not _actors(ONE, other)


SEVERAL = (
    "Hale met the harbour master when he was looking for a ferry, and as soon as he saw the quay he chose to stay."
)


def test_of_several_the_one_of_whom_the_same_is_told() -> None:
    other = (
        "Hale, he recalls, met the harbour master while she was looking for a good ferry, and the quay won him over."
    )
    assert _actors(SEVERAL, other) == [("he", "she")]
    assert _actors(other, SEVERAL) == [("she", "he")]
    assert not _actors(SEVERAL, other.replace("she was", "he was"))


def test_many_pronouns_take_no_long_time() -> None:
    one, other = ("he saw the boat and " * 4000, "she saw the quay and he " * 4000)
    assert isinstance(_actors(one, other), list)
