"""FRONT. What people say of findings: lines of JSON beside the segments, never in them.

A line says what was judged (with the kind, certainty and places that it had then, so that it can serve calibration
whatever becomes of the family), what was said, and when. Lines are only ever added; the last one on a thing counts.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from .. import __version__
from ..errors import Stopped, UsageError

ON_CHANGES: Final = ("agree", "not a change", "wrong kind")
ON_PAIRS: Final = ("same report", "independent")

NAME: Final = "labels.jsonl"


@dataclass(frozen=True, slots=True)
class Label:
    """What one person said of one thing."""

    about: str
    """The id of a change, or the keys of two reports, sorted, with ``+`` between."""
    say: str
    family: str
    store: str
    """The digest of what stood in the store."""
    at: str
    """When, UTC, ISO 8601."""
    retold: str = __version__
    found: Mapping[str, object] | None = None
    """What was found: the row that was judged, without its reasons."""


class Labels:
    """The file of labels of one store."""

    def __init__(self, store: Path) -> None:
        self.path = store / NAME
        self._lock = threading.Lock()

    def stamp(self) -> int:
        """Changes whenever a label was added."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def text(self) -> str:
        """All labels, a line of JSON each."""
        try:
            return self.path.read_text("utf-8", "replace")
        except OSError:
            return ""

    def said(self) -> dict[str, tuple[str, ...]]:
        """What was said last of each thing. Lines that cannot be read are passed over."""
        last: dict[str, tuple[str, ...]] = {}
        for line in self.text().splitlines():
            try:
                row = json.loads(line)
                last[str(row["about"])] = (str(row["say"]),)
            except (ValueError, KeyError, TypeError):
                continue
        return last

    def add(self, about: str, say: str, family: str, store: str, found: Mapping[str, object] | None) -> Label:
        """Add one. Raises `UsageError` for what cannot be said of such a thing, `Stopped` where nothing can be kept."""
        allowed = ON_PAIRS if "+" in about else ON_CHANGES
        if say not in allowed:
            raise UsageError(f"{say}: one of {', '.join(allowed)} can be said here")
        made = Label(about, say, family, store, datetime.now(UTC).isoformat(timespec="seconds"), found=found)
        line = json.dumps(asdict(made), ensure_ascii=True, sort_keys=True) + "\n"
        with self._lock:
            try:
                handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
                try:
                    os.write(handle, line.encode("ascii"))
                finally:
                    os.close(handle)
            except OSError as error:
                raise Stopped(f"{self.path}: cannot be written ({error.strerror}); ask for the rights to it") from None
        return made
