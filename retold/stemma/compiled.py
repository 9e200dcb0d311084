"""The compiled loops of the search: what a tree costs, and a subtree in each place of another tree.

A tree is three arrays: the parent of each node by its place (-1 above the root), the places in an order in which
parents come first, and the number of each node, by which tellings are known: they have the smallest ones. The first
loop stands in plain numpy in `rates.settled`, and a test holds the two together.
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
"""The states of the tellings, how many states there are, the three costs of each step, of each first state; weights."""

BARRED = 1e6
SLIGHT = 1e-9


@compiled
def settled(
    tree: Tree,
    characters: Characters,
    words: Array,
    rates: Array,
    turns: int,
    each: Array,
    weights: Array,
) -> None:
    """What a tree costs at each character (`each`), its ways weighed (`weights`) by what was changed on them."""
    parents, order, names = tree
    tips, sizes, steps, root, weight = characters
    below = np.zeros((len(parents), root.shape[0], root.shape[1]))
    found = np.zeros_like(root)
    states = np.zeros((len(parents), root.shape[0]), np.int64)
    weights[:] = 1.0
    for turn in range(turns):
        for node in range(len(parents)):
            _tip(tips, sizes, names[node], below[node])
        for place in range(len(order) - 1, 0, -1):
            node = order[place]
            _stepped(steps, sizes, weights[node], below[node], found)
            below[parents[node]] += found
        if turn < turns - 1:
            _states(tree, characters, weights, below, states)
            for place in range(1, len(order)):
                _reweighed(order[place], parents[order[place]], characters, words, rates, (states, weights))
    for at in range(root.shape[0]):
        each[at] = weight[at] * np.min(below[order[0], at] + root[at])


@compiled
def _tip(tips: Array, sizes: Array, node: int, below: Array) -> None:
    """What a node costs by itself in each state: a telling is in its own, a lost original in any."""
    for at in range(below.shape[0]):
        held = tips[node, at] if node < tips.shape[0] else -1
        for state in range(below.shape[1]):
            free = state < sizes[at] and (held < 0 or held == state)
            below[at, state] = 0.0 if free else BARRED


@compiled
def _stepped(steps: Array, sizes: Array, weights: Array, below: Array, found: Array) -> None:
    """What lies at and below a node, by the state of its parent."""
    for at in range(below.shape[0]):
        for here in range(below.shape[1]):
            best = BARRED
            if here < sizes[at]:
                for there in range(sizes[at]):
                    step = steps[at, here, there]
                    cost = step[0] + step[1] * weights[0] + step[2] * weights[1] + below[at, there]
                    best = min(best, cost)
            found[at, here] = best


@compiled
def _entered(steps: Array, sizes: Array, weights: Array, room: Array, found: Array) -> None:
    """What lies outside a node, by its own state; `room` is the same by its parent's."""
    for at in range(room.shape[0]):
        for there in range(room.shape[1]):
            best = BARRED
            if there < sizes[at]:
                for here in range(sizes[at]):
                    step = steps[at, here, there]
                    cost = step[0] + step[1] * weights[0] + step[2] * weights[1] + room[at, here]
                    best = min(best, cost)
            found[at, there] = best


@compiled
def _states(tree: Tree, characters: Characters, weights: Array, below: Array, states: Array) -> None:
    """The states of all nodes that cost least; ties go to the smaller number."""
    parents, order, _ = tree
    _, sizes, steps, root, _ = characters
    for place in range(len(order)):
        node = order[place]
        above = parents[node]
        for at in range(root.shape[0]):
            best, kept = 2 * BARRED, 0
            for there in range(sizes[at]):
                cost = below[node, at, there]
                if above < 0:
                    cost += root[at, there]
                else:
                    step = steps[at, states[above, at], there]
                    cost += step[0] + step[1] * weights[node, 0] + step[2] * weights[node, 1]
                if cost < best - SLIGHT:
                    best, kept = cost, there
            states[node, at] = kept


@compiled
def _reweighed(
    node: int, above: int, characters: Characters, words: Array, rates: Array, found: tuple[Array, Array]
) -> None:
    """What changes weigh on the way to a node: their surprise at the rate of such changes there."""
    _, _, steps, _, weight = characters
    states, weights = found
    changed, cut, held = 0.0, 0.0, 0.0
    for at in range(len(weight)):
        here, there = states[above, at], states[node, at]
        if here != there and steps[at, here, there, 1] > 0:
            changed += weight[at]
        if here == 1 and steps[at, 1, 0, 2] > 0:
            held += weight[at]
            if there == 0:
                cut += weight[at]
    reworded = (changed + 0.5) / (min(words[node], words[above]) + rates[0])
    shortened = (cut + 0.5) / (held + rates[1])
    weights[node, 0] = max(rates[4], min(1.0, _surprise(reworded) / _surprise(rates[2])))
    weights[node, 1] = max(rates[4], min(1.0, _surprise(shortened) / _surprise(rates[3])))


@compiled
def _surprise(rate: float) -> float:
    held = min(rate, 0.999)
    return -(held * log(held) + (1 - held) * log(1 - held)) / held


@compiled
def topped(tree: Tree, characters: Characters, weights: Array) -> Array:
    """What lies at and below the top of a subtree, by its state."""
    parents, order, names = tree
    tips, sizes, steps, root, _ = characters
    below = np.zeros((len(parents), root.shape[0], root.shape[1]))
    found = np.zeros_like(root)
    for node in range(len(parents)):
        _tip(tips, sizes, names[node], below[node])
    for place in range(len(order) - 1, 0, -1):
        node = order[place]
        _stepped(steps, sizes, weights[names[node]], below[node], found)
        below[parents[node]] += found
    top: Array = below[order[0]]
    return top


@compiled
def hung(
    tree: Tree,
    part: tuple[int, Array],
    characters: Characters,
    weights: Array,
    costs: Array,
) -> None:
    """What a tree costs with a subtree under each node, above it, and beside it under a new lost original.

    `part` is the number of the subtree's top and what lies at and below it; the ways weigh what `weights` says.
    """
    parents, order, names = tree
    top, under = part
    tips, sizes, steps, root, weight = characters
    below = np.zeros((len(parents), root.shape[0], root.shape[1]))
    step, room, outside = np.zeros_like(below), np.zeros_like(below), np.zeros_like(below)
    joined, moved = np.zeros_like(root), np.zeros_like(root)
    _stepped(steps, sizes, weights[top], under, joined)
    for node in range(len(parents)):
        _tip(tips, sizes, names[node], below[node])
    for place in range(len(order) - 1, -1, -1):
        node = order[place]
        _stepped(steps, sizes, weights[names[node]], below[node], step[node])
        if parents[node] >= 0:
            below[parents[node]] += step[node]
    for place in range(len(order)):
        node = order[place]
        if place == 0:
            room[node], outside[node], moved[:] = root, root, root
        else:
            room[node] = below[parents[node]] + outside[parents[node]] - step[node]
            _entered(steps, sizes, weights[names[node]], room[node], outside[node])
            _entered(steps, sizes, weights[top], room[node], moved)
        for at in range(root.shape[0]):
            costs[node, 0] += weight[at] * np.min(below[node, at] + outside[node, at] + joined[at])
            costs[node, 1] += weight[at] * np.min(moved[at] + under[at] + step[node, at])
            costs[node, 2] += weight[at] * np.min(outside[node, at] + step[node, at] + joined[at])
