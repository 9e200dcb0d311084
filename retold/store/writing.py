"""Writing to a store: segments, and the publishing of a manifest that names them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from .. import __version__, tables
from . import columns
from .disk import clear_disk_errors, file_digest, locked, write_manifest
from .manifest import DIGESTED, DROPPED, FORMAT, Manifest, Segment

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
        with clear_disk_errors(folder):
            tables.write(noun, rows, temporary)
            with open(temporary, "rb+") as handle:
                os.fsync(handle.fileno())
            name = f"{tables.name(noun)}-{file_digest(temporary)}.parquet"
            os.replace(temporary, folder / name)
        content = f"{tables.content(rows):032x}" if noun in DIGESTED else ""
        return Segment(name, len(rows), (folder / name).stat().st_size, content, made_from)

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
        row: Any
        for file, place, row in tables.placed_rows(noun, [folder / file for file in held], gone, keys):
            part = held[file]
            content = (int(part.content or "0", 16) - tables.row_digest(row)) % (1 << 128)
            held[file] = replace(part, rows=part.rows - 1, dropped=part.dropped + 1, content=f"{content:032x}")
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

    def publish(self, manifest: Manifest) -> None:
        """Swap the manifest; the snapshot before it stays readable until the next publishing but one."""
        old = self.store.manifest
        kept = {segment.file for segments in manifest.segments.values() for segment in segments}
        gone = {segment.file for segments in old.segments.values() for segment in segments} - kept
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
