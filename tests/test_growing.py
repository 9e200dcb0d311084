"""A large store to which little is added: the same rows, ids and digest as a build from nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import piles as grown_piles
from retold import building, desk, growing, intake, plan, walking
from retold.glossary import Candidate, Kinship, Report, Telling
from retold.identity import report_key
from retold.plan import choosing, piles, pools
from retold.settings import SETTINGS
from retold.store import FEATURES, STATE, Store, writing

from .test_fingerprints import real_texts

LARGE = replace(
    SETTINGS,
    engines=replace(SETTINGS.engines, kept=0, renewed=100.0, read_through=0, ingest=7, plain_pile=30, plain_reports=0),
)
"""Every store is a large one."""


@contextmanager
def settings_of_stores(chosen: object) -> Iterator[None]:
    """Stores are built and grown with other settings."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (growing, pools, piles, building, intake, walking, writing):
            patch.setattr(module, "SETTINGS", chosen)
        yield


@pytest.fixture(autouse=True)
def large() -> Iterator[None]:
    with settings_of_stores(LARGE):
        yield


@pytest.fixture(scope="module")
def pile(harbour: Path) -> list[Report]:
    found = [row for row in plan.read([str(harbour / "reports")]) if isinstance(row, Report)]
    return found[:24]


def held(store: Store) -> tuple[object, ...]:
    assert store.check() == []
    return store.manifest.digest(), store.rows(Candidate), store.rows(Kinship), store.rows(Telling)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, pile: Sequence[Report]) -> tuple[object, ...]:
    with settings_of_stores(LARGE):
        return held(building.build(pile, tmp_path_factory.mktemp("whole") / "a.retold"))


def parts_of(reports: Sequence[Report], cuts: Sequence[int]) -> list[list[Report]]:
    return [list(reports[start:stop]) for start, stop in zip([0, *cuts], [*cuts, len(reports)], strict=True)]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_adds_in_any_order_and_with_any_workers_equal_one_build(
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
    pile: Sequence[Report],
    whole: tuple[object, ...],
) -> None:
    order = data.draw(st.permutations(pile))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(pile) - 1), min_size=1, max_size=3)))
    first, *rest = parts_of(order, cuts)
    place = tmp_path_factory.mktemp("adds") / "a.retold"
    store = building.build(first, place)
    with mock.patch.object(growing, "publish", wraps=growing.publish) as grown:
        for part in rest:
            workers = data.draw(st.sampled_from([1, 1, 1, 2]))
            store = building.add([*part, pile[0]], place, order=building.Order(workers=workers))
    assert held(store) == whole
    assert grown.call_count >= len(rest) - 1, "an add was worked from nothing"


def test_what_cannot_all_be_collated_is_chosen_as_in_a_build(
    tmp_path: Path, pile: Sequence[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(LARGE, engines=replace(LARGE.engines, collated=3), clear=replace(LARGE.clear, closer=0))
    monkeypatch.setattr(choosing, "SETTINGS", few)
    expected = held(building.build(pile, tmp_path / "whole.retold"))
    for turn in range(3):
        mixed = Random(turn).sample(list(pile), len(pile))
        first, *rest = parts_of(mixed, [9, 15, 20])
        store = building.build(first, tmp_path / f"{turn}.retold")
        for part in rest:
            store = building.add(part, tmp_path / f"{turn}.retold")
        assert held(store) == expected


def test_an_old_family_id_leads_to_the_new_one(tmp_path: Path, pile: Sequence[Report]) -> None:
    ordered = sorted(pile, key=lambda row: row.report, reverse=True)  # ids fall with every add
    store = building.build(ordered[:12], tmp_path / "a.retold")
    before = {line.family for line in desk.families(store)}
    for report in ordered[12:]:
        store = building.add([report], tmp_path / "a.retold")
    standing = {line.family for line in desk.families(store)}
    for family in before - standing:
        assert store.manifest.redirects[family] in standing | {""}
    assert not set(store.manifest.redirects) & standing


def test_an_add_that_was_cut_off_goes_on(tmp_path: Path, pile: Sequence[Report], whole: tuple[object, ...]) -> None:
    place = tmp_path / "a.retold"
    building.build(pile[:16], place)
    for stage in ("features", "_reports", "publish", "state_segment"):
        with mock.patch.object(growing, stage, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
            building.add(pile[16:], place)
    assert held(building.add(pile[16:], place)) == whole


def test_a_store_whose_state_does_not_fit_is_worked_anew(
    tmp_path: Path, pile: Sequence[Report], whole: tuple[object, ...]
) -> None:
    place = tmp_path / "a.retold"
    building.build(pile[:20], place)
    richer = replace(pile[0], source="The Echo", extra='{"page": 1}')
    with mock.patch.object(growing, "grow", side_effect=AssertionError):
        store = building.add([richer], place)
        assert not store.manifest.pending
        with store.writer() as writer:
            writer.publish(store.manifest.without([STATE, FEATURES]))
        building.add(pile[20:], place)
    assert held(building.build(pile, tmp_path / "b.retold")) == whole


def test_an_add_that_changes_nothing_leaves_all_segments(tmp_path: Path, pile: Sequence[Report]) -> None:
    place = tmp_path / "a.retold"
    before = building.build(pile, place).manifest.segments
    text = "Nothing to do with it, on a day of its own."
    after = building.add([Report(report_key("new", text), "new", text)], place).manifest.segments
    for name in ("candidates", "kinships", "tellings"):
        assert after[name] == before[name]


@pytest.mark.skipif(
    "RETOLD_LONG" not in os.environ, reason="100 shuffles of 2,000 reports take half an hour: RETOLD_LONG=1"
)
def test_a_hundred_shuffles_of_two_thousand_reports(tmp_path: Path) -> None:
    with settings_of_stores(replace(LARGE, engines=replace(LARGE.engines, ingest=200))):
        shuffled(tmp_path)


def shuffled(tmp_path: Path) -> None:
    """A hundred orders, each built and added to in parts, beside one build."""
    base = real_texts()[:900]
    made = [Report(report_key(row.id, row.text), row.id, row.text) for row in grown_piles.grow(base, 2000)]
    expected = held(building.build(made, tmp_path / "whole.retold"))
    for turn in range(100):
        random = Random(turn)
        mixed = random.sample(made, len(made))
        first, *rest = parts_of(mixed, sorted(random.sample(range(1500, 2000), 3)))
        place = tmp_path / f"{turn}.retold"
        store = building.build(first, place)
        for part in rest:
            store = building.add(part, place, order=building.Order(workers=random.choice([1, 2, 4])))
        assert held(store) == expected, json.dumps(turn)
        shutil.rmtree(place)
