"""Rows are found by their keys in the columns that tell where each stands, as in the rows themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retold.glossary import Candidate, Telling
from retold.identity import report_key
from retold.store import places

KEYS = [report_key(str(at), "") for at in range(5)]
PAIR = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS))


@given(st.lists(PAIR, unique=True, min_size=1), st.lists(PAIR, unique=True))
def test_a_pair_is_found_where_it_stands(held: list[tuple[str, str]], asked: list[tuple[str, str]]) -> None:
    rows = [Candidate(one, other, 1, 0.5, 0.5, 0.5) for one, other in held]
    columns = places.written(Candidate, rows, [(1 << 100) + at for at in range(len(rows))])
    assert columns is not None
    keys = {"one": [one for one, _ in asked], "other": [other for _, other in asked]}
    expected = {(at, (1 << 100) + at) for at, pair in enumerate(held) if pair in asked}
    assert set(places.found(columns, keys)) == expected


def test_a_telling_is_found_by_its_report_and_other_keys_are_no_names() -> None:
    rows = [Telling("f-x", key, True, "", 0.0, 1.0, "") for key in KEYS]
    columns = places.written(Telling, rows, [7, 8, 9, 10, 11])
    assert columns is not None
    assert list(places.found(columns, {"report": [KEYS[3]]})) == [(3, 10)]
    assert list(places.found(columns, {"report": ["no digest"]})) == []
    assert list(places.found(columns, {"report": ["no digest", KEYS[3]]})) == [(3, 10)]
    assert list(places.found(columns, {"report": [KEYS[3], KEYS[3]]})) == [(3, 10)]
    assert places.written(Telling, [Telling("f-x", "no digest", True, "", 0.0, 1.0, "")], [1]) is None
