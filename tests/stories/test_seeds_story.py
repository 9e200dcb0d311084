"""The two real tellings that Retold started from; skipped where the texts are not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold import plan
from retold.glossary import Comparison
from retold.output import wording


@pytest.fixture(scope="module")
def found(data: Path) -> Comparison:
    one, other = sorted((data / "seeds").glob("00*.txt"))
    return plan.comparison(plan.read_text(str(one)), plan.read_text(str(other)))


def test_they_are_one_report_and_neither_comes_from_the_other(found: Comparison) -> None:
    assert found.kinship.verdict == "same report"
    assert wording.direction_key(found) == "both from a lost original"
    assert len({row.parent for row in found.descents if row.lost}) == 1


def test_one_is_abridged_with_credit_the_other_reworded(found: Comparison) -> None:
    making = {row.child: row.making.split("+") for row in found.descents}
    assert "abridged" in making[found.collation.one.report.report]
    assert "reworded" in making[found.collation.other.report.report]
    assert {(row.kind, row.value) for row in found.collation.one.credits} == {
        ("date", "2022-09-14"),
        ("credit line", "Guardian"),
    }
    assert not found.collation.other.credits


def test_the_lead_is_missing_from_the_reworded_one(found: Comparison) -> None:
    dropped = [link.one_place for link in found.collation.links if link.fate == "dropped"]
    assert dropped == [0]


def test_the_sign_up_and_the_notice_are_furniture_and_nothing_else_is(found: Comparison) -> None:
    text = found.collation.other.report.text
    marked = "".join(text[row.start : row.stop] for row in found.collation.other.furniture)
    for phrase in ("free every weekday morning", "Privacy Notice", "Privacy Policy", "reCaptcha"):
        assert phrase in marked
    for phrase in ("overland trade routes", "Putin will likely focus"):
        assert phrase not in marked
    assert not found.collation.one.furniture


def test_no_link_joins_unrelated_sentences(found: Comparison) -> None:
    laid = found.collation
    joined = [link for link in laid.links if link.one_place is not None and link.other_place is not None]
    assert len(joined) >= 16
    for link in joined:
        one = set(laid.one.sentences[link.one_place or 0].text.lower().split())
        other = set(laid.other.sentences[link.other_place or 0].text.lower().split())
        assert len(one & other) >= 3


def test_the_changes_that_a_reader_would_name_are_found(found: Comparison) -> None:
    said = {(row.kind, row.one_text, row.other_text) for row in found.changes}
    pairs = [f"{one} > {other}" for _, one, other in said]
    for one, other in (("heart", "center"), ("pushing", "pushed"), ("full-fledged", "full"), ("Jomart", "Zomart")):
        assert any(one in text.split(" > ")[0] and other in text.split(" > ")[1] for text in pairs), (one, other)
    assert any(row.kind == "institution" for row in found.changes)
    assert any(row.kind == "suspect" for row in found.changes)
