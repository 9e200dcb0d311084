"""Adding to a pile whose features are kept: only what the new reports change is worked again.

What a pile says of its reports hangs together in three places alone: which reports are of one wording, in how many
wordings a feature is, and which stretches are furniture. So an add goes

1. through the wordings again, with every check of two reports that was made before remembered;
2. to the features of the wordings that changed: where they stand is looked up (`looking`), and they are counted as they
   were and as they are;
3. to the features that became furniture or ceased to be, and the reports that hold them, looked up too;
4. to the reports that are to be scored anew: new ones, new heads, those with another story, those that share a feature
   that weighs more now; whom they meet is looked up. Pairs that share a feature that weighs less now lose just that
   weight, and are scored anew only where that leaves it open whether they still spread enough.

All that is left is as it was, and the outcome is that of `arrays.worked` on the whole pile: a test holds them together.
Reports are numbered in the order in which they came, so that nothing kept is ever renumbered; a pair has the report
with the smaller key first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..identity import distinct
from ..settings import SETTINGS
from . import compiled_kept, looking
from .arrays import ONE_BIT, worth
from .looking import Kept, Lists, Shelf, places_of
from .stages import (
    ONE_REPORT,
    SHIFT,
    Bools,
    Ints,
    Packed,
    Pile,
    Shared,
    codes,
    heads_of,
    least,
    measured,
    near_copies,
    stars,
    units,
    wordings,
)
from .states import State, candidates, in_order, named, shared_of, started

__all__ = ["Kept", "Shelf", "State", "candidates", "grown", "named", "places_of", "started"]


def grown(state: State, shelf: Shelf, rank: Ints, threads: int = 1) -> State:
    """The state of a pile to which reports were added: those of the shelf that the state does not know.

    `rank` is the place of each report's key among all keys.
    """
    return _Growth(state, shelf, rank, threads).state()


class View(NamedTuple):
    """The wordings of a pile, before or after an add; a report that is not there yet is no head."""

    groups: Ints
    heads: Bools


class Scored(NamedTuple):
    """Scored pairs with their weight and stretches."""

    pairs: Packed
    weight: NDArray[np.int32]
    masks: NDArray[np.uint32]

    def of(self, rows: Bools | Ints) -> Scored:
        """Some of the rows."""
        return Scored(self.pairs[rows], self.weight[rows], self.masks[rows])


@dataclass(frozen=True)
class _Growth:
    """One add: the state before, all features, and what follows from them, each worked once."""

    before: State
    shelf: Shelf
    rank: Ints
    threads: int

    @cached_property
    def order(self) -> Ints:
        """The reports in order of their keys."""
        found = np.empty(len(self.rank), np.int64)
        found[self.rank] = np.arange(len(self.rank))
        return found

    def near(self, pairs: Packed, fresh: list[Packed]) -> Bools:
        """Whether the two of each pair have one wording; what was not known before goes to `fresh` too."""
        known = self.before.checked
        if not len(pairs):
            return np.zeros(0, bool)
        at = np.searchsorted(known, pairs << ONE_BIT)
        held = known[np.minimum(at, len(known) - 1)] if len(known) else np.zeros(len(pairs), np.uint64)
        told: Bools = (held & ONE_BIT) != 0
        unknown = (at == len(known)) | (held >> ONE_BIT != pairs)
        told[unknown] = near_copies(self.measured(pairs[unknown]))
        fresh.append(pairs << ONE_BIT | told)
        return told

    def measured(self, pairs: Packed) -> Shared:
        """What the reports of pairs share, from the features of these reports alone."""
        one, other = (pairs >> SHIFT).astype(np.int64), (pairs & ONE_REPORT).astype(np.int64)
        reports, ends = np.unique(np.concatenate([one, other]), return_inverse=True)
        packed, bounds = self.shelf.of(reports)
        facts = self.shelf.facts(reports)
        pile = Pile(packed, bounds, packed, self.shelf.levels[reports], facts, facts.stretches)
        local = ends[: len(one)].astype(np.uint64) << SHIFT | ends[len(one) :].astype(np.uint64)
        ordered, order = in_order(local)
        found = measured(pile, ordered, self.threads)
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        return Shared(pairs, found.shared[back], found.sizes[back], found.short[back], found.covered[back])

    @cached_property
    def told(self) -> tuple[View, View, Packed, Packed]:
        """The wordings before and after; the checks that were made, sorted; the edges."""
        fresh: list[Packed] = [np.zeros(0, np.uint64)]
        groups, edges = wordings(self.shelf.bands[self.order], lambda pairs: self.near(self.renamed(pairs), fresh))
        heads = heads_of(groups)
        after = View(self.order[groups[self.rank]], heads[self.rank])
        count = len(self.before.groups)
        old = np.arange(len(self.rank))
        old[:count] = self.before.groups
        known = np.flatnonzero(self.order < count)  # in order of their keys
        nth = heads_of(old[self.order[known]])
        held = np.zeros(len(old), bool)
        held[self.order[known]] = nth
        return View(old, held), after, distinct(np.concatenate(fresh)), np.sort(self.renamed(edges))

    def renamed(self, pairs: Packed) -> Packed:
        """Pairs of reports numbered by key as pairs of reports numbered as they came."""
        one, other = self.order[(pairs >> SHIFT).astype(np.int64)], self.order[(pairs & ONE_REPORT).astype(np.int64)]
        return one.astype(np.uint64) << SHIFT | other.astype(np.uint64)

    @cached_property
    def stirred(self) -> Bools:
        """The reports whose wording is another set of reports than before."""
        before, after, *_ = self.told
        count = len(self.rank)
        known = np.arange(count) < len(self.before.groups)
        label = np.where(known, before.groups, -1)
        mixed = np.zeros(count, bool)
        mixed[after.groups[label != label[after.groups]]] = True
        mixed[after.groups[~known]] = True
        sizes = np.bincount(before.groups[known], minlength=count), np.bincount(after.groups, minlength=count)
        found: Bools = mixed[after.groups] | (sizes[0][before.groups] != sizes[1][after.groups]) | ~known
        return found

    @cached_property
    def counted(self) -> tuple[Lists, Ints, Ints]:
        """The features of stirred wordings, where they stand, and in how many wordings (and heads) before and after."""
        before, after, *_ = self.told
        reports = np.flatnonzero(self.stirred & (before.heads | after.heads))
        bar = max(SETTINGS.candidates.commonest + 1, SETTINGS.candidates.furniture)
        lists, counts = looking.lists(self.shelf, self.shelf.values(reports), (before, after), self.threads, bar)
        return lists, counts[0], counts[1]

    @cached_property
    def furniture(self) -> tuple[Packed, Packed]:
        """The values that mark furniture now, and those that do so now and did not, or the reverse."""
        lists, before, after = self.counted
        bar = SETTINGS.candidates.furniture
        flipped = lists.values[(before[:, 0] >= bar) != (after[:, 0] >= bar)]
        return np.setxor1d(self.before.furniture, flipped, assume_unique=True), flipped

    @cached_property
    def story(self) -> NDArray[np.uint16]:
        """The stretches of each report that hold story."""
        now, flipped = self.furniture
        count, known = len(self.rank), len(self.before.story)
        found = np.empty(count, np.uint16)
        found[:known] = self.before.story
        held = looking.holders(self.shelf, flipped, self.threads)
        reports = np.union1d(held, np.arange(known, count))
        found[reports] = looking.stories(self.shelf, reports, now)
        return found

    def code(self, counts: Ints) -> Ints:
        """The code of each feature's weight: -1 for none, and where no two heads have it."""
        held = codes()
        found = held[np.minimum(counts[:, 0], len(held) - 1)]
        found[counts[:, 1] < 2] = -1
        return found

    @cached_property
    def changed(self) -> tuple[Ints, Ints]:
        """Of each counted feature its weight before and after."""
        _, *counts = self.counted
        before, after = (self.code(count) for count in counts)
        held = units().astype(np.int64)
        return np.where(before >= 0, held[before], 0), np.where(after >= 0, held[after], 0)

    @cached_property
    def fallen(self) -> tuple[Scored, Ints]:
        """The scored pairs less what their features lost; and reports of which a pair may not spread enough now."""
        lists, *_ = self.counted
        before, after = self.changed
        state = self.before
        scored = Scored(state.scored, state.weight.copy(), state.masks.copy())
        numbers = np.flatnonzero(after < before)
        first = np.bincount((scored.pairs >> SHIFT).astype(np.int64), minlength=len(self.rank))
        begin = np.concatenate([[0], np.cumsum(first)])
        touched = np.zeros(len(scored.pairs), np.uint8)
        compiled_kept.fall(
            (lists.starts, lists.places),
            (numbers, (before - after)[numbers].astype(np.int32), after[numbers] == 0),
            (scored.pairs, begin),
            (scored.weight, scored.masks),
            touched,
        )
        bars = least()
        enough = scored.weight >= int(bars[0])
        rows = np.flatnonzero((touched != 0) & enough)
        wide = np.zeros(len(rows), bool)
        facts = (self.shelf.levels, self.shelf.sizes, self.story)
        compiled_kept.wide_enough(scored.pairs[rows], scored.masks[rows], facts, bars[1], wide)
        return scored.of(enough), (scored.pairs[rows[~wide]] >> SHIFT).astype(np.int64)

    @cached_property
    def asked(self) -> Ints:
        """The heads that are to be scored anew against all."""
        before, after, *_ = self.told
        count, known = len(self.rank), len(self.before.groups)
        lists, counts, _ = self.counted
        was, now = self.changed
        found = after.heads & ~before.heads
        found[:known] |= self.story[:known] != self.before.story
        risen = np.zeros(count, bool)
        for number in np.flatnonzero((now > was) & (counts[:, 1] > 1)).tolist():
            held = looking.reports_of(lists, number)
            held = held[after.heads[held]]
            if np.sum(~found[held]) > 1:
                risen[held] = True
        found |= risen
        found[self.fallen[1]] = True
        asked: Ints = np.flatnonzero(found & after.heads)
        return asked

    def scored(self) -> Scored:
        """The pairs whose shared features weigh enough and are spread enough."""
        before, after, *_ = self.told
        gone = before.heads & ~after.heads
        gone[self.asked] = True
        left = self.fallen[0]
        stays = ~(gone[(left.pairs >> SHIFT).astype(np.int64)] | gone[(left.pairs & ONE_REPORT).astype(np.int64)])
        fresh = self.met()
        left = left.of(stays)
        at = np.searchsorted(left.pairs, fresh.pairs)
        return Scored(
            np.insert(left.pairs, at, fresh.pairs),
            np.insert(left.weight, at, fresh.weight),
            np.insert(left.masks, at, fresh.masks),
        )

    def met(self) -> Scored:
        """Whom the reports that are scored anew meet.

        Of their features most were counted already: those without weight are not looked up again.
        """
        _, after, *_ = self.told
        counted, _, now = self.counted
        packed, bounds = looking.without(*self.shelf.of(self.asked), counted.values[self.code(now) < 0])
        values = distinct(packed >> np.uint64(4))
        bar = SETTINGS.candidates.commonest + 1
        lists, counts = looking.lists(self.shelf, values, (after,), self.threads, bar)
        numbers = looking.numbers(values, packed >> np.uint64(4))
        pairs, totals = compiled_kept.score_some(
            (self.asked, bounds, numbers, (packed & np.uint64(15)).astype(np.uint8)),
            (lists.starts, lists.places),
            (self.code(counts[0]), units()),
            (self.shelf.levels, self.shelf.sizes, self.story, self.rank),
            least(),
        )
        pairs, first = np.unique(pairs, return_index=True)
        totals = totals[first]
        return Scored(pairs, (totals >> np.uint64(32)).astype(np.int32), totals.astype(np.uint32))

    def shared(self, pairs: Packed) -> tuple[Shared, Bools]:
        """What the reports of sorted pairs share, and which are candidates, as it is known or found out."""
        known, told = shared_of(self.before), (self.shelf.stretches, self.story.astype(np.int64))
        if not len(known.pairs):
            found = self.measured(pairs)
            return found, worth(found, told)[0]
        at = places_of(pairs, known.pairs)
        fresh = np.flatnonzero(at < 0)
        found, new = known.of(at), self.measured(pairs[fresh])
        columns: list[NDArray[Any]] = [found.shared, found.sizes, found.short, found.covered, found.pairs]
        for column, own in zip(columns, (new.shared, new.sizes, new.short, new.covered, new.pairs), strict=True):
            column[fresh] = own
        moved = np.ones(len(self.story), bool)
        moved[: len(self.before.story)] = self.story[: len(self.before.story)] != self.before.story
        unsure = moved[(pairs >> SHIFT).astype(np.int64)] | moved[(pairs & ONE_REPORT).astype(np.int64)]
        unsure[fresh] = True
        rows, told_now = np.flatnonzero(unsure), self.before.worth[at]
        told_now[rows] = worth(found.of(rows), told)[0]
        return found, told_now

    def state(self) -> State:
        """The state after the add."""
        _, after, checked, edges = self.told
        scored = self.scored()
        followers = stars(after.groups, after.heads)
        found, candidates = self.shared(distinct(np.concatenate([edges, followers, scored.pairs])))
        return State(
            after.groups.astype(np.int32),
            self.story,
            self.furniture[0],
            checked,
            edges,
            *scored,
            found.pairs,
            found.shared,
            found.sizes,
            found.short,
            found.covered,
            candidates,
        )
