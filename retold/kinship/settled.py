"""What the counts of `clear.py` say: a pair that is clear is settled here, without sentences; others are collated.

Two small linear scores over a handful of shares, fitted by ``bench/fit_clear.py`` to what the judgement on the collated
pair says (``data/clear.json``): one for "a copy", one for "independent". Only what stands far from the border is
settled, and not everything may be: a report of fewer words than a verdict needs is clear only if it is nearly
identical, and two filled forms (the same wording, other figures) are never clearly one report.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from math import sqrt
from typing import NamedTuple

from ..glossary import COPIES, Kinship
from ..settings import SETTINGS
from .clear import Counts
from .model import on_curve
from .reasons import EQUAL
from .verdicts import making, no_copy, relation

INPUTS = {
    "carried": "share of the shorter report's prose in carried stretches",
    "carried throughout": "the same, squared",
    "matched": "share of its prose that is matched word for word",
    "longer carried": "share of the longer report in carried stretches",
    "lifted": "share of the prose in runs of five and more words, its root",
    "reworded": "carried without such runs",
    "details": "different rare words that the other report has anywhere",
    "names": "different rare words with a capital that the other report has anywhere",
    "contrary": "rare words of carried stretches that the other report lacks there",
    "refilled": "figures that differ where the wording agrees, of all there",
    "refills": "how many they are, up to six",
    "renamed": "names that differ where the wording agrees, of all there",
    "beside": "what is not carried, beside carried text that is word for word",
    "ordered": "carried stretches that follow each other in the other report too",
    "gap": "the longest row of words that is not carried",
    "size": "words of prose, up to 240",
    "short": "how far it is from the least that a verdict needs",
    "speech": "share of matched speech",
}
"""The inputs of both scores, in words."""

LIKELY, DOUBTFUL, SAME, APART, INDEPENDENT = -1, 0, 1, 2, 3
"""The answers: in doubt, but probably one report; in doubt; clearly one report; clearly no copy; clearly independent.

What is in doubt, up to `DOUBTFUL`, is collated, or as much of it as there is room for.
"""

CLEAR, NOT_COLLATED = "clear by its words", "not collated"
"""How `why` starts where a pair was settled here, and where a doubtful one was passed over."""


class Scales(NamedTuple):
    """The fitted numbers: a bias and a weight for each input, for each of the two scores, and what a score means."""

    copy: tuple[float, ...]
    independent: tuple[float, ...]
    curve: tuple[tuple[float, float], ...]
    """Scores for a copy and the probability that the judgement on the collated pair quotes there, both rising."""


@lru_cache(maxsize=1)
def fitted() -> Scales:
    """The scores in ``data/clear.json``."""
    raw = json.loads(files("retold").joinpath("data", "clear.json").read_text("utf-8"))
    copy, independent = ((raw[name]["bias"], *(raw[name][key] for key in INPUTS)) for name in ("copy", "independent"))
    return Scales(copy, independent, tuple((place, likely) for place, likely in raw["curve"]))


def probability(likely: float) -> float:
    """How likely the two are tellings of one report, as the judgement would put it on average; quantised."""
    return on_curve(fitted().curve, likely)


def inputs(held: Counts) -> tuple[float, ...]:
    """The inputs of the scores, each between 0 and 1."""
    bars, short = SETTINGS.clear, SETTINGS.kinship.short
    carried = _share(held.carried_prose, held.prose)
    lifted = sqrt(_share(held.lifted, held.prose))
    return (
        carried,
        carried * carried,
        _share(held.matched, held.prose),
        _share(held.longer_carried, held.longer),
        lifted,
        carried * (1.0 - lifted),
        _share(held.held, held.rare),
        _share(held.named_held, held.named),
        _share(held.contrary, held.agreeing + held.contrary),
        held.refilled / (held.figures + held.refilled + bars.few_slots),
        min(held.refilled, bars.many_refills) / bars.many_refills,
        held.renamed / (held.names + held.renamed + bars.few_slots),
        (1.0 - _share(held.carried, held.words)) * _share(held.same, held.carried),
        carried * _share(held.ordered, held.stretches),
        _share(held.gap, held.words),
        min(held.prose, bars.ample) / bars.ample,
        max(0, short - held.prose) / short,
        _share(held.speech, held.words),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def answer(held: Counts) -> int:
    """`SAME`, `APART`, `INDEPENDENT`, `LIKELY` or `DOUBTFUL`."""
    bars = SETTINGS.clear
    given = inputs(held)
    copy = score(fitted().copy, given)
    whole, close = enough(held) and not beside(held), near(held)
    if (close and not one_sentence(held)) or (copy >= bars.same and whole):
        return SAME
    if copy > bars.apart or close or not held.words:
        return LIKELY if copy >= bars.nearly_same and whole else DOUBTFUL
    return INDEPENDENT if score(fitted().independent, given) >= bars.independent else APART


def near(held: Counts) -> bool:
    """Whether the shorter report stands in the other all but word for word, with no other figure."""
    bars = SETTINGS.clear
    return held.prose >= max(bars.least_near, bars.own * held.words) and (
        held.matched >= bars.near_copy * held.prose
        and held.contrary <= bars.near_contrary * (held.agreeing + held.contrary)
        and held.refilled == 0
    )


def enough(held: Counts) -> bool:
    """Whether there is enough to be sure by, and it is no form that was filled in anew."""
    bars = SETTINGS.clear
    form = held.refilled > bars.refilled * (held.figures + held.refilled)
    own = held.prose >= max(bars.least_prose, bars.own * held.words)
    return own and held.matched >= bars.least_matched * held.prose and not form


def beside(held: Counts) -> bool:
    """Whether either report has a good part that the other lacks: what they share may be background to other news."""
    most = 1.0 - SETTINGS.clear.beside
    return held.carried <= most * held.words and held.longer_carried <= most * held.longer


def one_sentence(held: Counts) -> bool:
    """Whether the shorter report may be one sentence of the other: words do not tell how many it has."""
    bars = SETTINGS.kinship
    return held.prose < bars.short and held.longer_carried < bars.cut_short * held.longer


def score(weights: Sequence[float], given: Sequence[float]) -> float:
    """Log-odds, quantised."""
    total = weights[0]
    for weight, value in zip(weights[1:], given, strict=True):
        total += weight * value
    return round(total * 1e4) / 1e4


class Pair(NamedTuple):
    """A pair of reports, as far as it matters beside the counts."""

    one: str
    other: str
    first: bool
    """Whether `one` is the shorter, in words; the counts have that first."""
    equal: bool
    """Whether the texts are equal."""
    page: bool
    """Whether both have one id or one address."""
    aside: str = ""
    """What was set aside in them, in words."""


def settled(pair: Pair, held: Counts, said: int, likely: float) -> Kinship:
    """The judgement on a pair that is clear; `likely` is its score for a copy."""
    if pair.equal:
        return Kinship(pair.one, pair.other, "same report", "telling", "verbatim", 1.0, 1.0, 1.0, 1.0, EQUAL)
    if said == SAME:
        return _row(pair, held, "same report", max(SETTINGS.clear.confident, probability(likely)), f"{CLEAR}: ")
    apart = no_copy(_share(held.held, held.rare), _share(held.carried_prose, held.prose))
    return _row(pair, held, apart if said == INDEPENDENT else "cannot tell", probability(likely), f"{CLEAR}: ")


def passed_over(pair: Pair, held: Counts, said: int, inside: bool, likely: float) -> Kinship:
    """A pair in doubt that was not collated, because others were likelier to change a family.

    Where both are tellings of one report through others, that bears out what their words half say.
    """
    bars = SETTINGS.clear
    why, borne = "likelier pairs were collated first", said == LIKELY
    if inside:
        why, borne = "both are tellings of one report through others", borne or likely >= bars.borne_out
    confidence = max(bars.borne, probability(likely)) if borne else probability(likely)
    return _row(pair, held, "probably" if borne else "cannot tell", confidence, f"{NOT_COLLATED}: {why}; ")


def _row(pair: Pair, held: Counts, verdict: str, confidence: float, start: str) -> Kinship:
    """The row of a verdict, with the shares, relation and making that the words give."""
    kept = (round(_share(held.carried, held.words), 4), round(_share(held.longer_carried, held.longer), 4))
    lengths = (held.words, held.longer)
    if not pair.first:
        kept, lengths = kept[::-1], lengths[::-1]
    copy = verdict in COPIES
    return Kinship(
        pair.one,
        pair.other,
        verdict,
        relation(verdict, pair.page, held.lifted, held.speech),
        making(kept, _share(held.same, held.carried), lengths) if copy else "",
        *kept,
        round(_share(held.lifted, held.prose), 4),
        round(confidence, 4),
        start + _told(held, verdict) + pair.aside,
    )


def _told(held: Counts, verdict: str) -> str:
    """The evidence, in words."""
    parts = [
        f"{_share(held.carried, held.words):.0%} of the shorter report's words are carried, "
        f"{held.ordered} of {held.stretches} stretches in order",
        f"{_share(held.matched, held.prose):.0%} of its prose is word for word",
        f"{held.held} of {held.rare} rare words are in the other",
    ]
    if held.figures + held.refilled:
        parts.append(f"{held.refilled} of {held.figures + held.refilled} figures differ where the wording agrees")
    if verdict not in COPIES and held.gap >= SETTINGS.kinship.passage:
        parts.append(f"{held.gap} words in a row are not carried")
    return "; ".join(parts)
