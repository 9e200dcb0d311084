"""Quotation marks, paired inside a paragraph; a stray or unclosed mark breaks nothing.

Straight marks carry no direction, so it is read from what stands around them. One pass, left to right: an outer
quotation hides the marks inside it. A paragraph that opens a quotation and never closes it counts as quoted to its
end when the next paragraph opens with a mark again (the printers' rule for speech over several paragraphs).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..settings import SETTINGS
from .tokens import bag

DOUBLE = '"“”„‟«»＂〝〞'
SINGLE = "'‘’‚‛‹›"
_MARK = re.compile(r"''|``|[\"“”„‟«»＂〝〞'‘’‚‛‹›]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ENDING = '.!?"”’»'
_LEADING = ("“", '"', "''", "„", "«")
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
_TOLD = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30} ){1,4}(?:also |later |then |has |had )?"
    r"(?:said|says|told|tells|added|adds|explained|continued|insisted|warned|wrote|tweeted)\b"
)
"""A sentence of the report and no speech: somebody opens it, and says something."""
_ELISIONS = bag("em tis twas til cause bout round n s d ll re ve m t")


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
    for start, stop in _breaks(text):
        if text[at:start].strip():
            found.append((at, start))
        at = stop
    if text[at:].strip():
        found.append((at, len(text)))
    return found


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs part, blanks before the line end taken in where they follow a closing mark."""
    at, end = 0, text.find("\n")
    while end >= 0:
        line = text[at:end].rstrip()
        blank, at = _BLANK_LINE.match(text, end), at + len(line)
        closed = line[-1:] in _ENDING and bool(line)
        if blank and not (closed and at < end):
            yield end, blank.end()
            end = blank.end() - 1
        elif closed:
            yield at, end + 1
        at, end = end + 1, text.find("\n", end + 1)


def quoted(text: str, spans: Sequence[tuple[int, int]]) -> list[Quoted]:
    """Every outermost quotation of a text, in order; `spans` are its paragraphs."""
    found: list[Quoted] = []
    for place, (start, stop) in enumerate(spans):
        following = spans[place + 1][0] if place + 1 < len(spans) else None
        goes_on = following is not None and text[following : following + 40].lstrip()[:1] in ("“", '"', "''", "„", "«")
        found += _paragraph(text, start, stop, place, goes_on)
    return found


def _paragraph(text: str, start: int, stop: int, place: int, goes_on: bool) -> Iterator[Quoted]:
    marks = [(match.start() + start, match.group()) for match in _MARK.finditer(text[start:stop])]
    openers = [at for at, (where, mark) in enumerate(marks) if _opens(text, where, mark, start, stop)]
    closers = _closers(text, marks, start, stop) if openers else {}
    done = 0
    for at in openers:
        if at < done:
            continue
        where, mark = marks[at]
        found = _close(text, marks, at, closers, (start, stop))
        if found is not None:
            end, again = found
            inside, close = where + len(mark), marks[end]
            content = text[inside : close[0]].rstrip()
            if content:
                final = close[0] if again else close[0] + len(close[1])
                yield Quoted(inside, inside + len(content), where, final, place)
            done = end if again else end + 1
        elif goes_on and mark in _LEADING:
            rest = any(other in DOUBLE for _, other in marks[at + 1 :])
            if not rest and text[where + 1 : stop].strip():
                yield Quoted(where + 1, stop, where, stop, place)
                return


def _closers(text: str, marks: list[tuple[int, str]], start: int, stop: int) -> dict[str, list[int]]:
    """For each closing mark, the indexes in `marks` at which it can close."""
    found: dict[str, list[int]] = {}
    for index, (where, mark) in enumerate(marks):
        if _closes(text, where, mark, start, stop):
            found.setdefault(mark, []).append(index)
    return found


def _close(
    text: str, marks: list[tuple[int, str]], at: int, closers: dict[str, list[int]], span: tuple[int, int]
) -> tuple[int, bool] | None:
    """Where the quotation that opens at `at` ends: the index of a mark, and whether that mark opens the next one."""
    mark = marks[at][1]
    ends = _ENDS.get(mark, ())
    if not ends:
        return None
    best: int | None = None
    for end in ends:
        places = closers.get(end, [])
        index = bisect_right(places, at)
        if index < len(places) and (best is None or places[index] < best):
            best = places[index]
    if mark in SINGLE:
        single = None if best is None else _single_close(text, marks, at, best, closers)
        return None if single is None else (single, False)
    again = _reopened(text, marks, at, len(marks) if best is None else best, span)
    if again is not None:
        return again if _spoken(text, marks, at, again[0]) else None
    if best is None:
        return None
    return best, _glued(text, marks[best], span) and _opens_next(text, marks, best, span)


def _reopened(
    text: str, marks: list[tuple[int, str]], at: int, end: int, span: tuple[int, int]
) -> tuple[int, bool] | None:
    """The mark before `end` that can only open: the quotation was not closed before the next one began."""
    for index in range(at + 1, min(end, at + SETTINGS.mentions.nested_marks)):
        where, other = marks[index]
        if other == marks[at][1] and _opens(text, where, other, *span) and not _closes(text, where, other, *span):
            return index, True
    return None


def _spoken(text: str, marks: list[tuple[int, str]], at: int, end: int) -> bool:
    """Whether a sentence ends right before a mark that opens: speech over lost paragraph breaks, else a stray mark."""
    inside = text[marks[at][0] + 1 : marks[end][0]].rstrip()
    return inside[-1:] in (".", "!", "?", "…") and bool(inside)


def _glued(text: str, mark: tuple[int, str], span: tuple[int, int]) -> bool:
    """Whether a mark could as well open: a stop before it and a capital right behind, where a break was lost."""
    where, kind = mark
    return kind in ('"', "''") and _opens(text, where, kind, *span)


def _opens_next(text: str, marks: list[tuple[int, str]], at: int, span: tuple[int, int]) -> bool:
    """Whether a glued mark opens: the next mark of its kind does not, and nobody is said to speak right behind it."""
    if _TOLD.match(text, marks[at][0] + len(marks[at][1]), span[1]):
        return False
    for where, kind in marks[at + 1 : at + 20]:
        if kind == marks[at][1]:
            return _closes(text, where, kind, *span)
    return False


def _single_close(
    text: str, marks: list[tuple[int, str]], at: int, first: int, closers: dict[str, list[int]]
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
        if mark == "›" or not (before.isspace() or before in '([{“"—–-:;/'):
            return False
        word = re.match(r"\w*", text[where + 1 : min(stop, where + 12)])
        tail = word.group().casefold() if word else ""
        return tail not in _ELISIONS and not (mark != "‘" and tail[:2].isdigit())
    if before in ".!?" and after.isupper():
        return True  # a break between two paragraphs was lost
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
