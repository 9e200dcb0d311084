"""Whole reports on disk, one after the other, so that a few are read without their neighbours.

A Parquet file is packed as a whole: to read one text of five thousand, all are unpacked. An add to a large store asks
for some thousand reports out of all segments, so there they stand a second time as they are: a record is the fields of
a report in JSON, UTF-8, and its place in the segment is the report's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from ..glossary import Report

_VALUES = attrgetter(*(entry.name for entry in fields(Report)))


def packed(rows: Iterable[Report]) -> dict[str, Any]:
    """The columns of a file of records: their bytes, and where each begins and the last one ends."""
    import numpy as np

    raw = [json.dumps(_VALUES(row), ensure_ascii=False, separators=(",", ":")).encode() for row in rows]
    starts = np.cumsum([0, *map(len, raw)], dtype=np.int64)
    return {"records": np.frombuffer(b"".join(raw), np.uint8), "starts": starts}


class Records:
    """The reports of a store by number, as they came: segment by segment. Those that were read once are held."""

    def __init__(self, parts: Sequence[Mapping[str, Any]]) -> None:
        import numpy as np

        self._parts = parts
        self._firsts = np.cumsum([0, *(len(part["starts"]) - 1 for part in parts)])
        self._held: dict[int, Report] = {}

    def of(self, numbers: Sequence[int]) -> list[Report]:
        """The reports of these numbers, in their order."""
        import numpy as np

        missing = [number for number in numbers if number not in self._held]
        at = np.searchsorted(self._firsts, missing, "right") - 1
        for number, part in zip(missing, at.tolist(), strict=True):
            place, held = number - int(self._firsts[part]), self._parts[part]
            start, stop = held["starts"][place : place + 2].tolist()
            self._held[number] = Report(*json.loads(held["records"][start:stop].tobytes()))
        return [self._held[number] for number in numbers]
