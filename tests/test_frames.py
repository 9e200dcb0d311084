"""Frames of other libraries in, the same kind out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import retold
from retold.errors import UsageError

KINDS: dict[str, tuple[Callable[[list[dict[str, Any]]], Any], Callable[[Any], list[dict[str, Any]]]]] = {
    "pandas": (pd.DataFrame, lambda frame: frame.to_dict("records")),
    "polars": (pl.DataFrame, lambda frame: frame.to_dicts()),
    "arrow": (pa.Table.from_pylist, lambda frame: frame.to_pylist()),
    "dicts": (list, list),
    "duckdb": (
        lambda rows: duckdb.connect().from_arrow(pa.Table.from_pylist(rows)),
        lambda frame: [dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall()],
    ),
}


@pytest.fixture(scope="module")
def rows(harbour: Path) -> list[dict[str, Any]]:
    paths = sorted((harbour / "reports").glob("*.txt"))
    return [
        {"id": path.name, "desk": at, "text": path.read_text("utf-8")}
        for at, path in enumerate(paths)
        if path.name.startswith(("coast", "hathersby", "newsloom", "radio", "fishing"))
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_kind_comes_out_with_five_columns_more(kind: str, rows: list[dict[str, Any]]) -> None:
    make, take = KINDS[kind]
    given = make(rows)
    answer = retold.annotate(given)
    assert type(answer) is type(given)
    found = take(answer)
    assert [(row["id"], row["desk"], row["text"]) for row in found] == [
        (row["id"], row["desk"], row["text"]) for row in rows
    ]
    assert set(found[0]) == {"id", "desk", "text", "family", "keeper", "making", "borrowed", "credit"}
    families = {row["family"] for row in found if isinstance(row["family"], str)}
    assert len(families) == 1
    kept = [row for row in found if row["keeper"]]
    singles = [row for row in found if not isinstance(row["family"], str)]
    assert len(kept) == len(singles) + len(families)


def test_all_kinds_say_the_same(rows: list[dict[str, Any]]) -> None:
    said = {}
    for kind, (make, take) in KINDS.items():
        found = take(retold.annotate(make(rows)))
        said[kind] = [(row["id"], row["family"] if isinstance(row["family"], str) else None) for row in found]
    assert all(answer == said["dicts"] for answer in said.values())


def test_a_column_can_be_named(rows: list[dict[str, Any]]) -> None:
    frame = pl.DataFrame([{"body": row["text"]} for row in rows])
    answer = retold.annotate(frame, columns={"text": "body"})
    assert answer["family"].drop_nulls().n_unique() == 1
    with pytest.raises(UsageError, match="no column 'text' among body"):
        retold.annotate(frame)


def test_rows_without_a_text_have_no_family_and_keep_their_place() -> None:
    frame = pl.DataFrame({"text": ["", None, "The council met on Monday and said nothing of it."]})
    answer = retold.annotate(frame)
    assert answer["keeper"].to_list() == [False, False, True]


def test_an_empty_frame() -> None:
    assert retold.annotate([]) == []  # type: ignore[comparison-overlap]
    assert retold.annotate(pl.DataFrame({"text": []}, schema={"text": pl.String})).columns[-5:] == [
        "family",
        "keeper",
        "making",
        "borrowed",
        "credit",
    ]


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(UsageError, match="give a pandas or polars frame"):
        retold.annotate(42)  # type: ignore[type-var]
    with pytest.raises(UsageError, match="collect"):
        retold.annotate(pl.LazyFrame({"text": ["a"]}))
    with pytest.raises(UsageError, match="already"):
        retold.annotate([{"text": "a", "family": "b"}])


def test_a_text_that_is_held_already_is_not_copied(rows: list[dict[str, Any]]) -> None:
    from retold import frames

    held = frames.handle(rows)
    reports = frames.reports_of(held, None)
    assert all(report is not None and report.text is row["text"] for report, row in zip(reports, rows, strict=True))


def test_a_frame_of_keepers_has_every_report_once(rows: list[dict[str, Any]]) -> None:
    frame = pd.DataFrame([*rows, rows[0], {"id": "blank", "text": ""}])
    kept = retold.annotate(frame).query("keeper")
    assert kept["id"].is_unique
    assert "blank" not in set(kept["id"])


def test_columns_that_are_not_there_are_said() -> None:
    rows = [{"text": "The council met on Monday."}]
    with pytest.raises(UsageError, match="called 'foo'"):
        retold.annotate(rows, columns={"foo": "text"})
    with pytest.raises(UsageError, match="no column 'outlet'"):
        retold.annotate(rows, columns={"source": "outlet"})
    with pytest.raises(UsageError, match="same name"):
        retold.annotate(pd.DataFrame([["a", "b"]], columns=["text", "text"]))
    numbered = pd.DataFrame([["The council met on Monday.", 1]], columns=["text", 0])
    assert list(retold.annotate(numbered).columns)[:2] == ["text", 0]


def test_a_relation_keeps_its_types_and_odd_names() -> None:
    relation = duckdb.connect().sql(
        "SELECT 'The council met on Monday.' AS text, TIMESTAMPTZ '2024-03-12 09:41:00+00' AS published, 1.5 AS \"x y\""
    )
    answer = retold.annotate(relation)
    assert [str(kind) for kind in answer.types][:3] == [str(kind) for kind in relation.types]
    assert answer.columns[2] == "x y"
    with pytest.raises(UsageError, match="family"):
        retold.annotate(duckdb.connect().sql("SELECT 'a' AS text, 'b' AS Family"))
