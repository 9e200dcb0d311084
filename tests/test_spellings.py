"""One spelling for the varieties of English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.apparatus.style import spelling
from retold.changes.spelling import plain
from retold.spellings import one_spelling

VARIETIES = [
    ("organisation", "organization"),
    ("analysed", "analyzed"),
    ("realising", "realizing"),
    ("labour", "labor"),
    ("neighbourhood", "neighborhood"),
    ("centre", "center"),
    ("travelling", "traveling"),
    ("dialogue", "dialog"),
    ("programmes", "programs"),
    ("defence", "defense"),
    ("grey", "gray"),
]


@pytest.mark.parametrize(("british", "american"), VARIETIES)
def test_two_varieties_have_one_spelling_in_every_room(british: str, american: str) -> None:
    assert one_spelling(british) == one_spelling(american)
    assert plain(british) == plain(american)
    assert spelling(british) == spelling(american)


@pytest.mark.parametrize("word", ["hour", "four", "wise", "acre", "tell", "paris", "sense", "fall"])
def test_words_that_only_look_like_it_stay(word: str) -> None:
    assert one_spelling(word) == word


@given(st.text(max_size=30))
def test_whatever_it_is_given_it_gives_a_word(word: str) -> None:
    assert isinstance(one_spelling(word), str)
