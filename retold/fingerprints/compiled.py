"""Compiled: features of numbered words. The plain reference is `fingerprints`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from . import BITS, FACTORS, MIX, SALTS

Array = NDArray[Any]

FIRST, SECOND, THIRD = (np.uint64(factor) for factor in FACTORS)
RUN, RARE = np.uint64(SALTS["run"]), np.uint64(SALTS["rare"])
MIX_ONE, MIX_TWO = (np.uint64(factor) for factor in MIX)
HALF, DOWN, FOUR, ONE = np.uint64(32), np.uint64(64 - BITS), np.uint64(4), np.uint64(1)
EVEN = ~ONE
GENERATION = np.uint64(BITS)


@compiled
def sample_texts(
    numbers: Array, bounds: Array, levels: Array, buckets: Array, common: Array, scratch: Array, found: Array
) -> Array:
    """Distinct sampled features of texts, ``value << 4 | stretch`` in `found`; where each text's features begin.

    `numbers` and `bounds` are numbered words; `common` is a table of common words (see `is_common`); `scratch` has
    two rows: features with their words' places, not yet distinct.
    """
    starts = np.zeros(len(bounds), np.int64)
    seen = np.zeros(1024, np.uint64)
    at = 0
    for text in range(len(bounds) - 1):
        first, count = bounds[text], bounds[text + 1] - bounds[text]
        limit = np.uint64(1 << BITS >> levels[text])
        kept = _runs(numbers[first : first + count], limit, scratch)
        kept = _rares(numbers[first : first + count], limit, common, scratch, kept)
        while 2 * kept > len(seen):
            seen = np.zeros(2 * len(seen), np.uint64)
        at = _distinct(scratch, kept, (buckets[text], max(count, 1), text + 1), seen, found, at)
        starts[text + 1] = at
    return starts


@compiled
def _runs(words: Array, limit: Any, scratch: Array) -> int:
    """Three words in a row, or all words of a shorter text, where their hash is below the limit; how many."""
    kept = 0
    if 0 < len(words) < 3:
        total = words[0] * FIRST
        if len(words) == 2:
            total += words[1] * SECOND
        value = (total ^ RUN) * MIX_ONE
        value = (value ^ value >> HALF) * MIX_TWO >> DOWN & EVEN
        scratch[0, 0], scratch[1, 0] = value, np.uint64(0)
        return 1 if value < limit else 0
    for place in range(len(words) - 2):
        value = (words[place] * FIRST + words[place + 1] * SECOND + words[place + 2] * THIRD) ^ RUN
        value *= MIX_ONE
        value = (value ^ value >> HALF) * MIX_TWO >> DOWN & EVEN
        scratch[0, kept], scratch[1, kept] = value, place
        kept += value < limit
    return kept


@compiled
def _rares(words: Array, limit: Any, common: Array, scratch: Array, kept: int) -> int:
    """Pairs of rare words, with none or one between, where their hash is below the limit; how many there are now."""
    mask = np.uint64(len(common) - 1)
    rare, one, two, one_at, two_at = 0, np.uint64(0), np.uint64(0), 0, 0
    for place in range(len(words)):
        word = words[place]
        if word & ONE:
            continue
        slot = word >> HALF & mask
        while common[slot] != 0 and common[slot] != word:
            slot = slot + ONE & mask
        if common[slot] == word:
            continue
        if rare >= 1 and two != word:
            value = (two * FIRST + word * SECOND) ^ RARE
            value *= MIX_ONE
            value = (value ^ value >> HALF) * MIX_TWO >> DOWN | ONE
            scratch[0, kept], scratch[1, kept] = value, two_at
            kept += value < limit
        if rare >= 2 and one != word:
            value = (one * FIRST + word * THIRD) ^ RARE
            value *= MIX_ONE
            value = (value ^ value >> HALF) * MIX_TWO >> DOWN | ONE
            scratch[0, kept], scratch[1, kept] = value, one_at
            kept += value < limit
        one, one_at, two, two_at = two, two_at, word, place
        rare += 1
    return kept


@compiled
def _distinct(scratch: Array, kept: int, text: Any, seen: Array, found: Array, at: int) -> int:
    """Each feature once, with the stretch of its first occurrence; how many features of all texts there are now.

    `text` is (stretches, words, number of the text); `seen` is a table of slots that other texts have written to:
    a slot counts only if it bears this text's number.
    """
    buckets, count, mark = text
    stamp = np.uint64(mark) << GENERATION
    mask = np.uint64(len(seen) - 1)
    for row in range(kept):
        value = scratch[0, row]
        bucket = np.uint64(np.int64(scratch[1, row]) * buckets // count)
        slot = value >> ONE & mask
        while seen[slot] >> GENERATION == np.uint64(mark) and seen[slot] != stamp | value:
            slot = slot + ONE & mask
        if seen[slot] != stamp | value:
            seen[slot] = stamp | value
            found[at] = value << FOUR | bucket
            at += 1
    return at
