"""FRONT. How wide a line may be: as wide as the terminal, and no wider than people like to read."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable
from typing import Final

WIDTH: Final = 80
"""Columns of running text, where the terminal has as many or nobody can say."""

LEAST: Final = 40
"""Columns below which nothing is made to fit."""

TEXT: Final = 20
"""Columns that are left for text, however deep it is indented."""


def columns() -> int | None:
    """How many columns the terminal has, as COLUMNS or the terminal itself says; None where output goes elsewhere."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and 0 < len(said) < 6:
        return max(LEAST, int(said))
    try:
        return max(LEAST, os.get_terminal_size(sys.stdout.fileno()).columns) if sys.stdout.isatty() else None
    except (OSError, ValueError):
        return None


def width() -> int:
    """Columns of running text."""
    return min(WIDTH, columns() or WIDTH)


def broken(text: str, first: str, rest: str) -> list[str]:
    """Text in lines as wide as running text may be, the first and the others with their own beginning."""
    room = max(width(), TEXT + max(len(first), len(rest)))
    return textwrap.wrap(text, room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def wrapped(text: str, indent: str = "") -> list[str]:
    """The same; the first line keeps its own indent, the others get the one given."""
    lead = " " * (len(text) - len(text.lstrip()))
    return broken(text.strip(), lead, indent)


def fitted(line: str, indent: str = "    ") -> list[str]:
    """A line as it is where it fits the terminal or none is known, else in lines that do."""
    room = columns()
    return [line] if room is None or len(line) <= room else wrapped(line, indent)


def page(lines: Iterable[str]) -> str:
    """Lines as they are printed: those that are wider than the terminal in several."""
    return "\n".join(part for line in lines for part in fitted(line))
