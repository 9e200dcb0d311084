"""Compiled loops answer as the plain functions they are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

import retold
from retold.compiling import compiled, state


def _sum_of_squares(values: np.ndarray) -> int:
    total = 0
    for value in values:
        total += value * value
    return total


def test_a_compiled_loop_answers_as_the_plain_one() -> None:
    values = np.arange(50, dtype=np.int64)
    assert compiled(_sum_of_squares)(values) == _sum_of_squares(values)


def test_without_a_place_for_the_cache_it_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    real = numba.njit

    def refusing(*, cache: bool = False, nogil: bool = False) -> object:
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return real(nogil=nogil)

    monkeypatch.setattr(numba, "njit", refusing)
    assert compiled(_sum_of_squares)(np.arange(4, dtype=np.int64)) == 14


def test_what_is_kept_is_named_by_settings_and_loops(tmp_path: Path) -> None:
    def written(settings: str, loop: str) -> str:
        (tmp_path / "settings").mkdir(exist_ok=True)
        (tmp_path / "settings" / "collation.py").write_text(settings)
        (tmp_path / "room").mkdir(exist_ok=True)
        (tmp_path / "room" / "compiled_grams.py").write_text(loop)
        state.cache_clear()
        return state(tmp_path)

    first = written("limit = 3", "def loop(): ...")
    assert written("limit = 4", "def loop(): ...") != first, "a changed setting"
    assert written("limit = 3", "def loop(): return 1") != first, "a changed loop"
    assert written("limit = 3", "def loop(): ...") == first
    state.cache_clear()


def test_the_loops_stand_where_their_digest_looks_for_them() -> None:
    package = Path(retold.__file__).parent
    users = {path for path in package.rglob("*.py") if "compiling import compiled" in path.read_text()}
    assert users <= set(package.rglob("compiled*.py"))


def test_the_compilers_own_setting_is_left_as_it_was() -> None:
    config: Any = numba.config
    before = config.CACHE_DIR
    compiled(_sum_of_squares)
    assert before == config.CACHE_DIR
