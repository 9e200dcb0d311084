"""One suite for every engine: the same rows in, the same rows out, in the same order."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator

import pytest

from retold.engines import Engine
from retold.engines.embedded import Embedded
from retold.engines.plain import Plain
from retold.words import keys


@pytest.fixture(params=["plain", "embedded-1", "embedded-3"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made: Engine = Plain() if request.param == "plain" else Embedded(int(request.param[-1]))
    yield made
    made.close()


def test_answers_come_in_the_order_of_the_batches(engine: Engine) -> None:
    batches = [f"word {number} of a batch" for number in range(40)]
    assert list(engine.each(keys, batches)) == [keys(batch) for batch in batches]


def test_no_batches_no_answers(engine: Engine) -> None:
    assert list(engine.each(keys, [])) == []


def test_an_engine_can_be_used_again(engine: Engine) -> None:
    assert list(engine.each(keys, ["a b"])) == [["a", "b"]]
    engine.close()
    assert list(engine.each(keys, ["c d"])) == [["c", "d"]]


def test_an_error_in_the_work_is_raised_here(engine: Engine) -> None:
    with pytest.raises(AttributeError):
        list(engine.each(keys, [None]))  # type: ignore[list-item]
    assert list(engine.each(keys, ["still here"])) == [["still", "here"]]


def test_an_unused_answer_does_not_block(engine: Engine) -> None:
    answers = iter(engine.each(keys, ["a", "b", "c", "d", "e", "f", "g", "h"]))
    assert next(answers) == ["a"]
    del answers
    assert list(engine.each(keys, ["z"])) == [["z"]]


@pytest.mark.parametrize("cut", [None, 40])
def test_a_worker_whose_parent_was_killed_ends_without_a_word(cut: int | None) -> None:
    """A kill closes both pipes: in the middle of an order, or before an answer that no buffer holds."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "retold.engines.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert worker.stdin
    assert worker.stdout
    assert worker.stderr
    worker.stdout.close()
    worker.stdin.write(pickle.dumps((keys, "word " * 100_000))[:cut])
    worker.stdin.close()
    assert worker.stderr.read() == b""
    worker.stderr.close()
    worker.wait()
