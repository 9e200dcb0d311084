"""Features survive cutting and rewording, are bounded, and depend on the report alone."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.fingerprints import BITS, features, fingerprints, level, stretches
from retold.glossary import Fingerprint, Report
from retold.settings import SETTINGS
from retold.words import keys, lexicon

HARBOUR = (
    "The harbour board of Westhaven closed the old ferry pier on Tuesday after divers found cracks in nine of its "
    "timber piles. Marlene Oduya, who has run the kiosk there since 1988, said nobody had warned her."
)


WORDS = ("the", "Oduya", "pier", "of", "a", "1988", "Łódź", "said", "Marlene", "7", "cracks")


def found(text: str) -> list[Fingerprint]:
    return fingerprints(Report("key", "id", text))


def real_texts() -> list[str]:
    """Texts of the private base of measures; the test is skipped where it is absent."""
    root = Path(os.environ.get("RETOLD_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
    base = root / "perf" / "base.jsonl"
    if not base.is_file():
        pytest.skip(f"the private measuring data is not at {root}")
    return [json.loads(line)["text"] for line in base.read_text("utf-8").splitlines()]


def packed(texts: Sequence[str]) -> tuple[list[list[int]], list[int]]:
    """What the compiled loops find in texts, read together: packed features sorted by text, and stretches."""
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    got = features(np.frombuffer(b"".join(raw), np.uint8), np.cumsum([0, *map(len, raw)], dtype=np.int64))
    bounds = got.bounds.tolist()
    return [sorted(got.packed[one:two].tolist()) for one, two in pairwise(bounds)], got.stretches.tolist()


def plainly(texts: Sequence[str]) -> tuple[list[list[int]], list[int]]:
    """The same from rows."""
    rows = [found(text) for text in texts]
    return (
        [sorted(row.value << 4 | row.bucket for row in own) for own in rows],
        [stretches(len(keys(text))) for text in texts],
    )


def values(text: str, kind: str | None = None) -> set[int]:
    return {row.value for row in found(text) if kind in (None, row.kind)}


@pytest.mark.parametrize("text", ["", "   \n", "?!... --- ,,,", "\u200b\u200b"])
def test_a_text_without_words_has_none(text: str) -> None:
    assert found(text) == []


def test_a_single_word_has_one() -> None:
    assert [row.kind for row in found("Help")] == ["run"]


def test_rows_are_well_formed() -> None:
    rows = found(HARBOUR)
    assert {row.kind for row in rows} == {"run", "rare"}
    assert all(0 <= row.value < 1 << BITS and 0 <= row.bucket < row.buckets <= 16 for row in rows)
    for kind in ("run", "rare"):
        kept = [row for row in rows if row.kind == kind]
        assert len({row.value for row in kept}) == len(kept) == kept[0].size


def test_values_are_the_same_in_every_run_and_on_every_machine() -> None:
    assert sorted(values("One two three four"))[0] == 12058042758


def test_disguise_and_case_do_not_matter() -> None:
    assert values(HARBOUR) == values(HARBOUR.upper()) == values(HARBOUR.replace("a", "\u0430").replace("e", "e\u200b"))


def test_rare_words_in_order_survive_rewording_and_not_another_order() -> None:
    reworded = "Divers having seen cracks, Westhaven shut its pier; Marlene Oduya has a kiosk there from 1988 on."
    shuffled = "In 1988 a kiosk; Oduya of the pier, said Marlene, and the cracks divers saw at Westhaven."
    rare = values("Westhaven pier divers cracks kiosk Marlene Oduya kiosk 1988", "rare")
    assert len(rare & values("Divers saw cracks. " + reworded, "rare")) > len(rare & values(shuffled, "rare"))


def test_a_cut_keeps_its_features() -> None:
    first = HARBOUR[: HARBOUR.index(" Marlene")]
    assert values(first) <= values(HARBOUR)


def test_a_long_report_keeps_a_share_and_meets_a_short_one() -> None:
    words = [f"w{at}" for at in range(20_000)]
    long, short = values(" ".join(words), "run"), values(" ".join(words[:300]), "run")
    assert len(long) < 1000
    assert long >= {value for value in short if value < 1 << BITS >> level(20_000)} > set()


@pytest.mark.parametrize(("count", "bits"), [(0, 0), (400, 0), (401, 1), (800, 1), (801, 2)])
def test_levels_depend_on_the_length_alone(count: int, bits: int) -> None:
    assert level(count) == bits


def test_stretches_hold_enough_words() -> None:
    assert [stretches(count) for count in (0, 5, 20, 10_000)] == [1, 1, 2, SETTINGS.fingerprints.stretches]


def test_common_words_are_keys() -> None:
    common = lexicon("common_words")
    assert 1500 <= len(common) <= 3000
    assert {"the", "said", "monday", "don't"} <= common
    assert all(word == word.lower() for word in common)


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    rows = found(text)
    assert rows == found(text)
    assert all(0 <= row.bucket < row.buckets for row in rows)


def test_hostile_texts_are_quick() -> None:
    for text in ("a" * 1_000_000, "x, " * 300_000, "!" * 1_000_000, "Same sentence here. " * 10_000):
        assert len(found(text)) < 5000


def test_compiled_features_are_those_of_the_rows() -> None:
    words = [f"w{at}" for at in range(5_000)]
    texts = [
        HARBOUR,
        "",
        "Help",
        "two words",
        " ".join(words),
        "the of and a",
        "Łódź \u0435nd",
        "a a a a b a a a",
        HARBOUR * 9,
    ]
    assert packed(texts) == plainly(texts)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=60)))
def test_any_words_give_the_same_compiled(texts: list[list[str]]) -> None:
    joined = [" ".join(text) for text in texts]
    assert packed(joined) == plainly(joined)


def test_real_reports_give_the_same_compiled() -> None:
    texts = real_texts()[::25]
    assert packed(texts) == plainly(texts)


def test_hostile_texts_are_quick_compiled() -> None:
    texts = ["a" * 1_000_000, "x, " * 300_000, "!" * 1_000_000, "Same sentence here. " * 10_000, "\u0301" * 100_000]
    assert packed(texts) == plainly(texts)
