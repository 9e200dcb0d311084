"""The two tellings that Retold started from: what changed between them; skipped where they are not at hand."""

from __future__ import annotations

from pathlib import Path

from .telling import loud, told


def test_the_typed_changes_of_the_two_tellings(data: Path) -> None:
    one, other = (path.read_text("utf-8") for path in sorted((data / "seeds").glob("00*.txt")))
    found = loud(one, other)
    count = {kind: sum(row.kind == kind for row in found) for kind in ("quotation", "name", "institution", "actor")}
    assert count == {"quotation": 3, "name": 1, "institution": 2, "actor": 1}
    assert sum(row.kind == "meaning" for row in found) == 1
    assert len(found) <= 10
    assert told(one, one) == []
