"""FRONT. A list of rows as a table for people, as JSON, CSV or Markdown. The columns are the rows' own fields."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from .width import broken, columns
from .wording import shorten, visible

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so would be run by a spreadsheet; it gets an apostrophe in front (OWASP, CSV injection)."""


def cell(value: object) -> str:
    """One value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def as_json(rows: Sequence[Any]) -> str:
    """A JSON array of objects, one a row."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)


def as_csv(rows: Sequence[Any], noun: type) -> str:
    """CSV (RFC 4180) with a header line; cells that a spreadsheet would run are made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([entry.name for entry in fields(noun)])
    for row in rows:
        texts = ["" if value is None else str(value) for value in asdict(row).values()]
        numbers = [isinstance(value, int | float) for value in asdict(row).values()]
        writer.writerow(
            [
                f"'{text}" if text.startswith(FORMULA) and not number else text
                for text, number in zip(texts, numbers, strict=True)
            ]
        )
    return out.getvalue().rstrip("\n")


def as_markdown(rows: Sequence[Any], noun: type) -> str:
    """A Markdown table."""
    names = [entry.name for entry in fields(noun)]
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    for row in rows:
        texts = [
            visible(cell(value)).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
            for value in asdict(row).values()
        ]
        lines.append("| " + " | ".join(texts) + " |")
    return "\n".join(lines)


CUTS: Final = (44, 36, 28, 20)
"""Columns after which a cell is cut, the first with which the table fits: ids of families are never cut."""

REASON: Final = 24
"""Columns of the last cell, with which a table is still one."""


def as_text(rows: Sequence[Any], noun: type, width: int = CUTS[0]) -> str:
    """Aligned columns; cells of more than `width` are cut at a word, but never the last: it gives the reason.

    On a terminal that is too narrow for that, the last cell goes on below itself; then the rows stand under each other.
    """
    names = [entry.name for entry in fields(noun)]
    whole = [[visible(" ".join(cell(value).split())) for value in asdict(row).values()] for row in rows]
    right = [all(isinstance(getattr(row, name), int | float) for row in rows) for name in names]
    room = columns()
    for cut in (cut for cut in CUTS if cut <= width):
        body = [names, *([*(shorten(text, cut) for text in line[:-1]), line[-1]] for line in whole)]
        widths = [max(map(len, column)) for column in zip(*body, strict=True)]
        last = max(len(names[-1]), REASON) if room is None else room - sum(widths[:-1]) - 2 * (len(widths) - 1)
        if room is None or last >= min(widths[-1], max(len(names[-1]), REASON)):
            return "\n".join(part for line in body for part in _aligned(line, widths, right, room and last))
    return "\n\n".join("\n".join(_under(names, line)) for line in whole) or "\n".join(names)


def _aligned(line: Sequence[str], widths: Sequence[int], right: Sequence[bool], last: int | None) -> list[str]:
    """One row of a table; its last cell in so many columns, or however many it takes."""
    cells = [
        text.rjust(size) if flush else text.ljust(size) for text, size, flush in zip(line, widths, right, strict=True)
    ]
    lead = "".join(f"{text}  " for text in cells[:-1])
    if last is None or len(cells[-1].rstrip()) <= last:
        return [(lead + cells[-1]).rstrip()]
    parts = textwrap.wrap(line[-1], last, break_on_hyphens=False)
    return [(lead + parts[0]).rstrip(), *(" " * len(lead) + part for part in parts[1:])]


def _under(names: Sequence[str], line: Sequence[str]) -> list[str]:
    """One row with its cells under each other, each with its name; empty ones are left out."""
    size = max(map(len, names))
    held = [(name, text) for name, text in zip(names, line, strict=True) if text]
    return [part for name, text in held for part in broken(text, f"{name:<{size}}  ", " " * (size + 2))]


def render(rows: Sequence[Any], noun: type, form: str) -> str:
    """Rows in the form asked for: ``text``, ``json``, ``csv`` or ``md``."""
    if form == "json":
        return as_json(rows)
    return {"csv": as_csv, "md": as_markdown, "text": as_text}[form](rows, noun)
