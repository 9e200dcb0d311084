"""Doubts that came or went in a sentence made anew: *could cost £15,000*, *will cost £15,000*.

`hedges` reads a doubt where the words around it are kept. Here what is doubted is looked for: the word of content that
a hedge leads in, wherever in the other sentence it stands, among the same words, and with no doubt near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..glossary import Change, Mention
from ..settings import SETTINGS
from .blocks import FUNCTION, Block, Side, Term
from .rows import Judgement, row, surely, surer
from .senses import forms
from .spelling import bag
from .surroundings import alike, around, in_common, telling

MODAL = bag("may might could")
_SURE = bag("will shall")
_LEADING = MODAL | bag(
    "allegedly reportedly possibly probably apparently perhaps potentially purportedly supposedly presumably "
    "conceivably maybe likely believed thought expected said reported"
)
"""Words of hedges that lead in what they doubt: *possible*, *suggests* and *seems* often say something else."""
_DOUBT = _LEADING - bag("said") | bag(
    "should would unlikely probable possible possibility possibilities potential seem seems seemed seeming appear "
    "appears appeared apparent expect expects expectation expectations expecting believe believes belief think thinks "
    "suspect suspects suspected suspicion suggest suggests suggested suggesting allege alleges alleged allegation "
    "allegations claim claims claimed claiming accused chance chances aim aims aimed hope hopes hoped fear fears "
    "feared considered understood rumoured rumored rumour rumours rumor rumors estimated estimate estimates estimating "
    "if whether prospect anticipate anticipates anticipating anticipated predict predicts predicted forecast forecasts "
    "poised bound look looks looked looking speculate speculated speculation supposed suppose assume assumed unclear "
    "uncertain unsure charged charges charge purport purports purported threat threatened taken imply implies "
    "implied implying indicate indicates indicated indicating arguably deemed seemingly "
    "concern concerns concerned warn warns warned guess reputedly wonder wonders wondered interpreted unless can"
)
"""Words that carry doubt in one way or another: near one of them nothing is said outright."""
_REPORTED = ("reported", "alleged", "believed")
_SAYING = bag("according say says said told tells source sources report reports affidavit statement added")
_HELPING = bag("be been being have has had having do does did is are was were not get gets got")
_EMPTY = bag(
    "despite with some any more most very than around about between through during against there here what own told "
    "ten one two three four five"
)
_SOME_TIME = bag("one day soon eventually")
"""What tells behind a modal that the time is open: *might one day keep*."""
_NO_ADVERBS = bag("costly deadly friendly likely lonely family reply supply rally assembly ally july")


@dataclass(frozen=True, slots=True)
class Doubted:
    """A hedge as a range of terms, and the word of content that it leads in."""

    low: int
    high: int
    at: int
    modal: bool


def doubts(block: Block) -> Iterator[Change]:
    """What one telling doubts and the other says outright."""
    if block.regions and "hedge" in block.one.kinds | block.other.kinds:
        yield from _lost(block, 0)
        yield from _lost(block, 1)


def _lost(block: Block, which: int) -> Iterator[Change]:
    mine, theirs = (block.one, block.other) if which == 0 else (block.other, block.one)
    if "hedge" not in mine.kinds:
        return
    values = {hedge.value for hedge in theirs.of("hedge")}
    fresh = not _DOUBT.isdisjoint(theirs.said) and any(
        term.key in _DOUBT and term.plain not in mine.keys for term in theirs.terms
    )
    for hedge in mine.of("hedge"):
        doubted = _doubted(mine, hedge)
        if doubted is None or fresh or (not doubted.modal and (hedge.value in values or _told(hedge, mine, theirs))):
            continue  # the doubt may be carried elsewhere, in words of its own
        said = _said(mine, theirs, doubted)
        if said is None:
            continue
        spans = mine.span(doubted.low, doubted.at + 1), theirs.span(*said)
        more = surer(theirs.text(*spans[1]), mine.text(*spans[0]))
        why = f"the same is doubted in one telling and said outright in the other: {more}"
        says = Judgement("hedge", "medium" if doubted.modal else "low", surely(block, 0.8), why)
        yield row(block, *(spans if which == 0 else spans[::-1]), says)


def _told(hedge: Mention, mine: Side, theirs: Side) -> bool:
    """Whether what is *reportedly* so is said by somebody in the other telling."""
    return (hedge.value or "").startswith(_REPORTED) and bool((theirs.keys - mine.keys) & _SAYING)


def _doubted(side: Side, hedge: Mention) -> Doubted | None:
    low, high = side.within(hedge.start, hedge.stop)
    if _LEADING.isdisjoint(term.key for term in side.terms[low:high]):
        return None
    found = (
        at
        for at in range(high, min(len(side.terms), high + SETTINGS.changes.doubted))
        if _content(side.terms[at]) and side.terms[at].key not in _SOME_TIME
    )
    at = next(found, None)
    return None if at is None or side.terms[at].key in _EMPTY else Doubted(low, high, at, side.terms[low].key in MODAL)


def _content(term: Term) -> bool:
    key = term.key
    return len(key) > 2 and (not key.endswith("ly") or key in _NO_ADVERBS) and not (key in FUNCTION or key in _HELPING)


def _said(mine: Side, theirs: Side, doubted: Doubted) -> tuple[int, int] | None:
    """Where the other side says outright, among the same words, what is doubted: once, and never on this side."""
    if doubted.modal and _SURE.isdisjoint(theirs.said):
        return None
    word = mine.terms[doubted.at].key
    theirs_only = _DOUBT - mine.keys
    found = [
        _outright(theirs, at, doubted, theirs_only) for at, term in enumerate(theirs.terms) if forms(word, term.key)
    ]
    known = [at for at, term in enumerate(mine.terms) if at != doubted.at and forms(word, term.key)]
    told = [place for place in found if place is not None]
    if len(told) != 1 or any(_outright(mine, at, doubted, _DOUBT) for at in known):
        return None
    if len(found) > 1 and not doubted.modal:
        return None
    near = _beside(mine, doubted.at), _beside(theirs, told[0][1] - 1)
    whole = doubted.modal and _of_one(_line(mine, doubted.at), _line(theirs, told[0][1] - 1))
    return told[0] if alike(*near) or whole else None


def _outright(side: Side, at: int, doubted: Doubted, doubts: frozenset[str]) -> tuple[int, int] | None:
    """The range of a word without a doubt near it (of some words); behind a hedging verb, one that *will* leads in."""
    low = at
    while (
        low > 0
        and at - low < SETTINGS.changes.doubted
        and (side.terms[low - 1].key in _HELPING | _SOME_TIME or side.terms[low - 1].key[-2:] == "ly")
    ):
        low -= 1
    sure = low > 0 and side.terms[low - 1].key in _SURE
    if doubted.modal and not sure:
        return None
    reach = SETTINGS.changes.surroundings
    near = {term.key for term in (*side.terms[max(0, low - reach) : at], *side.terms[at + 1 : at + reach])}
    return None if near & doubts else (low - 1 if sure else at, at + 1)


def _line(side: Side, at: int) -> list[str]:
    """The words of content of the linked sentences of a side, but for one."""
    words = (term.key for index, term in enumerate(side.terms[:_LONGEST]) if index != at)
    return [word for word in words if telling(word) and word not in _DOUBT]


def _of_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sentences have enough words in common, wherever they stand."""
    return in_common(one, other) >= SETTINGS.changes.beside_many


_LONGEST = 80
"""Words of linked sentences that are compared with one another."""


def _beside(side: Side, at: int) -> list[str]:
    return [word for word in around(side, at, at + 1) if word not in _DOUBT and not word.endswith("ly")]
