"""The attacks of the bench: seeded, and with letters that the comparison key was never told of."""

from __future__ import annotations

import random
import unicodedata

import pytest

from bench.attacks import ATTACKS, STRANGE, UNSEEN, attacked, spin
from retold.words import LOOK_ALIKES, keys, lexicon

TEXT = (
    "The harbour was closed on Tuesday after a crane fell across the ferry berth. Two workers were treated. "
    "Ferries leave from the old fish quay. The port director said that the crane had passed its inspection in March. "
    "The ministry wants a report. A salvage ship is on its way. Nobody had been warned. The town waits for its goods."
)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_changes_a_text_and_always_in_the_same_way(name: str) -> None:
    made = attacked(name, "a", TEXT)
    assert made != TEXT
    assert made == attacked(name, "a", TEXT)
    assert made != attacked(name, "b", TEXT)
    assert attacked(name, "a", "") == ""


def test_no_stranger_stands_in_the_table() -> None:
    listed = {entry.split()[0] for entry in lexicon("look_alikes")} | set(map(chr, LOOK_ALIKES))
    unlisted = {
        stranger
        for strangers in STRANGE.values()
        for stranger in strangers
        if stranger not in listed and not unicodedata.name(stranger).startswith("LATIN")
    }
    assert len(unlisted) > 50
    assert not listed & set("".join(STRANGE.values())), "the table was told of them"


@pytest.mark.parametrize("name", ["zero width", "bidi"])
def test_what_is_not_seen_leaves_the_keys_as_they_are(name: str) -> None:
    assert keys(attacked(name, "a", TEXT)) == keys(TEXT)
    assert not set(UNSEEN) & set(TEXT)


def test_shuffling_keeps_the_sentences_and_spinning_the_names_and_figures() -> None:
    assert sorted(keys(attacked("shuffled", "a", TEXT))) == sorted(keys(TEXT))
    spun = spin("In 1987 Anna Reuss had a big house.", random.Random(0), 1.0)
    assert "1987 Anna Reuss" in spun
