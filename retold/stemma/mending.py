"""Damage that comes and goes: where hands spell freely, a form spelled nearly alike is a habit and was not damaged.

Damage that nobody undoes is handed down: of two damaged places the tellings that have the one either all have the
other too, or none of them has it, or they are all that have it (the sets are nested or apart). How often that fails,
beside how often it would fail by chance, says how far damage is undone (after Le Quesne, Syst. Zool. 18, 1969, who
asked it of trees without a root).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import lgamma

import numpy as np

from ..settings import SETTINGS
from .evidence import UNKNOWN, Character
from .trees import Array


def mended(found: Sequence[Character]) -> list[Character]:
    """The characters, what it costs to undo damage lowered as far as damage is undone among these tellings."""
    kept = max(0.0, 1 - SETTINGS.stemma.easing * undone(found))
    return [one if kept == 1 or not one.hurt else _eased(one, kept) for one in found]


def _eased(one: Character, kept: float) -> Character:
    pairs, size = set(one.hurt), range(len(one.costs))
    gone = [[one.fixed[a][b] * (1 - kept) if (a, b) in pairs else 0.0 for b in size] for a in size]
    costs, fixed = (
        tuple(tuple(round(part[a][b] - gone[a][b], 4) for b in size) for a in size) for part in (one.costs, one.fixed)
    )
    return replace(one, costs=costs, fixed=fixed)


def undone(found: Sequence[Character]) -> float:
    """How far damage is undone among these tellings: 0 where it is handed down, 1 where it comes and goes by chance."""
    rows = [(one.states, state) for one in found for state in sorted({hurt for hurt, _ in one.hurt})]
    if not rows:
        return 0.0
    states = np.array([row for row, _ in rows])
    damaged = states == np.array([state for _, state in rows])[:, None]
    some = damaged.sum(axis=1) > 1
    known, damaged = (states != UNKNOWN)[some].astype(float), damaged[some].astype(float)
    both, mine = damaged @ damaged.T, damaged @ known.T
    crossed = (both > 0) & (both < mine) & (both < mine.T)
    upper = np.triu(np.ones(both.shape, dtype=bool), 1)
    expected = _crossing(known @ known.T, mine, mine.T)
    share = crossed[upper].sum() / (expected[upper].sum() + SETTINGS.stemma.crossings)
    return round(float(min(1.0, share)), 4)


def _crossing(whole: Array, one: Array, other: Array) -> Array:
    """How likely two sets of such sizes, drawn from `whole` tellings, have some in common and each some of its own."""
    few, many = np.minimum(one, other), np.maximum(one, other)
    apart = _chosen(whole - many, few) - _chosen(whole, few)
    within = _chosen(many, few) - _chosen(whole, few)
    made: Array = np.clip(1 - np.exp(apart) - np.exp(within), 0, 1)
    return np.where(few > 0, made, 0.0)


def _chosen(whole: Array, part: Array) -> Array:
    """The logarithm of how many choices of `part` there are; minus infinity where there are too few."""
    logs = np.array([lgamma(at + 1) for at in range(int(whole.max(initial=0)) + 1)])
    large, small = np.maximum(whole, 0).astype(int), part.astype(int)
    made: Array = np.where(
        small > large, -np.inf, logs[large] - logs[np.minimum(small, large)] - logs[np.maximum(large - small, 0)]
    )
    return made
