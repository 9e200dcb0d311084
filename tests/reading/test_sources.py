"""Folders, links, odd names, pipes: what is read, under which id, and once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from retold.errors import MissingInput, UsageError
from retold.reading import read, sizes

from .reports import pile, written

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or free file names")


def test_ids_are_paths_below_the_folder_given(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/no suffix", "a/v1.2 draft", "a/telling.001"):
        written(tmp_path / name, f"Text of {name}.")
    assert pile(tmp_path).ids == ["a/b/no suffix", "a/telling.001", "a/v1.2 draft", "a/z.md", "b.txt"]
    assert pile(tmp_path / "a").ids == ["b/no suffix", "telling.001", "v1.2 draft", "z.md"]
    assert pile(tmp_path / "b.txt").ids == ["b.txt"]


def test_files_given_by_themselves_are_told_apart(tmp_path: Path) -> None:
    given = [written(tmp_path / name, name) for name in ("x/a/one.txt", "y/a/one.txt", "y/two.txt")]
    assert sorted(pile(given).ids) == ["two.txt", "x/a/one.txt", "y/a/one.txt"]
    assert pile(given[::-1]) == pile(given)


def test_what_is_given_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "pile" / "a" / "one.txt", "One.")
    written(tmp_path / "pile" / "two.txt", "Two.")
    monkeypatch.chdir(tmp_path)
    inner = str(tmp_path / "pile" / "a" / "one.txt")
    for sources in (["pile", "pile"], ["pile", inner], [inner, "pile/a", "pile"], ["pile", "./pile/../pile"]):
        assert pile(sources).ids == ["a/one.txt", "two.txt"], sources
        assert sizes(sources) == 8


def test_a_path_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    for missing in (tmp_path / "none", "no\0name", "x" * 5000, tmp_path / "none" / "x.txt"):
        with pytest.raises(MissingInput, match="check the path"):
            read([tmp_path, missing])
    with pytest.raises(UsageError, match="'body'"):
        read(tmp_path, {"body": "text"})


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(read(tmp_path)) == []
    assert sizes(tmp_path) == 0


def test_hidden_files_and_stores_are_passed_over_in_a_folder(tmp_path: Path) -> None:
    written(tmp_path / ".DS_Store", b"\0\0\0\1")
    written(tmp_path / ".git" / "notes.txt", "hidden")
    written(tmp_path / "desk.retold" / "reports.parquet", b"PAR1")
    written(tmp_path / "a.txt", "A ship.")
    assert pile(tmp_path).ids == ["a.txt"]
    assert pile(tmp_path).bad == []
    assert pile([tmp_path, tmp_path / ".git" / "notes.txt"]).ids == ["a.txt", "notes.txt"]
    assert pile(tmp_path / ".git").ids == ["notes.txt"]
    assert pile(tmp_path / "desk.retold").errors == [("", "unsupported")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.pdf", "pdftotext"),
        ("a.jpg", "give the text"),
        ("a.HTML", "trafilatura"),
        ("a.json", ".jsonl"),
        ("a.txt.gz", "unpack it first"),
        ("a.story", "let its name end in .txt"),
    ],
)
def test_other_kinds_are_set_aside_with_advice(tmp_path: Path, name: str, said: str) -> None:
    written(tmp_path / name, "A text.")
    (row,) = pile(tmp_path).bad
    assert row.error == "unsupported"
    assert said in row.message


def test_an_unknown_kind_given_by_itself_is_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.story", "A ship.")
    assert pile(path).ids == ["a.story"]
    assert pile([tmp_path, path]).ids == ["a.story"]


@posix
@pytest.mark.parametrize(
    "name",
    ["a[1].txt", "*.txt", "-rf.txt", "--help", "a b\tc.txt", "new\nline.txt", "'; DROP.txt", "e\u0301.txt", "%s"],
)
def test_odd_names_are_literal(tmp_path: Path, name: str) -> None:
    written(tmp_path / name, "A ship.")
    written(tmp_path / "a1.txt", "Another.")
    assert set(pile(tmp_path).ids) == {name, "a1.txt"}
    assert pile(tmp_path / name).ids == [name]


@posix
def test_a_name_that_is_no_unicode_is_set_aside(tmp_path: Path) -> None:
    try:
        written(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")), "A ship.")
    except OSError:
        pytest.skip("this file system takes no such name")
    (row,) = pile(tmp_path).bad
    assert row.error == "file name"
    assert row.origin.endswith("caf\\udce9.txt")


@posix
def test_links(tmp_path: Path) -> None:
    written(tmp_path / "pile" / "a.txt", "A.")
    written(tmp_path / "pile" / "sub" / "b.txt", "B.")
    written(tmp_path / "far" / "c.txt", "C.")
    here = tmp_path / "pile"
    (here / "again.txt").symlink_to("a.txt")
    (here / "sub" / "loop").symlink_to("..")
    (here / "sub" / "self").symlink_to("self")
    (here / "broken.txt").symlink_to("nowhere")
    (here / "out").symlink_to(tmp_path / "far")
    (here / "out2").symlink_to(tmp_path / "far")
    (tmp_path / "far" / "back").symlink_to(here)
    found = pile(here)
    assert found.ids == ["a.txt", "out/c.txt", "sub/b.txt"]
    assert [(Path(row.origin).name, row.error) for row in found.bad] == [
        ("broken.txt", "missing"),
        ("self", "unreadable"),
    ]
    assert pile([tmp_path / "far", here]).ids == ["c.txt", "a.txt", "sub/b.txt"]
    assert pile(here / "again.txt").ids == ["again.txt"]


@posix
def test_pipes_and_devices_never_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert pile(tmp_path).errors == [("", "not a file")]
    assert pile(tmp_path / "pipe.txt").errors == [("", "not a file")]
    assert pile("/dev/null").errors == [("", "not a file")]


@posix
def test_what_may_not_be_read_is_set_aside(tmp_path: Path) -> None:
    locked = written(tmp_path / "locked" / "a.txt", "A.").parent
    written(tmp_path / "b.txt", "B.").chmod(0)
    locked.chmod(0)
    try:
        if os.access(locked, os.R_OK):
            pytest.skip("this user may read everything")
        found = pile(tmp_path)
        assert found.errors == [("", "permission"), ("", "permission")]
    finally:
        locked.chmod(0o700)


def test_an_error_of_the_disk_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from retold.reading import jsonl

    def failing(*_: object) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(jsonl, "blocks", failing)
    written(tmp_path / "a.jsonl", '{"text": "a"}')
    written(tmp_path / "b.txt", "B.")
    found = pile(tmp_path)
    assert found.ids == ["b.txt"]
    assert "Input/output error" in found.bad[0].message


def test_a_deep_folder(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    written(deep / "a.txt", "A.")
    assert pile(tmp_path).ids == ["d/" * 300 + "a.txt"]


def test_progress_adds_up_to_the_sizes(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "A ship. " * 100_000)
    written(tmp_path / "b.jsonl", '{"text": "x"}\n' * 1000)
    written(tmp_path / "c.csv", "id,body\n1,x\n")
    written(tmp_path / "d.pdf", "%PDF-")
    written(tmp_path / "e.parquet", "PAR1....")
    told: list[int] = []
    assert len(list(read(tmp_path, progress=told.append))) == 1004
    assert sum(told) == sizes(tmp_path)
    assert sizes([tmp_path, "-"]) is None


def test_naughty_strings_as_ids_and_texts(tmp_path: Path, data: Path) -> None:
    import json

    strings = json.loads((data / "reliability" / "blns" / "blns.json").read_text("utf-8"))
    lines = "\n".join(json.dumps({"id": text, "text": f"x{text}", "zone": text}) for text in strings)
    found = pile(written(tmp_path / "a.jsonl", lines))
    assert len(found.reports) + len(found.bad) == len(strings)
    assert [r.text for r in found.reports] == [f"x{text}" for text in strings]
