"""Maximal aligned stretches of two texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .sides import Unit

Stretch = tuple[int, int, int, int, float]


def stretches(one: Sequence[Unit], other: Sequence[Unit], pairs: Mapping[tuple[int, int], float]) -> list[Stretch]:
    """Runs of linked sentences, as (one_start, one_stop, other_start, other_stop, likeness)."""
    found: list[list[float]] = []
    last: tuple[int, int] | None = None
    for (left, right), likeness in sorted(pairs.items()):
        a, b = one[left], other[right]
        if last and 0 <= left - last[0] <= 2 and 0 <= right - last[1] <= 2 and found:
            run = found[-1]
            run[1], run[3] = max(run[1], a.stop), max(run[3], b.stop)
            run[4] += likeness
            run[5] += 1
        else:
            found.append([a.start, a.stop, b.start, b.stop, likeness, 1])
        last = (left, right)
    return [(int(r[0]), int(r[1]), int(r[2]), int(r[3]), round(r[4] / r[5], 4)) for r in found]
