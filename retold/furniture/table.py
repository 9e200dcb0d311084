"""The table of furniture: which words and forms speak for which role, and which of them a sentence asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from retold.words import keys, lexicon


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: a form, its role, what it weighs and how far it reaches."""

    role: str
    extent: str
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Active:
    """The rules whose words occur in a sentence, in the order of the table."""

    weighed: tuple[Rule, ...]
    matches: tuple[Rule, ...]
    opens: tuple[Rule, ...]
    lines: bool
    """Whether there is one that asks for a line of its own."""
    most: float
    """What they can weigh at most: the weights of one role together; a caption is never too light."""
    bare: float
    """The same where the sentence does not have a line to itself."""


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Rule, ...], dict[str, tuple[int, ...]]]:
    """The table, and for each word the rules that need it."""
    found: list[Rule] = []
    index: dict[str, list[int]] = defaultdict(list)
    for entry in sorted(lexicon("furniture")):
        role, extent, weight, triggers, pattern = entry.split(" ; ", 4)
        for trigger in triggers.split():
            index[trigger].append(len(found))
        flags = 0 if extent == "open" else re.IGNORECASE
        found.append(Rule(role, extent, float(weight), re.compile(pattern, flags)))
    return tuple(found), {word: tuple(at) for word, at in index.items()}


@lru_cache(maxsize=1)
def _triggers() -> frozenset[str]:
    return frozenset(_rules()[1])


def active_rules(text: str) -> Active:
    """The rules whose words occur in a text."""
    said = set(keys(text))
    found = _triggers() & said
    if "'" in text or "’" in text or "ʼ" in text:
        found |= {word.split("'")[0] for word in said if "'" in word} & _triggers()
    if "©" in text:
        found |= {"copyright"}
    return _of(found)


@lru_cache(maxsize=8192)
def _of(triggers: frozenset[str]) -> Active:
    """The rules of some words."""
    table, index = _rules()
    rules = tuple(table[at] for at in sorted({at for word in triggers for at in index[word]}))
    matches = tuple(rule for rule in rules if rule.extent == "match")
    opens = tuple(rule for rule in rules if rule.extent == "open")
    most = _most(rules)
    bare = most if matches or opens else _most([rule for rule in rules if rule.extent != "line"])
    lines = any(rule.extent == "line" for rule in rules)
    return Active(tuple(rule for rule in rules if rule.extent != "match"), matches, opens, lines, most, bare)


def _most(rules: Iterable[Rule]) -> float:
    """What some rules can weigh at most, taken together for each role."""
    most: dict[str, float] = defaultdict(float)
    for rule in rules:
        if rule.role != "story":
            most[rule.role] += inf if rule.role == "caption" else rule.weight
    return max(most.values(), default=0.0)
