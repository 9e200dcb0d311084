"""Maximal aligned stretches of two texts, in the seed-and-extend manner of Sanchez-Perez, Sidorov & Gelbukh (PAN 2014).

Seeds are pairs of pieces that share words, and linked sentences. Seeds that lie near each other on both sides become
one fragment; a fragment that is not like as a whole is cut again at narrower gaps; its ends are trimmed to the words
that bear it out. What was added to that method: a seed must be nearly as strong as its pieces' best one (chance
seeds beside a true passage are what overruns its border), evidence is counted in nats, ends are trimmed by words,
and a digest (a few dense sentences that retell places scattered over a long stretch) is a passage of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..settings import SETTINGS
from .borders import Text, trimmed
from .linking import Matching
from .sides import Piece, Side
from .ways import SCALE, Pair, Resembling, Words

Stretch = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Seeds near each other, and what they cover, in pieces (first and last on either side) and in characters."""

    seeds: int
    cosine: float
    likeness: float
    span: Stretch


@dataclass(frozen=True, slots=True)
class Bar:
    """What a link needs to be a seed, and what a passage needs to stand."""

    link: float
    cosine: float
    least: float
    even: float


def passages(one: Side, other: Side, found: Words, near: Resembling, linked: Matching) -> list[tuple[Stretch, float]]:
    """The passages of two texts as (one_start, one_stop, other_start, other_stop) and likeness, in order.

    `linked` are the pairs of sentences that were linked. Where much of either text is linked, the links and their
    order are evidence of their own, and fewer shared words will do.
    """
    settings = SETTINGS.collation
    bar = _bar(one, other, linked)
    alike = near.alike(settings.digest_cosine)
    seeds = near.alike(settings.seed_cosine, settings.seed_dice)
    for pair in _from_links(one, other, linked.pairs, bar.link):
        seeds.setdefault(pair, max(alike.get(pair, 0.0), settings.seed_cosine))
    seeds, loose = _strongest(seeds), _strongest(near.alike(settings.digest_cosine, settings.digest_dice))
    if not seeds and not loose:
        return []
    texts = (Text(one.stems, Counter(one.stems)), Text(other.stems, Counter(other.stems)))
    fragments = []
    for box in _boxes(list(seeds), found, settings.seed_gap, bar.cosine) if seeds else ():
        fragment = _fragment(Sides(one, other, found, texts), box, bar)
        if fragment:
            fragments.append(fragment)
    kept = _digested(_apart(fragments), list(loose), one, other) if loose else _apart(fragments)
    return sorted((fragment.span, fragment.likeness) for fragment in kept)


def _bar(one: Side, other: Side, linked: Matching) -> Bar:
    """The lower bar where each of the two texts is linked with much of the other."""
    settings = SETTINGS.collation
    if one.units and other.units:
        share = min(len(linked.one) / len(one.units), len(linked.other) / len(other.units))
        if round(share, 4) >= settings.mutual_share:
            return Bar(0.0, *settings.mutual_bar)
    return Bar(settings.seed_link, settings.fragment_cosine, settings.least_evidence, settings.even_evidence)


# --- seeds ------------------------------------------------------------------------------------------------------


def _strongest(seeds: Mapping[Pair, float]) -> dict[Pair, float]:
    """The pairs of pieces that start a passage, with their strength: those nearly as strong as their pieces' best."""
    best_left: dict[int, float] = defaultdict(float)
    best_right: dict[int, float] = defaultdict(float)
    for (left, right), strength in seeds.items():
        best_left[left] = max(best_left[left], strength)
        best_right[right] = max(best_right[right], strength)
    share = SETTINGS.collation.seed_share
    return {
        (left, right): strength
        for (left, right), strength in seeds.items()
        if strength >= share * max(best_left[left], best_right[right])
    }


def _from_links(one: Side, other: Side, linked: Mapping[Pair, float], least: float) -> list[Pair]:
    """Linked sentences as pairs of pieces; long sentences are laid piece beside piece."""
    here, there = _holding(one.pieces), _holding(other.pieces)
    found = []
    for (left, right), likeness in sorted(linked.items()):
        if likeness < least:
            continue
        lefts, rights = here.get(left, ()), there.get(right, ())
        if len(lefts) >= len(rights) > 0:
            found += [(at, rights[step * len(rights) // len(lefts)]) for step, at in enumerate(lefts)]
        elif lefts:
            found += [(lefts[step * len(lefts) // len(rights)], at) for step, at in enumerate(rights)]
    return found


def _holding(pieces: Sequence[Piece]) -> dict[int, list[int]]:
    """Which pieces hold a part of each sentence."""
    held: dict[int, list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        for unit in range(piece.first, piece.last + 1):
            held[unit].append(at)
    return held


# --- fragments --------------------------------------------------------------------------------------------------


def _boxes(seeds: list[Pair], found: Words, gap: int, least: float) -> list[tuple[int, Stretch, float]]:
    """Groups of seeds as (count, first and last piece on either side, cosine of the whole)."""
    boxes = []
    for group in _groups(seeds, gap):
        lefts, rights = [left for left, _ in group], [right for _, right in group]
        box = (min(lefts), max(lefts), min(rights), max(rights))
        cosine = found.cosine(box)
        if round(cosine, 6) >= least:
            boxes.append((len(group), box, cosine))
        elif gap:
            boxes += _boxes(group, found, gap - 1, least)
    return boxes


def _groups(seeds: list[Pair], gap: int) -> list[list[Pair]]:
    """Seeds split at gaps on one side and on the other by turns, until no gap is left on either."""
    groups: list[list[Pair]] = []
    open_groups: list[tuple[list[Pair], int, bool]] = [(seeds, 0, False)]
    while open_groups:
        group, axis, settled = open_groups.pop()
        parts = _split(group, axis, gap)
        if len(parts) > 1:
            open_groups += [(part, 1 - axis, False) for part in parts]
        elif settled:
            groups.append(group)
        else:
            open_groups.append((group, 1 - axis, True))
    return sorted(groups)


def _split(group: list[Pair], axis: int, gap: int) -> list[list[Pair]]:
    group = sorted(group, key=lambda pair: (pair[axis], pair[1 - axis]))
    parts = [[group[0]]]
    for before, pair in pairwise(group):
        if pair[axis] - before[axis] - 1 > gap:
            parts.append([])
        parts[-1].append(pair)
    return parts


@dataclass(frozen=True, slots=True)
class Sides:
    """Two texts with all that is known of their words."""

    one: Side
    other: Side
    bags: Words
    texts: tuple[Text, Text]


def _fragment(sides: Sides, group: tuple[int, Stretch, float], bar: Bar) -> Fragment | None:
    """A group of seeds trimmed, if it is long enough and borne out by enough words."""
    one, other, texts = sides.one, sides.other, sides.texts
    count, (left, left_last, right, right_last), cosine = group
    here, there = trimmed(
        *texts,
        ((one.pieces[left].start, one.pieces[left_last].stop), (one.pieces[left].stop, one.pieces[left_last].start)),
        (
            (other.pieces[right].start, other.pieces[right_last].stop),
            (other.pieces[right].stop, other.pieces[right_last].start),
        ),
    )
    first, second = set(texts[0].stems[slice(*here)]), set(texts[1].stems[slice(*there)])
    shared = first & second
    evidence = sum(sides.bags.weight[key] for key in shared) / SCALE
    if evidence < max(bar.least, bar.even * len(first | second)):
        return None
    span = (*one.span(here[0], here[1] - 1), *other.span(there[0], there[1] - 1))
    if min(span[1] - span[0], span[3] - span[2]) < SETTINGS.collation.least_passage:
        return None
    likeness = 2.0 * len(shared) / (len(first) + len(second))
    return Fragment(count, cosine, round(likeness, 4), span)


def _apart(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Fragments that do not overlap; where two do, the one with more seeds stands."""
    kept: list[Fragment] = []
    taken: list[tuple[int, int]] = []
    for fragment in sorted(fragments, key=lambda entry: (-entry.seeds, entry.span)):
        start, stop = fragment.span[0], fragment.span[1]
        at = bisect_left(taken, (start, stop))
        if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < stop):
            continue
        taken.insert(at, (start, stop))
        kept.append(fragment)
    return kept


# --- digests ----------------------------------------------------------------------------------------------------


def _digested(fragments: list[Fragment], seeds: Sequence[Pair], one: Side, other: Side) -> list[Fragment]:
    """The fragments, and in place of weak ones the digests that they are splinters of."""
    kept = fragments
    strong = [f for f in fragments if f.seeds >= SETTINGS.collation.digest_yield[0]]
    strong = [f for f in strong if f.cosine >= SETTINGS.collation.digest_yield[1]]
    for axis, dense, spread in ((0, one, other), (1, other, one)):
        for group in _split(list(seeds), axis, SETTINGS.collation.digest_gap):
            here = sorted({pair[axis] for pair in group})
            there = sorted({pair[1 - axis] for pair in group})
            if not _is_digest(here, there) or len(group) < SETTINGS.collation.digest_share * len(seeds):
                continue
            near = dense.span(dense.pieces[here[0]].start, dense.pieces[here[-1]].stop - 1)
            far = spread.span(spread.pieces[there[0]].start, spread.pieces[there[-1]].stop - 1)
            ratio = (far[1] - far[0]) / (near[1] - near[0])
            low, high = SETTINGS.collation.digest_ratio
            if not low <= ratio <= high or _held(strong, axis, near):
                continue
            span = (*near, *far) if axis == 0 else (*far, *near)
            likeness = round(min(1.0, 1.0 / ratio), 4)
            kept = [f for f in kept if f.span[2 * axis + 1] <= near[0] or f.span[2 * axis] >= near[1]]
            kept.append(Fragment(len(group), 0.0, likeness, span))
    return kept


def _is_digest(here: Sequence[int], there: Sequence[int]) -> bool:
    """Whether pieces are dense on this side and scattered, but not thin, on the other."""
    settings = SETTINGS.collation
    if min(len(here), len(there)) < settings.digest_seeds:
        return False
    if len(here) < settings.digest_dense * (here[-1] - here[0] + 1):
        return False
    if len(there) < settings.digest_spread * (there[-1] - there[0] + 1):
        return False
    run = longest = 1
    for before, after in pairwise(there):
        run = run + 1 if after - before <= 2 else 1
        longest = max(longest, run)
    return longest <= settings.digest_run * len(there)


def _held(strong: Sequence[Fragment], axis: int, near: tuple[int, int]) -> bool:
    """Whether even passages cover so much of a stretch that it is no digest."""
    covered = sum(max(0, min(f.span[2 * axis + 1], near[1]) - max(f.span[2 * axis], near[0])) for f in strong)
    return covered > SETTINGS.collation.digest_yield[2] * (near[1] - near[0])
