"""A second source: a stretch of loci in which a telling follows another text than the one it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..settings import SETTINGS
from .evidence import UNKNOWN, WORDING, Character, Table
from .trees import Parents, descendants, upwards

_KINDS = ("content", *WORDING)


@dataclass(frozen=True, slots=True)
class Second:
    """Another source of a telling, and how much speaks for it."""

    source: int
    loci: int
    """Places in the stretch at which the telling has the second source's own reading."""
    gain: float


def second(given: Table, found: Sequence[Character], tree: Parents, node: int, first: int) -> Second | None:
    """The telling from which a stretch of `node`, made from `first`, was taken; None where no stretch prefers one.

    A stretch counts that is cheaper from the other text by more than a second source costs, at several places where
    the other has a reading that neither the first source nor any telling outside both has; the rest must follow the
    first source as before.
    """
    count = len(given.members)
    below = descendants(tree, count)
    order = {locus.locus: at for at, locus in enumerate(given.family.loci)}
    held = sorted((one for one in found if one.kind in _KINDS and one.loci), key=lambda one: order[one.loci[0]])
    barred = {node, first, *below[node], *upwards(tree, first)}
    tried = (_stretch(held, node, first, other) for other in range(count) if other not in barred)
    options = [option for option in tried if option is not None]
    return max(options, key=lambda option: (option.gain, -option.source), default=None)


def _stretch(held: Sequence[Character], node: int, first: int, other: int) -> Second | None:
    """The stretch that speaks most for another source (Kadane's maximal sum)."""
    chosen = SETTINGS.stemma
    best = (0.0, 0, 0)
    run, start, whole = 0.0, 0, 0.0
    gains = [_gain(one, node, first, other) for one in held]
    for at, gain in enumerate(gains):
        whole += gain
        if run <= 0:
            run, start = 0.0, at
        run += gain
        if run > best[0]:
            best = (run, start, at + 1)
    gain, left, right = best
    places = sum(_others_own(one, node, first, other) for one in held[left:right])
    outside = sum(_others_own(one, node, first, other) for one in [*held[:left], *held[right:]])
    rest = gain - whole
    if round(gain, 4) < chosen.second_price or places < chosen.second_places or rest < chosen.second_price or outside:
        return None
    return Second(other, places, round(gain, 4))


def _gain(one: Character, node: int, first: int, other: int) -> float:
    """How much cheaper a reading of `node` is from another source than from the first."""
    mine, here, there = one.states[node], one.states[first], one.states[other]
    if UNKNOWN in (mine, here, there):
        return 0.0
    return one.costs[here][mine] - one.costs[there][mine]


def _others_own(one: Character, node: int, first: int, other: int) -> bool:
    """Whether `node` shares with the other source a reading that no third telling has."""
    mine = one.states[node]
    if mine == UNKNOWN or one.states[other] != mine or one.states[first] in (mine, UNKNOWN):
        return False
    return all(state != mine for at, state in enumerate(one.states) if at not in (node, other))
