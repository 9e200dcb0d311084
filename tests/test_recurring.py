"""What recurs in a pile: found alike in both ways, counted once a group, and set aside before a pair is judged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold import building, plan
from retold.glossary import COPIES, Kinship, Report, Telling
from retold.identity import report_key
from retold.kinship import columns, recurring_columns
from retold.kinship.clear import sheet
from retold.kinship.recurring import GROUPS, RECURS, Stretches, marked, often, told, without
from retold.plan import piles, pools
from retold.settings import SETTINGS

NOTICE = (
    "Wensel harbour letters arrive on Friday mornings with tides and prices for members of the Tolm reading circle, "
    "who may leave it whenever they like by writing to the circle at the old customs house in Fenquay"
)
OTHER = (
    "Pellmere members hear of every auction before the doors open and agree that the Pellmere rooms keep their names "
    "and addresses for as long as the rooms see fit under the rules of the Pellmere guild"
)
STORY = (
    "The bridge at Ombridge was closed on Monday after a barge hit its middle pier, the river board said. Divers found "
    "a crack as long as an arm. Traffic goes by Tolm until the pier has been looked at again."
)


def words(seed: int, count: int) -> str:
    """So many words of nobody's language."""
    return " ".join(f"{'bdfgklmnprst'[(seed * 7 + at) % 12]}a{seed}o{at * 31 % 97}" for at in range(count))


def strangers(count: int, notice: str, first: int = 0) -> list[str]:
    """Reports that have nothing in common but a notice."""
    return [f"{words(seed, 40)}.\n\n{notice}.\n\n{words(seed + 500, 40)}." for seed in range(first, first + count)]


def plainly(texts: Sequence[str], groups: Sequence[int]) -> list[Stretches]:
    """What recurs of each text, by the plain reference."""
    held = [sheet(text) for text in texts]
    known = often(held, groups)
    return [marked(own, known) for own in held]


def found(texts: Sequence[str], groups: Sequence[int]) -> list[str]:
    """What recurs of each text, as words."""
    return [
        " ".join(" ".join(text.split()[start:stop]) for start, stop in own)
        for text, own in zip(texts, plainly(texts, groups), strict=True)
    ]


def test_a_notice_on_many_reports_recurs_and_nothing_else_does() -> None:
    texts = strangers(GROUPS, NOTICE)
    assert found(texts, range(len(texts))) == [f"{NOTICE}."] * len(texts)


def test_fewer_reports_make_no_furniture() -> None:
    texts = strangers(GROUPS - 1, NOTICE)
    assert found(texts, range(len(texts))) == [""] * len(texts)


def test_a_family_of_any_size_counts_once() -> None:
    texts = strangers(3 * GROUPS, NOTICE)
    assert not any(found(texts, [0] * len(texts)))


def test_an_idiom_is_no_furniture() -> None:
    texts = [f"{words(seed, 30)} told a news conference in the capital {words(seed + 500, 30)}" for seed in range(30)]
    assert not any(found(texts, range(len(texts))))


parts = st.lists(st.sampled_from([words(1, 12), words(2, 12), words(3, 4), "a", "of", "Ombridge", "17"]), max_size=8)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(parts.map(" ".join), st.integers(0, 12)), min_size=1, max_size=30))
def test_the_compiled_loops_find_what_the_plain_way_finds(pile: list[tuple[str, int]]) -> None:
    texts, groups = [text for text, _ in pile], [group for _, group in pile]
    plain = plainly(texts, groups)
    held = columns.sheets(texts)
    marks = recurring_columns.recurring(held, np.array(groups, np.int64))
    assert [recurring_columns.stretches(held.spans, marks, at) for at in range(len(texts))] == [
        list(own) for own in plain
    ]
    left = recurring_columns.without(held, marks)
    for at, (text, own) in enumerate(zip(texts, plain, strict=True)):
        start, stop = left.spans[at].tolist()
        assert left.numbers[start:stop].tolist() == list(without(sheet(text), own).numbers)


@settings(max_examples=50, deadline=None)
@given(st.lists(parts.map(" ".join), min_size=1, max_size=9), st.data())
def test_who_holds_a_row_of_words_is_found(texts: list[str], data: st.DataObject) -> None:
    held = columns.sheets(texts)
    rows = recurring_columns.often(columns.sheets(texts * GROUPS), np.arange(len(texts) * GROUPS))  # all of them
    some = np.array(sorted(data.draw(st.sets(st.sampled_from(rows.tolist())))) if len(rows) else [], np.uint64)
    found = recurring_columns.holding(held, recurring_columns.sieve(held, some)).tolist()
    kept, known = np.setdiff1d(rows, some), set(some.tolist())
    for at, text in enumerate(texts):
        own = often([sheet(text)] * GROUPS, range(GROUPS))
        assert found[at] == bool(own & known)
        if not found[at]:
            assert marked(sheet(text), set(kept.tolist())) == marked(sheet(text), set(rows.tolist()))


def test_what_was_set_aside_is_told_exactly() -> None:
    assert told((), ()) == ""
    both = told([(0, 12)], [(3, 20), (30, 41)])
    assert both == f"; {RECURS}: words 1 to 12 of one and words 4 to 20, 31 to 41 of the other"
    assert told((), [(3, 20)]) != told([(3, 20)], ())


def report(id: str, text: str) -> Report:
    return Report(report_key(id, text), id, text)


@pytest.fixture(scope="module")
def pile() -> list[Report]:
    """Two tellings of a short report with the notices of two sites, and the sites' other reports."""
    others = [*strangers(GROUPS, NOTICE), *strangers(GROUPS, OTHER, 100)]
    tellings = [f"{STORY}\n\n{NOTICE}.", f"{OTHER}.\n\n{STORY}"]
    return [report(f"r{at}", text) for at, text in enumerate([*tellings, *others])]


def verdict(rows: Sequence[Kinship], pile: Sequence[Report]) -> Kinship:
    ends = {pile[0].report, pile[1].report}
    return next(row for row in rows if {row.one, row.other} == ends)


def test_a_pile_knows_the_furniture_of_its_sites(pile: list[Report]) -> None:
    alone = verdict(plan.pile(pile[:2]).kinships, pile)
    whole = plan.pile(pile)
    told = verdict(whole.kinships, pile)
    assert told.verdict in COPIES
    assert max(alone.one_kept, alone.other_kept) < min(told.one_kept, told.other_kept) == 1.0
    assert RECURS in told.why
    assert RECURS not in alone.why
    assert {row.report for row in whole.tellings} == {pile[0].report, pile[1].report}


def test_both_ways_of_working_a_pile_agree(pile: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    plainly = plan.pile(pile)
    held = replace(SETTINGS, engines=replace(SETTINGS.engines, plain_pairs=0, plain_reports=0))
    monkeypatch.setattr(piles, "SETTINGS", held)
    monkeypatch.setattr(pools, "SETTINGS", held)
    assert plan.pile(pile) == plainly


@pytest.mark.parametrize("cut", [2, 6, 14])
def test_an_add_that_shows_what_recurs_equals_a_rebuild(tmp_path: Path, pile: list[Report], cut: int) -> None:
    whole = building.build(pile, tmp_path / "whole.retold")
    building.build(pile[:cut], tmp_path / "parts.retold")
    parts = building.add(pile[cut:], tmp_path / "parts.retold")
    assert parts.rows(Telling) == whole.rows(Telling)
    assert parts.rows(Kinship) == whole.rows(Kinship)
    assert parts.manifest.digest() == whole.manifest.digest()
