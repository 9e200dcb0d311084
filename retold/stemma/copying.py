"""Proof that one telling was made from another: naming a copier needs more than that he could have had it from there.

A telling that holds everything which another has may be its source, or an untouched copy of a lost source of both. What
tells the two apart are the source's *own* changes, found again in the copy (the Leitfehler of Maas, Textkritik, 1927).
Where only two or three tellings are held and a copy was edited word by word, the words put in place of others speak:
the source has the rarer ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from ..settings import SETTINGS
from ..words import keys
from .evidence import UNKNOWN, WORDING, Character, Table
from .machines import Lean, lean
from .manner import manner, reworded
from .trees import Parents, descendants, upwards

_OWN = ("content", "house style", *WORDING)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a proof stands on: a family's readings, its characters and the cheapest tree."""

    given: Table
    characters: tuple[Character, ...]
    tree: Parents
    copies: float = 0.5
    """How likely it is that the tellings are copies and not states of one page."""


def proof(ground: Ground, source: int, copy: int) -> tuple[str, float, float] | None:
    """Why `copy` is said to be made from `source`, which stands above it in the tree; None without proof.

    With it the share of such proofs that were right on families not used here, and the least share of the weight of
    trees at which it is enough.
    """
    chosen = SETTINGS.stemma
    count = len(ground.given.members)
    below = descendants(ground.tree, count)[source]
    if count > 2 and (why := _by_manner(ground, source, copy)):
        return why, chosen.manner_right, chosen.assert_edited
    outside = [at for at in range(count) if at != source and at not in below]
    if len(outside) > 1 or (outside and count <= chosen.few):
        why = _inherited(ground, source, copy, outside)
        return (why, chosen.inherited_right, chosen.assert_inherited) if why else None
    why = _edited(ground, source, copy) if not outside and count <= chosen.few else ""
    return (why, chosen.edited_right, chosen.assert_edited) if why else None


def from_lost(ground: Ground, sides: Sequence[Sequence[int]]) -> bool:
    """Whether tellings of several lines need a lost original: not where a page may have grown or shrunk instead.

    Of few tellings two must be edits of the same sentences, and each must have sentences of the story that the other
    lacks: in a paraphrase sentences seem lacking that were only worded anew, and a machine invents some.
    """
    pairs = [(a, b) for one, other in combinations(sides, 2) for a in one for b in other]
    known = [said.lost for said in _leans(ground, pairs) if said is not None]
    if known and sum(known) / len(known) >= SETTINGS.stemma.assert_two_copies:
        return True
    if len(ground.given.members) > SETTINGS.stemma.few:
        return _copies(ground)
    if ground.copies < 1 - SETTINGS.stemma.copies_likely:
        return False
    return any(_continued(ground, a, b) and _continued(ground, b, a) for a, b in pairs)


def _leans(ground: Ground, pairs: Sequence[tuple[int, int]]) -> Iterator[Lean | None]:
    """What manner says of those pairs of tellings of which one was reworded throughout."""
    texts = [one.report.text for one in ground.given.witnesses()]
    apart = ((texts[one], texts[other]) for one, other in pairs if reworded(texts[one], texts[other]))
    return (lean(one, other) for one, other in apart)


def _by_manner(ground: Ground, source: int, copy: int) -> str:
    """A copy that a machine reworded throughout, and no other telling in the manner of a desk that it could be from."""
    states = next((one.states for one in ground.characters if one.kind == "manner"), ())
    if not states or (states[source], states[copy]) != (0, 1):
        return ""
    above = {source, *upwards(ground.tree, source)}
    if any(state != 1 and at not in above for at, state in enumerate(states)):
        return ""
    said = next(_leans(ground, [(source, copy)]), None)
    if said is None or said.source != 0 or credited_elsewhere(ground.given, source, copy):
        return ""
    return (
        f"its wording leans to what rewriting programs leave and that of {_id(ground, source)} does not; of names and "
        f"figures that the other lacks {_id(ground, source)} has {said.own[0]} and it {said.own[1]}"
    )


def _continued(ground: Ground, source: int, copy: int) -> bool:
    """Whether `copy` shares edited sentences with `source`, and has more of the story besides."""
    shared, _, kept = extent(ground.given, source, copy)
    if shared < SETTINGS.stemma.lost_shared or kept < SETTINGS.stemma.edit_kept:
        return False
    return any(
        one.kind == "content" and one.states[source] == 0 and one.states[copy] == 1 and not one.root[1]
        for one in ground.characters
    )


# --- the source's own changes in the copy -------------------------------------------------------------------------


def _inherited(ground: Ground, source: int, copy: int, outside: Sequence[int]) -> str:
    """Changes of the source stand in the copy, and are not undone: readings that no telling outside its line has."""
    handed = undone = again = restyled = 0
    for one in ground.characters:
        here, there = one.states[source], one.states[copy]
        others = {one.states[at] for at in outside} - {UNKNOWN}
        if one.kind not in _OWN or UNKNOWN in (here, there) or not others or here in others:
            continue
        if here == there:
            handed += _counts(one, here)
        elif one.kind == "house style":
            restyled += there in others
        elif there in others:
            undone += one.kind != "content" or there == 1
        else:
            again += not one.loci or bool(ground.given.at(one.loci[0])[copy].text)
    chosen = SETTINGS.stemma
    if (
        restyled
        or handed < chosen.handed_down
        or undone > chosen.undone * handed
        or again > chosen.changed_again * handed
    ):
        return ""
    if not _copies(ground) or _additions_lost(ground, source, copy, outside):
        return ""
    return f"it has {handed} changes of {_id(ground, source)} that no telling outside that line has"


def _additions_lost(ground: Ground, source: int, copy: int, outside: Sequence[int]) -> bool:
    """Whether the source has sentences of its own and the copy none of them: several are hardly cut to the last one."""
    kept = cut = 0
    for one in ground.characters:
        if one.kind == "content" and one.states[source] == 1 and all(one.states[at] != 1 for at in outside):
            kept += (one.states[copy] == 1) * len(one.loci)
            cut += (one.states[copy] == 0) * len(one.loci)
    return not kept and cut >= SETTINGS.stemma.additions


def _counts(one: Character, state: int) -> bool:
    """Whether a change is the source's own.

    House style is common to many desks, and so is a cut at the end; a sentence that continues the story was rather
    cut by the others than added.
    """
    if one.kind != "content":
        return one.kind != "house style"
    return one.root[1] > 0 if state == 1 else one.costs[1][0] >= SETTINGS.stemma.loss


def _copies(ground: Ground) -> bool:
    """Whether these are copies and not states of one page, in which the order would be the other way round."""
    return ground.copies >= SETTINGS.stemma.copies_likely


# --- two or three tellings: an edit, word by word -------------------------------------------------------------------


def _edited(ground: Ground, source: int, copy: int) -> str:
    """An edit that keeps most words of the shared sentences, and in which the source has the rarer ones."""
    chosen = SETTINGS.stemma
    shared, own, kept = extent(ground.given, source, copy)
    if shared < chosen.edit_shared or own > chosen.edit_own * shared or kept < chosen.edit_kept:
        return ""
    if ground.copies < 1 - SETTINGS.stemma.copies_likely or credited_elsewhere(ground.given, source, copy):
        return ""
    if _more_machine(ground.given, source, copy):
        return ""
    rarer = commoner = cut = put = 0
    for one in ground.characters:
        here, there = one.states[source], one.states[copy]
        if one.kind not in WORDING or UNKNOWN in (here, there) or here == there:
            continue
        first, second = (ground.given.at(one.loci[0])[at].text for at in (source, copy))
        if not first or not second:
            cut, put = cut + bool(first), put + bool(second)
        else:
            lean = one.costs[there][here] - one.costs[here][there]
            rarer, commoner = rarer + (lean > 0), commoner + (lean < 0)
    if lead(rarer, commoner) < chosen.edit_words or lead(rarer + cut, commoner + put) < chosen.edit_all:
        return ""
    if round(rarer / max(rarer + commoner, 1), 4) < chosen.edit_rarer and lead(cut, put) < chosen.edit_words:
        return ""
    return (
        f"{_id(ground, source)} has the rarer word at {rarer} of {rarer + commoner} places "
        f"and words more at {cut} of {cut + put}"
    )


def credited_elsewhere(given: Table, source: int, copy: int) -> bool:
    """Whether one of the two credits an outlet that is not the source's: both may have the report from there."""
    outlet = keys(given.witness(source).report.source or "")
    rows = [row for at in (source, copy) for row in given.witness(at).credits]
    return any(row.kind == "credit line" and row.value and keys(row.value) != outlet for row in rows)


def _more_machine(given: Table, source: int, copy: int) -> bool:
    """Whether the supposed source has the manner of a machine, and the copy clearly less: a machine embellishes too."""
    here, there = (manner(given.witness(at).report.text) for at in (source, copy))
    return here is not None and there is not None and here > 0 and here - there >= SETTINGS.stemma.manner_apart


def lead(more: int, less: int) -> float:
    """How far one side leads, in standard deviations of a fair coin (the sign test)."""
    return round((more - less) / sqrt(max(more + less, 1)), 4)


def extent(given: Table, source: int, copy: int) -> tuple[int, int, float]:
    """Sentences in common, sentences of the copy alone, and the share of its words that the source has there too."""
    kinds = {locus.locus: locus.kind for locus in given.family.loci}
    shared = own = whole = changed = 0
    for locus, rows in given.readings.items():
        first, second = rows[given.members[source]], rows[given.members[copy]]
        if kinds[locus] == "content" and not second.gap:
            shared, own = shared + (not first.gap), own + (first.gap == "omitted")
            whole += 0 if first.gap else len(keys(second.text))
        elif kinds[locus] in WORDING and "unknown" not in (first.gap, second.gap):
            words = keys(second.text)
            changed += len(words) if words != keys(first.text) else 0
    return shared, own, round(1 - changed / max(whole, 1), 4)


def _id(ground: Ground, node: int) -> str:
    return ground.given.witness(node).report.id
