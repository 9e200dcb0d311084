"""An add to kept features ends as a build from nothing does: same pairs, same figures, whatever came when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.candidates import arrays, from_columns, kept, looking, plain, stages
from retold.fingerprints import features
from retold.identity import digest
from retold.plan.pools import joined
from retold.settings import SETTINGS

from .test_candidates import WORDS, prose

LOW = replace(SETTINGS.candidates, known=2, commonest=8, furniture=10, hub=3)


def pile(random: Random) -> list[str]:
    """Originals, cut and reworded tellings, equal and empty texts, and boxes that many share."""
    boxes = [prose(random.randint(0, 10**6), 30) for _ in range(3)]
    texts: list[str] = []
    for _ in range(random.randint(5, 60)):
        kind = random.random()
        if kind < 0.4 or not texts:
            text = prose(random.randint(0, 10**6), random.randint(3, 250))
        elif kind < 0.5:
            text = random.choice(texts)
        elif kind < 0.55:
            text = ""
        else:
            words = random.choice(texts).split()
            words = words[: random.randint(0, len(words))] if random.random() < 0.5 else words
            text = " ".join(word if random.random() < 0.9 else random.choice(WORDS) for word in words)
        texts.append(f"{text} {random.choice(boxes)}" if random.random() < 0.4 else text)
    return texts


def part(texts: Sequence[str]) -> looking.Kept:
    return looking.keep(arrays.Part(*features(*joined(texts))))


def rank(keys: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    found = np.empty(len(keys), np.int64)
    found[np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)] = np.arange(len(keys))
    return found


def alike(one: kept.State, other: kept.State) -> None:
    """`checked` tells of fewer pairs after an add, and `masks` of no more stretches than there are."""
    for name in set(one._fields) - {"checked", "masks"}:
        mine, theirs = getattr(one, name), getattr(other, name)
        assert mine.dtype == theirs.dtype, name
        assert np.array_equal(mine, theirs), name
    assert np.isin(one.checked >> np.uint64(1), other.checked >> np.uint64(1)).all()
    assert not (one.masks & ~other.masks).any()


def grow(seed: int, threads: int) -> None:
    """A pile in a few parts, each compared with a build from nothing."""
    random = Random(seed)
    texts = pile(random)
    keys = [digest(f"{seed} {at}") for at in range(len(texts))]
    cuts = sorted(random.sample(range(len(texts) + 1), random.randint(1, 4)))
    parts: list[looking.Kept] = []
    state: kept.State | None = None
    for start, stop in zip([0, *cuts], [*cuts, len(texts)], strict=True):
        parts.append(part(texts[start:stop]))
        shelf = looking.Shelf(parts)
        whole = kept.started(shelf, keys[:stop])
        state = whole if state is None else kept.grown(state, shelf, rank(keys[:stop]), threads)
        alike(state, whole)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from([1, 2, 4]))
def test_a_pile_that_grew_is_the_pile_that_was_built_at_once(seed: int, threads: int) -> None:
    grow(seed, threads)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from([1, 2, 4]))
def test_also_where_features_become_too_common_and_large_wordings_meet(seed: int, threads: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (plain, arrays, stages, looking, kept):
            patch.setattr(module, "SETTINGS", replace(SETTINGS, candidates=LOW))
        grow(seed, threads)


def test_a_notice_that_reports_take_up_later_loses_its_weight() -> None:
    box = prose(7, 60)
    early = [f"{prose(at, 60)} {box}" for at in range(4)]
    late = [f"{prose(100 + at, 60)} {box}" for at in range(120)]
    keys = [digest(str(at)) for at in range(len(early) + len(late))]
    parts = [part(early)]
    before = kept.started(looking.Shelf(parts), keys[: len(early)])
    assert len(before.pairs) == 6, "four reports that share half of their words"
    parts.append(part(late))
    shelf = looking.Shelf(parts)
    after = kept.grown(before, shelf, rank(keys))
    alike(after, kept.started(shelf, keys))
    assert len(after.pairs) == 0
    assert len(after.furniture) > 0


def test_the_candidates_of_a_state_are_those_of_the_pile() -> None:
    texts = pile(Random(3))
    keys = [digest(str(at)) for at in range(len(texts))]
    shelf = looking.Shelf([part(texts[:20]), part(texts[20:])])
    found = kept.named(kept.started(shelf, keys), shelf)
    known = from_columns(arrays.Prints(keys, shelf.prints()))
    mine = {(keys[one], keys[other]) for one, other in zip(found.one.tolist(), found.other.tolist(), strict=True)}
    assert mine == {(row.one, row.other) for row in arrays.rows(known)}


def test_long_lists_are_followed_to_their_end_where_it_matters() -> None:
    """Four hundred tellings of two wordings hold each feature in two wordings, however many reports there are."""
    texts = [f"{prose(at % 2, 80)} outlet{at}" for at in range(400)]
    keys = [digest(str(at)) for at in range(401)]
    parts = [part(texts[:200]), part(texts[200:]), part([f"{prose(0, 80)} {prose(1, 80)}"])]
    shelf = looking.Shelf(parts)
    state = kept.started(looking.Shelf(parts[:2]), keys[:400])
    alike(kept.grown(state, shelf, rank(keys), 2), kept.started(shelf, keys))


def test_features_with_some_values_are_left_out() -> None:
    packed = np.array([3, 7, 9, 3, 9], np.uint64) << np.uint64(4) | np.uint64(5)
    left, bounds = looking.without(packed, np.array([0, 3, 3, 5]), np.array([3, 8], np.uint64))
    assert (left >> np.uint64(4)).tolist() == [7, 9, 9]
    assert bounds.tolist() == [0, 2, 2, 3]
    assert looking.without(packed, np.array([0, 5]), packed[:0])[0] is packed
