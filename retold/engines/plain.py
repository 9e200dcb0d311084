"""The plain engine: this process, one batch after another. The reference that every other engine must equal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from . import Answer, Batch


class Plain:
    """One process, no workers."""

    def each(self, work: Callable[[Batch], Answer], batches: Iterable[Batch]) -> Iterator[Answer]:
        """``work(batch)`` for every batch, in order."""
        return map(work, batches)

    def close(self) -> None:
        """Nothing to let go of."""
