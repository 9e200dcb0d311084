"""The lock of a store, its manifest on disk, and errors of disk and engine as plain lines."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
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
def clear_disk_errors(place: Path, begun: bool = True) -> Iterator[None]:
    """Turn a full disk or a forbidden folder into one line that says what is needed and that nothing is lost.

    `begun`: whether a store stands there already.
    """
    try:
        yield
    except OSError as error:
        raise Stopped(_advice(place, error, begun)) from error
    except Exception as error:
        if of_engine(error):
            raise Stopped(_advice(place, error, begun)) from error
        raise


def _advice(place: Path, error: Exception, begun: bool) -> str:
    """What could not be done at a place, why, and what to do about it."""
    number = error.errno if isinstance(error, OSError) else None
    said = (error.strerror if isinstance(error, OSError) else None) or str(error).splitlines()[0][:200]
    told = str(error).lower()
    full = number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "no space" in told or "too large" in told
    hungry = isinstance(error, MemoryError) or "out of memory" in told
    if not begun and not full and not hungry:
        return f"{place}: no store can be made here ({said}): choose a folder in which you may write"
    need = "make room" if full else "more memory is needed" if hungry else "ask for the rights to write here"
    room = f"; {_room(place)}" if full else ""
    safe = "what was published is safe: " if begun else ""
    again = "run `retold add` with the same inputs to go on" if begun else "run the same command again"
    return f"{place}: cannot write ({said}{room}); {safe}{need} and {again}"


def _room(place: Path) -> str:
    """How much room there is at a place, and how much is in use by its store: a build asks for about as much again."""
    try:
        free = shutil.disk_usage(place).free
        used = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    except OSError:
        return "how much room is left cannot be told"
    return f"{free / 1e6:,.0f} MB are free, the store has {used / 1e6:,.0f} MB, and about as much again is needed"
