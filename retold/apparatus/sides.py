"""The tellings of a family as the apparatus reads them: body sentences, the fullest telling first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..glossary import Collation, Sentence, Witness
from ..settings import SETTINGS

_FINISHED = re.compile(r"[.!?…。！？][\"'’”»)\]]*$")
_BROKEN = re.compile(r"(?:\.\.\.|…|\[\+?\d+ chars\]|\[…\]|\[\.\.\.\])\s*$")


@dataclass(frozen=True, slots=True)
class Side:
    """One telling: its witness, and the places of the sentences that belong to the story."""

    witness: Witness
    body: tuple[Sentence, ...]
    breaks_off: bool
    """Whether the text stops in mid-sentence, as behind a paywall."""

    @property
    def key(self) -> str:
        """The key of the report."""
        return self.witness.report.report

    @property
    def text(self) -> str:
        """The text as received."""
        return self.witness.report.text

    @property
    def size(self) -> int:
        """Characters of the body."""
        return sum(sentence.stop - sentence.start for sentence in self.body)


def sides(collations: Sequence[Collation]) -> tuple[Side, ...]:
    """Every telling that occurs in the collations, the fullest first; ties by the text, so that names do not matter."""
    held = {witness.report.report: witness for laid in collations for witness in (laid.one, laid.other)}
    found = [_side(witness) for witness in held.values()]
    return tuple(sorted(found, key=lambda side: (-side.size, side.text, side.key)))


def _side(witness: Witness) -> Side:
    apart = spans_apart(witness, 0, len(witness.report.text))
    body = tuple(sentence for sentence in witness.sentences if _own(sentence, apart) > SETTINGS.stemma.least_own)
    return Side(witness, body, breaks_off(body))


def spans_apart(witness: Witness, start: int, stop: int) -> list[tuple[int, int]]:
    """Where furniture and credits stand within a stretch, in order."""
    found = [(part.start, part.stop) for part in witness.furniture]
    found += [(part.start, part.stop) for part in witness.credits]
    return sorted((left, right) for left, right in found if left < stop and right > start)


def _own(sentence: Sentence, apart: Sequence[tuple[int, int]]) -> float:
    """The share of a sentence that is neither furniture nor credit."""
    length = sentence.stop - sentence.start
    covered, reached = 0, sentence.start
    for start, stop in apart:
        start, stop = max(start, reached), min(stop, sentence.stop)
        if start < stop:
            covered += stop - start
            reached = stop
    return (length - covered) / length if length else 0.0


def breaks_off(body: Sequence[Sentence]) -> bool:
    """Whether the last sentence of a body is unfinished: no stop, or dots where the rest was cut away."""
    if len(body) < 2:
        return False
    last = body[-1].text.rstrip()
    unfinished = not _FINISHED.search(last[-8:]) and last.count(" ") >= SETTINGS.stemma.least_fragment
    return unfinished or bool(_BROKEN.search(last[-24:]))
