"""Roles: the same person with another office or calling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..glossary import Change, Mention
from ..settings import SETTINGS
from ..words import lexicon
from .blocks import Block, Side, Term, terms
from .rows import Judgement, row, surely
from .senses import ALIKE
from .spelling import plain

_GROUPS = tuple(frozenset(entry.split()) for entry in ALIKE)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(map(plain, lexicon("role_nouns") | lexicon("callings")))


def roles(block: Block) -> Iterator[Change]:
    """Roles of one person whose nouns have nothing in common."""
    if block.kept < SETTINGS.changes.kept_fact:
        return
    for one in block.one.of("role"):
        for other in block.other.of("role"):
            if _person(one) and _person(one) == _person(other) and _differ(one, other):
                low, high = block.one.within(one.start, one.stop)
                if not block.differs(low, high, 0) or _has(block.other, one) or _has(block.one, other):
                    continue
                why = "the same person is given another office or calling"
                spans = _phrase(one), _phrase(other)
                yield row(block, *spans, Judgement("role", "medium", surely(block, 0.7), why))


def _has(side: Side, role: Mention) -> bool:
    """Whether a report gives a person such an office or calling anywhere."""
    rows = (row for row in side.witness.mentions if row.kind == "role" and _person(row) == _person(role))
    return any(not _differ(row, role) for row in rows)


def _person(mention: Mention) -> str:
    """The last word of the person's name."""
    words = terms(mention.speaker or "", 0)
    return words[-1].plain if words else ""


def _heads(mention: Mention) -> set[str]:
    nouns = {term.plain for term in _front(mention)} & _nouns()
    return nouns | {word for group in _GROUPS for word in group if nouns & group}


def _front(mention: Mention) -> list[Term]:
    """The role before the institution that it belongs to."""
    found: list[Term] = []
    for term in terms(mention.text, mention.start):
        if found and term.key in ("of", "at", "with", "for", "in", "from"):
            break
        found.append(term)
    return found


def _differ(one: Mention, other: Mention) -> bool:
    left, right = _heads(one), _heads(other)
    return bool(left and right) and not left & right


def _phrase(mention: Mention) -> tuple[int, int]:
    """The role without the article and without the institution."""
    front = _front(mention)
    words = front[1:] if len(front) > 1 and front[0].key in ("a", "an", "the") else front
    return words[0].start, words[-1].stop
