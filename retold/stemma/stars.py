"""Three tellings and more that hardly share a run of words: which of them is the source of the others, or none.

Of each two the model of `machines` says how likely it is that one is the source, that the other is, and that a third
is of both. A star has one source, held or lost, and so all pairs speak of one thing. Pairs of one telling are not
independent of each other: where a copy alone kept the manner of its lost source, all its pairs name it. So their
evidence is averaged, not added, and what the others have against it is asked as well: names and figures that two of
them share, and that it lacks, they had from a text that is not this one (the agreement against one of Maas,
Textkritik, 1927).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import exp, log

from ..glossary import Descent
from ..identity import lost_id
from ..settings import SETTINGS
from ..words import lexicon
from .copying import credited_elsewhere
from .evidence import Character, Table, stem
from .machines import Lean, leant
from .manner import by_machines, manner, reworded, specifics
from .outside import against_dates
from .two import OPEN, made_how

_LEAST = 0.02
"""A pair never says less than this of an answer: one odd pair does not outweigh the others."""


@dataclass(frozen=True, slots=True)
class Star:
    """The likeliest source of the tellings by its place, None for a lost one, and how likely that is."""

    source: int | None
    share: float
    follows: tuple[bool, ...]
    """Which tellings may be said to be made from it: apart from it, in a machine's manner that it lacks, and long."""


def star(given: Table) -> Star | None:
    """What all pairs say of three tellings and more; None where many are edits of each other, or few a machine's work.

    The time grows with the number of pairs.
    """
    held = [one.report.text for one in given.witnesses()]
    if not by_machines(held):
        return None
    apart = (pair for pair in combinations(range(len(held)), 2) if reworded(held[pair[0]], held[pair[1]]))
    said = {(one, other): leant(held[one], held[other]) for one, other in apart}
    leans = {pair: lean for pair, lean in said.items() if lean is not None}
    source, share = source_of(leans, held)
    return Star(source, share, tuple(_follows(leans, source, at) for at in range(len(held))))


def source_of(leans: Mapping[tuple[int, int], Lean], texts: Sequence[str]) -> tuple[int | None, float]:
    """The likeliest of all answers, a place or None for a lost source, and its share.

    The lost source is likelier beforehand than a held one. The odds of a telling are divided by one more than it lacks.
    """
    count = len(texts)
    answers: list[int | None] = [*range(count), None]
    known = len({at for pair in leans for at in pair})
    scores = [sum(log(max(_says(leans[pair], pair, answer), _LEAST)) for pair in sorted(leans)) for answer in answers]
    scores = [score / max(known - 1, 1) for score in scores]
    scores[-1] += SETTINGS.stemma.star_lost
    weights = [exp(score - max(scores)) for score in scores]
    best = max(range(count + 1), key=lambda at: (round(weights[at], 6), at))
    against = 1 if best == count else 1 + lacking(texts, best)
    return answers[best], round(weights[best] / (weights[best] + against * (sum(weights) - weights[best])), 4)


def lacking(texts: Sequence[str], at: int) -> int:
    """How many names and figures one text lacks that several others share, and a third of them at least.

    Common words do not count: in headlines they have capitals. Possessives and plurals are as one.
    """
    often = Counter(word for text in texts for word in {stem(word) for word in specifics(text).special})
    least = max(2, (len(texts) - 1) / 3)
    shared = {word for word, count in often.items() if count >= least} - lexicon("common_words")
    return len(shared - {stem(word) for word in specifics(texts[at]).every})


def _says(lean: Lean, pair: tuple[int, int], source: int | None) -> float:
    """How likely a pair is what it would be with that source."""
    return lean.one if source == pair[0] else lean.other if source == pair[1] else lean.lost


def _follows(leans: dict[tuple[int, int], Lean], source: int | None, copy: int) -> bool:
    if source is None or source == copy:
        return False
    lean = leans.get((min(source, copy), max(source, copy)))
    return lean is not None and lean.parted(int(source > copy))


def guess(given: Table, said: Star) -> list[Descent]:
    """The likeliest answer in full, as rows."""
    family, names, why = given.family.family, given.members, "the likeliest tree"
    if said.source is None:
        lost = lost_id(sorted(names))
        return [Descent(family, lost, name, True, "from a lost original", "", said.share, why) for name in names]
    top = names[said.source]
    return [
        Descent(family, None, name, False, "root", "", said.share, why)
        if name == top
        else Descent(family, top, name, False, "made from", "", said.share, why)
        for name in names
    ]


def rows(given: Table, characters: Sequence[Character], said: Star) -> list[Descent]:
    """What is asserted: a source and those that may be said to follow it, a lost one of all, or nothing."""
    chosen, family, names = SETTINGS.stemma, given.family.family, given.members
    if said.source is None and said.share >= chosen.assert_star_lost:
        lost, sure = lost_id(sorted(names)), round(said.share * chosen.two_copies_right, 4)
        why = f"{_told(given)}; over all pairs no telling is likely the source of the others"
        return [Descent(family, lost, name, True, "from a lost original", "", sure, why) for name in names]
    told = said.source is not None and said.share >= chosen.assert_star
    source = said.source if told else None
    made = [_row(given, characters, said, at) for at in range(len(names)) if at != source]
    if source is None:
        return made
    return [_root(given, said, source, any(row.parent for row in made)), *made]


def less_lost(drawn: Sequence[Descent], given: Table, said: Star) -> list[Descent]:
    """The rows of a tree, less what they say of a lost first text: of that all pairs together were asked."""
    tops = {row.parent for row in drawn if row.lost} - {row.child for row in drawn}
    held = {witness.report.report for witness in given.family.witnesses}
    why, sure = f"{_told(given)}; over all pairs it is open whether their source is lost", round(1 - said.share, 4)
    found = []
    for row in drawn:
        if not row.lost or row.parent not in tops:
            found.append(row)
        elif row.child in held:
            found.append(replace(row, parent=None, lost=False, standing=OPEN, making="", confidence=sure, why=why))
    return found


def _root(given: Table, said: Star, source: int, followed: bool) -> Descent:
    family, key = given.family.family, given.members[source]
    if followed:
        return Descent(family, None, key, False, "root", "", said.share, _told(given))
    return Descent(family, None, key, False, OPEN, "", round(1 - said.share, 4), _told(given))


def _row(given: Table, characters: Sequence[Character], said: Star, copy: int) -> Descent:
    """One telling: made from the source where that is sure, and open elsewhere."""
    family, names, source = given.family.family, given.members, said.source
    sure = source is not None and said.share >= SETTINGS.stemma.assert_star
    if source is None or not sure or not said.follows[copy] or credited_elsewhere(given, source, copy):
        why = f"{_told(given)}; what it was made from is open; the likeliest answer for all has {said.share:.0%}"
        return Descent(family, None, names[copy], False, OPEN, "", round(1 - said.share, 4), why)
    top, below = (given.witness(at) for at in (source, copy))
    why = f"{_told(given)}; over all pairs {top.report.id} is likely the source of the others"
    why += against_dates(top, below)
    done = made_how(given, characters, source, copy)
    return Descent(family, names[source], names[copy], False, "made from", done, said.share, why)


def _told(given: Table) -> str:
    """The evidence in words: how many have the manner of a machine."""
    held = given.witnesses()
    plain = [one.report.id for one in held if (manner(one.report.text) or 0) <= 0]
    lean = len(held) - len(plain)
    rest = f", that of {', '.join(plain[:3])}{' and others' if len(plain) > 3 else ''} not" if plain else ""
    return (
        f"of {len(held)} tellings hardly two share runs of three words; "
        f"the wording of {lean} leans to what rewriting programs leave{rest}"
    )
