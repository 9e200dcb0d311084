"""The worked example, read as a desk editor would: who ran our report, who wrote their own, and what was changed?

The truth stands in `examples/harbour/truth.json`; the original report is not in the pile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from retold import building, desk, plan
from retold.glossary import COPIES, Change, Family, Kinship, Telling
from retold.store import Store


@pytest.fixture(scope="module")
def truth(harbour: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((harbour / "truth.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, harbour: Path) -> Store:
    place = tmp_path_factory.mktemp("harbour") / "harbour.retold"
    return building.build(plan.read([str(harbour / "reports")]), place)


@pytest.fixture(scope="module")
def names(store: Store) -> dict[str, str]:
    from retold.glossary import Report

    return {row.report: row.id for row in store.rows(Report)}


@pytest.fixture(scope="module")
def family(store: Store, truth: Mapping[str, Any]) -> Family:
    return desk.family(store, truth["keeper"])


def ids(truth: Mapping[str, Any], kind: str) -> set[str]:
    return {row["id"] for row in truth["reports"] if row["kind"] == kind}


def test_all_tellings_are_one_family_and_nobody_else_is_in_it(
    store: Store, names: Mapping[str, str], truth: Mapping[str, Any]
) -> None:
    families: dict[str, set[str]] = {}
    for row in store.rows(Telling):
        families.setdefault(row.family, set()).add(names[row.report])
    assert list(families.values()) == [set(truth["families"][0])]


def test_no_independent_report_is_called_a_copy(
    store: Store, names: Mapping[str, str], truth: Mapping[str, Any]
) -> None:
    own = ids(truth, "I") | ids(truth, "U")
    for row in store.rows(Kinship):
        if {names[row.one], names[row.other]} & own:
            assert row.verdict not in COPIES, f"{names[row.one]} / {names[row.other]}: {row.why}"


def test_two_bulletins_of_one_template_are_kept_apart(store: Store) -> None:
    kept = {frozenset((row.one, row.other)) for row in desk.kept_apart(store)}
    assert frozenset(("exchange-monday.txt", "exchange-thursday.txt")) in kept


def test_the_keeper_is_the_fullest_and_least_damaged(
    store: Store, names: Mapping[str, str], truth: Mapping[str, Any]
) -> None:
    assert [names[row.report] for row in store.rows(Telling) if row.keeper] == [truth["keeper"]]


def test_the_original_is_lost_and_is_said_to_be(family: Family) -> None:
    roots = {row.parent for row in family.descents if row.lost and row.parent}
    assert roots, "no lost original was inferred"
    held = {witness.report.report for witness in family.witnesses}
    assert not roots & held


def test_no_direction_is_asserted_and_wrong(family: Family, names: Mapping[str, str], truth: Mapping[str, Any]) -> None:
    true = {tuple(edge) for edge in truth["stemma"]}
    for row in family.descents:
        if row.standing == "made from" and not row.lost and row.parent:
            edge = (names[row.parent], names[row.child])
            assert edge in true, f"{edge[1]} is said to be made from {edge[0]} ({row.confidence:.0%}): {row.why}"


def test_the_telling_made_from_a_telling_is_found(
    family: Family, names: Mapping[str, str], truth: Mapping[str, Any]
) -> None:
    said = {(names.get(row.parent or "", ""), names[row.child]) for row in family.descents if row.child in names}
    inner = [tuple(edge) for edge in truth["stemma"] if edge[0] != "original"]
    assert inner
    for edge in inner:
        assert edge in said


def test_credits_are_found_where_they_were_kept(family: Family, truth: Mapping[str, Any]) -> None:
    credited = {row["id"]: row["credit"] for row in truth["reports"]}
    for witness in family.witnesses:
        found = any(name in row.value for row in witness.credits for name in ("Saltmarsh News Agency", "SNA"))
        assert found == credited[witness.report.id], witness.report.id


def _words(text: str) -> set[str]:
    return {word.strip(".,;:!?“”\"'()").lower() for word in text.split()}


def _found(change: Mapping[str, Any], found: Sequence[Change], names: Mapping[str, str]) -> bool:
    """Whether a planted change is among the found ones: its telling, and a phrase that shares the changed words."""
    wanted = _words(change["to"]) - _words(change["from"]) or _words(change["to"])
    for row in found:
        for report, text in ((row.one, row.one_text), (row.other, row.other_text)):
            if report and names[report] == change["telling"] and wanted & _words(text or ""):
                return True
    return False


def test_most_of_what_was_changed_is_found(family: Family, names: Mapping[str, str], truth: Mapping[str, Any]) -> None:
    grave = [change for change in truth["changes"] if change["gravity"] == "high"]
    loud = [row for row in family.changes if row.kind not in ("wording", "house style")]
    found = [change for change in grave if _found(change, loud, names)]
    assert len(found) >= 0.75 * len(grave), [change["to"] for change in grave if change not in found]


def test_what_stands_on_the_page_and_is_not_the_story_is_furniture(family: Family, truth: Mapping[str, Any]) -> None:
    told = {row["id"]: row for row in truth["reports"]}
    seen = missed = 0
    for witness in family.witnesses:
        text = witness.report.text
        marked = [text[row.start : row.stop] for row in witness.furniture]
        for stretch in told[witness.report.id]["furniture"]:
            hit = any(stretch in found or found in stretch for found in marked)
            seen, missed = seen + hit, missed + (not hit)
    assert seen >= 3 * missed, f"{seen} found, {missed} missed"


def test_no_story_is_called_furniture(family: Family, truth: Mapping[str, Any]) -> None:
    told = {row["id"]: row for row in truth["reports"]}
    for witness in family.witnesses:
        row = told[witness.report.id]
        known = [*row["furniture"], *row["credits"], row["headline"] or ""]
        for found in witness.furniture:
            text = witness.report.text[found.start : found.stop]
            assert any(text in stretch or stretch in text for stretch in known if stretch), f"{row['id']}: {text}"


def test_more_can_be_added_and_says_what_it_is(tmp_path: Path, harbour: Path, truth: Mapping[str, Any]) -> None:
    place = tmp_path / "a.retold"
    building.build(plan.read([str(harbour / "reports")]), place)
    store = building.add(plan.read([str(harbour / "more")]), place)
    run = store.manifest.runs[-1]
    outcomes = [row["outcome"] for row in truth["more"]["reports"]]
    assert run.duplicates == outcomes.count("duplicate") == 1
    assert run.stored == len(outcomes) - 1
    family = desk.family(store, "hillfoot-star.txt")
    assert "skarrow-gazette.txt" in {witness.report.id for witness in family.witnesses}
    versions = [row for row in store.rows(Kinship) if row.relation == "versions"]
    assert len(versions) == 1


def test_one_name_for_two_independent_reports_makes_no_family(tmp_path: Path, harbour: Path) -> None:
    """Two folders may both hold `a.txt`: the same id is not proof that one page was read twice."""
    for folder, name in (("one", "ombridge-standard.txt"), ("other", "coast-courier.txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes((harbour / "reports" / name).read_bytes())
    store = building.build(plan.read([str(tmp_path / "one"), str(tmp_path / "other")]), tmp_path / "a.retold")
    assert store.rows(Telling) == []


def test_two_tellings_alone_are_never_put_in_a_wrong_order(harbour: Path, truth: Mapping[str, Any]) -> None:
    """Two by two, without the rest of the family: what cannot be known is left open, and what is said is true."""
    true = {tuple(edge) for edge in truth["stemma"]}
    tellings = truth["families"][0]
    for at, one in enumerate(tellings):
        for other in tellings[at + 1 :]:
            pair = plan.read_pair(str(harbour / "reports" / one), str(harbour / "reports" / other))
            names = dict(zip((report.report for report in pair), (one, other), strict=True))
            for row in plan.comparison(*pair).descents:
                if row.standing == "made from" and not row.lost:
                    assert (names[row.parent or ""], names[row.child]) in true, f"{one} / {other}: {row.why}"


def test_a_cut_and_a_reworded_telling_come_from_a_lost_original(harbour: Path) -> None:
    pair = plan.read_pair(str(harbour / "reports" / "hathersby-echo.txt"), str(harbour / "reports" / "newsloom.txt"))
    found = plan.comparison(*pair)
    assert {row.standing for row in found.descents if row.child in {report.report for report in pair}} == {
        "from a lost original"
    }
    assert len({row.parent for row in found.descents if row.lost}) == 1
