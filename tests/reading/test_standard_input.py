"""Standard input."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from retold.errors import UnreadableInput
from retold.reading import read_text

from .reports import pile


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> object:
    def give(raw: bytes) -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))

    return give


@pytest.mark.parametrize(
    ("raw", "ids", "errors"),
    [
        (b"A ship.", ["stdin"], []),
        (b'\n {"id": "1", "text": "A ship."}\n{"text"', ["1"], [("line 3", "json")]),
        (b'\xef\xbb\xbf{"id": "1", "text": "A ship."}', ["1"], []),
        ('{"id": "1", "text": "A ship."}'.encode("utf-16"), ["1"], []),
        (b"", [], [("", "empty")]),
        (b"%PDF-1.4", [], [("", "binary")]),
        (b"\xff\xfe\x00\xd8", [], [("", "encoding")]),
    ],
)
def test_json_lines_or_one_text(feed: object, raw: bytes, ids: list[str], errors: list[tuple[str, str]]) -> None:
    feed(raw)  # type: ignore[operator]
    found = pile(["-"])
    assert found.ids == ids
    assert found.errors == errors
    assert all(row.origin == "-" for row in found.bad)


def test_one_text_from_standard_input(feed: object) -> None:
    feed(b"A ship.")  # type: ignore[operator]
    assert read_text("-").text == "A ship."
    feed(b"")  # type: ignore[operator]
    with pytest.raises(UnreadableInput, match=r"^-: "):
        read_text("-")
