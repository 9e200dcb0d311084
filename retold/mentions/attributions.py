"""Attributions: a cue of speech with its speaker, whether what is said stands in quotation marks or not.

The span is the cue; `value` is the cue's key and `speaker` whoever says it, as the report puts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..glossary import Mention
from ..words import lexicon
from .speakers import by_cue
from .subjects import name_of
from .tokens import CUE, Page, Token


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    """The reporting verbs that report a claim whatever stands around them."""
    return lexicon("claim_verbs")


def attributions(page: Page) -> list[Mention]:
    """Every cue of reported speech with its subject; a cue without a subject is left out."""
    found = []
    for number, line, places in page.spots(CUE):
        for at in places:
            cue = _cue(line, at)
            subject = None if cue is None else by_cue(line, at, cue)
            if cue is not None and subject is not None:
                stop = at + 2 if cue == "according" else at + 1
                speaker = name_of(line[subject.low : subject.high])
                found.append(page.row("attribution", (number, at, stop), cue, speaker))
    return found


def begins(word: str) -> bool:
    """Whether a cue can begin with a word."""
    return word == "according" or word in _cues()


def _cue(line: Sequence[Token], at: int) -> str | None:
    token = line[at]
    if token.key == "according":
        return "according" if at + 1 < len(line) and line[at + 1].key == "to" else None
    return token.key if token.key in _cues() else None
