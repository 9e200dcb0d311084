"""Made-up traditions are the same everywhere, and the rivals find a tree from distances that fit one."""

from __future__ import annotations

import numpy as np

from bench import trees
from bench.copyists import Manner, tradition
from bench.joining import averaged, joined
from bench.traditions import distances, without_root

MANNER = Manner(0.03, 0.1, 0.4, 0.15, 0.2, True)


def test_a_tradition_is_the_same_everywhere_and_as_large_as_asked_for() -> None:
    one, again = tradition(3, 9, 120, MANNER), tradition(3, 9, 120, MANNER)
    assert one == again
    assert len(one.texts) == 9
    assert one.truth.observed == set(one.texts)
    assert all(len(held.split()) > 10 for held in one.texts.values())


def test_distances_along_a_tree_give_that_tree() -> None:
    truth = trees.tree([("x", "a"), ("x", "b"), ("r", "x"), ("r", "y"), ("y", "c"), ("y", "d")], "abcd")
    far = np.array([[0, 2, 4, 4], [2, 0, 4, 4], [4, 4, 0, 2], [4, 4, 2, 0]], dtype=float)
    names = list("abcd")
    assert trees.splits(joined(names, far)) == trees.splits(truth)
    assert trees.clade_counts(truth, averaged(names, far)) == (3, 3, 3)
    assert trees.sign_distance(without_root(truth), joined(names, far)) == 1


def test_a_place_of_which_nothing_is_known_does_not_count() -> None:
    table = [{"a": "x", "b": "x"}, {"a": "x"}, {"a": "x", "b": "y"}, {"a": None, "b": "y"}]
    assert distances(["a", "b"], table)[0, 1] == 0.5
