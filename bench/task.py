"""What a measure was asked to do: the data, the sets, where raw answers go, how much of it, with how many processes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from .sets import Folder, folders, rank

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Task:
    """One run of a measure."""

    root: Path
    chosen: tuple[str, ...] = ()
    out: Path | None = None
    limit: int | None = None
    jobs: int = 2

    def folders(self, form: str) -> list[Folder]:
        """The chosen sets of a form."""
        return folders(self.root, form, self.chosen)

    def draw(self, items: Sequence[Item], names: Sequence[str], limit: int | None = None) -> list[Item]:
        """At most the limit of the items, drawn by the digest of their names: the same ones in whatever order."""
        most = limit if self.limit is None else self.limit if limit is None else min(limit, self.limit)
        if most is None or most >= len(items):
            return list(items)
        kept = sorted(range(len(items)), key=lambda at: (rank(names[at]), names[at]))[:most]
        return [items[at] for at in sorted(kept)]

    def write(self, folder: Folder, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Write raw answers to ``OUT/<set>/<name>``, one JSON object a line."""
        if self.out is None:
            return
        place = self.out / folder.label
        place.mkdir(parents=True, exist_ok=True)
        with (place / name).open("w", encoding="utf-8", newline="\n") as lines:
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
