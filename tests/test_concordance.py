"""Where features stand: looked up in a concordance, and read for, it is the same."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.candidates.kept import View
from retold.candidates.looking import Kept, Shelf, holders, lists

VALUES = st.integers(0, (1 << 36) - 1)
REPORT = st.lists(st.tuples(VALUES | st.integers(0, 40), st.integers(0, 15)), max_size=12, unique_by=lambda row: row[0])


def part_of(reports: list[list[tuple[int, int]]]) -> Kept:
    """Some reports, each with values and the stretches in which they stand."""
    flat = [value << 4 | stretch for report in reports for value, stretch in report]
    packed = np.array(flat, np.uint64)
    bounds = np.cumsum([0, *map(len, reports)]).astype(np.int64)
    none = np.zeros((len(reports), 6), np.uint64), np.zeros((len(reports), 12), np.int32)
    high, low = (packed >> np.uint64(8)).astype(np.uint32), packed.astype(np.uint8)
    return Kept(high, low, bounds, np.full(len(reports), 16, np.uint8), *none)


def found_in(shelf: Shelf, values: list[int], wanted: list[bool]) -> dict[int, set[tuple[int, int]]]:
    """Of each value the reports and stretches that are said to hold it."""
    count = len(wanted)
    view = View(np.arange(count), np.array(wanted, bool))
    made, counts = lists(shelf, np.array(values, np.uint64), (view,), 2, 1 << 20)
    places = {
        value: {(int(at) >> 4, int(at) & 15) for at in made.places[made.starts[row] : made.starts[row + 1]]}
        for row, value in enumerate(values)
    }
    assert [len(places[value]) for value in values] == counts[0][:, 1].tolist()
    return places


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(REPORT, min_size=1, max_size=4), min_size=1, max_size=4), st.integers(0, 4), st.data())
def test_a_value_stands_where_a_walk_through_all_reports_finds_it(
    parts: list[list[list[tuple[int, int]]]], covered: int, data: st.DataObject
) -> None:
    reports = [report for part in parts for report in part]
    wanted = data.draw(st.lists(st.booleans(), min_size=len(reports), max_size=len(reports)))
    truth: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for number, report in enumerate(reports):
        for value, stretch in report:
            if wanted[number]:
                truth[value].add((number, stretch))
    values = sorted({value for report in reports for value, _ in report} | {7, 1 << 35})
    kept = [part_of(part) for part in parts]
    made = Shelf(kept[:covered]).drawn(data.draw(st.integers(1, 3)))
    shelf = Shelf(kept, (made, min(covered, len(kept))))
    assert found_in(shelf, values, wanted) == {value: truth[value] for value in values}
    holding = {number for number, report in enumerate(reports) if {value for value, _ in report} & set(values[:3])}
    assert set(holders(shelf, np.array(values[:3], np.uint64), 1).tolist()) == holding


def test_of_a_value_in_very_many_reports_no_more_places_are_taken_than_matter() -> None:
    parts = [part_of([[(5, 3)]] * 100), part_of([[(5, 4)]] * 100)]
    shelf = Shelf(parts, (Shelf(parts[:1]).drawn(), 1))
    one_wording = View(np.zeros(200, np.int64), np.ones(200, bool))
    _, (counts,) = lists(shelf, np.array([5], np.uint64), (View(np.arange(200), np.ones(200, bool)),), 2, 20)
    assert 20 <= counts[0, 0] < 100
    _, (counts,) = lists(shelf, np.array([5], np.uint64), (one_wording,), 2, 20)
    assert counts.tolist() == [[1, 200]], "one wording only: all places are needed to know"
