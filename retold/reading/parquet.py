"""Parquet: one report a row. The rows come from the corridor, so that this room knows no engine."""

from __future__ import annotations

from collections.abc import Iterator

from ..glossary import Quarantined, Report
from .records import Columns
from .refusals import Refused, quarantined
from .rows import one_row
from .sources import Found
from .streams import Progress, open_regular


def read_parquet(found: Found, columns: Columns, progress: Progress) -> Iterator[Report | Quarantined]:
    """The reports of a Parquet file; a row's place is ``record N``, counted from 1. Raises OSError."""
    from ..tables import parquet_rows

    number = 0
    try:
        with open_regular(found.path) as stream:  # an empty or foreign file needs no engine to be told
            _refuse_foreign(stream.read(4))
        for batch in parquet_rows(found.path):
            if not number and batch:
                columns.refuse_missing(batch[0])
            for row in batch:
                number += 1
                yield one_row(row, columns, found, number)
        progress(found.size)
    except Refused as refused:
        yield quarantined(found.origin, "", refused)
    except ValueError as error:
        place = f"record {number + 1} and after" if number else ""
        said = f"not a sound Parquet file ({_first_line(error)}): write or fetch it again"
        yield quarantined(found.origin, place, Refused("parse", "parquet", said))


def _refuse_foreign(start: bytes) -> None:
    if not start:
        raise Refused("check", "empty", "there is nothing in it (0 bytes): write or fetch it again")
    if start != b"PAR1":
        raise Refused("parse", "parquet", "no Parquet (it does not begin with PAR1): write it again")


def _first_line(error: ValueError) -> str:
    said = str(error).strip().partition("\n")[0]
    return said[:200] or type(error).__name__
