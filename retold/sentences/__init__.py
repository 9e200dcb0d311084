"""ROOM. Report -> Sentence: a report cut into sentences that are fit for news.

Cuts fall in two steps. First the lines: a blank line always ends a sentence; a single line break does so only where
the line was ended on purpose (the next word would have fitted on it, a list mark follows, or the report has one
paragraph a line). Then the stops inside each stretch: a mark that can end a sentence is weighed with the word before
it (an abbreviation, an initial, a list number), the closing marks behind it and the word that follows, in the manner
of rule splitters since Grefenstette & Tapanainen 1994 (*What is a word, what is a sentence?*) and the Golden Rules of
Pragmatic Segmenter; no training text is involved. Every decision looks at a bounded neighbourhood, so the time is
linear in the length of the report.

Every non-space character stands in exactly one sentence; sentences are trimmed, in order, and do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.glossary import Report, Sentence
from retold.sentences.lines import spans
from retold.sentences.stops import cuts, skip
from retold.settings import SETTINGS

__all__ = ["sentences"]


def sentences(report: Report) -> list[Sentence]:
    """The sentences of a report in order, with offsets (code points, half open) into its text.

    Empty or blank text has none. Never raises on odd text.
    """
    text = report.text
    found: list[Sentence] = []
    for start, stop in spans(text):
        for begin, end in _trimmed(text, cuts(text, start, stop)):
            found.append(Sentence(report.report, len(found), begin, end, text[begin:end]))
    return found


def _trimmed(text: str, stretches: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches without outer white space; one longer than the limit is cut at white space, or hard without any."""
    longest = SETTINGS.furniture.longest_sentence
    for start, stop in stretches:
        start = skip(text, start, stop)
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        while stop - start > longest:
            cut = _last_space(text, start + 1, start + longest)
            yield from _inked(text, start, cut)
            start = skip(text, cut, stop)
        if start < stop:
            yield start, stop


def _last_space(text: str, start: int, stop: int) -> int:
    """Where the last white space of a stretch starts; its end where it has none."""
    at = stop
    while at > start and not text[at].isspace():
        at -= 1
    return at if at > start else stop


def _inked(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield start, stop
