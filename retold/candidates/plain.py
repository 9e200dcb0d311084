"""The plain version: dictionaries and sets, for small piles and as the reference that the arrays are held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..glossary import Candidate, Fingerprint
from ..settings import SETTINGS

UNIT = 1000
"""Weights are counted in thousandths, as integers, so that no sum depends on the order of its terms."""

BITS = 36
"""A value has so many bits; the high ones say whether it was sampled, the lowest tells the kind."""

TOP_LEVEL = 11
"""Reports that are sampled more coarsely than this are measured as if they were not."""

NONE = 1 << BITS
"""Greater than any value: the smallest value of a class that a report has no feature of."""

BAND = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)
"""Odd constants that make one hash of the two smallest values of a band."""


@dataclass(frozen=True, slots=True)
class Print:
    """One report's features: value -> bucket, how many stretches it has, and its sampling level."""

    report: str
    features: dict[int, int]
    buckets: int
    level: int

    def size(self, level: int) -> int:
        """How many features a coarser level keeps."""
        if level <= self.level:
            return len(self.features)
        return sum(1 for value in self.features if value < NONE >> level)


def share(part: int, whole: int) -> float:
    """A share to four places, rounded with integers so that no two ways of counting differ; 0 of nothing is 0."""
    return (20_000 * part + whole) // (2 * whole) / 10_000 if whole else 0.0


def ten_thousandths(setting: float) -> int:
    """A share as `share` counts it, for comparing integers."""
    return round(10_000 * setting)


def level_of(values: Iterable[int]) -> int:
    """The sampling level that shows in the values of a report: how many high bits are zero in all of them."""
    return min(TOP_LEVEL, BITS - max(values, default=0).bit_length())


def gather(prints: Iterable[Fingerprint]) -> list[Print]:
    """The features by report, sorted by key."""
    held: dict[str, dict[int, int]] = {}
    stretches: dict[str, int] = {}
    for row in prints:
        features = held.setdefault(row.report, {})
        features[row.value] = min(row.bucket, features.get(row.value, row.bucket))
        stretches[row.report] = row.buckets
    return [Print(report, held[report], stretches[report], level_of(held[report])) for report in sorted(held)]


def figures(one: Print, other: Print) -> Candidate:
    """What two reports share, at the level of the coarser one."""
    level = max(one.level, other.level)
    shared = len(one.features.keys() & other.features.keys())
    shorter, covered = cover(one, other)
    return Candidate(
        one.report,
        other.report,
        shared,
        share(shared, one.size(level)),
        share(shared, other.size(level)),
        share(len(covered), shorter.buckets),
    )


def cover(one: Print, other: Print) -> tuple[Print, set[int]]:
    """The shorter of two reports, and its stretches that hold something shared."""
    level = max(one.level, other.level)
    shorter = one if one.size(level) <= other.size(level) else other
    return shorter, {shorter.features[value] for value in one.features.keys() & other.features.keys()}


def pair(one_prints: Sequence[Fingerprint], other_prints: Sequence[Fingerprint]) -> Candidate:
    """The figures of two given reports; `one` < `other` by key."""
    empty = Print("", {}, 1, TOP_LEVEL)
    one, other = (next(iter(gather(prints)), empty) for prints in (one_prints, other_prints))
    return figures(one, other) if one.report <= other.report else figures(other, one)


def candidates(prints: Iterable[Fingerprint]) -> list[Candidate]:
    """The pairs that are worth a closer look (see the package)."""
    pile = gather(prints)
    groups, edges = wordings(pile)
    heads = heads_of(groups)
    chosen = edges | {(groups[at], at) for at in range(len(pile)) if at not in heads}
    index, counts = _index(pile, groups, heads)
    story = stories(pile, counts)
    scores: dict[tuple[int, int], list[int]] = {}
    for value, places in index.items():
        gain = weight(counts[value])
        for near, one in enumerate(places if gain else ()):
            for other in places[near + 1 :]:
                score = scores.setdefault((one, other), [0, 0, 0])
                score[0] += gain
                score[1] |= 1 << pile[one].features[value]
                score[2] |= 1 << pile[other].features[value]
    chosen.update(place for place, score in scores.items() if _worth(pile, place, score, story))
    found = []
    for one, other in sorted(chosen):
        pair = figures(pile[one], pile[other])
        shorter, covered = cover(pile[one], pile[other])
        tale = story[one if shorter is pile[one] else other]
        if promising(pair, share(len(covered & tale), len(tale))):
            found.append(pair)
    return found


def promising(found: Candidate, spread: float) -> bool:
    """Whether two reports share enough, and spread enough over the story, for a copy in any wording."""
    least_spread, least_share = SETTINGS.candidates.least_spread, SETTINGS.candidates.least_share
    return spread >= least_spread and max(found.one_share, found.other_share) >= least_share


def stories(pile: Sequence[Print], counts: Mapping[int, int]) -> list[set[int]]:
    """The stretches of each report that hold story: less than half of their features mark furniture; or all."""
    common = {value for value, count in counts.items() if count >= SETTINGS.candidates.furniture}
    found = []
    for one in pile:
        held = Counter(one.features.values())
        marked = Counter(bucket for value, bucket in one.features.items() if value in common)
        whole = set(range(one.buckets))
        found.append({at for at in whole if 2 * marked[at] < held[at] or not held[at]} or whole)
    return found


def weight_steps() -> list[tuple[int, int]]:
    """In how many wordings a feature may be, and its weight then: full, then falling in steps of a half and a third."""
    known, commonest = SETTINGS.candidates.known, SETTINGS.candidates.commonest
    steps = [(known, UNIT)]
    for part in (1.5, 2, 3, 4, 6, 8):
        most = int(known * part)
        if most < commonest:
            steps.append((most, int(UNIT / part)))
    return [*steps, (commonest, UNIT * known // commonest)] if commonest > known else steps


def weight(wordings: int) -> int:
    """The weight of a feature that stands in so many wordings, in thousandths."""
    return next((unit for most, unit in weight_steps() if wordings <= most), 0)


def heads_of(groups: Sequence[int]) -> set[int]:
    """The first few of each wording: those that meet all other reports."""
    counts: dict[int, int] = {}
    heads = set()
    for at, group in enumerate(groups):
        counts[group] = counts.get(group, 0) + 1
        if counts[group] <= SETTINGS.candidates.hub:
            heads.add(at)
    return heads


def wordings(pile: Sequence[Print]) -> tuple[list[int], set[tuple[int, int]]]:
    """For each report the first report of its wording, and the checked pairs that joined them.

    In each band the first report of a bucket is laid beside every other; those of another wording try again without it.
    """
    parents = list(range(len(pile)))
    edges: set[tuple[int, int]] = set()
    sketches = [_sketch(found) for found in pile]
    for band in range(SETTINGS.candidates.bands):
        meeting: dict[int, list[int]] = {}
        for at, sketch in enumerate(sketches):
            two = sketch[2 * band : 2 * band + 2]
            if two != [NONE, NONE]:
                meeting.setdefault(band_hash(two), []).append(at)
        for _ in range(SETTINGS.candidates.rounds):
            roots = [find(parents, at) for at in range(len(pile))]
            for bucket, members in meeting.items():
                behind = []
                for other in members[1:]:
                    if roots[members[0]] == roots[other]:
                        continue
                    if near(figures(pile[members[0]], pile[other])):
                        edges.add((members[0], other))
                        join(parents, members[0], other)
                    else:
                        behind.append(other)
                meeting[bucket] = behind
    return [find(parents, at) for at in range(len(pile))], edges


def band_hash(two: Any) -> Any:
    """One hash of 40 bits of the two smallest values of a band; of integers or of two arrays alike."""
    return ((two[0] * BAND[0] ^ two[1] * BAND[1]) & (1 << 64) - 1) >> 24


def near(found: Candidate) -> bool:
    """Whether two reports have one wording."""
    return min(found.one_share, found.other_share) >= SETTINGS.candidates.near_copy


def find(parents: list[int], at: int) -> int:
    """The root of a place, with the path halved."""
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def join(parents: list[int], one: int, other: int) -> None:
    """Put two places under the smaller of their roots."""
    roots = sorted((find(parents, one), find(parents, other)))
    parents[roots[1]] = roots[0]


def _sketch(found: Print) -> list[int]:
    """The smallest value of each class of features, two classes to a band.

    Sampling keeps small values, so a report that is sampled has the same ones, where it has any of the class.
    """
    classes = 2 * SETTINGS.candidates.bands
    smallest = [NONE] * classes
    for value in found.features:
        place = (value >> 1) % classes
        smallest[place] = min(value, smallest[place])
    return smallest


def _index(
    pile: Sequence[Print], groups: Sequence[int], heads: set[int]
) -> tuple[dict[int, list[int]], dict[int, int]]:
    """Feature -> the heads that hold it, and in how many wordings it is; features of one head are left out."""
    index: dict[int, list[int]] = {}
    for at in sorted(heads):
        for value in pile[at].features:
            index.setdefault(value, []).append(at)
    index = {value: places for value, places in index.items() if len(places) > 1}
    return index, {value: len({groups[at] for at in places}) for value, places in index.items()}


def _worth(pile: Sequence[Print], place: tuple[int, int], score: list[int], story: Sequence[set[int]]) -> bool:
    """Whether the weight and the spread of what two reports share ask for a closer look."""
    if score[0] < round(UNIT * SETTINGS.candidates.least_weight):
        return False
    one, other = pile[place[0]], pile[place[1]]
    level = max(one.level, other.level)
    short = one.size(level) <= other.size(level)
    tale, mask = (story[place[0]], score[1]) if short else (story[place[1]], score[2])
    return share(sum(mask >> at & 1 for at in tale), len(tale)) >= SETTINGS.candidates.least_coverage
