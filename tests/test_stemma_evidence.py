"""What a stemma stands on beside its costs: regimes, states of one page, damage, chance, support, second sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.glossary import Family, Locus, Reading, Report, Witness
from retold.settings import SETTINGS
from retold.stemma import likeliest, regime, stemma
from retold.stemma.chance import discounted
from retold.stemma.evidence import Character, Ease, Table
from retold.stemma.pages import order
from retold.stemma.rarity import attested, damage
from retold.stemma.regimes import COPIES, SIGNS, VERSIONS, probability, signs
from retold.stemma.search import search
from retold.stemma.second import second
from retold.stemma.translated import signs as translation
from retold.stemma.trees import prices

from .test_stemma import ORIGINAL, PIECES, SIMPLE, family

STEPS = ((0.0, 1.25), (0.75, 0.0))


def page(*texts: str, dates: tuple[str, ...] = ()) -> Family:
    found = family(*texts)
    held = [
        replace(witness, report=replace(witness.report, id="page", published=date or None))
        for witness, date in zip(found.witnesses, dates or ("",) * len(texts), strict=True)
    ]
    return replace(found, witnesses=tuple(held))


def table(states: Sequence[tuple[int, ...]], kind: str = "wording") -> tuple[Table, list[Character]]:
    """A family of which each locus reads as the numbers say."""
    members = tuple("abcdefgh"[: len(states[0])])
    loci = tuple(Locus("f", f"l{at:03}", kind) for at in range(len(states)))
    readings = {
        locus.locus: {
            key: Reading("f", locus.locus, key, 0, 1, f"word{state}", "")
            for key, state in zip(members, row, strict=True)
        }
        for locus, row in zip(loci, states, strict=True)
    }
    witnesses = tuple(Witness(Report(key, key, "text"), ()) for key in members)
    found = [Character(kind, row, STEPS, (0.0, 0.0), (locus.locus,)) for row, locus in zip(states, loci, strict=True)]
    return Table(Family("f", witnesses, (), loci=loci), members, readings), found


# --- regimes ------------------------------------------------------------------------------------------------------


def test_one_id_is_told_to_be_one_page() -> None:
    found = regime(page(ORIGINAL, SIMPLE))
    assert (found.name, found.told) == (VERSIONS, True)


def test_two_outlets_are_told_to_be_copies() -> None:
    found = family(ORIGINAL, SIMPLE)
    outlets = [replace(one, report=replace(one.report, source=f"Outlet {one.report.id}")) for one in found.witnesses]
    assert regime(replace(found, witnesses=tuple(outlets))).name == COPIES


def test_the_signs_of_a_regime_have_names_and_a_probability() -> None:
    found = signs(family(ORIGINAL, SIMPLE))
    assert len(found) == len(SIGNS)
    assert 0 <= probability(found) <= 1


def test_words_for_words_is_no_page_that_is_kept_up() -> None:
    assert regime(family(ORIGINAL, SIMPLE)).name != VERSIONS


# --- states of one page -------------------------------------------------------------------------------------------


def test_a_page_that_grows_is_put_in_order() -> None:
    grown = ["".join(PIECES[:count]) for count in (3, 4, 5, 6)]
    given_ = [grown[2], grown[0], grown[3], grown[1]]
    assert [given_[at] for at in order(given_)] == grown


@settings(deadline=None)
@given(st.lists(st.text("abc ", max_size=12), max_size=13))
def test_an_order_holds_every_state_once(texts: list[str]) -> None:
    assert sorted(order(texts)) == list(range(len(texts)))


def test_states_without_dates_are_not_put_in_order_for_certain() -> None:
    assert {row.standing for row in stemma(page(ORIGINAL, SIMPLE))} == {"common source, direction unknown"}


def test_dates_order_the_states_of_one_page() -> None:
    rows = stemma(page(ORIGINAL, SIMPLE, dates=("2022-09-14", "2022-09-15")))
    first = next(row for row in rows if row.parent is None)
    assert first.standing == "root"
    assert [row.parent for row in rows if row.parent] == [first.child]


def test_a_guess_is_made_of_every_telling() -> None:
    for found in (family(ORIGINAL, SIMPLE), page(ORIGINAL, SIMPLE)):
        rows = likeliest(found)
        assert {row.child for row in rows} >= {witness.report.report for witness in found.witnesses}


# --- damage and chance --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "copy", "said"),
    [
        ("Quillmouth", "Quilmouth", 1),
        ("Quilmouth", "Quillmouth", -1),
        ("harbour", "harbours", 0),
        ("harbour", "quay", 0),
        ("11", "12", 0),
        ("", "Quillmouth", 0),
    ],
)
def test_damage_is_a_form_that_stands_nowhere_else(source: str, copy: str, said: int) -> None:
    known = attested([ORIGINAL, ORIGINAL, "Quilmouth"])
    assert damage(source, copy, known) == said


def test_what_heavy_rewordings_share_in_part_weighs_less() -> None:
    states = [(0, 0, 1, 0)] * 6 + [(0, 0, 0, 1)] * 6 + [(0, 0, 1, 1)] * 4
    held, found = table(states)
    assert {one.costs for one in discounted(held, found)[:12]} == {STEPS}
    assert all(one.costs[0][1] < STEPS[0][1] for one in discounted(held, found)[12:])


def test_what_one_line_hands_down_weighs_in_full() -> None:
    held, found = table([(0, 0, 1, 1)] * 8 + [(0, 0, 0, 1)] * 2)
    assert {one.costs for one in discounted(held, found)} == {STEPS}


# --- support, second sources, translation -------------------------------------------------------------------------


def test_votes_are_shares_of_drawings_and_always_the_same() -> None:
    _, found = table([(0, 0, 1, 1)] * 5 + [(0, 1, 0, 0)] * 2 + [(1, 0, 0, 0)] * 3)
    price = prices(found, Ease((1.0,) * 4, (1.0,) * 4))
    votes = search(price).votes
    assert votes == search(price).votes
    assert sum(share for share, _ in votes) == pytest.approx(1)


def test_a_stretch_of_another_text_shows_a_second_source() -> None:
    of_first, of_other = (0, 1, 0, 1), (0, 0, 1, 1)
    held, found = table([of_first] * 12 + [of_other] * 10)
    tree = {0: None, 1: 0, 2: 0, 3: 1}
    shown = second(held, found, tree, 3, 1)
    assert shown is not None
    assert (shown.source, shown.loci) == (2, 10)


def test_scattered_agreements_show_no_second_source() -> None:
    held, found = table([(0, 1, 0, 1), (0, 0, 1, 1)] * 8)
    assert second(held, found, {0: None, 1: 0, 2: 0, 3: 1}, 3, 1) is None


def test_a_copy_in_another_language_is_translated() -> None:
    held, found = table([(0, 1)])
    family_ = held.family
    spoken = [
        replace(one, report=replace(one.report, language=code))
        for one, code in zip(family_.witnesses, ("en", "fi"), strict=True)
    ]
    told = Table(replace(family_, witnesses=tuple(spoken)), held.members, held.readings)
    assert translation(told, found, 0, 1) == " (translated from en to fi)"
    assert translation(held, found, 0, 1) == ""


def test_reworded_quotations_and_respelt_names_are_signs_of_translation() -> None:
    held, quoted = table([(0, 1)] * SETTINGS.stemma.translated_quotations, "quotation")
    pairs = (("Jomart", "Zhomart"), ("Askew", "Eskew"))
    readings = dict(held.readings)
    names = []
    for at, pair in enumerate(pairs):
        readings[f"n{at}"] = {
            key: Reading("f", f"n{at}", key, 0, 1, text, "") for key, text in zip("ab", pair, strict=True)
        }
        names.append(Character("name", (0, 1), STEPS, (0.0, 0.0), (f"n{at}",)))
    told = Table(held.family, held.members, readings)
    assert "signs of translation" in translation(told, [*quoted, *names], 0, 1)
