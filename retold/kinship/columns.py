"""The clear check over columns: the words of very many reports, and the counts of very many pairs of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..hashing import word_numbers
from .clear import COUNTS, known_numbers
from .compiled import answer_pairs, count_pairs, join_pairs, mark_words
from .settled import fitted

Array = NDArray[Any]


class Sheets(NamedTuple):
    """The sheets of reports (`clear.Sheet`) end to end; those of report `i` are ``spans[i, 0]:spans[i, 1]``."""

    numbers: NDArray[np.uint32]
    flags: NDArray[np.uint8]
    spans: NDArray[np.int64]


def sheets(texts: Sequence[str]) -> Sheets:
    """The sheets of texts; the same as `clear.sheet` of each."""
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(part) for part in raw], out=offsets[1:])
    buffer = np.frombuffer(b"".join(raw), np.uint8)
    found = word_numbers(buffer, offsets)
    flags = np.zeros(len(found.numbers), np.uint8)
    mark_words(buffer, offsets, (found.starts, found.stops, found.bounds), found.numbers, _known(), flags)
    numbers = (found.numbers >> np.uint64(32)).astype(np.uint32)
    return Sheets(numbers, flags, np.stack([found.bounds[:-1], found.bounds[1:]], axis=1))


@lru_cache(maxsize=1)
def _known() -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """The numbers of words of which something is known, sorted, and what it is."""
    known = sorted(known_numbers().items())
    return np.array([word for word, _ in known], np.uint64), np.array([flag for _, flag in known], np.uint8)


def count(held: Sheets, one: Array, other: Array) -> NDArray[np.int32]:
    """The counts of each pair (rows) of reports, by their places in the sheets; the columns are `clear.COUNTS`."""
    found = np.zeros((len(one), len(COUNTS)), np.int32)
    count_pairs(held.numbers, held.flags, held.spans, one, other, found)
    return found


def answers(found: NDArray[np.int32]) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """The answer to each row of counts (`settled.DOUBTFUL` and so on) and its score for a copy."""
    said, scores = np.zeros(len(found), np.int8), np.zeros(len(found))
    scales = fitted()
    answer_pairs(found, np.array(scales.copy), np.array(scales.independent), said, scores)
    return said, scores


def groups(count: int, one: Array, other: Array) -> NDArray[np.int64]:
    """For each of so many reports the first of its group, where the reports of a pair are in one group."""
    parents = np.arange(count)
    join_pairs(one, other, parents)
    return parents
