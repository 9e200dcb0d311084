"""Support: how often the same tree is found again when the loci are drawn anew (Felsenstein, Evolution 39, 1985)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from ..settings import SETTINGS
from .trees import Array, Parents, Prices, parts

_POISSON = (94, 188, 235, 251, 255)
"""A byte below the first stands for a locus left out, below the second for one taken once, and so on (mean 1)."""


def votes(price: Prices, weighed: Sequence[tuple[float, Parents]]) -> tuple[tuple[float, Parents], ...]:
    """The share of drawings in which each of the weighed trees is the cheapest; trees that weigh nothing stay out.

    Loci are drawn with replacement by a fixed sequence, so that the same family has the same support everywhere.
    """
    chosen = SETTINGS.stemma
    near = sorted((row for row in weighed if row[0] >= chosen.least_vote), key=lambda row: -row[0])[: chosen.voted]
    if len(near) < 2:
        return tuple((1.0, tree) for _, tree in near)
    costs, rest = _by_character(price, [tree for _, tree in near])
    drawn = np.stack([_drawing(at, costs.shape[1]) for at in range(chosen.drawings)])
    best = np.round(drawn @ costs.T + rest, 6).argmin(axis=1)
    return tuple((float((best == at).mean()), tree) for at, (_, tree) in enumerate(near) if (best == at).any())


def _by_character(price: Prices, near: Sequence[Parents]) -> tuple[Array, Array]:
    """What each tree costs at each character, one for every locus behind it; and what it costs besides."""
    often = np.maximum(price.weight.astype(int), 1)
    rows, rest = [], []
    for tree in near:
        each, besides = parts(price, tree)
        rest.append(besides)
        rows.append(np.repeat(each * price.weight / often, often))
    return np.stack(rows), np.array(rest)


def _drawing(at: int, size: int) -> Array:
    """How often each locus is taken in one drawing."""
    blocks = [blake2b(f"{at}|{part}".encode(), digest_size=64).digest() for part in range(size // 64 + 1)]
    bytes_ = np.frombuffer(b"".join(blocks), dtype=np.uint8)[:size]
    return np.searchsorted(np.array(_POISSON), bytes_, side="right").astype(float)
