"""FRONT. Frames of other libraries in, the same kind out. A library is touched only if the frame comes from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, TypeVar

from . import building, plan, tables
from .errors import UsageError
from .glossary import Report, Telling
from .identity import report_key
from .output.wording import credit_of
from .store import Store

Frame = TypeVar("Frame")

OURS = ("id", "text", "source", "url", "published", "headline", "language")
ADDED = ("family", "keeper", "making", "borrowed", "credit")


@dataclass(frozen=True, slots=True)
class Handle:
    """How one kind of frame is read and given back."""

    names: Sequence[str]
    column: Callable[[str], list[Any]]
    """One column as a list of Python values: the one time that texts are copied."""
    added: Callable[[dict[str, list[Any]]], Any]
    """The frame with columns more."""


def handle(frame: Any) -> Handle:
    """The handle of a frame, told by the library of its type. Raises `UsageError` for what we cannot take."""
    library = type(frame).__module__.partition(".")[0]
    if library == "pandas":
        called = {str(name): name for name in frame.columns}
        if len(called) < len(frame.columns):
            raise UsageError("two columns of the frame have the same name: rename one of them")
        return Handle(list(called), lambda name: frame[called[name]].tolist(), lambda new: frame.assign(**new))
    if library == "polars":
        if hasattr(frame, "collect"):
            raise UsageError("a lazy frame: call .collect() first")
        return Handle(frame.columns, lambda name: frame[name].to_list(), lambda new: _polars(frame, new))
    if library == "pyarrow":
        return Handle(frame.column_names, lambda name: frame.column(name).to_pylist(), lambda new: _arrow(frame, new))
    if library in ("duckdb", "_duckdb"):
        return _relation(frame)
    if isinstance(frame, list) and all(isinstance(row, Mapping) for row in frame):
        names = list(dict.fromkeys(str(name) for row in frame for name in row))
        return Handle(names, lambda name: [row.get(name) for row in frame], lambda new: _dicts(frame, new))
    raise UsageError(
        f"a {type(frame).__name__}: give a pandas or polars frame, an Arrow table, a DuckDB relation or a list of dicts"
    )


def _polars(frame: Any, new: dict[str, list[Any]]) -> Any:
    import importlib

    polars = importlib.import_module("polars")
    types = {"family": polars.String, "keeper": polars.Boolean, "making": polars.String, "borrowed": polars.Float64}
    return frame.with_columns(
        [polars.Series(name, values, dtype=types.get(name, polars.String)) for name, values in new.items()]
    )


def _arrow(frame: Any, new: dict[str, list[Any]]) -> Any:
    import importlib

    arrow = importlib.import_module("pyarrow")
    types = {"keeper": arrow.bool_(), "borrowed": arrow.float64()}
    for name, values in new.items():
        frame = frame.append_column(name, arrow.array(values, type=types.get(name, arrow.string())))
    return frame


def _relation(frame: Any) -> Handle:
    """A relation is run once and held: run a second time, its rows might come in another order."""
    import numpy as np

    names, types = list(frame.columns), [str(kind) for kind in frame.types]
    rows = frame.project(tables.readable(names, types)).fetchall()
    values = {name: [row[at] for row in rows] for at, name in enumerate(names)}

    def added(new: dict[str, list[Any]]) -> Any:
        held, chosen = {}, []
        kinds = [*types, "VARCHAR", "BOOLEAN", "VARCHAR", "DOUBLE", "VARCHAR"]
        for at, (name, column) in enumerate([*values.items(), *new.items()]):
            held[f"c{at}"] = np.empty(len(column), dtype=object)
            held[f"c{at}"][:] = column
            chosen.append(f"CAST(held.c{at} AS {kinds[at]}) AS {_quoted(name)}")
        return frame.query("given", f"SELECT {', '.join(chosen)} FROM held")

    return Handle(names, values.__getitem__, added)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _dicts(frame: list[Mapping[str, Any]], new: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [{**row, **{name: new[name][at] for name in new}} for at, row in enumerate(frame)]


def annotate(frame: Frame, columns: Mapping[str, str] | None, workers: int | None) -> Frame:
    """See `retold.annotate`."""
    held = handle(frame)
    folded = {name.lower() for name in held.names}
    taken = [name for name in ADDED if name in folded]
    if taken:
        raise UsageError(f"the frame has a column {', '.join(taken)} already: rename or drop it first")
    reports = reports_of(held, columns)
    engine = building.engine_for(len(reports), workers)
    try:
        given = {report.report: report for report in reports if report is not None}
        found = plan.pile(given.values(), engine)
        paired = sorted({key for row in found.candidates for key in (row.one, row.other)})
        made = chain.from_iterable(engine.each(plan.credits_batch, plan.batches([given[key] for key in paired])))
        credits = {key: row.value for key, rows in zip(paired, made, strict=True) if (row := credit_of(rows))}
    finally:
        engine.close()
    tellings = {telling.report: telling for telling in found.tellings}
    first = {report.report: at for at, report in reversed(list(enumerate(reports))) if report is not None}
    rows = [
        _row(report, report is not None and first[report.report] == at, tellings, credits)
        for at, report in enumerate(reports)
    ]
    new = {name: [row[at] for row in rows] for at, name in enumerate(ADDED)}
    answer: Frame = held.added(new)
    return answer


def _row(
    report: Report | None, first: bool, tellings: Mapping[str, Telling], credits: Mapping[str, str]
) -> tuple[str | None, bool, str | None, float | None, str | None]:
    """family, keeper, making, borrowed, credit of one row; a row that could not be read has none of them.

    Only the `first` of several rows with the same id and text is a keeper: a keeper is a row to keep.
    """
    if report is None:
        return None, False, None, None, None
    telling = tellings.get(report.report)
    if telling is None:
        return None, first, None, None, credits.get(report.report)
    keeper = telling.keeper and first
    return telling.family, keeper, telling.making or None, telling.borrowed, credits.get(report.report)


def reports_of(held: Handle, columns: Mapping[str, str] | None) -> list[Report | None]:
    """One report a row, None where the row has no text; only our columns are read."""
    unknown = [ours for ours in columns or {} if ours not in OURS]
    absent = [theirs for theirs in (columns or {}).values() if held.names and theirs not in held.names]
    if unknown or absent:
        what = f"no column of ours is called {unknown[0]!r}" if unknown else f"the frame has no column {absent[0]!r}"
        raise UsageError(f"{what}; ours are {', '.join(OURS)}, the frame has {', '.join(held.names)}")
    names = {ours: (columns or {}).get(ours, ours) for ours in OURS}
    if not held.names:
        return []
    if names["text"] not in held.names:
        raise UsageError(
            f"no column {names['text']!r} among {', '.join(held.names)}: say which holds the text, "
            "columns={'text': ...}"
        )
    values = {ours: held.column(theirs) for ours, theirs in names.items() if theirs in held.names}
    count = len(values["text"])
    rows = zip(*(values.get(ours, repeat(None, count)) for ours in OURS), strict=True)
    found: list[Report | None] = []
    for at, row in enumerate(rows):
        record = dict(zip(OURS, row, strict=True))
        if _missing(record["id"]):
            record["id"] = f"row {at}"
        read = next(plan.read_rows([record]))
        found.append(read if isinstance(read, Report) else None)
    return found


def _missing(value: object) -> bool:
    return value is None or value != value  # NaN is the one value that is not itself


def build(
    reports: Any,
    into: str | os.PathLike[str],
    columns: Mapping[str, str] | None,
    force: bool,
    workers: int | None,
) -> Store:
    """See `retold.build`."""
    order = building.Order(workers)
    if isinstance(reports, str | os.PathLike):
        reports = [reports]
    if isinstance(reports, Sequence) and reports and all(isinstance(row, str | os.PathLike) for row in reports):
        paths = [os.fspath(path) for path in reports]
        return building.build(plan.read(paths, columns), into, paths, order, force)
    if isinstance(reports, Iterable) and type(reports).__module__.partition(".")[0] not in FRAMES:
        rows = list(reports)
        if rows and all(isinstance(row, Report) for row in rows):
            if any(row.report != report_key(row.id, row.text) for row in rows):
                raise UsageError("a Report's key is not that of its id and text: make it with identity.report_key")
            return building.build(rows, into, ("reports in memory",), order, force)
        reports = rows
    records = _records(handle(reports))
    return building.build(plan.read_rows(records, columns), into, ("rows in memory",), order, force)


FRAMES = ("pandas", "polars", "pyarrow", "duckdb", "_duckdb")


def _records(held: Handle) -> Iterable[dict[str, object]]:
    values = [held.column(name) for name in held.names]
    return (dict(zip(held.names, row, strict=True)) for row in zip(*values, strict=True))
