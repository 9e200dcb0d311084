"""Thresholds of engines and the plan: how much is worked at once."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """engines/ and plan/"""

    plain_pile: int = setting(400, "reports", "fewer are worked in this process: starting workers would cost more")
    plain_reports: int = setting(60, "reports", "fewer are fingerprinted one by one: loading the compiler costs more")
    plain_pairs: int = setting(200, "pairs", "fewer are looked at without the compiler: it takes longer to load")
    batch: int = setting(
        64, "items", "sent to a worker at once: big enough to hide the pipe, small enough to share out"
    )
    looked_at_once: int = setting(20_000, "pairs", "looked at by their words in one thread")
    pairs_at_once: int = setting(32_768, "pairs", "pairs whose texts are held in memory together: about 150 MB")
    collated: int = setting(
        20_000, "pairs", "in doubt, all of them collated: about a minute; of more those that can change a family"
    )
    collated_most: int = setting(250_000, "pairs", "collated in all: about eight minutes on two cores")
    marked: int = setting(20_000, "reports", "in pairs, whose sentences and credits are kept; of more when asked for")
    kept: int = setting(
        20_000,
        "reports",
        "from here on features and words are kept, so that an add looks at what it changes alone",
    )
    sampled: int = setting(
        16_000, "reports", "of a pile as large as `kept`, up to twice so many are a sample that shows what recurs in it"
    )
    renewed: float = setting(0.25, "share", "of a large pile that is new, or of its rows replaced: it is worked anew")
    read_through: int = setting(
        100_000, "reports", "whose features are as soon read through as looked up in a concordance; of more it is made"
    )
    uncovered: float = setting(
        0.125, "share", "of a pile that its concordance does not cover, from which it is made anew"
    )
    ingest: int = setting(5000, "reports", "in one segment; what is published so far survives a kill")
    judged_at_once: int = setting(20_000, "pairs", "judgements in one publishing; a kill loses at most so many")
    written: int = setting(100_000, "rows", "of candidates and judgements in one segment of a large pile")
    gathered: int = setting(5000, "pairs", "whose families are made at once, and more where one family has more")
    recurring_gram: int = setting(5, "words", "in a row are counted over the pile: fewer stand together by chance")
    recurring_groups: int = setting(
        8, "groups", "of reports, each clearly one report, that have a row of words: what is in so many is no story"
    )
    recurring_row: int = setting(10, "words", "that recur together: fewer are an idiom, not furniture or a form")
    full_family: int = setting(8, "tellings", "up to here every pair of a family is collated: 28 pairs")
    near_kin: int = setting(3, "pairs a telling", "collated in larger families, beside the pair with the keeper")
    drawn_family: int = setting(60, "tellings", "of more the stemma takes minutes and is drawn when it is asked for")
    sketched: int = setting(24, "tellings", "of such a family that are collated with the keeper: those least like it")
