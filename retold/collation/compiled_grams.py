"""Compiled loops over the character grams of lines; `numbered` builds the arrays, `likeness` is the plain way."""

from __future__ import annotations

from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiling import compiled
from .compiled import Floats, Ints

Array = NDArray[Any]
Small = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Lines(NamedTuple):
    """Lines as their distinct grams, one line after another, and the weight of each line."""

    begin: Ints
    gram: Small
    weight: Ints


FREE = -1
"""An empty place of a table of grams."""

FIRST = 1 << 39
"""Added to the letter that a gram begins with, which tells it from the number of a gram."""


@compiled
def _place(table: Ints, key: int) -> int:
    """Where a key stands in a table with open addressing, or the empty place where it belongs."""
    mask = len(table) - 1
    at = (key * 0x9E3779B97F4A7C1 >> 20) & mask
    while table[at] != FREE and table[at] != key:
        at = (at + 1) & mask
    return at


@compiled
def _doubled(table: Ints, known: Small) -> tuple[Ints, Small]:
    """The same table with twice the room."""
    more, numbers = np.full(2 * len(table), FREE, np.int64), np.empty(2 * len(table), np.int32)
    for at in range(len(table)):
        if table[at] != FREE:
            place = _place(more, table[at])
            more[place], numbers[place] = table[at], known[at]
    return more, numbers


@compiled
def _longer(values: Small, size: int, rest: int) -> Small:
    """The same values, and `rest` after them up to a size."""
    more = np.full(size, rest, np.int32)
    more[: len(values)] = values
    return more


@compiled
def grams(letters: Array, begin: Ints) -> tuple[Ints, Small, Small]:
    """The distinct 2-, 3- and 4-grams of each line: where these begin, their numbers; and how many lines have each.

    `letters` are the code points of all lines, each bounded by spaces; line n stands from ``begin[n]`` to
    ``begin[n + 1]``. A gram is known by the number of the gram before its last letter, and that letter: no two
    grams share a number. Arrays are kept small: fresh memory costs more here than what is done in it.
    """
    size = 1024
    while size < min(3 * len(letters) // 2, 1 << 16):
        size *= 2
    most = size // 4 * 3
    table, known = np.full(size, FREE, np.int64), np.empty(size, np.int32)
    seen, lines = np.full(most, -1, np.int32), np.zeros(most, np.int32)
    found, starts, at, count = np.empty(3 * len(letters), np.int32), np.zeros(len(begin), np.int64), 0, 0
    for line in range(len(begin) - 1):
        for first in range(begin[line], begin[line + 1] - 1):
            if count + 3 > most:
                table, known = _doubled(table, known)
                most *= 2
                seen, lines = _longer(seen, most, -1), _longer(lines, most, 0)
            number = letters[first] + FIRST
            for last in range(first + 1, min(first + 4, begin[line + 1])):
                key = (number << 21) | letters[last]
                place = _place(table, key)
                if table[place] == FREE:
                    table[place], known[place] = key, count
                    count += 1
                number = np.int64(known[place])
                if seen[number] != line:
                    seen[number], found[at] = line, number
                    lines[number] += 1
                    at += 1
        starts[line + 1] = at
    return starts, found[:at], lines[:count]


@compiled
def weights(begin: Ints, number: Small, weight: Ints) -> Ints:
    """The weight of each line: the sum over its grams."""
    found = np.zeros(len(begin) - 1, np.int64)
    for line in range(len(found)):
        for at in range(begin[line], begin[line + 1]):
            found[line] += weight[number[at]]
    return found


@compiled
def likenesses(lines: Lines, weight: Ints, lefts: Ints, rights: Ints, lean: float) -> Floats:
    """The likeness of pairs of lines, 0 where they share nothing; fast where pairs with one left line stand together.

    `lines` holds where each line begins, its grams, and its weight.
    """
    found, held, before = np.zeros(len(lefts), np.float64), np.zeros(len(weight), np.int64), -1
    for at in range(len(lefts)):
        left, right = lefts[at], rights[at]
        if left != before:
            if before >= 0:
                for place in range(lines.begin[before], lines.begin[before + 1]):
                    held[lines.gram[place]] = 0
            for place in range(lines.begin[left], lines.begin[left + 1]):
                held[lines.gram[place]] = weight[lines.gram[place]]
            before = left
        shared = 0
        for place in range(lines.begin[right], lines.begin[right + 1]):
            shared += held[lines.gram[place]]
        if shared:
            one, other = min(1.0, shared / lines.weight[left]), min(1.0, shared / lines.weight[right])
            even = sqrt(one * other)
            found[at] = even + lean * (max(one, other) - even)
    return found


@compiled
def grid(lines: Lines, weight: Ints, lefts: Ints, rights: Ints, lean: float) -> Floats:
    """The likeness of each of some lines with each of some others, 0 where they share nothing: a row for each left one.

    The lefts' grams are looked up in an index of those of the rights.
    """
    begin = np.zeros(len(weight) + 1, np.int32)
    for right in rights:
        for gram in lines.gram[lines.begin[right] : lines.begin[right + 1]]:
            begin[gram + 1] += 1
    for gram in range(len(weight)):
        begin[gram + 1] += begin[gram]
    holding, at = np.empty(begin[-1], np.int32), begin.copy()
    for place in range(len(rights)):
        for gram in lines.gram[lines.begin[rights[place]] : lines.begin[rights[place] + 1]]:
            holding[at[gram]] = place
            at[gram] += 1
    found, common = np.zeros((len(lefts), len(rights)), np.float64), np.zeros(len(rights), np.int64)
    for row in range(len(lefts)):
        common[:] = 0
        for gram in lines.gram[lines.begin[lefts[row]] : lines.begin[lefts[row] + 1]]:
            value = weight[gram]
            for place in holding[begin[gram] : begin[gram + 1]]:
                common[place] += value
        for place in range(len(rights)):
            if common[place]:
                one = min(1.0, common[place] / lines.weight[lefts[row]])
                other = min(1.0, common[place] / lines.weight[rights[place]])
                even = sqrt(one * other)
                found[row, place] = even + lean * (max(one, other) - even)
    return found


@compiled
def shared(lines: Lines, weight: Ints, pair: tuple[int, int], others: Ints, held: Flags) -> int:
    """The weight of what two lines have in common and none of some others has; `held` is unset before and after.

    A line of `others` below 0 was not read and has nothing.
    """
    one, other = pair
    for place in range(lines.begin[one], lines.begin[one + 1]):
        held[lines.gram[place]] = True
    for line in others:
        for place in range(lines.begin[line], lines.begin[line + 1] if line >= 0 else 0):
            held[lines.gram[place]] = False
    total = 0
    for place in range(lines.begin[other], lines.begin[other + 1]):
        if held[lines.gram[place]]:
            total += weight[lines.gram[place]]
    for place in range(lines.begin[one], lines.begin[one + 1]):
        held[lines.gram[place]] = False
    return total
