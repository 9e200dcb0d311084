"""Words are numbered from bytes as they are from text, disguise and other scripts included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.hashing import number, word_numbers
from retold.hashing.texts import Numbered, letters
from retold.words import words

ODD = [
    *"\u00a0\u2013\u2019\u2018\u201c\u201d\u2026\u20ac\u00a3\u00df\u00e9\u00fc\u0130\u0142\u00f8\u00bd\u00b2\u200b\u00ad",
    *"\u0301\u202e\u0430\u0391\u4e2d\u3042\ud55c\U0001f600\U0001f1ec\U0001d400\ufffd\ufb01\uff21\ufeff\u2122\u0661\ud800",
]


def packed(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.cumsum([0, *map(len, raw)], dtype=np.int64)
    return np.frombuffer(b"".join(raw), np.uint8), offsets


def plain(texts: Sequence[str]) -> tuple[list[int], list[bytes], list[int]]:
    """The reference: number, text in bytes of each word, and where each text's words begin."""
    numbers, spans, bounds = [], [], [0]
    for text in texts:
        for word in words(text):
            numbers.append(number(word.key))
            spans.append(text[word.start : word.stop].encode("utf-8", "surrogatepass"))
        bounds.append(len(numbers))
    return numbers, spans, bounds


def compiled(texts: Sequence[str]) -> tuple[list[int], list[bytes], list[int]]:
    buffer, offsets = packed(texts)
    found: Numbered = word_numbers(buffer, offsets)
    raw = buffer.tobytes()
    places = zip(found.starts.tolist(), found.stops.tolist(), strict=True)
    return found.numbers.tolist(), [raw[start:stop] for start, stop in places], found.bounds.tolist()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "The Navy's men don't; 'quoted' ''' o'clock'",
        "12.5 3,000,000.5abc 12'34.5 a1.2 1. 2,, 1,,2 .5 7",
        "internationalisation eightful sevenup ninechars",
        "José’s naïve Straße ½ 5² £5m – “hi” na\u00efve’ ’tis",
        "\u200bmix\u0435d word, Москва Αθήνα 中文 ひらがな",
        "x" * 10_000,
        "_under_score_ a_b",
        "half 😀 a face \ufffd and a mark",
        "surrogate \ud800 alone",
    ],
)
def test_numbers_and_places_are_those_of_the_words(text: str) -> None:
    assert compiled([text]) == plain([text])


def test_texts_that_need_care_stand_in_their_places() -> None:
    texts = ["one plain text", "Łódź by hand", "", "two", "Москва", "the last one"]
    assert compiled(texts) == plain(texts)


def test_nothing_in_nothing_out() -> None:
    assert compiled([]) == ([], [], [0])
    assert compiled(["", ""]) == ([], [], [0, 0, 0])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.one_of(st.sampled_from([*"ab'.,19 ’_-", *ODD]), st.characters())), max_size=4))
def test_any_text_is_numbered_alike(texts: list[str]) -> None:
    assert compiled(texts) == plain(texts)


def test_every_letter_folds_by_itself_as_it_does_in_a_word() -> None:
    table = letters()
    for code in range(len(table)):
        if table[code] not in (0, 0xFFFF):
            assert compiled([f"a{chr(code)}b {chr(code)}"]) == plain([f"a{chr(code)}b {chr(code)}"]), hex(code)


def test_pictures_are_never_part_of_a_word() -> None:
    assert not [code for code in range(0x1F300, 0x1FB00) if chr(code).isalnum()]


def test_a_number_says_whether_a_word_has_one_character() -> None:
    assert [number(key) & 1 for key in ("a", "7", "ж", "an", "жж")] == [1, 1, 1, 0, 0]


def test_numbers_are_the_same_in_every_run_and_on_every_machine() -> None:
    assert (number("harbour"), number("o'clock"), number("a")) == (
        25145131836967124,
        4474216366077221902,
        17511437127852498109,
    )
