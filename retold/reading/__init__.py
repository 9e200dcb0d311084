"""ROOM. Files, folders and rows in memory -> Report, Quarantined.

Everything that is seen is accounted for: each text, line or row becomes a `Report`, or a `Quarantined` row that names
the file, the place, what is wrong and what to do. Duplicates are reported as often as they occur; the store knows
them by their key. Text is kept exactly as received, but for a byte order mark at its start.

| source | what it holds |
|---|---|
| a folder | all its files, with all folders in it, sorted; names that begin with a dot are passed over |
| ``.txt`` ``.text`` ``.md``, or no ending | one report; its id is its path below the folder given |
| ``.jsonl`` ``.ndjson`` | one report a line |
| ``.csv`` ``.tsv`` | one report a row, with a header line |
| ``.parquet`` | one report a row |
| ``-`` | standard input: JSON Lines if it begins with ``{``, else one text |

Records have the columns ``id``, ``text``, ``source``, ``url``, ``published``, ``headline`` and ``language``; all
others travel in `Report.extra`. A record without an id gets ``FILE:DIGEST``, made from its content.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..glossary import Quarantined, Report
from .formats import read_found
from .records import Columns, columns_from
from .refusals import os_refusal, quarantined
from .rows import all_rows
from .single import read_exact, read_text
from .sources import Found, Pile, survey, walk
from .standard_input import read_stdin
from .streams import Progress, silent

__all__ = ["from_rows", "read", "read_exact", "read_text", "sizes"]

Source = str | os.PathLike[str]


def read(
    sources: Sequence[Source] | Source,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Report | Quarantined]:
    """All reports of files and folders, one after the other, and a `Quarantined` row for whatever is none.

    `columns` maps our field names to the user's column names (``{"text": "body"}``). `progress` is told, now and
    then, how many bytes were read since it was last told; over a reading they add up to `sizes`.

    Raises `MissingInput` (at once) for a path that is not there and `UsageError` for a field that does not exist;
    nothing that stands in the files raises.
    """
    return _read(survey(sources), columns_from(columns), progress or silent)


def _read(pile: Pile, columns: Columns, progress: Progress) -> Iterator[Report | Quarantined]:
    for found in walk(pile):
        if isinstance(found, Quarantined):
            yield found
            continue
        told = _Told(progress)
        try:
            yield from read_found(found, columns, told)
        except OSError as error:
            yield quarantined(found.origin, "", os_refusal(error))
        told.rest(found.size)
    if pile.stdin:
        yield from read_stdin(columns, progress)


class _Told:
    """Passes progress on and, after a file that was left early, the bytes that were not read."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.done = 0

    def __call__(self, done: int) -> None:
        self.done += done
        self.progress(done)

    def rest(self, size: int) -> None:
        if size > self.done:
            self.progress(size - self.done)


def from_rows(
    rows: Iterable[Mapping[str, object]], columns: Mapping[str, str] | None = None, origin: str = "rows"
) -> Iterator[Report | Quarantined]:
    """The reports of rows in memory, under the same checks as rows of a file; `origin` names them in quarantine.

    None and NaN are missing; dates, decimals and UUIDs become their text. Raises `UsageError` for a field that does
    not exist.
    """
    return all_rows(rows, columns_from(columns), Found("", origin, origin, 0, "", True))


def sizes(sources: Sequence[Source] | Source) -> int | None:
    """How many bytes there are to read, or None where standard input is among the sources. Raises `MissingInput`."""
    pile = survey(sources)
    if pile.stdin:
        return None
    return sum(found.size for found in walk(pile) if isinstance(found, Found))
