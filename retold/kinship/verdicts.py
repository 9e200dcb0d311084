"""What is said of a pair beside how likely it is, by one rule for both looks: relation, making, and what is no copy."""

from __future__ import annotations

from ..glossary import COPIES, MAKINGS
from ..settings import SETTINGS

NEAR = (*COPIES, "cannot tell")
"""The verdicts that leave room for one report."""


def no_copy(details: float, carried: float) -> str:
    """Independent (one event) or unrelated, by the shares of rare words and of prose that the two have in common."""
    return "independent" if max(details, carried) >= SETTINGS.kinship.same_event else "unrelated"


def relation(verdict: str, versions: bool, lifted: float, speech: int) -> str:
    """How the two are related; `versions` says that they are states of one page, the others count words in common."""
    bars = SETTINGS.kinship
    if versions and verdict in NEAR:
        return "versions"
    if verdict in COPIES:
        return "telling"
    if lifted >= bars.passage and lifted >= speech:
        return "borrowed passage"
    return "shared speech" if speech >= bars.shared_speech else "none"


def making(kept: tuple[float, float], retained: float, lengths: tuple[int, int], translated: bool = False) -> str:
    """What would have been done to the first to get the second, joined with ``+``; never empty.

    `kept` is the share of each that the other carries, `retained` that of equal words where it does, `lengths` are in
    any unit. What was reworded beyond recognition counts as carried nowhere, on both sides: then only length tells.
    """
    bars = SETTINGS.kinship
    parts = set()
    if retained < bars.reworded:
        parts.add("reworded")
        cut, added = lengths[1] < bars.cut * lengths[0], lengths[0] < bars.cut * lengths[1]
    else:
        cut, added = kept[0] < bars.whole, kept[1] < bars.whole
        if retained < bars.verbatim:
            parts.add("edited")
    parts |= {name for name, done in (("abridged", cut), ("expanded", added), ("translated", translated)) if done}
    return "+".join(part for part in MAKINGS if part in parts) or "verbatim"
