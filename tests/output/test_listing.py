"""Lists of rows in every form."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

from retold.output import listing


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a test."""

    name: str
    count: int
    share: float | None
    why: str


ROWS = [Row("=cmd()", 3, 0.5, "a | b"), Row("-x", -2, None, "long " * 30)]


def test_csv_has_no_cell_that_a_spreadsheet_would_run() -> None:
    found = list(csv.reader(io.StringIO(listing.as_csv(ROWS, Row))))
    assert found[0] == ["name", "count", "share", "why"]
    assert [row[0] for row in found[1:]] == ["'=cmd()", "'-x"]
    assert [row[1] for row in found[1:]] == ["3", "-2"], "numbers stay numbers"


def test_json_is_the_rows() -> None:
    assert json.loads(listing.as_json(ROWS))[1]["share"] is None


def test_markdown_escapes_what_would_part_cells() -> None:
    assert "a \\| b" in listing.as_markdown(ROWS, Row)


def test_text_is_aligned_and_never_cuts_the_reason() -> None:
    lines = listing.as_text(ROWS, Row).splitlines()
    assert lines[2].endswith("long long")
    assert lines[1].index("3") == lines[2].index("2")


def test_a_table_without_rows_has_its_head() -> None:
    assert listing.as_text([], Row).split() == ["name", "count", "share", "why"]
