"""Reports as one line of code, for the tests of what sentences mention."""

from __future__ import annotations

from retold.glossary import Mention, Report
from retold.mentions import mentions
from retold.sentences import sentences


def found(text: str, kind: str, published: str | None = None) -> list[Mention]:
    """The mentions of a kind in a text."""
    report = Report("r", "r", text, published=published)
    return [mention for mention in mentions(report, sentences(report)) if mention.kind == kind]


def values(text: str, kind: str, published: str | None = None) -> list[str | None]:
    """Their normal forms."""
    return [mention.value for mention in found(text, kind, published)]
