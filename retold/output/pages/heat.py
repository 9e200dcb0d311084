"""FRONT. Where a telling differs from another, as a line: one unit a sentence of the other, higher for more change."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import Final

from ...glossary import Collation
from .model import Strip

FATES: Final = {"kept": "h0", "dropped": "h3", "added": "h3"}
"""The degree of a sentence's fate; any other is ``h1``, and ``h2`` is a sentence with a change that matters."""

SAID: Final = {"h0": "kept", "h1": "reworded", "h2": "with a change that matters", "h3": "not there"}

HEIGHTS: Final = {"h0": 2, "h1": 5, "h2": 10}
"""Of ten; what is not there is a gap in the line."""


def strip(laid: Collation, base: str, changed: Collection[int] = ()) -> Strip:
    """The sentences of `base` as the other telling of a collation has them; `changed` are places that matter."""
    first = laid.one.report.report == base
    fates: dict[int, str] = {}
    for row in laid.links:
        place = row.one_place if first else row.other_place
        if place is not None:
            fates.setdefault(place, row.fate)
    degrees = [FATES.get(fate, "h1") for _, fate in sorted(fates.items())]
    degrees = [
        "h2" if place in changed and degree != "h3" else degree
        for place, degree in zip(sorted(fates), degrees, strict=True)
    ]
    paths: dict[str, list[str]] = {}
    at = 0
    for degree, group in groupby(degrees):
        length = len(list(group))
        if degree in HEIGHTS:
            paths.setdefault(degree, []).append(f"M{at} 10h{length}v-{HEIGHTS[degree]}h-{length}z")
        at += length
    counts = [f"{degrees.count(degree)} {SAID[degree]}" for degree in SAID if degree in degrees]
    title = f"{len(degrees)} sentences: {', '.join(counts)}" if degrees else "no sentence in common"
    return Strip(max(1, at), tuple((degree, "".join(parts)) for degree, parts in sorted(paths.items())), title)


def places(laid: Collation, base: str, starts: Collection[int]) -> set[int]:
    """The sentences of `base` in which these offsets stand."""
    witness = laid.one if laid.one.report.report == base else laid.other
    found = set()
    ordered = sorted(starts)
    at = 0
    for sentence in witness.sentences:
        while at < len(ordered) and ordered[at] < sentence.start:
            at += 1
        if at < len(ordered) and ordered[at] < sentence.stop:
            found.add(sentence.place)
    return found
