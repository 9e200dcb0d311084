"""Reports that are kept one by one read as they were written."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from retold.glossary import Report
from retold.store import columns
from retold.store.records import Records, packed

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
rows = st.lists(st.builds(Report, texts, texts, texts, st.none() | texts, headline=st.none() | texts), max_size=6)


@given(st.lists(rows, max_size=4))
def test_every_report_is_read_by_its_number(parts: list[list[Report]]) -> None:
    held = Records([packed(part) for part in parts])
    listed = [row for part in parts for row in part]
    numbers = list(range(len(listed)))[::-1] * 2
    assert held.of(numbers) == [listed[number] for number in numbers]
    assert held.of([]) == []


def test_records_lie_on_disk(tmp_path: Path) -> None:
    part = [Report("a", "1", "Zürich: \N{RIGHT DOUBLE QUOTATION MARK}\n\0 end", source="S"), Report("b", "2", "")]
    columns.write(tmp_path / "records.columns", packed(part))
    assert Records([columns.read(tmp_path / "records.columns")]).of([1, 0]) == part[::-1]
