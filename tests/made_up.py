"""Made-up events in files: reports under headings, and pairs of them of which some are known to be judged wrongly.

The part `truth` of an event names the pairs that have something to do with each other, one a line:

    one > other          `other` was made from `one`
    one ~ other          both were made from one report, neither from the other
    one ? other          neither: a follow-up, a page and its later state, a digest, two cuts at different places
    ... | number: six years -> sixteen years; hedge: may -> will         what was altered on the way, from left to right

All other pairs of a file are by different hands, or of different things.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

import retold
from retold import plan
from retold.glossary import QUIET, Change, Comparison, Report, Telling
from retold.identity import report_key
from retold.output import wording

Pair = tuple[str, str, str]
"""An event and two of its headings."""


def parted(event: str) -> dict[str, str]:
    """The parts of an event's file, by their headings."""
    _, *parts = re.split(r"^## (.+)$", event, flags=re.MULTILINE)
    return {heading: text.strip() for heading, text in zip(parts[::2], parts[1::2], strict=True)}


def marked(pairs: Sequence[Pair], known: Collection[Pair], why: str) -> list[ParameterSet]:
    """The pairs as parameters; those that are known to be judged wrongly fail until they are taken out of the list."""
    open_ = pytest.mark.xfail(reason=why, strict=True)
    return [pytest.param(pair, id=", ".join(pair), marks=[open_] if pair in known else []) for pair in pairs]


def report(heading: str, text: str) -> Report:
    """A report that is called by its heading."""
    return Report(report_key(heading, text), heading, text)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a pair: how it hangs together (`|` where nothing is said), and what was altered on the way."""

    pair: Pair
    sign: str
    altered: tuple[tuple[str, str, str], ...] = ()
    """Kind, before and after of each altered fact."""


class Hands:
    """The events of a folder, with what is true of each pair and what is found of it."""

    def __init__(self, folder: str) -> None:
        paths = sorted((Path(__file__).parent / folder).glob("*.txt"))
        self.events = {path.stem: parted(path.read_text("utf-8")) for path in paths}
        self._compared: dict[Pair, Comparison] = {}

    @cached_property
    def truths(self) -> list[Truth]:
        """Every pair of every event."""
        return [truth for event in self.events for truth in self._stated(event)]

    def _stated(self, event: str) -> list[Truth]:
        heads = self.events[event].keys() - {"truth"}
        said: dict[frozenset[str], Truth] = {}
        for line in self.events[event]["truth"].split("\n"):
            if found := re.fullmatch(r"(.+?) ([>~?]) (.+?)(?: \| (.+))?", line.strip()):
                one, sign, other, altered = found.groups()
                assert {one, other} <= heads, line
                rows = [re.fullmatch(r"(\w+): (.+) -> (.+)", row) for row in (altered or "").split("; ") if row]
                changed = tuple((row[1], row[2], row[3]) for row in rows if row)
                said[frozenset((one, other))] = Truth((event, one, other), sign, changed)
        pairs = combinations([head for head in self.events[event] if head != "truth"], 2)
        return [said.get(frozenset(pair), Truth((event, *pair), "|")) for pair in pairs]

    def pairs(self, signs: str) -> list[Pair]:
        """The pairs that hang together in one of these ways."""
        return [truth.pair for truth in self.truths if truth.sign in signs]

    @property
    def planted(self) -> list[tuple[Pair, tuple[str, str, str]]]:
        """Each altered fact, with its pair."""
        return [(truth.pair, row) for truth in self.truths for row in truth.altered]

    def read(self, event: str, head: str) -> Report:
        """One report of an event."""
        return report(head, self.events[event][head])

    def compared(self, pair: Pair) -> Comparison:
        """What is found of a pair."""
        if pair not in self._compared:
            self._compared[pair] = plan.comparison(*(self.read(pair[0], head) for head in pair[1:]))
        return self._compared[pair]

    def loud(self, pair: Pair) -> list[Change]:
        """The changes between two tellings that people are shown."""
        rows = [row for row in self.compared(pair).changes if row.kind not in QUIET and row.kind != "suspect"]
        return [row for row in rows if row.confidence >= wording.UNSURE]

    def grave(self, pair: Pair) -> list[Change]:
        """The changes of high gravity without a word of what was altered on the way."""
        words = {word for other, row in self.planted if other == pair for part in row[1:] for word in _words(part)}
        grave = [row for row in self.loud(pair) if row.gravity == "high"]
        return [row for row in grave if not words & _words(f"{row.one_text} {row.other_text}")]

    def joined(self, store: Path) -> tuple[int, set[tuple[str, ...]]]:
        """One pile of all: how many families, and who stand in one by different hands (event, headings)."""
        rows = [
            (event, self.read(event, head)) for event, heads in self.events.items() for head in heads if head != "truth"
        ]
        at = {row.report: (event, row.id) for event, row in rows}
        known = {(truth.pair[0], frozenset(truth.pair[1:])): truth.sign for truth in self.truths}
        families: dict[str, list[tuple[str, str]]] = {}
        for row in sorted(retold.build([row for _, row in rows], store).rows(Telling), key=lambda row: row.report):
            families.setdefault(row.family, []).append(at[row.report])
        pairs = [(one, other) for held in families.values() for one, other in combinations(held, 2)]
        alien = {
            (one[0], *sorted((one[1], other[1])))
            for one, other in pairs
            if one[0] != other[0] or known[one[0], frozenset((one[1], other[1]))] == "|"
        }
        return len(families), alien


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def holds(row: Change, planted: tuple[str, str, str]) -> bool:
    """Whether a change is the one that was made: its texts have words of what stood there and of what stands there."""
    kind, before, after = planted
    old, new = _words(before), _words(after)
    one, other = _words(row.one_text or ""), _words(row.other_text or "")
    return row.kind == kind and bool(one & old - new or not old - new) and bool(other & new - old or not new - old)


def unseen(hands: Hands, known: Collection[tuple[str, str, str, str]], missed: Collection[Pair]) -> list[ParameterSet]:
    """The altered facts of pairs that are found, as parameters; those known to be overlooked fail until seen."""
    open_ = pytest.mark.xfail(reason="an altered fact that is not shown as what it is", strict=True)
    return [
        pytest.param(pair, row, id=", ".join((*pair, row[0])), marks=[open_] if (*pair, row[0]) in known else [])
        for pair, row in hands.planted
        if pair not in missed
    ]
