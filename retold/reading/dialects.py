"""How a CSV or TSV file is written: its separator, its line end, and whether it uses quotes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .records import Columns


@dataclass(frozen=True, slots=True)
class Dialect:
    """The way in which one file is written."""

    delimiter: str
    end: bytes
    quoted: bool

    def reader(self, feed: Iterable[str]) -> Iterator[list[str]]:
        """Strict: a quote that does not match raises `csv.Error` instead of changing the text."""
        if self.quoted:
            return csv.reader(feed, delimiter=self.delimiter, strict=True)
        return csv.reader(feed, delimiter=self.delimiter, quoting=csv.QUOTE_NONE, strict=True)


def sniff(head: bytes, suffix: str, columns: Columns) -> Dialect:
    """The dialect, from the start of the file: a tab in .tsv; else the separator that makes the best header line."""
    end = b"\r" if b"\n" not in head and b"\r" in head else b"\n"
    text = head.decode("utf-8", "replace")
    if suffix == "tsv":
        return Dialect("\t", end, not _bare(text, end.decode(), b"\n" in head[-1:]))
    return Dialect(max(",;\t", key=lambda mark: _fit(text, mark, columns)), end, True)


def _fit(text: str, delimiter: str, columns: Columns) -> tuple[bool, int]:
    """How well a separator fits: whether it yields the text column, and how many columns."""
    start = text.lstrip("\r\n").splitlines(keepends=True)[:20]
    try:
        names = [name.strip() for name in next(csv.reader(start, delimiter=delimiter), [])]
    except csv.Error:
        return False, 0
    return columns.text in names, len(names)


def _bare(text: str, end: str, complete: bool) -> bool:
    """Whether a TSV uses no quotes at all, as the type's own definition (IANA text/tab-separated-values) has it.

    So it is where every line has the header's number of cells and some cell begins with a quote that quoting cannot
    explain: the first words of a report that begins with speech.
    """
    lines = text.split(end)
    if not complete:
        lines = lines[:-1] or lines
    rows = [line.rstrip("\r").split("\t") for line in lines if line.strip()]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return False
    return any(cell.startswith('"') and not _well_quoted(cell) for row in rows for cell in row)


def _well_quoted(cell: str) -> bool:
    return len(cell) > 1 and cell.endswith('"') and '"' not in cell[1:-1].replace('""', "")
