"""What keeps a verdict from being surer, however high the score: too little text, one passage, filled forms."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from ..settings import SETTINGS
from .evidence import Evidence


class Bound(NamedTuple):
    """How far a road may lead."""

    most: int
    """The surest verdict: 2 same report, 1 probably, 0 cannot tell."""
    told: tuple[str, ...] = ()
    """Why, in words."""
    highest: float = 1.0
    """The highest probability that may be quoted."""


def ceilings(found: Evidence) -> dict[str, Bound]:
    """The bound on each road to a verdict."""
    held = SETTINGS.kinship
    if found.words < held.least_equal:
        told = f"only {found.words} words of prose: a notice or an empty page has as many"
        return _everywhere(Bound(0, (told,), held.held_little))
    if _refilled(found):
        told = f"{found.refilled} of {found.slots} amounts and dates differ where sentences agree, as in a form"
        return _form(told)
    if _again(found):
        told = f"{found.days} days apart under one headline, as a form that is filled in from time to time"
        if not found.days:
            told = f"{found.between} days apart, and a few lines: rather another notice than one sent again"
        return _form(told)
    if _other_names(found):
        told = "names and figures differ wherever the wording agrees, as in reports from one form"
        return _form(told)
    if _passage(found):
        told = f"what they share stands in one passage, {found.outside:.0%} of the shorter report is its own"
        return _everywhere(Bound(0, (told,), held.held_little))
    if _half(found):
        told = (
            "less than half of either report is in the other, in much the same words: background, or taken from a third"
        )
        return _everywhere(Bound(0, (told,), held.held_little))
    if told := _news(found):
        return _everywhere(Bound(0, (told,), held.held_little))
    if _sentence(found):
        told = f"one sentence of {found.words} words stands in a longer report: a passage may be as long"
        return _everywhere(Bound(0, (told,), held.held_little))
    wording = Bound(2) if _nearly_identical(found) else _wording(found)
    return {"wording": wording, "contents": wording, "course": _course(found)}


def _everywhere(bound: Bound) -> dict[str, Bound]:
    """One bound on every road."""
    return {"wording": bound, "contents": bound, "course": bound}


def _passage(found: Evidence) -> bool:
    """Whether all that both have is one passage, and much of the shorter report stands outside.

    A passage is lifted word for word; where one report has it in other words, no sentence outside follows the other.
    """
    held = SETTINGS.kinship
    alone = found.outside >= held.passage_outside and found.outside_carried < held.passage_rest
    lifted = found.lifted >= held.passage_lifted * found.carried
    return alone and found.carried > 0 and (lifted or found.partners <= found.links + held.passage_partners)


def _half(found: Evidence) -> bool:
    """Whether most of either report is its own, though what both have was hardly reworded.

    Who retells keeps most of a report, or little else. A follow-up takes up sentences of the report of the day before.
    """
    held = SETTINGS.kinship
    return max(found.one_kept, found.other_kept) < held.half and found.retained >= held.half_retained


def _news(found: Evidence) -> str:
    """What is said where either report has news of its own beside what they share; empty where that is not so."""
    held, news = SETTINGS.kinship, found.news
    taken = news.own <= held.news_own and news.between <= held.news_between and news.copied >= held.news_copied
    day = news.another_day and news.between <= held.half and news.new >= held.news_day
    if day or (taken and news.new >= held.news):
        return "one opens with news of its own, and takes up a part of the other below: background"
    if news.own >= held.half and news.new >= held.news_apart and news.copied >= held.nearly_identical:
        return "most of either is of other things, and what they share is word for word: a frame, or background"
    return ""


def _sentence(found: Evidence) -> bool:
    """Whether a short report is in the other by one sentence, and so little of that is no report cut short."""
    held = SETTINGS.kinship
    return found.words < held.short and found.links < held.least_sentences and found.longer_carried < held.cut_short


def _form(told: str) -> dict[str, Bound]:
    """No road leads past a form."""
    return _everywhere(Bound(0, (told,), SETTINGS.kinship.held_back))


def _wording(found: Evidence) -> Bound:
    """By the wording, and by the contents: too little to judge by, or what could be one passage."""
    held = SETTINGS.kinship
    most, bounds = 2, []
    if found.words < held.short:
        much = found.carried >= held.most and found.same_words >= held.most_words
        most = 1 if much or _followed(found) else 0
        bounds.append(f"only {found.words} words of prose to judge by")
    elif found.words < held.brief and found.lifted < held.least_phrases and not _followed(found):
        most = 0
        bounds.append(f"only {found.words} words of prose, and hardly a phrase of them is shared")
    elif _other_hands(found):
        most = 0
        bounds.append(_OTHER_HANDS)
    if _little(found):
        most = 0
        bounds.append("too little is carried that could not be one borrowed passage")
    return Bound(most, tuple(bounds), 1.0 if most else held.held_little)


def _little(found: Evidence) -> bool:
    """Whether no more is carried than one borrowed passage may have.

    A passage is a part. Two long sentences are none where either report has hardly anything beside them.
    """
    held = SETTINGS.kinship
    whole = found.carried >= held.next_to_all and max(found.one_kept, found.other_kept) >= held.next_to_all
    beside = found.outside > 1 - held.next_to_all or min(found.carried, found.longer_carried) < held.both_carried
    few = found.links < held.least_links and beside
    return (few or found.words < held.least_prose) and not whole and not _followed(found)


_OTHER_HANDS = "what they share are facts, and hardly two other words near each other: as if told by other hands"


def _other_hands(found: Evidence) -> bool:
    """Whether both say it in words of their own: few pairs of near words are shared, and shared words stand apart.

    By chance both have a share of them, and the shorter they are the more that share strays: by so much over the root
    of the words. A light rewording exchanges words and parts such pairs, but leaves its sentences recognisable.
    """
    held = SETTINGS.kinship
    near, root = found.phrased, sqrt(max(1, found.words))
    few = round((near - held.chance_phrased) * root, 4) < held.spread_phrased
    apart = round((near + found.together - held.chance_together) * root, 4) < held.spread_together
    return few and apart and round(near + found.carried, 4) < held.least_recognised


def _course(found: Evidence) -> Bound:
    """By the course: a few sentences stand in order by chance."""
    held = SETTINGS.kinship
    if found.words < held.short:
        most = int(_followed(found))
        told = f"only {found.words} words of prose to judge by"
        return Bound(most, (told,), 1.0 if most else held.held_little)
    if found.partners < held.least_partners:
        return Bound(0, ("too few sentences stand in the same order",), held.held_little)
    if _other_hands(found):
        return Bound(0, (_OTHER_HANDS,), held.held_little)
    if found.lifted < held.least_phrases:
        told = "hardly a phrase is shared: the course of the story alone speaks for one report"
        return Bound(1, (told,), held.probably)
    return Bound(2)


def _followed(found: Evidence) -> bool:
    """Whether a short report, or one that is mostly speech, follows the other so far that this is no chance."""
    held = SETTINGS.kinship
    return found.followed >= held.short_followed and found.partners >= held.short_partners


def _refilled(found: Evidence) -> bool:
    """Whether so many amounts and dates differ in carried sentences that they are slots of a form, filled in anew."""
    held = SETTINGS.kinship
    share = round(found.refilled / found.slots, 4) if found.slots else 0.0
    dense = found.refilled >= held.refilled_words * found.words * found.carried
    alike = found.lifted >= held.form_agrees or found.words < held.form_words
    least = held.refilled_wording if alike else held.refilled
    return dense and share >= least


def _other_names(found: Evidence) -> bool:
    """Whether names and odd words differ in one wording: the more of it is word for word, the fewer need to differ."""
    held = SETTINGS.kinship
    slots = found.contrary >= held.form_differs and found.lifted >= held.form_agrees
    close = found.contrary >= held.form_differs_close and found.lifted >= held.form_agrees_close
    return (slots or close) and not _word_for_word(found)


def _again(found: Evidence) -> bool:
    """Whether reports of one headline from different days are rather two issues of a form than one report, sent again.

    What is sent again, or put right, comes within days; a form differs in several figures the next day already, a
    short one in a single figure, and a bulletin of a few lines in anything at all.
    """
    held = SETTINGS.kinship
    if comes_again(found):
        return True
    if not found.days:
        return False
    if found.words < held.form_words or found.days > held.repeat_days:
        return found.refilled > 0 or found.words < held.short
    share = round(found.refilled / found.slots, 4) if found.slots else 0.0
    return found.refilled >= held.reissued and share >= held.reissued_share


def comes_again(found: Evidence) -> bool:
    """Whether even equal texts are two issues: short ones of one headline, later than anything is sent again; of a few
    lines under any headline."""
    held = SETTINGS.kinship
    one_headline = found.words < held.form_words and found.days > held.repeat_days
    return one_headline or (found.words < held.short and found.between > held.repeat_days)


def _word_for_word(found: Evidence) -> bool:
    """Whether the shorter report's words stand in the other, all but a few."""
    return found.same_words >= SETTINGS.kinship.nearly_identical


def _nearly_identical(found: Evidence) -> bool:
    """Whether it stands there all but word for word, its names and figures too."""
    return _word_for_word(found) and found.contrary <= 1 - SETTINGS.kinship.nearly_identical
