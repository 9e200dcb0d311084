"""What keeps a verdict from being surer, however high the score: too little text, one passage, filled forms."""

from __future__ import annotations

from ..settings import SETTINGS
from .evidence import Evidence


def ceiling(found: Evidence) -> tuple[int, tuple[str, ...]]:
    """The surest verdict that the evidence allows (2 same report, 1 probably, 0 cannot tell), and why, in words."""
    held = SETTINGS.kinship
    if _refilled(found):
        return 0, (f"{found.refilled} of {found.slots} amounts and dates differ where sentences agree, as in a form",)
    if _nearly_identical(found):
        return 2, ()
    most, bounds = 2, []
    whole = found.carried >= held.next_to_all and max(found.one_kept, found.other_kept) >= held.next_to_all
    if found.words < held.short:
        most = 1 if found.carried >= held.most else 0
        bounds.append(f"only {found.words} words of prose to judge by")
    if (found.links < held.least_links or found.words < held.least_prose) and not whole:
        most = 0
        bounds.append("too little is carried that could not be one borrowed passage")
    form = found.contrary >= held.form_differs and found.lifted >= held.form_agrees
    if form and found.same_words < held.nearly_identical:
        most = 0
        bounds.append("names and figures differ wherever the wording agrees, as in reports from one form")
    return most, tuple(bounds)


def _refilled(found: Evidence) -> bool:
    """Whether so many amounts and dates differ in carried sentences that they are slots of a form, filled in anew."""
    held = SETTINGS.kinship
    share = round(found.refilled / found.slots, 4) if found.slots else 0.0
    dense = found.refilled >= held.refilled_words * found.words * found.carried
    least = held.refilled_wording if found.lifted >= held.form_agrees else held.refilled
    return dense and share >= least


def _nearly_identical(found: Evidence) -> bool:
    """Whether the shorter report stands in the other all but word for word."""
    least = SETTINGS.kinship.nearly_identical
    return found.same_words >= least and found.contrary <= 1 - least
