"""Roles: what a person is called beside the name, ``X, director of Y`` and ``Prime Minister X``.

The span and text are the role's; `value` its comparison key and `speaker` the person who has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..glossary import Mention
from ..words import keys, lexicon
from .names import capital_runs
from .tokens import Page, Token

_STOPS = frozenset(("who", "which", "said", "says", "told", "and", "but", "where", "whose"))


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Nouns that name an office or a calling."""
    return lexicon("role_nouns")


def roles(page: Page) -> list[Mention]:
    """Every role that stands beside a name."""
    found: dict[tuple[int, int], Mention] = {}
    for run in capital_runs(page):
        if run.institutional:
            continue
        line = page.tokens[run.number]
        low, high = run.low, run.high
        office = _office(line, low, high)
        behind = _behind(line, high)
        for span, name in ((behind, line[low:high]), (line[low:office], line[office:high])):
            if span:
                row = _row(page, span, " ".join([token.text for token in name]))
                found.setdefault((row.start, row.stop), row)
    return [found[span] for span in sorted(found)]


def _behind(line: Sequence[Token], at: int) -> Sequence[Token]:
    """The apposition behind a name, to its closing comma or the end of the sentence."""
    if at >= len(line) or line[at].text != ",":
        return ()
    stop, nouns = at + 1, False
    while stop < len(line) and line[stop].text not in ',.;:()—–"“”' and line[stop].key not in _STOPS:
        nouns = nouns or (line[stop].key in _nouns() and line[stop].key != "first")
        stop += 1
        if stop - at > 20:
            return ()
    return line[at + 1 : stop] if nouns else ()


def _office(line: Sequence[Token], low: int, high: int) -> int:
    """Where the words of office at the head of a run end: behind ``Minister`` in ``Prime Minister Narendra Modi``."""
    while low < high - 1 and line[low].key in _nouns():
        low += 1
    return low


def _row(page: Page, span: Sequence[Token], name: str) -> Mention:
    start, stop = span[0].start, span[-1].stop
    text = page.report.text[start:stop]
    value = " ".join(word for word in keys(text) if word not in ("a", "an", "the"))
    return Mention(page.report.report, page.place(start), start, stop, "role", text, value, name)
