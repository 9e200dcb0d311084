"""One change with its evidence."""

from __future__ import annotations

from dataclasses import replace
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
    assert explanation.picked(found.changes, row.change.upper()) == row
    for wrong, said in (("c-", "write the id"), ("c-zzzz", "no change begins so"), ("", "write"), ("f-12", "a family")):
        with pytest.raises(UsageError, match=said):
            explanation.picked(found.changes, wrong)


def test_a_start_that_many_changes_share_names_some_of_them(found: Comparison) -> None:
    shared = [replace(row, change=f"c-{at:012x}") for at, row in enumerate(found.changes[:7])]
    with pytest.raises(UsageError, match=r"7 changes begin so, c-000000000000 \(.*2 more; write more of the id"):
        explanation.picked(shared, "c-0000")
    assert explanation.picked(shared, "c-000000000003") == shared[3]


def test_ids_stay_when_a_telling_joins_and_whichever_way_round_it_is_asked(harbour: Path) -> None:
    reports = [plan.read_text(str(path)) for path in sorted((harbour / "reports").glob("*.txt"))[:4]]
    few, more = plan.family_of(reports[:3]).changes, plan.family_of(reports[::-1]).changes
    pairs = {row.one for row in few} | {row.other for row in few}
    assert {row.change for row in few} == {row.change for row in more if {row.one, row.other} <= pairs}


def test_the_object_holds_the_rows_that_bear_it_out(found: Comparison) -> None:
    made = explanation.value(found, name_of(found))
    assert made["change"]["one_text"] == "Tchernavek"
    assert len(made["sentences"]) == 2
    assert len(made["links"]) == 1
