"""Trees of many tellings at given weights, priced in compiled loops; `search.Plain` is the same in plain numpy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..settings import SETTINGS
from .compiled_search import charged, hung, topped
from .search import Place
from .trees import BARRED, Parents, Prices, arrays, leaning


class Quick:
    """Prices of a family as arrays for the compiled loops, and what trees cost by them."""

    def __init__(self, price: Prices) -> None:
        self.price = price
        sizes = (price.root < BARRED).sum(axis=1)
        ways = np.stack(price.steps)
        self.characters = (price.tips, sizes, ways, price.root, price.weight)

    def cost(self, tree: Parents) -> float:
        """What a tree costs."""
        lost = sum(node >= self.price.count for node in tree)
        choices = charged(arrays(tree), self.characters, self.price.worded, SETTINGS.stemma.disagreement)
        return float(choices) + lost * self.price.lost + leaning(self.price, tree)

    def hung(self, rest: Parents, part: Parents, top: int) -> Iterator[Place]:
        """Every place in `rest` where the subtree `part` under `top` can hang, with its quick price."""
        held, under = arrays(rest), np.zeros_like(self.price.root)
        topped(arrays(part), self.characters, under)
        costs = np.zeros((len(rest), 3))
        hung(held, (top, under), self.characters, costs)
        count, lost = self.price.count, self.price.lost
        fixed = sum(node >= count for node in (*rest, *part)) * lost
        for at, found in zip(held[2].tolist(), costs.tolist(), strict=True):
            for way, extra in enumerate((0.0, 0.0, lost)):
                yield Place(found[way] + fixed + extra, top, at, way)
