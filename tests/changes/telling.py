"""Two tellings as two strings, for the tests of what changed between them."""

from __future__ import annotations

from retold.changes import changes
from retold.collation import collate
from retold.glossary import Change, Collation, Furniture, Report, Witness
from retold.mentions import mentions
from retold.sentences import sentences

QUIET = ("house style", "wording", "suspect")


def witness(key: str, text: str, furniture: tuple[Furniture, ...] = ()) -> Witness:
    """A report with its sentences and mentions."""
    report = Report(key, key, text)
    found = tuple(sentences(report))
    return Witness(report, found, furniture, (), tuple(mentions(report, found)))


def laid(one: str, other: str) -> Collation:
    """Two texts side by side."""
    return collate(witness("a", one), witness("b", other))


def told(one: str, other: str) -> list[tuple[str, str, str | None]]:
    """The changes that matter, as kind and the words on both sides."""
    return [(row.kind, row.one_text, row.other_text) for row in loud(one, other)]


def loud(one: str, other: str) -> list[Change]:
    """The changes that matter."""
    return [row for row in changes(laid(one, other)) if row.kind not in QUIET]


def kinds(one: str, other: str) -> set[str]:
    """All kinds of change, the quiet ones too."""
    return {row.kind for row in changes(laid(one, other))}
