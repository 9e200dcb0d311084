"""Parquet: rows of any shape, and files that are none."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .reports import pile, written

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def parquet(path: Path, columns: dict[str, Any]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_rows_and_their_other_columns(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "a.parquet",
        {
            "id": [1, 2],
            "text": ["Two ships met.\r\n", "Žižkov"],
            "published": [datetime.date(2022, 9, 14), None],
            "tags": [["b", "a"], None],
            "place": [{"lat": 1.5, "name": "Oslo"}, None],
            "price": [Decimal("1.10"), None],
            "score": [float("nan"), 0.5],
            "seen": [datetime.datetime(2022, 9, 14, 12, 30), None],
            "raw": [b"\x00\xff", None],
        },
    )
    found = pile(path)
    assert found.bad == []
    first, second = found.reports
    assert (first.id, first.text, first.published) == ("1", "Two ships met.\r\n", "2022-09-14")
    assert first.extra == (
        '{"place":{"lat":1.5,"name":"Oslo"},"price":"1.10","raw":"00ff","seen":"2022-09-14T12:30:00","tags":["b","a"]}'
    )
    assert (second.id, second.text, second.extra) == ("2", "Žižkov", '{"score":0.5}')


def test_names_are_read_literally(tmp_path: Path) -> None:
    for name in ("a[1].parquet", "a1.parquet", "*.parquet", "star*.parquet", "starred.parquet", "-rf?.parquet"):
        parquet(tmp_path / name, {"id": [name], "text": ["A ship."]})
    assert pile(tmp_path / "a[1].parquet").ids == ["a[1].parquet"]
    assert pile(tmp_path / "*.parquet").ids == ["*.parquet"]
    assert len(pile(tmp_path).ids) == len(set(pile(tmp_path).ids)) == 6


def test_missing_columns(tmp_path: Path) -> None:
    found = pile(parquet(tmp_path / "a.parquet", {"uid": [1], "body": ["x"]}))
    assert found.errors == [("", "missing column")]
    assert "--column text=body" in found.bad[0].message
    assert pile(tmp_path / "a.parquet", {"text": "body", "id": "uid"}).ids == ["1"]


def test_bad_rows_are_set_aside_one_by_one(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"id": [1, 2, 3, 4], "text": ["a", None, " ", "d"]})
    found = pile(path)
    assert found.ids == ["1", "4"]
    assert found.errors == [("record 2", "empty"), ("record 3", "empty")]


def test_many_rows_keep_their_order(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"id": list(range(5000)), "text": ["x"] * 5000})
    assert pile(path).ids == [str(n) for n in range(5000)]


def test_an_empty_table_has_no_reports(tmp_path: Path) -> None:
    columns = {"id": pa.array([], pa.string()), "text": pa.array([], pa.string())}
    parquet(tmp_path / "a.parquet", columns)
    found = pile(tmp_path / "a.parquet")
    assert (found.reports, found.bad) == ([], [])


@pytest.mark.parametrize(
    ("cut", "error"), [(0, "empty"), (3, "parquet"), (4, "parquet"), (0.5, "parquet"), (-1, "parquet")]
)
def test_a_file_that_breaks_off(tmp_path: Path, cut: float, error: str) -> None:
    raw = parquet(tmp_path / "whole.parquet", {"id": [1, 2], "text": ["a", "b"]}).read_bytes()
    kept = raw[: int(len(raw) * cut)] if 0 < cut < 1 else raw[: int(cut)]
    found = pile(written(tmp_path / "cut.parquet", kept))
    assert found.errors == [("", error)]
    assert "\n" not in found.bad[0].message


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    found = pile(written(tmp_path / "a.parquet", "id,text\n1,x\n"))
    assert found.errors == [("", "parquet")]


def test_damaged_files_of_the_arrow_project(data: Path) -> None:
    """None of them has our columns: each is one row of quarantine, or rows, and never an exception."""
    folder = data / "reliability" / "parquet-bad"
    files = sorted(folder.glob("*.parquet"))
    assert files
    for path in files:
        found = pile(path)
        assert found.reports == []
        assert len(found.bad) == 1, path.name
