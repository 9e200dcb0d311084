"""What is known of a pile whose features are kept, as columns, from which `kept` goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..identity import distinct
from .arrays import ONE_BIT, Pairs, Prints, pairs_of, worked, worth
from .looking import Shelf
from .stages import ONE_REPORT, SHIFT, Bools, Ints, Packed, Shared


class State(NamedTuple):
    """What is known of a pile, as columns; reports are numbered as they came, pairs have the smaller key first."""

    groups: NDArray[np.int32]
    """The first report, by key, of each report's wording."""
    story: NDArray[np.uint16]
    furniture: Packed
    """The values of features that mark furniture, sorted."""
    checked: Packed
    """``pair << 1 | near``, sorted: the pairs that were laid side by side in search of wordings."""
    edges: Packed
    """The pairs that joined wordings."""
    scored: Packed
    """Sorted: the pairs whose shared features weigh enough and are spread enough, their weights and stretches."""
    weight: NDArray[np.int32]
    masks: NDArray[np.uint32]
    """Stretches of both with a shared feature of weight, no more than there are; the first's are the low half."""
    pairs: Packed
    """Sorted: all pairs of the three sorts, and the columns of `Shared` of them."""
    shared: NDArray[np.int32]
    sizes: NDArray[np.int32]
    short: Bools
    covered: NDArray[np.uint16]
    worth: Bools
    """Which of the pairs share enough, and spread enough over the story: the candidates."""


def started(shelf: Shelf, keys: Sequence[str], threads: int = 1) -> State:
    """The state of a pile, worked from nothing."""
    done = worked(Prints(keys, shelf.prints()), threads)
    places = np.array(
        sorted(range(len(keys)), key=keys.__getitem__), np.int64
    )  # of the reports, in order of their keys

    def renamed(pairs: Packed) -> Packed:
        one, other = places[(pairs >> SHIFT).astype(np.int64)], places[(pairs & ONE_REPORT).astype(np.int64)]
        return one.astype(np.uint64) << SHIFT | other.astype(np.uint64)

    groups, story = np.empty(len(keys), np.int32), np.empty(len(keys), np.uint16)
    groups[places], story[places] = places[done.groups], done.pile.story
    checked = renamed(done.checked >> ONE_BIT) << ONE_BIT | done.checked & ONE_BIT
    scored, scored_as = in_order(renamed(done.scored))
    pairs, as_pairs = in_order(renamed(done.shared.pairs))
    totals, found = done.totals[scored_as], done.shared
    shared = found.of(as_pairs)
    shared = Shared(pairs, shared.shared, np.ascontiguousarray(shared.sizes), shared.short, shared.covered)
    return State(
        groups,
        story,
        np.sort(done.furniture),
        distinct(checked),
        np.sort(renamed(done.edges)),
        scored,
        (totals >> np.uint64(32)).astype(np.int32),
        totals.astype(np.uint32),
        pairs,
        shared.shared,
        shared.sizes,
        shared.short,
        shared.covered,
        worth(shared, (shelf.stretches, story.astype(np.int64)))[0],
    )


def candidates(state: State) -> Packed:
    """The candidates of a state, ``one << 24 | other``, sorted."""
    return state.pairs[state.worth]


def named(state: State, shelf: Shelf, places: Ints | None = None) -> Pairs:
    """The candidates of a state, or those at some places, sorted by the numbers of their reports; they have no keys."""
    rows = np.flatnonzero(state.worth)
    held = shared_of(state).of(rows if places is None else rows[places])
    return pairs_of(held, (), (shelf.stretches, state.story.astype(np.int64)))


def in_order(pairs: Packed) -> tuple[Packed, Ints]:
    """Pairs sorted, and which of them stands where then."""
    order = np.argsort(pairs, kind="stable")
    return pairs[order], order


def shared_of(state: State) -> Shared:
    """What the pairs of a state share."""
    return Shared(state.pairs, state.shared, state.sizes, state.short, state.covered)
