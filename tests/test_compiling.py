"""Compiled loops answer as the plain functions they are made of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

import retold
from retold import compiling, guard
from retold.compiling import compiled, state


def _sum_of_squares(values: np.ndarray) -> int:
    total = 0
    for value in values:
        total += value * value
    return total


def test_a_compiled_loop_answers_as_the_plain_one() -> None:
    values = np.arange(50, dtype=np.int64)
    assert compiled(_sum_of_squares)(values) == _sum_of_squares(values)


@pytest.fixture
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Where compiled loops are kept is asked anew, and forgotten afterwards."""
    compiling.place.cache_clear()
    yield monkeypatch
    compiling.place.cache_clear()


def test_without_a_place_to_keep_it_a_loop_is_compiled_all_the_same(nothing_known: pytest.MonkeyPatch) -> None:
    nothing_known.setattr(compiling, "_places", lambda: iter([Path("/dev/null/nowhere")]))
    assert compiling.place() is None
    assert compiled(_sum_of_squares)(np.arange(4, dtype=np.int64)) == 14
    said: list[str] = []
    guard.before_building(said.append)
    assert len(said) == 1
    assert "NUMBA_CACHE_DIR" in said[0]


def test_the_first_folder_that_can_be_written_keeps_the_loops(
    nothing_known: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nothing_known.setattr(compiling, "_places", lambda: iter([Path("/dev/null/nowhere"), tmp_path]))
    assert compiling.place() == tmp_path / f"loops-{state()}"


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
def test_a_temporary_folder_that_others_may_write_is_not_trusted(
    nothing_known: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nothing_known.setattr(compiling, "gettempdir", lambda: str(tmp_path))
    own = tmp_path / f"retold-{os.getuid()}"
    assert own in set(compiling._places())
    own.chmod(0o777)
    assert own not in set(compiling._places())
    own.rmdir()
    own.symlink_to(tmp_path)
    assert own not in set(compiling._places())


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
