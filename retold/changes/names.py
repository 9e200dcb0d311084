"""Names of persons, places and things: misspelled, or another name in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..glossary import Change
from ..settings import SETTINGS
from .bearers import contracted, cut_country, described, initials, one_full_name, uncommon
from .blocks import FUNCTION, Block, Region, Side, Term
from .carried import misspelled
from .codes import coded
from .rows import Judgement, across, row, surely
from .signs import CAPITAL
from .spelling import CALENDAR, bag, bones, mangled, place_groups, related, same_place, sound
from .titles import clipped, generic, titled

_ARTICLES = bag("a an the")
_PRONOUNS = bag("he she they it him her them his their its i we us our who which that this")


def names(block: Block) -> Iterator[Change]:
    """Names that differ in the same place of a kept sentence."""
    one, other = block.differing
    named = (one | other) & CAPITAL and block.kept >= SETTINGS.changes.kept_fact
    for region in block.regions if named else ():
        if not (
            _capitals(block.one, region.one_low, region.one_high)
            or _capitals(block.other, region.other_low, region.other_high)
        ):
            continue
        sides = _sides(block, region)
        if _joined(block, region):
            continue
        yield from _mangled(block, region, *sides)
        yield from _swapped(block, region, *sides)
        yield from _bent(block, region)
        yield from _places_garbled(block, region)
        yield from titled(block, region)
        yield from clipped(block, region)
    yield from misspelled(block)


def _joined(block: Block, region: Region) -> bool:
    """Whether the words of a difference, with the next one, have the same letters: *Channel 5*, *Channel5*."""
    sides = (block.one, region.one_low, region.one_high), (block.other, region.other_low, region.other_high)
    one, other = ({"".join(side.plains[low : high + more]) for more in (0, 1)} for side, low, high in sides)
    return not one.isdisjoint(other - {""})


def _capitals(side: Side, low: int, high: int) -> bool:
    """Whether a range has a capital."""
    return any(term.signs & CAPITAL for term in side.terms[low:high])


def _named(side: Side, low: int, high: int) -> list[Term]:
    """The words of a range that belong to a name."""
    spans = [(mention.start, mention.stop) for mention in side.mentions if mention.kind in ("name", "institution")]
    return [
        term
        for term in side.terms[low:high]
        if any(start <= term.start < stop for start, stop in spans)
        and (term.key not in FUNCTION or (term.capital and not term.first and term.key not in _ARTICLES))
        and term.plain not in CALENDAR
        and not term.key.isdigit()
        and not coded(side, term)
    ]


def _sides(block: Block, region: Region) -> tuple[list[Term], list[Term]]:
    """Names of either side of a region that the other side's sentences do not have in any form."""
    left = _named(block.one, region.one_low, region.one_high)
    right = _named(block.other, region.other_low, region.other_high)
    return (
        [term for term in left if not _known(term.plain, block.one, block.other)],
        [term for term in right if not _known(term.plain, block.other, block.one)],
    )


def _known(word: str, mine: Side, side: Side) -> bool:
    """Whether the other side has a word as often, or not at all but in another form: plural, demonym, capital."""
    if word in side.keys:
        return mine.count(word) <= side.count(word)
    if any(
        related(word, term.plain)
        for term in side.terms
        if term.capital and len(term.plain) > 1 and term.key not in FUNCTION
        if term.plain not in mine.keys or word.rstrip("s") == term.plain.rstrip("s") or "-" in word + term.plain
    ):
        return True  # a word that both sides have stands for itself, but for its plural
    group = place_groups([word])
    return bool(group) and 0 < sum(bool(group & place_groups([term.plain])) for term in mine.terms) <= max(
        sum(bool(group & place_groups([term.plain])) for term in side.terms),
        bool(group & place_groups([term.plain for term in side.terms])),
    )


def _mangled(block: Block, region: Region, left: Sequence[Term], right: Sequence[Term]) -> Iterator[Change]:
    capitals = [term for term in block.other.terms[region.other_low : region.other_high] if term.capital]
    for term in left:
        near = [
            other
            for other in (right or capitals)
            if mangled(term.plain, other.plain) and not _known(other.plain, block.other, block.one)
        ]
        if near and not _both_common(term, near[0]):
            sounds = sound(term.plain) == sound(near[0].plain) or bones(term.plain) == bones(near[0].plain)
            why = "the same name, spelled otherwise" + (", though it sounds alike" if sounds else "")
            says = Judgement("name", "medium" if sounds else "high", surely(block, 0.9), why)
            yield row(block, term.name, near[0].name, says)


def _both_common(one: Term, other: Term) -> bool:
    """Whether a pair only opens a sentence with a capital and is no name at all."""
    return one.first and other.first


def _swapped(block: Block, region: Region, left: Sequence[Term], right: Sequence[Term]) -> Iterator[Change]:
    """Another name in a short slot: the words around it are kept."""
    size = max(region.one_high - region.one_low, region.other_high - region.other_low)
    if size > SETTINGS.changes.slot or any(mangled(a.plain, b.plain) for a in left for b in right):
        return
    if left and right:
        whole = _only(block.one, region.one_low, region.one_high, left) and _only(
            block.other, region.other_low, region.other_high, right
        )
        if (
            initials(*_keys(left, right))
            or _places(block, region)
            or one_full_name(block, left[-1].plain, right[-1].plain)
        ):
            return
        runs, others = _runs(block.one, left), _runs(block.other, right)
        if whole and len(runs) == len(others):
            for mine, theirs in zip(runs, others, strict=True):
                short = len(mine) == len(theirs) == 1 and contracted(mine[0].plain, theirs[0].plain)
                if not short and _kind(block.one, mine) == _kind(block.other, theirs):
                    why = "another name stands in the same place of the sentence"
                    grave = "medium" if described(block, mine[0], theirs[0]) else _grave(block)
                    yield row(block, _run(mine), _run(theirs), Judgement("name", grave, surely(block, 0.8), why))
            return
    if region.one_high - region.one_low == region.other_high - region.other_low:
        for step in range(size):
            yield from _exchanged(block, region, step)


def _runs(side: Side, found: Sequence[Term]) -> list[list[Term]]:
    """The words of names, each name by itself: a car and the town that it stands in are two, *Blaine, Wash.* is one."""
    runs: list[list[Term]] = []
    for term in found:
        if runs and _JOINT.fullmatch(side.text(runs[-1][-1].stop, term.start)):
            runs[-1].append(term)
        else:
            runs.append([term])
    return runs


_JOINT = re.compile(r"[\s,&.'’-]{0,3}(?:of|the|de|s|&)?[\s,&'’-]{0,2}(?:the )?")


def _exchanged(block: Block, region: Region, step: int) -> Iterator[Change]:
    """A single word in the place of another, where one of them at least is a name."""
    one, other = block.one.terms[region.one_low + step], block.other.terms[region.other_low + step]
    low, high = region.one_low + step, region.other_low + step
    left, right = _named(block.one, low, low + 1), _named(block.other, high, high + 1)
    opening = one.first and other.first and uncommon(one) and uncommon(other)
    if {one.plain, other.plain} <= CALENDAR or coded(block.one, one) or coded(block.other, other):
        return  # one day for another is a date
    if not (left or right or opening) or related(one.plain, other.plain) or mangled(one.plain, other.plain):
        return
    if (
        _known(one.plain, block.one, block.other)
        or _known(other.plain, block.other, block.one)
        or _places(block, region)
        or one_full_name(block, one.plain, other.plain)
        or contracted(one.plain, other.plain)
    ):
        return
    both = bool(left and right) or opening
    alone = region.one_high - region.one_low == 1
    if (both and (alone or (one.capital and other.capital))) or (alone and _replaced(one, other)):
        why = (
            "another name in the same place of the sentence" if both else "a name gave way to another word in its place"
        )
        grave = _grave(block) if both and not described(block, one, other) else "medium"
        says = Judgement("name", grave, surely(block, 0.8 if both else 0.7), why)
        yield row(block, one.name, other.name, says)


def _bent(block: Block, region: Region) -> Iterator[Change]:
    """A word within a longer name in another form, the rest of the name kept: *West*, *Westerly Yorkshire Police*."""
    for low, high in across(region):
        one, other = block.one.terms[low], block.other.terms[high]
        if not (one.capital and other.capital) or one.plain == other.plain or one.plain[0] != other.plain[0]:
            continue
        short, long = sorted((one.plain, other.plain), key=len)
        several = long.startswith(short) and long[len(short) :] in _PLURAL
        if not related(one.plain, other.plain) or contracted(one.plain, other.plain):
            continue
        if several and "'" in one.key + other.key:
            continue  # an apostrophe was lost
        if several and (_beside(block.one, low) < _LONG or _beside(block.other, high) < _LONG):
            continue  # *the Prime Ministers* are two of them; *the Dow Jones Industrial Averages* are not
        if _inner(block.one, low) and _inner(block.other, high) and not _office(block, low, high):
            why = "a word of the name stands in another form"
            yield row(block, one.name, other.name, Judgement("name", "low", surely(block, 0.6), why))


def _places_garbled(block: Block, region: Region) -> Iterator[Change]:
    """A country whose name was broken (*United Kingdom*, *United Britons*) or put in a plural that it has not."""
    for low, high in across(region):
        one, other = block.one.terms[low], block.other.terms[high]
        if not (one.capital and other.capital) or "'" in one.key + other.key:
            continue
        short, long = sorted((one.plain, other.plain), key=len)
        plural = long == short + "s" and place_groups([short]) and not place_groups([long])
        people = same_place(short, long) and _in(block.one, low) and _in(block.other, high)
        people = people and one.plain.endswith("s") != other.plain.endswith("s")
        broken = any(_broken(_phrase(block.one, low, step), _phrase(block.other, high, step)) for step in (-1, 1))
        if plural or broken or people:
            why = "the name of a country stands in a form that it does not have"
            yield row(block, one.name, other.name, Judgement("name", "low", surely(block, 0.7), why))


def _in(side: Side, at: int) -> bool:
    """Whether *in* leads a word: one can be in London, and hardly in Britons."""
    return bool(at) and side.terms[at - 1].key == "in"


def _broken(one: str, other: str) -> bool:
    """Whether one of two names of two words, of which one word is the same, is a country's and the other is not."""
    words = set(one.split()) & set(other.split())
    return bool(words) and bool(place_groups([one])) != bool(place_groups([other]))


def _phrase(side: Side, at: int, step: int) -> str:
    """A term and the capital before or behind it in one run, as one name."""
    low, high = sorted((at, at + step))
    if low < 0 or high >= len(side.terms) or not side.terms[low].capital or not side.terms[high].capital:
        return ""
    gap = side.text(side.terms[low].stop, side.terms[high].start)
    return f"{side.terms[low].plain} {side.terms[high].plain}" if gap == " " else ""


def _office(block: Block, low: int, high: int) -> bool:
    """Whether an office follows: *the Russian President* and *the Russia President* are one house style and another."""
    return any(
        at + 1 < len(side.terms) and side.terms[at + 1].key in generic()
        for side, at in ((block.one, low), (block.other, high))
    )


_PLURAL = bag("s es")
_LONG = 2
"""Other words of a name before its plural is no honest one."""


def _beside(side: Side, at: int) -> int:
    """How many other capitals stand in one run with a term."""
    low = high = at
    while low and side.terms[low - 1].capital and side.text(side.terms[low - 1].stop, side.terms[low].start).isspace():
        low -= 1
    while (
        high + 1 < len(side.terms)
        and side.terms[high + 1].capital
        and side.text(side.terms[high].stop, side.terms[high + 1].start).isspace()
    ):
        high += 1
    return high - low


def _inner(side: Side, at: int) -> bool:
    """Whether a term stands beside another capital of one name, which opens no sentence."""
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(side.terms) and side.terms[beside].capital and not side.terms[beside].first:
            low, high = sorted((at, beside))
            if side.text(side.terms[low].stop, side.terms[high].start) == " ":
                return True
    return False


def _grave(block: Block) -> str:
    """Another name is grave where the claim is plainly the same; in a reworded sentence it may stand for the same."""
    return "high" if block.kept >= SETTINGS.changes.kept_claim else "medium"


def _kind(side: Side, found: Sequence[Term]) -> bool:
    """Whether a name is an institution's: *the White House* may well stand for a person, and the other way about."""
    spans = [(mention.start, mention.stop) for mention in side.mentions if mention.kind == "institution"]
    return any(start <= found[0].start < stop for start, stop in spans)


def _only(side: Side, low: int, high: int, found: Sequence[Term]) -> bool:
    """Whether a range holds names and small words only: *the Venango County man* is no name, *the broad Dow* is one."""
    while low < high and high - low > len(found) and side.terms[low] not in found and not side.terms[low].capital:
        low += 1
    rest = [term for term in side.terms[low:high] if term not in found and term.key not in FUNCTION]
    return all(term.capital or term.key.isdigit() for term in rest)


def _places(block: Block, region: Region) -> bool:
    """Whether both sides of a region name one country, in whatever words or cut short."""
    left = _parts(block.one.plains[region.one_low : region.one_high])
    right = _parts(block.other.plains[region.other_low : region.other_high])
    return bool(place_groups(left) & place_groups(right)) or cut_country(left, right)


def _parts(line: Sequence[str]) -> list[str]:
    """The words of a line, those joined by hyphens one by one: *US-owned*."""
    return [part for word in line for part in word.split("-")]


def _replaced(one: Term, other: Term) -> bool:
    """Whether a single word in a name's place is neither a pronoun nor the opening of a sentence."""
    small = _PRONOUNS | FUNCTION | CALENDAR | generic()
    plainly = {term.key for term in (one, other) if not term.text.isupper()} & small
    return not plainly and not one.first and not other.first and one.key.isalpha() and other.key.isalpha()


def _keys(left: Sequence[Term], right: Sequence[Term]) -> tuple[list[str], list[str]]:
    return [term.plain for term in left], [term.plain for term in right]


def _run(found: Sequence[Term]) -> tuple[int, int]:
    return found[0].start, found[-1].name[1]
