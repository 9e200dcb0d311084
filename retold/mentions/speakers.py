"""Who says it: the nearest cue of a quotation and the cue's subject, without a parser.

A paragraph is read as a line of tokens in which each quotation is one token. The cue is looked for where English
news puts it, in this order: right after the quotation (``", said X`` / ``", X said``), right before it
(``X said: "``), anywhere in the rest of the sentence, and in the sentence of the speech that this one continues.
The rules follow the surface patterns of O'Keefe et al. (2012), *A sequence labelling approach to quote attribution*.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..settings import SETTINGS
from .subjects import (
    PASSIVE,
    Found,
    as_found,
    first_phrase,
    phrase_before_verb,
    phrase_behind,
    plain_verbs,
    verbs,
)
from .tokens import ABBREVIATED, Token, bag

_STOPS = frozenset((".", "!", "?"))
_THINKING = bag(
    "think thinks thought believe believes believed expect expects expected hope hopes hoped fear fears feared"
)


def cut(line: Sequence[Token], at: int) -> tuple[int, int]:
    """The sentence of the piece at `at`: from after the stop before it to before the stop after it."""
    reach = SETTINGS.mentions.clause
    start, stop = at, at + 1
    while start > 0 and at - start < reach and (_inside(line[start - 1]) or not _ends(line, start - 1)):
        start -= 1
    if not _ends(line, at):
        while stop < len(line) and stop - at < reach:
            stop += 1
            if not _inside(line[stop - 1]) and _ends(line, stop - 1):
                break
    return start, stop


def _inside(piece: Token) -> bool:
    """Whether no sentence can end with a piece."""
    return piece.quote < 0 and piece.text not in _STOPS


def _ends(line: Sequence[Token], at: int) -> bool:
    """Whether a sentence ends with this piece."""
    piece = line[at]
    following = line[at + 1] if at + 1 < len(line) else None
    if piece.quote >= 0:
        if piece.closing not in ".!?…":
            return False
        if following is None:
            return True
        if following.quote >= 0:
            return True
        if piece.closing in "!?":
            return False
        return following.capital and not _cue_soon(line, at + 1, 5)
    if piece.text not in _STOPS:
        return False
    before = line[at - 1] if at else None
    if before is not None and piece.text == "." and before.quote < 0:
        short = before.key in ABBREVIATED or len(before.key) == 1
        if short and following is not None and piece.glued:
            return False
    return True


def _cue_soon(line: Sequence[Token], at: int, reach: int) -> bool:
    """Whether a cue with nothing behind it stands within a few tokens: ``"It is late." Smith said.``"""
    for index in range(at, min(len(line), at + reach)):
        if line[index].key in plain_verbs():
            after = line[index + 1] if index + 1 < len(line) else None
            return after is None or after.text in ".,"
        if line[index].text in ".!?;" and line[index - 1].key not in ABBREVIATED:
            return False
    return False


def find(line: Sequence[Token], at: int) -> Found | None:
    """The speaker of the quotation at `at` of a paragraph's line, from its own sentence; None where no cue is."""
    start, stop = cut(line, at)
    after = _after(line, at, stop)
    before = _before(line, at, start)
    if after is not None and after.pattern == "after":
        return after
    if before is not None and before.pattern in ("before", "according"):
        return before
    return after or before


def _after(line: Sequence[Token], at: int, stop: int) -> Found | None:
    """The speaker in the part of the sentence behind the quotation."""
    begin = at + 1
    comma = line[at].closing in ",!?—-…" or line[at].closing == "."
    while begin < stop and line[begin].text in (",", "—", "–", "-", ";"):
        comma, begin = True, begin + 1
    if begin + 1 < stop and line[begin].key == "according" and line[begin + 1].key == "to":
        return as_found(phrase_behind(line, begin + 2, stop), "after")
    for index in range(begin, stop):
        if line[index].quote >= 0:
            break
        if is_cue(line, index) and not _participle(line, index):
            tight = comma and index - begin <= 14
            found = _by_verb(line, index, begin, stop, inverted=tight and index == begin)
            if found is not None:
                return _tagged(found, "after" if tight else "far")
            if not tight:
                continue
    for index in range(begin, stop - 1):
        if line[index].key == "according" and line[index + 1].key == "to":
            return as_found(phrase_behind(line, index + 2, stop), "far")
    return None


def _before(line: Sequence[Token], at: int, start: int) -> Found | None:
    """The speaker in the part of the sentence before the quotation."""
    low = start
    for index in range(at - 1, low - 1, -1):
        if is_cue(line, index):
            if line[index].key in _THINKING and any(line[outer].key in plain_verbs() for outer in range(low, index)):
                continue  # X said she thinks: X is the one who speaks
            found = _by_verb(line, index, low, at, inverted=False)
            if found is not None:
                return _tagged(found, "before" if at - index <= 12 else "far")
    for index in range(at - 1, low - 1, -1):
        if line[index].key == "according" and index + 1 < at and line[index + 1].key == "to":
            return as_found(phrase_behind(line, index + 2, at), "according")
    if at - 1 >= low and line[at - 1].text == ":":
        return as_found(first_phrase(line, low, at - 1), "before")
    return None


def is_cue(line: Sequence[Token], at: int) -> bool:
    """Whether a piece is a reporting verb; with a capital it is a name (*the Washington Post*)."""
    word = line[at].key
    if word == "put":
        return at + 1 < len(line) and line[at + 1].key == "it"
    return word in verbs() and (line[at].text.islower() or at == 0)


def _tagged(found: Found, pattern: str) -> Found:
    return found._replace(pattern=pattern)


def _participle(line: Sequence[Token], at: int) -> bool:
    """Whether a form in -ing follows a preposition, or a past form an auxiliary of the passive."""
    before = line[at - 1].key if at else ""
    return before in PASSIVE and not line[at].key.endswith("ing")


def _by_verb(line: Sequence[Token], verb: int, low: int, high: int, inverted: bool) -> Found | None:
    """The subject of a reporting verb: behind it where it opens the tag (``said X``), else before it."""
    if inverted:
        span = phrase_behind(line, verb + 1, high)
        if span is not None:
            return as_found(span, "after")
    adverbial = line[verb].key.endswith("ing") and verb > low and line[verb - 1].text == ","
    span = first_phrase(line, low, verb) if adverbial else phrase_before_verb(line, verb, low)
    if span is None and verb + 1 < high and line[verb].key in ("said", "says") and line[verb - 1].text in (",", "”"):
        span = phrase_behind(line, verb + 1, high)
    return None if span is None else as_found(span, "before")


def by_cue(line: Sequence[Token], at: int, cue: str) -> Found | None:
    """The subject of the cue at `at`, wherever its speech stands: ``X said that``, ``..., said X``."""
    start, stop = cut(line, at)
    if cue == "according":
        return as_found(phrase_behind(line, at + 2, stop), "according")
    if _participle(line, at):
        return None
    inverted = at > start and line[at - 1].text in (",", "”", '"', "’", "'", "?") and _tag_ends(line, at, stop)
    return _by_verb(line, at, start, stop, inverted=inverted)


def _tag_ends(line: Sequence[Token], verb: int, stop: int) -> bool:
    """Whether the clause ends with the phrase behind the verb: ``, said X.`` and not ``X, a poet, said Y was``."""
    span = phrase_behind(line, verb + 1, stop)
    return span is not None and (span[1] >= stop or line[span[1]].text in ",.;:(" or line[span[1]].key in ("on", "in"))
