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
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from . import __version__, tables
from .errors import NoStore, Stopped, StoreDamaged, StoreExists, StoreLocked
from .glossary import Candidate, Kinship, Report, Telling
from .identity import digest
from .settings import SETTINGS

if TYPE_CHECKING:
    import duckdb

Row = TypeVar("Row")

DIGESTED = (Report, Candidate, Kinship, Telling)
"""The tables that make the digest of a store: the rest are functions of these, kept so that nothing is done twice."""

SEGMENT = re.compile(r"[a-z]+-[0-9a-f]{24}\.parquet")
"""How a segment is called; a manifest that names anything else is not followed."""

FORMAT = 1
"""Rises when an older Retold could not read the store."""


@cache
def settings_digest() -> str:
    """The digest of what judges: version, thresholds, fitted numbers and word lists. Rows made under another one are
    not comparable, and are made anew."""
    data = sorted(
        (path for path in files("retold").joinpath("data").iterdir() if path.is_file()), key=lambda path: path.name
    )
    judging = [part for path in data for part in (path.name, path.read_bytes())]
    return digest(__version__, json.dumps(asdict(SETTINGS), sort_keys=True), *judging, size=8)


@dataclass(frozen=True, slots=True)
class Segment:
    """One immutable Parquet file: its name in `segments/`, its rows, its bytes, and what it was made from."""

    file: str
    rows: int
    bytes: int
    content: str
    """Order-free digest of its rows, 32 hex digits; empty for tables outside the digest of the store."""
    made_from: str = ""
    """The segment whose rows these were made from, where that is how freshness is told."""


@dataclass(frozen=True, slots=True)
class Run:
    """The account of one build or add: seen = stored + quarantined + duplicates."""

    inputs: tuple[str, ...]
    inputs_digest: str = ""
    seen: int = 0
    stored: int = 0
    quarantined: int = 0
    duplicates: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in a store."""

    format: int = FORMAT
    version: str = __version__
    settings: str = field(default_factory=settings_digest)
    snapshot: int = 0
    segments: Mapping[str, tuple[Segment, ...]] = field(default_factory=dict)
    analysed: str = ""
    """The digest of the reports from which the families were made; empty before the first time."""
    runs: tuple[Run, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()

    def of(self, noun: type) -> tuple[Segment, ...]:
        """The segments of a noun's table."""
        return self.segments.get(tables.name(noun), ())

    def content(self, noun: type) -> str:
        """The order-free digest of a noun's table."""
        return f"{sum(int(segment.content or '0', 16) for segment in self.of(noun)) % (1 << 128):032x}"

    @property
    def pending(self) -> bool:
        """Whether reports stand here whose families are not made yet."""
        return self.analysed != self.content(Report)

    def digest(self) -> str:
        """The digest of the store: the same for the same reports and settings, however they came in."""
        return digest(self.settings, *map(self.content, DIGESTED))

    def put(self, noun: type, segments: Sequence[Segment]) -> Manifest:
        """This manifest with other segments for one table."""
        return replace(self, segments={**self.segments, tables.name(noun): tuple(segments)})


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
            if any(not SEGMENT.fullmatch(part["file"]) for parts in raw["segments"].values() for part in parts):
                raise ValueError("a segment has a name that is none of ours")
            raw["segments"] = {
                table: tuple(Segment(**segment) for segment in segments) for table, segments in raw["segments"].items()
            }
            raw["runs"] = tuple(Run(**{**run, "inputs": tuple(run["inputs"])}) for run in raw["runs"])
            raw["retired"] = tuple(raw["retired"])
            return Manifest(**raw)
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
        if (place / "manifest.json").exists():
            if not force:
                raise StoreExists(
                    f"{place} is already a store: add to it with `retold add {place} ...`, or replace it with --force"
                )
            with _locked(place), _clear_disk_errors(place):
                (place / "manifest.json").unlink()
                shutil.rmtree(place / "segments", ignore_errors=True)
        elif place.exists() and (not place.is_dir() or any(not _ours(entry.name) for entry in place.iterdir())):
            raise StoreExists(f"{place} exists and is not a store: choose another name")
        with _clear_disk_errors(place):
            (place / "segments").mkdir(parents=True, exist_ok=True)
            _write_manifest(place, Manifest())
        return cls(place)

    def refresh(self) -> None:
        """Read the manifest again: see the newest snapshot."""
        self.manifest = self._read_manifest()

    def files(self, noun: type) -> list[Path]:
        """The segment files of a noun's table."""
        return [self.path / "segments" / segment.file for segment in self.manifest.of(noun)]

    def segment_rows(self, noun: type[Row], segment: Segment) -> list[Row]:
        """The rows of one segment, in its order."""
        connection = tables.connect()
        try:
            cursor = connection.execute(f"SELECT * FROM {tables.scan([self.path / 'segments' / segment.file], noun)}")
            return list(tables.rows(noun, cursor))
        except Exception as error:
            raise _damaged(self.path, error) from error
        finally:
            connection.close()

    def texts(self, segment: Segment) -> list[tuple[str, str]]:
        """Key and text of the reports of one segment, in its order."""
        connection = tables.connect()
        try:
            source = tables.scan([self.path / "segments" / segment.file], Report)
            columns = connection.execute(f"SELECT report, text FROM {source}").fetchnumpy()
            return list(zip(columns["report"].tolist(), columns["text"].tolist(), strict=True))
        except Exception as error:
            raise _damaged(self.path, error) from error
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
                connection.execute(f'CREATE VIEW "{table}" AS SELECT * FROM {tables.scan(paths, noun)}')
            except Exception as error:
                raise _damaged(self.path, error) from error
        return connection

    def rows(self, noun: type[Row], where: str = "", values: Sequence[Any] = ()) -> list[Row]:
        """The rows of a table, in key order; `where` is SQL with ``?`` for values."""
        names = ", ".join(f'"{column.name}"' for column in tables.columns(noun))
        clause = f" WHERE {where}" if where else ""
        connection = self.connection(noun)
        try:
            cursor = connection.execute(f'SELECT {names} FROM "{tables.name(noun)}"{clause} ORDER BY ALL', list(values))
            return list(tables.rows(noun, cursor))
        except Exception as error:
            raise _damaged(self.path, error) from error
        finally:
            connection.close()

    def of_reports(self, noun: type[Row], keys: Iterable[str]) -> list[Row]:
        """The rows of a table that are about these reports, in key order."""
        return self.rows(noun, "report IN (SELECT unnest(?))", [sorted(keys)])

    def count(self, noun: type) -> int:
        """How many rows a table has, from the manifest alone."""
        return sum(segment.rows for segment in self.manifest.of(noun))

    def check(self) -> list[str]:
        """Names the segments that are missing or whose bytes are not what the manifest says; empty when all is well."""
        found = []
        for segments in self.manifest.segments.values():
            for segment in segments:
                path = self.path / "segments" / segment.file
                if not path.exists():
                    found.append(f"{segment.file}: missing")
                elif _file_digest(path) not in segment.file:
                    found.append(f"{segment.file}: its bytes are not those that were written")
        return found

    def writer(self) -> Writer:
        """Open this store for writing. Raises `StoreLocked` if another process does."""
        return Writer(self)


def _damaged(path: Path, error: Exception) -> Exception:
    """What to raise for an error of the engine while a store is read: a plain line if it is the store's fault."""
    if not _of_engine(error) or "interrupt" in str(error).lower():
        return error
    said = str(error).splitlines()[0]
    if "memory" in said.lower():
        return Stopped(f"{path}: out of memory while reading ({said}); nothing is lost")
    return StoreDamaged(f"{path}: a segment cannot be read ({said}); `retold check {path}` names it")


def _of_engine(error: BaseException) -> bool:
    return type(error).__module__.split(".")[0] in ("duckdb", "_duckdb")


OURS = ("manifest.json", "segments", "lock", "labels.jsonl")
"""What may stand in a store's folder."""


def _ours(name: str) -> bool:
    return name in OURS or name.startswith(".manifest-")


class Writer:
    """The one process that may change a store, while the lock is held."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: contextlib.AbstractContextManager[None] = contextlib.nullcontext()

    def __enter__(self) -> Writer:
        self._held = _locked(self.store.path)
        self._held.__enter__()
        try:
            self.store.refresh()
            self._sweep()
        except BaseException:
            self._held.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.__exit__(None, None, None)

    def _sweep(self) -> None:
        """Remove files that no snapshot names: what a killed process left, and what was retired a snapshot ago."""
        manifest = self.store.manifest
        named = {segment.file for segments in manifest.segments.values() for segment in segments}
        for path in (self.store.path / "segments").iterdir():
            if path.name not in named and path.name not in manifest.retired:
                path.unlink(missing_ok=True)
        for path in self.store.path.glob(".manifest-*.json"):
            path.unlink(missing_ok=True)

    def segment(self, noun: type[Row], rows: Sequence[Row], made_from: str = "") -> Segment:
        """Write rows as a new segment; it is part of the store once a manifest that names it is published."""
        folder = self.store.path / "segments"
        temporary = folder / f".writing-{os.getpid()}.parquet"
        with _clear_disk_errors(folder):
            tables.write(noun, rows, temporary)
            with open(temporary, "rb+") as handle:
                os.fsync(handle.fileno())
            name = f"{tables.name(noun)}-{_file_digest(temporary)}.parquet"
            os.replace(temporary, folder / name)
        content = f"{tables.content(rows):032x}" if noun in DIGESTED else ""
        return Segment(name, len(rows), (folder / name).stat().st_size, content, made_from)

    def publish(self, manifest: Manifest) -> None:
        """Swap the manifest; the snapshot before it stays readable until the next publishing but one."""
        old = self.store.manifest
        kept = {segment.file for segments in manifest.segments.values() for segment in segments}
        gone = {segment.file for segments in old.segments.values() for segment in segments} - kept
        manifest = replace(
            manifest, snapshot=old.snapshot + 1, version=__version__, retired=tuple(sorted(gone)) or old.retired
        )
        with _clear_disk_errors(self.store.path):
            _write_manifest(self.store.path, manifest)
        self.store.manifest = manifest
        self._sweep()


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a store's lock. Raises `StoreLocked`, at once, while another process does."""
    try:
        lock = open(folder / "lock", "a+", encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as error:
        raise Stopped(f"{folder}: cannot be written ({error.strerror}); ask for the rights to it") from None
    with lock:
        lock.seek(0)
        try:
            _lock(lock.fileno())
        except OSError:
            holder = lock.read().strip() or "another process"
            raise StoreLocked(f"{folder} is being written by {holder}: wait for it or stop it") from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        try:
            yield
        finally:
            lock.seek(0)
            lock.truncate(0)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        """Take the lock or raise OSError at once; it is let go when the file is closed, also by a kill."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        """Take the lock or raise OSError at once; it is let go when the file is closed, also by a kill."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    raw = asdict(manifest)
    raw["segments"] = {table: [asdict(part) for part in parts] for table, parts in manifest.segments.items()}
    temporary = folder / f".manifest-{os.getpid()}.json"
    with open(temporary, "w", encoding="utf-8") as handle:
        json.dump(raw, handle, ensure_ascii=False, indent=1, sort_keys=True)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(temporary, folder / "manifest.json")
    with contextlib.suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        os.fsync(place)
        os.close(place)


def _file_digest(path: Path) -> str:
    state = blake2b(digest_size=12)
    with open(path, "rb") as handle:
        while chunk := handle.read(1 << 20):
            state.update(chunk)
    return state.hexdigest()


@contextlib.contextmanager
def _clear_disk_errors(place: Path) -> Iterator[None]:
    """Turn a full disk or a forbidden folder into one line that says what is needed and that nothing is lost."""
    try:
        yield
    except OSError as error:
        raise Stopped(
            f"{place}: cannot write ({error.strerror or error}); what was published is safe: make room or rights and "
            "run `retold add` with the same inputs to go on"
        ) from error
    except Exception as error:
        if _of_engine(error):
            raise Stopped(
                f"{place}: cannot write ({str(error).splitlines()[0]}); what was published is safe"
            ) from error
        raise
