"""The stemma: seeds of direction, lost originals, trees and their number, and what may not matter."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.apparatus import apparatus
from retold.collation import collate
from retold.glossary import MAKINGS, STANDINGS, Descent, Family, Report, Witness
from retold.identity import family_id, report_key
from retold.sentences import sentences
from retold.stemma import stemma
from retold.stemma.climbing import Quick
from retold.stemma.evidence import UNKNOWN, Character, Ease
from retold.stemma.rows import inferred
from retold.stemma.search import Plain, neighbours, parted, search
from retold.stemma.trees import all_trees, canonical, cost, prices, pruned

LEAD = "The harbour board of Quillmouth voted on Monday to dredge the northern channel before winter. "
BODY = (
    "Commissioner Odalys Trent said the silt had risen by four metres since the cyclone. "
    "Fishermen have long complained that trawlers scrape the sandbank at low tide. "
    "The estimated expenditure is eleven million crowns, apportioned over three years. "
    "Opponents contend that the sediment contains residues from the defunct tannery. "
)
SPEECH = "“We shall sample every bargeload,” Trent said, adding that results would be published. "
CLOSE = "The Quillmouth tannery ceased operations in 1974 after a calamitous fire. Dredging commences in October."
MAYOR = "Mayor Berthold Askew abstained, because two brothers of his own dredging barges in Quillmouth harbour. "
OWNER = "The last owner of the tannery, a great-uncle of Askew, left Quillmouth for good that same night. "
ORIGINAL = LEAD + BODY + SPEECH + CLOSE
SIMPLE = (
    ORIGINAL.replace("expenditure", "cost")
    .replace("apportioned", "spread")
    .replace("contend", "say")
    .replace("sediment", "mud")
    .replace("residues", "traces")
    .replace("defunct", "old")
    .replace("ceased operations", "closed")
    .replace("calamitous", "big")
    .replace("commences", "starts")
    .replace("complained", "said")
)


def family(*texts: str, names: str = "abcdefgh") -> Family:
    witnesses = []
    for name, text in zip(names, texts, strict=False):
        report = Report(report_key(name, text), name, text)
        witnesses.append(Witness(report, tuple(sentences(report))))
    return laid(witnesses)


def laid(witnesses: list[Witness]) -> Family:
    keys = [witness.report.report for witness in witnesses]
    name = family_id(keys)
    collations = tuple(collate(one, other) for one, other in combinations(witnesses, 2))
    loci, readings = apparatus(name, collations)
    return Family(name, tuple(witnesses), (), (), collations, loci, readings)


def told(subject: Family) -> dict[str, Descent]:
    names = {witness.report.report: witness.report.id for witness in subject.witnesses}
    return {names.get(row.child, row.child): row for row in stemma(subject)}


def drawn(subject: Family) -> dict[str, tuple[str, str]]:
    names = {witness.report.report: witness.report.id for witness in subject.witnesses}
    return {
        name: (names.get(row.parent or "", "lost" if row.lost else "-"), row.standing)
        for name, row in told(subject).items()
    }


def test_a_simplified_copy_is_made_from_the_text_with_the_rarer_words() -> None:
    found = drawn(family(ORIGINAL, SIMPLE))
    assert found == {"a": ("-", "root"), "b": ("a", "made from")}


def test_of_two_cut_copies_that_each_keep_what_the_other_lacks_neither_is_made_from_the_other() -> None:
    cut = LEAD + BODY + MAYOR + SPEECH
    reworded = BODY.replace("contend", "say").replace("complained", "said") + SPEECH + OWNER + CLOSE
    rows = told(family(cut, reworded.replace("at low tide", "at low tide, as the cyclone of March showed,")))
    assert {row.standing for row in rows.values()} <= {"from a lost original", "common source, direction unknown"}


def test_no_direction_is_named_where_nothing_tells_it() -> None:
    changed = ORIGINAL.replace("Monday", "Tuesday")
    found = drawn(family(ORIGINAL, changed))
    assert {standing for _, standing in found.values()} == {"common source, direction unknown"}


def test_the_same_words_in_two_reports_have_no_direction() -> None:
    found = drawn(family(ORIGINAL, ORIGINAL))
    assert found == {"a": ("-", "common source, direction unknown"), "b": ("-", "common source, direction unknown")}


def test_a_duplicate_changes_nothing_else() -> None:
    alone, doubled = drawn(family(ORIGINAL, SIMPLE)), drawn(family(ORIGINAL, SIMPLE, SIMPLE))
    assert doubled["a"] == alone["a"]
    assert doubled["b"] == doubled["c"] == alone["b"]


def test_a_cut_copy_of_a_simplified_copy_is_made_from_that_copy() -> None:
    last = SIMPLE.replace(SPEECH, "").replace("scrape", "touch").replace("since the cyclone", "since the storm")
    found = drawn(family(ORIGINAL, SIMPLE, last))
    assert found["c"] == ("b", "made from")
    assert found["a"][0] == "-"
    assert found["b"][0] in ("a", "-")


def test_empty_and_odd_texts_have_rows_of_their_own() -> None:
    subject = family("", "???", ORIGINAL)
    rows = told(subject)
    assert set(rows) == {"a", "b", "c"}
    assert rows["a"].standing == "cannot tell"


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:4])
def test_the_order_of_the_witnesses_does_not_matter(order: tuple[int, ...]) -> None:
    subject = family(ORIGINAL, SIMPLE, LEAD + SPEECH + CLOSE)
    turned = laid([subject.witnesses[at] for at in order])
    assert stemma(replace(turned, family=subject.family)) == stemma(subject)


PIECES = [piece + ". " for piece in (LEAD + BODY + CLOSE).split(". ")]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7), min_size=2, max_size=5))
def test_every_stemma_is_a_forest_whose_lost_originals_have_two_children(texts: list[list[str]]) -> None:
    subject = family(*("".join(pieces) for pieces in texts))
    rows = stemma(subject)
    parents = {row.child: row.parent for row in rows}
    assert {witness.report.report for witness in subject.witnesses} <= set(parents)
    assert len(parents) == len(rows)
    for child in parents:
        line, at = {child}, parents[child]
        while at is not None:
            assert at not in line
            line.add(at)
            at = parents.get(at)
    for row in rows:
        assert row.standing in STANDINGS
        assert 0 <= row.confidence <= 1
        assert row.why
        assert all(word in MAKINGS for word in row.making.split("+") if word)
        assert row.lost == (row.parent or "").startswith("lost-")
        if row.lost:
            assert sum(other.parent == row.parent for other in rows) >= 2


@pytest.mark.parametrize(("count", "number"), [(1, 1), (2, 3), (3, 22), (4, 262)])
def test_the_number_of_stemmata_is_that_of_rooted_greg_trees(count: int, number: int) -> None:
    assert len(all_trees(count)) == number


def _characters(rows: list[list[int]]) -> list[Character]:
    steps = ((0.0, 1.25), (0.75, 0.0))
    return [Character("wording", tuple(row), steps, (0.0, 0.0), ("x",)) for row in rows]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.integers(-1, 1), min_size=4, max_size=4), min_size=1, max_size=12))
def test_the_quick_prices_agree_with_the_slow_ones_and_the_climb_with_the_whole_search(rows: list[list[int]]) -> None:
    price = prices(_characters(rows), Ease((1.0,) * 4, (1.0,) * 4))
    best = search(price).best
    assert best.cost == pytest.approx(min(cost(price, tree) for tree in all_trees(4)))
    for option in neighbours(4, Plain(price), best.tree):
        assert option.cost >= best.cost - 1e-6
        assert canonical(pruned(option.tree, 4)) == canonical(option.tree)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.integers(-1, 1), min_size=4, max_size=4), min_size=1, max_size=12))
def test_compiled_prices_at_given_weights_are_the_plain_ones(rows: list[list[int]]) -> None:
    price = prices(_characters(rows), Ease((1.0, 0.5, 0.75, 1.0), (1.0,) * 4))
    plain, quick = Plain(price), Quick(price)
    for tree in all_trees(4)[::7]:
        assert quick.cost(tree) == pytest.approx(plain.cost(tree))
        for node in sorted(node for node in tree if tree[node] is not None):
            rest, part = parted(tree, node, 4)
            places = {(place.at, place.way): place.cost for place in plain.hung(rest, part, node)}
            assert {(one.at, one.way): one.cost for one in quick.hung(rest, part, node)} == pytest.approx(places)


def test_a_large_family_is_drawn_in_good_time() -> None:
    pieces = PIECES[:-1]
    texts = [ORIGINAL] + ["".join(p for at, p in enumerate(pieces) if at != drop) for drop in range(len(pieces))]
    rows = told(family(*texts, *(SIMPLE.replace("silt", word) for word in ("a", "b")), names="abcdefghijklm"))
    assert len([row for row in rows.values() if not row.child.startswith("lost-")]) == len(texts) + 2


@pytest.mark.parametrize(
    ("kind", "foreign", "states", "found"),
    [
        ("wording", 0.0, (0, 1, 1, 2), 1),
        ("wording", 0.0, (0, 1, 2, 3), UNKNOWN),
        ("wording", 0.0, (0, 1, 1, 0), 0),
        ("wording", 0.0, (0, UNKNOWN, UNKNOWN, 1), UNKNOWN),
        ("content", 0.0, (0, 0, 1, 0), 1),
        ("content", 0.0, (1, 0, 0, 0), 1),
        ("content", 1.0, (1, 0, 0, 0), 0),
        ("content", 1.0, (0, 1, 0, 0), 0),
    ],
)
def test_what_one_sibling_alone_has_is_not_taken_for_the_lost_source(
    kind: str, foreign: float, states: tuple[int, ...], found: int
) -> None:
    costs = tuple(tuple(0.0 if a == b else 0.7 if a > b else 2.5 for b in range(4)) for a in range(4))
    one = Character(kind, states, costs, (0.0, foreign, 0.0, 0.0), ("x",))
    assert inferred(one, 0, (1, 2, 3)) == found
