"""FRONT. The apparatus: the text of the fullest telling, and below it what the others have, in the old short form.

``metres] meters`` with letters: a lemma of the base, a square bracket, the readings that differ with the letters of the
tellings that have them, and *om.* for those that leave it out. What is unknown (a telling that breaks off before the
place) is not written, as in any critical apparatus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ...glossary import Family, Reading, Witness
from ...words import keys
from .aligned import Side, Span, pieces
from .choice import Choice
from .model import Apparatus, Line, Note, Variant

BESIDE: Final = ("furniture", "credit")
"""Loci beside the story: they stand with the tellings, not under the text."""

SHORT: Final = 8
"""Words of a lemma or a reading that are written out."""

SENTENCE: Final = "content"
"""The locus of a whole sentence: only who leaves it out is noted, how it is worded is noted word by word."""


def apparatus(found: Family, base: Witness, choice: Choice, letters: Mapping[str, str]) -> Apparatus | None:
    """The apparatus of a family on a telling, or None where none was drawn."""
    if not found.loci:
        return None
    kinds = {row.locus: row.kind for row in found.loci}
    at: dict[str, list[Reading]] = {}
    for row in found.readings:
        at.setdefault(row.locus, []).append(row)
    held: list[tuple[int, Note, Span | None]] = []
    hidden = 0
    for locus, kind in kinds.items():
        if kind in BESIDE:
            continue
        note, span = _note(kind, at.get(locus, []), base, letters)
        if note is None:
            continue
        if kind != SENTENCE and kind not in choice.kinds:
            hidden += 1
            continue
        held.append((span[0] if span else 1 << 30, note, span))
    held.sort(key=lambda each: (each[0], each[2][1] if each[2] else 0, each[1].kind))
    notes, spans = [], []
    for number, (_, note, span) in enumerate(held, 1):
        notes.append(Note(number, note.kind, note.lemma, note.letters, note.variants))
        if span:
            spans.append((span[0], span[1], number))
    letter = letters[base.report.report]
    side = Side(letter, base, tuple(spans))
    lines = tuple(
        Line(f"{letter}{place}", pieces(side, row.start, row.stop)) for place, row in enumerate(base.sentences, 1)
    )
    fine = frozenset(note.number for note in notes if note.kind != SENTENCE)
    return Apparatus(letter, lines, tuple(notes), hidden, fine)


def _note(
    kind: str, readings: Sequence[Reading], base: Witness, letters: Mapping[str, str]
) -> tuple[Note | None, Span | None]:
    """One place: the base's reading, those that differ, and where it stands in the base."""
    own = next((row for row in readings if row.report == base.report.report), None)
    if own is None or own.gap == "unknown":
        return None, None
    ours = _plain(own.text)
    groups: dict[str, list[Reading]] = {}
    for row in readings:
        if row.gap != "unknown" and row.report in letters:
            groups.setdefault("" if row.gap else _plain(row.text) or row.text, []).append(row)
    same = groups.pop("" if own.gap else ours or own.text, [])
    if kind == SENTENCE:
        groups = {text: rows for text, rows in groups.items() if not text}
    if not groups:
        return None, None
    variants = [
        Variant(_lemma(rows[0].text), _letters(rows, letters), rows[0].gap)
        for _, rows in sorted(groups.items(), key=lambda each: (not each[0], _letters(each[1], letters)))
    ]
    note = Note(0, kind, _lemma(own.text), _letters(same, letters), tuple(variants))
    span = (own.start, own.stop, 0) if own.start is not None and own.stop is not None else None
    return note, span


def _lemma(text: str) -> str:
    """A long lemma in the usual short form: its first words, and its last."""
    words = text.split()
    return " ".join(words) if len(words) <= SHORT else f"{' '.join(words[:3])} … {' '.join(words[-2:])}"


def _letters(rows: Sequence[Reading], letters: Mapping[str, str]) -> str:
    return " ".join(sorted({letters[row.report] for row in rows}, key=lambda letter: (len(letter), letter)))


def _plain(text: str) -> str:
    return " ".join(keys(text))
