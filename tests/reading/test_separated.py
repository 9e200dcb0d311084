"""CSV and TSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.reading import read
from retold.settings import SETTINGS

from .reports import Pile, pile, written


def table(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> Pile:
    return pile(written(tmp_path / name, content))


def test_cells_are_kept_exactly(tmp_path: Path) -> None:
    content = 'id,text,zone,source\r\n1,"Two ships, ""met""\r\n\r\nat noon. ",,Post\r\n2,plain,north,\r\n\r\n'
    found = table(tmp_path, content)
    assert [r.text for r in found.reports] == ['Two ships, "met"\r\n\r\nat noon. ', "plain"]
    assert [(r.source, r.extra) for r in found.reports] == [("Post", None), (None, '{"zone":"north"}')]
    assert found.bad == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "id;text\n1;Two ships, it says, met\n"),
        ("a.csv", "id\ttext\n1\tTwo ships, it says, met\n"),
        ("a.csv", 'id,text\n1,"Two ships, it says, met"'),
        ("a.csv", 'id , text\n1,"Two ships, it says, met"'),
        ("a.csv", 'id,text\r1,"Two ships, it says, met"\r'),
        ("a.tsv", "id\ttext\n1\tTwo ships, it says, met\n"),
        ("a.tsv", 'id\ttext\n1\t"Two ships, it says, met"\n'),
    ],
)
def test_separators_and_line_ends(tmp_path: Path, name: str, content: str) -> None:
    (report,) = table(tmp_path, content, name).reports
    assert (report.id, report.text) == ("1", "Two ships, it says, met")


def test_a_tsv_without_quoting_keeps_its_quotation_marks(tmp_path: Path) -> None:
    found = table(tmp_path, 'id\ttext\n1\t"We are ready," he said.\n2\t"So am I.\n3\tplain\n', "a.tsv")
    assert [r.text for r in found.reports] == ['"We are ready," he said.', '"So am I.', "plain"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (report,) = table(tmp_path, "id,text\n1,The old café was closed\n".encode(encoding)).reports
    assert report.text == "The old café was closed"
    assert report.extra == ('{"encoding":"cp1252"}' if encoding == "cp1252" else None)


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        ("", "empty", "no header"),
        ("\n\n", "empty", "no header"),
        ("id,body\n1,x\n", "missing column", "the columns are: id, body; say which: --column text=body"),
        ("id;content\n1;x\n", "missing column", "the columns are: id, content; say which: --column text=content"),
        ("id,text,text\n1,x,y\n", "header", "'text' twice"),
        (b"PK\x03\x04", "binary", "zip"),
        ('id,"text\n1,x\n', "quotes", "line 1"),
        (b"id,te\0xt\n1,x\n", "binary", "NUL"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_row(tmp_path: Path, content: str | bytes, error: str, said: str) -> None:
    found = table(tmp_path, content)
    assert found.reports == []
    assert found.errors == [("", error)]
    assert said in found.bad[0].message


def test_a_named_column_must_be_there(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id,text\n1,x\n")
    found = pile(path, {"source": "outlet"})
    assert "no column 'outlet'" in found.bad[0].message
    assert "--column source=NAME" in found.bad[0].message


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"2,a,b", "ragged"),
        (b"2", "ragged"),
        (b"2,", "empty"),
        (b",", "empty"),
        (b"2,nul \0 here", "binary"),
        (b"2,caf\xc3\xa9 \xc3", "encoding"),
        (b'2,"He said "no" today"', "quotes"),
        (b'2,"never closed', "quotes"),
        (b"2,a bare\rreturn", "quotes"),
    ],
)
def test_a_bad_row_is_set_aside_and_the_next_is_read(tmp_path: Path, line: bytes, error: str) -> None:
    found = table(tmp_path, b"id,text\n1,first\n" + line + b"\n3,third\n4,fourth\n")
    assert found.ids == ["1", "3", "4"]
    assert found.errors == [("line 3", error)]


def test_the_rest_of_a_broken_text_is_not_taken_for_reports(tmp_path: Path) -> None:
    content = 'id,text\n1,first\n2,"He said ""no"".\nShe said, "yes".\nThen, nothing happened.\nThe end"\n3,third\n'
    found = table(tmp_path, content)
    assert found.ids == ["1", "3"]
    assert found.errors == [("lines 3 to 6", "quotes")]


def test_a_quote_that_is_never_closed_costs_one_line_of_a_long_file(tmp_path: Path) -> None:
    rows = "".join(f"{n},row {n}\n" for n in range(20_000))
    found = table(tmp_path, f'id,text\nx,"open\n{rows}')
    assert len(found.reports) == 20_000
    assert found.errors == [("line 2", "quotes")]


def test_a_row_of_thirty_megabytes(tmp_path: Path) -> None:
    long = b"word " * (SETTINGS.reading.largest_record // 4)
    found = table(tmp_path, b'id,text\n1,"' + long + b'"\n2,second\n')
    assert found.ids == ["2"]
    assert found.errors == [("line 2", "too long")]


def test_the_field_limit_of_the_process_is_left_alone(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = written(tmp_path / "a.csv", "id,text\n1," + "word " * 100_000 + "\n2,x\n")
    assert [csv.field_size_limit() for _ in read(path)] == [before, before]


def test_formulas_are_text_like_any_other(tmp_path: Path, data: Path) -> None:
    lines = (data / "reliability" / "csv-xml" / "csv-payload.txt").read_text("utf-8").splitlines()
    payloads = [line for line in lines if line.strip()]
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], *((str(n), text) for n, text in enumerate(payloads))])
    assert [r.text for r in table(tmp_path, out.getvalue()).reports] == payloads


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)


@given(texts=st.lists(CELLS, max_size=8), mark=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n"]))
def test_what_the_csv_module_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], mark: str, end: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["id", "text"], *((f"r{n}", text) for n, text in enumerate(texts))])
    found = table(tmp_path_factory.mktemp("csv"), out.getvalue())
    assert [r.text for r in found.reports] == texts
    assert found.bad == []
