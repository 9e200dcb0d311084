"""Lists that people read line by line."""

from __future__ import annotations

import pytest

from retold.desk import KeptApart, Totals
from retold.glossary import Collation as Laid
from retold.glossary import Comparison, Descent, Kinship, Link, Quarantined, Report, Sentence, Witness
from retold.output import account, lists, terminal, wording


def refusal(origin: str, place: str) -> Quarantined:
    return Quarantined(origin, place, "parse", "json", "mend or remove the line", "d")


def test_what_could_not_be_read_stands_in_the_order_of_the_file() -> None:
    rows = [refusal("b.jsonl", "line 10"), refusal("b.jsonl", "line 9"), refusal("a10.txt", ""), refusal("a9.txt", "")]
    found = [(row.origin, row.place) for row in lists.refused(rows)]
    assert found == [("a9.txt", ""), ("a10.txt", ""), ("b.jsonl", "line 9"), ("b.jsonl", "line 10")]


@pytest.mark.parametrize("place", ["line ²", "line " + "9" * 5000, "line ٣", ""])
def test_odd_places_have_an_order_too(place: str) -> None:
    assert len(lists.refused([refusal("a", place), refusal("a", "line 1")])) == 2


def apart(verdict: str, relation: str, borrowed: float) -> KeptApart:
    return KeptApart("a", "b", verdict, relation, borrowed, 0.5, "one reason (against); another (for)")


def test_a_share_of_nothing_is_not_printed() -> None:
    assert lists.pair(apart("independent", "shared speech", 0.001)) == "a / b: independent (shared speech)"
    assert lists.pair(apart("independent", "none", 0.0)) == "a / b: independent"
    said = lists.pair(apart("cannot tell", "borrowed passage", 0.38))
    assert said == "a / b: cannot tell (borrowed passage, 38% in runs of words)"


def test_pairs_that_were_kept_apart_fit_a_screen_with_every_reason() -> None:
    said = lists.apart([apart("independent", "none", 0.0)]).splitlines()
    assert said == ["a / b: independent", "  - one reason (against)", "  - another (for)"]


def test_no_families_are_not_counted_as_nought_in_nought() -> None:
    assert account.headline(Totals(2, 0, 0, 2, 0, 0, False)) == "2 reports: no families, 2 singles."
    assert account.headline(Totals(0, 0, 0, 0, 0, 0, False)) == "No reports."
    said = account.headline(Totals(3, 1, 2, 1, 1, 4, False))
    assert said == "3 reports: 2 are tellings in 1 family, 1 single; 1 link undecided."


def comparison(verdict: str, links: tuple[Link, ...], descents: tuple[Descent, ...] = ()) -> Comparison:
    sides = [
        Witness(
            Report(key, f"{key}.txt", "One. Two."), (Sentence(key, 0, 0, 4, "One."), Sentence(key, 1, 5, 9, "Two."))
        )
        for key in "ab"
    ]
    kinship = Kinship("a", "b", verdict, "none", "", 0.13, 0.18, 0.0, 0.9, "a reason (against)")
    return Comparison(Laid(sides[0], sides[1], links), kinship, descents=descents)


def test_nobody_drops_or_adds_what_an_independent_report_never_had() -> None:
    links = (Link("a", "b", 0, 0, "reworded", False, 0.5), Link("a", "b", 1, None, "dropped", False, 0.0))
    said = terminal.comparison(comparison("independent", links), terminal.Shown())
    assert "A 2: 1 of its own, 1 with one like it in the other" in said
    assert "dropped" not in said
    assert "sentences on the same matter are 13% of A, 18% of B" in said
    assert "Direction" not in said


def test_an_open_direction_is_told_once_and_without_a_number() -> None:
    open_ = "common source, direction unknown"
    rows = (
        Descent("", None, "a", False, open_, "", 0.4, "a.txt stands nearest the source; which is open"),
        Descent("", None, "b", False, open_, "", 0.4, "both carry the same report; which came first is open"),
    )
    found = comparison("same report", (), rows)
    said = terminal.comparison(found, terminal.Shown())
    assert wording.direction(found) == "Which came first, or whether both come from a third, is open."
    assert wording.direction_key(found) == open_
    assert said.count("Why the direction is open:") == 1
    assert "nearest the source" not in said
    assert "40%" not in said


def test_verbatim_is_said_exactly_where_the_sentences_are_at_hand() -> None:
    kept = Link("a", "b", 0, 0, "kept", False, 1.0)
    whole = comparison("same report", (kept, Link("a", "b", 1, 1, "kept", False, 1.0))).collation
    nearly = comparison("same report", (kept, Link("a", "b", 1, 1, "reworded", False, 0.9))).collation
    assert wording.made("verbatim", whole) == "verbatim"
    assert wording.made("verbatim", nearly) == "all but verbatim"
    assert wording.made("abridged+reworded", nearly) == "abridged, reworded"
    assert wording.made("") == ""
