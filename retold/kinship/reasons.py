"""The evidence of a verdict, in words, with the weight that each piece had."""

from __future__ import annotations

from collections.abc import Sequence

from ..settings import SETTINGS
from .evidence import Evidence
from .model import Given, fitted

EQUAL = "the texts are equal"


def why(found: Evidence, given: Given, road: str, bounds: Sequence[str]) -> str:
    """One line: what keeps the verdict from being surer, then the evidence of the road that decides, heaviest first."""
    if not found.words:
        return "; ".join(bounds)
    way = fitted().roads[road]
    pieces = []
    for words, names in _PIECES[road](found):
        weight = sum([way.weights[name] * (given[road][name] - way.middles[name]) for name in names])
        pieces.append((round(weight, 2), words))
    pieces.sort(key=lambda piece: (-abs(piece[0]), piece[1]))
    told = [f"{words} ({_weight(weight)})" for weight, words in pieces]
    if found.opening >= SETTINGS.kinship.own_opening and found.carried >= SETTINGS.kinship.surely_carried:
        told.append(f"one opens with {found.opening} words of its own: a follow-up, or a lead that the other lost")
    if found.speech_words >= SETTINGS.kinship.shared_speech:
        told.append(f"{found.speech_words} words of speech in common were set aside")
    return "; ".join([*bounds, *told])


Pieces = list[tuple[str, tuple[str, ...]]]
"""Each piece of evidence in words, and the inputs that it stands for."""


def _wording(found: Evidence) -> Pieces:
    order = found.odd / found.odd_held if found.odd_held else 0.0
    return [
        (
            f"{found.carried:.0%} of the shorter report's prose is in the longer one too, "
            f"{found.same_words:.0%} in the same words",
            ("carried", "carried throughout", "lifted"),
        ),
        (_longer(found), ("longer carried",)),
        (
            f"{found.odd_held:.0%} of the shorter report's rare words are in the longer one, "
            f"{order:.0%} of those in the same order",
            ("odd details", "odd details throughout", "order"),
        ),
        (f"{found.chained:.0%} of the shorter report stands between the same neighbours", ("chained",)),
        (f"{found.contrary:.0%} of names and odd words differ in sentences that both have", ("agreement",)),
        (_retained(found), ("nothing of its own",)),
    ]


def _contents(found: Evidence) -> Pieces:
    return [
        (
            f"{found.carried:.0%} of the shorter report's prose is in the longer one too, in whatever order, "
            f"{found.same_words:.0%} in the same words",
            ("carried", "same words"),
        ),
        (_longer(found), ("longer carried",)),
        (f"{found.phrased:.0%} of pairs of words that stand near each other are in both", ("near words",)),
        (_retained(found), ("nothing of its own",)),
    ]


def _course(found: Evidence) -> Pieces:
    return [
        (
            f"{found.partners} sentences come in the order of those that are most like them in the other report, "
            f"{found.followed:.0%} of the shorter one beyond what chance gives",
            ("followed", "alike"),
        ),
        (
            f"words that either says once come in the same order ({found.in_order:.0%}, where chance gives 0%)",
            ("in order",),
        ),
        (
            f"{found.carried:.0%} of the shorter report's prose is in the longer one too, "
            f"{found.same_words:.0%} in the same words, and {found.longer_carried:.0%} of the longer "
            "one's is in the shorter",
            ("longer carried", "same words"),
        ),
    ]


def _longer(found: Evidence) -> str:
    return f"{found.longer_carried:.0%} of the longer report's prose is in the shorter one too"


def _retained(found: Evidence) -> str:
    return f"where both say the same, {found.retained:.0%} of the words are the same and in the same order"


_PIECES = {"wording": _wording, "contents": _contents, "course": _course}


def _weight(weight: float) -> str:
    """The weight of a piece of evidence, in words."""
    side = "for" if weight > 0 else "against"
    size = abs(weight)
    if size < SETTINGS.kinship.light:
        return "says little"
    return f"strongly {side}" if size >= SETTINGS.kinship.heavy else side
