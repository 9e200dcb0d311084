"""CORRIDOR. What stands between two reports, seen from the other side."""

from __future__ import annotations

from typing import Final

from .glossary import Link

SEEN_BACK: Final = {"split": "merged", "merged": "split", "dropped": "added", "added": "dropped"}
"""What a fate or a manner is called from the other side; what is not here is called the same."""


def link(row: Link) -> Link:
    """The same link with its sides exchanged."""
    return Link(
        row.other,
        row.one,
        row.other_place,
        row.one_place,
        SEEN_BACK.get(row.fate, row.fate),
        row.moved,
        row.likeness,
        tuple((edit[2], edit[3], edit[0], edit[1]) for edit in row.edits),
    )
