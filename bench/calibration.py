"""Whether confidence means what it says: expected calibration error, Brier score, c@1.

ECE over bins of equal mass (Naeini et al., AAAI 2015); c@1 after Penas & Rodrigo (ACL 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Judged = tuple[float, bool]
"""A confidence (0 to 1) and whether what it was said of is true."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability table."""

    count: int
    confidence: float
    share: float


def bins(judged: Sequence[Judged], wanted: int = 15) -> list[Bin]:
    """Bins of equal mass by rising confidence. Equal confidences are never parted, so there may be fewer."""
    ordered = sorted(judged, key=lambda pair: pair[0])
    found: list[Bin] = []
    start = 0
    while start < len(ordered):
        left = max(wanted - len(found), 1)
        stop = min(start + max(-(-(len(ordered) - start) // left), 1), len(ordered))
        while stop < len(ordered) and ordered[stop][0] == ordered[stop - 1][0]:
            stop += 1
        part = ordered[start:stop]
        found.append(Bin(len(part), sum(p for p, _ in part) / len(part), sum(y for _, y in part) / len(part)))
        start = stop
    return found


def expected_error(judged: Sequence[Judged], wanted: int = 15) -> float:
    """ECE: mean over bins, weighted by size, of |share true - mean confidence|."""
    return sum(b.count * abs(b.share - b.confidence) for b in bins(judged, wanted)) / max(len(judged), 1)


def mixed_error(judged: Sequence[Judged], copies: float, wanted: int = 15) -> float:
    """ECE over the same bins, were `copies` the share of true pairs: true ones and others count accordingly."""
    true = sum(y for _, y in judged)
    if not 0 < true < len(judged):
        return 0.0
    weights = ((1 - copies) / (len(judged) - true), copies / true)
    ordered = sorted(judged, key=lambda pair: pair[0])
    total, start = 0.0, 0
    for part in bins(judged, wanted):
        members = ordered[start : start + part.count]
        start += part.count
        total += abs(sum(weights[y] * (y - p) for p, y in members))
    return total


def brier(judged: Sequence[Judged]) -> float:
    """Mean squared distance of the confidence from the truth."""
    return sum((p - float(y)) ** 2 for p, y in judged) / max(len(judged), 1)


def c_at_1(right: int, unanswered: int, of: int) -> float:
    """(right + unanswered * right / of) / of: abstaining is worth what answering is worth on average."""
    return (right + unanswered * right / of) / of if of else 0.0
