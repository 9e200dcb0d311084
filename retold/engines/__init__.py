"""CELLAR. Where the work is done: one way to apply a pure function to many batches.

An engine has one duty: `each(work, batches)` gives ``work(batch)`` for every batch, in the order of the batches.
`work` is a function at the top of a module of ours, so that it can be named to another process or machine; a batch
and its answer are rows of the glossary. The same rows in give the same rows out on every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Batch = TypeVar("Batch")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """What the stair needs of an engine."""

    def each(self, work: Callable[[Batch], Answer], batches: Iterable[Batch]) -> Iterator[Answer]:
        """``work(batch)`` for every batch, in order."""
        ...

    def close(self) -> None:
        """Let go of workers; an engine can be used again afterwards."""
        ...
