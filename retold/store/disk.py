"""The lock of a store, its manifest on disk, and errors of disk and engine as plain lines."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

from ..errors import Stopped, StoreDamaged, StoreLocked
from .manifest import Manifest


def damaged(path: Path, error: Exception) -> Exception:
    """What to raise for an error of the engine while a store is read: a plain line if it is the store's fault."""
    if not of_engine(error) or "interrupt" in str(error).lower():
        return error
    said = str(error).splitlines()[0]
    if "memory" in said.lower():
        return Stopped(f"{path}: out of memory while reading ({said}); nothing is lost")
    return StoreDamaged(f"{path}: a segment cannot be read ({said}); `retold check {path}` names it")


def of_engine(error: BaseException) -> bool:
    """Whether an error comes from the engine that reads and writes tables."""
    return type(error).__module__.split(".")[0] in ("duckdb", "_duckdb")


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
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


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Swap the manifest of a store, as a whole."""
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


def file_digest(path: Path) -> str:
    """The digest by which a file of a store is named."""
    state = blake2b(digest_size=12)
    with open(path, "rb") as handle:
        while chunk := handle.read(1 << 20):
            state.update(chunk)
    return state.hexdigest()


@contextlib.contextmanager
def clear_disk_errors(place: Path) -> Iterator[None]:
    """Turn a full disk or a forbidden folder into one line that says what is needed and that nothing is lost."""
    try:
        yield
    except OSError as error:
        raise Stopped(
            f"{place}: cannot write ({error.strerror or error}); what was published is safe: make room or rights and "
            "run `retold add` with the same inputs to go on"
        ) from error
    except Exception as error:
        if of_engine(error):
            raise Stopped(
                f"{place}: cannot write ({str(error).splitlines()[0]}); what was published is safe"
            ) from error
        raise
