"""The whole phrases in which two linked sentences differ: word edits, joined across short common stretches."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from ..settings import SETTINGS
from ..words import Word

Edit = tuple[int, int, int, int]
Block = tuple[int, int, int, int]


def edits(one: Sequence[Word], other: Sequence[Word], anchor: tuple[int, int]) -> list[Edit]:
    """Differences of two runs of words as (one_start, one_stop, other_start, other_stop), absolute offsets.

    `anchor` says where an empty run stands: the start of the sentence on either side.
    """
    blocks = _joined(_blocks([word.key for word in one], [word.key for word in other]), one)
    return [
        (*_span(one, left, left_stop, anchor[0]), *_span(other, right, right_stop, anchor[1]))
        for left, left_stop, right, right_stop in blocks
    ]


def _span(run: Sequence[Word], start: int, stop: int, anchor: int) -> tuple[int, int]:
    if stop > start:
        return run[start].start, run[stop - 1].stop
    at = run[start - 1].stop if start else (run[0].start if run else anchor)
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
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(key, len(numbers)) for key in one[head:left]]
    second = [numbers.setdefault(key, len(numbers)) for key in other[head:right]]
    found: list[Block] = []
    for code in Indel.opcodes(first, second):
        if code.tag == "equal":
            continue
        block = (code.src_start + head, code.src_end + head, code.dest_start + head, code.dest_end + head)
        if found and found[-1][1] == block[0] and found[-1][3] == block[2]:
            found[-1] = (found[-1][0], block[1], found[-1][2], block[3])
        else:
            found.append(block)
    return found


def _joined(blocks: Sequence[Block], one: Sequence[Word]) -> list[Block]:
    """Neighbouring blocks as one where what they have in common is short beside what differs."""
    found: list[Block] = []
    for block in blocks:
        if found and _close(found[-1], block, one):
            found[-1] = (found[-1][0], block[1], found[-1][2], block[3])
        else:
            found.append(block)
    return found


def _close(before: Block, after: Block, one: Sequence[Word]) -> bool:
    """Whether the common stretch between two blocks is too short to be told apart: a word or two, no long one."""
    common = after[0] - before[1]
    if common > SETTINGS.collation.joined_words:
        return False
    return sum(len(one[at].key) for at in range(before[1], after[0])) <= SETTINGS.collation.joined_letters
