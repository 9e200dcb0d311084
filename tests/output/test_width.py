"""What is printed is as wide as the terminal, from 40 columns on; where nobody can say, 80."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from retold.cli import main
from retold.output import listing, width


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a test."""

    name: str
    count: int
    why: str


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, harbour: Path) -> Path:
    place = tmp_path_factory.mktemp("width") / "h.retold"
    assert CliRunner().invoke(main, ["build", str(harbour / "reports"), "-o", str(place)]).exit_code == 0
    return place


@pytest.mark.parametrize(("said", "expected"), [("40", 40), ("20", 40), ("200", 200), ("", None), ("wide", None)])
def test_the_width_is_what_the_terminal_says(monkeypatch: pytest.MonkeyPatch, said: str, expected: int | None) -> None:
    monkeypatch.setenv("COLUMNS", said)
    assert width.columns() == expected
    assert width.width() == min(80, expected or 80)


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
def test_no_answer_is_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, store: Path, harbour: Path, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.chdir(harbour)
    pair = ["reports/coast-courier.txt", "reports/newsloom.txt"]
    shown = ["show", str(store), "coast-courier.txt"]
    asked = (["compare", *pair], ["compare", *pair, "--all"], shown, ["families", str(store)], ["apart", str(store)])
    for arguments in (*asked, ["settings"]):
        lines = CliRunner().invoke(main, arguments).stdout.splitlines()
        assert lines
        assert max(map(len, lines)) <= columns, arguments
    handle = next(word for word in CliRunner().invoke(main, asked[0]).stdout.split() if word.startswith("c-"))
    explained = CliRunner().invoke(main, ["compare", *pair, "--explain", handle]).stdout
    assert max(map(len, explained.splitlines())) <= columns


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
@pytest.mark.parametrize("arguments", [["settings"], ["--help"]])
def test_a_terminal_is_asked_and_gets_no_colour(arguments: list[str]) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 46, 0, 0))
    own = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    command = [sys.executable, "-m", "retold", *arguments]
    running = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=own)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # how the end of a terminal is told
        while part := os.read(ours, 65536):
            said += part
    os.close(ours)
    assert running.wait() == 0
    assert b"\x1b" not in said
    assert 40 < max(map(len, said.decode().splitlines())) <= 46


def test_a_table_shrinks_then_its_reason_goes_on_below_then_rows_stand_under_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [Row("the ferry that was late again on Monday", 7, "nobody " * 9), Row("short", 12, "")]
    monkeypatch.setenv("COLUMNS", "78")
    wide = listing.as_text(rows, Row).splitlines()
    assert wide[0].split() == ["name", "count", "why"]
    assert wide[1].index(" 7 ") < wide[2].index("nobody"), "the reason goes on in its own column"
    monkeypatch.setenv("COLUMNS", "40")
    assert listing.as_text(rows, Row).splitlines()[:2] == ["name   the ferry that was late again on", "       Monday"]
    monkeypatch.delenv("COLUMNS")
    assert len(listing.as_text(rows, Row).splitlines()) == 3, "where nobody says, a row is a line"


@given(st.text(max_size=300), st.integers(0, 60), st.integers(40, 90))
def test_any_text_at_any_depth_comes_in_lines(text: str, depth: int, columns: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        lines = width.broken(text, " " * depth, " " * depth)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(len(line) <= max(columns, depth + width.TEXT) for line in lines)
