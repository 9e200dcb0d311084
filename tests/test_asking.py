"""One voice: what is shown of a pair of a store is what two files by themselves would get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from retold import asking, building, desk, plan
from retold.glossary import COPIES, Kinship, Report, Telling
from retold.output import lists, wording
from retold.plan import choosing
from retold.settings import SETTINGS
from retold.store import Store


@pytest.fixture(scope="module")
def reports(harbour: Path) -> list[Report]:
    return [plan.read_text(str(path)) for path in sorted((harbour / "reports").glob("*.txt"))]


@pytest.fixture(scope="module")
def by_words(reports: Sequence[Report], tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of which every pair that is no copy by its words was left at that, as in a large pile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "SETTINGS", replace(SETTINGS, clear=replace(SETTINGS.clear, closer=0)))
        return building.build(reports, tmp_path_factory.mktemp("store") / "a.retold")


def test_what_words_settled_is_judged_by_its_sentences_when_it_is_shown(
    by_words: Store, reports: Sequence[Report]
) -> None:
    rows = by_words.rows(Kinship)
    assert any(plan.by_words(row) and row.verdict not in COPIES for row in rows)
    shown = asking.closely(by_words, rows)
    assert [(row.one, row.other) for row in shown] == [(row.one, row.other) for row in rows]
    assert not any(plan.by_words(row) for row in shown)
    held = {report.report: report for report in reports}
    for row in shown:
        alone = plan.comparison(held[row.one], held[row.other]).kinship
        assert (row.verdict, row.borrowed, row.confidence) == (alone.verdict, alone.borrowed, alone.confidence)


def test_only_so_many_pairs_are_looked_at(by_words: Store) -> None:
    rows = by_words.rows(Kinship)
    shown = asking.closely(by_words, rows, most=1)
    assert sum(row != other for row, other in zip(rows, shown, strict=True)) == 1
    assert asking.closely(by_words, [], most=1) == []


def test_members_of_one_family_are_not_kept_apart(by_words: Store) -> None:
    family = {row.report: row.family for row in by_words.rows(Telling)}
    found = asking.apart(by_words)
    assert found
    assert not [row for row in found if row.one in family and family[row.one] == family.get(row.other)]
    beside = [row for row in by_words.rows(Kinship) if row not in found]
    assert all(family[row.one] == family[row.other] for row in beside)
    totals = desk.totals(by_words)
    assert totals.undecided == sum(row.verdict == "cannot tell" for row in found)
    assert totals.apart == sum(row.verdict != "unrelated" for row in found)


def test_the_first_of_a_list_are_those_of_the_whole(by_words: Store) -> None:
    related = [row for row in asking.apart(by_words) if row.verdict != "unrelated"]
    told = asking.count_apart(by_words, 2)
    assert told.first == related[:2]
    assert told.related == len(related)
    assert told.undecided == sum(row.verdict == "cannot tell" for row in related)
    assert asking.count_apart(by_words).first == []
    families = desk.families(by_words)
    assert families == sorted(families, key=lambda line: (-line.tellings, line.family))
    assert desk.families(by_words, 1) == families[:1]


def test_a_link_that_joins_nothing_says_so() -> None:
    row = Kinship("a", "b", "probably", "telling", "reworded", 0.5, 0.5, 0.2, 0.99, "half of it is carried (for)")
    assert asking.told(row).why.startswith(asking.NOT_JOINED)
    assert asking.told(replace(row, verdict="independent")).why == row.why


def line(verdict: str, why: str) -> Kinship:
    return Kinship("a", "b", verdict, "none", "", 0.1, 0.1, 0.0, 0.93, why)


def test_an_open_verdict_says_what_it_lacks_and_quotes_no_number() -> None:
    held_back = line("cannot tell", "only 12 words of prose to judge by; 40% is carried (for)")
    assert wording.missing(held_back) == "only 12 words of prose to judge by"
    assert wording.grounds(held_back) == ["only 12 words of prose to judge by", "40% is carried (for)"]
    weak = line("cannot tell", "9% is carried (strongly against); 3 sentences follow (for); 20 words were set aside")
    assert wording.missing(weak) == "not enough for one report: 9% is carried"
    assert len(wording.grounds(weak)) == 3
    even = line("cannot tell", "40% is carried (for)")
    assert "independently" in wording.missing(even)
    for row in (held_back, weak, even):
        assert wording.likely(row) == ""
        assert "93" not in " ".join(wording.grounds(row))
    assert wording.likely(replace(held_back, verdict="probably")) == "93%"


def test_people_are_shown_no_probability_of_pairs_that_are_kept_apart(by_words: Store) -> None:
    for row in desk.kept_apart(by_words):
        assert not hasattr(lists.line_apart(row), "confidence")
        assert 0 <= row.confidence <= 1
