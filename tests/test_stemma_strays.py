"""Strays: a sentence at a place of the story that none of the other tellings has there is not known."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.glossary import Family, Locus, Reading
from retold.stemma.evidence import Table
from retold.stemma.strays import known

SAME = ("The council closed the old bridge on Monday.", "On Monday the council shut the old bridge.")
STRAY = "Tickets for her concert cost nine pounds."


def table(*texts: str, kind: str = "content") -> Table:
    """A family of one place at which each telling reads so; an empty text is a sentence left out."""
    members = tuple("abcdefgh"[: len(texts)])
    row = {
        key: Reading("f", "l", key, 0, len(text), text, "" if text else "omitted")
        for key, text in zip(members, texts, strict=True)
    }
    return Table(Family("f", (), (), loci=(Locus("f", "l", kind),)), members, {"l": row})


def gaps(found: Table) -> list[str]:
    return [reading.gap for reading in found.at("l")]


def test_a_sentence_of_another_matter_is_unknown() -> None:
    assert gaps(known(table(*SAME, STRAY, SAME[0]))) == ["", "", "unknown", ""]


def test_two_tellings_do_not_tell_which_of_them_strays() -> None:
    assert gaps(known(table(SAME[0], STRAY, ""))) == ["", "", "omitted"]


def test_only_sentences_can_stray() -> None:
    assert gaps(known(table(*SAME, STRAY, kind="wording"))) == ["", "", ""]


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_read_stays_as_it_is_or_becomes_unknown(texts: list[str]) -> None:
    given_ = table(*texts)
    found = known(given_)
    assert [reading.text for reading in found.at("l")] == texts
    assert all(after in (before, "unknown") for before, after in zip(gaps(given_), gaps(found), strict=True))
