"""What is counted from the columns of a state is what the tables say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from retold import asking, building, counting, desk
from retold.glossary import Report
from retold.identity import Keys, halves, report_key
from retold.settings import SETTINGS
from retold.store import KEYS, Store

from .test_growing import pile as pile
from .test_growing import settings_of_stores

LARGE = replace(SETTINGS, engines=replace(SETTINGS.engines, kept=0, renewed=100.0, plain_reports=0))


@pytest.fixture(autouse=True)
def large() -> Iterator[None]:
    with settings_of_stores(LARGE):
        yield


def said(store: Store) -> tuple[object, ...]:
    standing = desk.standing(store)
    return (
        asking.count_apart(store, 5),
        desk.totals(store),
        sorted(standing.reports.tolist()),
        sorted(standing.families.tolist()),
    )


def test_columns_and_tables_say_the_same_after_a_build_and_after_an_add(tmp_path: Path, pile: Sequence[Report]) -> None:
    for part in (pile[:14], pile[14:]):
        add = building.add if (tmp_path / "a.retold").exists() else building.build
        store = add(part, tmp_path / "a.retold")
        assert counting.counted(store) is not None
        from_columns = said(store)
        with mock.patch.object(counting, "counted", return_value=None):
            assert said(store) == from_columns
        assert from_columns[3], "no family to be counted"


def test_a_store_with_unfinished_work_is_asked_by_its_tables(tmp_path: Path, pile: Sequence[Report]) -> None:
    store = building.build(pile[:12], tmp_path / "a.retold")
    with mock.patch.object(building, "analyse"):
        store = building.add(pile[12:14], tmp_path / "a.retold")
    assert counting.counted(store) is None


def test_keys_are_found_as_numbers_and_reports_by_their_keys(tmp_path: Path, pile: Sequence[Report]) -> None:
    store = building.build(pile, tmp_path / "a.retold")
    keys = store.keys()
    assert isinstance(keys, Keys)
    assert sorted(keys) == sorted(report.report for report in pile)
    assert [keys[at] for at in keys.order.tolist()] == sorted(keys)
    wanted = [keys[3], "no digest", report_key("x", "y"), keys[0]]
    assert keys.places(wanted) == [3, -1, -1, 0]
    assert list(keys[2:4]) == [keys[2], keys[3]]
    assert store.of_reports(Report, wanted) == sorted(
        (report for report in pile if report.report in wanted), key=lambda report: report.report
    )


def test_keys_that_are_no_digests_are_read_as_they_are(tmp_path: Path, pile: Sequence[Report]) -> None:
    odd = [replace(report, report=f"a{at}") for at, report in enumerate(pile[:6])]
    store = building.build(odd, tmp_path / "a.retold")
    assert store.manifest.segments[KEYS]
    assert sorted(store.keys()) == [f"a{at}" for at in range(6)]
    assert counting.counted(store) is None
    with pytest.raises(ValueError, match="no digests"):
        halves(["a0"])
