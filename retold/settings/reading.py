"""Thresholds of reading: what is refused, and how bytes are guessed."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """reading/"""

    largest_file: int = setting(2_000_000_000, "bytes", "a bigger file is refused: split it or give Parquet")
    largest_report: int = setting(
        2_000_000, "characters", "longer than any news report; a book is quarantined in a pile"
    )
    largest_id: int = setting(
        1_000, "characters", "an id stands beside every judgement: a longer one is a text in its column"
    )
    largest_record: int = setting(20_000_000, "bytes", "one JSONL line or CSV row with all its columns, held in memory")
    accented_letters: float = setting(
        0.3, "share of letters", "more is Cyrillic or Japanese bytes read as Windows-1252"
    )
    usual_characters: float = setting(0.8, "share of non-ASCII", "letters and typography, if it is Windows-1252 prose")
    usual_id: float = setting(
        0.02, "share of the ids", "after broken quotes in a CSV, a rarer kind of id is half a sentence"
    )
