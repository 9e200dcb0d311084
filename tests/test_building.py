"""From sources to a store: the account, identity, adds that equal a rebuild, and kills in the middle."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold import building, desk, plan, walking
from retold.errors import StoreExists, UsageError
from retold.glossary import Change, Descent, Link, Quarantined, Report, Telling
from retold.identity import report_key
from retold.settings import SETTINGS
from retold.store import Store

HERE = Path(__file__).resolve().parent


def report(id: str, text: str, source: str | None = None, headline: str | None = None) -> Report:
    return Report(report_key(id, text), id, text, source=source, headline=headline)


@pytest.fixture(scope="module")
def pile(harbour: Path) -> list[Report]:
    """The tellings of the worked example and some of what is not told twice."""
    found = [row for row in plan.read([str(harbour / "reports")]) if isinstance(row, Report)]
    return found[:16]


def held(store: Store) -> tuple[str, list[Telling], set[str]]:
    return store.manifest.digest(), store.rows(Telling), {row.id for row in store.rows(Report)}


def test_the_account_adds_up(tmp_path: Path) -> None:
    bad = Quarantined("x.txt", "", "decode", "binary", "x.txt: not a text", "00" * 16)
    items = [report("a", "One."), report("a", "One."), report("b", "One."), report("a", "Two."), bad]
    run = building.build(items, tmp_path / "a.retold").manifest.runs[-1]
    assert (run.seen, run.stored, run.quarantined, run.duplicates) == (5, 3, 1, 1)
    assert run.finished
    again = building.add(items, tmp_path / "a.retold").manifest.runs[-1]
    assert (again.seen, again.stored, again.quarantined, again.duplicates) == (5, 0, 1, 4)
    assert Store(tmp_path / "a.retold").count(Quarantined) == 1


def test_same_id_other_text_is_kept_as_a_version(tmp_path: Path) -> None:
    store = building.build([report("a", "One."), report("a", "Two.")], tmp_path / "a.retold")
    rows = store.rows(Report)
    assert sorted(row.text for row in rows) == ["One.", "Two."]
    assert desk.ids(store, [rows[0].report]) == {rows[0].report: f"a ({rows[0].report[:8]})"}


def test_a_fuller_record_of_the_same_report_wins_whenever_it_comes(tmp_path: Path) -> None:
    plain, full = report("a", "One."), report("a", "One.", source="Echo", headline="H")
    first = building.build([plain, full], tmp_path / "1.retold")
    second = building.build([full], tmp_path / "2.retold")
    second = building.add([plain], tmp_path / "2.retold")
    third = building.build([plain], tmp_path / "3.retold")
    third = building.add([full, plain], tmp_path / "3.retold")
    assert first.rows(Report) == second.rows(Report) == third.rows(Report) == [full]
    assert held(first) == held(second) == held(third)


def test_what_was_found_in_a_poorer_record_is_found_again_in_the_fuller_one(
    tmp_path: Path, pile: Sequence[Report]
) -> None:
    poor = [report(row.id, row.text) for row in pile[:12]]
    rich = [replace(row, headline=row.text.split("\n")[0], published="2024-03-12") for row in poor]
    whole = building.build(rich, tmp_path / "1.retold")
    building.build(poor, tmp_path / "2.retold")
    grown = building.add(rich, tmp_path / "2.retold")
    assert held(whole) == held(grown)
    for noun in walking.MARKS:
        assert whole.rows(noun) == grown.rows(noun)


def test_an_empty_pile_is_a_store_of_nothing(tmp_path: Path) -> None:
    store = building.build([], tmp_path / "a.retold")
    assert store.manifest.runs[-1].seen == 0
    assert desk.families(store) == []
    assert desk.totals(store).pending is False


def test_a_store_is_not_overwritten(tmp_path: Path) -> None:
    building.build([report("a", "One.")], tmp_path / "a.retold")
    with pytest.raises(StoreExists, match="retold add"):
        building.build([], tmp_path / "a.retold")


def test_workers_change_nothing(
    tmp_path: Path, pile: Sequence[Report], whole: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(SETTINGS, engines=replace(SETTINGS.engines, plain_pile=1))
    monkeypatch.setattr(building, "SETTINGS", small)
    assert held(building.build(pile, tmp_path / "2.retold", order=building.Order(workers=2))) == whole
    with pytest.raises(UsageError, match="--workers 0"):
        building.build(pile, tmp_path / "3.retold", order=building.Order(workers=0))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, pile: Sequence[Report]) -> Store:
    return building.build(pile, tmp_path_factory.mktemp("whole") / "a.retold")


@pytest.fixture(scope="module")
def whole(built: Store) -> tuple[str, list[Telling], set[str]]:
    return held(built)


def test_a_pile_in_memory_says_what_a_store_says(built: Store, pile: Sequence[Report]) -> None:
    assert built.rows(Telling) == list(plan.pile(pile).tellings)


def test_witnesses_come_back_from_the_store_as_they_were_made(built: Store, pile: Sequence[Report]) -> None:
    for key, found in building.witnesses(built, (row.report for row in pile)).items():
        assert found == plan.witness(next(row for row in pile if row.report == key))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_number_of_adds_in_any_order_equals_one_build(
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
    pile: Sequence[Report],
    whole: tuple[str, list[Telling], set[str]],
) -> None:
    order = data.draw(st.permutations(pile))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(pile) - 1), max_size=3)))
    parts = [order[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    place = tmp_path_factory.mktemp("adds") / "a.retold"
    store = building.build(parts[0], place)
    for part in parts[1:]:
        repeated = data.draw(st.sampled_from(pile))
        store = building.add([*part, repeated], place)
    assert held(store) == whole
    assert all(run.seen == run.stored + run.quarantined + run.duplicates for run in store.manifest.runs)


def test_an_old_family_id_leads_to_the_new_one(tmp_path: Path, pile: Sequence[Report]) -> None:
    tellings = plan.pile(pile).tellings
    smallest = min(row.report for row in tellings)
    rest = [row for row in pile if row.report != smallest]
    store = building.build(rest, tmp_path / "a.retold")
    before = desk.families(store)[0].family
    store = building.add(pile, tmp_path / "a.retold")
    after = desk.families(store)[0].family
    assert before != after
    assert store.manifest.redirects[before] == after
    assert desk.resolve(store, store.rows(Telling), before) == after


def test_redirects_follow_chains_and_fallen_families() -> None:
    def row(family: str, name: str) -> Telling:
        return Telling(family, name, False, "", 0.0, 1.0, "")

    step = walking.redirected({"f-0": "f-1"}, [row("f-1", "a"), row("f-1", "b")], [row("f-2", "a"), row("f-2", "b")])
    assert step == {"f-0": "f-2", "f-1": "f-2"}
    assert walking.redirected(step, [row("f-2", "a")], [])["f-0"] == ""
    assert "f-2" not in walking.redirected({"f-2": "f-9"}, [], [row("f-2", "a")])


def test_a_build_killed_at_fifty_points_can_be_continued(tmp_path: Path, harbour: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for path in sorted((harbour / "reports").glob("*.txt"))[2:8]:  # three of one family, three singles
        (few / path.name).write_bytes(path.read_bytes())
    done = subprocess.run(
        [sys.executable, str(HERE / "killing.py"), str(few), str(tmp_path), "50"],
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "50 kills, 50 continued" in done.stdout


def test_every_family_can_be_drawn_in_full(tmp_path: Path, pile: Sequence[Report]) -> None:
    store = building.build(pile, tmp_path / "a.retold", order=building.Order(full=True))
    asked = [desk.family(store, line.family) for line in desk.families(store)]
    assert {row.child for row in store.rows(Descent)} == {row.child for each in asked for row in each.descents}
    assert len(store.rows(Change)) == sum(len(each.changes) for each in asked)
    assert len(store.rows(Link)) == sum(len(laid.links) for each in asked for laid in each.collations)
    digest = store.manifest.digest()
    more = building.add([report("new", "Nothing to do with it, on a day of its own.")], tmp_path / "a.retold")
    assert more.rows(Change) == [], "drawn families do not outlive the pile that they were drawn from"
    assert more.manifest.digest() != digest
