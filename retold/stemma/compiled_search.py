"""The compiled loops of the search at given weights: what a tree costs, and a subtree in each place of another tree.

A tree is three arrays, as in `compiled.py`. The same stands in plain numpy in `trees.cost` and `search.hung`, and a
test holds the two together.
"""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled

Array = NDArray[Any]
Tree = tuple[Array, Array, Array]
Characters = tuple[Array, Array, Array, Array, Array]
"""What each telling costs in each state, how many states there are, the steps on each way, the first state; weights."""

BARRED = 1e6
EPSILON = 1e-6


@compiled
def _tip(tips: Array, sizes: Array, node: int, below: Array) -> None:
    """What a node costs by itself in each state: a telling is in its own, a lost original in any."""
    for at in range(below.shape[0]):
        for state in range(sizes[at]):
            below[at, state] = tips[node, at, state] if node < tips.shape[0] else 0.0
        for state in range(sizes[at], below.shape[1]):
            below[at, state] = BARRED


@compiled
def _stepped(way: Array, sizes: Array, below: Array, found: Array) -> None:
    """What lies at and below a node, by the state of its parent."""
    for at in range(below.shape[0]):
        for here in range(sizes[at]):
            best = way[at, here, 0] + below[at, 0]
            for there in range(1, sizes[at]):
                best = min(best, way[at, here, there] + below[at, there])
            found[at, here] = best
        for here in range(sizes[at], below.shape[1]):
            found[at, here] = BARRED


@compiled
def _entered(way: Array, sizes: Array, room: Array, found: Array) -> None:
    """What lies outside a node, by its own state; `room` is the same by its parent's."""
    for at in range(room.shape[0]):
        for there in range(sizes[at]):
            best = way[at, 0, there] + room[at, 0]
            for here in range(1, sizes[at]):
                best = min(best, way[at, here, there] + room[at, here])
            found[at, there] = best
        for there in range(sizes[at], room.shape[1]):
            found[at, there] = BARRED


@compiled
def _upwards(tree: Tree, characters: Characters, below: Array, step: Array) -> None:
    """What lies at and below each node by its own state, and by its parent's."""
    parents, order, names = tree
    tips, sizes, ways, _, _ = characters
    for node in range(len(parents)):
        _tip(tips, sizes, names[node], below[node])
    for place in range(len(order) - 1, -1, -1):
        node = order[place]
        _stepped(ways[min(names[node], len(tips))], sizes, below[node], step[node])
        if parents[node] >= 0:
            below[parents[node]] += step[node]


@compiled
def charged(tree: Tree, characters: Characters, worded: Array, disagreement: float) -> float:
    """What a tree costs, with the choices that its lost originals leave, and without what its nodes cost."""
    parents, order, names = tree
    tips, _, _, root, weight = characters
    below = np.zeros((len(parents), root.shape[0], root.shape[1]))
    step = np.zeros_like(below)
    _upwards(tree, characters, below, step)
    total = 0.0
    for at in range(root.shape[0]):
        total += weight[at] * np.min(below[order[0], at] + root[at])
    for node in range(len(parents)):
        if names[node] >= len(tips):
            kids = np.flatnonzero(parents == node)
            total += _disputed(below[node], step, kids, weight * worded, disagreement)
    return total


@compiled
def _disputed(whole: Array, step: Array, kids: Array, weight: Array, disagreement: float) -> float:
    """What it costs that any child of a lost original may have changed each word."""
    back, changed = np.zeros(len(kids)), np.zeros(len(kids))
    for at in range(len(weight)):
        if weight[at] > 0:
            chosen = np.argmin(whole[at])
            for which in range(len(kids)):
                side = step[kids[which], at]
                own = np.argmin(side)
                back[which] += weight[at] * (whole[at, own] - whole[at, chosen])
                if side[chosen] > side[own] + EPSILON:
                    changed[which] += weight[at]
    both, entropy = changed.sum(), 0.0
    for part in changed:
        if part > 0:
            entropy -= part * log(part / both)
    least: float = min(back.min(), disagreement * entropy)
    return least


@compiled
def topped(tree: Tree, characters: Characters, found: Array) -> None:
    """What lies at and below the top of a subtree, by its state."""
    parents, order, _ = tree
    below = np.zeros((len(parents), found.shape[0], found.shape[1]))
    _upwards(tree, characters, below, np.zeros_like(below))
    found[:] = below[order[0]]


@compiled
def hung(tree: Tree, part: tuple[int, Array], characters: Characters, costs: Array) -> None:
    """What a tree costs with a subtree under each node, above it, and beside it under a new lost original.

    `part` is the number of the subtree's top and what lies at and below it.
    """
    parents, order, names = tree
    top, under = part
    tips, sizes, ways, root, weight = characters
    below = np.zeros((len(parents), root.shape[0], root.shape[1]))
    step, outside = np.zeros_like(below), np.zeros_like(below)
    joined, moved = np.zeros_like(root), np.zeros_like(root)
    mine = ways[min(top, len(tips))]
    _stepped(mine, sizes, under, joined)
    _upwards(tree, characters, below, step)
    for place in range(len(order)):
        node = order[place]
        if place == 0:
            outside[node], moved[:] = root, root
        else:
            room = below[parents[node]] + outside[parents[node]] - step[node]
            _entered(ways[min(names[node], len(tips))], sizes, room, outside[node])
            _entered(mine, sizes, room, moved)
        for at in range(root.shape[0]):
            one = two = three = 2 * BARRED
            for state in range(sizes[at]):
                one = min(one, below[node, at, state] + outside[node, at, state] + joined[at, state])
                two = min(two, moved[at, state] + under[at, state] + step[node, at, state])
                three = min(three, outside[node, at, state] + step[node, at, state] + joined[at, state])
            costs[node, 0] += weight[at] * one
            costs[node, 1] += weight[at] * two
            costs[node, 2] += weight[at] * three
