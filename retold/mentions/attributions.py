"""Attributions: a cue of speech with its speaker, whether what is said stands in quotation marks or not.

The span is the cue; `value` is the cue's key and `speaker` whoever says it, as the report puts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..glossary import Mention
from ..words import lexicon
from .speakers import by_cue
from .subjects import as_pieces, name_of
from .tokens import Page, Token


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    """The reporting verbs that report a claim whatever stands around them."""
    return lexicon("claim_verbs")


def attributions(page: Page) -> list[Mention]:
    """Every cue of reported speech with its subject; a cue without a subject is left out."""
    found = []
    for sentence, line, places in page.spots(_cued):
        pieces = as_pieces(line)
        for at in places:
            token, cue = line[at], _cue(line, at)
            if cue is None:
                continue
            subject = by_cue(pieces, at, cue)
            if subject is None:
                continue
            words = [other for other in line if subject.start <= other.start < subject.stop]
            stop = line[at + 1].stop if cue == "according" else token.stop
            text = page.report.text[token.start : stop]
            speaker = name_of(words)
            found.append(
                Mention(page.report.report, sentence.place, token.start, stop, "attribution", text, cue, speaker)
            )
    return found


@lru_cache(maxsize=65536)
def _cued(word: str) -> bool:
    return word == "according" or word in _cues()


def _cue(line: Sequence[Token], at: int) -> str | None:
    token = line[at]
    if token.key == "according":
        return "according" if at + 1 < len(line) and line[at + 1].key == "to" else None
    return token.key if token.key in _cues() else None
