"""The search for the likeliest tree of many tellings: what a change weighs follows from the tree that is tried.

Stepwise addition, then one move at a time, always from the cheapest tree that was not yet looked around; a few trees
near the cheapest one are looked around as well. A move takes off one subtree and prices every place where it could hang
in compiled loops, at the weights of the present tree; the cheapest are priced in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from math import exp, log
from typing import Any

import numpy as np

from ..settings import SETTINGS
from .compiled import hung, settled, topped
from .rates import TURNS, Ledger, besides, words_of
from .search import Option, Outcome, Place, moved, stepwise
from .trees import Array, Parents, arrays, canonical

Name = tuple[tuple[int, int], ...]


def explored(price: Ledger) -> Outcome:
    """The cheapest tree that was found, and what the trees beside it weigh: they sum to one."""
    chosen = SETTINGS.stemma
    options = sorted(_looked(price), key=lambda option: option.rank)
    shares = [(exp((options[0].cost - option.cost) / chosen.doubt), option.tree) for option in options]
    near = [(share, tree) for share, tree in shares if share >= chosen.least_vote]
    total = sum(share for share, _ in near)
    return Outcome(options[0], tuple((share / total, tree) for share, tree in near))


def _looked(price: Ledger) -> list[Option]:
    """Trees by one move at a time from a first one, always from the cheapest not yet looked around.

    After the cheapest of all come a few of those near it, so that the trees that weigh beside it are found as well.
    """
    first = _added(price)
    seen = {canonical(first.tree): first}
    looked: set[Name] = set()
    more = SETTINGS.stemma.explored if price.count <= SETTINGS.stemma.explored_most else 0
    for _ in range(SETTINGS.stemma.sweeps):
        option = min((seen[name] for name in sorted(seen.keys() - looked)), key=lambda one: one.rank, default=None)
        if option is None:
            break
        best = min(round(one.cost, 6) for one in seen.values())
        if round(option.cost, 6) > best:
            more -= 1
        if more < 0:
            break
        looked.add(canonical(option.tree))
        weights = _ways(price, option.tree)[1]
        for tree in moved(option.tree, price.count, partial(_hung, price, weights)):
            name = canonical(tree)
            if name not in seen:
                seen[name] = priced(price, tree)
    return list(seen.values())


def _added(price: Ledger) -> Option:
    """A first tree: tellings are added one by one, each where it costs least, and the fullest first.

    Names do not matter so: the states of a telling say when it is added, and only equals go by their number.
    """
    known = np.round((price.tips >= 0) @ price.weight, 6)
    order = sorted(range(price.count), key=lambda node: (-known[node], price.tips[node].tolist(), node))
    return priced(price, stepwise(order, price.count, lambda *parts: _hung(price, _ways(price, parts[0])[1], *parts)))


def priced(price: Ledger, tree: Parents) -> Option:
    """A tree and what it costs, in compiled loops."""
    return Option(float(_ways(price, tree)[0].sum()) + besides(price, tree), tree)


def _ways(price: Ledger, tree: Parents) -> tuple[Array, Array]:
    """What a tree costs at each character, and what changes weigh on the way to each node, by its number."""
    laid = arrays(tree)
    names = laid[2]
    each, weights = np.zeros(len(price.sizes)), np.ones((len(names), 2))
    words = words_of(price, tree)
    by_node = np.array([words[node] for node in names.tolist()])
    settled(laid, _characters(price), by_node, price.rates, TURNS, each, weights)
    kept = np.ones((max(price.count, int(names[-1]) + 1) + 1, 2))
    kept[names] = weights
    return each, kept


def _characters(price: Ledger) -> tuple[Any, ...]:
    return price.tips, price.sizes, price.steps, price.root, price.weight


def _hung(price: Ledger, weights: Array, rest: Parents, part: Parents, top: int) -> Iterator[Place]:
    """Every place in `rest` where the subtree `part` under `top` can hang, with its quick price."""
    characters = _characters(price)
    laid = arrays(rest)
    names = laid[2].tolist()
    if len(weights) <= max(*names, *part):
        weights = np.vstack([weights, np.ones((max(*names, *part) + 1 - len(weights), 2))])
    costs = np.zeros((len(names), 3))
    hung(laid, (top, topped(arrays(part), characters, weights)), characters, weights, costs)
    fixed = price.nodes(rest) + price.nodes(part)
    chosen = SETTINGS.stemma
    copied = Counter(rest.values()) + Counter(part.values())
    beside = chosen.lost_among_many - chosen.copied_again * log(2)
    for at, found in zip(names, costs.tolist(), strict=True):
        for way, extra in enumerate((_one_more(price, at, copied[at]), _one_more(price, top, copied[top]), beside)):
            yield Place(found[way] + fixed + extra, top, at, way)


def _one_more(price: Ledger, node: int, copies: int) -> float:
    """What it costs that one more was made from a node."""
    first = SETTINGS.stemma.source_price if node < price.count and not copies else 0.0
    return first - SETTINGS.stemma.copied_again * log(copies + 1)
