"""Roles: what a person is called beside the name, ``X, director of Y`` and ``Prime Minister X``.

The span and text are the role's; `value` its comparison key and `speaker` the person who has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..glossary import Mention
from ..words import keys, lexicon
from .names import capital_runs, institutional
from .tokens import Page, Token

_STOPS = frozenset(("who", "which", "said", "says", "told", "and", "but", "where", "whose"))


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Nouns that name an office or a calling."""
    return lexicon("role_nouns")


def roles(page: Page) -> list[Mention]:
    """Every role that stands beside a name."""
    found: dict[tuple[int, int], Mention] = {}
    where = {token.start: (line, index) for line in page.tokens for index, token in enumerate(line) if token.capital}
    for run in capital_runs(page):
        line, at = where[run[0].start]
        if not institutional(run):
            for span in (_behind(line, at + len(run)), _title(run)):
                if span is not None:
                    name = " ".join(token.text for token in run if token.start not in _starts(span, run))
                    row = _row(page, span, name)
                    found.setdefault((row.start, row.stop), row)
    return [found[span] for span in sorted(found)]


def _starts(span: Sequence[Token], run: Sequence[Token]) -> frozenset[int]:
    return frozenset(token.start for token in span) & frozenset(token.start for token in run)


def _behind(line: Sequence[Token], at: int) -> Sequence[Token] | None:
    """The apposition behind a name, to its closing comma or the end of the sentence."""
    if at >= len(line) or line[at].text != ",":
        return None
    stop, nouns = at + 1, False
    while stop < len(line) and line[stop].text not in ',.;:()—–"“”' and line[stop].key not in _STOPS:
        nouns = nouns or (line[stop].key in _nouns() and line[stop].key != "first")
        stop += 1
        if stop - at > 20:
            return None
    span = line[at + 1 : stop]
    return span if nouns and span else None


def _title(run: Sequence[Token]) -> Sequence[Token] | None:
    """The words of office at the head of a run of capitals: ``Prime Minister`` in ``Prime Minister Narendra Modi``."""
    stop = 0
    while stop < len(run) - 1 and run[stop].key in _nouns():
        stop += 1
    return run[:stop] if stop else None


def _row(page: Page, span: Sequence[Token], name: str) -> Mention:
    start, stop = span[0].start, span[-1].stop
    text = page.report.text[start:stop]
    value = " ".join(word for word in keys(text) if word not in ("a", "an", "the"))
    return Mention(page.report.report, page.place(start), start, stop, "role", text, value, name)
