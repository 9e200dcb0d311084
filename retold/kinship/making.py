"""How a copy was made: what would have been done to `one` to get `other`."""

from __future__ import annotations

from ..glossary import MAKINGS, Collation
from ..settings import SETTINGS
from .evidence import Evidence


def making(collation: Collation, found: Evidence) -> str:
    """The makings that apply, in their order, joined with ``+``; never empty."""
    held = SETTINGS.kinship
    parts = set()
    reworded = found.retained < held.reworded
    if reworded:
        # Sentences without a partner may be reworded beyond recognition, on both sides: then only length tells.
        if found.other_length < held.cut * found.one_length:
            parts.add("abridged")
        if found.one_length < held.cut * found.other_length:
            parts.add("expanded")
    else:
        if found.one_linked < held.whole:
            parts.add("abridged")
        if found.other_linked < held.whole:
            parts.add("expanded")
    languages = {report.language for report in (collation.one.report, collation.other.report)}
    if len({language.split("-")[0].lower() for language in languages if language}) > 1:
        parts.add("translated")
    if reworded:
        parts.add("reworded")
    elif found.retained < held.verbatim:
        parts.add("edited")
    return "+".join(part for part in MAKINGS if part in parts) or "verbatim"
