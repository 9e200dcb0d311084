"""Retold: which reports are tellings of one report, who descends from whom, and what changed on the way.

    retold.compare(a, b)            two texts, files or reports        -> Compared
    retold.build(reports, into)     reports, rows, a frame or files    -> Store
    retold.open(path)               a finished store                   -> Store
    retold.annotate(frame)          the same frame, with family, keeper, making, borrowed, credit

The nouns stand in `retold.glossary`, the errors in `retold.errors`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

__version__ = "0.1.0"

__all__ = ["__version__", "annotate", "build", "compare", "open"]

if TYPE_CHECKING:
    from .glossary import Report
    from .results import Compared
    from .store import Store

Frame = TypeVar("Frame")


def compare(a: str | os.PathLike[str] | Report, b: str | os.PathLike[str] | Report) -> Compared:
    """Compare two reports: a string is a text, a path is a file, a `Report` is itself.

    Returns a `Compared`, which prints as the verdict, shows itself in a notebook and holds every row. Raises
    `MissingInput` or `UnreadableInput` for a file that cannot be read, `UsageError` for an empty text.
    """
    from .results import compare as compared

    return compared(a, b)


def build(
    reports: Any,
    into: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    force: bool = False,
    workers: int | None = None,
) -> Store:
    """Make a store of reports and find their families.

    `reports` is a path, a list of paths, `Report` rows, dicts, or a frame (pandas, polars, Arrow, DuckDB relation);
    `columns` maps our column names to theirs, as in ``{"text": "body"}``. Raises `StoreExists`, `MissingInput`.
    """
    from .frames import build as built

    return built(reports, into, columns, force, workers)


def open(path: str | os.PathLike[str]) -> Store:
    """Open a finished store. Raises `NoStore` where none stands."""
    from .store import Store

    return Store(path)


def annotate(frame: Frame, *, columns: Mapping[str, str] | None = None, workers: int | None = None) -> Frame:
    """The same kind of frame back, with five columns more: `family`, `keeper`, `making`, `borrowed`, `credit`.

    Takes a pandas or polars frame, an Arrow table, a DuckDB relation or a list of dicts; rows keep their order. A
    report that nobody else tells has no family and is its own keeper, so ``frame[frame.keeper]`` has every report
    once. `credit` is found for reports that stand in a candidate pair. Rows without an ``id`` are called by their row
    number, rows without a text have no family and are no keepers.
    Raises `UsageError` where there is no text column.
    """
    from .frames import annotate as annotated

    return annotated(frame, columns, workers)
