"""The version over arrays: one sort of all features is the inverted index; the loops over it are compiled."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..glossary import Candidate, Fingerprint
from ..identity import distinct
from ..settings import SETTINGS
from .stages import (
    ONE_REPORT,
    SHIFT,
    Bools,
    Floats,
    Ints,
    Packed,
    Part,
    Pile,
    Prints,
    Shared,
    band_hashes,
    heads_of,
    index,
    measured,
    near_copies,
    scores,
    share,
    stars,
    weights,
    wordings,
)

__all__ = [
    "Columns",
    "Ends",
    "Pairs",
    "Part",
    "Prints",
    "Worked",
    "columns",
    "from_columns",
    "pairs_of",
    "rows",
    "worked",
    "worth",
]

ONE_BIT = np.uint64(1)


@dataclass(frozen=True, slots=True)
class Columns:
    """A pile's fingerprints as columns. `report` counts into `keys`, which is sorted; one row a feature of a report."""

    keys: tuple[str, ...]
    report: Ints
    value: Ints
    bucket: Ints
    buckets: Ints
    """Stretches of each report: as long as `keys`, the others as long as the fingerprints."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The two reports of each candidate as columns; `one` and `other` count into `keys`, sorted by both."""

    keys: Sequence[str]
    one: Ints
    other: Ints


@dataclass(frozen=True, slots=True)
class Pairs(Ends):
    """Candidates as columns."""

    shared: Ints
    one_share: Floats
    other_share: Floats
    coverage: Floats


@dataclass(frozen=True, slots=True)
class Worked:
    """All that was found out on the way to the pairs of a pile; reports are numbered by key."""

    names: Sequence[str]
    pile: Pile
    groups: Ints
    edges: Packed
    checked: Packed
    """The pairs that were looked at for one wording: ``one << 24 | other``, and a lowest bit that says so."""
    scored: Packed
    totals: Packed
    """Of each scored pair the weight in the upper half, and the stretches of both with shared features below."""
    shared: Shared
    furniture: Packed
    """The values of features that mark furniture."""


def columns(prints: Iterable[Fingerprint]) -> Columns:
    """Columns from rows, without holding the rows."""
    numbers: dict[str, int] = {}
    stretches: list[int] = []
    report, value, bucket = array("q"), array("q"), array("q")
    for row in prints:
        number = numbers.setdefault(row.report, len(numbers))
        if number == len(stretches):
            stretches.append(row.buckets)
        report.append(number)
        value.append(row.value)
        bucket.append(row.bucket)
    names = sorted(numbers)
    old = np.fromiter((numbers[name] for name in names), np.int64, len(names))
    new = np.empty(len(names), np.int64)
    new[old] = np.arange(len(names))
    return Columns(
        tuple(names),
        new[np.frombuffer(report, np.int64)],
        np.frombuffer(value, np.int64),
        np.frombuffer(bucket, np.int64),
        np.array(stretches, np.int64)[old],
    )


def rows(pairs: Pairs) -> list[Candidate]:
    """Rows from columns."""
    return [
        Candidate(pairs.keys[one], pairs.keys[other], shared, one_share, other_share, coverage)
        for one, other, shared, one_share, other_share, coverage in zip(
            pairs.one.tolist(),
            pairs.other.tolist(),
            pairs.shared.tolist(),
            pairs.one_share.tolist(),
            pairs.other_share.tolist(),
            pairs.coverage.tolist(),
            strict=True,
        )
    ]


def packed(found: Columns) -> Prints:
    """The same fingerprints, packed by report; of a feature that a report has twice, the first stretch is kept."""
    order = np.lexsort((found.bucket, found.value, found.report))
    report, value, bucket = (column[order] for column in (found.report, found.value, found.bucket))
    fresh = np.ones(len(value), bool)
    fresh[1:] = (value[1:] != value[:-1]) | (report[1:] != report[:-1])
    features = (value[fresh] << 4 | bucket[fresh]).astype(np.uint64)
    bounds = np.searchsorted(report[fresh], np.arange(len(found.keys) + 1)).astype(np.int64)
    return Prints(found.keys, [Part(features, bounds, found.buckets)])


def from_columns(found: Columns | Prints, threads: int = 1) -> Pairs:
    """The pairs of a pile that are worth a closer look, with their figures; the threads change nothing."""
    done = worked(found if isinstance(found, Prints) else packed(found), threads, keep=False)
    return pairs_of(done.shared, done.names, (done.pile.facts.stretches, done.pile.story))


def worked(prints: Prints, threads: int = 1, keep: bool = True) -> Worked:
    """The same with all found out on the way; the keys of the pile, a gigabyte of a million reports, only if kept."""
    names, pile, often = index(prints)
    bands = band_hashes(pile.facts.smallest)
    checked = []

    def near(pairs: Packed) -> Bools:
        found = near_copies(measured(pile, pairs, threads))
        checked.append(pairs << ONE_BIT | found)
        return found

    groups, edges = wordings(bands, near)
    heads = heads_of(groups)
    marks = np.zeros(len(often), bool)
    postings = weights(pile, (groups, heads), (often, marks))
    if not keep:
        pile = replace(pile, keys=np.zeros(0, np.uint64))
    scored, totals = scores(pile, postings, threads)
    pairs = distinct(np.concatenate([edges, stars(groups, heads), scored]))
    shared = measured(pile, pairs, threads)
    furniture = often[marks, 1].astype(np.uint64)
    return Worked(names, pile, groups, edges, np.concatenate(checked), scored, totals, shared, furniture)


def pairs_of(held: Shared, names: Sequence[str], told: tuple[Ints, Ints]) -> Pairs:
    """The pairs that share enough, and spread enough over the story; `told` are stretches and story of each report."""
    one, other = (held.pairs >> SHIFT).astype(np.int64), (held.pairs & ONE_REPORT).astype(np.int64)
    kept, one_share, other_share = worth(held, told)
    whole = told[0][np.where(held.short, one, other)]
    coverage = share(np.bitwise_count(held.covered).astype(np.int64), whole)
    return Pairs(
        names,
        one[kept],
        other[kept],
        held.shared[kept].astype(np.int64),
        one_share[kept],
        other_share[kept],
        coverage[kept],
    )


def worth(held: Shared, told: tuple[Ints, Ints]) -> tuple[Bools, Floats, Floats]:
    """Which pairs share enough, and spread enough over the story; and both shares."""
    one_share, other_share = (share(held.shared.astype(np.int64), size) for size in held.sizes.T.astype(np.int64))
    shorter = np.where(held.short, held.pairs >> SHIFT, held.pairs & ONE_REPORT).astype(np.int64)
    tale = told[1][shorter]
    covered, whole = (np.bitwise_count(bits).astype(np.int64) for bits in (held.covered & tale, tale))
    kept = share(covered, whole) >= SETTINGS.candidates.least_spread
    return kept & (np.maximum(one_share, other_share) >= SETTINGS.candidates.least_share), one_share, other_share
