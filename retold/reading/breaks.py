"""Where the quotes of a CSV file break: how to tell its next record from the rest of the broken text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from ..settings import SETTINGS

_FEW = 64
"""So many patterns and kinds are counted; what comes later is rare."""

_RUNS = (
    (re.compile(r"[^\W\d_]+"), "a"),
    (re.compile(r"\d+"), "9"),
    (re.compile(r"\s+"), " "),
    (re.compile(r"a(?: a)+"), "a a"),
)


class Ids:
    """How the ids of one file look, so that half a sentence with a comma in it is not taken for a record.

    `name` is the column of the id; without one the first column stands in.
    """

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.patterns: Counter[str] = Counter()
        self.shapes: Counter[frozenset[str]] = Counter()
        self.total = 0

    def learn(self, header: list[str], cells: list[str]) -> None:
        """A record that stands outside every break."""
        pattern = _pattern(self._id(header, cells))
        if pattern in self.patterns or len(self.patterns) <= _FEW:
            self.patterns[pattern] += 1
        if frozenset(pattern) in self.shapes or len(self.shapes) <= _FEW:
            self.shapes[frozenset(pattern)] += 1
        self.total += 1

    def known(self, header: list[str], cells: list[str]) -> bool:
        """Whether a row after a break has the header's number of cells and an id like those before."""
        if len(cells) != len(header) or (len(header) == 1 and self.name not in header):
            return False
        pattern = _pattern(self._id(header, cells))
        if not self.total:
            return " " not in pattern and pattern not in ("", "a")
        least = SETTINGS.reading.usual_id * self.total
        usual = sum(count for count in self.patterns.values() if count >= least)
        # Where most ids are made by few patterns the pattern tells, else (hexadecimal, say) the kinds of characters.
        alike = self.patterns[pattern] if 2 * usual >= self.total else self.shapes[frozenset(pattern)]
        return alike > 0 and alike >= least

    def _id(self, header: list[str], cells: list[str]) -> str:
        return cells[header.index(self.name) if self.name in header else 0].strip()


def _pattern(id: str) -> str:
    """``reuters-12`` -> ``a-9``: letters, digits, blanks and words in a row count as one."""
    id = id[:200]
    for run, mark in _RUNS:
        id = run.sub(mark, id)
    return "".join(mark for mark, _ in groupby(id))
