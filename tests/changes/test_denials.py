"""Denials and pronouns that came or went in a sentence whose words were moved about."""

from __future__ import annotations

import pytest

from .telling import loud, told

ONE = "The board said on Monday that the notices stay with the land and will transfer to the new owner of the quay."
DENIED = "The notices will not transfer to any new owner of the quay, said the board, as they stay with the land."


def test_a_denial_that_came_in_a_reworded_sentence() -> None:
    assert ("negation", "will transfer", "will not transfer") in told(ONE, DENIED)
    assert ("negation", "will not transfer", "will transfer") in told(DENIED, ONE)


@pytest.mark.parametrize(
    "other",
    [
        DENIED.replace("will not transfer", "will transfer"),
        DENIED.replace("will not transfer", "will not only transfer"),
    ],
)
def test_what_is_no_denial_of_the_same(other: str) -> None:
    assert "negation" not in {row.kind for row in loud(ONE, other)}


def test_a_denial_in_other_words_is_none() -> None:
    one = "The board has yet to pay for the wall of the harbour, which the storm of Monday broke."
    other = "The wall of the harbour, which the storm broke on Monday, the board hasn’t paid for."
    assert "negation" not in {row.kind for row in loud(one, other)}
    refused = ONE.replace("will transfer", "nobody will transfer")
    assert "negation" not in {row.kind for row in loud(refused, DENIED)}
    lost = other.replace("hasn’t", "hasnt")
    assert "negation" not in {row.kind for row in loud(other, lost)}


def test_the_same_deed_of_him_and_of_her() -> None:
    one = "Hale, who writes for a paper of the coast, said on the quay that he would help the harbour board grow."
    other = "On the quay, the writer for a coast paper added that she would help the board of the harbour to grow."
    assert ("actor", "he", "she") in told(one, other)
    assert "actor" not in {row.kind for row in loud(one, other.replace("she", "he"))}


BESIDE = (
    "The board does not like the plan, but the two ferries will sail to the northern quay in spring, Keller said.",
    "Keller said that in spring the two ferries will not sail to the northern quay, and the board does not like it.",
)


def test_a_denial_beside_another_one() -> None:
    frame = "The harbour board met in the customs house on the quay. {} The doors were closed in the evening."
    rows = [row for row in told(frame.format(BESIDE[0]), frame.format(BESIDE[1])) if row[0] == "negation"]
    assert [row[1:] for row in rows] == [("will sail", "will not sail")]


def test_not_this_but_that_is_no_denial_of_that() -> None:
    frame = "The harbour board met in the customs house on the quay. {} The doors were closed in the evening."
    one = "The two ferries are not following the old northern coast but the pilots, who sail at night."
    other = "The pilots, not the two ferries, sail by night, and the two ferries are following the old northern coast."
    assert not [row for row in told(frame.format(one), frame.format(other)) if row[0] == "negation"]


FRAME = "The harbour board met in the customs house on the quay. {} The doors were closed in the evening."


def denied(one: str, other: str) -> list[tuple[str, str | None]]:
    """What is denied in one of two tellings alone, the sentence around it among others."""
    rows = told(FRAME.format(one), FRAME.format(other))
    back = told(FRAME.format(other), FRAME.format(one))
    assert sorted((b, a) for _, a, b in back) == sorted((a, b) for _, a, b in rows)
    return [row[1:] for row in rows if row[0] == "negation"]


def test_a_word_of_denial_reaches_what_follows_it_in_its_clause() -> None:
    one = "The pilot, who refused to be named, says that he will hold the old charts until the inquiry needs them."
    other = "The pilot has made it known that he will not hold the old charts, which the inquiry may yet need."
    assert denied(one, other) == [("will hold", "will not hold")]
    reached = one.replace("says that he will", "and says nobody will")
    assert not denied(reached, other)


def test_another_verb_of_the_same_sense_in_the_same_frame() -> None:
    one = "Behind the new wall the ferries of the island have been repaired by the yard, says Keller."
    other = "Keller tells us that the ferries of the island have not been mended by the yard behind the wall."
    assert denied(one, other) == [("have been repaired", "have not been mended")]


def test_a_verb_without_a_helping_one() -> None:
    one = "Stroud, who wore a grey suit and showed nothing, did not accept the verdict and fine, said her lawyer Venn."
    other = "Her lawyer Venn said that Stroud, dressed in a grey suit, accepted the verdict and the fine."
    assert denied(one, other) == [("did not accept", "accepted")]
    assert not denied(one, other.replace("accepted", "lacked words but accepted"))


@pytest.mark.parametrize("behind", ["until the storm of Monday is over", "but on the canal behind the old town"])
def test_a_denial_that_is_limited_behind_the_verb(behind: str) -> None:
    one = "In spring the two ferries will sail to the northern quay with mail, and nobody pays for it, says Keller."
    other = f"Keller says the two ferries will not sail to the northern quay with mail {behind}."
    assert not denied(one, other)
