"""The likeliest tree of many: compiled prices are the plain ones, the search finds the cheapest tree, rates tell."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.settings import SETTINGS
from retold.stemma.evidence import Character
from retold.stemma.exploring import explored, priced
from retold.stemma.rates import cost, ledger, settled
from retold.stemma.trees import Parents, all_trees, canonical

WORDS = [100, 90, 80, 70]


def of(rows: list[list[int]], kind: str = "wording") -> list[Character]:
    steps = ((0.0, 1.25), (0.75, 0.0))
    return [Character(kind, tuple(row), steps, (0.0, 0.0), (f"x{at}",)) for at, row in enumerate(rows)]


rows_of_four = st.lists(st.lists(st.integers(-1, 1), min_size=4, max_size=4), min_size=1, max_size=12)


@settings(max_examples=12, deadline=None)
@given(rows_of_four, rows_of_four)
def test_compiled_prices_are_the_plain_ones_and_the_cheapest_tree_is_found(
    worded: list[list[int]], held: list[list[int]]
) -> None:
    price = ledger([*of(worded), *of(held, "content"), *of(held[:1], "house style")], WORDS)
    trees = all_trees(4)
    plain = [cost(price, tree) for tree in trees]
    assert [priced(price, tree).cost for tree in trees] == pytest.approx(plain)
    assert explored(price).best.cost == pytest.approx(min(plain))


def test_many_changes_on_one_way_weigh_less_than_the_same_on_two() -> None:
    tree: Parents = {0: None, 1: 0, 2: 0, 3: 0}
    together = cost(ledger(of([[0, 1, 0, 0]] * 12), WORDS), tree)
    apart = cost(ledger(of([[0, 1, 0, 0]] * 6 + [[0, 0, 1, 0]] * 6), WORDS), tree)
    assert together < apart


def test_a_telling_that_hands_on_nothing_of_its_own_is_rather_a_copy_of_a_lost_one() -> None:
    own = [row for at in range(4) for row in [[int(at != place) for place in range(4)]] * 6]
    best = explored(ledger(of(own), WORDS)).best.tree
    assert canonical(best) == ((0, 4), (1, 4), (2, 4), (3, 4), (4, -1))


def test_one_source_of_many_costs_less_than_several_of_few() -> None:
    price = ledger(of([[0, 0, 0, 0]]), WORDS)
    star: Parents = {0: None, 1: 0, 2: 0, 3: 0}
    chain: Parents = {0: None, 1: 0, 2: 1, 3: 2}
    again = SETTINGS.stemma.copied_again
    assert price.nodes(star) == pytest.approx(SETTINGS.stemma.source_price - again * log(6))
    assert price.nodes(chain) == pytest.approx(3 * SETTINGS.stemma.source_price)


def test_words_count_less_and_foreign_matter_more_than_among_few() -> None:
    tree: Parents = {0: None, 1: 0, 2: 0, 3: 0}
    words, foreign = of([[0, 1, 0, 0]])[0], of([[0, 1, 0, 0]], "content")[0]
    kinds = words, replace(words, kind="name"), foreign, replace(foreign, root=(0.0, 1.0))
    light, full, home, away = (float(settled(ledger([one], WORDS), tree).sum()) for one in kinds)
    assert light == pytest.approx(full * SETTINGS.stemma.many_words)
    assert away == pytest.approx(home * SETTINGS.stemma.many_foreign)


def test_the_weights_of_trees_are_shares_and_always_the_same() -> None:
    price = ledger(of([[0, 0, 1, 1]] * 5 + [[0, 1, 0, 0]] * 2 + [[1, 0, 0, 0]] * 3), WORDS)
    found = explored(price)
    assert found == explored(price)
    assert sum(share for share, _ in found.weighed) == pytest.approx(1)
    assert found.weighed[0][1] == found.best.tree
