"""FRONT. A list of rows as a table for people, as JSON, CSV or Markdown. The columns are the rows' own fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

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


def as_text(rows: Sequence[Any], noun: type, width: int = 44) -> str:
    """Aligned columns; long cells are cut at a word with an ellipsis, but never the last: it gives the reason."""
    names = [entry.name for entry in fields(noun)]
    cuts = [width] * (len(names) - 1) + [100_000]
    body = [
        [shorten(visible(cell(value)), cut) for value, cut in zip(asdict(row).values(), cuts, strict=True)]
        for row in rows
    ]
    right = [all(isinstance(getattr(row, name), int | float) for row in rows) for name in names]
    widths = [max(map(len, column)) for column in zip(names, *body, strict=True)]
    lines = []
    for line in [names, *body]:
        cells = [
            text.rjust(size) if flush else text.ljust(size)
            for text, size, flush in zip(line, widths, right, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def render(rows: Sequence[Any], noun: type, form: str) -> str:
    """Rows in the form asked for: ``text``, ``json``, ``csv`` or ``md``."""
    if form == "json":
        return as_json(rows)
    return {"csv": as_csv, "md": as_markdown, "text": as_text}[form](rows, noun)
