"""CORRIDOR. The number of a word: a 64-bit hash of its comparison key, the same on every machine and in every run.

`number` is the plain way, for one key. `word_numbers` numbers all words of many texts at once, straight from their
UTF-8 bytes; it loads numpy and the compiler, so it is for paths that look at many texts. Both give the same numbers,
and the words are those of `retold.words`.

A key is taken eight bytes at a time; each step is a multiplication by an odd constant and a shift (after MurmurHash3,
Austin Appleby, public domain), which loses nothing: words of up to eight bytes never share a number, save in the lowest
bit. That bit is set for a word of one character alone, so that letters and digits standing by themselves can be told
from words without the text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .texts import Numbered

__all__ = ["number", "word_numbers"]

MASK = (1 << 64) - 1
MULTIPLIER = 0x9E3779B97F4A7C15
"""Odd, from the golden ratio."""


@lru_cache(maxsize=262_144)
def number(key: str) -> int:
    """The number of one comparison key; pure, so it may be remembered. The lowest bit says: one character."""
    raw = key.encode("utf-8", "surrogatepass")
    value = 0
    for at in range(0, len(raw), 8):
        value = (value ^ int.from_bytes(raw[at : at + 8], "little")) * MULTIPLIER & MASK
        value ^= value >> 32
    return value & ~1 | (len(key) == 1)


def word_numbers(buffer: NDArray[np.uint8], offsets: NDArray[np.int64]) -> Numbered:
    """The numbers of all words of the texts ``buffer[offsets[i]:offsets[i + 1]]``, with their places in bytes.

    The bytes are UTF-8 (lone surrogates encoded as they come); a text without words has none. Linear in the bytes.
    """
    from .texts import word_numbers

    return word_numbers(buffer, offsets)
