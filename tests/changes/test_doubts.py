"""Doubts that came or went where the sentence was made anew."""

from __future__ import annotations

import pytest

from .telling import loud, told

FRAME = "The harbour board met in the customs house on the quay. {} The doors were closed at the end of the evening."

LOST = [
    (
        "Mr Keller said the repair of the old ferry could cost up to 15,000 crowns this year.",
        "This year repairing the old ferry will cost up to 15,000 crowns, according to Mr Keller.",
        ("could cost", "will cost"),
    ),
    (
        "The captain reportedly told the harbour board that the northern pier had sunk in spring.",
        "That the northern pier had sunk in spring the captain did not hide: the harbour board was told.",
        None,
    ),
    (
        "The fire on the northern pier allegedly started in the kitchen of the old ferry on Monday.",
        "On Monday, in the old ferry's kitchen, the northern pier fire started.",
        ("allegedly started", "started"),
    ),
    (
        "If the court convicts him, the captain could face up to three years in prison and fines of 9,000 crowns.",
        "The captain will face up to three years in prison and fines of 9,000 crowns if convicted by the court.",
        ("could face", "will face"),
    ),
    (
        "On paper the quay was owned by the allegedly defunct Tarrin company, a yard of the old harbour.",
        "The quay of the old harbour was owned, on paper, by the defunct Tarrin company, once a yard.",
        ("allegedly defunct", "defunct"),
    ),
]


def _hedges(one: str, other: str) -> list[tuple[str, str | None]]:
    return [row[1:] for row in told(FRAME.format(one), FRAME.format(other)) if row[0] == "hedge"]


@pytest.mark.parametrize(("one", "other", "change"), LOST)
def test_a_doubt_that_went(one: str, other: str, change: tuple[str, str] | None) -> None:
    assert _hedges(one, other) == ([change] if change else [])
    assert _hedges(other, one) == ([change[::-1]] if change else [])


def test_it_is_not_called_grave() -> None:
    rows = [row for row in loud(FRAME.format(LOST[0][0]), FRAME.format(LOST[0][1])) if row.kind == "hedge"]
    assert rows
    assert rows[0].gravity in ("medium", "low")
    assert "claims more than" in rows[0].why


@pytest.mark.parametrize(
    "kept",
    [
        "This year repairing the old ferry may cost up to 15,000 crowns, according to Mr Keller.",
        "This year repairing the old ferry is likely to cost up to 15,000 crowns, Mr Keller said.",
        "Mr Keller fears that this year repairing the old ferry will cost up to 15,000 crowns.",
        "Mr Keller was charged with this year repairing the old ferry at a cost of up to 15,000 crowns.",
        "Mr Keller could say that this year repairing the old ferry can cost up to 15,000 crowns.",
    ],
)
def test_a_doubt_in_other_words_is_kept(kept: str) -> None:
    assert not _hedges(LOST[0][0], kept)


def test_what_is_reportedly_so_may_be_said_by_somebody() -> None:
    other = "On Monday, in the old ferry's kitchen, the northern pier fire started, police said."
    assert not _hedges(LOST[2][0], other)


def test_a_modal_that_became_will_where_the_whole_sentences_have_much_in_common() -> None:
    one = "The harbour board said the pilot had now paid two fines and the costs, and could be transferred."
    other = (
        "After paying both fines and all costs the harbour board has asked for, it was announced that the man Venn, "
        "a pilot, will be transferred to the islands under the northern treaty."
    )
    frame = "Keller wrote to them on Monday. {} The doors were closed at the end of the evening."
    rows = told(frame.format(one), frame.format(other))
    assert [row[1:] for row in rows if row[0] == "hedge"] == [("could be transferred", "will be transferred")]
    doubted = other.replace("it was announced", "it was hoped")
    assert "hedge" not in {row[0] for row in told(frame.format(one), frame.format(doubted))}


def test_one_day_stands_between_a_doubt_and_what_is_doubted() -> None:
    one = "A gel of boiled weed might one day keep the lamps of the island lit, where the sun shines all year."
    other = (
        "Where the sun shines all year, a gel that is boiled from weed will one day keep the lamps of the island lit."
    )
    assert [row.kind for row in loud(one, other) if row.kind == "hedge"] == ["hedge"]
