"""Equal runs of two lines of words: the plain way and the compiled one say the same, and neither hangs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.changes import matching

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "the", "of"]), max_size=20)


@settings(deadline=None)
@given(st.lists(st.tuples(LINES, LINES), max_size=6))
def test_compiled_runs_are_the_plain_ones(pairs: list[tuple[list[str], list[str]]]) -> None:
    pytest.importorskip("numba")
    differing = [(left, right) for left, right in pairs if left != right]
    assert matching._compiled(differing) == matching._plain(differing)


@settings(deadline=None)
@given(LINES, LINES)
def test_runs_are_equal_words_in_order(left: list[str], right: list[str]) -> None:
    (runs,) = matching.matchings([(left, right)])
    at = against = 0
    for start, other, size in runs:
        assert at <= start
        assert against <= other
        assert left[start : start + size] == right[other : other + size]
        at, against = start + size, other + size


def test_lines_too_long_for_the_longest_run_are_laid_by_fewest_edits() -> None:
    left = [str(number) for number in range(900)]
    right = [*left[:400], "new", *left[400:]]
    assert matching.matchings([(left, right)]) == [[(0, 0, 400), (400, 401, 500)]]


def test_the_compiler_is_not_loaded_for_two_sentences() -> None:
    told = (
        "import sys; from retold.changes import matching as m; m.matchings([('a', 'b')]); print('numba' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "numba" not in ended.stdout.split()
