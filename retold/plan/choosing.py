"""Which of the doubtful pairs of a pile are collated: all, or of very many those that can still change a family.

    clear pairs -> groups of reports that are one report already; two likely pairs are as good as a clear one
    a round     -> of each two groups their likeliest open pair, if it stands high in the list of either, is collated
    its copies  -> larger groups; a pair that has come to stand inside one of them is asked for no more
    ...            until nothing is open, or the room is used up

Each round looks twice as far down the lists of the groups, so that there are few. (Borůvka's way to a spanning tree,
Práce Moravské přírodovědecké společnosti 3, 1926, where each group asks for its nearest.) What is chosen is a function
of the pile and of what its pairs are judged to be, never of the order in which it came.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ..settings import SETTINGS

NO_COPY, PROBABLY, SURE = 0, 1, 2
"""What the judgement on a collated pair says. Two that say probably are as good as one that is sure."""

OPEN: Final = -1
"""What is said of a pair that nobody has asked for."""

Ask = Callable[[Any], Any]
"""Asked for the pairs at some places, and gives what the judgement on each says."""


def choose(answers: Any, scores: Any, ends: tuple[Any, Any], count: int, ask: Ask) -> tuple[Any, Any]:
    """Whether the two of each pair are in one group at the end, and the places of the pairs that were asked for.

    `ends` are the reports of the pairs, which are sorted by their keys; `count` says how many reports there are.
    """
    import numpy as np

    from ..kinship.settled import DOUBTFUL, LIKELY, SAME

    one, other = ends
    same = answers == SAME
    roots = groups(count, one[same], other[same])
    doubtful = np.flatnonzero(answers <= DOUBTFUL)
    if len(doubtful) <= SETTINGS.engines.collated:
        chosen = _together(np.sort(np.concatenate([doubtful, closer(answers)])), ends, count)
        ask(chosen)
    else:
        likely = doubtful[scores[doubtful] > SETTINGS.clear.worth]
        likely = likely[np.lexsort((likely, -scores[likely]))]
        said = np.where(answers[likely] == LIKELY, PROBABLY, OPEN)
        roots, chosen = _rounds(likely, said, ends, roots, ask)
    return roots[one] == roots[other], chosen


def closer(answers: Any) -> Any:
    """The pairs that are no copy by their words, if they are so few that all of them are collated too.

    Words alone do not tell an independent report from a doubt as sentences do. In a small pile nothing is said that two
    reports by themselves would not get; of a large one, what somebody asks for is looked at then.
    """
    import numpy as np

    from ..kinship.settled import SAME

    apart = np.flatnonzero(answers > SAME)
    return apart if len(apart) <= SETTINGS.clear.closer else apart[:0]


def groups(count: int, one: Any, other: Any) -> Any:
    """For each report the first of its group, where the two of a pair are in one group."""
    import numpy as np

    if len(one) > SETTINGS.engines.plain_pairs:
        from ..kinship import columns

        return columns.groups(count, one, other)
    parents: dict[int, int] = {}

    def root(report: int) -> int:
        while report in parents:
            report = parents[report]
        return report

    for here, there in zip(one.tolist(), other.tolist(), strict=True):
        low, high = sorted((root(here), root(there)))
        if low != high:
            parents[high] = low
    roots = np.arange(count)
    roots[list(parents)] = [root(report) for report in parents]
    return roots


def _together(places: Any, ends: tuple[Any, Any], count: int) -> Any:
    """Places of pairs, those that hang together side by side: a report that stands in several is taken apart once."""
    import numpy as np

    one, other = ends[0][places], ends[1][places]
    return places[np.argsort(groups(count, one, other)[one], kind="stable")]


def _rounds(places: Any, said: Any, ends: tuple[Any, Any], roots: Any, ask: Ask) -> tuple[Any, Any]:
    """The groups in the end, and what was asked for.

    `places` are those of the pairs in doubt, the likeliest first, and `said` is what is said of each by its words.
    """
    import numpy as np

    one, other = ends[0][places], ends[1][places]
    given = said != OPEN
    roots = _united(roots, (one, other), said)
    deep, room = 1, SETTINGS.engines.collated_most
    while room:
        asked = _round(_between(roots, one, other), said, deep)[:room]
        if not len(asked):
            break
        asked = _together(asked[np.argsort(places[asked])], (one, other), len(roots))
        said[asked] = ask(places[asked])
        roots = _united(roots, (one, other), said)
        room -= len(asked)
        deep *= 2
    return roots, places[(said != OPEN) & ~given]


def _between(roots: Any, one: Any, other: Any) -> Any:
    """A number for the two groups of each pair; -1 where both are in one."""
    import numpy as np

    here, there = roots[one].astype(np.int64), roots[other].astype(np.int64)
    return np.where(here == there, -1, np.minimum(here, there) << 32 | np.maximum(here, there))


def _round(between: Any, said: Any, deep: int) -> Any:
    """Which pairs are asked for: the first open ones of two groups, among the first `deep` of the lists of either."""
    import numpy as np

    worn, times = np.unique(between[said == NO_COPY], return_counts=True)
    open_pairs = np.flatnonzero(
        (said == OPEN) & (between >= 0) & ~np.isin(between, worn[times >= SETTINGS.clear.tries])
    )
    _, first = np.unique(between[open_pairs], return_index=True)
    open_pairs = open_pairs[np.sort(first)]
    group = np.concatenate([between[open_pairs] >> 32, between[open_pairs] & 0xFFFFFFFF])
    pair = np.tile(np.arange(len(open_pairs)), 2)
    order = np.lexsort((pair, group))
    rank = np.arange(len(order)) - np.searchsorted(group[order], group[order])
    return open_pairs[np.unique(pair[order[rank < deep]])]


def _united(roots: Any, ends: tuple[Any, Any], said: Any) -> Any:
    """The groups after a round: two are one by a pair that is sure, or by two that are probable."""
    import numpy as np

    held = np.flatnonzero(said > NO_COPY)
    while True:
        between, times = np.unique(_between(roots, ends[0][held], ends[1][held]), return_inverse=True)
        joined = between[(np.bincount(times, said[held], len(between)) >= SURE) & (between >= 0)]
        if not len(joined):
            return roots
        roots = groups(len(roots), joined >> 32, joined & 0xFFFFFFFF)[roots]
