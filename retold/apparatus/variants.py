"""Variant places inside a shared sentence: every telling is aligned to the fullest one, word by word.

One base for all makes the places transitive: two tellings that differ from the base at overlapping words differ at
one locus. Words are compared by their key, so that letter case, quotation marks and look-alike letters make no
variant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from ..glossary import Mention
from ..settings import SETTINGS
from ..words import Word, words
from .places import Place
from .sides import Side, spans_apart
from .style import style_key
from .units import Unit

Step = tuple[int, int, int, int]
"""Base words [0, 1) stand where the telling has words [2, 3)."""

_KINDS = {"number": "number", "date": "number", "name": "name", "institution": "name", "quotation": "quotation"}


def variants(unit: Unit, held: Sequence[Side]) -> list[Place]:
    """The places at which the tellings of a unit differ in words, in order."""
    spans = unit.place.spans
    if len(spans) < 2:
        return []
    present = [side for side in held if side.key in spans]
    read = {side.key: _words(side, spans[side.key]) for side in present}
    base = read[present[0].key]
    steps = {side.key: aligned(base, read[side.key]) for side in present}
    gaps = {side.key: "unknown" for side in held if side.key not in spans}
    found = []
    for start, stop in _regions(steps.values()):
        spots = {}
        for side in present:
            here, there = _first(steps[side.key], start), _last(steps[side.key], stop)
            if here < there:
                mine = read[side.key]
                spots[side.key] = (mine[here].start, mine[there - 1].stop)
        if spots:
            found.append(Place(_kind(spots, present, len(spots) == len(present)), spots, gaps))
    return found


def _words(side: Side, span: tuple[int, int]) -> list[Word]:
    """The words of a stretch with offsets into the report, furniture and credits left out."""
    start, stop = span
    apart = spans_apart(side.witness, start, stop)
    found = [Word(word.start + start, word.stop + start, word.key) for word in words(side.text[start:stop])]
    if not apart:
        return found
    return [word for word in found if not any(left <= word.start < right for left, right in apart)]


def aligned(base: Sequence[Word], other: Sequence[Word]) -> list[Step]:
    """Where two runs of words differ. Beyond a length, what lies between the equal ends is one difference."""
    one, two = [word.key for word in base], [word.key for word in other]
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    inner, outer = one[head : len(one) - tail], two[head : len(two) - tail]
    if not inner and not outer:
        return []
    if max(len(inner), len(outer)) > SETTINGS.stemma.longest_sentence:
        return [(head, head + len(inner), head, head + len(outer))]
    codes = SequenceMatcher(None, inner, outer, autojunk=False).get_opcodes()
    return [(a + head, b + head, c + head, d + head) for tag, a, b, c, d in codes if tag != "equal"]


def _regions(rows: Iterable[Sequence[Step]]) -> list[tuple[int, int]]:
    """Stretches of the base in which any telling differs; an insertion joins the changes that it touches."""
    edges = sorted({(step[0], step[1]) for steps in rows for step in steps})
    found: list[tuple[int, int]] = []
    open_end = False
    for start, stop in edges:
        if found and (start < found[-1][1] or (start == found[-1][1] and (open_end or start == stop))):
            found[-1] = (found[-1][0], max(found[-1][1], stop))
            open_end = (open_end and stop == start) or (start == stop and stop == found[-1][1])
        else:
            found.append((start, stop))
            open_end = start == stop
    return found


def _first(steps: Sequence[Step], at: int) -> int:
    """Which word of a telling stands at base word `at`; an insertion there still lies ahead."""
    shift = 0
    for start, stop, _, there in steps:
        if at <= start:
            break
        shift = there - stop
    return at + shift


def _last(steps: Sequence[Step], at: int) -> int:
    """Which word of a telling stands at base word `at`; an insertion there lies behind."""
    shift = 0
    for _, stop, _, there in steps:
        if stop > at:
            break
        shift = there - stop
    return at + shift


def _kind(spots: Mapping[str, tuple[int, int]], present: Sequence[Side], full: bool) -> str:
    """What varies: house style, a number, a name, the words of a quotation, or plain wording."""
    if style_key([side.text[slice(*spots[side.key])] for side in present if side.key in spots], full):
        return "house style"
    kinds = set()
    for side in present:
        if side.key in spots:
            kinds.update(_mentioned(side.witness.mentions, spots[side.key]))
    for kind in ("number", "name", "quotation"):
        if kind in kinds:
            return kind
    return "wording"


def _mentioned(mentions: Sequence[Mention], span: tuple[int, int]) -> set[str]:
    start, stop = span
    return {_KINDS[row.kind] for row in mentions if row.kind in _KINDS and row.start < stop and row.stop > start}
