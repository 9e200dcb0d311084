"""Loci beside the story: furniture, credits, and the habit of quotation marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..words import keys
from .places import Place
from .sides import Side

_QUOTE = re.compile(r"[“”\"«»„]")


def marginalia(held: Sequence[Side]) -> list[Place]:
    """Credits by kind, furniture by role and words, and one locus for quotation marks where tellings differ."""
    return [*_credits(held), *_furniture(held), *_quotes(held)]


def _credits(held: Sequence[Side]) -> list[Place]:
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for side in held:
        for row in sorted(side.witness.credits, key=lambda row: (row.kind, -row.confidence, row.start, row.stop)):
            found[row.kind].setdefault(side.key, (row.start, row.stop))
    return [Place("credit", found[kind]) for kind in sorted(found)]


def _furniture(held: Sequence[Side]) -> list[Place]:
    """The same words in the same role are one locus; so is each stretch that stands in one telling alone."""
    found: dict[tuple[str, ...], dict[str, tuple[int, int]]] = defaultdict(dict)
    for side in held:
        for row in sorted(side.witness.furniture, key=lambda row: (row.start, row.stop, row.role)):
            name = (row.role, *keys(side.text[row.start : row.stop]))
            found[name].setdefault(side.key, (row.start, row.stop))
    return [Place("furniture", found[name]) for name in sorted(found)]


def _quotes(held: Sequence[Side]) -> list[Place]:
    spans, marks = {}, set()
    for side in held:
        match = _QUOTE.search(side.text)
        if match:
            spans[side.key] = match.span()
            marks.add("straight" if match.group() == '"' else "curly")
    gaps = {side.key: "unknown" for side in held if side.key not in spans}
    return [Place("house style", spans, gaps)] if len(marks) > 1 else []
