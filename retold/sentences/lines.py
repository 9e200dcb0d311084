"""Where the lines of a report end a sentence and where they are only wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.settings import SETTINGS

_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")
_LIST_MARK = re.compile(r"(?:[•‣▪●◦■►*·–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_INK = re.compile(r"\S+")
_WORD_REACH = 60
"""How much of a line's first word is looked at."""


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """The lines of a text, trimmed: start, stop, and whether a hard break (blank line, form feed) stands before."""
    at, hard = 0, True
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        line = text[at:end]
        ink = line.strip()
        if ink:
            start = at + len(line) - len(line.lstrip())
            yield start, start + len(ink), hard
            hard = False
        else:
            hard = True
        if match:
            hard = hard or match.group() in "\x0b\x0c\u2029"
            at = match.end()


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a text that no sentence crosses: paragraphs, headings, list items."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    begin = -1
    for index, (start, stop, _) in enumerate(lines):
        if begin < 0:
            begin = start
        if index + 1 == len(lines) or lines[index + 1][2] or _ends_line(text, lines, index, width):
            yield begin, stop
            begin = -1


def _first_ink(text: str, start: int) -> int:
    """The length of the first word of a line, capped."""
    match = _INK.match(text, start, start + _WORD_REACH)
    return match.end() - match.start() if match else 0


def _wrap_width(text: str, lines: list[tuple[int, int, bool]]) -> int:
    """The width at which a report was wrapped by hand or program; 0 where it has one paragraph a line."""
    lengths = [stop - start for start, stop, _ in lines]
    inner = sorted(lengths[at] for at in range(len(lines) - 1) if not lines[at + 1][2])
    if not inner:
        return 0
    widest = SETTINGS.furniture.widest_line
    if 2 * sum(length for length in lengths if length > widest) > sum(lengths):
        return 0
    width = max([inner[(len(inner) - 1) * 9 // 10], *(length for length in lengths if length <= widest)])
    if width < SETTINGS.furniture.narrowest_line:
        return 0
    full = sum(
        lengths[at] + 1 + _first_ink(text, lines[at + 1][0]) > _filled(width)
        for at in range(len(lines) - 1)
        if not lines[at + 1][2]
    )
    return width if 2 * full >= len(inner) or len(inner) < 3 else 0


def _filled(width: int) -> float:
    return width * SETTINGS.furniture.filled_line


def _ends_line(text: str, lines: list[tuple[int, int, bool]], index: int, width: int) -> bool:
    """Whether the break after this line was made on purpose."""
    start, stop, _ = lines[index]
    after = lines[index + 1][0]
    if _LIST_MARK.match(text, after):
        return True
    if text[after].islower() and text[stop - 1] not in ".!?…:" and not text[after + 1 : after + 2].isupper():
        return False
    if not width:
        return True
    return stop - start + 1 + _first_ink(text, after) <= _filled(width)
