"""The compiled way beside the plain one: the same answers, to the last bit."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold import collation
from retold.collation import collations, compiled, likeness, numbered
from retold.collation.sides import Side, side
from retold.glossary import Collation, Furniture, Report, Sentence, Witness
from retold.identity import report_key
from retold.settings import SETTINGS

SAID = "the a of crane harbour fell ferry ferries quay berth nоbody 1987 3,5 ü straße 港 don't x"
WORDS = st.sampled_from(SAID.split(" "))
SENTENCES = st.lists(st.lists(WORDS, max_size=60).map(lambda found: " ".join(found) + "."), max_size=25)


def witness(name: str, said: list[str]) -> Witness:
    """A witness with one sentence after another, every fourth of them furniture."""
    text = " ".join(said)
    key = report_key(name, text)
    rows, at = [], 0
    for place, sentence in enumerate(said):
        rows.append(Sentence(key, place, at, at + len(sentence), sentence))
        at += len(sentence) + 1
    marked = tuple(Furniture(key, row.start, row.stop, "notice", 1.0, "said so") for row in rows[3::4])
    return Witness(Report(key, name, text), tuple(rows), marked)


def sides(one: list[str], other: list[str]) -> tuple[Side, Side]:
    return side(witness("one", one)), side(witness("other", other))


@given(st.floats(0, 1e6), st.sampled_from((4, 6)))
@settings(max_examples=300, deadline=None)
def test_a_float_is_rounded_as_python_rounds_it(value: float, digits: int) -> None:
    assert compiled.rounded(value, 10.0**digits) == round(value, digits)


@given(st.integers(0, 10**9), st.integers(-2, 2), st.sampled_from((4, 6)))
@settings(max_examples=300, deadline=None)
def test_beside_a_half_too(whole: int, steps: int, digits: int) -> None:
    value = (whole + 0.5) / 10**digits
    for _ in range(abs(steps)):
        value = float(np.nextafter(value, np.inf if steps > 0 else -np.inf))
    assert compiled.rounded(max(0.0, value), 10.0**digits) == round(max(0.0, value), digits)


@given(SENTENCES, SENTENCES)
@settings(max_examples=60, deadline=None)
def test_pieces_resemble_each_other_as_in_the_plain_way(one: list[str], other: list[str]) -> None:
    here, there = sides(one, other)
    plain, quick = likeness.bags(here, there), numbered.bags(here, there)
    assert plain.weight == quick.weight
    found, fast = plain.resemblances(), quick.resemblances()
    for floor, dice in ((0.0, 0.0), (0.3, 0.2), (0.2, 0.5)):
        assert fast.alike(floor, dice) == found.alike(floor, dice)
    for most in (1, 2, 5):
        assert list(fast.partners(most)) == list(found.partners(most))
    for left, right in found.cosines:
        box = (left // 2, left, right // 2, right)
        assert plain.cosine(box) == quick.cosine(box)


@pytest.mark.parametrize("followed", [0, 3, 20])
@given(one=SENTENCES, other=SENTENCES)
@settings(max_examples=25, deadline=None)
def test_and_where_common_words_are_left_out(followed: int, one: list[str], other: list[str]) -> None:
    fewer = replace(SETTINGS, collation=replace(SETTINGS.collation, followed=followed, measured=2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "SETTINGS", fewer)
        patch.setattr(numbered, "SETTINGS", fewer)
        here, there = sides(one, other)
        plain, quick = likeness.bags(here, there).resemblances(), numbered.bags(here, there).resemblances()
        assert quick.alike(0.0) == plain.alike(0.0)
        assert list(quick.partners(2)) == list(plain.partners(2))


def test_texts_of_very_many_pieces_are_left_to_whole_numbers_without_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = sides(["One two three four five."] * 4, ["Six seven eight nine ten."] * 4)
    monkeypatch.setattr(numbered, "MOST_PIECES", 7)
    assert isinstance(numbered.bags(here, there), likeness.Bags)


@given(SENTENCES, SENTENCES)
@settings(max_examples=60, deadline=None)
def test_sentences_are_likened_as_in_the_plain_way(one: list[str], other: list[str]) -> None:
    here, there = sides(one, other)
    lefts, rights = range(0, len(one), 2), range(0, len(other), 3)
    pairs = [(left, right) for left in lefts for right in rights]
    plain = likeness.weigh(here.units, there.units, lefts, rights)
    quick = numbered.weigh(here.units, there.units, lefts, rights)
    assert quick.scores(pairs) == plain.scores(pairs) == plain.all_scores(lefts, rights)
    assert list(quick.all_scores(lefts, rights).items()) == list(plain.all_scores(lefts, rights).items())
    for left, right in pairs[::7]:
        assert quick.weights(left, right) == plain.weights(left, right)
        for others in ([], [0], [1, 2]):
            known = [at for at in others if at < min(len(one), len(other))]
            assert quick.shared(left, right, known, known[:1]) == plain.shared(left, right, known, known[:1])


@given(SENTENCES)
@settings(max_examples=60, deadline=None)
def test_words_stand_where_they_do_in_the_plain_way(one: list[str]) -> None:
    here, _ = sides([*one, "It cost 3,000 'pounds' (or 2.5x), ''said'' Zoë… \u0301"], [])
    plain, quick = likeness.places(here), numbered.places(here)
    for at in range(len(here.units)):
        assert tuple(map(list, quick.of(at))) == plain.of(at)


def test_a_sentence_that_was_not_read_has_nothing_to_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "sampled", lambda _: range(0))
    monkeypatch.setattr(numbered, "sampled", lambda _: range(0))
    here, there = sides(["The crane fell.", "The crane fell."], ["The crane fell.", "A crane fell."])
    for way in (likeness, numbered):
        found = way.weigh(here.units, there.units, [0], [1])
        assert found.shared(0, 1, [1], [0]) == found.shared(0, 1) > 0


@given(SENTENCES, SENTENCES)
@settings(max_examples=40, deadline=None)
def test_two_reports_are_laid_side_by_side_as_in_the_plain_way(one: list[str], other: list[str]) -> None:
    here, there = witness("one", one), witness("other", [*other, *one[:3]])
    assert laid(here, there, 0) == laid(here, there, 10**9)


def laid(one: Witness, other: Witness, compiled_from: int) -> list[Collation]:
    with pytest.MonkeyPatch.context() as patch:
        chosen = replace(SETTINGS, collation=replace(SETTINGS.collation, compiled=compiled_from))
        patch.setattr(collation, "SETTINGS", chosen)
        return collations([(one, other), (other, one), (one, one)])


def test_few_short_texts_are_laid_without_loading_the_compiler() -> None:
    code = (
        "import sys, retold\n"
        "retold.compare('A crane fell on the quay. Nobody died.', 'A crane fell on Tuesday. Nobody died.')\n"
        "print([name for name in ('numba', 'llvmlite') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
