"""Another speaker for a claim that stays: ``said X`` for ``said Y``, whether quotation marks stand around it or not."""

from __future__ import annotations

from collections.abc import Iterator

from ..glossary import Change, Mention
from ..settings import SETTINGS
from .bearers import described, named, same_bearer
from .blocks import FUNCTION, Block, Side, Term
from .rows import Judgement, row, surely
from .spelling import bag
from .voices import voices

_LONGEST_NAME = 4
_PRONOUNS = bag("he she they it i we you who")


def speakers(block: Block) -> Iterator[Change]:
    """Speakers of one claim whose names have no word in common."""
    yield from _cued(block)
    yield from voices(block)


def _cued(block: Block) -> Iterator[Change]:
    """Speakers of a kept cue."""
    cues = [side.of("attribution") for side in (block.one, block.other)]
    if block.kept < SETTINGS.changes.kept_claim or not all(cues):
        return
    theirs = {block.other.within(cue.start, cue.stop)[0]: cue for cue in cues[1]}
    for one in cues[0]:
        at = block.one.within(one.start, one.stop)[0]
        place = block.against(at)
        other = None if place is None else theirs.get(place)
        if place is None or other is None or one.speaker == other.speaker:
            continue
        mine, against = _named(block.one, one), _named(block.other, other)
        if mine and against and not _alike(mine, against, block):
            why = "the claim stays and is put in the mouth of another speaker"
            spans = (mine[0].start, mine[-1].stop), (against[0].start, against[-1].stop)
            yield row(block, *spans, Judgement("speaker", "high", surely(block, 0.85), why))
        elif not mine or not against:
            yield from _beside(block, at, place)


def _beside(block: Block, at: int, against: int) -> Iterator[Change]:
    """Names that stand against each other right beside a kept cue, whatever the cue's speaker was taken to be."""
    for region in block.regions:
        before = region.one_high == at and region.other_high == against
        behind = region.one_low == at + 1 and region.other_low == against + 1
        left, right = block.words(region)
        if not (before or behind) or not left or not right or max(len(left), len(right)) > _LONGEST_NAME:
            continue
        plain = any(not term.capital or term.first for term in (*left, *right))
        lone = len(left) == len(right) == 1 and _institution(block.one, left[0]) and _institution(block.other, right[0])
        if not plain and not lone and not _alike(list(left), list(right), block):
            why = "the claim stays and is put in the mouth of another speaker"
            spans = (left[0].start, left[-1].stop), (right[0].start, right[-1].stop)
            yield row(block, *spans, Judgement("speaker", "high", surely(block, 0.8), why))


def _institution(side: Side, term: Term) -> bool:
    """Whether a word belongs to an institution: one of its words exchanged is a finding of that kind."""
    return any(mention.start <= term.start < mention.stop for mention in side.of("institution"))


def _named(side: Side, cue: Mention) -> list[Term]:
    """The words of a cue's speaker where they stand nearest to it; empty for a pronoun or a common noun."""
    wanted = [word for word in (cue.speaker or "").split() if word.casefold() not in _PRONOUNS]
    if not wanted or not wanted[-1][:1].isupper():
        return []
    low, _ = side.within(cue.start, cue.stop)
    best: list[Term] = []
    for at in range(max(0, low - 12), min(len(side.terms), low + 12)):
        run = list(side.terms[at : at + len(wanted)])
        close = not best or abs(at - low) < abs(side.terms.index(best[0]) - low)
        if [term.text.removesuffix("’s") for term in run] == [word.rstrip(".,") for word in wanted] and close:
            best = run
    return best


def _alike(one: list[Term], other: list[Term], block: Block) -> bool:
    """Whether two speakers may be one: one bearer in other words, no name at all, or a name that the other side has."""
    left = [term.plain for term in one if term.key not in FUNCTION]
    right = [term.plain for term in other if term.key not in FUNCTION]
    if same_bearer(left, right) or described(block, one[0], other[0]):
        return True
    if not named(block.one, one[0].start, one[-1].stop) or not named(block.other, other[0].start, other[-1].stop):
        return True
    return bool({left[-1]} & block.other.keys or {right[-1]} & block.one.keys)
