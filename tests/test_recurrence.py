"""What recurs in very many reports: counted in a sample, and counted anew as reports come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest import mock

import numpy as np
import pytest

from retold import building, growing, intake, plan, walking
from retold.glossary import Candidate, Kinship, Report, Telling
from retold.kinship import columns
from retold.kinship.recurring import RECURS
from retold.kinship.recurring_columns import marked
from retold.plan import growth, piles, pools, recurrence
from retold.settings import SETTINGS
from retold.store import Store

from .test_recurring import NOTICE, OTHER, report, strangers, words

MODULES = (growing, pools, piles, recurrence, building, intake, walking)


@pytest.fixture(autouse=True)
def large() -> Iterator[None]:
    """Every store is a large one; of 32 reports and more one in two is in the sample."""
    engines = replace(SETTINGS.engines, kept=0, renewed=100.0, ingest=9, plain_reports=0, sampled=16)
    with pytest.MonkeyPatch.context() as patch:
        for module in MODULES:
            patch.setattr(module, "SETTINGS", replace(SETTINGS, engines=engines))
        yield


@pytest.fixture(scope="module")
def pile() -> list[Report]:
    """Pairs of short reports, one of each under the notice of a site and one under that of another; and the sites."""
    stories = [f"{words(at + 900, 45)}." for at in range(4)]
    told = [text for story in stories for text in (f"{story}\n\n{NOTICE}.", f"{OTHER}.\n\n{story}")]
    texts = [*told, *strangers(26, NOTICE), *strangers(26, OTHER, 100)]
    return [report(f"r{at}", text) for at, text in enumerate(texts)]


def held(store: Store) -> tuple[object, ...]:
    assert store.check() == []
    return store.manifest.digest(), store.rows(Candidate), store.rows(Kinship), store.rows(Telling)


def test_the_sample_follows_from_the_keys_and_from_how_many_there_are() -> None:
    keys = [f"{Random(at).getrandbits(128):032x}" for at in range(400)]
    assert [recurrence.share(count) for count in (0, 15, 16, 31, 32, 63, 64, 400)] == [1, 1, 1, 1, 2, 2, 4, 16]
    chosen = recurrence.sampled(keys, 400)
    assert 10 < len(chosen) < 50
    assert {keys[at] for at in chosen} == set(sorted(keys)[: len(chosen)])
    assert set(chosen) <= set(recurrence.sampled(keys, 100))
    assert recurrence.sampled(keys, 20) == list(range(400))


def test_a_sample_shows_what_recurs_in_all(pile: Sequence[Report], tmp_path: Path) -> None:
    pool = plan.pool_of(pile)
    assert pool.large
    table = recurrence.of_pool(pool, 1)
    texts = [row.text for row in pile]
    marks = marked(columns.sheets(texts), table)
    whole = sum(len(notice.split()) * sum(notice in text for text in texts) for notice in (NOTICE, OTHER))
    assert int(marks.sum()) == whole
    with building.build(pile, tmp_path / "a.retold").writer() as writer:
        assert np.array_equal(growth.recurs(growing.features(writer, 1, plan.quiet), 1)[0], table)


def test_words_are_read_as_they_were_kept(pile: Sequence[Report]) -> None:
    texts = [row.text for row in pile[:20]]
    bookcase = recurrence.Bookcase([recurrence.kept(texts[:7]), recurrence.kept([]), recurrence.kept(texts[7:])])
    asked = np.array([15, 3, 6, 7, 19])
    sheets, numbers = bookcase.of(asked)
    expected = recurrence.kept([texts[at] for at in asked.tolist()])
    assert np.array_equal(sheets.numbers, expected.numbers)
    assert np.array_equal(sheets.flags, expected.flags)
    assert np.array_equal(sheets.spans, expected.spans)
    assert np.array_equal(numbers, expected.texts)
    apart, _ = bookcase.of(asked, np.array([1, 0, 2, 5, 4]), 7)
    assert apart.spans[[1, 0, 2, 5, 4]].tolist() == sheets.spans.tolist()
    assert apart.spans[[3, 6]].tolist() == [[0, 0], [0, 0]]
    assert not bookcase.of(np.zeros(0, np.int64))[0].spans.size


@pytest.mark.parametrize("plain", [0, 10_000])
def test_a_large_pile_in_memory_gets_the_rows_of_a_store(
    pile: Sequence[Report], tmp_path: Path, plain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(SETTINGS, engines=replace(SETTINGS.engines, kept=0, plain_pairs=plain))
    monkeypatch.setattr(piles, "SETTINGS", few)
    found = plan.pile(pile)
    store = building.build(pile, tmp_path / "a.retold")
    assert store.rows(Kinship) == list(found.kinships)
    assert store.rows(Telling) == list(found.tellings)
    assert any(RECURS in row.why for row in found.kinships)


@pytest.mark.parametrize("turn", range(3))
def test_an_add_after_which_other_words_recur_equals_a_build(pile: Sequence[Report], tmp_path: Path, turn: int) -> None:
    whole = held(building.build(pile, tmp_path / "whole.retold"))
    told, sites = pile[:8], Random(turn).sample(list(pile[8:]), len(pile) - 8)
    place = tmp_path / "parts.retold"
    store = building.build([*told, *sites[:25]], place)
    before = {(row.one, row.other): row for row in store.rows(Kinship)}
    with mock.patch.object(growing, "publish", wraps=growing.publish) as grown:
        for start, stop in ((25, 26), (26, 30), (30, 44), (44, len(sites))):
            store = building.add(sites[start:stop], place)
    assert grown.call_count >= 3, "an add was worked from nothing"
    assert held(store) == whole
    after = {(row.one, row.other): row for row in store.rows(Kinship)}
    other = [ends for ends in before if ends in after and before[ends] != after[ends]]
    assert other, "nothing was judged anew"
    assert any(RECURS in after[ends].why for ends in other)
