"""Which words of two lines stand against each other: the longest common run first, then what is left on either side.

The method is that of Ratcliff and Obershelp (Dr. Dobb's Journal, July 1988), as Python's `difflib` has it. Where the
compiler is loaded already, all lines of two reports are laid by compiled loops at once; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, chain, count

from rapidfuzz.distance import Levenshtein

from ..compiling import loaded
from ..settings import SETTINGS

Run = tuple[int, int, int]
"""Where an equal run starts on either side, and how many words it has."""

Line = Sequence[str]


def matchings(pairs: Sequence[tuple[Line, Line]]) -> list[list[Run]]:
    """Of each pair of lines the equal runs, in order; fewest edits where lines are too long for the longest run."""
    careful = [pair for pair in pairs if _careful(*pair)]
    told = iter(_compiled(careful) if loaded() else _plain(careful))
    return [
        [(0, 0, len(left))] if left == right else next(told) if _careful(left, right) else _few_edits(left, right)
        for left, right in pairs
    ]


def matching(left: Line, right: Line) -> list[Run]:
    """The equal runs of one pair of lines, in order, the longest first however long they are."""
    if left == right:
        return [(0, 0, len(left))] if left else []
    return (_compiled if loaded() and _careful(left, right) else _plain)([(left, right)])[0]


def _careful(left: Line, right: Line) -> bool:
    """Whether two lines differ and are short enough to seek their longest common run."""
    return left != right and len(left) * len(right) <= SETTINGS.changes.careful_words**2


def _plain(pairs: Sequence[tuple[Line, Line]]) -> list[list[Run]]:
    """Equal runs, the longest first."""
    told = (SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks() for left, right in pairs)
    return [[(a, b, size) for a, b, size in runs if size] for runs in told]


def _compiled(pairs: Sequence[tuple[Line, Line]]) -> list[list[Run]]:
    """The same, compiled: words are numbered as they come."""
    import numpy as np

    from .compiled import equal_runs

    found: list[list[Run]] = [[] for _ in pairs]
    if not pairs:
        return found
    lines = list(chain.from_iterable(pairs))
    said = list(chain.from_iterable(lines))
    numbers = dict(zip(dict.fromkeys(said), count(), strict=False))
    words = np.fromiter(map(numbers.__getitem__, said), np.int32, len(said))
    bounds = np.array([0, *accumulate(map(len, lines))], np.int64)
    for number, *run in equal_runs(words, bounds).tolist():
        found[number].append((run[0], run[1], run[2]))
    return found


def _few_edits(left: Line, right: Line) -> list[Run]:
    """Equal runs where fewest words are put in or taken out."""
    limit = SETTINGS.changes.most_words
    blocks = Levenshtein.opcodes(left[:limit], right[:limit])
    return [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in blocks if op.tag == "equal"]
