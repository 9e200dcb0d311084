"""Rows that are already values: of a data frame, of a list of dicts, of Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..glossary import Quarantined, Report
from .records import Columns, from_record
from .refusals import Refused, quarantined, raw_digest
from .sources import Found
from .values import canonical


def one_row(row: Mapping[str, object], columns: Columns, found: Found, number: int) -> Report | Quarantined:
    """The report of one row, or why there is none."""
    try:
        return from_record(row, columns, found.name)
    except Refused as refused:
        return quarantined(found.origin, f"record {number}", refused, _digest(row))


def all_rows(rows: Iterable[Mapping[str, object]], columns: Columns, found: Found) -> Iterator[Report | Quarantined]:
    """The reports of rows in memory, one by one."""
    for number, row in enumerate(rows, 1):
        if isinstance(row, Mapping):
            yield one_row(row, columns, found, number)
        else:
            said = f"a row is a {type(row).__name__}, not a mapping of names to values: give dicts"
            yield quarantined(found.origin, f"record {number}", Refused("parse", "row", said))


def _digest(row: Mapping[str, object]) -> str | None:
    try:
        return raw_digest(canonical(dict(row)).encode("utf-8", "surrogatepass"))
    except Refused:
        return None
