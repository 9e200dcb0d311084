"""Polarity: a negation that came or went, or a word exchanged for its opposite, in an otherwise kept sentence.

Where both happen at once (*did not rise* for *fell*) the claim stays, and nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ..glossary import Change
from ..settings import SETTINGS
from .blocks import FUNCTION, Block, Region, Side, Term
from .rows import Judgement, phrase, row, spans, surely
from .senses import opposites, undone
from .signs import DENIAL, OPPOSED
from .spelling import bag
from .surroundings import parted

_NEGATIVE = bag(
    "not cannot never no neither nor none nobody nothing nowhere without deny denies denied denying "
    "refuse refuses refused refusing fail fails failed failing failure reject rejects rejected rejecting "
    "rejection decline declines declined lack lacks lacked lacking absent absence unable hardly barely "
    "scarcely few little less fewer stop stops stopped avoid avoids avoided prevent prevents prevented "
    "rule ruled ban banned against despite neither avoid too yet only unclear unlikely impossible wrong "
    "false far out away short except excluding non anything any anyone if until instead rather block "
    "blocked blocks dismiss dismissed dismisses oppose opposed lose lost rarely seldom ended end"
)


def negation(block: Block) -> Iterator[Change]:
    """Claims turned round."""
    if block.kept < SETTINGS.changes.kept_fact:
        return
    whole = block.kept >= SETTINGS.changes.kept_claim
    mine, theirs = block.differing
    for region in block.regions if (mine | theirs) & DENIAL or mine & theirs & OPPOSED else ():
        if not whole and not _set_in(block, region):
            continue
        left, right = block.words(region)
        if max(len(left), len(right)) > SETTINGS.changes.slot:
            continue
        one, other = [t for t in left if t.signs & DENIAL], [t for t in right if t.signs & DENIAL]
        turned = _opposed(left, right)
        if turned and (_crossed(block, left, right) or _voiced(left) != _voiced(right) or _balanced(block, region)):
            continue  # both stand on both sides, the other way about; *is sold* is what others *buy*
        if turned and not one and not other and min(len(left), len(right)) > 0 and _lonely(block, region):
            why = "a word is exchanged for its opposite"
            yield row(block, *spans(block, region), Judgement("negation", "high", surely(block, 0.8), why))
        elif bool(one) != bool(other) and not turned and _plainly(block, region, bool(one)):
            why = "a negation stands in one telling only, the claim around it in both"
            yield row(block, *phrase(block, region), Judgement("negation", "high", surely(block, 0.85), why))


def _opposed(left: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
    for one in left:
        for other in right:
            if opposites(one.key, other.key):
                return True
    return False


def _set_in(block: Block, region: Region) -> bool:
    """Whether a lone negation was set between two words that stand side by side on the other side: *will transfer*."""
    sizes = region.one_high - region.one_low, region.other_high - region.other_low
    if sizes not in ((0, 1), (1, 0)):
        return False
    before, after = (region.one_low - 1, region.other_low - 1), (region.one_high, region.other_high)
    held = set(block.pairs[max(0, bisect_left(block.pairs, before)) :][: sum(sizes) + 2])
    return before in held and after in held and block.one.terms[after[0]].key not in FUNCTION


def _crossed(block: Block, left: Sequence[Term], right: Sequence[Term]) -> bool:
    """Whether the two opposites only changed places: *below 50 ... above that* for *above 50 ... below that*."""
    mine, theirs = block.one.keys, block.other.keys
    return {term.plain for term in left if _turns(term, right)} <= theirs and {
        term.plain for term in right if _turns(term, left)
    } <= mine


def _balanced(block: Block, region: Region) -> bool:
    """Whether one telling alone denies in another place: *unrealistic*, *not realistic*."""
    beside = [other for other in block.regions if other != region and abs(other.one_low - region.one_low) < _NEAR]
    one, other = (
        any(term.signs & DENIAL for near in beside for term in block.words(near)[dropped]) for dropped in (False, True)
    )
    return one != other


_NEAR = SETTINGS.changes.surroundings


def _voiced(line: Sequence[Term]) -> bool:
    """Whether a phrase begins with a form of *be*."""
    return bool(line) and line[0].key in ("be", "been", "being", "is", "are", "was", "were")


def _turns(term: Term, line: Sequence[Term]) -> bool:
    return any(opposites(term.key, other.key) for other in line)


def _lonely(block: Block, region: Region) -> bool:
    """Whether the exchange is all that differs in its slot: one word for one, or two where more is kept around them."""
    size = max(region.one_high - region.one_low, region.other_high - region.other_low)
    least = SETTINGS.changes.kept_claim if size == 1 else SETTINGS.changes.kept_opposite
    return size <= 2 and block.kept >= least


def _plainly(block: Block, region: Region, dropped: bool) -> bool:
    """Whether the side without the negation has nothing negative in its place and few new words."""
    side = block.other if dropped else block.one
    low, high = (region.other_low, region.other_high) if dropped else (region.one_low, region.one_high)
    mine = region.one_high - region.one_low if dropped else region.other_high - region.other_low
    if high - low > 2 or mine > 3 or not _bare(block, region, dropped):
        return False
    fresh, gone = ([term for r in block.regions for term in block.words(r)[dropped is way]] for way in (True, False))
    what = {term.key for term in block.words(region)[not dropped] if not term.signs & DENIAL and not _small(term)}
    denied = any(_negative(term) and (_reaches(side, term, high) or _behind(side, term) in what) for term in fresh)
    if denied or any((a.key, b.key) == ("yet", "to") for a, b in pairwise(side.terms)):
        return False  # the claim is denied in other words
    if any(undone(term.key) for term in fresh) and not any(undone(term.key) for term in gone):
        return False
    return all(_same_word(term, block, region) for term in side.terms[low:high])


def _limited(side: Side, denial: Term, against: Side) -> bool:
    """Whether a denial only opens an answer (*No, it is*), or is one half of *not this but that*, *not until then*."""
    if denial.first and side.text(denial.stop, denial.stop + 1) == ",":
        return True
    at = side.within(denial.start, denial.stop)[1]
    behind = side.terms[at : at + SETTINGS.changes.instead]
    limits = _LIMITS - against.said
    return any(term.key in limits and not _MARKS & set(side.text(denial.stop, term.start)) for term in behind)


_LIMITS = bag("but until unless")
_MARKS = frozenset(",;:.–—")
"""A *but* behind one of them begins a clause of its own."""


def _bare(block: Block, region: Region, dropped: bool) -> bool:
    """Whether what is denied stands on the other side too: else a phrase went, and nothing in it is said to be so."""
    side = block.other if dropped else block.one
    begun = {term.plain[:4] for term in side.terms}
    found = block.words(region)[not dropped]
    mine = block.one if dropped else block.other
    if any(term.signs & DENIAL and _limited(mine, term, side) for term in found):
        return False
    words = [term for term in found if not term.signs & DENIAL]
    return all(_small(term) or term.plain[:4] in begun for term in words)


def _negative(term: Term) -> bool:
    """Whether a word denies."""
    return bool(term.signs & DENIAL) or term.key in _NEGATIVE


def _reaches(side: Side, term: Term, at: int) -> bool:
    """Whether a word of denial can be of what ends before a place: behind it no clause begins between the two."""
    place = side.within(term.start, term.stop)[0]
    return place < at or not any(parted(side, index) for index in range(at + 1, place + 1))


def _behind(side: Side, denial: Term) -> str:
    """The word behind a word of denial: where it is denied in the other telling too, the two have moved together."""
    at = side.within(denial.start, denial.stop)[1]
    return side.terms[at].key if at < len(side.terms) else ""


def _small(term: Term) -> bool:
    return term.key in FUNCTION or term.key in _HELPING


_HELPING = bag("did does do can could may might should some any a")


def _same_word(term: Term, block: Block, region: Region) -> bool:
    """Whether a word in the place of a negation is an auxiliary, or a form of a word beside the negation."""
    if _small(term):
        return True
    beside = chain(*block.words(region))
    return any(other is not term and other.plain[:4] == term.plain[:4] for other in beside)
