"""What the tests of this room share: reading a pile, told apart into reports and quarantine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retold.glossary import Quarantined, Report
from retold.reading import read


@dataclass(frozen=True)
class Pile:
    """What came of a reading."""

    reports: list[Report]
    bad: list[Quarantined]

    @property
    def ids(self) -> list[str]:
        return [report.id for report in self.reports]

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [(row.place, row.error) for row in self.bad]


def pile(sources: Sequence[str | Path] | str | Path, columns: Mapping[str, str] | None = None) -> Pile:
    rows = list(read(sources, columns))
    reports = [row for row in rows if isinstance(row, Report)]
    return Pile(reports, [row for row in rows if isinstance(row, Quarantined)])


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
