"""A place at which the tellings have many readings, taken apart word by word.

Where many hands changed single words side by side, what each changed runs together into one long place with nearly as
many readings as tellings, which tells nothing of who copied whom. There every telling's words are laid under those of
the fullest one, like under like; neighbouring words at which the tellings part in the same way stay one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..settings import SETTINGS
from .alignment import Known, laid

Span = tuple[int, int]
Spans = dict[str, Span]


def parted(base: Sequence[str], mine: Mapping[str, tuple[int, Sequence[str]]]) -> list[Spans]:
    """The places into which one falls, each with the span of words that each telling has there.

    `base` are the words of the fullest telling there, `mine` those of each telling with the number of the first; a
    telling without a word in a place is left out there. Places at which all agree are left out.
    """
    known: Known = {}
    under = {name: _laid(base, words, known) for name, (_, words) in mine.items()}
    columns = [{name: (edges[at], edges[at + 1]) for name, edges in under.items()} for at in range(len(base))]
    groups: list[tuple[tuple[int, ...], Spans]] = []
    for column in columns:
        pattern = _pattern(tuple(mine[name][1][start:stop]) for name, (start, stop) in column.items())
        if groups and groups[-1][0] == pattern:
            held = groups[-1][1]
            groups[-1] = pattern, {name: (held[name][0], stop) for name, (_, stop) in column.items()}
        else:
            groups.append((pattern, column))
    return [
        {name: (mine[name][0] + start, mine[name][0] + stop) for name, (start, stop) in spans.items() if start < stop}
        for pattern, spans in groups
        if max(pattern) > 0
    ]


def _pattern(readings: Iterable[tuple[str, ...]]) -> tuple[int, ...]:
    """Which tellings read alike, as numbers in the order in which they occur."""
    numbers: dict[tuple[str, ...], int] = {}
    return tuple(numbers.setdefault(reading, len(numbers)) for reading in readings)


def _laid(base: Sequence[str], words: Sequence[str], known: Known) -> list[int]:
    """Where in `words` each word of `base` begins, and the end; what is put in goes with the word before it."""
    size = len(words)
    if len(base) * size > SETTINGS.stemma.laid_words**2:
        return [round(at * size / len(base)) for at in range(len(base))] + [size]
    edges, after = [size] * (len(base) + 1), size
    under = dict(laid(base, words, known))
    for at in range(len(base) - 1, -1, -1):
        edges[at] = after = under.get(at, after)
    edges[0] = 0
    return edges
