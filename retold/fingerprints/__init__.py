"""ROOM. Report -> Fingerprint: hashed features by which a report is recognised elsewhere, in any wording.

Two kinds. ``run``: three words in a row; they survive cutting and light editing. ``rare``: two rare words in a row,
and two with one rare word between them; names, numbers and odd details in their order survive rewording, while
reports of the same event written independently have the same names in another order.

A long report keeps a sample: the features whose hash begins with `level` zero bits (FracMinHash, after Irber et al.
2022, doi:10.1101/2022.01.11.475838, with rates that are powers of two). The level depends on the report's own length
alone, so nothing changes when the pile grows, and two reports of different levels still meet: what the coarser one
keeps of a shared feature, the finer one keeps too.

`fingerprints` is the plain way, for one report; `features` does the same for many texts at once in compiled loops.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..glossary import Fingerprint, Report
from ..hashing import number
from ..settings import SETTINGS
from ..words import keys, lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .texts import Features

__all__ = ["features", "fingerprints", "level", "stretches"]

MASK = (1 << 64) - 1
BITS = 36
"""A value has so many bits: with the number of a report (24 bits) and a stretch (4) it fills a word of the machine.
The lowest bit tells the kind."""
FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd 64-bit constants (from xxHash and the golden ratio): a feature's hash is a sum of word numbers times these."""
SALTS = {"run": 0x27D4EB2F165667C5, "rare": 0x85EBCA77C2B2AE63}
MIX = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
"""The multipliers of MurmurHash3's 64-bit finaliser."""


def fingerprints(report: Report) -> list[Fingerprint]:
    """The features of a report, one row a distinct feature of a kind, in order of first occurrence.

    A text without words has none. The cost grows with the length of the text; the number of rows hardly does, since
    longer reports keep a smaller share.
    """
    found = keys(report.text)
    buckets = stretches(len(found))
    rows: list[Fingerprint] = []
    for kind, features in (("run", _runs(found)), ("rare", _rares(found))):
        kept = _sample(features, kind, len(found), buckets)
        size = len(kept)
        rows.extend(Fingerprint(report.report, value, kind, bucket, buckets, size) for value, bucket in kept.items())
    return rows


def features(buffer: NDArray[np.uint8], offsets: NDArray[np.int64]) -> Features:
    """The features of the texts ``buffer[offsets[i]:offsets[i + 1]]`` (UTF-8), as `fingerprints` finds them.

    Columns instead of rows: see `texts.Features`. Linear in the bytes; what a text gives depends on it alone.
    """
    from .texts import features

    return features(buffer, offsets)


def stretches(count: int) -> int:
    """Into how many stretches a report of `count` words is cut: enough words in each to hold a shared feature."""
    most = SETTINGS.fingerprints.stretches
    return max(1, min(most, count // SETTINGS.fingerprints.stretch))


def level(count: int) -> int:
    """How many high bits of a feature's hash must be zero for a report of `count` words: 0 keeps all, 1 half ..."""
    bits = 0
    while count > SETTINGS.fingerprints.keep_all << bits:
        bits += 1
    return bits


def _runs(found: list[str]) -> list[tuple[int, int]]:
    """Three words in a row as (position, unmixed hash); a text of one or two words has one, of all its words."""
    hashes = [number(key) for key in found]
    first, second, third = FACTORS
    if len(hashes) < 3:
        return [(0, sum(value * factor for value, factor in zip(hashes, FACTORS, strict=False)))] if hashes else []
    return [
        (at, one * first + two * second + three * third)
        for at, (one, two, three) in enumerate(zip(hashes, hashes[1:], hashes[2:], strict=False))
    ]


def _rares(found: list[str]) -> list[tuple[int, int]]:
    """Pairs of rare words, next to each other in the row of rare words or with one between, as (position, hash)."""
    common = common_words()
    rare = [(at, number(key)) for at, key in enumerate(found) if key not in common and len(key) > 1]
    first, second, third = FACTORS
    pairs = []
    for near, (at, one) in enumerate(rare):
        for distance, factor in ((1, second), (2, third)):
            if near + distance < len(rare) and rare[near + distance][1] != one:
                pairs.append((at, one * first + rare[near + distance][1] * factor))
    return pairs


def _sample(features: list[tuple[int, int]], kind: str, count: int, buckets: int) -> dict[int, int]:
    """Value -> bucket of its first occurrence, for the features that the report's level keeps."""
    least = 1 << BITS >> level(count)
    salt = SALTS[kind]
    kept: dict[int, int] = {}
    for at, value in features:
        value = ((value & MASK) ^ salt) * MIX[0] & MASK
        value = (value ^ value >> 32) * MIX[1] & MASK
        value = value >> 64 - BITS & ~1 | (kind == "rare")
        if value < least and value not in kept:
            kept[value] = at * buckets // count
    return kept


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The words that are not rare, by comparison key."""
    return lexicon("common_words")
