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

from ..glossary import MAKINGS, Kinship
from ..settings import SETTINGS
from .clear import Counts
from .reasons import EQUAL

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

DOUBTFUL, SAME, APART, INDEPENDENT = 0, 1, 2, 3
"""The answers: to be collated; clearly one report; clearly no copy; clearly independent."""

CLEAR, NOT_COLLATED = "clear by its words", "not collated"
"""How `why` starts where a pair was settled here, and where a doubtful one was passed over."""


class Scales(NamedTuple):
    """The fitted numbers: a bias and a weight for each input, for each of the two scores."""

    copy: tuple[float, ...]
    independent: tuple[float, ...]


@lru_cache(maxsize=1)
def fitted() -> Scales:
    """The scores in ``data/clear.json``."""
    raw = json.loads(files("retold").joinpath("data", "clear.json").read_text("utf-8"))
    return Scales(*((raw[name]["bias"], *(raw[name][key] for key in INPUTS)) for name in Scales._fields))


def inputs(held: Counts) -> tuple[float, ...]:
    """The inputs of the scores, each between 0 and 1."""
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
        held.refilled / (held.figures + held.refilled + 2.0),
        min(held.refilled, 6) / 6.0,
        held.renamed / (held.names + held.renamed + 2.0),
        (1.0 - _share(held.carried, held.words)) * _share(held.same, held.carried),
        carried * _share(held.ordered, held.stretches),
        _share(held.gap, held.words),
        min(held.prose, 240) / 240.0,
        max(0, 60 - held.prose) / 60.0,
        _share(held.speech, held.words),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def answer(held: Counts) -> int:
    """`SAME`, `APART`, `INDEPENDENT` or `DOUBTFUL`."""
    bars = SETTINGS.clear
    if near(held):
        return SAME
    given = inputs(held)
    copy = score(fitted().copy, given)
    if copy >= bars.same and enough(held):
        return SAME
    if copy > bars.apart or not held.words:
        return DOUBTFUL
    return INDEPENDENT if score(fitted().independent, given) >= bars.independent else APART


def near(held: Counts) -> bool:
    """Whether the shorter report stands in the other all but word for word, with no other figure."""
    bars = SETTINGS.clear
    return held.prose >= bars.least_near and (
        held.matched >= bars.near_copy * held.prose
        and held.contrary <= bars.near_contrary * (held.agreeing + held.contrary)
        and held.refilled == 0
    )


def enough(held: Counts) -> bool:
    """Whether there is enough to be sure by, and it is no form that was filled in anew."""
    bars = SETTINGS.clear
    form = held.refilled > bars.refilled * (held.figures + held.refilled)
    return held.prose >= bars.least_prose and held.matched >= bars.least_matched * held.prose and not form


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


def settled(pair: Pair, held: Counts, said: int) -> Kinship:
    """The judgement on a pair that is clear."""
    if pair.equal:
        return Kinship(pair.one, pair.other, "same report", "telling", "verbatim", 1.0, 1.0, 1.0, 1.0, EQUAL)
    bars, kinship = SETTINGS.clear, SETTINGS.kinship
    kept = (round(held.carried / held.words, 4), round(held.longer_carried / held.longer, 4))
    one_kept, other_kept = kept if pair.first else kept[::-1]
    lifted = round(_share(held.lifted, held.prose), 4)
    if said == SAME:
        relation = "versions" if pair.page else "telling"
        made = _making(one_kept, other_kept, held.same / held.carried)
        verdict, confidence = "same report", bars.confident
    else:
        made = ""
        relation = "versions" if pair.page and said == APART else _relation(held)
        common = max(_share(held.held, held.rare), _share(held.carried_prose, held.prose))
        apart = "independent" if common >= kinship.same_event else "unrelated"
        verdict = apart if said == INDEPENDENT else "cannot tell"
        confidence = bars.remote if said == INDEPENDENT else bars.undecided
    told = f"{CLEAR}: {_told(held, said)}"
    return Kinship(pair.one, pair.other, verdict, relation, made, one_kept, other_kept, lifted, confidence, told)


def passed_over(pair: Pair, held: Counts, inside: bool, likely: float) -> Kinship:
    """A doubtful pair that was not collated, because others were likelier to change a family.

    Where both are clearly tellings of one report through others, that bears out what their words half say.
    """
    bars = SETTINGS.clear
    kept = (round(_share(held.carried, held.words), 4), round(_share(held.longer_carried, held.longer), 4))
    one_kept, other_kept = kept if pair.first else kept[::-1]
    borne = inside and likely >= bars.borne_out
    verdict, confidence = ("probably", bars.borne) if borne else ("cannot tell", bars.undecided)
    made = _making(one_kept, other_kept, _share(held.same, held.carried)) if borne else ""
    why = "both are clearly tellings of one report through others" if inside else "likelier pairs were collated first"
    relation = "versions" if pair.page else "telling" if borne else _relation(held)
    lifted = round(_share(held.lifted, held.prose), 4)
    told = f"{NOT_COLLATED}: {why}; {_told(held, DOUBTFUL)}"
    return Kinship(pair.one, pair.other, verdict, relation, made, one_kept, other_kept, lifted, confidence, told)


def _making(one_kept: float, other_kept: float, same: float) -> str:
    """How the copy was made, by the rules of `making`, from words instead of sentences."""
    bars = SETTINGS.kinship
    parts = set()
    if one_kept < bars.whole:
        parts.add("abridged")
    if other_kept < bars.whole:
        parts.add("expanded")
    if same < bars.reworded:
        parts.add("reworded")
    elif same < bars.verbatim:
        parts.add("edited")
    return "+".join(part for part in MAKINGS if part in parts) or "verbatim"


def _relation(held: Counts) -> str:
    bars = SETTINGS.kinship
    if held.lifted >= bars.passage and held.lifted >= held.speech:
        return "borrowed passage"
    return "shared speech" if held.speech >= bars.shared_speech else "none"


def _told(held: Counts, said: int) -> str:
    """The evidence, in words."""
    parts = [
        f"{_percent(held.carried, held.words)} of the shorter report's words are carried, "
        f"{held.ordered} of {held.stretches} stretches in order",
        f"{_percent(held.matched, held.prose)} of its prose is word for word",
        f"{held.held} of {held.rare} rare words are in the other",
    ]
    if held.figures + held.refilled:
        parts.append(f"{held.refilled} of {held.figures + held.refilled} figures differ where the wording agrees")
    if said != SAME and held.gap >= SETTINGS.kinship.passage:
        parts.append(f"{held.gap} words in a row are not carried")
    return "; ".join(parts)


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole) if whole else 0} %"
