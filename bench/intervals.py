"""Intervals for figures: Clopper-Pearson for shares, a seeded percentile bootstrap for everything else.

No SciPy: the incomplete beta function is summed by its continued fraction (Lentz's method, as in Press et al.,
Numerical Recipes, section 6.4) and inverted by bisection, which is exact to about 1e-12 for the counts met here.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")
_TINY = 1e-300


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    total = d
    for step in range(1, 100_000):
        for top in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            d = 1.0 + top * d
            c = 1.0 + top / c
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = c if abs(c) > _TINY else _TINY
            total *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return total


def upper_bound(hits: int, of: int, level: float = 0.95) -> float:
    """One-sided Clopper-Pearson upper bound: the share p with P(X <= hits | of, p) = 1 - level; 1 for no trials."""
    if of == 0 or hits >= of:
        return 1.0
    return _bisect(lambda p: beta_share(hits + 1, of - hits, p), level)


def lower_bound(hits: int, of: int, level: float = 0.95) -> float:
    """One-sided Clopper-Pearson lower bound; 0 for no trials."""
    if of == 0 or hits <= 0:
        return 0.0
    return _bisect(lambda p: beta_share(hits, of - hits + 1, p), 1.0 - level)


def share_interval(hits: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Two-sided Clopper-Pearson interval of a share (Clopper & Pearson, Biometrika 26, 1934)."""
    side = 1.0 - (1.0 - level) / 2
    return lower_bound(hits, of, side), upper_bound(hits, of, side)


def _bisect(rising: Callable[[float], float], wanted: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def bootstrap(
    rows: Sequence[Row], figure: Callable[[Sequence[Row]], float], rounds: int = 1000, seed: int = 7
) -> tuple[float, float]:
    """The 2.5 and 97.5 percentiles of a figure over rows drawn with replacement; the same for the same rows.

    The rows are what was drawn at random in the first place (documents, families, events), never parts of them.
    """
    if not rows:
        return 0.0, 1.0
    draw = random.Random(seed)
    found = sorted(figure([rows[draw.randrange(len(rows))] for _ in rows]) for _ in range(rounds))
    return found[int(0.025 * (rounds - 1))], found[math.ceil(0.975 * (rounds - 1))]
