"""Variant places inside a shared sentence: every telling is aligned to the fullest one, word by word.

One base for all makes the places transitive: two tellings that differ from the base at overlapping words differ at
one locus. Words are compared by their key, so that letter case, quotation marks and look-alike letters make no
variant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..glossary import Mention
from ..settings import SETTINGS
from .alignment import Step, aligned, words_of
from .columns import Spans, parted
from .places import Place
from .sides import Side
from .style import style_key

_KINDS = {"number": "number", "date": "number", "name": "name", "institution": "name", "quotation": "quotation"}


def variants(unit: Place, held: Sequence[Side], by_words: bool = False) -> list[Place]:
    """The places at which the tellings of a unit differ in words, in order.

    `by_words` says that many hands copied word by word; elsewhere what was worded anew is one place.
    """
    present = [side for side in held if side.key in unit.spans]
    if len(present) < 2:
        return []
    read = {side.key: words_of(side, unit.spans[side.key]) for side in present}
    listed = {name: [word.key for word in words] for name, words in read.items()}
    base = listed[present[0].key]
    steps = {side.key: aligned(base, listed[side.key]) for side in present}
    gaps = {side.key: "unknown" for side in held if side.key not in unit.spans}
    found = []
    for start, stop in _regions(steps.values()):
        whole = {name: (_first(steps[name], start), _last(steps[name], stop)) for name in listed}
        for spans in _apart(base[start:stop], listed, whole, by_words):
            spots = {
                name: (read[name][here].start, read[name][there - 1].stop) for name, (here, there) in spans.items()
            }
            found.append(Place(_kind(spots, present, len(spots) == len(present)), spots, gaps))
    return found


def _apart(base: Sequence[str], listed: Mapping[str, Sequence[str]], whole: Spans, by_words: bool) -> list[Spans]:
    """A place as it is, or word by word where single words make more readings than a tree can take in."""
    readings = {tuple(listed[name][here:there]) for name, (here, there) in whole.items()}
    if by_words and len(readings) > SETTINGS.stemma.readings and len(base) > 1:
        return parted(base, {name: (here, listed[name][here:there]) for name, (here, there) in whole.items()})
    spans = {name: span for name, span in whole.items() if span[0] < span[1]}
    return [spans] if spans else []


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
