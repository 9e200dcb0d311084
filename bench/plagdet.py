"""The measure of PAN text alignment: macro precision and recall over characters, granularity, plagdet.

Potthast, Stein, Barron-Cedeno, Rosso, "An evaluation framework for plagiarism detection", COLING 2010. A case and
a detection are both a `Span`: a stretch of the suspicious document and one of the source document, in characters.
A detection detects a case if both stand between the same two documents and overlap on both sides.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document and a stretch of another, half open, in characters."""

    one: str
    other: str
    one_start: int
    one_stop: int
    other_start: int
    other_stop: int

    def size(self) -> int:
        """Characters of both sides together."""
        return self.one_stop - self.one_start + self.other_stop - self.other_start


@dataclass(frozen=True, slots=True)
class Score:
    """Macro precision, macro recall, granularity and their summary."""

    precision: float
    recall: float
    granularity: float
    plagdet: float


def plagdet(precision: float, recall: float, granularity: float) -> float:
    """F1 of precision and recall over log2(1 + granularity); 0 if both are 0."""
    if precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall) / math.log2(1 + granularity)


def score(cases: Iterable[Span], detections: Iterable[Span]) -> Score:
    """PAN's macro figures of a set of detections; equal spans count once, two empty sets are a perfect answer."""
    truth, found = sorted(set(cases)), sorted(set(detections))
    detecting, detected = _meetings(truth, found)
    recall = _macro(truth, found, detecting)
    precision = _macro(found, truth, detected)
    seen = [len(hits) for hits in detecting if hits]
    granularity = sum(seen) / len(seen) if seen else 1.0
    return Score(precision, recall, granularity, plagdet(precision, recall, granularity))


def _macro(spans: Sequence[Span], partners: Sequence[Span], hits: Sequence[Sequence[int]]) -> float:
    """Mean share of each span that its partners cover; 1 if both sides are empty, 0 if one of them is."""
    if not spans or not partners:
        return float(not spans and not partners)
    shares = [
        covered(span, [partners[at] for at in found]) / span.size() for span, found in zip(spans, hits, strict=True)
    ]
    return math.fsum(shares) / len(spans)


def _meetings(truth: Sequence[Span], found: Sequence[Span]) -> tuple[list[list[int]], list[list[int]]]:
    """For each case the detections that detect it, and for each detection the cases that it detects."""
    by_pair: Mapping[tuple[str, str], list[int]] = _by_pair(found)
    detecting: list[list[int]] = [[] for _ in truth]
    detected: list[list[int]] = [[] for _ in found]
    for at, case in enumerate(truth):
        for other in by_pair.get((case.one, case.other), ()):
            if meets(case, found[other]):
                detecting[at].append(other)
                detected[other].append(at)
    return detecting, detected


def _by_pair(spans: Sequence[Span]) -> dict[tuple[str, str], list[int]]:
    grouped: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, span in enumerate(spans):
        grouped[span.one, span.other].append(at)
    return grouped


def meets(case: Span, detection: Span) -> bool:
    """Whether two spans of the same documents overlap by at least one character on both sides."""
    return (
        (case.one, case.other) == (detection.one, detection.other)
        and case.one_start < detection.one_stop
        and detection.one_start < case.one_stop
        and case.other_start < detection.other_stop
        and detection.other_start < case.other_stop
    )


def covered(span: Span, partners: Sequence[Span]) -> int:
    """Characters of a span, both sides, in the union of its partners."""
    here = union_size([(p.one_start, p.one_stop) for p in partners], span.one_start, span.one_stop)
    there = union_size([(p.other_start, p.other_stop) for p in partners], span.other_start, span.other_stop)
    return here + there


def union_size(stretches: Sequence[tuple[int, int]], start: int, stop: int) -> int:
    """How many characters of ``start:stop`` lie in at least one of the stretches."""
    total, reached = 0, start
    for low, high in sorted(stretches):
        low, high = max(low, reached), min(high, stop)
        if high > low:
            total += high - low
            reached = high
    return total


def micro(cases: Sequence[Span], detections: Sequence[Span]) -> tuple[float, float]:
    """Micro precision and recall: characters in both over characters detected, and over characters of the cases."""
    truth, found = sorted(set(cases)), sorted(set(detections))
    detecting, _ = _meetings(truth, found)
    right = sum(covered(case, [found[at] for at in hits]) for case, hits in zip(truth, detecting, strict=True))
    claimed, wanted = _extent(found), _extent(truth)
    return right / claimed if claimed else float(not wanted), right / wanted if wanted else float(not claimed)


def _extent(spans: Sequence[Span]) -> int:
    """Characters of a set of spans, overlaps counted once on each side of each pair."""
    total = 0
    for members in _by_pair(spans).values():
        group = [spans[at] for at in members]
        total += union_size([(s.one_start, s.one_stop) for s in group], 0, max(s.one_stop for s in group))
        total += union_size([(s.other_start, s.other_stop) for s in group], 0, max(s.other_stop for s in group))
    return total
