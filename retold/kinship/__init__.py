"""ROOM. A Collation and a Candidate -> Kinship: are the two reports tellings of one report?

Independent until shown otherwise. Furniture, credits and speech (also where the other report has it without marks) are
set aside first. One long shared run proves nothing: independent reports may share an agency paragraph. What decides
is whether the prose is carried from all parts, in order, with the odd details in their places. The errors are not
equal: calling an independent report a copy is the worst, so two bars stand above "cannot tell".

In a pile `judge` is asked only of pairs that are in doubt. The others are settled before it by their words alone:
`clear` counts what two reports have in common (`columns` for very many pairs), `settled` says what the counts mean.
"""

from __future__ import annotations

from dataclasses import replace

from ..glossary import COPIES, Candidate, Collation, Kinship
from ..settings import SETTINGS
from ..words import keys
from .ceiling import Bound, ceilings, comes_again
from .evidence import Evidence, weigh
from .making import making
from .model import Model, fitted, inputs
from .reasons import EQUAL, why
from .verdicts import no_copy, relation

__all__ = ["judge"]


def judge(collation: Collation, candidate: Candidate) -> Kinship:
    """The judgement on a pair; ``judge`` of the mirrored collation gives the mirrored row.

    `candidate` may have the two reports in either order. Two texts without words cannot be told.
    """
    one, other = collation.one.report, collation.other.report
    if candidate.one != one.report and candidate.one == other.report:
        candidate = replace(
            candidate,
            one=candidate.other,
            other=candidate.one,
            one_share=candidate.other_share,
            other_share=candidate.one_share,
        )
    found = weigh(collation, candidate)
    model = fitted()
    given = inputs(found)
    scores = model.scores(given)
    bounds = ceilings(found)
    enough = len(keys(one.text)) >= SETTINGS.kinship.least_equal
    equal = one.text == other.text and enough and not comes_again(found)
    road, confidence, barred = _surest(found, model, scores, bounds)
    verdict = _verdict(found, confidence, barred, bounds[road].most)
    told = bounds[road].told if found.words else ("no prose to judge by",)
    if equal:
        verdict, confidence, told = "same report", 1.0, (EQUAL,)
    page = one.id == other.id or (one.url is not None and one.url == other.url)
    versions = page and one.text != other.text  # an id or address can be used again
    related = relation(verdict, versions, found.lifted * found.words, found.speech_words)
    copy = verdict in COPIES
    made = "verbatim" if copy and one.text == other.text else making(collation, found) if copy else ""
    return Kinship(
        one.report,
        other.report,
        verdict,
        related,
        made,
        found.one_linked if copy else found.one_kept,
        found.other_linked if copy else found.other_kept,
        found.lifted,
        confidence,
        why(found, given, road, (*told, *(("two states of one page",) if related == "versions" else ()))),
    )


def _surest(
    found: Evidence, model: Model, scores: dict[str, float], bounds: dict[str, Bound]
) -> tuple[str, float, bool]:
    """The road that leads furthest, the probability there, and whether a ceiling alone keeps it from a copy.

    The model does not see what holds a road back; its probability must not be quoted as if it did. Where neither road
    leads anywhere, rare words in common say how near the two reports are.
    """
    settings = SETTINGS.kinship
    near = min(settings.ground_most, settings.ground + settings.ground_details * found.odd_held)
    ways = []
    for name, score in scores.items():
        bound = bounds[name]
        free = bound.most > 0
        probability = model.probability(max(near, score if free else score - settings.held_by))
        ways.append((min(probability, bound.highest), free, score, name))
    probability, free, score, name = max(ways)
    barred = not free and score >= 0
    return name, probability, barred


def _verdict(found: Evidence, confidence: float, barred: bool, most: int) -> str:
    """The verdict, as far as the bound on the road lets it go."""
    settings = SETTINGS.kinship
    if not found.words or barred:
        return "cannot tell"
    if confidence < settings.probably:
        return "cannot tell" if confidence >= settings.cannot_tell else no_copy(found.odd_held, found.carried)
    return _RANKS[min(most, 2 if confidence >= settings.same_report else 1)]


_RANKS = ("cannot tell", "probably", "same report")
