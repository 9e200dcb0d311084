"""Which doubtful pairs of a very large pile are collated: those that can still change a family."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.kinship.settled import DOUBTFUL, LIKELY, SAME
from retold.plan import choosing, compiled_rounds
from retold.plan.choosing import NO_COPY, PROBABLY, SURE, choose
from retold.settings import SETTINGS

Pair = tuple[int, int, int, float, int]
"""Two reports, the answer by their words, the score, and what a collation says."""


def chosen(pairs: list[Pair], count: int) -> tuple[list[bool], list[int], list[list[int]]]:
    """Whether the pairs are inside one group at the end, what was asked for, and in which rounds."""
    one, other, answers, scores, said = (np.array(column) for column in zip(*pairs, strict=True))
    rounds: list[list[int]] = []

    def ask(places: Any) -> Any:
        rounds.append(sorted(places.tolist()))
        return said[places]

    inside, places = choose(answers, scores, (one, other), count, ask)
    return inside.tolist(), sorted(places.tolist()), rounds


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "SETTINGS", replace(SETTINGS, engines=replace(SETTINGS.engines, collated=0)))


CHAIN: list[Pair] = [
    (0, 1, SAME, 5.0, SURE),
    (0, 2, DOUBTFUL, 2.0, SURE),
    (1, 2, DOUBTFUL, 1.0, SURE),
    (2, 3, DOUBTFUL, 0.5, NO_COPY),
    (1, 3, DOUBTFUL, 0.4, NO_COPY),
    (4, 5, DOUBTFUL, -2.5, SURE),
]


def test_all_doubtful_pairs_are_collated_while_there_is_room() -> None:
    assert chosen(CHAIN, 6) == ([True] + [False] * 5, [1, 2, 3, 4, 5], [[1, 2, 3, 4, 5]])


@pytest.mark.usefixtures("crowded")
def test_what_stands_in_one_group_already_is_not_asked_for() -> None:
    inside, places, rounds = chosen(CHAIN, 6)
    assert inside == [True, True, True, False, False, False]
    assert places == [1, 3, 4], "not the second pair of a joined telling, nor what is next to never a copy"
    assert rounds == [[1, 3], [4]]


@pytest.mark.usefixtures("crowded")
def test_two_probable_pairs_join_and_one_does_not() -> None:
    groups: list[Pair] = [(0, 1, SAME, 5.0, SURE), (2, 3, SAME, 5.0, SURE), (4, 5, SAME, 5.0, SURE)]
    links: list[Pair] = [(0, 2, DOUBTFUL, 2.0, PROBABLY), (1, 3, DOUBTFUL, 1.0, PROBABLY), (0, 3, DOUBTFUL, 0.5, SURE)]
    alone: list[Pair] = [(2, 4, DOUBTFUL, 0.0, PROBABLY)]
    inside, places, _ = chosen([*groups, *links, *alone], 6)
    assert places == [3, 4, 6]
    assert inside == [True, True, True, True, True, True, False]


@pytest.mark.usefixtures("crowded")
def test_what_is_likely_is_as_good_as_probable_and_not_asked_for() -> None:
    groups: list[Pair] = [(0, 1, SAME, 5.0, SURE), (2, 3, SAME, 5.0, SURE), (4, 5, SAME, 5.0, SURE)]
    links: list[Pair] = [(0, 2, LIKELY, 3.0, SURE), (1, 3, LIKELY, 2.6, SURE), (0, 3, DOUBTFUL, 2.0, SURE)]
    alone: list[Pair] = [(2, 4, LIKELY, 2.5, SURE), (3, 5, DOUBTFUL, 1.0, PROBABLY)]
    inside, places, _ = chosen([*groups, *links, *alone], 6)
    assert places == [7], "two likely pairs join as two probable ones do; one needs another beside it"
    assert inside == [True] * 8


@pytest.mark.usefixtures("crowded")
def test_two_groups_that_have_shown_no_copy_are_left_in_peace() -> None:
    count = SETTINGS.clear.tries + 3
    groups: list[Pair] = [(0, at, SAME, 5.0, SURE) for at in range(1, count)]
    links: list[Pair] = [(at, count, DOUBTFUL, 1.0 - at / 100, NO_COPY) for at in range(count)]
    _, places, _ = chosen([*groups, *links], count + 1)
    assert places == list(range(count - 1, count - 1 + SETTINGS.clear.tries))


@pytest.mark.usefixtures("crowded")
def test_there_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    bars = replace(SETTINGS, engines=replace(SETTINGS.engines, collated=0, collated_most=1))
    monkeypatch.setattr(choosing, "SETTINGS", bars)
    assert chosen(CHAIN, 6)[1] == [1]
    monkeypatch.setattr(choosing, "SETTINGS", replace(bars, engines=replace(bars.engines, collated_most=0)))
    assert chosen(CHAIN, 6)[1:] == ([], [])


@given(
    st.lists(
        st.tuples(
            st.integers(0, 9), st.integers(0, 9), st.sampled_from([DOUBTFUL, SAME]), st.sampled_from([-3.0, 0.5, 1.0])
        ),
        min_size=1,
        max_size=30,
        unique_by=lambda pair: pair[:2],
    ),
    st.integers(0, 2**32),
)
def test_no_round_asks_twice_and_what_is_left_could_not_join(
    drawn: list[tuple[int, int, int, float]], seed: int
) -> None:
    draw = np.random.default_rng(seed)
    pairs = [(*pair, int(draw.integers(0, 3))) for pair in drawn if pair[0] < pair[1]]
    if not pairs:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "SETTINGS", replace(SETTINGS, engines=replace(SETTINGS.engines, collated=0)))
        inside, places, rounds = chosen(pairs, 10)
    asked = [place for part in rounds for place in part]
    assert sorted(asked) == places
    assert len(set(asked)) == len(asked)
    for place, (_, _, answer, score, said) in enumerate(pairs):
        if answer == SAME or (place in places and said == SURE):
            assert inside[place], "what is sure stands in one group"
        elif score > SETTINGS.clear.worth and place not in places and not inside[place]:
            tried = [pairs[other][4] for other in places]
            assert tried.count(NO_COPY) >= SETTINGS.clear.tries


def plain_round(between: Any, said: Any, deep: int) -> list[int]:
    """The pairs that a round asks for: of each two groups the first, if it stands high in either list."""
    worn = [
        number for number in set(between.tolist()) if sum(said[between == number] == NO_COPY) >= SETTINGS.clear.tries
    ]
    found, seen, listed = [], set(worn), Counter[int]()
    for place, number in enumerate(between.tolist()):
        if said[place] == choosing.OPEN and number not in seen:
            seen.add(number)
            if min(listed[number // 100], listed[number % 100]) < deep:
                found.append(place)
            listed.update((number // 100, number % 100))
    return found


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from([-1, -1, 0, 1, 2])), max_size=60),
    st.integers(1, 3),
)
def test_a_compiled_round_is_the_plain_one(drawn: list[tuple[int, int, int]], deep: int) -> None:
    apart = [row for row in drawn if row[0] != row[1]]
    one, other, said = (np.array([row[at] for row in apart], np.int64) for at in range(3))
    between = 100 * np.minimum(one, other) + np.maximum(one, other)
    found = compiled_rounds.asked((one, other), said, (SETTINGS.clear.tries, deep))
    assert found.tolist() == plain_round(between, said, deep)
    weights = Counter[int]()
    for number, weight in zip(between.tolist(), said.tolist(), strict=True):
        weights[number] += max(0, weight)
    united = between[compiled_rounds.joined((one, other), said, SURE)]
    assert sorted(united.tolist()) == sorted(number for number, weight in weights.items() if weight >= SURE)
