"""Tellings that are word for word the same are one for the tree: which of them came first cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from ..glossary import Witness
from ..identity import digest


def groups(witnesses: Sequence[Witness]) -> list[tuple[Witness, ...]]:
    """Tellings of the same words, each group with its first published or smallest key in front."""
    found: dict[str, list[Witness]] = {}
    for witness in sorted(witnesses, key=lambda witness: (witness.report.published or "9", witness.report.report)):
        found.setdefault(digest(" ".join(witness.report.text.split()).casefold()), []).append(witness)
    return sorted((tuple(members) for members in found.values()), key=lambda members: members[0].report.report)
