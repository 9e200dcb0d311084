"""FRONT. One manifest a request. Segments never change, so a reader with a manifest has a whole store.

The manifest is looked at (not read) on every request; when another stands there, a new snapshot is opened and the old
one is let go when its last reader is done. What was gathered or drawn is kept in memory, bounded, by the digest of
the store: a snapshot of the same reports finds it again.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, Final, TypeVar

from ..errors import StoreDamaged
from ..store import Store

Value = TypeVar("Value")

TRIES: Final = 3
"""Times that a reader begins anew where two publishings in a row took a segment from under it."""


class Kept:
    """A bounded memory: the least lately asked for goes first. One value is made once, however many ask at a time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.made = 0
        """How often something was made."""
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What is kept under a key, made where it is not."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                found: Value = self._held[key]
                return found
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._held:
                    held: Value = self._held[key]
                    return held
            try:
                made = make()
            except BaseException:
                with self._lock:
                    self._making.pop(key, None)
                raise
            with self._lock:
                self._held[key] = made
                self.made += 1
                self._making.pop(key, None)
                while len(self._held) > self.most:
                    self._held.popitem(last=False)
            return made

    def values(self) -> list[Any]:
        """All that is kept."""
        with self._lock:
            return list(self._held.values())

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._held


class Snapshot:
    """A store at one moment."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.digest = store.manifest.digest()
        self.number = store.manifest.snapshot

    @property
    def key(self) -> tuple[str, int]:
        """What stands for this moment."""
        return self.digest, self.number


class Snapshots:
    """The newest snapshot of a store, whenever it is asked for."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Raises `NoStore` where no store stands."""
        self.path = Path(path)
        self._lock = threading.Lock()
        store = Store(self.path)
        self._seen = self._look()
        store.refresh()
        self._now = Snapshot(store)

    def _look(self) -> tuple[int, int, int]:
        found = os.stat(self.path / "manifest.json")
        return found.st_mtime_ns, found.st_ino, found.st_size

    def now(self) -> Snapshot:
        """The newest snapshot. Where a store is just being replaced, the last one that was whole."""
        try:
            seen = self._look()
        except OSError:
            return self._now
        with self._lock:
            if seen != self._seen:
                try:
                    self._now = Snapshot(Store(self.path))
                    self._seen = seen
                except StoreDamaged:
                    return self._now
            return self._now

    def read(self, ask: Callable[[Snapshot], Value]) -> Value:
        """An answer from one snapshot; asked anew where its segments went while it was read."""
        for left in range(TRIES, 0, -1):
            snapshot = self.now()
            try:
                return ask(snapshot)
            except StoreDamaged:
                if left == 1 or self.now() is snapshot:
                    raise
        raise AssertionError("not reached")
