"""Thresholds of candidates: which pairs are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class CandidateSettings:
    """candidates/"""

    near_copy: float = setting(
        0.7, "share", "both reports share this much of their features: one wording, counted once"
    )
    plain_prints: int = setting(
        20_000, "fingerprints", "fewer are worked without arrays: loading numpy would cost more"
    )
    rounds: int = setting(3, "rounds", "reports that meet in a band but differ from its first are tried again so often")
    bands: int = setting(6, "bands", "chances for two near-copies to meet; each is two smallest hashes of a class")
    hub: int = setting(16, "reports", "so many of one wording meet all others; the rest pair with the first of them")
    known: int = setting(6, "wordings", "a feature in up to so many wordings has its full weight, then falling")
    commonest: int = setting(48, "wordings", "a feature in more wordings is furniture or a stock phrase: no weight")
    furniture: int = setting(96, "wordings", "a feature in so many marks its stretch of a report as furniture")
    least_weight: float = setting(3.0, "features", "the weight of shared features that a pair needs")
    least_coverage: float = setting(0.2, "share", "of the shorter report's stretches that hold a feature with weight")
    least_spread: float = setting(
        0.35, "share", "of its stretches that hold any shared feature; 99.9 % of copies have it"
    )
    least_share: float = setting(0.05, "share", "of one report's features that the other has; 99.9 % of copies have it")
