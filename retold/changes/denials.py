"""Denials that came or went in a reworded sentence: *the notices transfer*, *the notices will not transfer*.

`negation` reads a denial where the words around it are kept. Here the verb itself is looked for: the same is said of
the same, wherever in the sentence, and one telling alone denies it. Where the other telling has any word of denial of
its own, nothing is said: it may deny the same in other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..glossary import Change
from ..settings import SETTINGS
from .blocks import FUNCTION, Block, Side, Term
from .rows import Judgement, row, surely
from .senses import forms, opposites, synonyms, undone
from .signs import DENIAL, denies
from .spelling import CONTRACTIONS, bag
from .surroundings import alike, beside, much_alike, parted

_HELPING = bag(
    "is was are were be been being has have had do does did will would can could may might must should shall"
)
_BETWEEN = bag("also now then still just already only even both to so the a an any yet")
_SMALL = FUNCTION | _HELPING | _BETWEEN
_ONLY = bag("only just even already")
_DENYING = bag(
    "no not never without nobody nothing none neither nor cannot deny denies denied denying refuse refuses refused "
    "refusing fail fails failed failing reject rejects rejected rejecting decline declines declined unlikely unable "
    "hardly barely scarcely lack lacks lacked avoid avoids avoided prevent prevents prevented stop stops stopped few "
    "little rarely seldom unless until dismiss dismissed dismisses despite instead rather against except"
)
_INSTEAD = bag("but instead rather until unless because before merely simply alone solely unlike")
_MILD = bag("without despite against except instead rather few little")
"""Words that deny what stands beside them, not what a sentence says."""
_AHEAD = bag("a an the this that these those his her its their our my your of to no any some every") | _HELPING
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "mis", "non")
_CLOSE, _FAR = SETTINGS.changes.deed, SETTINGS.changes.instead
_UNTRUE = bag("untrue false falsely wrong wrongly myth hoax incorrect incorrectly mistaken mistakenly")
_BEHIND = bag("no nothing nobody none never neither nor hardly barely scarcely little few without")
_ONE_HELP = {
    **dict.fromkeys(("is", "are", "was", "were", "be", "being"), "be"),
    **dict.fromkeys(("has", "had", "have"), "have"),
    **dict.fromkeys(("will", "would", "shall"), "will"),
    **dict.fromkeys(("can", "could", "may", "might"), "can"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a helping verb leads in on a side: the range of both, the word of content, and whether it is denied."""

    low: int
    high: int
    word: str
    manner: frozenset[str]
    """The adverbs between them."""
    denied: bool
    helped: frozenset[str]
    """The helping verbs, each in one form."""


def denials(block: Block) -> Iterator[Change]:
    """The same said of the same, and denied in one telling only."""
    if not block.regions:
        return
    one, other = (_denials(side) for side in (block.one, block.other))
    if not one and not other:
        return
    alone = abs(one - other) == 1 and not (max(one, other) > 1 and block.loose)
    left, right = (_said(side)[: SETTINGS.changes.opposed] for side in (block.one, block.other))
    for mine, theirs, same in _fellows(block, left, right):
        no, yes = (mine, theirs) if mine.denied else (theirs, mine)
        if mine.denied == theirs.denied or not no.manner <= yes.manner:
            continue
        sure = (
            block.kept >= SETTINGS.changes.kept_fact
            and same
            and mine.manner == theirs.manner
            and alone
            and mine.denied == (one > other)
            and not _denies(block, mine.denied)
        )
        if not (sure and _of_one(block, mine, theirs)) and not _near_one(block, mine, theirs, same):
            continue
        why = "the same is said in both tellings and denied in one of them"
        spans = block.one.span(mine.low, mine.high), block.other.span(theirs.low, theirs.high)
        yield row(block, *spans, Judgement("negation", "high" if sure else "medium", surely(block, 0.8), why))


def _fellows(block: Block, left: Sequence[Said], right: Sequence[Said]) -> Iterator[tuple[Said, Said, bool]]:
    """What is said on both sides: the same verb, once on either; else another verb of the same frame."""
    for mine in left:
        alike = [said for said in right if forms(mine.word, said.word)]
        back = [said for said in left if forms(mine.word, said.word)]
        if len(alike) == 1 == len(back):
            yield mine, alike[0], True
        elif not alike:
            framed = [said for said in right if said.denied != mine.denied and _framed(block, mine, said)]
            if len(framed) == 1 and not any(forms(framed[0].word, said.word) for said in left):
                yield mine, framed[0], False
    bare = [(mine, said, True) for mine in left for said in _bare(block.other, right, mine)]
    if bare and not _denies(block, True, _MILD):
        yield from bare
    bare = [(said, theirs, True) for theirs in right for said in _bare(block.one, left, theirs)]
    if bare and not _denies(block, False, _MILD):
        yield from bare


def _bare(side: Side, known: Sequence[Said], denied: Said) -> Iterator[Said]:
    """Where a side says without a helping verb, once, what *did not* denies: *did not accept*, *accepted*."""
    if not denied.denied or denied.helped != {"did"} or denied.word in FUNCTION:
        return
    found = [at for at, term in enumerate(side.terms) if forms(denied.word, term.plain)]
    at = found[0] if len(found) == 1 else 0
    past = at and side.terms[at].plain != denied.word and not side.terms[at].plain.endswith(("s", "ing"))
    if past and side.terms[at - 1].key not in _AHEAD and not any(said.low <= at < said.high for said in known):
        yield Said(at, at + 1, denied.word, frozenset(), False, denied.helped)


def _framed(block: Block, one: Said, other: Said) -> bool:
    """Whether two verbs stand in one frame: the same helping verb, before and behind it words of the same sense."""
    if one.helped != other.helped or opposites(one.word, other.word) or _prefixed(one.word, other.word):
        return False
    if not synonyms(one.word, other.word):
        return False
    side, said = (block.one, one) if one.denied else (block.other, other)
    if not any(term.key == "not" or term.key.endswith("n't") for term in side.terms[said.low : said.high]):
        return False
    for ahead in (True, False):
        mine, theirs = _half(block.one, one, ahead), _half(block.other, other, ahead)
        if not any(forms(a, b) for a in mine for b in theirs):
            return False
    return True


def _prefixed(one: str, other: str) -> bool:
    """Whether one of two words alone may deny by its beginning: *unwarranted*."""
    return one.startswith(_PREFIXES) != other.startswith(_PREFIXES)


def _half(side: Side, said: Said, ahead: bool) -> list[str]:
    reach = SETTINGS.changes.surroundings
    line = side.terms[max(0, said.low - reach) : said.low] if ahead else side.terms[said.high : said.high + reach]
    return [term.plain for term in line if term.key not in _SMALL and len(term.plain) > 2]


def _denials(side: Side) -> int:
    """How many words of a side deny."""
    return sum(map(_negates, side.terms)) if side.signs & DENIAL else 0


def _said(side: Side) -> list[Said]:
    found: list[Said] = []
    for at, term in enumerate(side.terms):
        if (term.key not in _HELPING and not _negates(term)) or (found and at < found[-1].high):
            continue
        high = at + 1
        while high < len(side.terms) and high - at <= SETTINGS.changes.deed and _passed(side.terms[high]):
            high += 1
        between = side.terms[at:high]
        parts = side.terms[high].plain.split("-") if high < len(side.terms) else [""]
        if high - at <= SETTINGS.changes.deed + 1 and all(map(str.isalpha, parts)):
            denied = any(
                _negates(word) or word.key in _DENYING or undone(word.key) or word.key == "yet" for word in between
            )
            words = [word.key for word in between] + parts[:-1]
            manner = frozenset(word for word in words if word.endswith("ly") or word in _ONLY)
            helped = frozenset(_ONE_HELP.get(word, word) for word in words if word in _HELPING)
            found.append(Said(at, high + 1, parts[-1], manner, denied, helped))
    return found


def _negates(term: Term) -> bool:
    return term.signs & DENIAL != 0


def _passed(term: Term) -> bool:
    """Whether a word may stand between a helping verb and what it leads in."""
    return term.key in _HELPING or term.key in _BETWEEN or _negates(term) or term.key.endswith("ly")


def _denies(block: Block, mine: bool, mild: frozenset[str] = frozenset()) -> bool:
    """Whether the side that does not deny has a word of denial (no mild one), or the opposite of a word, of its own."""
    side, against = (block.other, block.one) if mine else (block.one, block.other)
    fresh = [term.key for term in side.terms if term.plain not in against.keys]
    if any((word in _DENYING and word not in mild) or word.endswith("n't") or word in CONTRACTIONS for word in fresh):
        return True
    gone = [term.key for term in against.terms if term.plain not in side.keys]
    if any(map(undone, fresh)) and not any(map(undone, gone)):
        return True
    return any(opposites(a, b) for a in fresh[: SETTINGS.changes.opposed] for b in gone[: SETTINGS.changes.opposed])


def _of_one(block: Block, one: Said, other: Said) -> bool:
    """Whether a word of content beside both verbs is the same."""
    return bool(_beside(block.one, one) & _beside(block.other, other))


def _near_one(block: Block, one: Said, other: Said, same: bool) -> bool:
    """Whether much beside two verbs is the same, and neither clause says in other words what the other one says."""
    mine, theirs = _near(block.one, one), _near(block.other, other)
    if not (alike if same else much_alike)(mine, theirs):
        return False
    sides = (block.one, one), (block.other, other)
    (no, denied), (yes, told) = sides if one.denied else sides[::-1]
    reached = _reached(yes, told), _reached(no, denied)
    if reached[0][0] or reached[1][0] or reached[0][1] != reached[1][1] or not _UNTRUE.isdisjoint(yes.said - no.said):
        return False
    if _behind(yes, told, _BEHIND, _CLOSE) - _behind(no, denied, _BEHIND, _CLOSE):
        return False
    if _behind(no, denied, _INSTEAD, _FAR) - _behind(yes, told, _INSTEAD, _FAR):
        return False
    fresh, gone = set(theirs) - set(mine), set(mine) - set(theirs)
    if any(map(undone, fresh if one.denied else gone)) and not any(map(undone, gone if one.denied else fresh)):
        return False
    return not any(opposites(a, b) for a in gone for b in fresh)


def _reached(side: Side, said: Said) -> tuple[bool, frozenset[str]]:
    """Whether a negation, and which words of denial, stand before a verb in its clause (Chapman et al. 2001)."""
    found = set()
    for low in range(said.low, max(0, said.low - SETTINGS.changes.surroundings), -1):
        if parted(side, low):
            break
        found.add(side.terms[low - 1].key)
    few = {"few", "little"} if "a" in found else set()
    return any(map(denies, found)), (_DENYING - few) & found


def _behind(side: Side, said: Said, words: frozenset[str], reach: int) -> frozenset[str]:
    """Which of some words stand behind a verb: *has told nobody*, *is not following the crowd but listening*."""
    line = side.terms[said.high : said.high + reach + 1]
    return words & {word.key for word, after in pairwise(line) if not after.key[0].isdigit()}  # *baby No. 3*


def _near(side: Side, said: Said) -> list[str]:
    """The words of content beside a verb, in its sentence."""
    reach, low, high = SETTINGS.changes.surroundings, said.low, said.high
    while low > 0 and said.low - low < reach and not side.terms[low].first:
        low -= 1
    while high < len(side.terms) and high - said.high < reach and not side.terms[high].first:
        high += 1
    line = (*side.terms[low : said.low], *side.terms[said.high : high])
    return [term.plain for term in line if term.key not in _SMALL and len(term.plain) > 2]


def _beside(side: Side, said: Said) -> set[str]:
    near = beside(side, said.low, said.high)
    return {term.plain for term in near if term.key not in _SMALL and len(term.plain) > 2}
