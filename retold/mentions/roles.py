"""Roles: what a person is called beside the name, ``X, director of Y``, ``Prime Minister X``, ``the pianist X``.

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
    return lexicon("role_nouns") | lexicon("callings")


def roles(page: Page) -> list[Mention]:
    """Every role that stands beside a name."""
    found: dict[tuple[int, int], Mention] = {}
    for run in capital_runs(page):
        if run.institutional:
            continue
        line = page.lines[run.number].tokens
        office, behind = _office(line, run.low, run.high), _behind(line, run.high)
        before = run.low - (run.low > 0 and line[run.low - 1].key in _nouns())
        for low, high, named in (
            (run.high + 1, behind, run.low),
            (run.low, office, office),
            (before, run.low, run.low),
        ):
            if low < high:
                name = " ".join([token.text for token in line[named : run.high]])
                row = _row(page, (run.number, low, high), name)
                found.setdefault((row.start, row.stop), row)
    return [found[span] for span in sorted(found)]


def _behind(line: Sequence[Token], at: int) -> int:
    """Where the apposition behind a name ends, at its closing comma or the end of the sentence; 0 where none is."""
    if at >= len(line) or line[at].text != ",":
        return 0
    stop, nouns = at + 1, False
    while stop < len(line) and line[stop].text not in ',.;:()—–"“”' and line[stop].key not in _STOPS:
        nouns = nouns or (line[stop].key in _nouns() and line[stop].key != "first")
        stop += 1
        if stop - at > 20:
            return 0
    return stop if nouns else 0


def _office(line: Sequence[Token], low: int, high: int) -> int:
    """Where the words of office at the head of a run end: behind ``Minister`` in ``Prime Minister Narendra Modi``."""
    while low < high - 1 and line[low].key in _nouns():
        low += 1
    return low


def _row(page: Page, at: tuple[int, int, int], name: str) -> Mention:
    start, stop = page.span(*at)
    value = " ".join(word for word in keys(page.report.text[start:stop]) if word not in ("a", "an", "the"))
    return page.row("role", at, value, name)
