"""Pairs are found by spread, not by density; copies make stars; the two versions agree; order is no matter."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.candidates import arrays, candidates, capped, from_columns, pair, plain
from retold.fingerprints import fingerprints
from retold.glossary import Candidate, Fingerprint, Report
from retold.settings import SETTINGS

ENDS = ("", "o", "ian", "est")
WORDS = [a + b + c for a in ("ka", "lo", "mi", "re") for b in ("zan", "der", "vish", "tol") for c in ENDS]


def prose(seed: int, count: int = 150) -> str:
    """A text of its own: invented words in an order that no other seed has."""
    random = Random(seed)
    return " ".join(f"{random.choice(WORDS)}{random.randint(1, 40)}" for _ in range(count))


def prints(texts: Iterable[str]) -> list[Fingerprint]:
    return [row for at, text in enumerate(texts) for row in fingerprints(Report(f"r{at:05d}", f"id{at}", text))]


def named(found: Iterable[Candidate]) -> set[tuple[int, int]]:
    return {(int(row.one[1:]), int(row.other[1:])) for row in found}


def test_nothing_in_nothing_out() -> None:
    assert candidates([]) == []
    assert candidates(prints(["", "   "])) == []
    assert arrays.rows(from_columns(arrays.columns([]))) == []
    assert capped([]) == 0


def test_a_cut_copy_is_found_and_its_shares_say_so() -> None:
    whole = prose(1)
    found = candidates(prints([whole, " ".join(whole.split()[:75]), prose(2), prose(3)]))
    assert named(found) == {(0, 1)}
    assert found[0].other_share == 1.0
    assert found[0].one_share == pytest.approx(0.5, abs=0.05)
    assert found[0].coverage == 1.0


def test_a_dense_but_local_overlap_is_no_candidate() -> None:
    box = prose(9, 30)
    texts = [prose(1, 300) + " " + box, prose(2, 300) + " " + box]
    assert candidates(prints(texts)) == []
    assert pair(prints(texts[:1]), prints(texts[1:])).coverage < 0.2


def test_equal_texts_pair_as_a_star_around_the_smallest_key() -> None:
    found = candidates(prints([prose(1)] * 30))
    hub = SETTINGS.candidates.hub
    assert {(0, at) for at in range(hub, 30)} <= named(found)
    assert len(found) == hub * (hub - 1) // 2 + 30 - hub


def test_thousands_of_near_copies_stay_linear() -> None:
    text = prose(1, 30).split()
    found = candidates(prints(" ".join([*text, f"outlet{at}"]) for at in range(3000)))
    assert len(found) < 12 * 3000
    assert {at for couple in named(found) for at in couple} == set(range(3000))


def test_a_large_family_keeps_its_features_and_furniture_loses_them() -> None:
    box, story = prose(9, 40), prose(1, 120)
    tellings = [f"{story} outlet{at}" for at in range(80)]
    boxed = [f"{prose(100 + at, 100)} {box}" for at in range(80)]
    cut = " ".join(story.split()[:60])
    found = named(candidates(prints([*tellings, cut, *boxed])))
    assert any(80 in couple for couple in found), "the cut copy meets the family"
    assert not any(min(couple) > 80 for couple in found), "the box joins nobody"
    assert capped(prints(boxed)) > 30


def test_pair_gives_the_figures_of_the_pile() -> None:
    texts = [prose(1), prose(1, 100) + " " + prose(2, 60), prose(3)]
    for row in candidates(prints(texts)):
        one, other = ([p for p in prints(texts) if p.report == key] for key in (row.one, row.other))
        assert pair(one, other) == pair(other, one) == row


def test_pair_of_a_report_without_words_is_zero() -> None:
    found = pair([], prints(["some words are here"]))
    assert (found.shared, found.one_share, found.other_share, found.coverage) == (0, 0.0, 0.0, 0.0)


def spun(seed: int) -> list[str]:
    """A small pile with copies, cuts, near-copies and reports that are long enough to be sampled."""
    random = Random(seed)
    texts = [prose(seed * 100 + at, random.choice([3, 20, 90, 400, 900, 1500])) for at in range(8)]
    for _ in range(20):
        words = random.choice(texts).split()
        cut = words[: random.randint(1, len(words))] if random.random() < 0.5 else words
        texts.append(" ".join(word if random.random() < 0.9 else random.choice(WORDS) for word in cut))
    return [*texts, *random.choices(texts, k=14)]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000))
def test_both_versions_agree_and_order_is_no_matter(seed: int) -> None:
    rows = prints(spun(seed))
    found = plain.candidates(rows)
    columns = from_columns(arrays.columns(rows))
    assert arrays.rows(columns) == found
    assert columns.capped == plain.capped(rows)
    Random(seed).shuffle(rows)
    assert plain.candidates(rows) == found
    assert arrays.rows(from_columns(arrays.columns(rows))) == found


def test_blocks_bound_the_memory_and_not_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = arrays.columns(prints(spun(7)))
    found = arrays.rows(from_columns(rows))
    small = type(SETTINGS.candidates)(block=50)
    monkeypatch.setattr(arrays, "SETTINGS", type(SETTINGS)(candidates=small))
    assert arrays.rows(from_columns(rows)) == found
