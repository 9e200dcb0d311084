"""FRONT. Many given pairs at once: a folder in the form of the PAN text alignment tasks -> passages, a document a pair.

    FOLDER/pairs             two file names a line: a text, and one that it may have passages in common with
    FOLDER/susp, FOLDER/src  the texts of the first and of the second name; they may also stand beside FOLDER

Nobody asks here whether two texts are tellings of one report, so that they are outlined and collated, not judged.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import plan
from .building import engine_for
from .errors import MissingInput, Stopped, UnreadableInput, UsageError
from .glossary import Report
from .output import pan

LIST = "pairs"
SIDES = ("susp", "src")


@dataclass(slots=True)
class Outcome:
    """What became of the lines of the list: seen = written + twice + refused."""

    seen: int = 0
    written: int = 0
    aligned: int = 0
    """Of those written, the ones with a passage."""
    twice: int = 0
    """Lines that name a pair named before."""
    refused: list[str] = field(default_factory=list)
    """What could not be read, a line each."""


def collate(folder: str, into: str, workers: int | None = None, progress: plan.Progress = plan.quiet) -> Outcome:
    """Write the passages of every pair that is listed in `folder` to ``into/ONE-OTHER.xml``.

    A document is written whole or not at all, and one that stands there already is replaced. A line that names no
    pair of readable texts is told in the outcome; the others go on. Raises `MissingInput` without a list,
    `UsageError` where `into` is no folder, `Stopped` where nothing can be written.
    """
    lines = _listed(Path(folder))
    place = Path(into)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{into}: no folder can stand here ({error.strerror}): name another one") from error
    outcome = Outcome(seen=len(lines))
    wanted = sorted(set(_named(lines, outcome)))
    reading = _Texts(Path(folder), outcome)
    sent: deque[list[plan.Pair]] = deque()

    def sending() -> Iterator[list[plan.Pair]]:
        for part in plan.batches(reading.pairs(wanted)):
            sent.append(part)
            yield part

    engine = engine_for(len(wanted), workers)
    try:
        for answers in engine.each(plan.passages_batch, sending()):
            for pair, found in zip(sent.popleft(), answers, strict=True):
                _put(place / f"{Path(pair[0].id).stem}-{Path(pair[1].id).stem}.xml", pan.write(*pair, found))
                outcome.written += 1
                outcome.aligned += bool(found)
            progress("pairs collated", outcome.written, len(wanted))
    finally:
        engine.close()
    return outcome


def told(outcome: Outcome, into: str) -> str:
    """The outcome in a sentence."""
    parts = [f"{outcome.aligned} of {outcome.written} pairs have passages in common: one document a pair in {into}"]
    if outcome.twice:
        parts.append(f"{outcome.twice} named twice")
    if outcome.refused:
        parts.append(f"{len(outcome.refused)} could not be read")
    return "; ".join(parts) + "."


def _listed(folder: Path) -> list[tuple[int, str]]:
    """The lines of the list that say anything, with their numbers."""
    try:
        lines = (folder / LIST).read_text("utf-8", errors="replace").splitlines()
    except OSError as error:
        raise MissingInput(
            f"{folder}: no list of pairs can be read from {folder / LIST} ({error.strerror}): it names two texts a "
            f"line, which stand in {' and '.join(SIDES)}"
        ) from error
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _named(lines: Sequence[tuple[int, str]], outcome: Outcome) -> Iterator[tuple[str, str]]:
    """The pairs that the lines name, each once."""
    seen = set()
    for number, line in lines:
        names = line.split()
        if len(names) != 2 or any(Path(name).name != name or name == ".." for name in names):
            outcome.refused.append(f"{LIST}, line {number}: two file names are needed, not {line.strip()[:80]!r}")
            continue
        pair = (names[0], names[1])
        outcome.twice += pair in seen
        if pair not in seen:
            seen.add(pair)
            yield pair


class _Texts:
    """The texts of a folder; only the first of the pair in hand is kept, since pairs come sorted by it."""

    def __init__(self, folder: Path, outcome: Outcome) -> None:
        self._folder = folder
        self._outcome = outcome
        self._held: dict[str, Report | UnreadableInput | MissingInput] = {}

    def pairs(self, wanted: Sequence[tuple[str, str]]) -> Iterator[plan.Pair]:
        """Both texts of each pair; what cannot be read is told once a pair."""
        last = ""
        for one, other in wanted:
            if one != last:
                self._held.clear()
            last = one
            found = [self._read(side, name) for side, name in zip(SIDES, (one, other), strict=True)]
            errors = [text for text in found if not isinstance(text, Report)]
            texts = [text for text in found if isinstance(text, Report)]
            if errors:
                self._outcome.refused.append(f"{one} and {other}: {'; '.join(map(str, errors))}")
            else:
                yield texts[0], texts[1]

    def _read(self, side: str, name: str) -> Report | UnreadableInput | MissingInput:
        places = [self._folder / side / name, self._folder.parent / side / name]
        path = next((place for place in places if place.exists()), places[0])
        if str(path) not in self._held:
            try:
                self._held[str(path)] = plan.read_exact(str(path), name)
            except (UnreadableInput, MissingInput) as error:
                self._held[str(path)] = error
        return self._held[str(path)]


def _put(path: Path, document: str) -> None:
    """Write a file whole, or leave what stood there."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(document, "utf-8")
        os.replace(unfinished, path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Stopped(
            f"{path}: cannot be written ({error.strerror}); what was written is whole: free some room and run it again"
        ) from error
