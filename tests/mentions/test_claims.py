"""Hedges, negation and attributions."""

from __future__ import annotations

import pytest

from .reading import found, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The port may close.", "may 1"),
        ("The port is likely to close.", "likely 2"),
        ("The port is expected to close.", "likely 2"),
        ("The port reportedly closed.", "reported 2"),
        ("The port allegedly closed.", "alleged 2"),
        ("The port appears closed.", "appears 2"),
    ],
)
def test_a_hedge_says_how_sure_a_claim_is(text: str, value: str) -> None:
    assert values(text, "hedge") == [value]


def test_words_of_manner_are_no_hedges() -> None:
    assert values("Many will really find that the port must close.", "hedge") == []


@pytest.mark.parametrize(
    "text",
    [
        "It did not close.",
        "It didn't close.",
        "It never closed.",
        "It failed to close.",
        "He denied it.",
        "No ship came.",
    ],
)
def test_a_negation_is_found(text: str) -> None:
    assert len(values(text, "negation")) == 1


def test_not_only_denies_nothing() -> None:
    assert values("It was not only late but wet.", "negation") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Brook said the port had closed.", "Ada Brook"),
        ("The port has closed, Ada Brook said.", "Ada Brook"),
        ("The port has closed, according to Ada Brook.", "Ada Brook"),
        ("The ministry announced that the port had closed.", "The ministry"),
    ],
)
def test_a_claim_has_its_source(text: str, speaker: str) -> None:
    assert [row.speaker for row in found(text, "attribution")] == [speaker]
