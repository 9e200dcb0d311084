"""ROOM. A Collation and a Candidate -> Kinship: are the two reports tellings of one report?

Independent until shown otherwise. Furniture, credits and speech (also where the other report has it without marks) are
set aside first. One long shared run proves nothing: independent reports may share an agency paragraph. What decides
is whether the prose is carried from all parts, in order, with the odd details in their places. The errors are not
equal: calling an independent report a copy is the worst, so two bars stand above "cannot tell".
"""

from __future__ import annotations

from dataclasses import replace

from ..glossary import COPIES, Candidate, Collation, Kinship
from ..settings import SETTINGS
from .ceiling import ceiling
from .evidence import Evidence, weigh
from .making import making
from .model import fitted, inputs
from .reasons import why

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
    confidence = model.probability(model.score(given))
    if one.text == other.text and one.text.strip():
        confidence = 1.0
    verdict, bounds = _verdict(found, confidence, one.text == other.text)
    if bounds and verdict == "cannot tell":
        # The model does not see what holds the verdict back; it must not be quoted as if it did.
        confidence = min(confidence, SETTINGS.kinship.held_back)
    page = one.id == other.id or (one.url is not None and one.url == other.url)
    versions = page and one.text != other.text and verdict in _NEAR  # an id or address can be used again
    relation = "versions" if versions else _relation(found, verdict)
    copy = verdict in COPIES
    made = "verbatim" if copy and one.text == other.text else making(collation, found) if copy else ""
    return Kinship(
        one.report,
        other.report,
        verdict,
        relation,
        made,
        found.one_linked if copy else found.one_kept,
        found.other_linked if copy else found.other_kept,
        found.lifted,
        confidence,
        why(found, given, model, (*bounds, *(("two states of one page",) if versions else ()))),
    )


_NEAR = (*COPIES, "cannot tell")


def _verdict(found: Evidence, confidence: float, equal: bool) -> tuple[str, tuple[str, ...]]:
    """The verdict, and what kept it from being surer, in words."""
    held = SETTINGS.kinship
    if equal and confidence == 1.0:
        return "same report", ("the texts are equal",)
    if not found.words:
        return "cannot tell", ("no prose to judge by",)
    if confidence < held.probably:
        if confidence >= held.cannot_tell:
            return "cannot tell", ()
        return _apart(found), ()
    most, bounds = ceiling(found)
    return _RANKS[min(most, 2 if confidence >= held.same_report else 1)], bounds


_RANKS = ("cannot tell", "probably", "same report")


def _apart(found: Evidence) -> str:
    """Independent (one event) or unrelated: whether they have enough rare words in common."""
    held = SETTINGS.kinship
    common = max(found.odd_held, found.carried)
    return "independent" if common >= held.same_event else "unrelated"


def _relation(found: Evidence, verdict: str) -> str:
    """How the two are related, whatever the verdict."""
    held = SETTINGS.kinship
    if verdict in COPIES:
        return "telling"
    lifted = found.lifted * found.words
    if lifted >= held.passage and lifted >= found.speech_words:
        return "borrowed passage"
    if found.speech_words >= held.shared_speech:
        return "shared speech"
    return "none"
