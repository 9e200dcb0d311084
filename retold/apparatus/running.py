"""Units of texts whose tellings do not agree where a sentence ends, as in manuscripts: cut from one word-by-word
alignment of each telling with the fullest, where a telling begins to lack or to add a stretch.

Runs of two words that stand once in both texts are aligned first, in the order of both (the longest increasing run,
as in patience diff), then what lies between them; so the work grows with the text and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..settings import SETTINGS
from ..words import Word
from .alignment import Known, Match, aligned, body_words, laid, unlike
from .places import Place
from .sides import Side


@dataclass(frozen=True, slots=True)
class Laid:
    """A telling laid beside the fullest one: its words, and which words of the two are the same."""

    side: Side
    words: tuple[Word, ...]
    matches: tuple[Match, ...]


def laid_beside(held: Sequence[Side]) -> list[Laid]:
    """Every telling but the fullest laid beside it, the fullest itself first."""
    read = [tuple(body_words(side)) for side in held]
    base = [word.key for word in read[0]]
    first = Laid(held[0], read[0], tuple((at, at) for at in range(len(base))))
    known: Known = {}
    found = [first]
    for side, words in zip(held[1:], read[1:], strict=True):
        matches = matched(base, [word.key for word in words], known)
        found.append(Laid(side, words, tuple(_steady(matches, len(base), len(words)))))
    return found


def _steady(matches: Sequence[Match], size: int, other: int) -> list[Match]:
    """Without the few words that are found by chance in the middle of a stretch that a telling lacks.

    Of a fragment, a word here and there is like one far away; a stretch that it has is as long as one that it lacks.
    """
    edges = {start for start, _ in _lacking(matches, size, other)}
    groups: list[list[Match]] = [[]]
    for match in matches:
        if groups[-1] and groups[-1][-1][0] + 1 in edges:
            groups.append([])
        groups[-1].append(match)
    long = [match for group in groups if len(group) >= SETTINGS.stemma.lacking_words for match in group]
    return long or list(matches)


def agreement(rows: Sequence[Laid]) -> float:
    """The share of the words of each telling that stand in the fullest one too, in the same order."""
    size = sum(min(len(row.words), len(rows[0].words)) for row in rows[1:])
    return round(sum(len(row.matches) for row in rows[1:]) / max(size, 1), 4)


def in_sentences(rows: Sequence[Laid], unit_of: Mapping[tuple[str, int], int]) -> float:
    """The share of the words that tellings have in common, in order, whose sentences are linked.

    `unit_of` gives the unit of a sentence by report and place.
    """
    base, common, linked = rows[0], 0, 0
    here = _sentence_of(base)
    for row in rows[1:]:
        there = _sentence_of(row)
        common += len(row.matches)
        for one, other in row.matches:
            unit = unit_of.get((base.side.key, here[one]))
            linked += unit is not None and unit == unit_of.get((row.side.key, there[other]))
    return round(linked / max(common, 1), 4)


def _sentence_of(row: Laid) -> list[int]:
    """For each word the place of its sentence."""
    starts = [sentence.start for sentence in row.side.body]
    return [row.side.body[max(bisect_left(starts, word.start + 1) - 1, 0)].place for word in row.words]


def running_places(rows: Sequence[Laid]) -> list[Place]:
    """The units: stretches of the fullest telling and what each other has there, and stretches that it lacks."""
    base = rows[0]
    lacking = [_lacking(row.matches, len(base.words), len(row.words)) for row in rows]
    cuts = sorted({0, len(base.words), *(edge for runs in lacking for run in runs for edge in run)})
    cuts = _finer(cuts, rows, lacking)
    added = _added(rows, cuts)
    found = []
    for start, stop in pairwise(cuts):
        spans, gaps = {}, {}
        for row, runs in zip(rows, lacking, strict=True):
            if any(left <= start and stop <= right for left, right in runs):
                torn = (runs[0][0] == 0 and stop <= runs[0][1]) or (runs[-1][1] == cuts[-1] and start >= runs[-1][0])
                gaps[row.side.key] = "unknown" if torn else "omitted"
                continue
            left, right = _there(row.matches, start, len(row.words)), _there(row.matches, stop, len(row.words))
            if left < right:
                spans[row.side.key] = (row.words[left].start, row.words[right - 1].stop)
        if spans:
            found.append(Place("content", spans, gaps))
        found.extend(added.get(stop, ()))
    return found


def _lacking(matches: Sequence[Match], size: int, other: int) -> list[tuple[int, int]]:
    """The stretches of the fullest telling that a telling lacks: several words for which it has hardly any.

    `size` and `other` are the words of the two.
    """
    found = []
    for (one, under), (after, then) in pairwise([(-1, -1), *matches, (size, other)]):
        gone, put = after - one - 1, then - under - 1
        if gone >= SETTINGS.stemma.lacking_words and put * 2 <= gone:
            found.append((one + 1, after))
    return found


def _finer(cuts: list[int], rows: Sequence[Laid], lacking: Sequence[list[tuple[int, int]]]) -> list[int]:
    """Long stretches are cut where all that have them agree in two words, so that variants are looked for in short."""
    whole = Counter(one for row in rows for one, _ in row.matches)
    gone = [0] * (cuts[-1] + 1)
    for runs in lacking:
        for start, stop in runs:
            for at in range(start, stop):
                gone[at] += 1
    found = [cuts[0]]
    for start, stop in pairwise(cuts):
        for at in range(start + 1, stop):
            sure = whole[at] + gone[at] == len(rows) == whole[at - 1] + gone[at - 1]
            if sure and at - found[-1] >= SETTINGS.stemma.unit_words:
                found.append(at)
        found.append(stop)
    return found


def _there(matches: Sequence[Match], at: int, size: int) -> int:
    """Which word of a telling stands at a word of the fullest; between words in common, as far from the one before."""
    place = bisect_left(matches, (at, -1))
    after = matches[place] if place < len(matches) else None
    if after is not None and after[0] == at:
        return after[1]
    one, other = matches[place - 1] if place else (-1, -1)
    return min(other + at - one, size if after is None else after[1])


def _added(rows: Sequence[Laid], cuts: Sequence[int]) -> dict[int, list[Place]]:
    """Stretches that the fullest telling lacks, by the cut behind which they stand; those of like words are one."""
    found: dict[int, list[tuple[set[str], dict[str, tuple[int, int]]]]] = {}
    for row in rows[1:]:
        for (one, other), (after, then) in pairwise([(-1, -1), *row.matches, (cuts[-1], len(row.words))]):
            put, gone = then - other - 1, after - one - 1
            if put < SETTINGS.stemma.lacking_words or gone * 2 > put:
                continue
            words = row.words[other + 1 : then]
            mine = {word.key for word in words}
            cut = cuts[min(bisect_left(cuts, one + 1), len(cuts) - 1)]
            for theirs, spans in found.setdefault(cut, []):
                if row.side.key not in spans and 2 * len(mine & theirs) >= min(len(mine), len(theirs)):
                    spans[row.side.key] = (words[0].start, words[-1].stop)
                    break
            else:
                found[cut].append((mine, {row.side.key: (words[0].start, words[-1].stop)}))
    return {cut: [Place("content", spans) for _, spans in groups] for cut, groups in found.items()}


def matched(one: Sequence[str], other: Sequence[str], known: Known) -> list[Match]:
    """The words that two texts have in common, in the order of both; words that are spelled nearly alike are the same.

    `known` keeps how unlike two words are.
    """
    anchors = _anchors(one, other)
    found: list[Match] = []
    for (left, right), (after, then) in pairwise([(-1, -1), *anchors, (len(one), len(other))]):
        here, there = one[left + 1 : after], other[right + 1 : then]
        found += [(left + 1 + at, right + 1 + under) for at, under in _between(here, there, known)]
        if after < len(one):
            found.append((after, then))
    return found


def _between(one: Sequence[str], other: Sequence[str], known: Known) -> list[Match]:
    """The same between two anchors: the words that are equal first, if there are too many to lay each under each."""
    if not one or not other:
        return []
    most = SETTINGS.stemma.laid_words**2
    if len(one) * len(other) <= most:
        return _alike(one, other, known)
    found: list[Match] = []
    at, reached = 0, 0
    for start, stop, under, last in [*aligned(one, other), (len(one), len(one), len(other), len(other))]:
        found += [(at + step, reached + step) for step in range(start - at)]
        if (stop - start) * (last - under) <= most:
            inner = _alike(one[start:stop], other[under:last], known)
            found += [(start + step, under + there) for step, there in inner]
        at, reached = stop, last
    return found


def _alike(one: Sequence[str], other: Sequence[str], known: Known) -> list[Match]:
    """Words laid under each other, as far as they are spelled nearly alike."""
    most = SETTINGS.stemma.respelled
    return [(at, under) for at, under in laid(one, other, known) if unlike(one[at], other[under], known) <= most]


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[Match]:
    """Places of two words in a row that stand once in both texts: the longest run of them in the order of both."""
    here, there = _once(one), _once(other)
    pairs = sorted((at, there[name]) for name, at in here.items() if name in there)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        spot = bisect_left(tails, place)
        before.append(ends[spot - 1] if spot else -1)
        tails[spot : spot + 1] = [place]
        ends[spot : spot + 1] = [at]
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, str], int]:
    places: dict[tuple[str, str], int] = {}
    counts = Counter(pairwise(words))
    for at, name in enumerate(pairwise(words)):
        if counts[name] == 1:
            places[name] = at
    return places
