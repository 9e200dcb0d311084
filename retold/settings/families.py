"""Thresholds of families: which links join."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class FamilySettings:
    """families.py"""

    support: int = setting(2, "tellings", "of one family that a doubtful link must have behind it to join two families")
    sure: float = setting(
        2.0, "weight", "of a sure pair between two families: it outweighs one doubtful pair against it"
    )
    doubtful: float = setting(1.0, "weight", "of a `probably` between two families")
    against: float = setting(2.0, "weight", "of a pair judged no copy between two families: as much as a sure pair for")
    mostly: float = setting(0.6, "share", "of the one or the other that is carried; less may be one stretch set in")
    half: float = setting(
        0.5, "share", "of a report, less of which is in one that it lacks parts of: it is made of others"
    )
    full: float = setting(0.9, "share", "of the most text that a telling has: such are as full, and wording decides")
    set_in: float = setting(0.3, "share", "of what is carried that stands in equal runs, where it is a stretch set in")
