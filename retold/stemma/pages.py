"""States of one page: their order in time, by dates where all have one, else the likeliest by what was put in and cut.

A page grows, and is changed little at a time: the order is the cheapest path through all states, where taking words
out costs more than putting words in. Of 176 pages kept up by many hands the first state is found in .82 (the shortest
state is the first in .72), and so an order without dates is told as the likeliest one and not asserted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from ..glossary import Descent, Witness
from ..settings import SETTINGS
from ..words import keys
from .outside import dated
from .regimes import Regime

STANDING = "common source, direction unknown"


def states(family: str, classes: Sequence[tuple[Witness, ...]], found: Regime) -> list[Descent]:
    """Rows for states of one page: in a row by their dates, else open, with the likeliest order in words."""
    firsts = [group[0] for group in classes]
    dates = [dated(witness) for witness in firsts]
    guess = [firsts[at] for at in order([witness.report.text for witness in firsts])]
    told = " → ".join(shown(witness) for witness in guess)
    if found.told and all(dates) and len(set(dates)) == len(dates):
        ranked = sorted(firsts, key=lambda witness: (dated(witness), witness.report.report))
        agrees = "" if ranked == guess else f" (by their words alone the likelier order is {told})"
        return _in_a_row(
            family, ranked, SETTINGS.stemma.dated_states, f"{found.why}, in the order of their dates{agrees}"
        )
    why = f"{found.why}: passages come and go, and words do not prove which came first; likeliest order: {told}"
    return [Descent(family, None, one.report.report, False, STANDING, "", 0.5, why) for one in firsts]


def likeliest(family: str, classes: Sequence[tuple[Witness, ...]], found: Regime) -> list[Descent]:
    """The likeliest order of states of one page as a chain of rows, dates left aside."""
    firsts = [group[0] for group in classes]
    ranked = [firsts[at] for at in order([witness.report.text for witness in firsts])]
    return _in_a_row(family, ranked, 0.5, f"{found.why}; likeliest order")


def _in_a_row(family: str, ranked: Sequence[Witness], sure: float, why: str) -> list[Descent]:
    rows = [Descent(family, None, ranked[0].report.report, False, "root", "", sure, why)]
    for before, after in pairwise(ranked):
        key = after.report.report
        rows.append(Descent(family, before.report.report, key, False, "made from", "edited", sure, why))
    return rows


def shown(witness: Witness) -> str:
    """A state by its id and date, or by the start of its key."""
    date = dated(witness)[:10]
    return f"{witness.report.id} {date or witness.report.report[:8]}"


def order(texts: Sequence[str]) -> list[int]:
    """The likeliest order of states of one page, as places in `texts`; equal costs by the texts' own order.

    Exact up to a few states (dynamic programme of Held and Karp, 1962); beyond, each is put where it costs least.
    """
    steps = _steps(texts)
    if len(texts) <= SETTINGS.stemma.exact_states:
        return _exact(steps)
    return _inserted(steps)


def _steps(texts: Sequence[str]) -> list[list[float]]:
    """What it costs to come from each state to each other one: the root tames single great changes."""
    pairs = [Counter(_pairs(keys(text))) for text in texts]
    cut = SETTINGS.stemma.cut_words
    put = [[sum((there - here).values()) for there in pairs] for here in pairs]
    size = range(len(texts))
    return [[round(sqrt(put[here][there] + cut * put[there][here]), 4) for there in size] for here in size]


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(["", *words], [*words, ""], strict=True))


def _exact(steps: Sequence[Sequence[float]]) -> list[int]:
    count = len(steps)
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(1 << at, at): (0.0, [at]) for at in range(count)}
    for held in range(1, 1 << count):
        for last in range(count):
            if (held, last) not in best:
                continue
            cost, path = best[held, last]
            for new in range(count):
                if not held >> new & 1:
                    name, made = (held | 1 << new, new), (round(cost + steps[last][new], 4), [*path, new])
                    if name not in best or made < best[name]:
                        best[name] = made
    return min((best[(1 << count) - 1, last] for last in range(count)), default=(0.0, []))[1]


def _inserted(steps: Sequence[Sequence[float]]) -> list[int]:
    path = [0]
    for new in range(1, len(steps)):
        places = []
        for at in range(len(path) + 1):
            before = steps[path[at - 1]][new] if at else 0.0
            after = steps[new][path[at]] if at < len(path) else 0.0
            gone = steps[path[at - 1]][path[at]] if 0 < at < len(path) else 0.0
            places.append((round(before + after - gone, 4), at))
        path.insert(min(places)[1], new)
    return path
