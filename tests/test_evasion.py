"""What is measured of copies that hide, on reports that were written for this project."""

from __future__ import annotations

import json
from pathlib import Path

from bench.measures.evasion import measure
from bench.task import Task

REPORTS = Path(__file__).parents[1] / "examples" / "harbour" / "reports"


def test_attacked_copies_and_rewordings_are_counted_against_the_plain_ones(tmp_path: Path) -> None:
    originals = {path.stem: path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))}
    one, other = originals["coast-courier"], originals["newsloom"]
    rows = [{"id": "a", "domain": "news", "original": one, "variants": {"machine": {"text": other}}}]
    place = tmp_path / "told"
    place.mkdir()
    (place / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    figures = {figure.name: figure for figure in measure(Task(tmp_path, jobs=1))}
    assert figures["found, plain"].value == 1.0
    assert {figures[f"found, {name}"].of for name in ("look-alikes", "bidi", "spin 50")} == {1}
    assert figures["found, zero width"].value == figures["by pair, zero width"].value == 1.0
    assert figures["rewordings found, plain"].of == 1
    assert "goal 0.95" in figures["originals found, swaps"].note
    assert figures["rewordings found, swaps"].dataset == "all sets", "over all sets, beside the rows of each"
    assert figures["called copies across originals, shuffled"].value is None, "one original alone has no false partner"
