"""Thresholds of mentions: how far a quotation reaches for its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class MentionSettings:
    """mentions/"""

    nested_marks: int = setting(200, "marks", "a quotation with more marks inside is a list of strays, not a quotation")
    single_reach: int = setting(
        1200, "characters", "a single mark is looked for no further: apostrophes are everywhere"
    )
    pronoun_reach: int = setting(600, "characters", "a pronoun further from the last named speaker may mean another")
    clause: int = setting(40, "tokens", "how far from a quotation its cue may stand; news sentences are shorter")
    few_words: int = setting(2, "words", "in marks far from a cue of speech: of so few, most are nobody's speech")
    subject: int = setting(24, "tokens", "how far before its verb a subject may start, appositions included")
