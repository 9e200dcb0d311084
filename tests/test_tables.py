"""Noun <-> columns <-> Parquet."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from retold import tables
from retold.glossary import TABLES, Kinship, Link, Locus, Quarantined, Report, Telling

LINKS = (
    Link("a", "b", 0, None, "dropped", False, 0.0),
    Link("a", "b", 1, 0, "reworded", True, 0.5, ((1, 2, 3, 4), (5, 6, 7, 8))),
)


def _read(noun: type, path: Path) -> list[object]:
    cursor = tables.connect().execute(f"SELECT * FROM {tables.scan([path], noun)}")
    return list(tables.rows(noun, cursor))


def test_every_noun_has_a_name_and_columns() -> None:
    assert tables.name(Report) == "reports"
    assert tables.name(Locus) == "loci"
    assert tables.name(Kinship) == "kinships"
    assert tables.name(Quarantined) == "quarantined"
    assert len(tables.nouns()) == len(TABLES)
    for noun in TABLES:
        assert all(column.type for column in tables.columns(noun))


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "links.parquet"
    tables.write(Link, LINKS, path)
    assert _read(Link, path) == list(LINKS)


def test_a_text_comes_back_as_it_was(tmp_path: Path) -> None:
    odd = "a\r\nb\u200b\U0001f600 “q” \ufeff\u202e'\""
    reports = [Report("k1", "1", odd), Report("k2", "2", "plain", source="x", extra='{"n": 1}')]
    tables.write(Report, reports, tmp_path / "r.parquet")
    assert _read(Report, tmp_path / "r.parquet") == reports


def test_a_table_of_no_rows_and_a_table_of_no_files(tmp_path: Path) -> None:
    tables.write(Telling, [], tmp_path / "t.parquet")
    assert _read(Telling, tmp_path / "t.parquet") == []
    assert list(tables.rows(Telling, tables.connect().execute(f"SELECT * FROM {tables.scan([], Telling)}"))) == []


@pytest.mark.parametrize("name", ["a[1].parquet", "st*r.parquet", "wh?t.parquet", "it's.parquet", "-o.parquet"])
def test_a_name_is_never_a_pattern(tmp_path: Path, name: str) -> None:
    tables.write(Link, LINKS[:1], tmp_path / "a1.parquet")
    tables.write(Link, LINKS[:1], tmp_path / "star.parquet")
    tables.write(Link, LINKS, tmp_path / name)
    assert _read(Link, tmp_path / name) == list(LINKS)
    assert sum(len(batch) for batch in tables.parquet_rows(str(tmp_path / name))) == 2


def test_half_a_file_is_a_value_error(tmp_path: Path) -> None:
    whole = tmp_path / "whole.parquet"
    tables.write(Link, LINKS, whole)
    half = tmp_path / "half.parquet"
    half.write_bytes(whole.read_bytes()[:100])
    with pytest.raises(ValueError, match=r"."):
        list(tables.parquet_rows(str(half)))


def test_content_knows_no_order() -> None:
    digests = [tables.row_digest(row) for row in LINKS]
    assert tables.content(digests) == tables.content(reversed(digests))
    assert tables.content(digests) != tables.content(digests[:1])


def test_what_a_connection_makes_for_itself_no_other_sees() -> None:
    one, other = tables.connect(), tables.connect()
    one.execute("CREATE TEMP TABLE own AS SELECT 1 AS a")
    with pytest.raises(duckdb.CatalogException):
        other.execute("SELECT * FROM own")
    one.close()
    assert other.execute("SELECT 2").fetchall() == [(2,)]


def test_an_engine_that_gave_up_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    first = tables._engine()
    plainly, calls = tables._connection, iter([duckdb.FatalException("invalidated"), None])

    def once() -> duckdb.DuckDBPyConnection:
        error = next(calls)
        if error is not None:
            raise error
        return plainly()

    monkeypatch.setattr(tables, "_connection", once)
    assert tables.connect().execute("SELECT 3").fetchall() == [(3,)]
    assert tables._engine() is not first
