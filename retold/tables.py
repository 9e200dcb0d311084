"""CORRIDOR. Noun <-> columns <-> Parquet.

A schema is written once: the fields of a glossary noun are its columns. DuckDB reads and writes Parquet; it is
imported when a table is touched, so that comparing two files never loads it. A file name that DuckDB would take
for a pattern (``*``, ``?``, ``[``) is escaped: DuckDB expands patterns even in bound parameters.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from .glossary import TABLES
from .identity import digest

if TYPE_CHECKING:
    import duckdb

Row = TypeVar("Row")

_SQL = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
_PATTERN = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its DuckDB type, whether it may be missing."""

    name: str
    type: str
    optional: bool


def name(noun: type) -> str:
    """The table of a noun: `Report` -> ``reports``, `Quarantined` -> ``quarantined``, `Kinship` -> ``kinships``."""
    word = noun.__name__.lower()
    if word.endswith("s"):
        return "loci" if word == "locus" else word
    if word in ("furniture", "quarantined"):
        return word
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def nouns() -> dict[str, type]:
    """Every table's name and noun, in the order of the rooms."""
    return {name(noun): noun for noun in TABLES}


def columns(noun: type) -> tuple[Column, ...]:
    """The columns of a noun, read off its fields."""
    hints = get_type_hints(noun)
    found = []
    for entry in fields(noun):
        hint = hints[entry.name]
        optional = type(None) in get_args(hint)
        plain = next((part for part in get_args(hint) if part is not type(None)), hint) if optional else hint
        found.append(Column(entry.name, _SQL.get(plain, "BIGINT[][]"), optional))
    return tuple(found)


def connect() -> duckdb.DuckDBPyConnection:
    """A connection to an in-memory DuckDB that shows no progress bar and loads nothing from outside.

    All connections of a process are to one such engine, since it takes 13 ms to start; what one of them registers or
    makes for itself (``TEMP``) no other sees. It works in the thread that asks, because sums of doubles and `any_value`
    depend on the number of threads.
    """
    import duckdb

    try:
        return _connection()
    except duckdb.FatalException:  # after an error of its own an engine answers no more
        _engine.cache_clear()
        return _connection()


def _connection() -> duckdb.DuckDBPyConnection:
    connection = _engine().cursor()
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET pandas_analyze_sample = 0")
    return connection


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    import duckdb

    engine = duckdb.connect(":memory:")
    engine.execute("SET autoinstall_known_extensions = false")
    engine.execute("SET temp_directory = ?", [os.path.join(tempfile.gettempdir(), f"retold-{os.getpid()}")])
    engine.execute("SET threads = 1")
    engine.execute("SET preserve_insertion_order = true")
    return engine


def literal(path: str | Path) -> str:
    """A path as DuckDB must be given it so that it names one file and is never a pattern."""
    return _PATTERN.sub(lambda match: f"[{match.group()}]", str(path))


def write(noun: type[Row], rows: Sequence[Row], path: Path) -> None:
    """Write rows as one Parquet file (zstd), in the order given, with the noun's columns and types."""
    connection = connect()
    chosen = _register(connection, noun, rows)
    target = str(path).replace("'", "''")
    connection.execute(f"COPY (SELECT {chosen} FROM given) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    connection.close()


def _register(connection: duckdb.DuckDBPyConnection, noun: type, rows: Sequence[Any]) -> str:
    """Make rows known to a connection as ``given``; the columns to choose from it, with their types."""
    import numpy as np

    arrays: dict[str, Any] = {}
    for column in columns(noun):
        values = [getattr(row, column.name) for row in rows]
        if column.type == "BIGINT[][]":
            values = [json.dumps(value) for value in values]
        if column.type in ("VARCHAR", "BIGINT[][]"):
            array = np.empty(len(values), dtype=object)
            array[:] = values
            arrays[column.name] = array
        elif column.optional:
            mask = [value is None for value in values]
            arrays[column.name] = np.ma.array([value or 0 for value in values], mask=mask, dtype=_numpy(column.type))
        else:
            arrays[column.name] = np.array(values, dtype=_numpy(column.type))
    connection.register("given", arrays)
    return ", ".join(f'CAST("{column.name}" AS {column.type}) AS "{column.name}"' for column in columns(noun))


def _numpy(type: str) -> str:
    return {"BIGINT": "int64", "DOUBLE": "float64", "BOOLEAN": "bool"}[type]


def scan(paths: Sequence[str | Path], noun: type, dropped: Sequence[str | Path] = ()) -> str:
    """SQL that reads these Parquet files as one table; an empty table of the noun's columns if there are none.

    `dropped` are files that name rows which are no part of it any more, by file and place in the file.
    """
    if not paths:
        empty = ", ".join(f'CAST(NULL AS {column.type}) AS "{column.name}"' for column in columns(noun))
        return f"(SELECT {empty} WHERE false)"
    if dropped:
        return f"(SELECT {', '.join(_quoted(noun))} FROM {_placed(paths, dropped)})"
    return f"read_parquet([{_listed(paths)}])"


def _listed(paths: Sequence[str | Path]) -> str:
    return ", ".join("'" + literal(path).replace("'", "''") + "'" for path in paths)


def _quoted(noun: type) -> list[str]:
    return [f'"{column.name}"' for column in columns(noun)]


def _placed(paths: Sequence[str | Path], dropped: Sequence[str | Path]) -> str:
    """SQL that reads Parquet files with the file and the place of each row, less the rows that were dropped."""
    held = f"read_parquet([{_listed(paths)}], filename = true, file_row_number = true)"
    placed = f"SELECT *, parse_filename(filename) AS file, file_row_number AS place FROM {held}"
    without = f"ANTI JOIN read_parquet([{_listed(dropped)}]) USING (file, place)" if dropped else ""
    return f"(FROM ({placed}) {without})"


def placed_rows(
    noun: type[Row], paths: Sequence[Path], dropped: Sequence[Path], keys: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, int, Row]]:
    """The rows of files that have the given values, row by row, in the columns of `keys`; their files and places."""
    import numpy as np

    if not paths:
        return
    connection = connect()
    connection.register("asked", {name: np.array(values, dtype=object) for name, values in keys.items()})
    chosen = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in keys)
    using = ", ".join(f'"{name}"' for name in keys)
    cursor = connection.execute(
        f"SELECT file, place, {', '.join(_quoted(noun))} FROM {_placed(paths, dropped)} "
        f"SEMI JOIN (SELECT {chosen} FROM asked) USING ({using})"
    )
    for file, place, *values in cursor.fetchall():
        yield file, place, noun(*values)
    connection.close()


def dropped(rows: Sequence[tuple[str, int]], paths: Sequence[Path]) -> set[tuple[str, int]]:
    """Which of some rows, by file and place, the files that name dropped ones have."""
    if not rows or not paths:
        return set()
    connection = connect()
    connection.register("given", _by_place(rows))
    found = connection.execute(
        "SELECT file, place FROM (SELECT CAST(file AS VARCHAR) AS file, place FROM given) "
        f"SEMI JOIN read_parquet([{_listed(paths)}]) USING (file, place)"
    ).fetchall()
    connection.close()
    return set(found)


def _by_place(rows: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Rows as columns: their files, and their places in these."""
    import numpy as np

    files, places = zip(*rows, strict=True)
    return {"file": np.array(files, dtype=object), "place": np.array(places, np.int64)}


def write_dropped(rows: Sequence[tuple[str, int]], before: Sequence[Path], path: Path, but: Sequence[str] = ()) -> int:
    """Write the file that names dropped rows, with those that other files name; how many there are.

    Rows of the files `but` are left out: nothing reads these any more.
    """
    import numpy as np

    connection = connect()
    connection.register("given", _by_place(rows))
    connection.register("gone", {"file": np.array(but, dtype=object)})
    other = f" UNION ALL SELECT file, place FROM read_parquet([{_listed(before)}])" if before else ""
    held = (
        f"SELECT file, place FROM (SELECT CAST(file AS VARCHAR) AS file, place FROM given{other}) "
        "ANTI JOIN (SELECT CAST(file AS VARCHAR) AS file FROM gone) USING (file) ORDER BY ALL"
    )
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({held}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    count = connection.execute(f"SELECT count(*) FROM read_parquet([{_listed([path])}])").fetchall()[0][0]
    connection.close()
    return int(count)


def rows(noun: type[Row], cursor: duckdb.DuckDBPyConnection, batch: int = 4096) -> Iterator[Row]:
    """The rows of a cursor whose columns are the noun's, in its order."""
    nested = [at for at, column in enumerate(columns(noun)) if column.type == "BIGINT[][]"]
    while chunk := cursor.fetchmany(batch):
        for values in chunk:
            if nested:
                values = tuple(tuple(map(tuple, value)) if at in nested else value for at, value in enumerate(values))
            yield noun(*values)


def row_digest(row: Any) -> int:
    """A 128-bit digest of one row; digests are added modulo 2**128 so that a table's digest knows no order."""
    noun: type = type(row)
    return int(digest(noun.__name__, _COMPACT.encode([getattr(row, name) for name in _names(noun)])), 16)


_COMPACT = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


@cache
def _names(noun: type) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(noun))


def content(digests: Iterable[int]) -> int:
    """The order-free digest of a multiset of rows, given by their digests, as an integer below 2**128."""
    return sum(digests) % (1 << 128)


def parquet_rows(path: str, batch: int = 2048) -> Iterator[list[dict[str, object]]]:
    """Any Parquet file as batches of dicts, row order kept; the name is taken literally.

    Raises OSError where the file cannot be opened and ValueError, with DuckDB's first line, where it is not sound.
    """
    import duckdb

    with open(path, "rb"):
        pass
    connection = connect()
    try:
        source = connection.sql("SELECT * FROM read_parquet(?)", params=[literal(path)])
        names = list(source.columns)
        cursor = connection.execute(f"SELECT {readable(names, source.types)} FROM read_parquet(?)", [literal(path)])
        while chunk := cursor.fetchmany(batch):
            yield [dict(zip(names, values, strict=True)) for values in chunk]
    except duckdb.Error as error:
        raise ValueError(str(error).splitlines()[0]) from error
    finally:
        connection.close()


def readable(names: Sequence[str], types: Iterable[object]) -> str:
    """Columns as Python can take them: a time with a zone becomes text, as its own type needs another package."""
    chosen = []
    for name, kind in zip(names, types, strict=True):
        quoted = '"' + name.replace('"', '""') + '"'
        zoned = "TIME ZONE" in str(kind).upper()
        chosen.append(f"CAST({quoted} AS VARCHAR) AS {quoted}" if zoned else quoted)
    return ", ".join(chosen)


def arrow_stream(noun: type[Row], rows: Sequence[Row]) -> object:
    """The rows as an Arrow C stream (PyCapsule interface), made by DuckDB on a connection of its own."""
    connection = connect()
    chosen = _register(connection, noun, rows)
    return connection.sql(f"SELECT {chosen} FROM given").__arrow_c_stream__(None)
