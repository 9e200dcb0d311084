"""A large pile to which little is added: what the new reports change, and no more, is looked at.

Which pairs are candidates is grown from kept features (`candidates.kept`); what is said of a pair depends on its two
reports, on whether it is among those that are collated and on whether others make both clear tellings of one report.
The last two look at all pairs, but only at what is kept of each in a few bytes; so a judgement is made anew where
it is new, where one of these two has changed, or where other words than before recur in one of its reports. What recurs
is counted anew over the sample of the pile, and who holds rows of words that are counted otherwise now is found by
reading through all that is kept of the words.

Reports are numbered in the order in which they came, and a pair is ``one << 24 | other`` with the smaller key first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..engines import Engine
from ..glossary import Kinship, Report
from ..identity import Keys, halves
from . import recurrence
from .choosing import choose
from .piles import Tiers, collated, looked, rows, strength
from .pools import Pool, joined, pool_of

if TYPE_CHECKING:
    from ..candidates.arrays import Ends, Pairs
    from ..candidates.kept import Kept, Shelf, State
    from ..kinship.columns import Sheets


class Judged(NamedTuple):
    """What is kept of each candidate pair, in the order of the pairs, and of each report its length."""

    answers: Any
    scores: Any
    inside: Any
    chosen: Any
    verdict: Any
    versions: Any
    making: Any
    shares: Any
    lengths: Any


def keep(texts: Sequence[str]) -> Kept:
    """The features of texts as they are kept."""
    from ..candidates.arrays import Part
    from ..candidates.looking import keep
    from ..fingerprints import features

    return keep(Part(*features(*joined(texts))))


def shelf(parts: Sequence[Sequence[Any]], covered: tuple[dict[str, Any], int] | None = None) -> Shelf:
    """The kept features of a pile, part by part; `covered` has the columns of a concordance and how many parts it
    covers."""
    from ..candidates.concordance import Concordance
    from ..candidates.looking import Kept, Shelf

    return Shelf([Kept(*part) for part in parts], (Concordance(**covered[0]), covered[1]) if covered else None)


def concordance(parts: Sequence[Sequence[Any]], threads: int) -> dict[str, Any]:
    """The columns of a concordance of kept features."""
    return shelf(parts).drawn(threads)._asdict()


def state_of(columns: dict[str, Any]) -> tuple[State, Judged]:
    """The state of candidates and judgements from their columns."""
    from ..candidates.kept import State

    return State(*(columns[name] for name in State._fields)), Judged(*(columns[name] for name in Judged._fields))


def ranks(keys: Sequence[str]) -> Any:
    """The place of each key among all."""
    import numpy as np

    try:
        order = (keys if isinstance(keys, Keys) else Keys(halves(keys))).order
    except ValueError:  # keys that are no digests
        order = np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)
    found = np.empty(len(keys), np.int64)
    found[order] = np.arange(len(keys))
    return found


def ends_of(packed: Any, keys: Sequence[str]) -> Ends:
    """The two reports of pairs that are packed in one number each."""
    import numpy as np

    from ..candidates.arrays import Ends

    return Ends(keys, (packed >> np.uint64(24)).astype(np.int64), (packed & np.uint64(0xFFFFFF)).astype(np.int64))


def by_key(found: Grown, keys: Sequence[str]) -> tuple[Pairs, Any]:
    """The candidates with their reports numbered by key and sorted, and which of them stands where then; `keys` are
    sorted."""
    one, other, order = _ordered(found)
    return replace(found.figures(order), keys=keys, one=one[order], other=other[order]), order


def _ordered(found: Grown) -> tuple[Any, Any, Any]:
    """The reports of the candidates, numbered by key, and the order of the pairs by these numbers."""
    import numpy as np

    rank = ranks(found.pairs.keys)
    one, other = rank[found.pairs.one], rank[found.pairs.other]
    return one, other, np.argsort(one << 24 | other)


def some(found: Grown, places: Any) -> Pairs:
    """Some of the candidates by themselves, numbered by the keys of their reports, in the order of `places`."""
    import numpy as np

    part = found.figures(places)
    ends = np.unique(np.concatenate([part.one, part.other]))
    keys = [part.keys[end] for end in ends.tolist()]
    rank = ranks(keys)
    one, other = (rank[np.searchsorted(ends, column)] for column in (part.one, part.other))
    return replace(part, keys=sorted(keys), one=one, other=other)


@dataclass(frozen=True, slots=True)
class Grown:
    """What an add has changed."""

    state: State
    shelf: Shelf
    pairs: Ends
    judged: Judged
    """What is kept of each pair; verdicts and what goes with them are those of before, of new pairs none."""
    recurs: Any
    """The rows of words that recur."""
    new: Any
    """The places of pairs that were no candidates before."""
    gone: Ends
    """The pairs that are candidates no more."""
    asked: Any
    """The places of pairs, new ones among them, on which a judgement is to be made."""
    family: Any = None
    """The first report, by key, of each report's family; -1 where it is single. As it was before."""

    def figures(self, places: Any) -> Pairs:
        """The candidates at some places with what they share."""
        from ..candidates import kept

        return replace(kept.named(self.state, self.shelf, places), keys=self.pairs.keys)


@dataclass(frozen=True, slots=True)
class Before:
    """A pile before an add."""

    state: State
    judged: Judged
    count: int
    """How many reports there were."""
    recurs: Any


class Held(NamedTuple):
    """What is kept of the reports of a pile: features, words and keys, in the order in which they came."""

    shelf: Shelf
    words: recurrence.Bookcase
    keys: Sequence[str]


def anew(held: Held, threads: int) -> Grown:
    """The candidates of a pile, worked from all reports; nothing is said of the pairs yet."""
    import numpy as np

    from ..candidates import kept

    state = kept.started(held.shelf, list(held.keys), threads)
    pairs = ends_of(kept.candidates(state), held.keys)
    places = np.arange(len(pairs.one))
    empty, none = Judged._make([np.zeros(0)] * len(Judged._fields)), ends_of(state.pairs[:0], held.keys)
    return Grown(state, held.shelf, pairs, empty, recurs(held, threads)[0], places, none, places)


def in_order(held: Held) -> Callable[[Any], tuple[Any, Any]]:
    """The kept words of a pile, for a pool of it whose places are in the order of the keys."""
    import numpy as np

    numbers = np.argsort(ranks(held.keys))

    def words(wanted: Any) -> tuple[Any, Any]:
        places = np.asarray(wanted, np.int64)
        return held.words.of(numbers[places], places, len(numbers))

    return words


def recurs(held: Held, threads: int) -> tuple[Any, Sheets]:
    """The rows of words that recur in the sample of a pile, and the words of this sample."""
    import numpy as np

    from ..candidates.arrays import Part, Prints, from_columns

    chosen = recurrence.sampled(held.keys, len(held.keys))
    numbers = np.array(chosen, np.int64)
    part = Part(*held.shelf.of(numbers), held.shelf.stretches[numbers])
    pairs = from_columns(Prints([held.keys[number] for number in chosen], [part]), threads)
    sheets, texts = held.words.of(np.array(sorted(chosen, key=held.keys.__getitem__), np.int64))
    return recurrence.of_sample(sheets, texts, pairs, threads), sheets


def _recurring(before: Before, held: Held, threads: int) -> tuple[Any, Any]:
    """The rows that recur now, and of each report whether other words recur in it than before; no new one is among
    them."""
    import numpy as np

    from ..kinship.recurring_columns import marked, sieve

    found, count, rows = np.zeros(len(held.keys), bool), before.count, before.recurs
    if recurrence.sampled(held.keys[count:], len(held.keys)):
        rows, sample = recurs(held, threads)
        changed = np.setxor1d(before.recurs, rows, assume_unique=True)
        if len(changed):
            reports = held.words.holding(sieve(sample, changed), threads)
            reports = reports[reports < count]
            sheets, _ = held.words.of(reports)
            moved = np.concatenate([[0], np.cumsum(marked(sheets, rows) != marked(sheets, before.recurs))])
            found[reports] = moved[sheets.spans[:, 1]] != moved[sheets.spans[:, 0]]
    return rows, found


def grown(before: Before, held: Held, threads: int) -> Grown:
    """What the reports that are on the shelf, and were not before, change among the candidates."""
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np

    from ..candidates import kept

    keys = held.keys
    with ThreadPoolExecutor(1) as beside:
        recurring = beside.submit(_recurring, before, held, 1 if threads > 1 else threads)
        state = kept.grown(before.state, held.shelf, ranks(keys), threads)
        rows, stale = recurring.result()
    now, then = kept.candidates(state), kept.candidates(before.state)
    at = kept.places_of(now, then)
    gone = np.ones(len(then), bool)
    gone[at[at >= 0]] = False
    fresh = np.flatnonzero(at < 0)
    columns = []
    for column in before.judged[:-1]:
        carried = column[at] if len(column) else np.zeros((len(at), *column.shape[1:]), column.dtype)
        carried[fresh] = 0
        columns.append(carried)
    lengths = np.zeros(len(keys), np.int32)
    lengths[: len(before.judged.lengths)] = before.judged.lengths
    judged, pairs = Judged._make([*columns, lengths]), ends_of(now, keys)
    asked = fresh
    if stale.any():
        asked = np.union1d(fresh, np.flatnonzero(stale[pairs.one] | stale[pairs.other]))
    return Grown(state, held.shelf, pairs, judged, rows, fresh, ends_of(then[gone], keys), asked)


class Look(NamedTuple):
    """A first look at some pairs of a pile: their places, the two by themselves, and what their words say."""

    places: Any
    pool: Pool
    part: Pairs
    tiers: Tiers


def _look(found: Grown, places: Any, reports: Sequence[Report], threads: int) -> Look:
    """`reports` are those of the pairs."""
    pool, part = replace(pool_of(reports), large=True, recurs=found.recurs), some(found, places)
    return Look(places, pool, part, looked(pool, part, threads))


def looked_at(found: Grown, reports: Sequence[Report], threads: int) -> tuple[Grown, Look]:
    """The same after a first look at the pairs that are asked for; `reports` are those of these pairs."""
    import numpy as np

    judged, new = found.judged, found.asked
    look = _look(found, new, reports, threads)
    judged.answers[new], judged.scores[new] = look.tiers.answers, look.tiers.scores
    ends = np.unique(np.concatenate([found.pairs.one[new], found.pairs.other[new]]))
    judged.lengths[ends] = look.tiers.lengths[ranks([found.pairs.keys[end] for end in ends.tolist()])]
    return found, look


Fetch = Callable[[Any], Sequence[Report]]
"""The reports of the pairs at some places."""


def judged_anew(found: Grown, first: Look, fetch: Fetch, work: tuple[Engine, int]) -> tuple[Grown, list[Kinship]]:
    """The same with the pairs whose judgement is new or has changed asked for; and these judgements, in their order.

    `first` is the look at the pairs that were asked for before: their judgements are made in any case.
    """
    import numpy as np

    from ..kinship.settled import DOUBTFUL

    engine, threads = work
    judged, made = found.judged, _Made(found, fetch, engine)
    one, other, order = _ordered(found)
    within, chosen = np.zeros(len(order), bool), np.zeros(len(order), bool)
    within[order], places = choose(
        judged.answers[order],
        judged.scores[order],
        (one[order], other[order]),
        len(found.pairs.keys),
        lambda places: made.ask(order[places]),
    )
    chosen[order[places]] = True
    moved = (judged.answers <= DOUBTFUL) & ~chosen & (within != judged.inside)
    moved |= chosen != judged.chosen
    moved[found.asked] = False
    again = np.flatnonzero(moved)
    asked = np.union1d(found.asked, again)
    found = replace(found, judged=judged._replace(inside=within, chosen=chosen), asked=asked)
    said: dict[int, Kinship] = {}
    for look in (first, _look(found, again, fetch(again), threads)):
        said.update(zip(look.places.tolist(), _rows(found, look, made.rows), strict=True))
    return found, [said[place] for place in asked.tolist()]


def _rows(found: Grown, look: Look, made: Mapping[int, Kinship]) -> list[Kinship]:
    """The judgements on the pairs that were looked at; `made` has those that were made from sentences."""
    places, judged = look.places, found.judged
    tiers = replace(look.tiers, inside=judged.inside[places], chosen=judged.chosen[places])
    tiers.collated.update((at, made[place]) for at, place in enumerate(places.tolist()) if judged.chosen[place])
    return [row for some_rows in rows(look.pool, look.part, tiers) for row in some_rows]


class _Made:
    """The judgements on collated pairs: those that were made before as far as they go, the others made when asked."""

    def __init__(self, found: Grown, fetch: Fetch, engine: Engine) -> None:
        self.found, self.fetch, self.engine = found, fetch, engine
        self.said = 2 - found.judged.verdict.clip(0, 2)  # by the order of the verdicts: sure, probably, no copy
        self.known = found.judged.chosen.copy()
        self.known[found.asked] = False
        self.rows: dict[int, Kinship] = {}

    def ask(self, places: Any) -> Any:
        """What the judgement on each of the pairs at some places says."""
        left = places[~self.known[places]]
        if len(left):
            pool = replace(pool_of(self.fetch(left)), large=True)
            part, often = some(self.found, left), recurrence.stretches(pool, self.found.recurs)
            for at, row in collated(pool, part, range(len(left)), self.engine, often):
                self.rows[int(left[at])] = row
                self.said[left[at]] = strength(row)
            self.known[left] = True
        return self.said[places]
