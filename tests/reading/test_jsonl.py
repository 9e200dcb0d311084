"""JSON Lines: a bad line is set aside, the next one is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retold.reading import refusals
from retold.settings import SETTINGS

from .reports import pile, written

GOOD = '{"id": "good", "text": "Two ships met at noon."}'


def test_columns_are_read_and_the_others_travel(tmp_path: Path) -> None:
    record = {
        "uid": 12,
        "text": "Two ships met.\r\n",
        "source": "The Post",
        "headline": "",
        "url": None,
        "published": "2022-09-14",
        "zone": {"b": [1, 2.5, None], "a": "Žižkov"},
        "desk": None,
    }
    path = written(tmp_path / "a.jsonl", json.dumps(record) + "\n\n")
    (report,) = pile(path, {"id": "uid"}).reports
    assert (report.id, report.text, report.source) == ("12", "Two ships met.\r\n", "The Post")
    assert (report.headline, report.url, report.published) == (None, None, "2022-09-14")
    assert report.extra == '{"zone":{"a":"Žižkov","b":[1,2.5,null]}}'


def test_a_mapped_column_is_not_read_twice(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", '{"id": "1", "text": "summary", "body": "The full text.", "url": "x"}')
    (report,) = pile(path, {"text": "body", "source": "url"}).reports
    assert (report.text, report.source, report.url) == ("The full text.", "x", None)
    assert report.extra == '{"text":"summary"}'


@pytest.mark.parametrize(
    ("line", "error", "said"),
    [
        ("{broken", "json", "not valid JSON at column 2"),
        ('{"text": "a"} extra', "json", "Extra data"),
        ("[1]", "json", "a list, not an object"),
        ('"text"', "json", "a string"),
        ("12", "json", "a number"),
        ("null", "json", "null"),
        ('{"text": "a", "n": NaN}', "json", "NaN is not JSON"),
        ('{"text": "a", "n": -Infinity}', "json", "-Infinity"),
        ('{"text": "a", "text": "b"}', "json", "'text' stands twice"),
        ('{"text": "a", "n": ' + "[" * 100_000 + "]" * 100_000 + "}", "json", "nested too deeply"),
        ('{"text": "a", "n": ' + "9" * 10_000 + "}", "json", "too long"),
        ('{"id": "1"}', "missing column", "no column 'text'; the columns are: id; say which: --column text=NAME"),
        ('{"id": "1", "Body": "x"}', "missing column", "--column text=Body"),
        ('{"text": null}', "empty", "is empty"),
        ('{"text": " \\n "}', "empty", "no text"),
        ('{"text": 5}', "text", "a number, not a text"),
        ('{"text": ["a"]}', "text", "a list"),
        ('{"text": "half \\ud800 a character"}', "encoding", "lone surrogate) at offset 5"),
        ('{"text": "a", "x": "\\udc00"}', "encoding", "a column has half a character"),
        ('{"text": "a", "id": "\\udc00"}', "encoding", "the id"),
        ('{"text": "a\\u0000b"}', "binary", "NUL character at offset 1"),
        ('{"text": "a", "id": "x\\u0000"}', "id", "NUL"),
        ('{"text": "a", "id": true}', "id", "true or false"),
        ('{"text": "a", "id": ["x"]}', "id", "a list"),
        ('{"text": "a", "id": {}}', "id", "an object"),
    ],
)
def test_a_bad_line_is_set_aside_and_the_next_is_read(tmp_path: Path, line: str, error: str, said: str) -> None:
    path = written(tmp_path / "a.jsonl", f"{GOOD}\n{line}\n{GOOD}\n")
    found = pile(path)
    assert found.ids == ["good", "good"]
    assert found.errors == [("line 2", error)]
    assert said in found.bad[0].message
    assert found.bad[0].digest == refusals.raw_digest(f"{line}\n".encode())


def test_ids_of_all_kinds(tmp_path: Path) -> None:
    lines = ['"a/b c"', "7", "12.0", "0.5", "12345678901234567890123", "-3"]
    path = written(tmp_path / "a.jsonl", "\n".join(f'{{"text": "x", "id": {id}}}' for id in lines))
    assert pile(path).ids == ["a/b c", "7", "12", "0.5", "12345678901234567890123", "-3"]


def test_an_id_made_from_content_knows_no_order_of_lines_or_keys(tmp_path: Path) -> None:
    one, other = '{"text": "A ship.", "n": 1, "m": 2}', '{"text": "A ship.", "n": 3}'
    first = pile(written(tmp_path / "one" / "a.jsonl", f"{one}\n{other}"))
    turned = '{"m": 2, "n": 1, "id": "", "text": "A ship."}'
    second = pile(written(tmp_path / "two" / "a.jsonl", f"{other}\n{turned}"))
    assert sorted(first.ids) == sorted(second.ids)
    assert len(set(first.ids)) == 2
    assert all(id.startswith("a.jsonl:") for id in first.ids)


def test_a_line_of_fifty_megabytes_is_passed_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with open(path, "wb") as stream:
        stream.write(f"{GOOD}\n".encode() + b'{"text": "')
        for _ in range(50):
            stream.write(b"x" * 1_000_000)
        stream.write(f'"}}\n{GOOD}'.encode())
    found = pile(path)
    assert found.ids == ["good", "good"]
    assert found.errors == [("line 2", "too long")]
    assert path.stat().st_size > SETTINGS.reading.largest_record


def test_encodings_line_by_line(tmp_path: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "1", "text": "caf\xc3\xa9"}',
        b'{"id": "2", "text": "the old caf\xe9 closed"}',
        b'{"id": "3", "text": "caf\xc3\xa9 cut \xc3"}',
        b'{"id": "4", "text": "nul \0"}',
    ]
    found = pile(written(tmp_path / "a.jsonl", b"\r\n".join(lines)))
    assert [(r.id, r.text, r.extra) for r in found.reports] == [
        ("1", "café", None),
        ("2", "the old café closed", '{"encoding":"cp1252"}'),
    ]
    assert found.errors == [("line 3", "encoding"), ("line 4", "binary")]


def test_utf16_and_utf16_that_breaks_off(tmp_path: Path) -> None:
    raw = f"{GOOD}\n{GOOD}\n".encode("utf-16")
    assert pile(written(tmp_path / "a.jsonl", raw)).ids == ["good", "good"]
    found = pile(written(tmp_path / "a.jsonl", raw + b"x"))
    assert len(found.reports) + len(found.bad) >= 1
    assert found.bad[-1].error == "encoding"


@pytest.mark.parametrize("content", ['[\n{"text": "a"}\n]\n', '{\n"text": "a"\n}\n'])
def test_json_over_many_lines_is_told_once(tmp_path: Path, content: str) -> None:
    found = pile(written(tmp_path / "a.ndjson", content))
    assert found.errors == [("", "json")]
    assert "one record a line" in found.bad[0].message


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_records_is_told(tmp_path: Path, content: bytes) -> None:
    assert pile(written(tmp_path / "a.jsonl", content)).errors == [("", "empty")]


def test_the_json_test_suite(tmp_path: Path, data: Path) -> None:
    """What must be refused is refused; whatever comes, the line after it is read."""
    taken = []
    folder = data / "reliability" / "jsontestsuite" / "test_parsing"
    for case in sorted(folder.glob("*.json")):
        raw = case.read_bytes()
        line = raw.replace(b"\n", b" ").replace(b"\r", b" ")
        wrapped = b'{"text": "x", "value": ' + line + b"}\n" + GOOD.encode() + b"\n"
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        found = pile(written(tmp_path / "a.jsonl", wrapped))
        assert found.reports[-1].id == "good", case.name
        assert len(found.reports) + len(found.bad) == 2, case.name
        if case.name.startswith("n_") and len(found.reports) == 2:
            taken.append(case.name)
        if case.name.startswith("y_") and "duplicated" not in case.name and "surrogate" not in case.name.lower():
            assert len(found.reports) == 2, (case.name, found.bad)
    # Its fault is a line break inside a string, and a line of JSONL cannot have that.
    assert taken == ["n_string_unescaped_newline.json"]
