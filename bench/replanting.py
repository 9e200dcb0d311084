"""Alterations planted into reworded copies, where it is certain that original and copy say the same there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .aligning import Stretch
from .planting import CUE, RULES, Altered, alterations, sentences


def reworded(id: str, one_text: str, other_text: str, kind: str) -> Iterator[Altered]:
    """Alterations of a kind in a reworded copy, each where the copy still has what the original has.

    So that what was planted is certain, it must stand once in either text, with the word behind it where it is short,
    and in sentences that say the same: *he was* may be said of two people in two places. No other sentence of the
    original may be more like the words around it, and a negation may not deny another. Whoever speaks in the copy
    must speak in the original, and what is quoted be quoted there. Doubt is gone only where nothing else in the
    sentence of the copy carries it; in the original it may stand in another word.
    """
    here, there = sentences(one_text), sentences(other_text)
    for plant in alterations(id, other_text, kind):
        start, stop = plant.here
        other = _around(other_text, there, start)
        if kind == "hedge" and _DOUBTING.search(other.replace(other_text[start:stop], " ", 1)):
            continue
        at, size = _same(one_text, other_text, plant.here), stop - start
        if at < 0 and kind == "hedge":
            at, size = _doubted(one_text, here, other)
        one = _around(one_text, here, at)
        if at < 0 or not (_alike(one, other) and _said_so(kind, one_text, one, at)):
            continue
        if _of_one(one_text, here, at, other_text, there, start) and not _denied(kind, other_text, plant.here):
            yield Altered(kind, one_text, plant.other_text, (at, at + size), plant.there)


def _same(one_text: str, other_text: str, place: Stretch) -> int:
    """Where the original has the words of a place of the copy; -1 where either has them not, or more than once."""
    start, stop = place
    following = re.match(r"\W{0,3}\w+", other_text[stop:]) if stop - start < _SHORT else None
    was = other_text[start : stop + (following.end() if following else 0)]
    return one_text.find(was) if len(was) > 1 and one_text.count(was) == 1 == other_text.count(was) else -1


def _doubted(text: str, places: Sequence[Stretch], sentence: str) -> tuple[int, int]:
    """Where the one sentence of a text that is like a sentence has its only word of doubt, and how long it is."""
    near = [place for place in places if _alike(text[slice(*place)], sentence)]
    found = list(RULES["hedge"][0].finditer(text, *near[0])) if len(near) == 1 else []
    return (found[0].start(), len(found[0].group())) if len(found) == 1 else (-1, 0)


_DOUBTING = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|perhaps|maybe|likel|unlikel|possib|potential|probab|appar|appear|seem"
    r"|alleg|report|suppos|presum|conceiv|purport|believ|belie|think|thought|expect|suspect|suspic|suggest|claim|impl"
    r"|indicat|concern|fear|hope|wish|warn|speculat|estimat|assum|rumou?r|uncertain|unclear|wonder|chance|risk|accus)",
    re.IGNORECASE,
)
"""Words that carry doubt in one way or another, by their stems."""


def _said_so(kind: str, text: str, sentence: str, at: int) -> bool:
    """Whether a speaker speaks in the original too, and quoted words are quoted there."""
    if kind == "quotation":
        return all(re.search('["“”]', side) for side in (text[max(0, at - _AROUND) : at], text[at : at + _AROUND]))
    return kind != "speaker" or re.search(rf"\b(?:{CUE}|[Aa]ccording to)\b", sentence) is not None


def _around(text: str, places: Sequence[Stretch], at: int) -> str:
    """The sentence in which an offset stands."""
    return next((text[start:stop] for start, stop in places if start <= at < stop), "")


def _alike(one: str, other: str) -> bool:
    """Whether two sentences share three longer words, or half of those of the shorter one."""
    mine, theirs = _longer(one), _longer(other)
    return len(mine & theirs) >= min(3, max(1, (min(len(mine), len(theirs)) + 1) // 2))


def _of_one(
    one_text: str, here: Sequence[Stretch], at: int, other_text: str, there: Sequence[Stretch], to: int
) -> bool:
    """Whether two places stand in clauses that say the same, and no other sentence of the original says it more."""
    close = _near(one_text, here, at, _CLOSER) & _near(other_text, there, to, _CLOSER)
    return bool(close) and _foremost(one_text, here, at, _near(other_text, there, to, _CLOSE))


def _foremost(text: str, places: Sequence[Stretch], at: int, near: frozenset[str]) -> bool:
    """Whether the sentence in which an offset stands shares most with some words: two, and no other shares more."""
    shared = {place: len(near & _longer(text[slice(*place)])) for place in places}
    there = max((count for place, count in shared.items() if place[0] <= at < place[1]), default=0)
    return there >= min(2, len(near)) and there == max(shared.values(), default=0)


def _near(text: str, places: Sequence[Stretch], at: int, most: int) -> frozenset[str]:
    """The longer words of a sentence that stand close to an offset."""
    start, stop = next(((low, high) for low, high in places if low <= at < high), (at, at))
    before, behind = text[start:at].split()[-most:], text[at:stop].split()[: most + 1]
    return _longer(" ".join((*before, *behind)))


@lru_cache(maxsize=4096)
def _longer(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", text.casefold())) - _USUAL


def _denied(kind: str, text: str, place: Stretch) -> bool:
    """Whether a negation is planted beside another one: *was not never* denies nothing."""
    start, stop = place
    return kind == "negation" and any(map(_DENYING.search, (text[max(0, start - 20) : start], text[stop : stop + 20])))


_DENYING = re.compile(r"\b(?:not|never|no|nor|neither|none|without|hardly|unable|cannot)\b|n[’']t\b", re.IGNORECASE)
_CLOSE, _CLOSER = 12, 6
"""Words to either side of a plant by which the sentence of the original that says the same is known, and its clause."""
_USUAL = frozenset(
    ("that", "with", "this", "from", "have", "been", "were", "they", "their", "would", "said", "which", "about", "will")
)
_SHORT = 10
_AROUND = 300
"""Characters to either side of quoted words within which quotation marks stand: some texts have lost them all."""
