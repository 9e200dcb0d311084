"""Names that stand in other places of two linked sentences and are one name all the same, but for a letter or a word.

Who rewords a sentence moves its names about, so that no slot sets them against each other. A name that only one of the
two tellings has, and that is nearly one which only the other has, is that name: the whole reports are asked, because a
name that both of them write somewhere is another person's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..glossary import Change, Mention, Witness
from ..settings import SETTINGS
from ..words import lexicon
from .blocks import FUNCTION, Block, Side, Term, terms
from .codes import coded
from .rows import Judgement, row, surely
from .signs import CAPITAL
from .spelling import CALENDAR, bones, mangled, related, sound
from .terms import has

_NAMING = frozenset(("name", "institution"))


@dataclass(frozen=True, slots=True)
class Carried:
    """A word of a name that the other side lacks, with the words of the name beside it."""

    term: Term
    before: str
    after: str
    other: Witness
    """The other report."""

    @property
    def foreign(self) -> bool:
        """Whether the other report has it nowhere; asked of few words, since it reads the whole report."""
        return not has(self.other, self.term.plain)


def misspelled(block: Block) -> Iterator[Change]:
    """Names of either side that are nearly one of the other side, wherever in the sentence they stand."""
    mine, theirs = block.differing
    left = _lacked(block.one, block.other) if mine & theirs & CAPITAL else []
    right = _lacked(block.other, block.one) if left else []
    taken: set[int] = set()
    for one in left:
        for other in right:
            if other.term.start in taken or not _same_name(block, one, other):
                continue
            taken.add(other.term.start)
            alike = sound(one.term.plain) == sound(other.term.plain) or bones(one.term.plain) == bones(other.term.plain)
            why = "nearly the same name, which the other telling does not have in this sentence"
            why += ", though it sounds alike" if alike else ""
            says = Judgement("name", "medium" if alike else "high", surely(block, 0.85), why)
            yield row(block, one.term.name, other.term.name, says)
            break


def _lacked(side: Side, other: Side) -> list[Carried]:
    """The words of a side's names that the other side has in no form."""
    found: list[Carried] = []
    if _NAMING.isdisjoint(side.kinds):
        return found
    for mention in side.mentions:
        if mention.kind not in _NAMING or len(found) >= SETTINGS.changes.carried_names:
            continue
        low, high = side.within(mention.start, mention.stop)
        for at in range(low, high):
            term = side.terms[at]
            if term.capital and term.plain not in other.keys and _distinct(term) and not coded(side, term):
                before = side.terms[at - 1].plain if at > low else ""
                after = side.terms[at + 1].plain if at + 1 < high else ""
                found.append(Carried(term, before, after, other.witness))
    return found


def _distinct(term: Term) -> bool:
    """Whether a word can tell a name from others."""
    return (
        len(term.plain) >= SETTINGS.changes.shortest_name
        and term.key not in FUNCTION
        and term.plain not in CALENDAR
        and not term.plain[0].isdigit()
    )


def _same_name(block: Block, one: Carried, other: Carried) -> bool:
    """Whether two words are one name: nearly the same letters, and the rest of the name in common or letters enough.

    A word that both reports have is a name of its own, and so is one that stands for itself in either of them.
    """
    left, right = one.term.plain, other.term.plain
    if not mangled(left, right) or (one.term.first and other.term.first) or not (one.foreign or other.foreign):
        return False
    if {one.before, one.after} & {other.before, other.after} - {""}:
        return True
    enough = min(len(left), len(right)) >= SETTINGS.changes.carried_letters
    return enough and one.foreign and other.foreign and block.kept >= SETTINGS.changes.kept_fact


def renamed(block: Block) -> Iterator[Change]:
    """Institutions with one distinctive word in common and another head: *Bergen College*, *Bergen Council*."""
    left = _institutions(block.one, block.other) if "institution" in block.other.kinds else []
    right = _institutions(block.other, block.one) if left else []
    for one in left:
        for other in right:
            if _another_head(one, other):
                why = "an institution of the same name is another institution in the other telling"
                says = Judgement("institution", "high", surely(block, 0.8), why)
                yield row(block, (one.start, one.stop), (other.start, other.stop), says)
                break


def _institutions(side: Side, other: Side) -> list[Mention]:
    """The institutions of a side whose name, word for word, the other report does not have."""
    found = []
    for mention in side.of("institution")[: SETTINGS.changes.carried_names]:
        heads = _heads(mention)
        if heads and not heads & other.keys and len(mention.text.split()) > 1:
            found.append(mention)
    return [m for m in found if m.text.casefold() not in other.witness.report.text.casefold()]


def _heads(mention: Mention) -> set[str]:
    known = lexicon("institution_words")
    return {term.plain for term in terms(mention.text, 0) if term.key in known}


def _own(mention: Mention) -> set[str]:
    """The words that tell an institution from others of its sort."""
    known = lexicon("institution_words")
    return {term.plain for term in terms(mention.text, 0) if term.key not in known and term.key not in FUNCTION}


def _another_head(one: Mention, other: Mention) -> bool:
    mine, theirs = _own(one), _own(other)
    if not mine or not theirs or not (mine <= theirs or theirs <= mine):
        return False
    return not any(related(a, b) for a in _heads(one) for b in _heads(other))
