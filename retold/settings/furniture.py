"""Thresholds of sentences, furniture and credits: what a page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class FurnitureSettings:
    """sentences/, furniture/ and credits/"""

    longest_sentence: int = setting(
        1500, "characters", "longer than any sentence of news; a stretch without stops is cut"
    )
    widest_line: int = setting(120, "characters", "longer lines are paragraphs: nobody wraps plain text that wide")
    narrowest_line: int = setting(30, "characters", "narrower text is a list or a heading, not a wrapped column")
    filled_line: float = setting(
        0.85, "share", "a line is ended on purpose where the next word would leave this much free"
    )
    mark_at: float = setting(4.0, "weight", "below it story is called furniture: no single cue of wording reaches it")
    beside_at: float = setting(2.0, "weight", "enough beside a part that is surely furniture")
    doubt: float = setting(1.5, "weight", "confidence is weight / (weight + doubt): 0.73 at the threshold, 0.84 at 8")
    cue_reach: int = setting(14, "words", "more before the first or after the last cue are story fused to it")
    fused_story: int = setting(
        4, "words", "so many behind the last cue, from a capital on, are story fused to furniture"
    )
    longest_line: int = setting(400, "characters", "a longer line is not weighed as a caption, link or button")
    longest_title: int = setting(25, "words", "a longer first line is no headline")
    short_title: int = setting(14, "words", "a longer first line without a title's capitals may be a summary")
    head: int = setting(4, "sentences", "a headline is repeated among the first so many")
    set_apart: int = setting(12, "lines", "more lines of nothing but speech are an interview, not words set apart")
    between: int = setting(8, "words", "more between a sign-up and a notice on one line may be story")
    followers: int = setting(6, "lines", "titles listed under a heading of related links")
    credit_head: int = setting(10, "sentences", "bylines, datelines and dates stand among the first so many")
    credit_tail: int = setting(8, "sentences", "credit lines stand among the last so many")
    byline: int = setting(14, "words", "a longer line at the head is prose, not a byline")
    contributed: int = setting(45, "words", "a longer sentence with `contributed reporting` tells of something else")
    least_title: int = setting(
        4, "words", "a shorter line that stands on the page twice may be a label, not the headline"
    )
