"""Pairs are found by spread, not by density; copies make stars; the two versions agree; order is no matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.candidates import arrays, candidates, from_columns, pair, plain, stages
from retold.fingerprints import features, fingerprints
from retold.glossary import Candidate, Fingerprint, Report
from retold.settings import SETTINGS

from .test_fingerprints import real_texts

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
    Random(seed).shuffle(rows)
    assert plain.candidates(rows) == found
    assert arrays.rows(from_columns(arrays.columns(rows))) == found


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_both_versions_agree_where_furniture_abounds(seed: int) -> None:
    random = Random(seed)
    boxes = [prose(5000 + at, 30) for at in range(3)]
    texts = [f"{prose(seed * 100 + at, random.randint(5, 90))} {random.choice(boxes)}" for at in range(40)]
    texts += [f"{random.choice(boxes)} {random.choice(texts)}" for _ in range(20)]
    low = replace(SETTINGS.candidates, known=2, commonest=8, furniture=10, hub=3)
    with pytest.MonkeyPatch.context() as patch:
        for module in (plain, arrays, stages):
            patch.setattr(module, "SETTINGS", replace(SETTINGS, candidates=low))
        found = plain.candidates(prints(texts))
        columns = from_columns(arrays.columns(prints(texts)))
    assert arrays.rows(columns) == found


@pytest.mark.parametrize("threads", [2, 4])
def test_threads_change_nothing(threads: int) -> None:
    rows = arrays.columns(prints(spun(7)))
    assert arrays.rows(from_columns(rows, threads)) == arrays.rows(from_columns(rows))


def test_packed_features_give_what_rows_give() -> None:
    texts = spun(3)
    raw = [text.encode() for text in texts]
    found = features(np.frombuffer(b"".join(raw), np.uint8), np.cumsum([0, *map(len, raw)], dtype=np.int64))
    packed = arrays.Prints([f"r{at:05d}" for at in range(len(texts))], [arrays.Part(*found)])
    assert arrays.rows(from_columns(packed)) == plain.candidates(prints(texts))


def test_the_order_and_the_parts_of_packed_features_are_no_matter() -> None:
    texts = spun(4)
    order = list(range(len(texts)))
    Random(4).shuffle(order)
    parts = []
    for some in (order[:9], order[9:10], [], order[10:]):
        raw = [texts[at].encode() for at in some]
        found = features(np.frombuffer(b"".join(raw), np.uint8), np.cumsum([0, *map(len, raw)], dtype=np.int64))
        parts.append(arrays.Part(*found))
    assert arrays.rows(from_columns(arrays.Prints([f"r{at:05d}" for at in order], parts))) == plain.candidates(
        prints(texts)
    )


def test_both_versions_agree_on_real_reports() -> None:
    texts = real_texts()[::50]
    rows = prints([*texts, *(text[: len(text) // 3] for text in texts[::3])])
    found = plain.candidates(rows)
    assert arrays.rows(from_columns(arrays.columns(rows))) == found
    assert len(found) >= len(texts) // 3


def test_furniture_that_is_known_does_not_count_as_story() -> None:
    box = prose(9, 45)
    boxed = [f"{prose(100 + at, 100)} {box}" for at in range(SETTINGS.candidates.furniture)]
    story = prose(1, 200)
    cut = f"{' '.join(story.split()[:20])} {box}"
    assert named(candidates(prints([story, cut]))) == set()
    assert named(candidates(prints([story, cut, *boxed]))) == {(0, 1)}


def test_weights_fall_with_the_wordings() -> None:
    gains = [plain.weight(count) for count in range(SETTINGS.candidates.commonest + 2)]
    assert gains == sorted(gains, reverse=True)
    assert (gains[1], gains[-2] > 0, gains[-1]) == (1000, True, 0)
    assert len(plain.weight_steps()) <= 8, "a posting has three bits for it"


def test_a_pile_of_empty_texts_or_of_one_report() -> None:
    for texts in ([], [""], ["one report alone"], ["", "  ", "?"]):
        raw = [text.encode() for text in texts]
        found = features(np.frombuffer(b"".join(raw), np.uint8), np.cumsum([0, *map(len, raw)], dtype=np.int64))
        pairs = from_columns(arrays.Prints([f"r{at}" for at in range(len(texts))], [arrays.Part(*found)]))
        assert arrays.rows(pairs) == []
