"""The compiled loops of the clear check; `clear.py` holds the same in plain Python, and a test holds them together."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from ..settings import SETTINGS
from . import settled
from .clear import CAPITAL, COMMON, FIGURE, MOST, NEAR, QUOTED, RUN, STRETCH

Array = NDArray[Any]

ENOUGH = SETTINGS.clear.carried
NONE = -(1 << 30)
"""No shift, no place."""


@compiled
def mark_words(
    buffer: Array,
    offsets: Array,
    places: tuple[Array, Array, Array],
    numbers: Array,
    known: tuple[Array, Array],
    flags: Array,
) -> None:
    """What is known of each word of the texts: from the bytes around it, and from a sorted list with flags."""
    starts, stops, bounds = places
    listed, marks = known
    for text in range(len(offsets) - 1):
        at, quoted = offsets[text], 0
        for word in range(bounds[text], bounds[text + 1]):
            quoted = _quoted(buffer, at, starts[word], quoted)
            first = buffer[starts[word]]
            flag = quoted * QUOTED
            if 48 <= first <= 57:
                flag |= FIGURE
            if 65 <= first <= 90:
                flag |= CAPITAL
            place = np.searchsorted(listed, numbers[word])
            if place < len(listed) and listed[place] == numbers[word]:
                flag |= marks[place]
            flags[word] = flag
            at = stops[word]


@compiled
def _quoted(buffer: Array, at: int, stop: int, quoted: int) -> int:
    """Whether speech goes on after the bytes between two words."""
    while at < stop:
        sign = buffer[at]
        after = buffer[at + 1] if at + 1 < stop else np.uint8(0)
        if sign == 34:
            quoted = 1 - quoted
        elif sign == 0xE2 and after == 0x80 and at + 2 < stop:
            mark = buffer[at + 2]
            if mark == 0x9C or mark == 0x9E:
                quoted = 1
            elif mark == 0x9D:
                quoted = 0
        elif (sign == 0xC2 and after == 0xAB) or (sign == 96 and after == 96):
            quoted = 1
        elif (sign == 0xC2 and after == 0xBB) or (sign == 39 and after == 39):
            quoted = 0
        if sign == 10 and (9 <= after <= 10 or after == 13 or after == 32):
            quoted = 0
        at += 1
    return quoted


@compiled
def count_pairs(numbers: Array, flags: Array, spans: Array, one: Array, other: Array, found: Array) -> None:
    """The counts of each pair (`clear.Counts`) into the rows of `found`; `spans` is where a report's words stand."""
    for pair in range(len(one)):
        short, long = one[pair], other[pair]
        if spans[short, 1] - spans[short, 0] > spans[long, 1] - spans[long, 0]:
            short, long = long, short
        a, b = spans[short, 0], spans[short, 1]
        c, d = spans[long, 0], spans[long, 1]
        _count(numbers[a:b], flags[a:b], numbers[c:d], flags[c:d], found[pair])


@compiled
def _count(a: Array, mine: Array, b: Array, theirs: Array, found: Array) -> None:
    """The counts of one pair, the shorter report first."""
    found[:] = 0
    count, others = len(a), len(b)
    found[0], found[1] = count, others
    size = 16
    while size < 2 * max(count, others):
        size *= 2
    keys, first = np.empty(size, np.uint32), np.empty(size, np.int32)
    often, after = np.empty(size, np.int32), np.empty(others, np.int32)
    _index(b, keys, first, often, after)
    cuts = (count + STRETCH - 1) // STRETCH
    best, second = np.full(cuts, NONE, np.int32), np.full(cuts, NONE, np.int32)
    _vote(a, mine, b, (keys, first, often, after), best, second)
    to, shared = np.full(count, NONE, np.int32), np.zeros(others, np.uint8)
    _match(a, b, best, second, to, shared)
    _details(a, mine, keys, first, found)
    runs = np.zeros(count, np.int32)
    _run(to, runs)
    tails = np.empty(cuts, np.int32)
    length = gap = 0
    for cut in range(cuts):
        start, stop = cut * STRETCH, min(count, cut * STRETCH + STRETCH)
        prose, both = _stretch(mine, theirs, to, runs, start, stop, found)
        if both >= ENOUGH * (stop - start):
            found[6] += stop - start
            found[7] += both
            found[8] += prose
            found[10] += 1
            gap = 0
            if best[cut] != NONE:
                _slots(a, mine, b, theirs, to, (start, stop, best[cut]), found)
                place = np.searchsorted(tails[:length], start + best[cut])
                tails[place] = start + best[cut]
                length = max(length, place + 1)
        else:
            gap += stop - start
            found[12] = max(found[12], gap)
    found[11] = length
    for start in range(0, others, STRETCH):
        stop = min(others, start + STRETCH)
        if shared[start:stop].sum() >= ENOUGH * (stop - start):
            found[9] += stop - start


@compiled
def _index(b: Array, keys: Array, first: Array, often: Array, after: Array) -> None:
    """Where each word stands: its first place by hash (open addressing), and after each place the next."""
    mask = len(keys) - 1
    first[:] = -1
    often[:] = 0
    for at in range(len(b) - 1, -1, -1):
        slot = np.int64(b[at]) & mask
        while first[slot] >= 0 and keys[slot] != b[at]:
            slot = (slot + 1) & mask
        keys[slot] = b[at]
        after[at] = first[slot]
        first[slot] = at
        often[slot] += 1


@compiled
def _slot(value: Any, keys: Array, first: Array) -> Any:
    """The slot of a word in the index; that of a word that does not stand there has no first place."""
    mask = len(keys) - 1
    slot = np.int64(value) & mask
    while first[slot] >= 0 and keys[slot] != value:
        slot = (slot + 1) & mask
    return slot


@compiled
def _vote(
    a: Array, mine: Array, b: Array, index: tuple[Array, Array, Array, Array], best: Array, second: Array
) -> None:
    """The two shifts of each stretch at which most of its words stand in the other report."""
    keys, first, often, after = index
    count = len(a)
    votes, touched = np.zeros(count + len(b), np.int32), np.empty(STRETCH * MOST, np.int32)
    for cut in range(len(best)):
        seen = 0
        for at in range(cut * STRETCH, min(count, cut * STRETCH + STRETCH)):
            slot = _slot(a[at], keys, first)
            place = first[slot]
            if often[slot] > MOST:
                continue
            while place >= 0:
                line = place - at + count
                if votes[line] == 0:
                    touched[seen] = line
                    seen += 1
                votes[line] += 1 if mine[at] & COMMON else 2
                place = after[place]
        most, next_most = 0, 0
        for which in range(seen):
            line = touched[which]
            shift, vote = line - count, votes[line]
            votes[line] = 0
            if vote > most or (vote == most and shift < best[cut]):
                second[cut], next_most = best[cut], most
                best[cut], most = shift, vote
            elif vote > next_most or (vote == next_most and shift < second[cut]):
                second[cut], next_most = shift, vote


@compiled
def _match(a: Array, b: Array, best: Array, second: Array, to: Array, shared: Array) -> None:
    """For each word its like in the other report, at the shift of its stretch or of a neighbour."""
    for cut in range(len(best)):
        for turn in range(4):
            shift = best[cut] if turn == 0 else second[cut]
            if turn == 1:
                shift = best[cut - 1] if cut else NONE
            elif turn == 2:
                shift = best[cut + 1] if cut + 1 < len(best) else NONE
            if shift == NONE:
                continue
            for at in range(cut * STRETCH, min(len(a), cut * STRETCH + STRETCH)):
                place = at + shift
                if to[at] < 0 and 0 <= place < len(b) and a[at] == b[place]:
                    to[at] = place
                    shared[place] = 1


@compiled
def _run(to: Array, runs: Array) -> None:
    """For each word the length of its run."""
    start = 0
    for at in range(1, len(to) + 1):
        if at == len(to) or min(to[at - 1], to[at]) < 0 or to[at] != to[at - 1] + 1:
            if to[start] >= 0:
                runs[start:at] = at - start
            start = at


@compiled
def _stretch(mine: Array, theirs: Array, to: Array, runs: Array, start: int, stop: int, found: Array) -> Any:
    """Count the words of a stretch; its prose, and all that are matched, are given back."""
    prose = matched = both = 0
    for at in range(start, stop):
        met = to[at] >= 0
        both += met
        if mine[at] & QUOTED or (met and theirs[to[at]] & QUOTED):
            found[3] += met
        else:
            prose += 1
            matched += met
            found[5] += runs[at] >= RUN
    found[2] += prose
    found[4] += matched
    return prose, both


@compiled
def _slots(
    a: Array, mine: Array, b: Array, theirs: Array, to: Array, place: tuple[int, int, int], found: Array
) -> None:
    """Count the figures, names and rare words of a carried stretch that agree and differ."""
    start, stop, shift = place
    low, high = max(0, start + shift - NEAR), max(0, min(len(b), stop + shift + NEAR))
    figures = figures_met = names = names_met = 0
    for at in range(start, stop):
        if not mine[at] & FIGURE and mine[at] & (COMMON | QUOTED):
            continue
        met = to[at] >= 0
        for there in range(low, high):
            met = met or b[there] == a[at]
        if mine[at] & FIGURE:
            figures += 1
            figures_met += met
        else:
            found[17 if met else 18] += 1
            if mine[at] & CAPITAL:
                names += 1
                names_met += met
    slots = named = 0
    for there in range(max(0, start + shift), max(0, min(len(b), stop + shift))):
        slots += (theirs[there] & FIGURE) != 0
        named += (theirs[there] & (FIGURE | CAPITAL | COMMON | QUOTED)) == CAPITAL
    found[13] += figures_met
    found[14] += max(0, min(figures, slots) - figures_met)
    found[15] += names_met
    found[16] += max(0, min(names, named) - names_met)


@compiled
def _details(a: Array, mine: Array, keys: Array, first: Array, found: Array) -> None:
    """Count the different rare words of prose and those that the other report has."""
    own_keys, own_first = np.empty(len(keys), np.uint32), np.empty(len(keys), np.int32)
    own_often, after = np.empty(len(keys), np.int32), np.empty(len(a), np.int32)
    _index(a, own_keys, own_first, own_often, after)
    for at in range(len(a)):
        if mine[at] & (COMMON | QUOTED) or own_first[_slot(a[at], own_keys, own_first)] != at:
            continue
        held = first[_slot(a[at], keys, first)] >= 0
        named = (mine[at] & (FIGURE | CAPITAL)) == CAPITAL
        found[19] += 1
        found[20] += held
        found[21] += named
        found[22] += named and held


BARS = SETTINGS.clear
LEAST_NEAR, NEAR_COPY, NEAR_CONTRARY = BARS.least_near, BARS.near_copy, BARS.near_contrary
LEAST_PROSE, LEAST_MATCHED, REFILLED = BARS.least_prose, BARS.least_matched, BARS.refilled
CLEARLY_SAME, CLEARLY_APART, CLEARLY_INDEPENDENT = BARS.same, BARS.apart, BARS.independent
MOST_CARRIED, CUT_SHORT = 1.0 - BARS.beside, SETTINGS.kinship.cut_short
OWN, AMPLE, SHORT, FEW_SLOTS, MANY_REFILLS = (
    BARS.own,
    BARS.ample,
    SETTINGS.kinship.short,
    BARS.few_slots,
    BARS.many_refills,
)
NEARLY_SAME, LIKELY, DOUBTFUL = BARS.nearly_same, settled.LIKELY, settled.DOUBTFUL
SAME, APART, INDEPENDENT = settled.SAME, settled.APART, settled.INDEPENDENT


@compiled
def answer_pairs(found: Array, copy: Array, independent: Array, answers: Array, scores: Array) -> None:
    """The answer to each row of counts, as `settled.answer` gives it, and the score for a copy."""
    given = np.zeros(len(copy) - 1)
    for pair in range(len(found)):
        held = found[pair]
        prose, matched, refilled = held[2], held[4], held[14]
        _inputs(held, given)
        likely = _score(copy, given)
        scores[pair] = likely
        near = matched >= NEAR_COPY * prose and held[18] <= NEAR_CONTRARY * (held[17] + held[18]) and refilled == 0
        own = prose >= OWN * held[0]
        form = refilled > REFILLED * (held[13] + refilled)
        enough = own and prose >= LEAST_PROSE and matched >= LEAST_MATCHED * prose and not form
        beside = held[6] <= MOST_CARRIED * held[0] and held[9] <= MOST_CARRIED * held[1]
        whole, close = enough and not beside, own and near and prose >= LEAST_NEAR
        one_sentence = prose < SHORT and held[9] < CUT_SHORT * held[1]
        if (close and not one_sentence) or (likely >= CLEARLY_SAME and whole):
            answers[pair] = SAME
        elif likely > CLEARLY_APART or close or held[0] == 0:
            answers[pair] = LIKELY if likely >= NEARLY_SAME and whole else DOUBTFUL
        else:
            answers[pair] = INDEPENDENT if _score(independent, given) >= CLEARLY_INDEPENDENT else APART


@compiled
def _inputs(held: Array, given: Array) -> None:
    """The inputs of the scores, in the order of `settled.INPUTS`."""
    carried = _share(held[8], held[2])
    lifted = np.sqrt(_share(held[5], held[2]))
    given[0] = carried
    given[1] = carried * carried
    given[2] = _share(held[4], held[2])
    given[3] = _share(held[9], held[1])
    given[4] = lifted
    given[5] = carried * (1.0 - lifted)
    given[6] = _share(held[20], held[19])
    given[7] = _share(held[22], held[21])
    given[8] = _share(held[18], held[17] + held[18])
    given[9] = held[14] / (held[13] + held[14] + FEW_SLOTS)
    given[10] = min(held[14], MANY_REFILLS) / MANY_REFILLS
    given[11] = held[16] / (held[15] + held[16] + FEW_SLOTS)
    given[12] = (1.0 - _share(held[6], held[0])) * _share(held[7], held[6])
    given[13] = carried * _share(held[11], held[10])
    given[14] = _share(held[12], held[0])
    given[15] = min(held[2], AMPLE) / AMPLE
    given[16] = max(0, SHORT - held[2]) / SHORT
    given[17] = _share(held[3], held[0])


@compiled
def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@compiled
def _score(weights: Array, given: Array) -> Any:
    """Log-odds, quantised."""
    total = weights[0]
    for at in range(len(given)):
        total += weights[at + 1] * given[at]
    return np.rint(total * 1e4) / 1e4


@compiled
def join_pairs(one: Array, other: Array, parents: Array) -> None:
    """Join the reports of each pair; `parents` leads from each report to the smallest of its group in the end."""
    for pair in range(len(one)):
        here, there = _root(one[pair], parents), _root(other[pair], parents)
        if here < there:
            parents[there] = here
        else:
            parents[here] = there
    for report in range(len(parents)):
        parents[report] = _root(report, parents)


@compiled
def _root(report: Any, parents: Array) -> Any:
    """The first of a report's group; the way there is halved."""
    while parents[report] != report:
        parents[report] = parents[parents[report]]
        report = parents[report]
    return report
