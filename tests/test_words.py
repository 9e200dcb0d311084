"""Words with exact offsets, and the key in which disguise is undone."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.strangers import masked
from retold.words import (
    Word,
    count_words,
    disguise,
    key,
    keys,
    letters_within,
    lexicon,
    mixes_scripts,
    ngrams,
    places,
    words,
)


@given(st.text(st.characters()))
def test_every_word_stands_where_it_says(text: str) -> None:
    found = words(text)
    alone = [key(text[word.start : word.stop]) for word in found]
    assert all(word.key for word in found)
    assert masked(alone) or [word.key for word in found] == alone
    assert all(before.stop <= after.start for before, after in pairwise(found))
    assert [word.key for word in found] == keys(text)
    assert count_words(text) == len(found)


def assert_as_by_the_long_way(text: str) -> None:
    found = words(text)
    assert keys(text) == [word.key for word in found]
    assert places(text, 7) == ([word.start + 7 for word in found], [word.stop + 7 for word in found])


@given(st.text(st.sampled_from("aZé'’3,._- “”ßÿŠµª½\u00ad\u00a0\u0301…\n")))
def test_western_letters_are_folded_at_once_to_the_same_keys(text: str) -> None:
    assert_as_by_the_long_way(text)


def test_and_each_of_them_alone() -> None:
    for code in range(0x2200):
        text = f"a{chr(code)}b {chr(code)} x{chr(code)}"
        assert_as_by_the_long_way(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_takes_the_short_way_to_the_same_words(text: str) -> None:
    plain = words(text)
    long_way = words(text + " é")[:-1]
    assert plain == long_way


@given(
    st.text(st.sampled_from("aZé'’30,._- “ßª½\u00ad\u0301日…\n"), max_size=30), st.integers(0, 30), st.integers(0, 30)
)
def test_stretches_are_read_at_once_as_each_by_itself(text: str, one: int, other: int) -> None:
    first, second = sorted((min(one, len(text)), min(other, len(text))))
    stretches = [(0, first), (first, second), (second, len(text))]
    for (start, stop), letters in zip(stretches, letters_within(text, stretches), strict=True):
        if letters is not None:
            assert letters.split() == keys(text[start:stop], text)
            at = places(text[start:stop])
            assert [letters[here:there] for here, there in zip(*at, strict=True)] == letters.split()


@pytest.mark.parametrize(
    "text", ["0" * 1_000_000 + ",0", "0,0 " * 250_000, "0,0a" * 250_000, "1," * 500_000, "'" * 500_000]
)
def test_numbers_are_looked_at_in_linear_time(text: str) -> None:
    began = time.process_time()
    assert len(letters_within(text, [(0, 10), (0, len(text))])) == 2
    assert time.process_time() - began < 3


def test_offsets_can_be_counted_from_elsewhere() -> None:
    assert words("a crane", 10) == [Word(10, 11, "a"), Word(12, 17, "crane")]
    assert words("une grève", 10)[1] == Word(14, 19, "greve")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's 3,500.50 dollars", ["it's", "3,500.50", "dollars"]),
        ("the minister’s plan", ["the", "minister's", "plan"]),
        ("mother-in-law", ["mother", "in", "law"]),
        ("snake_case", ["snake", "case"]),
        ("Ｆｕｌｌ ｗｉｄｔｈ ﬁle", ["full", "width", "file"]),
        ("co\u00adoperate zero\u200bwidth", ["cooperate", "zerowidth"]),
        ("café cafe\u0301", ["cafe", "cafe"]),
        ("Straße", ["strasse"]),
        ("我们去北京 2024年", ["我", "们", "去", "北", "京", "2024", "年"]),
        ("", []),
        ("... --- !?", []),
    ],
)
def test_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize("word", ["sаid", "sɑid", "fiⲅst", "numЬer", "ѕaid", "sai\u0501", "\u202edias\u202c"])
def test_look_alikes_are_undone_in_a_word_that_mixes_scripts(word: str) -> None:
    assert key(word) in ("said", "first", "number")


@pytest.mark.parametrize("word", ["сосна", "Москва", "Αθήνα", "Երևան", "ქართული"])
def test_a_word_of_one_other_script_is_left_as_it_is(word: str) -> None:
    assert not mixes_scripts(word)
    bare = "".join(mark for mark in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(mark))
    assert unicodedata.normalize("NFD", key(word)) == bare


@pytest.mark.parametrize("word", ["қey", "hoҭ", "ҫity", "ti\uab87e"])
def test_a_letter_with_a_tail_is_read_as_the_one_without_and_a_small_one_as_its_capital(word: str) -> None:
    assert key(word) in ("key", "hot", "city", "time")


def test_disguise_is_counted_and_plain_writing_is_not() -> None:
    assert disguise("The pоrt wаs clo\u200bsed") == {"look-alike": 2, "ignorable": 1}
    assert disguise("Порт был закрыт. Le café est fermé. Ο λιμένας.") == {}
    assert disguise("co\u00adoperate") == {}
    assert disguise("plain") == {}


def test_ngrams_of_a_short_text_are_all_its_words() -> None:
    assert ngrams(["a", "b", "c"], 2) == ["a b", "b c"]
    assert ngrams(["a"], 2) == ["a"]
    assert ngrams([], 2) == []


def test_a_lexicon_has_entries_and_no_comments() -> None:
    entries = lexicon("look_alikes")
    assert "ⲅ r" in entries
    assert not any(entry.startswith("#") for entry in entries)


@pytest.mark.parametrize("text", ["a" * 1_000_000, "'" * 1_000_000, "1," * 500_000, "\u0301" * 500_000, "é'" * 300_000])
def test_odd_text_is_read_in_linear_time(text: str) -> None:
    began = time.process_time()
    words(text)
    disguise(text)
    assert time.process_time() - began < 5
