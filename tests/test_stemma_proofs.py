"""What is printed as a proof is literally so, and how many rows a telling has."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.glossary import Descent, Family
from retold.stemma import stemma
from retold.stemma.evidence import characters, table
from retold.stemma.proofs import Claim, Proof, against, excluded, holds
from retold.words import keys

from .test_stemma import BODY, CLOSE, LEAD, ORIGINAL, OWNER, PIECES, SIMPLE, SPEECH, family

OPEN = "common source, direction unknown"


def proofs(subject: Family, source: int, copy: int) -> list[Proof]:
    held = table(subject, [witness.report.report for witness in subject.witnesses])
    return against(held, characters(held), source, copy)


def stands_in(words: str, text: str) -> bool:
    """The plain reference: the words of one text in a row somewhere in another."""
    mine, theirs = keys(words), keys(text)
    return any(theirs[at : at + len(mine)] == mine for at in range(len(theirs) - len(mine) + 1))


EDITS = st.sampled_from(
    [("estimated", "likely"), ("eleven", "twelve"), ("sediment ", ""), ("Trent", "Trant"), ("tannery", "old tannery")]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, SPEECH]), min_size=3, max_size=9), st.lists(EDITS, max_size=3), st.data())
def test_every_proof_is_literally_so(pieces: list[str], edits: list[tuple[str, str]], data: st.DataObject) -> None:
    other = "".join(data.draw(st.permutations(pieces)))
    for old, new in edits:
        other = other.replace(old, new)
    subject = family("".join(pieces), other, ORIGINAL)
    texts = {witness.report.report: witness.report.text for witness in subject.witnesses}
    for source, copy in ((0, 1), (1, 0), (0, 2), (2, 1)):
        for proof in proofs(subject, source, copy):
            assert proof.claims
            for claim in proof.claims:
                assert stands_in(claim.text, texts[claim.report]) == claim.there, proof.words


def test_a_quotation_that_was_moved_is_not_said_to_be_lacking() -> None:
    whole = LEAD + SPEECH + BODY + CLOSE
    moved = LEAD + BODY.replace("cyclone. ", "cyclone, and that we shall sample every bargeload. ") + CLOSE + SPEECH
    subject = family(whole, moved)
    for source, copy in ((0, 1), (1, 0)):
        assert not [
            proof for proof in proofs(subject, source, copy) if "lacks" in proof.words and "sample" in proof.words
        ]


def test_a_sentence_that_is_lacking_is_shown() -> None:
    subject = family(LEAD + BODY + CLOSE, LEAD + OWNER + BODY)
    held = table(subject, [witness.report.report for witness in subject.witnesses])
    said = excluded(held, characters(held), 0, 1)
    assert "b has a sentence of the story that a lacks" in said
    assert "great-uncle" in said


def test_a_claim_is_held_against_the_words_and_not_the_letters() -> None:
    subject = family(ORIGINAL, SIMPLE)
    held = table(subject, [witness.report.report for witness in subject.witnesses])
    key = held.members[0]
    assert holds(held, Claim(key, "the HARBOUR board", True))
    assert not holds(held, Claim(key, "arbour board", True))
    assert holds(held, Claim(key, "board harbour", False))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7), min_size=2, max_size=4))
def test_a_telling_has_one_place_and_at_most_one_second_source(texts: list[list[str]]) -> None:
    subject = family(*("".join(pieces) for pieces in texts))
    rows = stemma(subject)
    count = Counter(row.child for row in rows)
    assert max(count.values()) <= 2
    firsts: dict[str, Descent] = {}
    for row in rows:
        before = firsts.setdefault(row.child, row)
        if before is not row:
            assert row.standing == before.standing == "made from"
            assert row.confidence < before.confidence
            assert row.parent != before.parent
            assert row.why.startswith("a second source")


def test_an_open_row_says_how_much_speaks_for_the_likeliest_answer() -> None:
    rows = stemma(family(ORIGINAL, ORIGINAL.replace("Monday", "Tuesday")))
    assert [row.standing for row in rows] == [OPEN, OPEN]
    for row in rows:
        assert f"the likeliest answer has {1 - row.confidence:.0%} of the weight" in row.why
