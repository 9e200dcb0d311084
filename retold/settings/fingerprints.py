"""Thresholds of fingerprints: which features of a report are kept."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class FingerprintSettings:
    """fingerprints/"""

    keep_all: int = setting(400, "words", "up to here every feature is kept; of twice as many half, and so on")
    stretches: int = setting(16, "stretches", "a report is cut into at most so many, to see whether matches are spread")
    stretch: int = setting(10, "words", "a stretch has at least so many, or one match would say nothing of it")
