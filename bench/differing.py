"""The changes that Retold finds between two texts, as plain offsets under the ids of the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .aligning import Stretch
from .laying import TextPair
from .sets import Folder, Row
from .subject import Change, Report, changes, report, spread
from .task import Task

QUIET = ("house style", "wording", "suspect")
WEIGHTS = {"high": 1.0, "medium": 0.5, "low": 0.1}


@dataclass(frozen=True, slots=True)
class Seen:
    """One change: what kind, how grave, how sure, and where on each side (None where that side has nothing)."""

    kind: str
    manner: str
    gravity: str
    confidence: float
    here: Stretch | None
    there: Stretch | None
    surer: int = 0
    """1 where the other side claims more, -1 where this one does, 0 where nothing is said of it."""

    def touches(self, here: Stretch | None, there: Stretch | None = None) -> bool:
        """Whether it overlaps a stretch of either side."""
        return _meet(self.here, here) or _meet(self.there, there)

    @property
    def loud(self) -> bool:
        """Whether a reader is shown it without asking."""
        return self.kind not in QUIET

    @property
    def filled(self) -> bool:
        """Whether both sides have something: altered, rather than dropped or added."""
        return self.manner == "altered"


def _meet(one: Stretch | None, other: Stretch | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


Reader = Callable[[Report, Report], Sequence[Change]]


def differences(pair: TextPair, read: Reader = changes) -> tuple[Seen, ...]:
    """The changes between two texts that belong together, the way round in which they are given."""
    one, other = report(pair.one, pair.one_text), report(pair.other, pair.other_text)
    found = []
    for row in read(one, other):
        here = (row.one_start, row.one_stop)
        there = None if row.other_start is None or row.other_stop is None else (row.other_start, row.other_stop)
        manner = row.manner
        sides: tuple[Stretch | None, Stretch | None] = (here, there)
        if row.one != one.report:
            sides = (there, here)
            manner = {"dropped": "added", "added": "dropped"}.get(manner, manner)
        surer = _surer(row) if row.one == one.report else -_surer(row)
        found.append(Seen(row.kind, manner, row.gravity, row.confidence, *sides, surer))
    return tuple(found)


_SURER = re.compile(r"“([^”]*)” claims more than “([^”]*)”")


def _surer(row: Change) -> int:
    """Which side of a row claims more, as its reason says."""
    said = _SURER.search(row.why) if row.kind == "hedge" else None
    return 0 if said is None else 1 if said.group(1) == (row.other_text or "") else -1


BEFORE = (
    "The harbour board met in the old customs house on the quay.\n"
    "A heavy rain had fallen since the early morning.\n"
    "The benches along the wall were full.\n"
)
AFTER = (
    "\nThe session ended shortly after the bells had rung.\n"
    "Nobody in the hall asked for the floor again.\n"
    "The doors were closed at the end of the evening.\n"
)
"""What a lone sentence is set between, on both sides, so that it stands as it would in two tellings of one report."""


def framed(pair: TextPair, read: Reader = changes) -> tuple[Seen, ...]:
    """The changes between two lone sentences that are known to belong together; offsets into the sentences."""
    one, other = (BEFORE + text + AFTER for text in (pair.one_text, pair.other_text))
    found = differences(TextPair(pair.one, pair.other, one, other), read)
    shift = len(BEFORE)
    inside = [(0, len(pair.one_text)), (0, len(pair.other_text))]
    moved = (replace(seen, here=_back(seen.here, shift), there=_back(seen.there, shift)) for seen in found)
    return tuple(seen for seen in moved if seen.touches(inside[0], inside[1]))


def _back(span: Stretch | None, shift: int) -> Stretch | None:
    return None if span is None else (span[0] - shift, span[1] - shift)


def write(task: Task, folder: Folder, pairs: Sequence[TextPair], found: Sequence[Sequence[Seen]]) -> None:
    """Raw answers: `changes.jsonl`, one change a line."""
    task.write(
        folder,
        "changes.jsonl",
        (
            {
                "one": pair.one,
                "other": pair.other,
                "kind": seen.kind,
                "manner": seen.manner,
                "gravity": seen.gravity,
                "confidence": seen.confidence,
                "one_start": seen.here[0] if seen.here else None,
                "one_stop": seen.here[1] if seen.here else None,
                "other_start": seen.there[0] if seen.there else None,
                "other_stop": seen.there[1] if seen.there else None,
            }
            for pair, changed in zip(pairs, found, strict=True)
            for seen in changed
        ),
    )


def found_in(
    task: Task, folder: Folder | None, pairs: Sequence[TextPair], sentences: bool = False
) -> list[tuple[Seen, ...]]:
    """The changes of each pair; lone sentences are set in a frame."""
    found = spread(task.jobs, framed if sentences else differences, pairs)
    if folder is not None:
        write(task, folder, pairs, found)
    return found


def variant(row: Row, kind: str) -> TextPair:
    """An original and one of its variants."""
    made = row["variants"][kind]
    return TextPair(row["id"], f"{row['id']}|{kind}", row["original"], made["text"] if isinstance(made, dict) else made)
