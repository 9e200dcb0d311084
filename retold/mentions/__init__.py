"""ROOM. What the sentences mention: quotations with their speakers, names, numbers, dates, hedges and the like.

One file a kind; each is a plain function from a `Page` (the report as tokens) to rows. No model is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from ..glossary import Mention, Report, Sentence
from .attributions import attributions
from .attributions import begins as begins_cue
from .dates import begins as begins_date
from .dates import dates
from .hedges import begins as begins_hedge
from .hedges import hedges
from .institutions import institutions
from .names import names
from .negation import begins as begins_negation
from .negation import negation
from .numbers import begins as begins_number
from .numbers import numbers
from .quotations import quotations
from .roles import roles
from .tokens import CUE, DATE, HEDGE, NEGATION, NUMBER, Line, Page, lined

Finder = Callable[[Page], list[Mention]]

FINDERS: tuple[Finder, ...] = (
    quotations,
    names,
    institutions,
    numbers,
    dates,
    hedges,
    negation,
    attributions,
    roles,
)
"""The kinds, in no order that matters: rows are sorted by where they stand."""


EVIDENCE: tuple[Finder, ...] = (quotations, numbers, dates)
"""The kinds that a verdict looks at."""

_BEGINNINGS = (
    (NUMBER, begins_number),
    (DATE, begins_date),
    (HEDGE, begins_hedge),
    (NEGATION, begins_negation),
    (CUE, begins_cue),
)


@lru_cache(maxsize=65536)
def _signs(word: str) -> int:
    """What can begin with a word (a comparison key), as a sum of signs; pure, so it may be remembered."""
    return sum(sign for sign, begins in _BEGINNINGS if begins(word))


def _line(text: str) -> Line:
    """A sentence as tokens."""
    return _remembered(text) if len(text) <= _SENTENCE else lined(text, _signs)


_SENTENCE = 2000
"""Letters of a sentence that is remembered."""


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Line:
    """The same of a short sentence: the tellings of a report share many, and each is read once."""
    return lined(text, _signs)


def mentions(report: Report, sentences: Sequence[Sentence], finders: Sequence[Finder] = FINDERS) -> list[Mention]:
    """Everything that a report's sentences mention, or what some of the finders find, by start, kind and stop."""
    page = Page(report, sentences, _line)
    found = [mention for finder in finders for mention in finder(page)]
    return sorted(found, key=lambda mention: (mention.start, mention.kind, mention.stop))
