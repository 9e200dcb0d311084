"""Events over days, and in further genres: what is true of each pair was written down before any was run.

Each file of `hands_days` holds one event, made up for these tests by somebody who had not seen the rules: running
stories with their previews, updates, corrections and anniversaries; reports by several desks of one news conference,
judgment, release, match or set of results; pages with furniture inside; interviews, lists, explainers, fact-checks,
press reviews; columns under one introduction; short items. Its part `truth` (see `made_up.py`) names the pairs that
have something to do with each other; all others are by different hands, or different pieces of one series. Four of
the events were written after what was found in the others had been mended.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from retold.glossary import COPIES

from .made_up import Hands, Pair, holds, marked, unseen

DAYS = Hands("hands_days")

FOLLOWED = {
    ("briefsb", "agency brief", "agency brief, next day"),
}
"""Known: a brief of the next day by the same desk, most of which is what the first one said."""
MISSED = {
    ("briefsa", "first brief", "first brief, reworded"),
}
"""Known: a brief reworded throughout."""
MISREAD: set[Pair] = set()
"""Known grave changes that nobody made: none."""
UNSEEN = {
    ("eelruling", "first agency", "fishing paper", "actor"),
    ("glacierqa", "news report", "science digest", "hedge"),
    ("glacierqa", "news report", "science digest", "number"),
    ("ratepause", "first agency, corrected", "business daily", "number"),
    ("ridgefire", "coast radio site", "weekend edition", "number"),
    ("waterrumour", "viral report", "repeater, corrected", "negation"),
}
"""Known: altered facts in sentences made anew, a court for which a government stands, a vote that one of the two
writes out."""
JOINED: set[Pair] = set()
"""Known to stand in one family and to be no tellings of one report: none."""
FAMILIES = 34
"""At least so many families are found in one pile of all."""


def test_there_are_enough_of_either() -> None:
    assert len(DAYS.events) >= 30
    assert len(DAYS.pairs("|")) >= 210
    assert len(DAYS.pairs(">~")) >= 53
    assert len(DAYS.planted) >= 34


@pytest.mark.parametrize("pair", DAYS.pairs("|"), ids=", ".join)
def test_reports_by_different_hands_are_no_copies(pair: Pair) -> None:
    found = DAYS.compared(pair).kinship
    assert found.verdict not in COPIES, found.why


@pytest.mark.parametrize("pair", marked(DAYS.pairs("?"), FOLLOWED, "background of the day before"))
def test_what_is_half_of_another_is_at_most_said_to_expand_it(pair: Pair) -> None:
    """A follow-up, a state of a page, a digest: whoever calls it a telling says that it has much of its own."""
    found = DAYS.compared(pair).kinship
    assert found.verdict not in COPIES or "expanded" in found.making, found.why


@pytest.mark.parametrize("pair", marked(DAYS.pairs(">~"), MISSED, "as little in common as other hands have"))
def test_what_was_made_of_a_report_is_a_telling(pair: Pair) -> None:
    found = DAYS.compared(pair).kinship
    assert found.verdict in COPIES, found.why


@pytest.mark.parametrize("pair", DAYS.pairs("|?~>"), ids=", ".join)
def test_no_direction_is_wrong(pair: Pair) -> None:
    source = DAYS.read(*pair[:2]).report if pair in DAYS.pairs(">") else ""
    for row in DAYS.compared(pair).descents:
        assert row.standing != "made from" or row.parent == source, row.why


@pytest.mark.parametrize(
    "pair", marked([pair for pair in DAYS.pairs(">~") if pair not in MISSED], MISREAD, "a change that nobody made")
)
def test_nothing_grave_is_said_that_nobody_did(pair: Pair) -> None:
    """What was altered on the way may be told as another kind of change; what was not may not be said to be grave."""
    assert DAYS.grave(pair) == []


@pytest.mark.parametrize(("pair", "planted"), unseen(DAYS, UNSEEN, MISSED))
def test_what_was_altered_is_found(pair: Pair, planted: tuple[str, str, str]) -> None:
    assert [row for row in DAYS.loud(pair) if holds(row, planted)], planted


def test_in_one_pile_no_family_holds_two_reports_by_different_hands(tmp_path: Path) -> None:
    """All events together: whoever stand in a family have something to do with each other."""
    families, alien = DAYS.joined(tmp_path / "hands_days.retold")
    assert families >= FAMILIES
    assert alien == JOINED
