"""The measure of adds, on made-up reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.measures import adds
from bench.piles import Made
from bench.task import Task

BASE = [
    f"The harbour board of ward {at} met on day {at % 28 + 1} and voted {at + 3} to 2 for a new quay. "
    f"Its head said that ship {at * 7} would lie there by spring, at a cost of {at + 11} million crowns."
    for at in range(60)
]


def test_a_pile_is_drawn_in_two_and_nothing_is_lost() -> None:
    made = [Made(f"r{at}", "r", "original", "", "") for at in range(50)]
    stands, later = adds.drawn(made, 7)
    assert len(later) == 7
    assert sorted(row.id for row in stands + later) == sorted(row.id for row in made)
    assert adds.drawn(made, 7) == (stands, later)


def test_a_small_store_has_no_row(tmp_path: Path) -> None:
    assert adds.figures(Task(tmp_path), "made-up", BASE, adds.LEAST - 1) == []


def test_an_add_is_measured_beside_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adds, "LEAST", 10)
    monkeypatch.setattr(adds, "MORE", 5)
    store = tmp_path / "kept.retold"
    first = adds.figures(Task(tmp_path, jobs=1), "made-up", BASE, 40, store)
    assert [figure.name.split(":")[0] for figure in first] == ["add"] * 4
    assert all(figure.value for figure in first)
    before = (store / "manifest.json").read_bytes()
    again = adds.figures(Task(tmp_path, jobs=1), "made-up", BASE, 40, store)
    assert len(again) == 3
    assert (store / "manifest.json").read_bytes() == before


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    said = adds.command(1, "add", str(tmp_path / "nothing.retold"), str(tmp_path))
    assert isinstance(said, str)
    assert "no store here" in said
