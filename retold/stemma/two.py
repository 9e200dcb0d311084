"""Rows for two tellings of which one was reworded throughout, or both: sentences then tell next to nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ..glossary import Descent
from ..identity import lost_id
from ..settings import SETTINGS
from .copying import credited_elsewhere
from .evidence import Character, Table
from .machines import Lean, leant
from .makings import making
from .manner import reworded
from .outside import against_dates

OPEN = "common source, direction unknown"


def leaning(given: Table) -> Lean | None:
    """What manner, names, figures and words in common say of two tellings; None where they cannot be asked."""
    if len(given.members) != 2:
        return None
    one, other = given.witnesses()
    return leant(one.report.text, other.report.text)


def apart(given: Table) -> bool:
    """Whether of two tellings one at least was reworded throughout: an edit is judged by its words instead."""
    one, other = given.witnesses()
    return reworded(one.report.text, other.report.text)


def rows(given: Table, characters: Sequence[Character], said: Lean) -> list[Descent]:
    """What is asserted of the two: a source and its copy, two copies of a lost original, or nothing."""
    chosen = SETTINGS.stemma
    source = said.source
    if source is not None and not credited_elsewhere(given, source, 1 - source):
        return _made(given, characters, said, source)
    why = _told(given, said)
    family, names = given.family.family, given.members
    if said.lost >= (chosen.assert_two_copies if said.machine else chosen.assert_two_by_hand):
        lost, sure = lost_id(sorted(names)), round(said.lost * chosen.two_copies_right, 4)
        return [Descent(family, lost, name, True, "from a lost original", "", sure, why) for name in names]
    most = max(said.one, said.other, said.lost)
    why += f"; which came first, or whether both come from a third, is open; the likeliest answer has {most:.0%}"
    return [Descent(family, None, name, False, OPEN, "", round(1 - most, 4), why) for name in names]


def guess(given: Table, said: Lean) -> list[Descent]:
    """The likeliest of the three answers, as rows."""
    family, names, why = given.family.family, given.members, "the likeliest tree"
    best = max((said.lost, 2), (said.one, 0), (said.other, 1))
    if best[1] == 2:
        lost = lost_id(sorted(names))
        return [Descent(family, lost, name, True, "from a lost original", "", best[0], why) for name in names]
    source, copy = names[best[1]], names[1 - best[1]]
    return [
        Descent(family, None, source, False, "root", "", best[0], why),
        Descent(family, source, copy, False, "made from", "", best[0], why),
    ]


def _made(given: Table, characters: Sequence[Character], said: Lean, source: int) -> list[Descent]:
    copy, family = 1 - source, given.family.family
    first, second = (given.witness(at) for at in (source, copy))
    share = round((said.one, said.other)[source], 4)
    done = made_how(given, characters, source, copy)
    why = _told(given, said)
    top = Descent(family, None, given.members[source], False, "root", "", share, why)
    why += against_dates(first, second)
    return [top, Descent(family, given.members[source], given.members[copy], False, "made from", done, share, why)]


def made_how(given: Table, characters: Sequence[Character], source: int, copy: int) -> str:
    """How a telling was made from another, by the states of both."""
    before, after = ([one.states[at] for one in characters] for at in (source, copy))
    units = sum(
        1
        for locus in given.family.loci
        if locus.kind == "content" and locus.locus in given.readings and not given.at(locus.locus)[source].gap
    )
    return making(characters, before, after, units)


def _told(given: Table, said: Lean) -> str:
    """The evidence in words: who has the manner of a machine, and who has names and figures of its own."""
    names = [witness.report.id for witness in given.witnesses()]
    machine = [name for name, value in zip(names, said.manners, strict=True) if value > 0]
    manner = {
        0: "the wording of neither leans to what rewriting programs leave",
        1: f"the wording of {machine[0] if machine else ''} leans to what rewriting programs leave, the other's not",
        2: "the wording of both leans to what rewriting programs leave",
    }[len(machine)]
    own = " and ".join(f"{name} has {count}" for name, count in zip(names, said.own, strict=True))
    shared = " and ".join(f"of {name} {share:.0%}" for name, share in zip(names, said.carried, strict=True))
    return (
        f"fewer than half of the runs of three words were kept; {manner}; of names and figures that the other lacks "
        f"{own}; two in a row, the other has {shared} of the words"
    )
