"""Sentences that stand at a place of the story by mistake: they share hardly a word with any other telling's there.

What an outlet puts in where it has cut is sometimes laid beside the sentence that was cut. In a tree it would look as
if the copy had kept what its source lacks. Where several tellings have the place, such a reading is taken as unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..glossary import Reading
from ..settings import SETTINGS
from ..words import keys
from .evidence import Table, stem

_THREE = 3
"""Tellings at a place, from which on the others tell what belongs there."""


def known(given: Table) -> Table:
    """The readings of a family, strays among the sentences as unknown ones."""
    readings = dict(given.readings)
    for locus in given.family.loci:
        if locus.kind == "content" and locus.locus in readings:
            found = _strays(given.at(locus.locus))
            if found:
                row = readings[locus.locus]
                readings[locus.locus] = {
                    key: replace(reading, gap="unknown") if key in found else reading for key, reading in row.items()
                }
    return replace(given, readings=readings)


def _strays(row: Sequence[Reading]) -> set[str]:
    """The reports whose sentence is none of the others' at this place."""
    held = {reading.report: {stem(word) for word in keys(reading.text)} for reading in row if not reading.gap}
    if len(held) < _THREE:
        return set()
    return {
        one
        for one, words in held.items()
        if max(_shared(words, theirs) for other, theirs in held.items() if other != one) < SETTINGS.stemma.stray
    }


def _shared(one: set[str], other: set[str]) -> float:
    """The share of the words of the shorter that the longer has; quantised."""
    return round(len(one & other) / max(1, min(len(one), len(other))), 4)
