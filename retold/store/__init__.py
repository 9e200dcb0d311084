"""CELLAR. The folder on disk: immutable Parquet segments and a manifest that is swapped by rename.

    NAME.retold/
      manifest.json      what stands here: format, version, settings, segments of each table, runs, redirects
      segments/          TABLE-DIGEST.parquet, named by their bytes, never changed
      lock               held (flock) by the one process that writes

The manifest is the only thing that changes, and `os.replace` changes it as a whole: a reader sees the snapshot
before or the one after. A process killed at any moment leaves at worst segments that no manifest names; the next
writer sweeps them. Segments that a snapshot let go stay for one snapshot more, so that a reader who has just read
the old manifest still finds its files.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .. import tables
from ..errors import NoStore, Stopped, StoreDamaged, StoreExists
from ..glossary import Report
from ..identity import Keys
from . import columns
from .disk import clear_disk_errors, damaged, file_digest, locked, write_manifest
from .manifest import (
    CONCORDANCE,
    DIGESTED,
    DROPPED,
    FEATURES,
    FORMAT,
    KEYS,
    RECORDS,
    SEGMENT,
    STATE,
    WORDS,
    Manifest,
    Run,
    Segment,
    settings_digest,
)
from .records import Records, packed
from .writing import Writer

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "CONCORDANCE",
    "DIGESTED",
    "DROPPED",
    "FEATURES",
    "KEYS",
    "RECORDS",
    "STATE",
    "WORDS",
    "Manifest",
    "Records",
    "Run",
    "Segment",
    "Store",
    "Writer",
    "packed",
    "settings_digest",
]

Row = TypeVar("Row")


OURS = ("manifest.json", "segments", "lock", "labels.jsonl")
"""What may stand in a store's folder."""


class Store:
    """A store, open for reading. `writer()` opens it for writing."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open the store at a path. Raises `NoStore` where none stands and `StoreDamaged` for a bad manifest."""
        self.path = Path(path)
        self.manifest = self._read_manifest()

    def _read_manifest(self) -> Manifest:
        place = self.path / "manifest.json"
        try:
            raw = json.loads(place.read_text("utf-8"))
            if raw["format"] > FORMAT:
                raise StoreDamaged(f"{self.path} was made by a newer Retold ({raw['version']}): upgrade to read it")
            raw["segments"] = {
                table: tuple(Segment(**segment) for segment in segments) for table, segments in raw["segments"].items()
            }
            raw["runs"] = tuple(Run(**{**run, "inputs": tuple(run["inputs"])}) for run in raw["runs"])
            raw["retired"] = tuple(raw["retired"])
            manifest = Manifest(**raw)
            if not all(map(SEGMENT.fullmatch, manifest.files)):
                raise ValueError("a segment has a name that is none of ours")
            return manifest
        except (FileNotFoundError, NotADirectoryError):
            raise NoStore(f"{self.path}: no store here; make one with `retold build FOLDER -o {self.path}`") from None
        except OSError as error:
            raise Stopped(f"{place}: cannot be read ({error.strerror}); ask for the rights to it") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreDamaged(f"{place}: the manifest cannot be read ({error}); restore it from a copy") from error

    @classmethod
    def create(cls, path: str | os.PathLike[str], force: bool = False) -> Store:
        """Make an empty store. Raises `StoreExists` unless forced; only a store is ever overwritten, nothing else."""
        place = Path(path)
        with clear_disk_errors(place, begun=False):
            if (place / "manifest.json").exists():
                if not force:
                    raise StoreExists(
                        f"{place} is already a store: add to it with `retold add {place} ...`, "
                        "or replace it with --force"
                    )
                with locked(place), clear_disk_errors(place):
                    (place / "manifest.json").unlink()
                    shutil.rmtree(place / "segments", ignore_errors=True)
            elif place.exists() and (not place.is_dir() or any(not _ours(entry.name) for entry in place.iterdir())):
                raise StoreExists(f"{place} exists and is not a store: choose another name")
            (place / "segments").mkdir(parents=True, exist_ok=True)
            write_manifest(place, Manifest())
        return cls(place)

    def refresh(self) -> None:
        """Read the manifest again: see the newest snapshot."""
        self.manifest = self._read_manifest()

    def files(self, noun: type) -> list[Path]:
        """The segment files of a noun's table."""
        return [self.path / "segments" / segment.file for segment in self.manifest.of(noun)]

    def columns(self, segment: Segment) -> dict[str, Any]:
        """The columns of a segment of numbers, by name."""
        return columns.read(self.path / "segments" / segment.file)

    def records(self) -> Records:
        """The reports of a store that keeps records, by number: in the order of `keys`."""
        held = {part.made_from: part for part in self.manifest.segments.get(RECORDS, ())}
        return Records([self.columns(held[part.file]) for part in self.manifest.of(Report)])

    def _scan(self, noun: type, paths: Sequence[Path]) -> str:
        """SQL that reads segments of a noun's table, less the rows that were dropped."""
        some = any(segment.dropped for segment in self.manifest.of(noun))
        gone = self.manifest.segments.get(DROPPED, ()) if some else ()
        return tables.scan(paths, noun, [self.path / "segments" / segment.file for segment in gone])

    def segment_rows(self, noun: type[Row], segment: Segment) -> list[Row]:
        """The rows of one segment, in its order."""
        source = self._scan(noun, [self.path / "segments" / segment.file])
        with self._safely(tables.connect()) as connection:
            return list(tables.rows(noun, connection.execute(f"SELECT * FROM {source}")))

    def texts(self, segment: Segment) -> list[tuple[str, str]]:
        """Key and text of the reports of one segment, in its order."""
        source = self._scan(Report, [self.path / "segments" / segment.file])
        with self._safely(tables.connect()) as connection:
            columns = connection.execute(f"SELECT report, text FROM {source}").fetchnumpy()
            return list(zip(columns["report"].tolist(), columns["text"].tolist(), strict=True))

    def keys(self) -> Sequence[str]:
        """The keys of all reports, segment by segment in the order of their rows; as numbers where they are kept."""
        import numpy as np

        held = {part.made_from: part for part in self.manifest.segments.get(KEYS, ())}
        segments = self.manifest.of(Report)
        if held and all(part.file in held for part in segments):
            parts = [self.columns(held[part.file])["keys"] for part in segments]
            if all(len(part) == segment.rows for part, segment in zip(parts, segments, strict=True)):
                return Keys(np.concatenate(parts))
        with self.reading(Report) as connection:
            listed: list[str] = connection.execute("SELECT report FROM reports").fetchnumpy()["report"].tolist()
            return listed

    def reading(self, *nouns: type) -> contextlib.AbstractContextManager[duckdb.DuckDBPyConnection]:
        """As `connection`, closed at the end; an error of the engine comes out as a plain line."""
        return self._safely(self.connection(*nouns))

    @contextlib.contextmanager
    def _safely(self, connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            yield connection
        except Exception as error:
            raise damaged(self.path, error) from error
        finally:
            connection.close()

    def connection(self, *nouns: type) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in which the tables of these nouns, or of all, are views of this snapshot."""
        connection = tables.connect()
        for noun in nouns or tables.nouns().values():
            table = tables.name(noun)
            paths = self.files(noun)
            for path in paths:
                if not path.exists():
                    raise StoreDamaged(f"{path} is missing: open the store again, or rebuild it if that fails")
            try:
                connection.execute(f'CREATE TEMP VIEW "{table}" AS SELECT * FROM {self._scan(noun, paths)}')
            except Exception as error:
                raise damaged(self.path, error) from error
        return connection

    def rows(self, noun: type[Row], where: str = "", values: Sequence[Any] = ()) -> list[Row]:
        """The rows of a table, in key order; `where` is SQL with ``?`` for values."""
        names = ", ".join(f'"{column.name}"' for column in tables.columns(noun))
        clause = f" WHERE {where}" if where else ""
        with self.reading(noun) as connection:
            cursor = connection.execute(f'SELECT {names} FROM "{tables.name(noun)}"{clause} ORDER BY ALL', list(values))
            return list(tables.rows(noun, cursor))

    def of_reports(self, noun: type[Row], keys: Iterable[str]) -> list[Row]:
        """The rows of a table that are about these reports, in key order; reports as records where these are kept."""
        if noun is Report and self.manifest.segments.get(KEYS):
            wanted, held = sorted(set(keys)), self.keys()
            if isinstance(held, Keys):
                rows: Any = self.records().of([place for place in held.places(wanted) if place >= 0])
                return list(rows)
            keys = wanted
        return self.rows(noun, "report IN (SELECT unnest(?))", [sorted(keys)])

    def count(self, noun: type) -> int:
        """How many rows a table has, from the manifest alone."""
        return sum(segment.rows for segment in self.manifest.of(noun))

    def check(self) -> list[str]:
        """Names the segments that are missing or whose bytes are not what the manifest says; empty when all is well."""
        found = []
        for file in sorted(self.manifest.files):
            path = self.path / "segments" / file
            if not path.exists():
                found.append(f"{file}: missing")
            elif file_digest(path) not in file:
                found.append(f"{file}: its bytes are not those that were written")
        return found

    def writer(self) -> Writer:
        """Open this store for writing. Raises `StoreLocked` if another process does."""
        return Writer(self)


def _ours(name: str) -> bool:
    return name in OURS or name.startswith(".manifest-")
