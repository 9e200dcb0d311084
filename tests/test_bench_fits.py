"""The fits of the stemma: originals are read as they stand, and a regression finds what was put into the numbers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("bench")

from bench import fitting
from bench.fit_two import _shares, _three
from bench.logistic import fitted
from bench.originals import originals


def _lines(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_what_is_fitted_is_the_whole_file_or_one_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "retold/data").mkdir(parents=True)
    monkeypatch.setattr(fitting, "HOUSE", tmp_path)
    fitting.put("model", {"one": 1, "other": [2]})
    fitting.put("model", {"bias": 3}, "one")
    assert json.loads((tmp_path / "retold/data/model.json").read_text("utf-8")) == {"one": {"bias": 3}, "other": [2]}


def test_short_passages_are_joined_and_their_rewordings_kind_by_kind(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": f"p{at}", "original": f"one{at} " * 60, "variants": {"polish": f"two{at} " * 60}} for at in range(8)
    ]
    _lines(tmp_path / "collation/raidar/news.jsonl", rows)
    found = sorted(originals(tmp_path, 9), key=lambda one: one.base)
    assert [len(one.text.split()) for one in found] == [180, 180]
    assert [kind for kind, _ in found[0].tellings] == ["polish"]
    assert found[0].tellings[0][1].split()[0] == "two0"
    assert found[1].tellings[0][1].split()[-1] == "two5"


def test_a_pile_gives_originals_held_and_lost(tmp_path: Path) -> None:
    texts = [{"id": name, "text": f"text {name}"} for name in ("a", "b", "c", "d", "e")]
    _lines(tmp_path / "families/sheepdog/reports.jsonl", texts)
    _lines(
        tmp_path / "families/sheepdog/truth.jsonl",
        [
            {"a": "a", "b": "b", "relation": "derived", "kind": "neutral", "direction": "a>b"},
            {"a": "a", "b": "c", "relation": "derived", "kind": "angry", "direction": "a>b"},
            {"a": "b", "b": "c", "relation": "siblings", "kind": "ancestor_held"},
            {"a": "d", "b": "e", "relation": "siblings", "kind": "ancestor_lost"},
        ],
    )
    held, lost = originals(tmp_path, 9)
    assert (held.text, {text for _, text in held.tellings}) == ("text a", {"text b", "text c"})
    assert (lost.text, {text for _, text in lost.tellings}) == ("", {"text d", "text e"})


def test_a_regression_finds_the_side_that_is_put_in() -> None:
    drawn = np.random.default_rng(1)
    inputs = drawn.normal(size=(400, 2))
    truth = (inputs[:, 0] > 0).astype(float)
    beta = fitted(inputs, truth, np.ones(400), 0.001)
    assert beta[0] > 3 > abs(beta[1])


def test_the_model_of_two_knows_a_source_from_its_copy_whichever_comes_first() -> None:
    drawn = np.random.default_rng(2)
    lead = np.r_[drawn.normal(3, 1, 200), drawn.normal(0, 0.5, 200)]
    both = np.stack([np.c_[np.ones(400), lead], np.c_[np.ones(400), -lead]], axis=1)
    truth = np.r_[np.zeros(200), np.full(200, 2)].astype(np.int64)
    beta = _three(both, truth, np.ones(400))
    shares = _shares(beta, both)
    assert (shares.argmax(axis=1) == truth).mean() > 0.9
    assert np.allclose(_shares(beta, both[:, ::-1])[:, [1, 0, 2]], shares)
