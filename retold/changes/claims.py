"""How strong a claim is: none, a relation that was seen, an effect put as possible, an effect stated.

The four grades are those of Sumner et al. (BMJ 2014) and Li et al. (2017) for findings in papers and press releases.
A sentence is read through groups of cues (`data/claim_cues.txt`) and a multinomial logistic model over which groups
stand in it (`data/claims.json`, fitted by `bench/fit_claims.py`; a few readable numbers).
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files

from ..words import lexicon

GRADES = ("no relation", "a relation", "a possible effect", "an effect")
TOGETHER = (
    ("may", "cause"),
    ("may", "change"),
    ("may", "effective"),
    ("may", "associate"),
    ("denial", "associate"),
    ("denial", "change"),
    ("change", "associate"),
    ("change", "compare"),
    ("compare", "associate"),
    ("should", "change"),
    ("future", "change"),
    ("future", "associate"),
    ("predict", "associate"),
    ("cause", "change"),
)
"""Pairs of groups that say something else together than each by itself."""

Cue = tuple[str, ...]


@lru_cache(maxsize=1)
def _cues() -> tuple[dict[str, list[tuple[str, Cue]]], list[tuple[str, Cue]]]:
    """The cues by first word; those whose first word has a free ending apart."""
    plain: dict[str, list[tuple[str, Cue]]] = {}
    free: dict[str, list[tuple[str, Cue]]] = {}
    for entry in sorted(lexicon("claim_cues")):
        group, *cues = (part.strip() for part in entry.split("|"))
        for cue in cues:
            words = tuple(cue.split())
            home = free if words[0].endswith("*") else plain
            home.setdefault(words[0].rstrip("*")[:3] if home is free else words[0], []).append((group, words))
    return plain, [pair for held in free.values() for pair in held]


@lru_cache(maxsize=65536)
def _begun(word: str) -> tuple[tuple[str, Cue], ...]:
    """The cues that can begin with a word, each with its group; a contracted denial is one by itself."""
    plain, free = _cues()
    found = [*plain.get(word, ()), *((group, cue) for group, cue in free if word.startswith(cue[0][:-1]))]
    return (*found, *((("denial", (word,)),) if word.endswith("n't") else ()))


def begins(word: str, cued: Collection[str]) -> bool:
    """Whether a cue of some groups can begin with a word."""
    return any(group in cued for group, _ in _begun(word))


def groups(line: Sequence[str]) -> dict[str, int]:
    """The groups of cues that stand in a line of words, each with the place of its first cue."""
    found: dict[str, int] = {}
    for at, cues in enumerate(map(_begun, line)):
        for group, words in cues:
            if group not in found and _stands(line, at, words):
                found[group] = at
    return found


def _stands(line: Sequence[str], at: int, words: Cue) -> bool:
    if at + len(words) > len(line):
        return False
    return all(
        line[at + step].startswith(word[:-1]) if word.endswith("*") else line[at + step] == word
        for step, word in enumerate(words)
    )


@lru_cache(maxsize=1)
def inputs() -> tuple[str, ...]:
    """The names of what the model looks at, in its order."""
    names = sorted({entry.split("|")[0].strip() for entry in lexicon("claim_cues")})
    return (*names, *(" and ".join(pair) for pair in TOGETHER), "early cause", "late", "short", "may first")


def given(line: Sequence[str]) -> list[float]:
    """What the model looks at in a line of words: 1 where a group or a pair of groups stands in it, else 0."""
    held = groups(line)
    found = [float(name in held) for name in inputs()[: -4 - len(TOGETHER)]]
    found += [float(one in held and other in held) for one, other in TOGETHER]
    acting = [held[name] for name in ("cause", "change") if name in held]
    size = max(1, len(line))
    found += [
        float(bool(acting) and min(acting) < size / 2),
        float(size > 40),
        float(size < 14),
        float("may" in held and bool(acting) and held["may"] < min(acting)),
    ]
    return found


@lru_cache(maxsize=1)
def _model() -> tuple[list[list[float]], list[float]]:
    held = json.loads(files("retold").joinpath("data", "claims.json").read_text("utf-8"))
    weights = [[row["weights"][grade] for row in held["inputs"]] for grade in GRADES]
    return weights, [held["bias"][grade] for grade in GRADES]


def strength(line: Sequence[str]) -> list[float]:
    """The probability of each grade for a line of words (comparison keys)."""
    weights, bias = _model()
    seen = given(line)
    scores = [sum(w * x for w, x in zip(row, seen, strict=True)) + b for row, b in zip(weights, bias, strict=True)]
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    return [round(value / sum(odds), 4) for value in odds]
