"""Parts of sentences that are weighed, and how a stretch stands on its line."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """A sentence or a part of one, with the role that fits best and what it weighs."""

    start: int
    stop: int
    role: str = ""
    score: float = 0.0
    why: str = ""


def own_line(text: str, start: int, stop: int) -> bool:
    """Whether nothing else stands on the line or lines of a stretch."""
    return starts_line(text, start) and ends_line(text, stop)


def starts_line(text: str, start: int) -> bool:
    """Whether nothing stands before a place on its line."""
    before = text[max(0, start - 40) : start].rstrip(" \t\u00a0")
    return not before or before[-1] in "\r\n\u2028\u2029"


def ends_line(text: str, stop: int) -> bool:
    """Whether nothing stands behind a place on its line."""
    after = text[stop : stop + 40].lstrip(" \t\u00a0")
    return not after or after[0] in "\r\n\u2028\u2029"


def trim(text: str, start: int, stop: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def quote(text: str) -> str:
    """A short quotation for a reason, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"


def joined(text: str, parts: list[Part]) -> list[Part]:
    """Neighbours of one role joined into one stretch."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last and last.role == part.role and not text[last.stop : part.start].strip():
            why = last.why if part.why in last.why or len(last.why) > 300 else f"{last.why}; {part.why}"
            found[-1] = last._replace(stop=part.stop, score=max(last.score, part.score), why=why)
        else:
            found.append(part)
    return found
