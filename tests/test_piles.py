"""A pile in tiers: which pairs are collated, and that families do not depend on how the pile was worked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench import piles as piles_of_tellings
from retold import building, desk, gathering, plan, walking
from retold.errors import Stopped
from retold.glossary import COPIES, Kinship, Report, Sentence, Telling
from retold.identity import report_key
from retold.kinship.recurring import RECURS
from retold.kinship.settled import CLEAR, NOT_COLLATED
from retold.plan import choosing, piles, pools
from retold.settings import SETTINGS


@pytest.fixture(scope="module")
def reports(harbour: Path) -> list[Report]:
    return [plan.read_text(str(path)) for path in sorted((harbour / "reports").glob("*.txt"))]


def engines(**given: int) -> object:
    return replace(SETTINGS, engines=replace(SETTINGS.engines, **given))


def test_what_is_passed_over_says_so(reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = plan.pile(reports)
    assert not [row for row in whole.kinships if row.why.startswith(NOT_COLLATED)]
    monkeypatch.setattr(choosing, "SETTINGS", engines(collated=0, collated_most=0))
    bare = plan.pile(reports)
    clear = [row for row in bare.kinships if row.why.startswith(CLEAR)]
    over = [row for row in bare.kinships if row.why.startswith(NOT_COLLATED)]
    assert len(over) + len(clear) == len(whole.kinships)
    assert {row.verdict for row in over} <= {"cannot tell", "probably"}


def test_in_a_small_pile_words_alone_settle_copies_and_nothing_else(
    reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = [row for row in plan.pile(reports).kinships if row.why.startswith(CLEAR)]
    assert {row.verdict for row in looked_at} <= set(COPIES)
    monkeypatch.setattr(choosing, "SETTINGS", replace(SETTINGS, clear=replace(SETTINGS.clear, closer=0)))
    apart = [row for row in plan.pile(reports).kinships if row.why.startswith(CLEAR) and row.verdict not in COPIES]
    assert apart
    held = {report.report: report for report in reports}
    for row in apart:
        assert plan.comparison(held[row.one], held[row.other]).kinship.verdict not in COPIES


def test_a_family_of_short_tellings_keeps_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    story = (
        "OSTMAR, Friday - Salvors in Ostmar raised the trawler Halvdan from the harbour mouth overnight, eleven weeks "
        "after it sank with a cargo of salted cod. Nobody was hurt, said pilot Greta Sund, who will leave the wreck at "
        "the north quay until the insurers have seen it."
    )
    draw = Random(4)
    told = [piles_of_tellings.replaced(story, 0.15, draw) for _ in range(14)]
    reports = [Report(report_key(f"{at}", text), f"{at}", text) for at, text in enumerate([story, *told])]
    plainly = plan.pile(reports)
    assert not [row.why for row in plainly.kinships if RECURS in row.why]
    monkeypatch.setattr(piles, "SETTINGS", engines(plain_pairs=0))
    assert plan.pile(reports) == plainly


def test_compiled_and_plain_say_the_same(reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    plainly = plan.pile(reports)
    monkeypatch.setattr(piles, "SETTINGS", engines(plain_pairs=0, plain_reports=0))
    monkeypatch.setattr(pools, "SETTINGS", engines(plain_pairs=0, plain_reports=0))
    assert plan.pile(reports) == plainly


def test_families_that_hang_together_are_made_as_in_the_whole(
    tmp_path: Path, reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (walking, gathering):
        monkeypatch.setattr(module, "SETTINGS", engines(gathered=1, written=3))
    store = building.build(reports, tmp_path / "a.retold")
    found = plan.pile(reports)
    assert store.rows(Telling) == list(found.tellings)
    assert store.rows(Kinship) == sorted(found.kinships, key=lambda row: (row.one, row.other))
    assert len(store.manifest.of(Kinship)) > 1


def test_only_new_doubtful_pairs_are_collated_again(
    tmp_path: Path, reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    building.build(reports, tmp_path / "a.retold")
    asked: list[int] = []
    collated = piles.collated

    def counted(*given: object) -> object:
        asked.append(len(given[2]))  # type: ignore[arg-type]
        return collated(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(piles, "collated", counted)
    text = "Nothing to do with it, on a day of its own."
    building.add([Report(report_key("new", text), "new", text)], tmp_path / "a.retold")
    assert asked == [0]


def test_a_pile_without_memory_says_what_it_needs(
    tmp_path: Path, reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = building.build(reports, tmp_path / "whole.retold").manifest.digest()

    def full(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(plan, "pairs_of", full)
        with pytest.raises(Stopped, match=r"out of memory; 33 reports need about \d+ MB"):
            building.build(reports, tmp_path / "a.retold")
    assert building.add(reports, tmp_path / "a.retold").manifest.digest() == whole


def test_odd_piles() -> None:
    def told(*texts: str) -> plan.Pile:
        return plan.pile([Report(report_key(f"{at}", text), f"{at}", text) for at, text in enumerate(texts)])

    assert told().kinships == ()
    assert told("").tellings == ()
    assert told("", "", "...", " ").kinships == ()
    assert told("One report alone.").tellings == ()
    same = "The council of Ombridge voted on Tuesday to close the harbour road, said the mayor, Mara Quill. " * 3
    equal = told(*[same] * 5)
    assert {row.verdict for row in equal.kinships} == {"same report"}
    assert len({row.family for row in equal.tellings}) == 1
    assert len(equal.tellings) == 5


def test_of_a_large_pile_marks_are_made_when_they_are_asked_for(
    tmp_path: Path, reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = building.build(reports, tmp_path / "full.retold")
    monkeypatch.setattr(walking, "SETTINGS", engines(marked=0))
    bare = building.build(reports, tmp_path / "bare.retold")
    assert bare.manifest.digest() == full.manifest.digest()
    assert bare.rows(Sentence) == []
    for mine, theirs in zip(desk.families(bare), desk.families(full), strict=True):
        assert mine.credited is None
        assert theirs.credited is not None
        assert desk.family(bare, mine.family).witnesses == desk.family(full, theirs.family).witnesses
