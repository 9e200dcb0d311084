"""What recurs in reports that have nothing else in common is not their story: sign-ups, notices, phrases of a form.

No list of wordings knows the furniture of every site, but a pile shows it: a row of words that stands in reports of
many different groups (of which each holds what is clearly one report) is set aside before a pair is judged. Families of
any size keep their own words, since a family counts once; so does a statement that a few independent reports quote.

The words of a report are taken in rows of five. These are counted in a table, once a group, at the place that their
hash says; others may stand at the same place by chance, so only many in a row recur. This is the plain reference;
`recurring_columns` gives the same for very many reports. In a pile of hundreds of thousands they are counted in
a sample of its reports, and the rows that recur there are set aside in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from ..hashing import MASK, MULTIPLIER
from ..settings import SETTINGS
from .clear import Sheet

GRAM, ROW, GROUPS = (
    SETTINGS.engines.recurring_gram,
    SETTINGS.engines.recurring_row,
    SETTINGS.engines.recurring_groups,
)
TAGS = 255
"""A place of the table remembers of the last group that was counted there only the number, modulo so many."""

RECURS = "set aside, since it recurs in the pile"
"""How `why` speaks of it."""

Stretches = Sequence[tuple[int, int]]
"""Words of a report that recur: places, half open, in order."""


def often(sheets: Sequence[Sheet], groups: Sequence[int]) -> set[int]:
    """The rows of words that recur in reports of several groups, as numbers; `groups` has one for each report."""
    bits = table_bits(sum(len(held.numbers) for held in sheets))
    counts, last = [0] * (1 << bits), [0] * (1 << bits)
    rows = [_rows(held.numbers) for held in sheets]
    for at in sorted(range(len(sheets)), key=lambda at: groups[at]):
        tag = groups[at] % TAGS + 1
        for row in rows[at]:
            place = row >> (64 - bits)
            if last[place] != tag:
                last[place] = tag
                counts[place] += 1
    return {row for own in rows for row in own if counts[row >> (64 - bits)] >= GROUPS}


def marked(held: Sheet, known: AbstractSet[int]) -> Stretches:
    """What recurs of one report, of the pile of which these rows are known or of a larger one."""
    return _stretches([row in known for row in _rows(held.numbers)])


def without(held: Sheet, stretches: Stretches) -> Sheet:
    """A report's words without what recurs."""
    kept = [True] * len(held.numbers)
    for start, stop in stretches:
        kept[start:stop] = [False] * (stop - start)
    numbers = [number for number, keep in zip(held.numbers, kept, strict=True) if keep]
    return Sheet(numbers, [flag for flag, keep in zip(held.flags, kept, strict=True) if keep])


def told(one: Stretches, other: Stretches) -> str:
    """What was set aside in a pair, in words; two pairs of stretches never read the same, and none reads as nothing."""
    parts = [
        f"words {', '.join(f'{start + 1} to {stop}' for start, stop in own)} of {name}"
        for name, own in (("one", one), ("the other", other))
        if own
    ]
    return f"; {RECURS}: {' and '.join(parts)}" if parts else ""


def told_briefly(one: int, other: int) -> str:
    """The same, where only the numbers of words are known."""
    return f"; {RECURS}: {one} words of one and {other} of the other" if one or other else ""


def table_bits(words: int) -> int:
    """The table for reports of so many words in all has two to the power of that many places: half as many, or more."""
    return max(10, (words // 2).bit_length())


def _rows(numbers: Sequence[int]) -> list[int]:
    """A number, never nought, for each row of words; its upper bits are the row's place in the table."""
    found = []
    for start in range(len(numbers) - GRAM + 1):
        value = 0
        for number in numbers[start : start + GRAM]:
            value = (value ^ int(number)) * MULTIPLIER & MASK
            value ^= value >> 29
        found.append(value | 1)
    return found


def _stretches(recurs: Sequence[bool]) -> Stretches:
    """The stretches of words that are long enough, where the rows that start at each word recur or not."""
    found: list[tuple[int, int]] = []
    start = -1
    for at, often in enumerate([*recurs, False]):
        if often and start < 0:
            start = at
        elif not often and start >= 0:
            stop = at - 1 + GRAM
            if stop - start >= ROW:
                met = found and found[-1][1] >= start
                found.append((found.pop()[0] if met else start, stop))
            start = -1
    return found
