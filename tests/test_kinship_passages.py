"""Where what two reports share stands, and whether it is in the same words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retold import plan
from retold.glossary import Report
from retold.kinship.course import unspoken
from retold.kinship.passages import Carried, opening, passages
from retold.kinship.phrasing import Phrasing, phrasing
from retold.kinship.sides import side_of


def phrased(one: str, other: str) -> Phrasing:
    sides = side_of(plan.witness(Report("1", "1", one))), side_of(plan.witness(Report("2", "2", other)))
    return phrasing(unspoken(sides))


def test_one_block_leaves_the_rest_outside() -> None:
    held = [Carried(2, 7, 20.0), Carried(3, 8, 20.0)]
    found = passages(held, [30, 30, 20, 20])
    assert (found.outside, found.outside_carried) == (0.6, 0.0)


def test_sentences_from_all_over_a_report_that_stand_together_in_the_other_are_one_block() -> None:
    assert passages([Carried(0, 5, 10.0), Carried(9, 6, 10.0)], [10] * 10).outside_carried == 0.0
    assert passages([Carried(0, 1, 10.0), Carried(9, 9, 10.0)], [10] * 10).outside_carried > 0.0


def test_nothing_carried_is_all_outside() -> None:
    assert passages([], [10, 10]).outside == 1.0
    assert passages([], []).outside == 1.0


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=10, unique_by=lambda pair: pair[0]))
def test_shares_are_shares(places: list[tuple[int, int]]) -> None:
    found = passages([Carried(here, there, 10.0) for here, there in sorted(places)], [10] * 10)
    assert 0.0 <= found.outside <= 1.0
    assert 0.0 <= found.outside_carried <= 1.0


def test_a_report_opens_with_what_the_other_lacks() -> None:
    assert opening({0: 12, 1: 30, 2: 8}, {2: 1.0}) == 42
    assert opening({0: 12, 1: 30}, {}) == 42


def test_near_words_are_shared_by_a_rewording_and_not_by_what_all_must_name() -> None:
    told = "On Monday the mayor of Thornby, Geoff Pardoe, cut a fence that had stood across the old towpath for years."
    reworded = (
        "The fence that for years had stood across the old towpath was cut on Monday by Thornby's mayor Geoff Pardoe."
    )
    apart = "Walkers in Thornby can reach the canal again, since Geoff Pardoe took bolt cutters to the wire on Monday."
    assert phrased(told, told) == (1.0, 1.0)
    assert phrased(told, reworded).near > 0.25
    assert phrased(told, reworded).together > phrased(told, reworded).near, "words that only one has part no pair"
    assert phrased(told, apart).near < 0.1


def test_what_stands_beside_a_name_or_after_a_figure_is_given() -> None:
    one = "In the third quarter we sold 412 tonnes to director Ilse Kroon before a strike began at the quay in Lobe."
    other = "Yet when 412 tonnes had gone, director Ilse Kroon felt how little could be had without dockers at Lobe."
    assert phrased(one, other).near == 0.0, "the tonnes and the director are no reporter's choice"


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_phrasing_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert phrased(one, other) == phrased(other, one)
    assert all(0.0 <= share <= 1.0 for share in phrased(one, other))


def test_figures_in_letters_and_units_are_given_too() -> None:
    told = "Files of 1.1 million patients were copied; half a per cent of them belong to staff."
    other = "Gone since then: 1.1 million patients have lost their privacy, half a per cent while in an ambulance."
    assert phrased(told, other).near == 0.0, "the patients and the per cent are no reporter's choice"
