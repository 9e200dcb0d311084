"""The whole phrases in which two linked sentences differ: word edits, joined across short common stretches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple, cast

from rapidfuzz.distance import Indel

from ..settings import SETTINGS
from .sides import Unit

Edit = tuple[int, int, int, int]
Block = tuple[int, int, int, int]


class Run(NamedTuple):
    """The words of some sentences in order: what they are compared by, and where they start and stop in the text."""

    anchor: int
    """Where the first sentence starts: there stands what is empty."""
    keys: list[str]
    starts: list[int]
    stops: list[int]


def run(units: Sequence[Unit]) -> Run:
    """Sentences as one run of words."""
    found = Run(units[0].start, [], [], [])
    for unit in units:
        starts, stops = unit.places()
        found.keys.extend(unit.keys)
        found.starts.extend(starts)
        found.stops.extend(stops)
    return found


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
    numbers = dict(zip(dict.fromkeys([*here, *there]), count(), strict=False))
    first, second = list(map(numbers.__getitem__, here)), list(map(numbers.__getitem__, there))
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
    for block in blocks:
        if found and _close(found[-1], block, one):
            found[-1] = (found[-1][0], block[1], found[-1][2], block[3])
        else:
            found.append(block)
    return found


def _close(before: Block, after: Block, one: Sequence[str]) -> bool:
    """Whether the common stretch between two blocks is too short to be told apart: a word or two, no long one."""
    common = after[0] - before[1]
    if common > SETTINGS.collation.joined_words:
        return False
    return sum(len(one[at]) for at in range(before[1], after[0])) <= SETTINGS.collation.joined_letters
