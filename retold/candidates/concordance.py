"""A concordance of the features of a pile: where each value stands, looked up instead of read for.

As in a printed concordance the places are put together by what stands there. Values are hashes, so their first bits
name a drawer of some sixteen places, and each place keeps the bits that the drawer does not tell. It is made in two
walks over all features and takes six bytes of each, and is not touched by an add: what came after it is read through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import compiled_concordance
from .plain import BITS
from .stages import Ints, Packed, together

if TYPE_CHECKING:
    pass

REST = 16
"""The bits of a value that are kept with its place: a drawer tells the others."""
FILLED = 16
"""Places to a drawer, as far as there are that many."""
AT_ONCE = 24
"""Drawers that are filled in one walk, as a power of two: what is written in turn then stays near the processor."""


class Concordance(NamedTuple):
    """The drawers of a concordance: the i-th has the places from ``starts[i]`` to ``starts[i + 1]``."""

    starts: Ints
    places: NDArray[np.uint32]
    """``report << 4 | stretch``"""
    rests: NDArray[np.uint16]
    """The low bits of the value that stands there."""


def drawn(parts: Sequence[tuple[Any, Any, Any]], firsts: Iterable[int], threads: int = 1) -> Concordance:
    """The concordance of parts (two columns of features, and their bounds), whose first reports have these numbers."""
    count = sum(len(part[0]) for part in parts)
    bits = max(BITS - REST, (count // FILLED).bit_length())
    starts = np.zeros((1 << bits) + 1, np.int64)
    numbered = list(zip(parts, map(int, firsts), strict=False))
    step = -(-(1 << bits) // threads)
    walks = [(low, step) for low in range(0, 1 << bits, step)]  # every thread walks over all features

    def count_some(walk: tuple[int, int]) -> None:
        for part, _ in numbered:
            compiled_concordance.count(part, walk, bits, starts[1:])

    together(count_some, walks, threads)
    np.cumsum(starts, out=starts)
    found = Concordance(starts, np.empty(count, np.uint32), np.empty(count, np.uint16))

    def fill_some(walk: tuple[int, int]) -> None:
        free = starts[walk[0] : walk[0] + walk[1]].copy()
        for part, first in numbered:
            compiled_concordance.fill((part, first), walk, bits, free, found[1:])

    together(fill_some, walks, threads)
    return found


def looked_up(
    held: Concordance, values: Packed, wanted: NDArray[np.bool_], most: int, counts: Ints
) -> tuple[Ints, Packed]:
    """The numbers of values and the places where they stand in wanted reports, no more of each than `most`.

    `counts` has how many of each were found, and is added to.
    """
    bits = (len(held.starts) - 1).bit_length() - 1
    drawers = (values >> np.uint64(BITS - bits)).astype(np.int64)
    room = int(np.minimum(held.starts[drawers + 1] - held.starts[drawers], most).sum())
    found = np.empty(room, np.int64), np.empty(room, np.uint64)
    kept = compiled_concordance.look_up((values, drawers), tuple(held), wanted, (counts, most), found)
    return found[0][:kept], found[1][:kept]
