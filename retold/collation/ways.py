"""What collation asks of a way to liken; the plain one (`likeness`) and the one over arrays (`numbered`) answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from .sides import Side, Unit

Pair = tuple[int, int]

SCALE = 1024
"""Weights are whole numbers, this many to a nat: sums of them do not depend on the order of a set."""


class Resembling(Protocol):
    """The pairs of pieces that share words worth following, with their cosines."""

    def alike(self, floor: float, dice: float = 0.0) -> dict[Pair, float]:
        """The pairs whose cosine, rounded, reaches a floor, and whose Dice of words without weight another one."""
        ...

    def partners(self, most: int) -> Iterable[tuple[int, list[int]]]:
        """For each piece of one text the likest pieces of the other, at most so many, the likest first."""
        ...


class Words(Protocol):
    """The words of the pieces of two texts."""

    @property
    def weight(self) -> Mapping[str, int]:
        """What each word beginning weighs."""
        ...

    def cosine(self, box: tuple[int, int, int, int]) -> float:
        """Cosine of two runs of pieces, each run taken as one bag; `box` is the first and last of either run."""
        ...

    def resemblances(self) -> Resembling:
        """The pairs of pieces that share words worth following."""
        ...


class Letters(Protocol):
    """The character grams of some sentences of two texts."""

    def all_scores(self, lefts: Sequence[int], rights: Sequence[int]) -> dict[Pair, float]:
        """As `scores` of each of some sentences with each of some others."""
        ...

    def scores(self, pairs: Sequence[Pair]) -> dict[Pair, float]:
        """The likeness of each pair of sentences that has any to speak of, rounded; less where one alone is story."""
        ...

    def shared(self, left: int, right: int, lefts: Sequence[int] = (), rights: Sequence[int] = ()) -> int:
        """The weight of what two sentences share and none of some others has, of `one` and of `other`."""
        ...

    def weights(self, left: int, right: int) -> tuple[int, int]:
        """What two sentences weigh."""
        ...


class Places(Protocol):
    """Where the words of a text stand."""

    def of(self, at: int) -> tuple[Sequence[int], Sequence[int]]:
        """Where the words of one of its sentences start and stop."""
        ...


class Way(Protocol):
    """A way to liken words and letters."""

    def places(self, one: Side) -> Places:
        """Where the words of a text stand."""
        ...

    def bags(self, one: Side, other: Side) -> Words:
        """The words of the pieces of two texts, weighed."""
        ...

    def weigh(self, one: Sequence[Unit], other: Sequence[Unit], lefts: Iterable[int], rights: Iterable[int]) -> Letters:
        """The grams of some sentences of two texts, weighed."""
        ...
