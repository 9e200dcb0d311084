"""What two reports have in common at a glance: counts of words, taken without sentences, for pairs that are clear.

The shorter report is cut into stretches of a few words. For each stretch the shift is sought at which most of its words
stand in the longer report (a vote of rare words over diagonals, as in seed-and-extend alignment); a word that meets its
like at that shift, or at the shift of a neighbouring stretch, is *matched*. Substitution one word for one leaves the
shift as it is, so that a report of which half the words were exchanged is still matched throughout, while two reports
that were written independently have no shift that holds for long. A stretch with enough matched words is *carried*.

This is the plain reference; `compiled.py` gives the same counts for very many pairs. Words between quotation marks are
speech and no evidence. What the counts mean is said in `settled.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..hashing import number
from ..settings import SETTINGS
from ..words import lexicon, words

QUOTED, FIGURE, CAPITAL, COMMON = 1, 2, 4, 8
"""What is known of a word: it stands between quotation marks, is a figure, starts with a capital, is common."""

STRETCH, MOST, NEAR, RUN = (
    SETTINGS.clear.stretch,
    SETTINGS.clear.most_places,
    SETTINGS.clear.near,
    SETTINGS.clear.run,
)

_OPENING, _CLOSING = "“„«", "”»"


class Sheet(NamedTuple):
    """A report's words: the upper half of each word's number, and what is known of it."""

    numbers: Sequence[int]
    flags: Sequence[int]


Slots = tuple[int, int, int, int, int, int]
"""Figures that agree and differ, names that agree and differ, rare words that do."""


class Counts(NamedTuple):
    """What a pair has in common. All are words, of the shorter report unless said otherwise."""

    words: int
    longer: int
    """Words of the longer report."""
    prose: int
    """Words that are not speech, here or in the other report."""
    speech: int
    """Matched words that are speech, here or there."""
    matched: int
    """Matched words of prose."""
    lifted: int
    """Those in runs of several words without a gap on either side."""
    carried: int
    """Words in carried stretches."""
    same: int
    """Matched words in carried stretches."""
    carried_prose: int
    """Words of prose in carried stretches."""
    longer_carried: int
    """Words in carried stretches of the longer report."""
    stretches: int
    """Carried stretches."""
    ordered: int
    """Carried stretches that follow each other in the longer report too (longest rising subsequence)."""
    gap: int
    """The longest row of words in stretches that are not carried."""
    figures: int
    """Figures of carried stretches that stand in their place, or near it, in the longer report."""
    refilled: int
    """Figures that stand where the longer report has other figures."""
    names: int
    """Rare words with a capital in carried stretches that the longer report has there."""
    renamed: int
    """Those where the longer report has other ones."""
    agreeing: int
    """Rare words of prose in carried stretches that the longer report has there."""
    contrary: int
    """Those that it lacks there."""
    rare: int
    """Different rare words of prose."""
    held: int
    """Those that stand anywhere in the longer report."""
    named: int
    """Different rare words with a capital."""
    named_held: int


COUNTS = Counts._fields


def sheet(text: str) -> Sheet:
    """The words of a text as the check sees them."""
    known = known_numbers()
    numbers, flags = [], []
    at, quoted = 0, False
    for word in words(text):
        quoted = _quoted(text[at : word.start], quoted)
        at = word.stop
        value = number(word.key)
        first = text[word.start]
        numbers.append(value >> 32)
        flags.append(
            QUOTED * quoted | FIGURE * ("0" <= first <= "9") | CAPITAL * ("A" <= first <= "Z") | known.get(value, 0)
        )
    return Sheet(numbers, flags)


def _quoted(between: str, quoted: bool) -> bool:
    """Whether speech goes on after what stands between two words; it ends with its paragraph."""
    for at, sign in enumerate(between):
        both = between[at : at + 2]
        if sign == '"':
            quoted = not quoted
        elif sign in _OPENING or both == "``":
            quoted = True
        elif sign in _CLOSING or both == "''" or (sign == "\n" and both[1:] and both[1] in " \t\r\n"):
            quoted = False
    return quoted


@lru_cache(maxsize=1)
def known_numbers() -> dict[int, int]:
    """What is known of some words by their numbers: that they tell nothing of what a report is about, or are figures.

    Amounts and days are often written out; in a form they are slots as much as digits are.
    """
    common = {number(key): COMMON for word in lexicon("common_words") for key in (word, word + "'s")}
    return common | {number(word): FIGURE | common.get(number(word), 0) for word in _FIGURES}


_FIGURES = re.findall(
    r"\w+",
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen "
    "third fourth fifth sixth seventh eighth ninth tenth half "
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december",
)
"""Figures in letters; not those that often are something else (one, first, second, may, march)."""


def counts(one: Sheet, other: Sheet) -> Counts:
    """The counts of a pair; of two reports of equal length the first is taken for the shorter."""
    if len(one.numbers) > len(other.numbers):
        one, other = other, one
    places = _places(other.numbers)
    shifts = _shifts(one, places)
    to = _matched(one.numbers, other.numbers, shifts)
    cut = _cut(len(to))
    carried = [_enough(sum(at >= 0 for at in to[start:stop]), stop - start) for start, stop in cut]
    speech = [
        bool((flag | (other.flags[at] if at >= 0 else 0)) & QUOTED) for flag, at in zip(one.flags, to, strict=True)
    ]
    runs = _runs(to)
    words = list(zip(to, speech, [carried[at // STRETCH] for at in range(len(to))], runs, strict=True))
    shared = {at for at in to if at >= 0}
    parts = list(zip(cut, shifts, carried, strict=True))
    slots = [_slots(one, other, to, span, shift) for span, (shift, _), held in parts if held]
    return Counts(
        len(to),
        len(other.numbers),
        speech.count(False),
        sum(at >= 0 and said for at, said, _, _ in words),
        sum(at >= 0 and not said for at, said, _, _ in words),
        sum(run >= RUN and not said for _, said, _, run in words),
        sum(held for _, _, held, _ in words),
        sum(at >= 0 and held for at, _, held, _ in words),
        sum(held and not said for _, said, held, _ in words),
        sum(
            stop - start
            for start, stop in _cut(len(other.numbers))
            if _enough(sum(at in shared for at in range(start, stop)), stop - start)
        ),
        sum(carried),
        _rising([start + shift for (start, _), (shift, _), held in parts if held and shift is not None]),
        _gap([(stop - start, held) for (start, stop), _, held in parts]),
        *_sums(slots),
        *_details(one, places),
    )


def _cut(length: int) -> list[tuple[int, int]]:
    """The stretches of a report of so many words."""
    return [(start, min(length, start + STRETCH)) for start in range(0, length, STRETCH)]


def _enough(matched: int, length: int) -> bool:
    """Whether a stretch is carried."""
    return matched >= SETTINGS.clear.carried * length


def _sums(rows: Sequence[Slots]) -> Slots:
    """The sums of the columns."""
    first, second, third, fourth, fifth, sixth = (sum(row[at] for row in rows) for at in range(6))
    return first, second, third, fourth, fifth, sixth


def _gap(stretches: Sequence[tuple[int, bool]]) -> int:
    """The longest row of stretches (words, carried or not) that are not carried, in words."""
    rows = groupby(stretches, key=lambda stretch: stretch[1])
    return max((sum(words for words, _ in row) for carried, row in rows if not carried), default=0)


def _places(numbers: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, value in enumerate(numbers):
        found.setdefault(value, []).append(at)
    return found


def _shifts(one: Sheet, places: dict[int, list[int]]) -> list[tuple[int | None, int | None]]:
    """For each stretch the two shifts at which most of its words stand in the other report; rare words count twice."""
    found = []
    for start, stop in _cut(len(one.numbers)):
        votes: dict[int, int] = {}
        for at in range(start, stop):
            there = places.get(one.numbers[at], ())
            for place in there if len(there) <= MOST else ():
                votes[place - at] = votes.get(place - at, 0) + (1 if one.flags[at] & COMMON else 2)
        best = [shift for shift, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]]
        found.append(((*best, None, None)[0], (*best, None, None)[1]))
    return found


def _matched(
    numbers: Sequence[int], others: Sequence[int], shifts: Sequence[tuple[int | None, int | None]]
) -> list[int]:
    """For each word its like in the other report, at the shift of its stretch or of a neighbour; -1 where none is."""
    to = [-1] * len(numbers)
    for stretch, (start, stop) in enumerate(_cut(len(numbers))):
        around = [shifts[stretch][0]]
        around += [shifts[near][0] for near in (stretch - 1, stretch + 1) if 0 <= near < len(shifts)]
        for shift in (*around, shifts[stretch][1]):
            if shift is None:
                continue
            for at in range(start, stop):
                if to[at] < 0 and 0 <= at + shift < len(others) and numbers[at] == others[at + shift]:
                    to[at] = at + shift
    return to


def _runs(to: Sequence[int]) -> list[int]:
    """For each word the length of the run of matched words without a gap on either side that it is in."""
    runs = [0] * len(to)
    start = 0
    for at in range(1, len(to) + 1):
        if at == len(to) or min(to[at - 1], to[at]) < 0 or to[at] != to[at - 1] + 1:
            if to[start] >= 0:
                runs[start:at] = [at - start] * (at - start)
            start = at
    return runs


def _slots(one: Sheet, other: Sheet, to: Sequence[int], span: tuple[int, int], shift: int | None) -> Slots:
    """What agrees and differs in a carried stretch."""
    if shift is None:
        return 0, 0, 0, 0, 0, 0
    start, stop = span
    near = set(other.numbers[max(0, start + shift - NEAR) : max(0, stop + shift + NEAR)])
    there = other.flags[max(0, start + shift) : max(0, stop + shift)]
    figures, names, rare = [0, 0], [0, 0], [0, 0]
    for at in range(start, stop):
        flag, met = one.flags[at], to[at] >= 0 or one.numbers[at] in near
        if flag & FIGURE:
            figures[met] += 1
        elif not flag & (COMMON | QUOTED):
            rare[met] += 1
            names[met] += bool(flag & CAPITAL)
    slots = sum(bool(flag & FIGURE) for flag in there)
    named = sum(flag & (FIGURE | CAPITAL | COMMON | QUOTED) == CAPITAL for flag in there)
    refilled = max(0, min(sum(figures), slots) - figures[1])
    renamed = max(0, min(sum(names), named) - names[1])
    return figures[1], refilled, names[1], renamed, rare[1], rare[0]


def _details(one: Sheet, places: dict[int, list[int]]) -> tuple[int, int, int, int]:
    """Different rare words of prose and how many the other report has; the same for those with a capital."""
    seen: set[int] = set()
    rare, names = [0, 0], [0, 0]
    for value, flag in zip(one.numbers, one.flags, strict=True):
        if value not in seen and not flag & (COMMON | QUOTED):
            rare[value in places] += 1
            names[value in places] += flag & (FIGURE | CAPITAL) == CAPITAL
        seen.add(value)
    return sum(rare), rare[1], sum(names), names[1]


def _rising(places: Sequence[int]) -> int:
    """The length of the longest rising subsequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
