"""The whole phrases in which two linked sentences differ: word edits, joined across short common stretches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count
from typing import NamedTuple, cast

from rapidfuzz.distance import Indel

from ..settings import SETTINGS
from .linking import Matching
from .sides import Unit
from .ways import Pair, Places

Edit = tuple[int, int, int, int]
Block = tuple[int, int, int, int]


class Told(NamedTuple):
    """The sentences of a text, and where their words stand."""

    units: Sequence[Unit]
    places: Places


class Run(NamedTuple):
    """The words of some sentences in order: what they are compared by, and where they start and stop in the text."""

    anchor: int
    """Where the first sentence starts: there stands what is empty."""
    keys: Sequence[str]
    starts: Sequence[int]
    stops: Sequence[int]


def phrases(one: Told, other: Told, found: Matching) -> dict[Pair, list[Edit]]:
    """The edits of every pair that is not kept; a sentence with several partners is compared with all at once."""
    changes: dict[Pair, list[Edit]] = {}
    for left, rights in found.one.items():
        for right in rights:
            if (left, right) not in found.exact and (left, right) not in changes:
                lefts = found.other[right] if len(rights) == 1 else [left]
                if len(lefts) == len(rights) == 1:
                    changes[left, right] = edits(_run(one, lefts), _run(other, rights))
                else:
                    changes.update(_group(one, other, sorted(lefts), sorted(rights)))
    return changes


def _group(one: Told, other: Told, lefts: Sequence[int], rights: Sequence[int]) -> dict[Pair, list[Edit]]:
    """Edits of 1:n or n:1 sentences, each given to the pair in whose sentences it stands."""
    shared: dict[Pair, list[Edit]] = {(left, right): [] for left in lefts for right in rights}
    many, places, side = (other.units, rights, 2) if len(rights) > 1 else (one.units, lefts, 0)
    for edit in edits(_run(one, lefts), _run(other, rights)):
        for at in places:
            unit = many[at]
            start, stop = max(edit[side], unit.start), min(edit[side + 1], unit.stop)
            if start < stop or (edit[side] == edit[side + 1] and unit.start <= start <= unit.stop):
                cut = (*edit[:2], start, stop) if side else (start, stop, *edit[2:])
                shared[(lefts[0], at) if side else (at, rights[0])].append(cut)
                if start == stop:
                    break
    return shared


def _run(told: Told, held: Sequence[int]) -> Run:
    """Sentences of a text, in order, as one run of words."""
    anchor = told.units[held[0]].start
    if len(held) == 1:
        return Run(anchor, told.units[held[0]].keys, *told.places.of(held[0]))
    spread = [told.places.of(at) for at in held]
    starts, stops = ([place for part in parts for place in part] for parts in zip(*spread, strict=True))
    return Run(anchor, [key for at in held for key in told.units[at].keys], starts, stops)


def edits(one: Run, other: Run) -> list[Edit]:
    """Differences of two runs of words as (one_start, one_stop, other_start, other_stop), absolute offsets."""
    blocks = _joined(_blocks(one.keys, other.keys), one.keys)
    return [(*_span(one, here, stop), *_span(other, there, end)) for here, stop, there, end in blocks]


def _span(run: Run, start: int, stop: int) -> tuple[int, int]:
    if stop > start:
        return run.starts[start], run.stops[stop - 1]
    at = run.stops[start - 1] if start else (run.starts[0] if run.starts else run.anchor)
    return at, at


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """Where two lists differ, as index ranges, in order."""
    head = 0
    limit = min(len(one), len(other))
    while head < limit and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < limit - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    left, right = len(one) - tail, len(other) - tail
    if head == left and head == right:
        return []
    longest = SETTINGS.collation.longest_diff
    if head in (left, right) or left - head > longest or right - head > longest:
        return [(head, left, head, right)]
    here, there = one[head:left], other[head:right]
    signs = dict(zip(dict.fromkeys(chain(here, there)), map(chr, count()), strict=False))
    first, second = ("".join(map(signs.__getitem__, words)) for words in (here, there))
    found: list[Block] = []
    codes = cast("list[tuple[str, int, int, int, int]]", Indel.opcodes(first, second).as_list())
    for tag, start, stop, other_start, other_stop in codes:
        if tag == "equal":
            continue
        block = (start + head, stop + head, other_start + head, other_stop + head)
        if found and found[-1][1] == block[0] and found[-1][3] == block[2]:
            found[-1] = (found[-1][0], block[1], found[-1][2], block[3])
        else:
            found.append(block)
    return found


def _joined(blocks: Sequence[Block], one: Sequence[str]) -> list[Block]:
    """Neighbouring blocks as one where what they have in common is short beside what differs."""
    found: list[Block] = []
    few, short = SETTINGS.collation.joined_words, SETTINGS.collation.joined_letters
    for block in blocks:
        if found:
            before = found[-1]
            common = one[before[1] : block[0]]  # a word or two between them, no long one, are not told apart
            if len(common) <= few and sum(map(len, common)) <= short:
                found[-1] = (before[0], block[1], before[2], block[3])
                continue
        found.append(block)
    return found
