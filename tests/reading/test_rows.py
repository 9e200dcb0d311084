"""Rows in memory: dicts, data frames, and the values that libraries put into them."""

from __future__ import annotations

import datetime
import json
import math
import uuid
from decimal import Decimal

import pytest

from retold.errors import UsageError
from retold.glossary import Quarantined, Report
from retold.reading import from_rows


def one(**values: object) -> Report:
    (row,) = from_rows([{"text": "A ship.", **values}])
    assert isinstance(row, Report), row
    return row


def refused(value: object) -> Quarantined:
    (row,) = from_rows([value])  # type: ignore[list-item]
    assert isinstance(row, Quarantined)
    return row


def test_missing_values_are_missing() -> None:
    numpy = pytest.importorskip("numpy")
    pandas = pytest.importorskip("pandas")
    for nothing in (
        None,
        math.nan,
        numpy.float32("nan"),
        pandas.NA,
        pandas.NaT,
        Decimal("nan"),
        numpy.datetime64("NaT"),
    ):
        report = one(id=nothing, source=nothing, zone=nothing, headline="")
        assert report.id.startswith("rows:")
        assert (report.source, report.extra, report.headline) == (None, None, None)
        assert refused({"id": 1, "text": nothing}).error == "empty"


def test_values_become_text() -> None:
    numpy = pytest.importorskip("numpy")
    key = uuid.UUID(int=7)
    assert one(id=key).id == str(key)
    assert one(id=numpy.int64(12)).id == "12"
    assert one(id=12.0).id == "12"
    assert one(id=Decimal("1.50")).id == "1.50"
    assert one(published=datetime.date(2022, 9, 14)).published == "2022-09-14"
    assert one(published=numpy.datetime64("2022-09-14T12:00:00", "ns")).published == "2022-09-14T12:00:00"
    assert one(source={"name": "Post", "id": 1}).source == '{"id":1,"name":"Post"}'


def test_other_columns_become_canonical_json() -> None:
    numpy = pytest.importorskip("numpy")
    report = one(
        b=numpy.array([1.5, math.nan]),
        a={2: "x", "y": {datetime.date(2022, 9, 14): Decimal("1.0")}},
        c={"q", "p"},
        d=math.inf,
        e=datetime.timedelta(hours=1),
        f=b"\xff",
    )
    assert json.loads(report.extra or "") == {
        "a": {"2": "x", "y": {"2022-09-14": "1.0"}},
        "b": [1.5, None],
        "c": ["p", "q"],
        "d": "inf",
        "e": "1:00:00",
        "f": "ff",
    }


def test_frames_read_like_dicts() -> None:
    pandas = pytest.importorskip("pandas")
    rows = [{"id": 1, "text": "A ship.", "n": 2}, {"id": 2, "text": "Another.", "n": 3}]
    assert list(from_rows(pandas.DataFrame(rows).to_dict("records"))) == list(from_rows(rows))


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"text": b"bytes"}, "text"),
        ({"text": 5}, "text"),
        ({}, "missing column"),
        ("a string", "row"),
        (None, "row"),
        ({"text": "a", "id": [1]}, "id"),
        ({"text": "a", "id": "a" * 1_001}, "id"),
        ({"text": "a", "zone": object()}, "value"),
        ({"text": "a", "zone": "\ud800"}, "encoding"),
        ({"text": "a", "source": "\ud800"}, "encoding"),
        ({"text": "\udfff"}, "encoding"),
    ],
)
def test_bad_rows_are_set_aside(row: object, error: str) -> None:
    found = refused(row)
    assert (found.origin, found.place, found.error) == ("rows", "record 1", error)


def test_a_row_that_holds_itself() -> None:
    knot: list[object] = []
    knot.append(knot)
    assert refused({"text": "a", "zone": knot}).error == "value"


def test_columns_are_mapped_and_wrong_fields_told() -> None:
    (row,) = from_rows([{"body": "A ship.", "uid": 3}], {"text": "body", "id": "uid"}, origin="frame")
    assert isinstance(row, Report)
    assert (row.id, row.text, row.extra) == ("3", "A ship.", None)
    with pytest.raises(UsageError, match="the fields are"):
        from_rows([], {"txt": "body"})
