"""Arbitrary bytes under every ending: never an exception, everything accounted for, and storable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retold.errors import UnreadableInput
from retold.glossary import Quarantined, Report
from retold.identity import report_key
from retold.reading import from_rows, read, read_text
from retold.reading.formats import READERS

from .reports import written

SCRAPS = st.sampled_from(
    b'id,text\n|{"id": 1, "text": "a"}\n|id\ttext\n|"|,|\n|\r|\t|\0|PAR1|{|}|\xff\xfe|\xef\xbb\xbf|\xc3\xa9'.split(b"|")
    + rb"\ud800|1,a|%PDF-|[|]| ".split(b"|")
)
CONTENT = st.one_of(st.binary(max_size=300), st.lists(SCRAPS | st.binary(max_size=5), max_size=20).map(b"".join))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@settings(max_examples=150, deadline=None)
@given(raw=CONTENT, suffix=st.sampled_from(sorted(READERS)))
@example(raw=b'id,text\n1,"a\n\n', suffix="csv")
@example(raw=b"\xff\xfei\0", suffix="csv")
def test_arbitrary_bytes_are_accounted_for(folder: Path, raw: bytes, suffix: str) -> None:
    path = written(folder / ("a." + suffix if suffix else "a"), raw)
    rows = list(read(path))
    assert rows == list(read(path))
    for row in rows:
        json.dumps([getattr(row, name) for name in row.__slots__], ensure_ascii=False).encode("utf-8")
        if isinstance(row, Report):
            assert row.report == report_key(row.id, row.text)
            assert row.text.strip()
        else:
            assert row.message.isprintable()
            assert row.error
    if suffix in ("jsonl", "ndjson") and b"\0" not in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        seen = sum(1 for line in raw.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip())
        assert len(rows) == seen or any(row.place == "" for row in rows if isinstance(row, Quarantined))
    if suffix in ("", "txt"):
        assert len(rows) == 1


@settings(max_examples=60, deadline=None)
@given(raw=CONTENT)
def test_one_text_is_a_report_or_one_clear_line(folder: Path, raw: bytes) -> None:
    path = written(folder / "one.txt", raw)
    try:
        said = read_text(path).text
    except UnreadableInput as error:
        said = str(error).partition(": ")[2]
    assert said


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.dates() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(row=st.dictionaries(st.sampled_from(["id", "text", "source", "published", "zone", "x"]), VALUES))
def test_arbitrary_rows_are_accounted_for(row: dict[str, object]) -> None:
    (found,) = from_rows([row])
    assert found == next(from_rows([dict(reversed(row.items()))]))
    if isinstance(found, Report) and found.extra is not None:
        assert list(json.loads(found.extra)) == sorted(json.loads(found.extra))
        found.extra.encode("utf-8")


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv", "txt"])
@pytest.mark.parametrize("scrap", [b'"', b'"\n', b",", b"{", b'{"a":', b"\r", b"\n", b'a""b,"""c\n', b"\xe9", b'x,"\n'])
def test_a_long_run_of_one_scrap_is_passed_quickly(tmp_path: Path, suffix: str, scrap: bytes) -> None:
    content = b"id,text\n" + scrap * (300_000 // len(scrap))
    rows = list(read(written(tmp_path / f"a.{suffix}", content)))
    assert rows or (suffix in ("csv", "tsv") and not scrap.strip())
