"""The manner of a rewriting machine: what it hangs on, what it leaves open, and what it says of two tellings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.stemma.machines import Lean, lean, leant, side
from retold.stemma.manner import manner, signs, specifics, turn

DESK = (
    "The ferry didn't sail on Tuesday. Not a soul in Brackwater could say why. “We got a call at 6:40,” said Petra "
    "Lindqvist, 51, who sells tickets at the Kessel pier. “That's all I know.” By noon some 300 people stood in the "
    "rain, and Mayor Otto Varga told them to go home. They didn't. A bus came at 2:15; it held 48. Lindqvist gave her "
    "seat to a boy from Nordhaven. The harbour office said it would look into it by Friday."
)
MACHINE = (
    "The cancellation of the ferry service in Brackwater sparked widespread frustration among numerous passengers, "
    "highlighting ongoing concerns about the reliability of regional transport. Despite the challenging conditions, "
    "several hundred individuals remained at the pier throughout the day, expressing their disappointment with the "
    "situation. Additionally, local officials emphasized the importance of remaining calm, stating that alternative "
    "arrangements would be provided. Ultimately, the harbour authority has committed to conducting a thorough "
    "investigation into the incident, emphasizing its dedication to transparency."
)


def test_a_machines_manner_is_told_from_a_desks() -> None:
    desk, machine = manner(DESK), manner(MACHINE)
    assert desk is not None
    assert machine is not None
    assert desk < -0.5 < 0.5 < machine


def test_short_texts_and_other_languages_have_no_manner() -> None:
    assert manner("The ferry did not sail.") is None
    assert manner("") is None
    assert manner("Der Dampfer fuhr am Dienstag nicht, und niemand in der Stadt wusste, warum das so war. " * 9) is None
    assert manner("a" * 100_000) is None


def test_names_and_figures_are_told_from_words_that_begin_a_sentence() -> None:
    found = specifics("Nobody saw Petra Lindqvist's ferry. By 6:40 it was gone.").special
    assert found == {"petra", "lindqvist", "6", "40"}


def test_of_a_desks_text_and_a_machines_the_desks_is_the_source() -> None:
    found = lean(DESK, MACHINE)
    assert found is not None
    assert found.one > 0.8 > found.other
    assert found.own[0] > found.own[1]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([DESK, MACHINE, DESK[:300], MACHINE[100:]]), st.sampled_from([DESK, MACHINE, MACHINE[:400]]))
def test_two_tellings_are_judged_alike_whichever_comes_first(one: str, other: str) -> None:
    here, there = lean(one, other), lean(other, one)
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert (here.one, here.other, here.lost) == (there.other, there.one, there.lost)
        assert abs(here.one + here.other + here.lost - 1) < 0.001


def test_texts_in_the_same_words_are_not_judged_by_manner() -> None:
    assert lean(MACHINE, MACHINE + " The inquiry begins on Monday.") is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_odd_texts_are_no_trouble(text: str) -> None:
    found = signs(text)
    assert found is None or all(isinstance(value, float) for value in found.values())


def test_long_hostile_texts_are_read_in_a_moment() -> None:
    for text in (
        "." * 1_000_000,
        "the of and to a " * 60_000,
        "\n" * 1_000_000,
        ", xing" * 100_000,
        "!?\u201d" * 300_000,
    ):
        signs(text)


# --- two tellings -------------------------------------------------------------------------------------------------

SOURCE = DESK
SHORTER = (
    "A ferry never sailed on Tuesday and nobody in Brackwater knew the reason. Petra Lindqvist sells tickets at the "
    "Kessel pier and says that a call came early. By noon some 300 people stood in the rain before the mayor told "
    "them to go home. A bus came later but it held few of them, so she gave her seat to a boy."
)


def test_a_turn_from_a_desk_to_a_machine_has_the_other_sign_the_other_way_round() -> None:
    assert turn(DESK, MACHINE) > 1
    assert turn(DESK, MACHINE) == -turn(MACHINE, DESK)
    assert turn(DESK, DESK) == 0
    assert turn(DESK, "The ferry did not sail.") == 0


def test_a_side_counts_what_one_text_has_beside_another() -> None:
    found = side("Nobody saw Petra by the ferry at 6.", "The crew by the ferry saw nobody.")
    assert (found.alone, found.special) == (2, 2)
    assert found.carried == 3 / 8
    assert side(DESK, DESK).carried == 1
    assert side("", DESK).carried == side(DESK, "").carried == side("...", "!?").carried == 0


def test_most_of_a_copy_by_hand_is_found_again_in_its_source_and_less_of_the_source_in_it() -> None:
    found = leant(SOURCE, SHORTER)
    assert found is not None
    assert found.carried[1] > found.carried[0]
    assert found.one > found.other


def test_of_two_alike_neither_is_the_likelier_source() -> None:
    found = leant(DESK, DESK)
    assert found is not None
    assert found.one == found.other


def test_words_of_a_long_hostile_text_are_set_beside_another_in_a_moment() -> None:
    for text in ("the of and to a " * 60_000, "x" * 1_000_000, "Ab1 " * 250_000, "." * 1_000_000):
        found = side(text, DESK)
        assert 0 <= found.carried <= 1


def test_a_direction_is_said_only_of_a_desks_text_and_a_machines_both_long_enough() -> None:
    sure = Lean(0.98, 0.01, 0.01, manners=(-1.2, 0.8), own=(4, 0), carried=(0.5, 0.6), words=180)
    assert sure.source == 0
    turned = replace(sure, one=0.01, other=0.98, manners=(0.8, -1.2))
    assert turned.source == 1
    assert replace(sure, manners=(-2.5, -0.2)).source is None, "two texts by people"
    assert replace(sure, manners=(0.3, 1.5)).source is None, "two texts by machines"
    assert replace(sure, words=60).source is None, "sixty words show no manner"
    assert replace(sure, one=0.95, lost=0.03).source is None
