"""How a copy was made: what would have been done to `one` to get `other`."""

from __future__ import annotations

from ..glossary import Collation
from . import verdicts
from .evidence import Evidence


def making(collation: Collation, found: Evidence) -> str:
    """The makings that apply, in their order, joined with ``+``; never empty."""
    languages = {report.language for report in (collation.one.report, collation.other.report)}
    return verdicts.making(
        (found.one_linked, found.other_linked),
        found.retained,
        (found.one_length, found.other_length),
        len({language.split("-")[0].lower() for language in languages if language}) > 1,
    )
