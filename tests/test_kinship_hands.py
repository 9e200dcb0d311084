"""Reports of one event by different hands, and rewordings of them: the verdict that a careful editor would give.

Each file of `hands` holds one event, made up for these tests: a report, the same event by other reporters who were
there too (some with facts of their own, some with the very same facts in the same order, all with the same names,
figures and quotations), and the first report reworded throughout. Some files hold other things that are no telling: a
wire lead that several desks quote, a form filled in anew, a later report with background from the earlier one.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from retold import plan
from retold.glossary import COPIES, Kinship, Report
from retold.identity import report_key

HANDS = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "hands").glob("*.txt"))}


def texts(event: str) -> dict[str, str]:
    """The reports of an event, by their headings."""
    _, *parts = re.split(r"^## (.+)$", HANDS[event], flags=re.MULTILINE)
    return {heading: text.strip() for heading, text in zip(parts[::2], parts[1::2], strict=True)}


PAIRS = [(event, one, other) for event in HANDS for one, other in combinations(texts(event), 2)]
REWORDED = [pair for pair in PAIRS if pair[1:] == ("one", "one, reworded")]
FOLLOWED = [("follow", "one", "a follow-up")]
APART = [pair for pair in PAIRS if pair not in REWORDED and pair not in FOLLOWED]


def judged(event: str, one: str, other: str) -> Kinship:
    held = texts(event)
    reports = [Report(report_key(id, held[id]), id, held[id]) for id in (one, other)]
    return plan.judgement(plan.collation(*(plan.witness(report) for report in reports)))


def test_there_are_enough_of_either() -> None:
    assert len(APART) >= 60
    assert len(REWORDED) >= 14


@pytest.mark.parametrize("pair", APART, ids=", ".join)
def test_reports_by_different_hands_are_no_copies(pair: tuple[str, str, str]) -> None:
    found = judged(*pair)
    assert found.verdict not in COPIES, found.why


@pytest.mark.parametrize("pair", REWORDED, ids=", ".join)
def test_a_report_reworded_throughout_is_a_telling(pair: tuple[str, str, str]) -> None:
    found = judged(*pair)
    assert found.verdict in COPIES, found.why
    assert "reworded" in found.making


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair[0] == "wire"], ids=", ".join)
def test_a_wire_lead_that_two_desks_quote_is_a_passage(pair: tuple[str, str, str]) -> None:
    found = judged(*pair)
    assert found.relation == "borrowed passage"
    assert "one passage" in found.why


def test_a_follow_up_that_repeats_its_report_expands_it() -> None:
    found = judged(*FOLLOWED[0])
    assert found.verdict not in ("independent", "unrelated")
    assert found.verdict not in COPIES or "expanded" in found.making


def test_what_only_names_and_figures_speak_for_is_said_so() -> None:
    found = judged("statement", "one", "the same facts by another hand")
    assert found.verdict == "cannot tell"
    assert "told by other hands" in found.why
