"""FRONT. The apparatus of a family as CSV: a row a locus, a column a telling."""

from __future__ import annotations

import csv
import io

from ..glossary import Family
from .listing import FORMULA
from .wording import titles

OMITTED = "[omitted]"
UNKNOWN = "[unknown]"


def write(found: Family) -> str:
    """The apparatus as CSV (RFC 4180) with a header line; columns are ``locus``, ``kind`` and each telling by its id.

    A gap is ``[omitted]`` (the telling has the place and not the words) or ``[unknown]`` (nothing can be said: it
    breaks off before, or lacks the whole sentence). Cells that a spreadsheet would run get an apostrophe in front.
    """
    columns = titles(found.witnesses)
    held: dict[str, dict[str, str]] = {locus.locus: {} for locus in found.loci}
    for reading in found.readings:
        if reading.locus in held:
            gap = UNKNOWN if reading.gap == "unknown" else OMITTED
            held[reading.locus][reading.report] = gap if reading.gap else reading.text
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["locus", "kind", *map(_harmless, columns.values())])
    for locus in found.loci:
        cells = (held[locus.locus].get(key, UNKNOWN) for key in columns)
        writer.writerow([locus.locus, locus.kind, *map(_harmless, cells)])
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
