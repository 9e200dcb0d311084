"""A place at which the tellings have many readings, taken apart word by word.

Where many hands changed single words side by side, what each changed runs together into one long place with nearly as
many readings as tellings, which tells nothing of who copied whom. There every telling's words are laid under those of
the fullest one, like under like; neighbouring words at which the tellings part in the same way stay one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from ..settings import SETTINGS

Span = tuple[int, int]
Spans = dict[str, Span]
Known = dict[tuple[str, str], float]


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
    gap = SETTINGS.stemma.word_gap
    rows = [[gap * at for at in range(size + 1)]]
    for here in base:
        last, row = rows[-1], [rows[-1][0] + gap]
        for at, there in enumerate(words):
            row.append(min(last[at] + _unlike(here, there, known), last[at + 1] + gap, row[at] + gap))
        rows.append(row)
    edges, at = [size] * (len(base) + 1), size
    for step in range(len(base), 0, -1):
        while at and _same(rows[step][at], rows[step][at - 1] + gap):
            at -= 1
        if at and _same(rows[step][at], rows[step - 1][at - 1] + _unlike(base[step - 1], words[at - 1], known)):
            at -= 1
        edges[step - 1] = at
    edges[0] = 0
    return edges


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-9


def _unlike(one: str, other: str, known: Known) -> float:
    if one == other:
        return 0.0
    if (one, other) not in known:
        known[one, other] = round(Levenshtein.normalized_distance(one, other), 4)
    return known[one, other]
