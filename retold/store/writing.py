"""Writing to a store: segments, and the publishing of a manifest that names them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from .. import __version__, tables
from ..settings import SETTINGS
from . import columns, places
from .disk import clear_disk_errors, file_digest, locked, write_manifest
from .manifest import DIGESTED, DROPPED, FORMAT, PLACES, Manifest, Segment

if TYPE_CHECKING:
    from . import Store

Row = TypeVar("Row")


class Writer:
    """The one process that may change a store, while the lock is held."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: contextlib.AbstractContextManager[None] = contextlib.nullcontext()

    def __enter__(self) -> Writer:
        self._held = locked(self.store.path)
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
        named = manifest.files
        for path in (self.store.path / "segments").iterdir():
            if path.name not in named and path.name not in manifest.retired:
                path.unlink(missing_ok=True)
        for path in self.store.path.glob(".manifest-*.json"):
            path.unlink(missing_ok=True)

    def segment(self, noun: type[Row], rows: Sequence[Row], made_from: str = "") -> Segment:
        """Write rows as a new segment; it is part of the store once a manifest that names it is published."""
        folder = self.store.path / "segments"
        temporary = folder / f".writing-{os.getpid()}.parquet"
        with clear_disk_errors(folder):
            tables.write(noun, rows, temporary)
            with open(temporary, "rb+") as handle:
                os.fsync(handle.fileno())
            name = f"{tables.name(noun)}-{file_digest(temporary)}.parquet"
            os.replace(temporary, folder / name)
        size = (folder / name).stat().st_size
        if noun not in DIGESTED:
            return Segment(name, len(rows), size, "", made_from)
        digests = [tables.row_digest(row) for row in rows]
        content = f"{tables.content(digests):032x}"
        own = places.written(noun, rows, digests) if self._large(noun, rows) else None
        told = self.columns(PLACES, own, len(rows)).file if own else ""
        return Segment(name, len(rows), size, content, made_from, places=told)

    @staticmethod
    def _large(noun: type, rows: Sequence[Any]) -> bool:
        """Whether rows may be taken out of this segment, and are so many that it should not be read for them."""
        return noun in places.NAMED_BY and len(rows) >= SETTINGS.engines.kept

    def columns(self, table: str, held: Mapping[str, Any], rows: int, made_from: str = "") -> Segment:
        """Write columns of numbers as a new segment of a table of no noun."""
        folder = self.store.path / "segments"
        temporary = folder / f".writing-{os.getpid()}.columns"
        with clear_disk_errors(folder):
            name = f"{table}-{columns.write(temporary, held)}.columns"
            with open(temporary, "rb+") as handle:
                os.fsync(handle.fileno())
            os.replace(temporary, folder / name)
        return Segment(name, rows, (folder / name).stat().st_size, "", made_from)

    def drop(self, manifest: Manifest, noun: type, keys: Mapping[str, Sequence[str]]) -> Manifest:
        """The manifest with those rows of a table taken out whose columns have these values, given row by row.

        The files stay as they are: which rows are out stands in a table of its own.
        """
        folder = self.store.path / "segments"
        gone = [folder / segment.file for segment in manifest.segments.get(DROPPED, ())]
        held = {segment.file: segment for segment in manifest.of(noun)}
        lost: list[tuple[str, int]] = []
        for file, place, digested in self._standing(noun, list(held.values()), gone, keys):
            part = held[file]
            content = f"{tables.content([int(part.content or '0', 16), -digested]):032x}"
            held[file] = replace(part, rows=part.rows - 1, dropped=part.dropped + 1, content=content)
            lost.append((file, place))
        if not lost:
            return manifest
        temporary = folder / f".writing-{os.getpid()}.parquet"
        with clear_disk_errors(folder):
            count = tables.write_dropped(lost, gone, temporary, [name for name, part in held.items() if not part.rows])
            with open(temporary, "rb+") as handle:
                os.fsync(handle.fileno())
            name = f"{DROPPED}-{file_digest(temporary)}.parquet"
            os.replace(temporary, folder / name)
        segment = Segment(name, count, (folder / name).stat().st_size, "")
        left = tuple(part for part in held.values() if part.rows)
        return manifest.put(noun, left).put(DROPPED, (segment,))

    def _standing(
        self, noun: type, parts: Sequence[Segment], gone: Sequence[Path], keys: Mapping[str, Sequence[str]]
    ) -> Iterator[tuple[str, int, int]]:
        """The rows of a table that have these keys: their files, their places in these, and their digests."""
        folder = self.store.path / "segments"
        told = [
            (part.file, place, digest)
            for part in parts
            if part.places
            for place, digest in places.found(self.store.columns(replace(part, file=part.places)), keys)
        ]
        out = tables.dropped([(file, place) for file, place, _ in told], gone)
        yield from (row for row in told if row[:2] not in out)
        row: Any
        for file, place, row in tables.placed_rows(
            noun, [folder / part.file for part in parts if not part.places], gone, keys
        ):
            yield file, place, tables.row_digest(row)

    def publish(self, manifest: Manifest) -> None:
        """Swap the manifest; the snapshot before it stays readable until the next publishing but one."""
        old = self.store.manifest
        gone = old.files - manifest.files
        manifest = replace(
            manifest,
            format=FORMAT,
            snapshot=old.snapshot + 1,
            version=__version__,
            retired=tuple(sorted(gone)) or old.retired,
        )
        with clear_disk_errors(self.store.path):
            write_manifest(self.store.path, manifest)
        self.store.manifest = manifest
        self._sweep()
