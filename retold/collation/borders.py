"""Where a passage begins and ends: whole sentences overrun the true border, so words are weighed at both ends.

Each word at an end is weighed by the logarithm of how much likelier it is matched inside a passage than by chance
(chance: how often the word occurs in the other text). The end is moved inwards, within the outermost piece, where
what is cut away speaks against the passage by more than a set weight of evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from ..settings import SETTINGS

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """The word beginnings of a text in order, and how often each occurs."""

    stems: Sequence[str]
    count: Counter[str]


def trimmed(one: Text, other: Text, left: tuple[Range, Range], right: tuple[Range, Range]) -> tuple[Range, Range]:
    """The ranges of words of a passage, trimmed; `left` and `right` are its range and the core that is never cut."""
    here, there = left[0], right[0]
    for _ in range(2):
        left_stems, right_stems = one.stems[slice(*here)], other.stems[slice(*there)]
        inside, outside = set(left_stems), set(right_stems)
        hits = sum(map(outside.__contains__, left_stems)) + sum(map(inside.__contains__, right_stems))
        least, most = SETTINGS.collation.border_match
        match = min(most, max(least, hits / (here[1] - here[0] + there[1] - there[0])))
        before = here, there
        here = _cut(one.stems, left, _Chance(other, outside, there[1] - there[0], match))
        there = _cut(other.stems, right, _Chance(one, set(one.stems[slice(*here)]), here[1] - here[0], match))
        if (here, there) == before:
            break
    return here, there


@dataclass(frozen=True, slots=True)
class _Chance:
    """What a word is weighed against: the other side of the passage."""

    text: Text
    held: set[str]
    size: int
    match: float

    def weight(self, stem: str) -> float:
        """Evidence in nats that a word stands inside the passage; negative where it stands outside."""
        share = self.text.count[stem] / len(self.text.stems)
        least, most = SETTINGS.collation.border_chance
        chance = min(most, max(least, 1.0 - (1.0 - share) ** self.size))
        if stem in self.held:
            return log(max(self.match / chance, SETTINGS.collation.border_least))
        return log((1.0 - self.match) / (1.0 - chance)) if self.match > chance else 0.0


def _cut(stems: Sequence[str], place: tuple[Range, Range], chance: _Chance) -> Range:
    """A range without the words at either end that speak against it."""
    (start, stop), (core_start, core_stop) = place
    low = start + _worst([chance.weight(stem) for stem in stems[start:core_start]])
    high = stop - _worst([chance.weight(stem) for stem in reversed(stems[core_stop:stop])])
    return (low, high) if low < high else (start, stop)


def _worst(weights: Sequence[float]) -> int:
    """How many words to cut: the head whose sum is lowest, if it is low enough."""
    total, lowest, count = 0.0, -SETTINGS.collation.border_evidence, 0
    for at, weight in enumerate(weights):
        total += weight
        if total < lowest:
            lowest, count = total, at + 1
    return count
