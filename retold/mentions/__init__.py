"""ROOM. What the sentences mention: quotations with their speakers, names, numbers, dates, hedges and the like.

One file a kind; each is a plain function from a `Page` (the report as tokens) to rows. No model is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..glossary import Mention, Report, Sentence
from .quotations import quotations
from .tokens import Page

FINDERS: tuple[Callable[[Page], list[Mention]], ...] = (quotations,)
"""The kinds, in no order that matters: rows are sorted by where they stand."""


def mentions(report: Report, sentences: Sequence[Sentence]) -> list[Mention]:
    """Everything that a report's sentences mention, by start, kind and stop."""
    page = Page(report, sentences)
    found = [mention for finder in FINDERS for mention in finder(page)]
    return sorted(found, key=lambda mention: (mention.start, mention.kind, mention.stop))
