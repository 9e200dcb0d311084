"""One change with its evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold import plan
from retold.errors import UsageError
from retold.glossary import Change, Comparison
from retold.output import explanation


@pytest.fixture(scope="module")
def found(harbour: Path) -> Comparison:
    reports = harbour / "reports"
    return plan.comparison(*plan.read_pair(str(reports / "coast-courier.txt"), str(reports / "newsloom.txt")))


def name_of(found: Comparison) -> Change:
    return next(row for row in found.changes if row.kind == "name")


def test_both_sentences_stand_there_with_the_phrase_marked(found: Comparison) -> None:
    said = explanation.text(found, name_of(found))
    assert "»Tchernavek«" in said
    assert "»Chernavek«" in said
    assert "coast-courier.txt, characters" in said
    assert "newsloom.txt, characters" in said
    assert "Why" in said
    assert "Made by" in said
    assert "likeness" in said
    assert max(map(len, said.splitlines())) <= 80


def test_the_start_of_an_id_is_enough_and_no_id_or_two_are_refused(found: Comparison) -> None:
    row = name_of(found)
    short = explanation.handles(found.changes)[row.change]
    assert explanation.picked(found.changes, short) == row
    assert explanation.picked(found.changes, short.removeprefix("c-")) == row
    for wrong in ("c-", "c-zzzz", ""):
        with pytest.raises(UsageError):
            explanation.picked(found.changes, wrong)


def test_the_object_holds_the_rows_that_bear_it_out(found: Comparison) -> None:
    made = explanation.value(found, name_of(found))
    assert made["change"]["one_text"] == "Tchernavek"
    assert len(made["sentences"]) == 2
    assert len(made["links"]) == 1
