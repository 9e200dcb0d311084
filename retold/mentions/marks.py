"""Quotation marks, paired inside a paragraph; a stray or unclosed mark breaks nothing.

Straight marks carry no direction, so it is read from what stands around them. One pass, left to right: an outer
quotation hides the marks inside it. A paragraph that opens a quotation and never closes it counts as quoted to its
end when the next paragraph opens with a mark again (the printers' rule for speech over several paragraphs).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..settings import SETTINGS

DOUBLE = "\"“”„‟«»＂〝〞"
SINGLE = "'‘’‚‛‹›"
_MARK = re.compile(r"''|``|[\"“”„‟«»＂〝〞'‘’‚‛‹›]")
_BREAK = re.compile(r"\n[^\S\n]*\n|(?<=[.!?\"”’»])[^\S\n]*\n")
_ENDS = {
    '"': ('"', "”", "“"),
    "“": ("”", "“", '"'),
    "„": ("“", "”", '"'),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«",),
    "＂": ("＂",),
    "〝": ("〞",),
    "``": ("''",),
    "''": ("''", '"'),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "‛": ("’",),
    "‹": ("›",),
    "›": ("‹",),
    "'": ("'", "’"),
}
"""Which marks close which; German and Scandinavian ways included."""
_ELISIONS = frozenset("em tis twas til cause bout round n s d ll re ve m t".split())


@dataclass(frozen=True, slots=True)
class Quoted:
    """The content of a quotation: ``text[start:stop]`` inside its marks; `outer` and `end` take the marks in."""

    start: int
    stop: int
    outer: int
    end: int
    paragraph: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs stand: a blank line ends one, and so does a line end after a closing mark."""
    found, at = [], 0
    for match in _BREAK.finditer(text):
        if text[at : match.start()].strip():
            found.append((at, match.start()))
        at = match.end()
    if text[at:].strip():
        found.append((at, len(text)))
    return found


def quoted(text: str) -> list[Quoted]:
    """Every outermost quotation of a text, in order."""
    spans = paragraphs(text)
    found: list[Quoted] = []
    for place, (start, stop) in enumerate(spans):
        following = spans[place + 1][0] if place + 1 < len(spans) else None
        goes_on = following is not None and text[following : following + 40].lstrip()[:1] in ("“", '"', "''", "„", "«")
        found += _paragraph(text, start, stop, place, goes_on)
    return found


def _paragraph(text: str, start: int, stop: int, place: int, goes_on: bool) -> Iterator[Quoted]:
    marks = [(match.start() + start, match.group()) for match in _MARK.finditer(text[start:stop])]
    closers = _closers(text, marks, start, stop)
    at = 0
    while at < len(marks):
        where, mark = marks[at]
        end = _close(text, marks, at, closers, start, stop)
        if end is not None:
            inside, close = where + len(mark), marks[end]
            if text[inside : close[0]].strip():
                yield Quoted(inside, close[0], where, close[0] + len(close[1]), place)
            at = end + 1
            continue
        if goes_on and mark in ("“", '"', "''", "„", "«") and _opens(text, where, mark, start, stop):
            rest = any(other in DOUBLE for _, other in marks[at + 1 :])
            if not rest and text[where + 1 : stop].strip():
                yield Quoted(where + 1, stop, where, stop, place)
                return
        at += 1


def _closers(text: str, marks: list[tuple[int, str]], start: int, stop: int) -> dict[str, list[int]]:
    """For each closing mark, the indexes in `marks` at which it can close."""
    found: dict[str, list[int]] = {}
    for index, (where, mark) in enumerate(marks):
        if _closes(text, where, mark, start, stop):
            found.setdefault(mark, []).append(index)
    return found


def _close(
    text: str, marks: list[tuple[int, str]], at: int, closers: dict[str, list[int]], start: int, stop: int
) -> int | None:
    """The index of the mark that closes the one at `at`, or None where it does not open anything."""
    where, mark = marks[at]
    if not _opens(text, where, mark, start, stop):
        return None
    ends = _ENDS.get(mark, ())
    best: int | None = None
    for end in ends:
        places = closers.get(end, [])
        index = bisect_right(places, at)
        if index < len(places) and (best is None or places[index] < best):
            best = places[index]
    if best is None:
        return None
    if mark in SINGLE:
        return _single_close(text, marks, at, best, closers, stop)
    return None if _reopened(text, marks, at, best, (start, stop)) else best


def _reopened(text: str, marks: list[tuple[int, str]], at: int, end: int, span: tuple[int, int]) -> bool:
    """Whether the same mark opens again before `end`: then the first one was a stray."""
    mark = marks[at][1]
    if end - at > SETTINGS.mentions.nested_marks:
        return True
    for where, other in marks[at + 1 : end]:
        if other == mark and other in ('"', "''", "“", "«") and _opens(text, where, other, *span) and not _closes(text, where, other, *span):
            return True
    return False


def _single_close(
    text: str, marks: list[tuple[int, str]], at: int, first: int, closers: dict[str, list[int]], stop: int
) -> int | None:
    """The close of a single mark: a plural possessive (``the boys' game``) gives way to a better one in reach."""
    limit = marks[at][0] + SETTINGS.mentions.single_reach
    fallback = None
    for index in range(first, min(len(marks), at + SETTINGS.mentions.nested_marks)):
        where, mark = marks[index]
        if where > limit or (mark in "‘" and mark == marks[at][1] and index > at):
            break
        if mark not in closers or index not in closers[mark] or mark not in "'’›‹":
            continue
        before, after = text[where - 1], text[where + 1 : where + 3].strip()
        possessive = before == "s" and after[:1].islower() and not text[where + 1 : where + 2].isalpha()
        if not possessive:
            return index
        fallback = index if fallback is None else fallback
    return fallback


def _opens(text: str, where: int, mark: str, start: int, stop: int) -> bool:
    before = text[where - 1] if where > start else " "
    after = text[where + len(mark)] if where + len(mark) < stop else " "
    if mark in ("“", "„", "‟", "«", "``", "〝"):
        return True
    if mark in ("”", "〞"):
        return False
    if after.isspace() or after in ",;:!?)]" or (after == "." and text[where + 1 : where + 3] != ".."):
        return False
    if mark in SINGLE:
        word = re.match(r"\w*", text[where + 1 : min(stop, where + 12)])
        tail = word.group().casefold() if word else ""
        free = before.isspace() or before in "([{“\"—–-:;/"
        return free and mark != "›" and tail not in _ELISIONS and not (mark != "‘" and tail[:2].isdigit())
    return before.isspace() or not (before.isalnum() or before in ".,!?;:%)]’'…")


def _closes(text: str, where: int, mark: str, start: int, stop: int) -> bool:
    before = text[where - 1] if where > start else " "
    after = text[where + len(mark)] if where + len(mark) < stop else " "
    if mark in ("”", "〞", "»", "«"):
        return True
    if mark == "“":
        return not before.isspace() and not after.isalnum()
    if mark in SINGLE:
        return mark not in "‘‚‛" and not before.isspace() and not after.isalnum()
    if not before.isspace():
        return True
    return after.isspace() or after in ".,;:!?)]"
