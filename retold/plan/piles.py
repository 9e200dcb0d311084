"""A whole pile, in tiers: all reports are fingerprinted, candidate pairs are looked at by their words, and only those
that are in doubt are taken apart into sentences and collated.

Of a pile with very many doubtful pairs those are taken that can change most (`choosing`). What was passed over is said
to be so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..engines import Engine
from ..engines.plain import Plain
from ..glossary import COPIES, Candidate, Kinship, Report, Telling
from ..identity import feature
from ..settings import SETTINGS
from . import recurrence
from .choosing import choose, closer, groups
from .pools import Pool, Progress, candidates, pairs_of, pool_of, quiet

if TYPE_CHECKING:
    from ..kinship.clear import Sheet
    from ..kinship.recurring import Stretches
    from .pools import Pairs


@dataclass(frozen=True, slots=True)
class Pile:
    """What is found in a pile that is held in memory."""

    candidates: tuple[Candidate, ...]
    kinships: tuple[Kinship, ...]
    tellings: tuple[Telling, ...]


@dataclass(slots=True)
class Tiers:
    """What the first look says of each pair (by its place among the pairs), and what the second said of some."""

    answers: Any
    """`kinship.settled.LIKELY`, `DOUBTFUL`, `SAME`, `APART` or `INDEPENDENT`."""
    counts: Any
    scores: Any
    equal: Any
    lengths: Any
    """Words of each report."""
    recurring: Callable[[int], Stretches]
    """What recurs in a report, in words: it is no evidence in this pile."""
    aside: Any
    """How many words of each report recur."""
    inside: Any = None
    """Whether both are tellings of one report, through others: known when the pairs in doubt are judged."""
    chosen: Any = None
    """The places of the pairs that were collated, those of one family together."""
    collated: dict[int, Kinship] = field(default_factory=dict)


def pile(reports: Iterable[Report], engine: Engine | None = None) -> Pile:
    """Families of reports that are held in memory; the same rows that a store would get, in the same order."""
    engine = engine or Plain()
    pool = pool_of(reports)
    pairs = pairs_of(pool)
    found = judged(pool, pairs, engine)
    kinships = tuple(chain.from_iterable(rows(pool, pairs, found)))
    lengths = dict(zip(pool.keys, found.lengths.tolist(), strict=True))
    return Pile(tuple(candidates(pairs)), kinships, gathered(kinships, lengths))


# --- the first look ---------------------------------------------------------------------------------------------


def looked(pool: Pool, pairs: Pairs, threads: int = 1, progress: Progress = quiet) -> Tiers:
    """What the words of each pair say: clear, or in doubt."""
    import numpy as np

    from ..kinship.settled import DOUBTFUL, SAME

    if pool.large and pool.recurs is None:
        pool = replace(pool, recurs=recurrence.of_pool(pool, threads))
    wanted = np.arange(len(pool.keys) if len(pairs.one) else 0)  # what recurs is counted over all reports
    if pool.large:
        wanted = np.flatnonzero(np.bincount(np.concatenate([pairs.one, pairs.other])))
    few = len(pairs.one) <= SETTINGS.engines.plain_pairs
    counts, answers, scores, lengths, texts, recurring = (
        _plainly(pool, pairs, wanted) if few else _compiled(pool, pairs, wanted, threads, progress)
    )
    equal = texts[pairs.one] == texts[pairs.other]
    own_words = (lengths + recurring[1])[pairs.one[equal]]
    answers[equal] = np.where(own_words >= SETTINGS.kinship.least_equal, SAME, DOUBTFUL)
    spoken = (pool.languages[pairs.one], pool.languages[pairs.other])
    answers[(spoken[0] != spoken[1]) & (spoken[0] != 0) & (spoken[1] != 0) & ~equal] = DOUBTFUL
    answers[_of_other_days(pool, pairs, equal, lengths)] = DOUBTFUL
    return Tiers(answers, counts, scores, equal, lengths, *recurring)


def _of_other_days(pool: Pool, pairs: Pairs, equal: Any, lengths: Any) -> Any:
    """Pairs of one headline, and short ones, from other days: a form filled in anew, or a report that was repeated."""
    import numpy as np

    (headline, day), one, other = pool.headings, pairs.one, pairs.other
    days = np.where((day[one] != 0) & (day[other] != 0), np.abs(day[one] - day[other]), 0)
    late, alike = days > SETTINGS.kinship.repeat_days, (headline[one] != 0) & (headline[one] == headline[other])
    short = np.minimum(lengths[one], lengths[other]) < SETTINGS.kinship.form_words
    return (alike & (late | ((days > 0) & ~equal))) | (short & late)


def _plainly(pool: Pool, pairs: Pairs, wanted: Any) -> tuple[Any, ...]:
    """Counts, answers, scores, lengths, a number for each text, and what recurs, without the compiler.

    What recurs is counted twice: see `recurrence.recurs`.
    """
    import numpy as np

    from ..kinship.clear import COUNTS, counts, sheet
    from ..kinship.recurring import marked, often, without
    from ..kinship.settled import answer, fitted, inputs, score

    whole: dict[int, Sheet] = {}
    stretches: dict[int, Stretches] = {}
    texts = np.zeros(len(pool.keys), np.int64)
    for places, part in pool.texts(wanted):
        for place, text in zip(places, part, strict=True):
            whole[place] = sheet(text)
            texts[place] = feature(text)
    ends = list(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True))
    there, tied = sorted(whole), texts[pairs.one] == texts[pairs.other]
    story, known = whole, set(pool.recurs.tolist()) if pool.large else set()
    for bar in (None, SETTINGS.clear.alike):
        if not pool.large:
            found = [counts(story[one], story[other]) for one, other in ends]
            said = np.array([answer(row) for row in found], np.int8)
            scores = np.array([score(fitted().copy, inputs(row)) for row in found], np.float64)
            tied = tied | recurrence.alike(said, scores, bar)
            roots = groups(len(pool.keys), pairs.one[tied], pairs.other[tied])
            known = often([whole[place] for place in there], [int(roots[place]) for place in there])
        stretches = {place: own for place in there if (own := marked(whole[place], known))}
        story = {**whole, **{place: without(whole[place], own) for place, own in stretches.items()}}
    found = [counts(story[one], story[other]) for one, other in ends]
    lengths = _lengths(pool, story)
    return (
        np.array(found, np.int32).reshape(len(found), len(COUNTS)),
        np.array([answer(row) for row in found], np.int8),
        np.array([score(fitted().copy, inputs(row)) for row in found], np.float64),
        lengths,
        texts,
        (lambda place: stretches.get(place, ()), _lengths(pool, whole) - lengths),
    )


def _lengths(pool: Pool, sheets: Mapping[int, Sheet]) -> Any:
    """The words of each report."""
    import numpy as np

    lengths = np.zeros(len(pool.keys), np.int64)
    for place, own in sheets.items():
        lengths[place] = len(own.numbers)
    return lengths


def _compiled(pool: Pool, pairs: Pairs, wanted: Any, threads: int, progress: Progress) -> tuple[Any, ...]:
    """The same in compiled loops."""
    import numpy as np

    from ..kinship import columns
    from ..kinship.recurring_columns import marked, stretches, without

    sheets, texts = recurrence.sheets_of(pool, wanted)
    known, again = pool.recurs, np.arange(len(pairs.one))
    if not pool.large:
        counts = recurrence.counted(sheets, pairs, again, threads, progress)
        known = recurrence.recurs(sheets, pairs, (counts, texts[pairs.one] == texts[pairs.other]), threads)
    marks = marked(sheets, known)
    spans, story = sheets.spans, without(sheets, marks)
    lengths = story.spans[:, 1] - story.spans[:, 0]
    aside = spans[:, 1] - spans[:, 0] - lengths
    if pool.large:
        counts = recurrence.counted(story, pairs, again, threads, progress)
    else:
        again = np.flatnonzero(aside[pairs.one] + aside[pairs.other])
        counts[again] = recurrence.counted(story, pairs, again, threads, progress)
    often = (lambda place: stretches(spans, marks, place), aside)
    return counts, *columns.answers(counts), lengths, texts, often


# --- the second look --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Watch:
    """How the pairs of a pile are looked at, and who is told of it."""

    threads: int = 1
    """For the compiled loops; they change nothing."""
    known: Callable[[Pairs, Any], Mapping[int, Kinship]] | None = None
    """Of the pairs at some places, those that were collated before, with what was said of them."""
    made: Callable[[Kinship], None] | None = None
    """Told of each judgement on a collated pair."""
    progress: Progress = quiet


def judged(pool: Pool, pairs: Pairs, engine: Engine, watch: Watch = Watch()) -> Tiers:
    """What is said of every pair; `rows` gives it as rows."""
    import numpy as np

    from ..kinship.settled import DOUBTFUL

    found = looked(pool, pairs, watch.threads, watch.progress)
    known: dict[int, Kinship] = {}
    if watch.known:
        doubtful = np.flatnonzero(found.answers <= DOUBTFUL)
        known.update(_still(pool, found, watch.known(pairs, np.concatenate([doubtful, closer(found.answers)]))))

    def ask(places: Any) -> list[int]:
        listed = places.tolist()
        found.collated.update((place, known[place]) for place in listed if place in known)
        left = [place for place in listed if place not in found.collated]
        before = len(found.collated)
        for count, (place, row) in enumerate(collated(pool, pairs, left, engine, found.recurring), 1):
            found.collated[place] = row
            if watch.made:
                watch.made(row)
            watch.progress("pairs by their sentences", before + count, before + len(left))
        return [strength(found.collated[place]) for place in listed]

    ends = pairs.one, pairs.other
    found.inside, found.chosen = choose(found.answers, found.scores, ends, len(pool.keys), ask)
    return found


def strength(row: Kinship) -> int:
    """What a judgement says, as `choose` is told: no copy, probably, or sure."""
    return COPIES[::-1].index(row.verdict) + 1 if row.verdict in COPIES else 0


def _still(pool: Pool, found: Tiers, known: Mapping[int, Kinship]) -> Iterator[tuple[int, Kinship]]:
    """Of the pairs that were collated before those of which the same recurs in the pile now."""
    from ..kinship.recurring import RECURS, told

    place = {key: at for at, key in enumerate(pool.keys)}
    for at, row in known.items():
        often = told(found.recurring(place[row.one]), found.recurring(place[row.other]))
        if row.why.endswith(often) if often else RECURS not in row.why:
            yield at, row


def collated(
    pool: Pool, pairs: Pairs, places: Sequence[int], engine: Engine, recurring: Callable[[int], Stretches]
) -> Iterator[tuple[int, Kinship]]:
    """The judgement on the pairs at some places, collated; texts are fetched for a stretch of pairs at a time."""
    from . import PairBatch, batches, judge_batch

    least, most = SETTINGS.engines.batch, SETTINGS.collation.together
    size = max(least, min(most, len(places) // least))

    def pair_batches() -> Iterator[PairBatch]:
        for stretch in batches(places, SETTINGS.engines.pairs_at_once):
            ends = sorted({*pairs.one[stretch].tolist(), *pairs.other[stretch].tolist()})
            held = {report.report: report for report in pool.reports(ends).values()}
            aside = {pool.keys[end]: stretches for end in ends if (stretches := recurring(end))}
            for part in batches(candidates(pairs, stretch), size):
                keys = {key for found in part for key in (found.one, found.other)}
                own = {key: aside[key] for key in sorted(keys) if key in aside}
                yield PairBatch({key: held[key] for key in sorted(keys)}, tuple(part), own)

    yield from zip(places, chain.from_iterable(engine.each(judge_batch, pair_batches())), strict=True)


def rows(pool: Pool, pairs: Pairs, found: Tiers, size: int = 0) -> Iterator[list[Kinship]]:
    """The judgement on every pair, in the order of the pairs, in parts."""
    size = size or max(1, len(pairs.one))
    for start in range(0, len(pairs.one), size):
        yield list(_rows(pool, pairs, found, slice(start, start + size)))


def _rows(pool: Pool, pairs: Pairs, found: Tiers, part: slice) -> Iterator[Kinship]:
    from ..kinship.clear import Counts
    from ..kinship.recurring import told_briefly
    from ..kinship.settled import DOUBTFUL, Pair, passed_over, settled

    one, other = pairs.one[part], pairs.other[part]
    page = (pool.ids[one] == pool.ids[other]) | ((pool.urls[one] == pool.urls[other]) & (pool.urls[one] != 0))
    first = found.lengths[one] <= found.lengths[other]
    listed = zip(
        range(part.start, part.start + len(one)),
        one.tolist(),
        other.tolist(),
        first.tolist(),
        found.equal[part].tolist(),
        page.tolist(),
        found.answers[part].tolist(),
        found.counts[part].tolist(),
        strict=True,
    )
    for place, here, there, shorter, equal, same_page, said, counts in listed:
        row = found.collated.get(place)
        if row is None:
            aside = told_briefly(int(found.aside[here]), int(found.aside[there])) if not equal else ""
            pair = Pair(pool.keys[here], pool.keys[there], shorter, equal, same_page, aside)
            held = Counts(*counts)
            if said <= DOUBTFUL:
                row = passed_over(pair, held, said, bool(found.inside[place]), float(found.scores[place]))
            else:
                row = settled(pair, held, said, float(found.scores[place]))
        yield row


def first_look() -> tuple[str, str, str]:
    """What tells in `why` that no sentences were looked at: two beginnings, and all that is said of equal texts."""
    from ..kinship.reasons import EQUAL
    from ..kinship.settled import CLEAR, NOT_COLLATED

    return CLEAR, NOT_COLLATED, EQUAL


def by_words(row: Kinship) -> bool:
    """Whether nobody has looked at the sentences of a pair, and nothing but its two texts was known."""
    from ..kinship.recurring import RECURS

    return row.why.startswith(first_look()[:2]) and RECURS not in row.why


def gathered(kinships: Iterable[Kinship], lengths: Mapping[str, int]) -> tuple[Telling, ...]:
    """The families, sorted by family and report."""
    from ..families import families

    return tuple(sorted(families(kinships, lengths), key=lambda telling: (telling.family, telling.report)))
