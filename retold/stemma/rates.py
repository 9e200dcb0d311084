"""What a tree of many tellings costs, if what a change weighs depends on how many were made on its way.

A copy that changed a third of its words shares some of them with another such copy by chance, one that changed two
words does not; and a copy that was cut has lost many sentences at little cost. So each change weighs as its code
length at the rate of its own way (the entropy of the way by its changes), found by turns with the states, as in
expectation and maximisation. A lost original pays for itself, and so does a telling that is the source of others: few
texts are, and those that are were copied again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma, log

import numpy as np
import numpy.typing as npt

from ..settings import SETTINGS
from .evidence import UNKNOWN, WORDING, Character
from .trees import BARRED, Array, Parents, children, downwards, root_of, upwards

Numbers = npt.NDArray[np.int64]
SLIGHT = 1e-9
TURNS = 3
"""Rounds of states and rates."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The characters of a family as arrays; n tellings, L characters, K states."""

    tips: Numbers
    """n x L: the state of each telling, -1 where it is unknown."""
    sizes: Numbers
    """L: how many states a character has."""
    steps: Array
    """L x K x K x 3: what a step costs in any case, for being reworded, and for being cut."""
    root: Array
    """L x K: what it costs an original to be in each state."""
    weight: Array
    """L: how many places read so."""
    words: Array
    """n: words of the story that each telling has."""
    leans: tuple[tuple[int, int, float, float, float], ...] = ()
    """Two tellings, and what it costs that the first stands above the second, below it, or neither."""

    @property
    def count(self) -> int:
        """How many tellings there are."""
        return len(self.tips)

    @property
    def rates(self) -> Array:
        """Words and sentences added before a rate is taken, the two rates of full weight, and the least weight."""
        chosen = SETTINGS.stemma
        held = (chosen.rate_words, chosen.rate_units, chosen.light_rate, chosen.light_cut, chosen.least_rated)
        return np.array(held, dtype=float)

    def nodes(self, tree: Parents) -> float:
        """What the nodes of a tree cost: lost originals, and tellings that are sources; a lost first text is usual.

        What was copied once is copied again: each further copy of a node costs less, by the logarithm of how many
        there are with it, as in trees that grow by preference (plane-oriented recursive trees; Szymanski 1987).
        """
        chosen = SETTINGS.stemma
        sources = {parent for parent in tree.values() if parent is not None and parent < self.count}
        lost = sum(node >= self.count for node in tree) * chosen.lost_among_many
        top = chosen.lost_root if root_of(tree) >= self.count else 0.0
        again = sum(lgamma(copies + 1) for copies in Counter(tree.values()).values())
        return lost + len(sources) * chosen.source_price + top - chosen.copied_again * again


def ledger(
    found: Sequence[Character],
    words: Sequence[int],
    leans: Sequence[tuple[int, int, float, float, float]] = (),
) -> Ledger:
    """Arrays of characters, of which those that are alike are one; `words` of the story in each telling."""
    merged: dict[tuple[object, ...], int] = {}
    one_of: dict[tuple[object, ...], Character] = {}
    for one in found:
        name: tuple[object, ...] = (one.states, one.costs, one.root, _kind(one), one.fixed)
        merged[name] = merged.get(name, 0) + 1
        one_of[name] = one
    order = sorted(merged, key=repr)
    size = max((len(one_of[name].root) for name in order), default=2)
    tips = np.full((len(words), len(order)), UNKNOWN, dtype=np.int64)
    steps = np.zeros((len(order), size, size, 3))
    root = np.full((len(order), size), BARRED)
    for at, name in enumerate(order):
        first = one_of[name]
        held = len(first.root)
        tips[:, at] = first.states
        root[at, :held] = np.array(first.root) * _worth(first)
        steps[at, :held, :held] = _split(first)
    sizes = np.array([len(one_of[name].root) for name in order], dtype=np.int64)
    weight = np.array([merged[name] for name in order], dtype=float)
    return Ledger(tips, sizes, steps, root, weight, np.array(words, dtype=float), tuple(leans))


def _kind(one: Character) -> str:
    return one.kind if one.kind in ("content", "house style") else "wording" if one.kind in WORDING else ""


def _split(one: Character) -> Array:
    """The costs of steps by what they shrink with: nothing, rewording, cutting. Cuts and house style weigh more."""
    costs, more = np.array(one.costs), SETTINGS.stemma.many
    fixed = np.array(one.fixed) if one.fixed else np.zeros_like(costs)
    made = np.zeros((*costs.shape, 3))
    if _kind(one) == "wording":
        made[..., 0], made[..., 1] = fixed, costs - fixed
    else:
        made[..., 0] = costs * more if one.kind == "house style" else costs
        if one.kind == "content":
            made[1, 0] = 0.0, 0.0, costs[1, 0] * more
    return made * _worth(one)


def _worth(one: Character) -> float:
    """What a character counts in a tree of many, beside what it counts among few."""
    chosen = SETTINGS.stemma
    if one.kind in ("wording", "quotation"):
        return chosen.many_words
    return chosen.many_foreign if one.kind == "content" and one.root[1] > 0 else 1.0


def cost(price: Ledger, tree: Parents) -> float:
    """What a tree costs, in plain steps: the reference of the compiled loops."""
    return float(settled(price, tree).sum()) + besides(price, tree)


def besides(price: Ledger, tree: Parents) -> float:
    """What a tree costs besides its characters: its nodes, and that some pairs stand to each other as they do."""
    above = {node: set(upwards(tree, node)) for node in range(price.count)} if price.leans else {}
    return price.nodes(tree) + SETTINGS.stemma.many_lean * sum(
        down if one in above[other] else up if other in above[one] else level
        for one, other, down, up, level in price.leans
    )


def settled(price: Ledger, tree: Parents) -> Array:
    """What a tree costs at each character; `compiled.settled` is the same in compiled loops."""
    order = downwards(children(tree), root_of(tree))
    weights = {node: np.ones(2) for node in order}
    words = words_of(price, tree)
    below = _upwards(price, tree, order, weights)
    for _ in range(TURNS - 1):
        states = _states(price, tree, order, weights, below)
        for node in order[1:]:
            fewer = min(words[node], words[tree[node]])
            weights[node] = _reweighed(price, states[tree[node]], states[node], fewer)
        below = _upwards(price, tree, order, weights)
    each: Array = (below[order[0]] + price.root).min(axis=1) * price.weight
    return each


def _way(price: Ledger, weights: Array) -> Array:
    """L x K x K: what steps cost on a way of some weights."""
    made: Array = price.steps[..., 0] + price.steps[..., 1] * weights[0] + price.steps[..., 2] * weights[1]
    return made


def _upwards(price: Ledger, tree: Parents, order: Sequence[int], weights: dict[int, Array]) -> dict[int, Array]:
    """What lies at and below each node, by its own state."""
    states = np.arange(price.root.shape[1])
    below: dict[int, Array] = {}
    for node in order:
        held = price.tips[node] if node < price.count else np.full(len(price.sizes), UNKNOWN)
        free = (states < price.sizes[:, None]) & ((held == UNKNOWN)[:, None] | (held[:, None] == states))
        below[node] = np.where(free, 0.0, BARRED)
    for node in reversed(order[1:]):
        parent = tree[node]
        assert parent is not None
        below[parent] += (_way(price, weights[node]) + below[node][:, None, :]).min(axis=2)
    return below


def _states(
    price: Ledger, tree: Parents, order: Sequence[int], weights: dict[int, Array], below: dict[int, Array]
) -> dict[int | None, Numbers]:
    """The states of all nodes that cost least; ties go to the smaller number."""
    rows = np.arange(len(price.sizes))
    found: dict[int | None, Numbers] = {}
    for node in order:
        parent = tree[node]
        above = price.root if parent is None else _way(price, weights[node])[rows, found[parent]]
        whole = below[node] + above
        found[node] = (whole < whole.min(axis=1, keepdims=True) + SLIGHT).argmax(axis=1)
    return found


def words_of(price: Ledger, tree: Parents) -> dict[int | None, float]:
    """Words of each node; of a lost original the most of its children."""
    order = downwards(children(tree), root_of(tree))
    found: dict[int | None, float] = {node: float(price.words[node]) if node < price.count else 0.0 for node in order}
    for node in reversed(order[1:]):
        parent = tree[node]
        if parent is not None and parent >= price.count:
            found[parent] = max(found[parent], found[node])
    return found


def _reweighed(price: Ledger, here: Numbers, there: Numbers, words: float) -> Array:
    """What changes weigh on a way: their surprise at the rate of such changes there."""
    rows = np.arange(len(here))
    add_words, add_units, light_rate, light_cut, least = price.rates
    changed = price.weight[(here != there) & (price.steps[rows, here, there, 1] > 0)].sum()
    units = (here == 1) & (price.sizes > 1) & (price.steps[:, min(1, price.root.shape[1] - 1), 0, 2] > 0)
    held, cut = price.weight[units].sum(), price.weight[units & (there == 0)].sum()
    rates = (changed + 0.5) / (words + add_words), (cut + 0.5) / (held + add_units)
    both = surprise(rates[0]) / surprise(light_rate), surprise(rates[1]) / surprise(light_cut)
    return np.array([max(least, min(1.0, part)) for part in both])


def surprise(rate: float) -> float:
    """Nats that each change costs at a rate of changes, the places that were kept included."""
    held = min(rate, 0.999)
    return -(held * log(held) + (1 - held) * log(1 - held)) / held
