"""Hedges: words that say how surely something is said (about sixty epistemic cues, none of manner or degree).

`value` is ``GROUP STRENGTH``, as in ``likely 2``: *is expected to* and *is likely to* are one group.
"""

from __future__ import annotations

from functools import lru_cache

from ..glossary import Mention
from ..words import lexicon
from .tokens import HEDGE, Page


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases by first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in lexicon("hedges"):
        phrase, strength, group = (part.strip() for part in entry.split("|"))
        cue = tuple(phrase.split())
        found.setdefault(cue[0], []).append((cue, f"{group} {strength}"))
    return {first: sorted(cues, key=lambda cue: (-len(cue[0]), cue)) for first, cues in found.items()}


def begins(word: str) -> bool:
    """Whether a hedge can begin with a word."""
    return word in _phrases()


def hedges(page: Page) -> list[Mention]:
    """Every hedge of a report."""
    found = []
    phrases = _phrases()
    for number, line, places in page.spots(HEDGE):
        done = 0
        for at in places:
            for cue, value in phrases[line[at].key] if at >= done else ():
                end = at + len(cue)
                if (len(cue) > 1 and tuple([token.key for token in line[at:end]]) != cue) or (
                    cue == ("may",) and line[at].capital and at
                ):
                    continue
                found.append(page.row("hedge", (number, at, end), value))
                done = end
                break
    return found
