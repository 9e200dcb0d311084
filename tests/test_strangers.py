"""Letters that no table knows, read from the words that they stand in."""

from __future__ import annotations

import random
import time

from bench.attacks import STRANGE, look_alikes, mixed_look_alikes
from retold.strangers import Vocabulary, masked, readings
from retold.words import disguise, keys, words

TEXT = (
    "The government said on Tuesday that the harbour at Brenholm would be closed until the weekend. Workers had asked "
    "for another inspection of the crane before the ministry of transport received the report. Fishermen complained "
    "that there was no place for their boats, and port director Anna Reuss said that nobody had been told. The people "
    "of the town will have to wait for their goods, according to officials."
)

KNOWN = Vocabulary({"hand": 1.0, "land": 1.0, "sand": 1.0, "harbour": 2.0, "label": 1.0, "call": 1.0})


def test_a_sign_is_read_as_the_letter_that_makes_words_of_its_words() -> None:
    assert readings(["ᘉand", "ᘉabeᘉ", "caᘉᘉ"], KNOWN, {}) == {"ᘉand": "land", "ᘉabeᘉ": "label", "caᘉᘉ": "call"}


def test_a_sign_that_could_be_anything_is_left() -> None:
    assert readings(["ᘉand"], KNOWN, {}) == {}
    assert readings(["ᘉᘉᘉᘉbour"], KNOWN, {}) == {}


def test_what_was_learned_reads_names_and_words_of_signs_alone() -> None:
    assert readings(["harᏰour", "Ꮀruni".replace("Ꮀ", "Ᏸ")], KNOWN, {})["Ᏸruni"] == "bruni"
    table = {"harᏰour": "harbour", "ჹarbour": "harbour", "Ᏸჹ": "bh"}
    assert readings(["harᏰour", "ჹarbour", "Ᏸჹ"], Vocabulary({**KNOWN.weights, "bh": 1.0}), {}) == table


def test_a_text_of_another_script_is_left_as_it_is() -> None:
    for text in (
        "Министр сказал на встрече в Москве",
        "iPhoneს ფასი გაიზარდა საქართველოში",
        "ราคาiPhone สูงขึ้น ในประเทศไทย",
    ):
        assert disguise(text) == {}
    assert keys("5 μg a day") == ["5", "μg", "a", "day"]
    assert keys("Ο λιμένας έκλεισε") == ["ο", "λιμενασ", "εκλεισε"]
    assert keys("været på øya") == ["været", "pa", "oya"]


def test_letters_of_no_table_are_read_in_a_whole_text() -> None:
    plain = keys(TEXT)
    for attack in (look_alikes, mixed_look_alikes):
        shown = attack(TEXT, random.Random(4), 0.2)
        hidden = keys(shown)
        assert len(hidden) == len(plain)
        assert sum(one == other for one, other in zip(hidden, plain, strict=True)) >= 0.9 * len(plain)
        assert [word.key for word in words(shown)] == hidden
        assert disguise(shown)["look-alike"] > 20


def test_only_words_that_mix_scripts_are_masked() -> None:
    assert masked(["plain", "harᏰour"])
    assert not masked(["plain", "сосна", "ქართული"])


def test_reading_is_bounded() -> None:
    signs = "".join(letter for group in STRANGE.values() for letter in group)
    draw = random.Random(1)
    text = " ".join(f"{draw.choice('abcdefgh')}{draw.choice(signs)}{draw.choice('etaoin')}r" for _ in range(100_000))
    keys("harᏰour")
    began = time.process_time()
    keys(text)
    assert time.process_time() - began < 5
