"""Where each row of a large segment stands, and its digest: so rows are taken out of a table without reading it.

A row is named by its key, or by both keys if it is about a pair; of two keys the first half of each is enough to tell
millions of pairs apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..glossary import Candidate, Kinship, Telling
from ..identity import halves

NAMED_BY: Final = {Candidate: ("one", "other"), Kinship: ("one", "other"), Telling: ("report",)}
"""The tables out of which rows are taken, and the columns that name a row."""

LOW: Final = (1 << 64) - 1


def written(noun: type, rows: Sequence[Any], digests: Sequence[int]) -> dict[str, Any] | None:
    """The columns of these rows of a segment, sorted by name; None where a key is no digest."""
    import numpy as np

    try:
        names = _names({name: [getattr(row, name) for row in rows] for name in NAMED_BY[noun]})
    except ValueError:
        return None
    order = np.lexsort((names[:, 1], names[:, 0]))
    told = np.array([(digest >> 64, digest & LOW) for digest in digests], np.uint64).reshape(len(rows), 2)
    return {"first": names[order, 0], "second": names[order, 1], "rows": order.astype(np.int32), "digests": told[order]}


def found(columns: Mapping[str, Any], keys: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The rows that have the given keys, given row by row: the place of each in its segment, and its digest; once."""
    import numpy as np

    try:
        asked = np.unique(_names(keys), axis=0)
    except ValueError:  # a key that is no digest stands in no columns; the others may
        rows = list(dict.fromkeys(zip(*keys.values(), strict=True)))
        for row in rows if len(rows) > 1 else ():
            yield from found(columns, {name: [key] for name, key in zip(keys, row, strict=True)})
        return
    starts = np.searchsorted(columns["first"], asked[:, 0])
    stops = np.searchsorted(columns["first"], asked[:, 0], "right")
    for at in np.flatnonzero(starts < stops).tolist():
        some = slice(int(starts[at]), int(stops[at]))
        for place in (np.flatnonzero(columns["second"][some] == asked[at, 1]) + some.start).tolist():
            high, low = columns["digests"][place].tolist()
            yield int(columns["rows"][place]), high << 64 | low


def _names(keys: Mapping[str, Sequence[str]]) -> Any:
    """Two numbers for each row. Raises ValueError where a key is no digest."""
    import numpy as np

    parts = [halves(column) for column in keys.values()]
    return parts[0] if len(parts) == 1 else np.stack([part[:, 0] for part in parts], axis=1)
