"""Trees from distances: neighbour joining (Saitou & Nei, Mol. Biol. Evol. 4, 1987) and UPGMA."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from . import trees
from .trees import Tree

Array = npt.NDArray[np.float64]
Edge = tuple[str, str, float]


def joined(names: Sequence[str], distances: Array) -> Tree:
    """The tree of neighbour joining without a root of its own: it hangs from the last node that was made."""
    return _oriented(_joined(names, distances), names, f"j{len(names)}")


def averaged(names: Sequence[str], distances: Array) -> Tree:
    """UPGMA: the two nearest groups are joined, by mean distance."""
    held = dict.fromkeys(names, 1)
    far = {(a, b): float(distances[i, j]) for i, a in enumerate(names) for j, b in enumerate(names) if i != j}
    edges: list[tuple[str, str]] = []
    while len(held) > 1:
        one, other = min(((a, b) for a in held for b in held if a < b), key=lambda ab: (round(far[ab], 9), ab))
        made, sizes = f"u{len(edges)}", (held.pop(one), held.pop(other))
        edges += [(made, one), (made, other)]
        for name in held:
            mean = (sizes[0] * far[one, name] + sizes[1] * far[other, name]) / sum(sizes)
            far[made, name] = far[name, made] = mean
        held[made] = sum(sizes)
    return trees.tree(edges, names)


def _joined(names: Sequence[str], distances: Array) -> list[Edge]:
    held, far = list(names), np.array(distances, dtype=float)
    edges: list[Edge] = []
    made = 0
    while len(held) > 2:
        count, sums = len(held), far.sum(axis=1)
        score = np.round((count - 2) * far - sums[:, None] - sums[None, :], 9)
        np.fill_diagonal(score, np.inf)
        one, other = divmod(int(score.argmin()), count)
        made += 1
        name = f"j{made}" if count > 3 else f"j{len(names)}"
        length = far[one, other] / 2 + (sums[one] - sums[other]) / (2 * (count - 2))
        edges += [(name, held[one], length), (name, held[other], far[one, other] - length)]
        rest = [at for at in range(count) if at not in (one, other)]
        new = (far[one, rest] + far[other, rest] - far[one, other]) / 2
        far = np.block([[far[np.ix_(rest, rest)], new[:, None]], [new[None, :], np.zeros((1, 1))]])
        held = [*(held[at] for at in rest), name]
    return [*edges, (held[1], held[0], float(far[0, 1]))]


def _oriented(edges: Sequence[Edge], names: Sequence[str], root: str) -> Tree:
    """Edges turned away from a root."""
    near: dict[str, list[str]] = {}
    for one, other, _ in edges:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    turned, seen, waiting = [], {root}, [root]
    for at in waiting:
        for node in sorted(near[at]):
            if node not in seen:
                seen.add(node)
                turned.append((at, node))
                waiting.append(node)
    return trees.tree(turned, names)
