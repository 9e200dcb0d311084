"""One report's words as evidence is taken from them: sentence by sentence, quoted or not, rare or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from ..glossary import Witness
from ..settings import SETTINGS
from ..words import keys, lexicon, places


@dataclass(slots=True)
class Side:
    """One report's words, sentence by sentence, without furniture and credits."""

    keys: dict[int, list[str]]
    """Words by place of the sentence."""
    quoted: dict[int, list[bool]]
    chars: dict[int, int]
    """Characters of each sentence."""
    names: frozenset[str] = frozenset()
    """Words with a capital inside a sentence and never without: names, as far as capitals tell."""


Spans = tuple[list[int], list[int]]
"""Sorted, disjoint starts and stops."""


def aside(witness: Witness) -> Spans:
    """What is no part of the story: furniture and credits."""
    return _merged([*((f.start, f.stop) for f in witness.furniture), *((c.start, c.stop) for c in witness.credits)])


def side_of(witness: Witness) -> Side:
    """The words of the body, each with whether it is quoted; fragments (a menu, a date, a heading) are left out."""
    apart = aside(witness)
    speech = _merged(
        [*((m.start, m.stop) for m in witness.mentions if m.kind == "quotation"), *_paired(witness.report.text)]
    )
    side = Side({}, {}, {})
    large: set[str] = set()
    small: set[str] = set()
    text = witness.report.text
    for sentence in witness.sentences:
        told, (starts, stops) = keys(sentence.text, text), places(sentence.text)
        if _meets(apart, sentence.start, sentence.stop):
            kept = [not inside(apart, sentence.start + start) for start in starts]
            told, starts, stops = list(compress(told, kept)), list(compress(starts, kept)), list(compress(stops, kept))
        if len(told) < SETTINGS.kinship.least_sentence:
            continue
        side.keys[sentence.place] = told
        if _meets(speech, sentence.start, sentence.stop):
            side.quoted[sentence.place] = [inside(speech, sentence.start + start) for start in starts]
        else:
            side.quoted[sentence.place] = [False] * len(told)
        side.chars[sentence.place] = stops[-1] - starts[0]
        firsts = itemgetter(*starts)(sentence.text)
        small.update(compress(told, map(str.islower, firsts)))
        large.update(compress(told[1:], map(str.isupper, firsts[1:])))
    side.names = frozenset({key.removesuffix("'s") for key in large} - {key.removesuffix("'s") for key in small})
    return side


def _paired(text: str) -> Iterator[tuple[int, int]]:
    """What stands between straight marks that pair up within a paragraph, however they are spaced.

    A detokenised text has blanks on both sides of a mark, so that it cannot be told by itself whether it opens or
    closes; it is told by the marks before it. A paragraph is left alone where a mark is odd, where one that can be
    told says otherwise, and where a stretch is too long for a quotation.
    """
    start = 0
    for paragraph in text.split("\n\n"):
        marks = [mark.start() for mark in _MARK.finditer(paragraph)]
        spans = list(zip(marks[::2], marks[1::2], strict=False))
        told = any(_side(paragraph, begin) > 0 or _side(paragraph, stop) < 0 for begin, stop in spans)
        long = any(stop - begin > SETTINGS.kinship.longest_speech for begin, stop in spans)
        if len(marks) % 2 == 0 and not told and not long:
            yield from ((start + begin, start + stop) for begin, stop in spans)
        start += len(paragraph) + 2


_MARK = re.compile('"')


def _side(text: str, at: int) -> int:
    """Whether the mark opens (-1), closes (1), or may do either (0), by the blanks around it."""
    before = text[at - 1 : at].strip() != ""
    after = text[at + 1 : at + 2].strip() != ""
    return before - after


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans as sorted, disjoint starts and stops."""
    starts: list[int] = []
    stops: list[int] = []
    for start, stop in sorted(spans):
        if stops and start <= stops[-1]:
            stops[-1] = max(stops[-1], stop)
        else:
            starts.append(start)
            stops.append(stop)
    return starts, stops


def _meets(spans: Spans, start: int, stop: int) -> bool:
    """Whether any span reaches into a stretch."""
    at = bisect_right(spans[1], start)
    return at < len(spans[0]) and spans[0][at] < stop


def inside(spans: Spans, at: int) -> bool:
    """Whether a place lies in one of the spans."""
    found = bisect_right(spans[0], at) - 1
    return found >= 0 and at < spans[1][found]


def rare_words(side: Side) -> list[str]:
    """The rare words of the prose in order, each once: a name that is said ten times is one detail.

    In a language whose common words we do not know, short words are left out instead.
    """
    usual = common()
    every = [
        key.removesuffix("'s")
        for place in sorted(side.keys)
        for key, quoted in zip(side.keys[place], side.quoted[place], strict=True)
        if not quoted
    ]
    known = sum(map(usual.__contains__, every))
    least = 2 if known >= SETTINGS.kinship.known_language * len(every) else SETTINGS.kinship.long_word
    rare = [key for key in every if key not in usual and len(key) >= least]
    return list(dict.fromkeys(map(stem, rare)))[: SETTINGS.kinship.most_rare]


def rare_stems(keys: Iterable[str]) -> list[str]:
    """The rare ones of some words, as they are compared; a letter alone is none: words may stand with blanks inside."""
    usual = common()
    return [stem(key) for key in keys if key not in usual and (len(key) > 1 or key.isdigit())]


def odd(side: Side, place: int) -> bool:
    """Whether a sentence says anything that not every page could say: it has a rare word or a figure."""
    usual = common()
    return any(key.removesuffix("'s") not in usual for key in side.keys[place])


@lru_cache(maxsize=65536)
def stem(key: str) -> str:
    """The part of a word that is compared: rewording inflects. Pure, so it may be remembered."""
    key = key.removesuffix("'s")
    return key[: SETTINGS.kinship.stem] if key.isalpha() else key


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """The words that tell nothing of what a report is about."""
    return lexicon("common_words")
