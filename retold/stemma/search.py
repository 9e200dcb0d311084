"""The search for the cheapest tree: every tree of a small family, stepwise addition and regrafting beyond.

Each move of the search takes off one subtree and prices every place where it could hang: under a node, above it, or
beside it under a new lost original. The same prices, taken at the end, say how sure each edge is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

import numpy as np

from ..settings import SETTINGS
from .support import votes
from .trees import Array, Parents, Prices, all_trees, canonical, children, cost, passes, pruned


@dataclass(frozen=True, slots=True)
class Option:
    """A tree and what it costs."""

    cost: float
    tree: Parents

    @property
    def rank(self) -> tuple[float, tuple[tuple[int, int], ...]]:
        """Cheapest first; ties by the tree itself."""
        return round(self.cost, 6), canonical(self.tree)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The cheapest tree found, and the trees near it with their weights, which sum to one."""

    best: Option
    weighed: tuple[tuple[float, Parents], ...]
    votes: tuple[tuple[float, Parents], ...] = ()
    """Trees by the share of drawings of the loci in which they are the cheapest."""


def search(price: Prices) -> Outcome:
    """The cheapest stemma, and how much the trees around it weigh beside it."""
    if price.count <= SETTINGS.stemma.exact:
        options = [Option(cost(price, tree), tree) for tree in all_trees(price.count)]
        best = min(options, key=lambda option: option.rank)
        return _outcome(price, best, options)
    pricing = _pricing(price)
    best, near = _climbed(price, pricing, _added(price, pricing))
    return _outcome(price, best, near)


def _outcome(price: Prices, best: Option, options: list[Option]) -> Outcome:
    """Weights fall off with cost (a Boltzmann weighting); the scale is fitted so that they read as probabilities."""
    distinct = {canonical(option.tree): option for option in sorted(options, key=lambda option: -option.cost)}
    distinct[canonical(best.tree)] = best
    scale = SETTINGS.stemma.doubt
    weights = [(exp(-(option.cost - best.cost) / scale), option.tree) for _, option in sorted(distinct.items())]
    total = sum(weight for weight, _ in weights)
    weighed = tuple((weight / total, tree) for weight, tree in weights)
    return Outcome(best, weighed, votes(price, weighed))


def _pricing(price: Prices) -> Pricing:
    """Plain numpy for a small family, so that nobody waits for a compiler."""
    if price.count <= SETTINGS.stemma.plain:
        return Plain(price)
    from .climbing import Quick

    return Quick(price)


def _added(price: Prices, pricing: Pricing) -> Option:
    """A first tree: tellings are added one by one, each where it costs least, and the fullest first.

    Names do not matter so: the states of a telling say when it is added, and only equals go by their number.
    """
    states = price.tips.argmin(axis=2)
    known = np.round((price.tips.max(axis=2) > 0) @ price.weight, 6)
    order = sorted(range(price.count), key=lambda node: (-known[node], states[node].tolist(), node))
    tree = stepwise(order, price.count, pricing.hung)
    return Option(pricing.cost(tree), tree)


def stepwise(order: Sequence[int], count: int, hung: Hung) -> Parents:
    """A tree to which tellings are added in this order, each where it costs least."""
    tree: Parents = {order[0]: None}
    for new in order[1:]:
        best = min(hung(tree, {new: None}, new), key=lambda place: place.rank)
        tree = pruned(best.tree(tree, {new: None}, count), count)
    return tree


def _climbed(price: Prices, pricing: Pricing, option: Option) -> tuple[Option, list[Option]]:
    """Better trees by one move at a time, until none is better; with the trees that are one move from the last."""
    near: list[Option] = []
    for _ in range(SETTINGS.stemma.sweeps):
        near = list(neighbours(price.count, pricing, option.tree))
        better = min(near, key=lambda found: found.rank, default=option)
        if round(better.cost, 6) >= round(option.cost, 6):
            break
        option = better
    return option, near


def neighbours(count: int, pricing: Pricing, tree: Parents) -> Iterator[Option]:
    """The trees that are one move away, each priced in full."""
    for near in moved(tree, count, pricing.hung):
        yield Option(pricing.cost(near), near)


def moved(tree: Parents, count: int, hung: Hung) -> Iterator[Parents]:
    """The trees that are one move away: the cheapest by the quick price, and those in which one node is recast."""
    places: list[tuple[tuple[float, int, int, int], Place, Parents, Parents]] = []
    for node in sorted(tree):
        if tree[node] is not None:
            rest, part = parted(tree, node, count)
            places.extend((place.rank, place, rest, part) for place in hung(rest, part, node))
    near: dict[tuple[tuple[int, int], ...], Parents] = {}
    for _, place, rest, part in sorted(places, key=lambda row: row[0]):
        if len(near) >= SETTINGS.stemma.priced:
            break
        whole = pruned(place.tree(rest, part, count), count)
        near[canonical(whole)] = whole
    for made in recast(tree, count):
        whole = pruned(made, count)
        near[canonical(whole)] = whole
    yield from (near[name] for name in sorted(near))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a subtree can hang: under a node (0), above it (1), or beside it under a new lost original (2)."""

    cost: float
    node: int
    at: int
    way: int

    @property
    def rank(self) -> tuple[float, int, int, int]:
        """Cheapest first; ties by the place itself."""
        return round(self.cost, 6), self.node, self.at, self.way

    def tree(self, rest: Parents, part: Parents, count: int) -> Parents:
        """The whole tree, with the subtree in this place."""
        whole = {**rest, **part}
        if self.way == 0:
            return {**whole, self.node: self.at}
        if self.way == 1:
            return {**whole, self.node: rest[self.at], self.at: self.node}
        spare = max(*whole, count - 1) + 1
        return {**whole, spare: rest[self.at], self.at: spare, self.node: spare}


Hung = Callable[[Parents, Parents, int], Iterator[Place]]
"""Every place in a tree where another, whose top is a node, can hang, with its quick price."""


def parted(tree: Parents, node: int, count: int) -> tuple[Parents, Parents]:
    """The tree without the subtree at a node, and that subtree; lost nodes that lose their reason are spliced."""
    kids = children(tree)
    inside = [node]
    for at in inside:
        inside.extend(kids[at])
    held = set(inside)
    part: Parents = {at: None if at == node else tree[at] for at in inside}
    rest: Parents = {at: parent for at, parent in tree.items() if at not in held}
    return _spliced(rest, count), part


def _spliced(tree: Parents, count: int) -> Parents:
    """Without lost nodes of fewer than two children; names stay."""
    tree = dict(tree)
    while True:
        kids = children(tree)
        weak = next((node for node in sorted(tree) if node >= count and len(kids[node]) < 2), None)
        if weak is None:
            return tree
        over = tree.pop(weak)
        for kid in kids[weak]:
            tree[kid] = over


class Pricing(Protocol):
    """What trees of a family cost, in plain numpy or in compiled loops."""

    def cost(self, tree: Parents) -> float:
        """What a tree costs."""

    def hung(self, rest: Parents, part: Parents, top: int) -> Iterator[Place]:
        """Every place in `rest` where the subtree `part` under `top` can hang, with its quick price."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The reference: prices in plain numpy."""

    price: Prices

    def cost(self, tree: Parents) -> float:
        """What a tree costs."""
        return cost(self.price, tree)

    def hung(self, rest: Parents, part: Parents, top: int) -> Iterator[Place]:
        """Every place in `rest` where the subtree `part` under `top` can hang, with its quick price."""
        return _hung(self.price, rest, part, top)


def _hung(price: Prices, rest: Parents, part: Parents, node: int) -> Iterator[Place]:
    """Every place in `rest` where the subtree at `node` can hang, with its quick price."""
    here, there = passes(price, rest), passes(price, part, node)
    order = list(here.order)
    below = np.stack([here.below[at] for at in order])
    step = np.stack([here.step[at] for at in order])
    outside = np.stack([here.outside[at] for at in order])
    room = np.stack([here.room[at] for at in order])
    lost = sum(1 for at in (*order, *there.order) if at >= price.count) * price.lost
    under = _sum(price, below + outside + there.step[node]) + lost
    above = _sum(price, _moved_in(price, room, node) + there.below[node] + step) + lost
    beside = _sum(price, outside + step + there.step[node]) + lost + price.lost
    for at, *costs in zip(order, under, above, beside, strict=True):
        for way, found in enumerate(costs):
            yield Place(float(found), node, at, way)


def _moved_in(price: Prices, room: Array, node: int) -> Array:
    """What lies outside each place, once `node` has moved in; at the root, the first, the cost of an original."""
    moved: Array = (price.way(node)[None] + room[:, :, :, None]).min(axis=2)
    moved[0] = price.root
    return moved


def _sum(price: Prices, found: Array) -> Array:
    summed: Array = (found.min(axis=2) * price.weight).sum(axis=1)
    return summed


def recast(tree: Parents, count: int) -> Iterator[Parents]:
    """Moves of a whole node: a lost one gives way to its parent or a child, an observed one becomes a child of a
    lost one, an observed parent and child change places."""
    kids = children(tree)
    spare = max(tree) + 1
    for node in sorted(tree):
        parent = tree[node]
        if node >= count:
            if parent is not None:
                yield {at: parent if over == node else over for at, over in tree.items() if at != node}
            for kid in kids[node]:
                if kid < count:
                    yield _promoted(tree, node, kid)
        elif kids[node]:
            moved = {at: spare if over == node else over for at, over in tree.items()}
            yield {**moved, spare: parent, node: spare}
            for kid in kids[node]:
                if kid < count:
                    yield _swapped(tree, node, kid)


def _promoted(tree: Parents, lost: int, kid: int) -> Parents:
    """A child of a lost node in its place."""
    made = {at: kid if over == lost else over for at, over in tree.items() if at != lost}
    return {**made, kid: tree[lost]}


def _swapped(tree: Parents, parent: int, kid: int) -> Parents:
    """Parent and child with their places changed, each keeping to the other's children."""
    name = {parent: kid, kid: parent}
    return {name.get(at, at): None if over is None else name.get(over, over) for at, over in tree.items()}
