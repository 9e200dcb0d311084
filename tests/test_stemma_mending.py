"""Damage that is handed down keeps its price; a spelling that comes and goes has none."""

from __future__ import annotations

import numpy as np

from retold.settings import SETTINGS
from retold.stemma.evidence import Character
from retold.stemma.mending import mended, undone

STEPS = ((0.0, 1.0), (3.0, 0.0))
FIXED = ((0.0, 0.0), (2.0, 0.0))


def damaged(*rows: tuple[int, ...]) -> list[Character]:
    """Places at which state 1 is a damaged form."""
    return [Character("wording", row, STEPS, (0.0, 0.0), (f"x{at}",), FIXED, ((1, 0),)) for at, row in enumerate(rows)]


def test_damage_that_is_handed_down_is_not_undone() -> None:
    found = damaged(
        (1, 1, 1, 1, 0, 0, 0, 0), (1, 1, 0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 1, 1, 0, 0), (0, 0, 0, 0, 0, 1, -1, 0)
    )
    assert undone(found * 5) == 0
    assert mended(found * 5) == found * 5


def test_a_spelling_that_comes_and_goes_costs_nothing_to_undo() -> None:
    coins = np.random.default_rng(7).integers(0, 2, (40, 12))
    found = damaged(*(tuple(row) for row in coins.tolist()))
    assert undone(found) > 0.8
    assert {one.costs for one in mended(found)} == {((0.0, 1.0), (1.0, 0.0))}
    assert {one.fixed for one in mended(found)} == {((0.0, 0.0), (0.0, 0.0))}


def test_a_few_places_that_cross_prove_no_habit() -> None:
    found = damaged((1, 1, 0, 0), (0, 1, 1, 0))
    assert 0 < undone(found) < 0.3
    price = mended(found)[0].costs[1][0]
    assert 1 + SETTINGS.stemma.mending * 0.4 < price < 1 + SETTINGS.stemma.mending


def test_without_damage_nothing_changes() -> None:
    plain = [Character("wording", (0, 1, 1), STEPS, (0.0, 0.0), ("x",))]
    assert undone(plain) == 0
    assert mended(plain) == plain
    assert mended([]) == []
