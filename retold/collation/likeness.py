"""How like two sentences are: shared character grams, weighted by how seldom they occur in the two texts.

Asymmetric on purpose: a sentence cut to half is contained in its original, and charging it for the missing half
would hide it. The two containments are kept apart and mixed where a single number is wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from ..settings import SETTINGS
from .sides import Unit


@dataclass(frozen=True, slots=True)
class Weights:
    """Inverse sentence frequency of the grams of two texts, and the weight of each sentence."""

    gram: dict[str, float]
    one: list[float]
    other: list[float]

    def shared(self, left: Unit, right: Unit) -> float:
        """The weight of the grams that two sentences share."""
        gram = self.gram
        return sum([gram[entry] for entry in left.grams & right.grams])


def weigh(one: Sequence[Unit], other: Sequence[Unit]) -> Weights:
    """Weights of the grams that occur in two texts (idf over their sentences, Spärck Jones 1972)."""
    frequency: Counter[str] = Counter()
    for unit in one:
        frequency.update(unit.grams)
    for unit in other:
        frequency.update(unit.grams)
    total = len(one) + len(other) + 1
    known = [0.0, *(log(total / (count + 0.5)) for count in range(1, max(frequency.values(), default=0) + 1))]
    gram = {entry: known[count] for entry, count in frequency.items()}
    return Weights(
        gram,
        [sum([gram[entry] for entry in unit.grams]) for unit in one],
        [sum([gram[entry] for entry in unit.grams]) for unit in other],
    )


def mix(shared: float, left: float, right: float) -> float:
    """One number, 0 to 1, from the two containments: their geometric mean, raised towards the larger one."""
    if shared <= 0.0:
        return 0.0
    kept, held = min(1.0, shared / left), min(1.0, shared / right)
    even = sqrt(kept * held)
    return even + SETTINGS.collation.containment * (max(kept, held) - even)
