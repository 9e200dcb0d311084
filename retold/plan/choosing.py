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

    from .compiled_rounds import asked

    ends = ends[0][places], ends[1][places]
    given = said != OPEN
    roots, live = _united(roots, ends, said, np.arange(len(places)))
    deep, room, tries = 1, SETTINGS.engines.collated_most, SETTINGS.clear.tries
    while room:
        some = live[asked((roots[ends[0][live]], roots[ends[1][live]]), said[live], (tries, deep))][:room]
        if not len(some):
            break
        some = _together(some[np.argsort(places[some])], ends, len(roots))
        said[some] = ask(places[some])
        roots, live = _united(roots, ends, said, live)
        room -= len(some)
        deep *= 2
    return roots, places[(said != OPEN) & ~given]


def _united(roots: Any, ends: tuple[Any, Any], said: Any, live: Any) -> tuple[Any, Any]:
    """The groups after a round, and which of the `live` pairs are still between two of them.

    Two groups are one by a pair that is sure, or by two that are probable.
    """
    from .compiled_rounds import joined

    while True:
        one, other = roots[ends[0][live]], roots[ends[1][live]]
        between = one != other
        one, other, live = one[between], other[between], live[between]
        held = joined((one, other), said[live], SURE)
        if not len(held):
            return roots, live
        roots = groups(len(roots), one[held], other[held])[roots]
