"""Compiled loops answer as the plain functions they are made of."""

from __future__ import annotations

import numba
import numpy as np
import pytest

from retold.compiling import compiled


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
