"""Another speaker of one claim, where the sentence was made anew."""

from __future__ import annotations

import pytest

from .telling import loud, told

FRAME = "The harbour board met in the customs house on the quay. {} The doors were closed at the end of the evening."
SAID = 'Board chairman Jonas Keller told the harbour radio: "The ferries will need two new engines before the winter."'
ANEW = "According to {}, the board's chairman, two new engines will be needed for the ferries before winter."


def _speakers(one: str, other: str) -> list[tuple[str, str | None]]:
    return [row[1:] for row in told(FRAME.format(one), FRAME.format(other)) if row[0] == "speaker"]


def test_another_speaker_under_another_cue() -> None:
    assert _speakers(SAID, ANEW.format("Marta Lindqvist")) == [("Jonas Keller", "Marta Lindqvist")]
    assert _speakers(ANEW.format("Marta Lindqvist"), SAID) == [("Marta Lindqvist", "Jonas Keller")]


def test_a_reworded_sentence_is_not_called_grave() -> None:
    rows = loud(FRAME.format(SAID), FRAME.format(ANEW.format("Marta Lindqvist")))
    assert [row.gravity for row in rows if row.kind == "speaker"] in (["medium"], ["low"])


@pytest.mark.parametrize(
    "same",
    [
        "Jonas Keller",
        "Keller",
        "Mr Keller",
        "the chairman",
        "J. Keller",
        "the board",
        "Jonas Kelller",
        "Norway Television",
    ],
)
def test_the_same_speaker_in_other_words(same: str) -> None:
    assert not _speakers(SAID, ANEW.format(same))


def test_both_may_have_said_it() -> None:
    more = " Marta Lindqvist said later that the ferries need new engines before the winter."
    assert not _speakers(SAID + more, ANEW.format("Marta Lindqvist"))


def test_a_place_is_no_speaker() -> None:
    one = "Jonas Keller said in Oslo that the ferries will need two new engines before the winter."
    other = "In San Marino the chairman said two new engines will be needed for the ferries before winter."
    assert not _speakers(one, other)


def test_another_claim_has_another_speaker() -> None:
    other = "According to Marta Lindqvist, the ferries are late on most days of the week."
    assert not _speakers(SAID, other)
