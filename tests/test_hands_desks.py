"""Events as desks, machines and officials tell them: what is true of each pair was written down before any was run.

Each file of `hands_desks` holds one event, made up for these tests by somebody who had not seen the rules: an
agency's report, what sites made of it, and the reports, columns, notices, statements and lists of others. Its part
`truth` (see `made_up.py`) names the pairs that have something to do with each other; all others are by different
hands. What is known to be judged wrongly stands in lists below.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from retold.glossary import COPIES

from .made_up import Hands, Pair, holds, marked, unseen

DESKS = Hands("hands_desks")

FOLLOWED: set[Pair] = set()
"""Known to be called a rewording of what it follows up: none."""
MISSED = {
    ("brewery", "wire", "finance site"),
    ("jury", "wire", "blog in another order"),
    ("jury", "blog in another order", "american rewrite"),
    ("merged", "patchwork", "agency, expanded"),
}
"""Known: rewordings that keep hardly more pairs of near words than other hands have; two of which less than half of
either is in the other."""
MISREAD: set[Pair] = set()
"""Known grave changes that nobody made: none."""
UNSEEN = {
    ("byelection", "count agency", "blog", "name"),
    ("byelection", "city site", "blog", "name"),
    ("chain", "agency", "portal", "speaker"),
    ("orchestra", "critic", "student paper", "role"),
    ("orchestra", "paper's website", "student paper", "role"),
    ("verdict", "court agency", "news portal", "number"),
    ("verdict", "court agency", "news portal", "negation"),
    ("verdict", "evening paper", "news portal", "number"),
}
"""Known: altered facts in sentences made anew; a speaker exchanged beside a shortened sentence is told as a name."""
JOINED: set[Pair] = set()
"""Known to stand in one family and to be no tellings of one report: none."""
FAMILIES = 17
"""At least so many families are found in one pile of all."""


def test_there_are_enough_of_either() -> None:
    assert len(DESKS.events) >= 27
    assert len(DESKS.pairs("|")) >= 208
    assert len(DESKS.pairs(">~")) >= 54
    assert len(DESKS.planted) >= 24


@pytest.mark.parametrize("pair", DESKS.pairs("|"), ids=", ".join)
def test_reports_by_different_hands_are_no_copies(pair: Pair) -> None:
    found = DESKS.compared(pair).kinship
    assert found.verdict not in COPIES, found.why


@pytest.mark.parametrize("pair", marked(DESKS.pairs("?"), FOLLOWED, "background of the day before"))
def test_what_is_half_of_another_is_at_most_said_to_expand_it(pair: Pair) -> None:
    """A follow-up, a state of a page, a digest: whoever calls it a telling says that it has much of its own."""
    found = DESKS.compared(pair).kinship
    assert found.verdict not in COPIES or "expanded" in found.making, found.why


@pytest.mark.parametrize("pair", marked(DESKS.pairs(">~"), MISSED, "as little in common as other hands have"))
def test_what_was_made_of_a_report_is_a_telling(pair: Pair) -> None:
    found = DESKS.compared(pair).kinship
    assert found.verdict in COPIES, found.why


@pytest.mark.parametrize("pair", DESKS.pairs("|?~>"), ids=", ".join)
def test_no_direction_is_wrong(pair: Pair) -> None:
    source = DESKS.read(*pair[:2]).report if pair in DESKS.pairs(">") else ""
    for row in DESKS.compared(pair).descents:
        assert row.standing != "made from" or row.parent == source, row.why


@pytest.mark.parametrize(
    "pair", marked([pair for pair in DESKS.pairs(">~") if pair not in MISSED], MISREAD, "a change that nobody made")
)
def test_nothing_grave_is_said_that_nobody_did(pair: Pair) -> None:
    """What was altered on the way may be told as another kind of change; what was not may not be said to be grave."""
    assert DESKS.grave(pair) == []


@pytest.mark.parametrize(("pair", "planted"), unseen(DESKS, UNSEEN, MISSED))
def test_what_was_altered_is_found(pair: Pair, planted: tuple[str, str, str]) -> None:
    assert [row for row in DESKS.loud(pair) if holds(row, planted)], planted


def test_in_one_pile_no_family_holds_two_reports_by_different_hands(tmp_path: Path) -> None:
    """All events together: whoever stand in a family have something to do with each other."""
    families, alien = DESKS.joined(tmp_path / "hands_desks.retold")
    assert families >= FAMILIES
    assert alien == JOINED
