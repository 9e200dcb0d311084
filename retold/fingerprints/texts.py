"""The features of many texts as columns."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..hashing import number, word_numbers
from ..settings import SETTINGS
from . import common_words
from .compiled import sample_texts

AT_ONCE = 1 << 19
"""Bytes of text that are worked together: their words fit the cache of a core."""


class Features(NamedTuple):
    """The features of texts: those of text `i` are ``packed[bounds[i]:bounds[i + 1]]``, each once, in no order."""

    packed: NDArray[np.uint64]
    """``value << 4 | stretch``: the value of a `Fingerprint` and the stretch of its first occurrence."""
    bounds: NDArray[np.int64]
    stretches: NDArray[np.int64]
    """How many stretches each text has."""


def features(buffer: NDArray[np.uint8], offsets: NDArray[np.int64]) -> Features:
    """See the package."""
    texts = max(0, len(offsets) - 1)
    packed: list[NDArray[np.uint64]] = [np.zeros(0, np.uint64)]
    counts: list[NDArray[np.int64]] = [np.zeros(1, np.int64)]
    stretches: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    at = 0
    while at < texts:
        stop = max(at + 1, int(np.searchsorted(offsets, offsets[at] + AT_ONCE, side="right")) - 1)
        part = _part(buffer, offsets[at : stop + 1])
        packed.append(part.packed)
        counts.append(np.diff(part.bounds))
        stretches.append(part.stretches)
        at = stop
    return Features(np.concatenate(packed), np.cumsum(np.concatenate(counts)), np.concatenate(stretches))


def _part(buffer: NDArray[np.uint8], offsets: NDArray[np.int64]) -> Features:
    numbers, _, _, bounds = word_numbers(buffer, offsets)
    counts = np.diff(bounds)
    most, least = SETTINGS.fingerprints.stretches, SETTINGS.fingerprints.stretch
    stretches = np.clip(counts // least, 1, most)
    scratch = np.empty((2, 3 * int(counts.max(initial=0)) + 1), np.uint64)
    found = np.empty(3 * len(numbers) + 1, np.uint64)
    starts = sample_texts(numbers, bounds, _levels(counts), stretches, _common(), scratch, found)
    return Features(found[: starts[-1]].copy(), starts, stretches)


def _levels(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """`level` of many counts of words."""
    found = np.zeros(len(counts), np.int64)
    bits, most = 0, int(counts.max(initial=0))
    while most > SETTINGS.fingerprints.keep_all << bits:
        found += counts > SETTINGS.fingerprints.keep_all << bits
        bits += 1
    return found


@lru_cache(maxsize=1)
def _common() -> NDArray[np.uint64]:
    """The common words as a table of slots: a word stands at the first free one from the middle bits of its number on.

    A common word of one character is not in it: its number says that it is no rare word.
    """
    numbers = sorted(number(word) for word in common_words())
    size = 1 << (4 * len(numbers)).bit_length()
    slots = [0] * size
    for word in numbers:
        slot = word >> 32 & size - 1
        while slots[slot]:
            slot = slot + 1 & size - 1
        slots[slot] = word
    return np.array(slots, np.uint64)
