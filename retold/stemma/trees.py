"""Rooted trees over tellings and lost originals, and what a tree costs.

Observed nodes are 0 .. n-1, lost ones n and above. Costs are summed over characters by Sankoff's dynamic programme
(SIAM J. Appl. Math. 28, 1975), run downwards and upwards so that every place where a subtree could hang is priced in
one pass. A lost original pays for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from ..settings import SETTINGS
from .evidence import UNKNOWN, WORDING, Character, Costs, Ease

Array = npt.NDArray[np.float64]
BARRED = 1e6
EPSILON = 1e-6
Parents = dict[int, int | None]
Places = npt.NDArray[np.int64]
Arrays = tuple[Places, Places, Places]


@dataclass(frozen=True, slots=True)
class Prices:
    """The characters of a family as arrays; L characters, K states, n tellings."""

    tips: Array
    """n x L x K: nothing for the state of a telling, a bar for the others."""
    steps: tuple[Array, ...]
    """L x K x K for the way to each telling, and last for the way to a lost original."""
    root: Array
    worded: Array
    """L: 1 where the character is one of wording."""
    weight: Array
    count: int

    pairs: tuple[tuple[Array, ...], ...] = ()
    """The same for the way from one telling to another, by source and copy, where every tree is priced."""
    leans: tuple[tuple[int, int, float, float, float], ...] = ()
    """Two tellings, and what it costs that the first stands above the second, below it, or neither."""

    @property
    def lost(self) -> float:
        """What a lost original costs."""
        chosen = SETTINGS.stemma
        return chosen.lost_price_few if self.count <= chosen.few else chosen.lost_price

    def way(self, node: int, parent: int | None = None) -> Array:
        """The cost of steps between states on the way to a node."""
        if self.pairs and parent is not None and max(node, parent) < self.count:
            return self.pairs[parent][node]
        return self.steps[min(node, self.count)]


def prices(
    found: Sequence[Character], easy: Ease, leans: Sequence[tuple[int, int, float, float, float]] = ()
) -> Prices:
    """Arrays of characters, steps weighed by how much was changed on the way; characters that are alike are one."""
    merged: dict[tuple[tuple[int, ...], Costs, tuple[float, ...], str, Costs], int] = {}
    for one in found:
        name = (
            one.states,
            one.costs,
            one.root,
            one.kind if one.kind == "content" else "wording" if one.kind in WORDING else "",
            one.fixed,
        )
        merged[name] = merged.get(name, 0) + 1
    order, count = sorted(merged), len(easy.wording)
    size = max((len(name[2]) for name in order), default=1)
    tips = np.zeros((count, len(order), size))
    steps = np.full((len(order), size, size), BARRED)
    root = np.full((len(order), size), BARRED)
    fixed = np.zeros_like(steps)
    for at, (states, costs, start, _, turns) in enumerate(order):
        held = len(start)
        steps[at, :held, :held] = costs
        if turns:
            fixed[at, :held, :held] = turns
        root[at, :held] = start
        for index, state in enumerate(states):
            if state != UNKNOWN:
                tips[index, at] = BARRED
                tips[index, at, state] = 0.0
    worded = np.array([name[3] == "wording" for name in order], dtype=bool)
    content = np.array([name[3] == "content" for name in order], dtype=bool)

    def weighed(wording: float, loss: float) -> Array:
        made: Array = (steps - fixed) * np.where(worded, wording, 1.0)[:, None, None] + fixed
        if size > 1:
            made[content, 1, 0] *= loss
        return made

    ways = tuple(weighed(wording, loss) for wording, loss in zip(easy.wording, easy.loss, strict=True))
    pairs = tuple(tuple(map(weighed, row, easy.loss)) for row in easy.pairs)
    weight = np.array([merged[name] for name in order], dtype=float)
    return Prices(tips, (*ways, steps), root, worded.astype(float), weight, count, pairs, tuple(leans))


def children(tree: Parents) -> dict[int, list[int]]:
    """Children by node, in order."""
    found: dict[int, list[int]] = {node: [] for node in tree}
    for node in sorted(tree):
        parent = tree[node]
        if parent is not None:
            found[parent].append(node)
    return found


def root_of(tree: Parents) -> int:
    """The node without a parent."""
    return next(node for node in sorted(tree) if tree[node] is None)


def downwards(below: dict[int, list[int]], start: int) -> list[int]:
    """Nodes from a start, parents before children."""
    order = [start]
    for node in order:
        order.extend(below[node])
    return order


def arrays(tree: Parents) -> Arrays:
    """A tree as the compiled loops take it: the place of each node's parent, the places downwards, and the nodes."""
    names = sorted(tree)
    place = {node: at for at, node in enumerate(names)}
    parents = [-1 if (parent := tree[node]) is None else place[parent] for node in names]
    order = [place[node] for node in downwards(children(tree), root_of(tree))]
    return np.array(parents), np.array(order), np.array(names)


@dataclass(frozen=True, slots=True)
class Passes:
    """Both passes over a tree: what lies at and below a node, and outside it, by the node's own state."""

    order: tuple[int, ...]
    below: dict[int, Array]
    step: dict[int, Array]
    """`below` seen from the parent's state."""
    outside: dict[int, Array]
    room: dict[int, Array]
    """What lies outside a node, by its parent's state; for the root, by its own."""


def passes(price: Prices, tree: Parents, start: int | None = None) -> Passes:
    """Sankoff's two passes over the tree, or over the subtree at `start`."""
    kids = children(tree)
    top = root_of(tree) if start is None else start
    order = downwards(kids, top)
    below, step = _upwards(price, tree, kids, order)
    outside: dict[int, Array] = {top: price.root}
    room: dict[int, Array] = {top: price.root}
    for node in order:
        whole = below[node] + outside[node]
        for kid in kids[node]:
            room[kid] = whole - step[kid]
            outside[kid] = (price.way(kid, node) + room[kid][:, :, None]).min(axis=1)
    return Passes(tuple(order), below, step, outside, room)


def _upwards(
    price: Prices, tree: Parents, kids: dict[int, list[int]], order: Sequence[int]
) -> tuple[dict[int, Array], dict[int, Array]]:
    """What lies at and below each node, by its own state and by its parent's."""
    below: dict[int, Array] = {}
    step: dict[int, Array] = {}
    for node in reversed(order):
        cost = price.tips[node].copy() if node < price.count else np.zeros(price.root.shape)
        for kid in kids[node]:
            cost += step[kid]
        below[node] = cost
        step[node] = (price.way(node, tree[node]) + cost[:, None, :]).min(axis=2)
    return below, step


def parts(price: Prices, tree: Parents) -> tuple[Array, float]:
    """What a tree costs at each character, and what it costs besides: lost originals, the choices that they leave."""
    kids = children(tree)
    order = downwards(kids, root_of(tree))
    below, step = _upwards(price, tree, kids, order)
    each = (below[order[0]] + price.root).min(axis=1)
    lost = [node for node in order if node >= price.count]
    besides = len(lost) * price.lost + sum(_disputed(price, [step[kid] for kid in kids[node]]) for node in lost)
    return each, besides + leaning(price, tree)


def _disputed(price: Prices, sides: Sequence[Array]) -> float:
    """What it costs that any child of a lost original may have changed each word.

    With a free choice at every place a lost original would always seem to have had the better readings. The choice
    is charged by its code length (the entropy of which child changed), or taken back: one child changed nothing.
    """
    whole: Array = np.sum(sides, axis=0)
    lowest = whole.min(axis=1)
    weight = price.weight * price.worded
    rows = np.arange(len(lowest))
    back = [float((weight * (whole[rows, side.argmin(axis=1)] - lowest)).sum()) for side in sides]
    chosen = whole.argmin(axis=1)
    changed = [float((weight * (side[rows, chosen] > side.min(axis=1) + EPSILON)).sum()) for side in sides]
    both = sum(changed)
    entropy = -sum(part * log(part / both) for part in changed if part > 0) if both else 0.0
    return min(*back, SETTINGS.stemma.disagreement * entropy)


def cost(price: Prices, tree: Parents) -> float:
    """What a tree costs."""
    each, besides = parts(price, tree)
    return float((price.weight * each).sum()) + besides


def leaning(price: Prices, tree: Parents) -> float:
    """What it costs that some pairs of tellings stand to each other as they do."""
    if not price.leans:
        return 0.0
    above = {node: set(upwards(tree, node)) for node in range(price.count)}
    return sum(
        down if one in above[other] else up if other in above[one] else level
        for one, other, down, up, level in price.leans
    )


def upwards(tree: Parents, node: int) -> Iterator[int]:
    """The nodes above a node, the nearest first."""
    at = tree.get(node)
    while at is not None:
        yield at
        at = tree[at]


def pruned(tree: Parents, count: int) -> Parents:
    """Without lost leaves and lost nodes of one child; the lost ones numbered anew in the order of what they hold."""
    tree = dict(tree)
    while True:
        kids = children(tree)
        weak = next((node for node in sorted(tree) if node >= count and len(kids[node]) < 2), None)
        if weak is None:
            break
        over = tree.pop(weak)
        for kid in kids[weak]:
            tree[kid] = over
    held = descendants(tree, count)
    lost = sorted((node for node in tree if node >= count), key=lambda node: (-len(held[node]), sorted(held[node])))
    name = {node: node for node in tree if node < count} | {node: count + at for at, node in enumerate(lost)}
    return {
        name[node]: None if parent is None else name[parent]
        for node, parent in sorted(tree.items(), key=lambda row: name[row[0]])
    }


def descendants(tree: Parents, count: int) -> dict[int, set[int]]:
    """The observed nodes at or below each node."""
    found: dict[int, set[int]] = {node: set() for node in tree}
    for node in sorted(node for node in tree if node < count):
        at: int | None = node
        while at is not None:
            found[at].add(node)
            at = tree[at]
    return found


def canonical(tree: Parents) -> tuple[tuple[int, int], ...]:
    """A tree as sorted pairs of child and parent, -1 above the root."""
    return tuple((node, -1 if parent is None else parent) for node, parent in sorted(tree.items()))


def all_trees(count: int) -> list[Parents]:
    """Every canonical stemma of `count` tellings: 1, 3, 22, 262, 4336 for 1 to 5 (rooted Greg trees).

    The plain reference of the search: too many beyond five.
    """
    trees: dict[tuple[tuple[int, int], ...], Parents] = {((0, -1),): {0: None}}
    for new in range(1, count):
        grown: dict[tuple[tuple[int, int], ...], Parents] = {}
        for tree in trees.values():
            for made in _grown(tree, new, count):
                whole = pruned(made, count)
                grown[canonical(whole)] = whole
        trees = grown
    return [trees[name] for name in sorted(trees)]


def _grown(tree: Parents, new: int, count: int) -> list[Parents]:
    """Every tree that has one telling more: below, above, beside a node, in place of a lost one."""
    found: list[Parents] = []
    spare = max([*tree, count - 1]) + 1
    kids = children(tree)
    for node in sorted(tree):
        found.append({**tree, new: node})
        found.append({**tree, new: tree[node], node: new})
        found.append({**tree, spare: tree[node], node: spare, new: spare})
        if node >= count:
            over = dict.fromkeys(kids[node], new)
            found.append({key: value for key, value in ({**tree, **over, new: tree[node]}).items() if key != node})
    return found
