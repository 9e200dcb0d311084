"""FRONT. Lists that people read line by line: pairs that were kept apart, and inputs that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import desk
from ..asking import NOT_JOINED
from ..glossary import COPIES, Quarantined
from .width import wrapped
from .wording import SHOWN, grounds, visible


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """An input that could not be read, for people: where it stands, and what to do."""

    origin: str
    place: str
    message: str


def refused(rows: Iterable[Quarantined]) -> list[Quarantined]:
    """Inputs that could not be read in the order of their files: line 9 before line 10."""
    return sorted(rows, key=lambda row: (_natural(row.origin), _natural(row.place), row.digest))


def _natural(text: str) -> list[tuple[bool, int, str]]:
    parts = re.split(r"([0-9]+)", text)
    return [(part.isdecimal(), int(part) if part.isdecimal() and len(part) < 20 else 0, part) for part in parts]


def refused_line(row: Quarantined) -> RefusedLine:
    """The same for people."""
    return RefusedLine(row.origin, row.place, row.message)


def line_apart(row: desk.KeptApart) -> desk.ApartLine:
    """A pair that was kept apart, as a line of a table for people."""
    why = "; ".join(grounds(row))
    return desk.ApartLine(row.one, row.other, row.verdict, row.relation, row.borrowed, why)


def apart(rows: Sequence[desk.KeptApart]) -> str:
    """Pairs that were kept apart, each with its reasons below."""
    lines = []
    for row in rows:
        lines += [*wrapped(pair(row), "  "), *(line for why in grounds(row) for line in wrapped(f"  - {why}", "    "))]
    return visible("\n".join(lines))


def pair(row: desk.KeptApart) -> str:
    """Two reports that were kept apart, and the verdict, in one line."""
    parts = [] if row.relation in ("none", "telling") else [row.relation]
    if row.borrowed >= SHOWN:
        parts.append(f"{row.borrowed:.0%} in runs of words")
    if row.verdict in COPIES:
        parts.append(NOT_JOINED)
    return f"{row.one} / {row.other}: {row.verdict}" + (f" ({', '.join(parts)})" if parts else "")
