"""Loci as characters: the state of each telling at each locus, and what it costs a copy to change it.

Costs are not reversible, and so the data give the root: a sentence is easily dropped and hardly invented (Dollo), a
common word easily stands for a rare one and seldom the other way, damage is not undone (Camin & Sokal 1965). House
style, which many desks change alike, costs next to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from ..glossary import Family, Reading, Witness
from ..settings import SETTINGS
from ..words import keys, lexicon
from .rarity import attested, damage, reading_rarity

UNKNOWN = -1
WORDING = ("wording", "name", "number", "quotation")
FEW = 4
"""States of a character; rarer variants beyond these are left out as unknown."""

Costs = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Character:
    """The states of the tellings at one or several loci that read alike, and the cost of each step between states."""

    kind: str
    states: tuple[int, ...]
    costs: Costs
    root: tuple[float, ...]
    """What it costs an original to be in each state."""
    loci: tuple[str, ...]
    fixed: Costs = ()
    """The part of `costs` that does not shrink where a copy was reworded throughout; empty for none."""
    hurt: tuple[tuple[int, int], ...] = ()
    """Pairs of a damaged state and the sound one that it was."""


@dataclass(frozen=True, slots=True)
class Table:
    """A family as readings by locus, for those tellings that enter the tree."""

    family: Family
    members: tuple[str, ...]
    readings: dict[str, dict[str, Reading]]

    def at(self, locus: str) -> list[Reading]:
        """The readings of the members at a locus, in the order of the members."""
        return [self.readings[locus][key] for key in self.members]

    def witnesses(self) -> list[Witness]:
        """The members as witnesses, in their order."""
        held = {witness.report.report: witness for witness in self.family.witnesses}
        return [held[key] for key in self.members]

    def witness(self, node: int) -> Witness:
        """The member at a place."""
        key = self.members[node]
        return next(witness for witness in self.family.witnesses if witness.report.report == key)


def table(family: Family, members: Sequence[str]) -> Table:
    """The readings of a family by locus and report."""
    found: dict[str, dict[str, Reading]] = {}
    for reading in family.readings:
        found.setdefault(reading.locus, {})[reading.report] = reading
    wanted = set(members)
    held = {locus: rows for locus, rows in found.items() if wanted <= rows.keys()}
    return Table(family, tuple(members), held)


def characters(given: Table) -> list[Character]:
    """The characters of a family, in the order of its loci; loci that read alike everywhere are left out."""
    content = [locus.locus for locus in given.family.loci if locus.kind == "content" and locus.locus in given.readings]
    found = _content(given, content)
    styles: Counter[tuple[int, ...]] = Counter()
    known = attested(witness.report.text for witness in given.family.witnesses)
    for locus in given.family.loci:
        if locus.kind == "content" or locus.locus not in given.readings:
            continue
        readings = given.at(locus.locus)
        if locus.kind == "house style":
            styles[_style_states(readings)] += 1
        elif locus.kind in ("furniture", "credit"):
            found.extend(_marginal(locus.kind, locus.locus, readings))
        else:
            found.append(_variant(locus.kind, locus.locus, readings, known))
    found.extend(_styles(styles))
    return [one for one in found if len({state for state in one.states if state != UNKNOWN}) > 1]


# --- sentences ----------------------------------------------------------------------------------------------------


def _content(given: Table, loci: Sequence[str]) -> list[Character]:
    """One character for a run of units that the same tellings have: a cut takes away several sentences at once."""
    rows = [(locus, tuple(_presence(reading) for reading in given.at(locus))) for locus in loci]
    common = _vocabulary(given, rows)
    last = {
        index: max((at for at, (_, states) in enumerate(rows) if states[index] == 1), default=-1)
        for index in range(len(given.members))
    }
    runs: list[tuple[tuple[int, ...], bool, list[str]]] = []
    for at, (locus, states) in enumerate(rows):
        tail = all(state == 1 or at > last[index] for index, state in enumerate(states))
        if runs and runs[-1][:2] == (states, tail):
            runs[-1][2].append(locus)
        else:
            runs.append((states, tail, [locus]))
    return [_unit(states, tail, _at_home(given, loci, common), tuple(loci)) for states, tail, loci in runs]


def _presence(reading: Reading) -> int:
    if reading.gap == "unknown":
        return UNKNOWN
    return 0 if reading.gap else 1


def _unit(states: tuple[int, ...], tail: bool, home: bool, loci: tuple[str, ...]) -> Character:
    chosen = SETTINGS.stemma
    loss = chosen.loss_at_end if tail else chosen.loss
    shared = sum(state == 1 for state in states) > 1
    if home:
        gain = chosen.gain_shared if shared else chosen.gain_at_home
    else:
        gain = chosen.gain_foreign_shared if shared else chosen.gain_foreign
    more = 1 + chosen.run * (len(loci) - 1)
    gain *= min(more, chosen.run_most)
    return Character("content", states, ((0.0, gain), (loss, 0.0)), (0.0, 0.0 if home else chosen.foreign_root), loci)


def _vocabulary(given: Table, rows: Sequence[tuple[str, tuple[int, ...]]]) -> frozenset[str]:
    """The rare words of what most tellings carry, or failing that at least two: the vocabulary of the story."""
    for least in (len(given.members) // 2 + 1, 2):
        found: set[str] = set()
        for locus, states in rows:
            if sum(state == 1 for state in states) >= least:
                for reading in given.at(locus):
                    found.update(_rare(reading.text))
        if found:
            return frozenset(found)
    return frozenset()


def _rare(text: str) -> set[str]:
    common = _common()
    return {stem(word) for word in keys(text) if word not in common and len(word) > 2}


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(lexicon("common_words"))


def stem(word: str) -> str:
    """A word without possessive and plural, so that Xi's and Xi are one."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _at_home(given: Table, loci: Sequence[str], story: frozenset[str]) -> bool:
    """Whether the rare words of a run of units are those of the story: continued, not brought in from elsewhere."""
    own = set()
    for locus in loci:
        for reading in given.at(locus):
            own |= _rare(reading.text)
    return bool(own) and len(own & story) / len(own) >= SETTINGS.stemma.at_home


# --- wording ------------------------------------------------------------------------------------------------------


def _variant(kind: str, locus: str, readings: Sequence[Reading], known: Counter[str]) -> Character:
    """One variant place: a state for each reading, words left out being a state of their own."""
    texts: list[tuple[str, ...] | None] = []
    sample: dict[tuple[str, ...], str] = {}
    for reading in readings:
        if reading.gap == "unknown":
            texts.append(None)
        else:
            words = tuple(keys(reading.text))
            texts.append(words)
            sample.setdefault(words, reading.text)
    counts = Counter(words for words in texts if words is not None)
    kept = sorted(counts, key=lambda words: (-counts[words], words))[:FEW]
    number = {words: at for at, words in enumerate(kept)}
    states = tuple(UNKNOWN if words is None else number.get(words, UNKNOWN) for words in texts)
    pairs = [[_step(kind, sample[here], sample[there], known) for there in kept] for here in kept]
    costs = tuple(tuple(round(free + fixed, 4) for free, fixed in row) for row in pairs)
    turns = tuple(tuple(fixed for _, fixed in row) for row in pairs)
    hurt = tuple(
        (here, there)
        for here, source in enumerate(kept)
        for there, copy in enumerate(kept)
        if here != there and damage(sample[source], sample[copy], known) < 0
    )
    return Character(kind, states, costs, (0.0,) * len(kept), (locus,), turns, hurt)


def _step(kind: str, source: str, copy: str, known: Counter[str]) -> tuple[float, float]:
    """What it costs a copy to have the second reading where its source has the first.

    The first part shrinks where the copy was reworded throughout; the second does not: nobody comes upon the very word
    of another telling by chance where it is a rare one, and damage is not undone.
    """
    chosen = SETTINGS.stemma
    if keys(source) == keys(copy):
        return 0.0, 0.0
    hurt = damage(source, copy, known)
    if hurt:
        return chosen.substitution, chosen.mending if hurt < 0 else 0.0
    here, there = reading_rarity(source), reading_rarity(copy)
    if here is None or there is None:
        weight = chosen.insertion if here is None else chosen.omission
        filled = there if here is None else here
        light = filled is not None and filled < chosen.light_word
        return chosen.light_change if light else weight, 0.0
    if kind == "number" or here >= there:
        return chosen.substitution, 0.0
    return chosen.substitution, round(chosen.rarity_weight * min(1.0, (there - here) / chosen.rarity_scale), 4)


# --- margins ------------------------------------------------------------------------------------------------------


def _style_states(readings: Sequence[Reading]) -> tuple[int, ...]:
    numbers: dict[tuple[str, ...], int] = {}
    states = []
    for reading in readings:
        if reading.gap == "unknown":
            states.append(UNKNOWN)
        else:
            states.append(numbers.setdefault((reading.text,), len(numbers)))
    return tuple(state if state < FEW else UNKNOWN for state in states)


def _styles(styles: Counter[tuple[int, ...]]) -> list[Character]:
    """House style by habit: a desk changes a whole text at one stroke, so loci that never disagree are one change."""
    habits: list[tuple[tuple[int, ...], int]] = []
    for states, count in sorted(styles.items(), key=lambda row: (row[0].count(UNKNOWN), -row[1], row[0])):
        for at, (held, many) in enumerate(habits):
            joined = _together(held, states)
            if joined:
                habits[at] = joined, many + count
                break
        else:
            habits.append((_numbered(states), count))
    return [_habit(states, count) for states, count in sorted(habits)]


def _habit(states: tuple[int, ...], count: int) -> Character:
    size = max(states, default=0) + 1
    cost = round(min(SETTINGS.stemma.style_most, SETTINGS.stemma.style * count), 4)
    costs = tuple(tuple(0.0 if here == there else cost for there in range(size)) for here in range(size))
    return Character("house style", states, costs, (0.0,) * size, ())


def _numbered(states: Sequence[int]) -> tuple[int, ...]:
    """States numbered in the order in which they occur."""
    numbers: dict[int, int] = {}
    return tuple(UNKNOWN if state == UNKNOWN else numbers.setdefault(state, len(numbers)) for state in states)


def _together(held: Sequence[int], states: Sequence[int]) -> tuple[int, ...]:
    """Two patterns of two states as one, where they agree on at least two tellings of each side; else nothing."""
    mine = _numbered(states)
    for turn in (0, 1):
        turned = [state if state == UNKNOWN or not turn else 1 - state for state in mine]
        if max(mine) > 1 or max(held) > 1:
            return ()
        both = [(one, other) for one, other in zip(held, turned, strict=True) if UNKNOWN not in (one, other)]
        if all(one == other for one, other in both) and {one for one, _ in both} == {0, 1}:
            return _numbered([other if one == UNKNOWN else one for one, other in zip(held, turned, strict=True)])
    return ()


# --- margins ------------------------------------------------------------------------------------------------------


def _marginal(kind: str, locus: str, readings: Sequence[Reading]) -> list[Character]:
    """Furniture and credits: put on and taken off easily; an original seldom credits somebody else."""
    states = tuple(_presence(reading) for reading in readings)
    chosen = SETTINGS.stemma
    return [Character(kind, states, ((0.0, chosen.margin), (chosen.margin, 0.0)), (0.0, chosen.margin_root), (locus,))]


# --- how much each telling was reworded and cut -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ease:
    """What a change weighs on the way to each telling: less, the more of its kind were made there.

    A telling that changed a third of its words shares some of them with another such telling by chance; one that
    changed two words does not. So a change weighs as its code length at the rate seen, against that of a light edit.
    """

    wording: tuple[float, ...]
    """By the rate to the nearest telling."""
    loss: tuple[float, ...]
    pairs: tuple[tuple[float, ...], ...] = ()
    """The weight of wording between each two tellings; empty where there are too many to price every tree."""


def ease(given: Table, found: Sequence[Character]) -> Ease:
    """The weights of a family: of wording by the rates of change, of loss by the share of units lacking."""
    pairs = _reworded(given, found)
    near = tuple(max(row[:at] + row[at + 1 :], default=1.0) for at, row in enumerate(pairs))
    return Ease(near, _cut(found, len(given.members)), pairs if len(pairs) <= SETTINGS.stemma.exact else ())


def sizes(given: Table) -> list[list[int]]:
    """Words of each telling at each content locus."""
    return [
        [len(keys(reading.text)) for reading in given.at(locus.locus)]
        for locus in given.family.loci
        if locus.kind == "content" and locus.locus in given.readings
    ]


def _reworded(given: Table, found: Sequence[Character]) -> tuple[tuple[float, ...], ...]:
    """The weight of a change of wording between each two tellings, by the rate of such changes."""
    count = len(given.members)
    rows = sizes(given)
    worded = [row.states for row in found if row.kind in WORDING]
    chosen = SETTINGS.stemma
    weights = [[1.0] * count for _ in range(count)]
    for one in range(count):
        for other in range(one):
            words = sum(min(size[one], size[other]) for size in rows)
            differ = sum(UNKNOWN != row[one] != row[other] != UNKNOWN for row in worded)
            rate = (differ + 1) / (words + chosen.rate_words)
            weights[one][other] = weights[other][one] = _weight(rate, chosen.light_rate)
    return tuple(tuple(row) for row in weights)


def _cut(found: Sequence[Character], count: int) -> tuple[float, ...]:
    shared = [row for row in found if row.kind == "content" and sum(state == 1 for state in row.states) > 1]
    total = sum(len(row.loci) for row in shared) + SETTINGS.stemma.rate_units
    lacking = [1 + sum(len(row.loci) for row in shared if row.states[index] == 0) for index in range(count)]
    return tuple(_weight(number / total, SETTINGS.stemma.light_cut) for number in lacking)


def _weight(rate: float, light: float) -> float:
    if rate >= 1:
        return SETTINGS.stemma.least_weight
    return round(max(SETTINGS.stemma.least_weight, min(1.0, log(rate) / log(light))), 2)
