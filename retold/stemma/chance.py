"""Agreements by chance: two tellings that were each reworded throughout put the same word for many a word.

A rewriting machine replaces a word by the likeliest other one, and so does the next machine. What two such tellings
share against the others proves a common line only where nearly all that the one changed is found in the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..settings import SETTINGS
from .evidence import UNKNOWN, WORDING, Character, Costs, Table, sizes


def discounted(given: Table, found: Sequence[Character]) -> list[Character]:
    """The characters, those of wording with less weight where only heavily reworded tellings agree, and not in all."""
    worded = [at for at, one in enumerate(found) if one.kind in WORDING]
    if not worded or len(given.members) < 3:
        return list(found)
    states = np.array([found[at].states for at in worded])
    usual = np.array([_usual(row.tolist()) for row in states])
    own = (states != usual[:, None]) & (states != UNKNOWN)
    words = np.array(sizes(given)).sum(axis=0)
    heavy = own.sum(axis=0) >= SETTINGS.stemma.heavy_rate * np.maximum(words, 1)
    agree = _agreement(states, own)
    made = list(found)
    for row, at in enumerate(worded):
        weight = _weight(states[row], own[row], heavy, agree)
        if weight < 1:
            one = found[at]
            made[at] = replace(one, costs=_scaled(one.costs, weight), fixed=_scaled(one.fixed, weight))
    return made


def _usual(states: list[int]) -> int:
    """The commonest state; ties by the smaller number, which is the commoner reading."""
    known = [state for state in states if state != UNKNOWN]
    return min(set(known), key=lambda state: (-known.count(state), state))


def _agreement(states: np.ndarray, own: np.ndarray) -> np.ndarray:
    """For each two tellings, of the own changes of that with fewer, the share that stands in the other one too."""
    count = states.shape[1]
    found = np.zeros((count, count))
    for one in range(count):
        for other in range(one):
            known = (states[:, one] != UNKNOWN) & (states[:, other] != UNKNOWN)
            fewer = min((own[:, one] & known).sum(), (own[:, other] & known).sum())
            both = (own[:, one] & known & (states[:, one] == states[:, other])).sum()
            found[one, other] = found[other, one] = both / max(fewer, 1)
    return found


def _weight(states: np.ndarray, own: np.ndarray, heavy: np.ndarray, agree: np.ndarray) -> float:
    holders = np.flatnonzero(own)
    best, shared = 0.0, False
    for at, one in enumerate(holders):
        for other in holders[:at]:
            if states[one] == states[other]:
                shared = True
                best = max(best, agree[one, other] if heavy[one] and heavy[other] else 1.0)
    chosen = SETTINGS.stemma
    if not shared:
        return 1.0
    share = (best - chosen.chance_agreement) / (chosen.sure_agreement - chosen.chance_agreement)
    return round(float(min(1.0, max(chosen.chance_weight, share))), 2)


def _scaled(costs: Costs, weight: float) -> Costs:
    return tuple(tuple(round(cost * weight, 4) for cost in row) for row in costs)
