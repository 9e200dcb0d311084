"""How a found difference becomes a `Change` row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import mirror
from ..glossary import Change
from ..identity import change_id
from ..settings import SETTINGS
from .blocks import Block, Region

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a difference: its kind, how grave, how sure, and why."""

    kind: str
    gravity: str
    confidence: float
    why: str


def row(block: Block, one: Span, other: Span, says: Judgement) -> Change:
    """A change between two stretches; an empty stretch is the place where the words are missing."""
    (start, stop), (against, end) = one, other
    manner = "added" if start >= stop else "altered" if against < end else "dropped"
    left, right = block.one.witness.report, block.other.witness.report
    known = change_id(says.kind, left.report, right.report, start, stop, against, end)
    if block.turned:
        left, right, start, stop, against, end = right, left, against, end, start, stop
        manner = mirror.SEEN_BACK.get(manner, manner)
    texts = left.text[start:stop], right.text[against:end]
    seen = (left.report, right.report, *texts, start, stop, against, end, manner)
    return Change(known, "", says.kind, *seen, _capped(block, says), round(says.confidence, 4), says.why)


def _capped(block: Block, says: Judgement) -> str:
    """A gravity, as far as it can be known: little in a sentence made anew, all only where most of it is kept.

    What stands in quotation marks is judged by the words that are quoted, not by the sentence around them.
    """
    if block.kept < SETTINGS.changes.kept_little:
        return "low"
    unsure = block.loose or (block.kept < SETTINGS.changes.kept_grave and says.kind not in ("quotation", "speaker"))
    return "medium" if unsure and says.gravity == "high" else says.gravity


def surely(block: Block, most: float) -> float:
    """A confidence: the most that a finder gives where the sentence is kept whole, less where it was reworded."""
    return most - (1 - min(1.0, block.kept)) * SETTINGS.changes.reworded_doubt


def across(region: Region) -> Iterator[tuple[int, int]]:
    """The terms that stand against each other, one by one, in a region of as many words on either side."""
    if region.one_high - region.one_low == region.other_high - region.other_low:
        yield from zip(range(region.one_low, region.one_high), range(region.other_low, region.other_high), strict=True)


def surer(strong: str, weak: str) -> str:
    """Which of two phrases claims more, in words that hold whichever way round the tellings are given."""
    return f"“{strong}” claims more than “{weak}”"


def spans(block: Block, region: Region) -> tuple[Span, Span]:
    """The offsets of a region on both sides."""
    return block.one.span(region.one_low, region.one_high), block.other.span(region.other_low, region.other_high)


def phrase(block: Block, region: Region) -> tuple[Span, Span]:
    """The offsets of a region; where one side is empty, both take in the next kept word so that a phrase is shown."""
    if region.one_low < region.one_high and region.other_low < region.other_high:
        return spans(block, region)
    grown = Region(region.one_low, region.one_high + 1, region.other_low, region.other_high + 1)
    if grown.one_high > len(block.one.terms) or grown.other_high > len(block.other.terms):
        grown = Region(region.one_low - 1, region.one_high, region.other_low - 1, region.other_high)
    if grown.one_low < 0 or grown.other_low < 0:
        return spans(block, region)
    return spans(block, grown)
