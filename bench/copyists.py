"""Traditions of manuscripts with a known tree, made up: a text in invented words, copied by hand down a random tree.

A copyist changes words one by one: misspells, puts another word, leaves out, puts in, turns two round, skips from one
line to a later one; spells by a habit of his own, so that readings come back by chance. Some copies follow a second
exemplar for a stretch, many nodes are lost (the archetype mostly), some that are held are fragments. Every word carries
the place of the archetype that it goes back to, so that the true table of readings is known as well.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from . import trees
from .trees import Tree

Word = tuple[float, str]
"""The column of a word in the true table, and the word."""

_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "au")
_CODAS = ("", "", "n", "r", "s", "l", "m", "t")
_SPELLED = (("v", "w"), ("k", "c"), ("i", "y"), ("s", "z"), ("t", "tt"))


@dataclass(frozen=True, slots=True)
class Manner:
    """How a tradition is copied; rates are per word unless they say otherwise."""

    changes: float
    """Mean rate of a copyist's changes; each has his own, by a factor of one half to two."""
    spelling: float
    """Share of the words of two spellings that a copyist turns to his own habit."""
    lost: float
    """Share of the nodes that are not held."""
    second: float
    """Share of copies that follow a second exemplar for a stretch."""
    torn: float
    """Share of held copies that are fragments."""
    verse: bool
    """Lines without stops, or sentences."""


@dataclass(frozen=True, slots=True)
class Tradition:
    """Witnesses by name, the true tree, and the true table: the word of each witness in each column."""

    name: str
    texts: dict[str, str]
    truth: Tree
    columns: dict[str, dict[float, str]]
    torn: frozenset[str]


def tradition(seed: int, count: int, words: int, manner: Manner) -> Tradition:
    """A tradition of so many witnesses, the same one everywhere."""
    chance = random.Random(f"tradition {seed} {count}")
    coin = partial(_word, chance)
    store = sorted({coin() for _ in range(max(60, words // 3))})
    weights = [1 / (at + 3) for at in range(len(store))]
    held: dict[str, list[Word]] = {
        "n0": [(float(at), word) for at, word in enumerate(chance.choices(store, weights, k=words))]
    }
    above: dict[str, str] = {}
    whole = max(count + 1, round(count / (1 - manner.lost)))
    for at in range(1, whole):
        source = chance.choice(sorted(held)[-12:])
        made = _copied(held[source], chance, manner, store)
        if len(held) > 3 and chance.random() < manner.second:
            made = _mixed(made, held[chance.choice(sorted(held))], chance)
        name = f"n{at}"
        held[name], above[name] = made, source
    kept = sorted(chance.sample(sorted(held.keys() - {"n0"}), count))
    if chance.random() < 1 - manner.lost:
        kept[0] = "n0"
    torn = frozenset(name for name in kept if chance.random() < manner.torn)
    pieces = {name: _torn(held[name], chance) if name in torn else held[name] for name in kept}
    texts = {name: _written(pieces[name], random.Random(f"{seed} {name}"), manner.verse) for name in kept}
    edges = [(source, name) for name, source in above.items()]
    columns = {name: dict(pieces[name]) for name in kept}
    return Tradition(f"made {seed}", texts, trees.tree(edges, kept), columns, torn)


def _word(chance: random.Random) -> str:
    syllables = range(chance.choice((1, 2, 2, 3)))
    parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) for _ in syllables)
    return "".join(parts)


def _copied(source: Sequence[Word], chance: random.Random, manner: Manner, store: Sequence[str]) -> list[Word]:
    """A copy, word by word."""
    rate = manner.changes * 2 ** chance.uniform(-1, 1)
    habits = [pair if chance.random() < 0.5 else pair[::-1] for pair in _SPELLED]
    made: list[Word] = []
    at = 0
    while at < len(source):
        column, word = source[at]
        at += 1
        if chance.random() < rate / 60:
            at += chance.randint(4, 30)
            continue
        word = _respelled(word, chance, habits, manner.spelling)
        if chance.random() >= rate:
            made.append((column, word))
            continue
        kind = chance.random()
        if kind < 0.45:
            made.append((column, _misspelled(word, chance)))
        elif kind < 0.7:
            made.append((column, chance.choice(store)))
        elif kind < 0.85:
            continue
        elif kind < 0.95:
            made += [(column, word), (round(column + chance.uniform(0.01, 0.99), 6), chance.choice(store))]
        elif made:
            last = made.pop()
            made += [(last[0], word), (column, last[1])]
    return made


def _respelled(word: str, chance: random.Random, habits: Sequence[tuple[str, str]], share: float) -> str:
    for one, other in habits:
        if one in word and other not in word and chance.random() < share:
            return word.replace(one, other, 1)
    return word


def _misspelled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    letter = chance.choice("abdefghiklmnoprstuvw")
    put, gone, more = word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]
    return chance.choice((put, gone, more)) or word


def _mixed(made: list[Word], other: Sequence[Word], chance: random.Random) -> list[Word]:
    """A copy in which a stretch, a fifth to two fifths of the text, follows another exemplar."""
    last = max(column for column, _ in made)
    start = chance.uniform(0, 0.7) * last
    stop = start + chance.uniform(0.2, 0.4) * last
    return sorted(
        [one for one in made if not start <= one[0] < stop] + [one for one in other if start <= one[0] < stop]
    )


def _torn(words: list[Word], chance: random.Random) -> list[Word]:
    """What is left of a fragment: two to seven tenths, from the beginning, the middle or the end."""
    left = round(len(words) * chance.uniform(0.2, 0.7))
    start = chance.choice((0, len(words) - left, chance.randint(0, len(words) - left)))
    return words[start : start + left]


def _written(words: Sequence[Word], chance: random.Random, verse: bool) -> str:
    """Lines of verse, in which each hand points by its own sense and mostly not at all; or sentences."""
    made, open_ = [], True
    for column, word in words:
        ends = (round(column * 7919) % 5 if verse else round(column * 7919) % 13) == 0
        made.append(word.capitalize() if open_ else word)
        stop = ends and chance.random() < (0.15 if verse else 0.97)
        made[-1] += "." if stop else ""
        made.append("\n" if ends and verse else " ")
        open_ = stop
    return "".join(made).strip() + ("" if verse else ".")
