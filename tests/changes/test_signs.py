"""What a word can be to the finders, and how sides and blocks tell it of all their words."""

from __future__ import annotations

import pytest

from retold.changes import changes
from retold.changes.blocks import blocks
from retold.changes.signs import BOUND, CAPITAL, DAY, DENIAL, FIGURE, HE, MOVED, OPPOSED, PRONOUN, SHE, signs
from retold.collation import collate
from retold.glossary import Furniture

from .telling import laid, witness


@pytest.mark.parametrize(
    ("word", "sign", "told"),
    [
        ("Bergen", CAPITAL, True), ("bergen", CAPITAL, False), ("300", FIGURE, True), ("friday", DAY, True),
        ("he'll", HE, True), ("she", SHE, True), ("her", SHE, False), ("her", PRONOUN, True), ("the", PRONOUN, False),
        ("hasn't", DENIAL, True), ("didnt", DENIAL, True), ("note", DENIAL, False), ("fell", MOVED, True),
        ("rising", OPPOSED, True), ("under", BOUND, True), ("of", BOUND, False),
    ],
)  # fmt: skip
def test_what_a_word_can_be(word: str, sign: int, told: bool) -> None:
    assert bool(signs(word, word.lower(), word.lower()) & sign) == told


def test_a_side_has_the_signs_of_its_words_and_a_block_those_of_what_differs() -> None:
    one = "She said that 300 ships came to the port of Bergen on Friday."
    (block,) = blocks(laid(one, one.replace("She", "He").replace("300", "many")))
    assert block.one.signs & SHE
    assert block.other.signs & HE
    assert not block.one.signs & HE
    assert block.one.signs & FIGURE
    assert not block.other.signs & FIGURE
    assert block.differing[0] & FIGURE
    assert not block.differing[0] & DAY
    assert block.one.signs & DAY
    assert len(block.pairs) == sum(size for _, _, size in block.runs) == len(block.one.terms) - 2


def test_a_number_whose_word_is_cut_off_by_furniture_breaks_nothing() -> None:
    one, other = "The ships came to the port of Bergen by pier-3", "The ships came to the port of Bergen by pier-4"
    sides = [
        witness(key, text, (Furniture(key, text.index("pier"), len(text) - 1, "notice", 0.9, "a line below"),))
        for key, text in (("a", one), ("b", other))
    ]
    assert not [row for row in changes(collate(*sides)) if row.kind == "number"]
