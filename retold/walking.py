"""FRONT. Walking the plan over a store: candidates of all reports, judgement of the pairs in tiers, families.

Only what is dear is kept from one run to the next: the judgements on pairs that were collated, which depend on two
reports alone. All else is made anew from the texts, in compiled loops, and comes out the same however the reports came
in. Published are: judgements as they are made, and at the end candidates, judgements and families together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from . import growing, plan
from .engines import Engine
from .engines.embedded import Embedded
from .gathering import FULL, Links, gathered, redirected
from .glossary import (
    Candidate,
    Credit,
    Furniture,
    Kinship,
    Mention,
    Report,
    Sentence,
    Telling,
    Witness,
)
from .plan import Pool, Progress, Tiers
from .settings import SETTINGS
from .store import DROPPED, STATE, Segment, Store, Writer

if TYPE_CHECKING:
    from .plan.pools import Ends, Pairs

Row = TypeVar("Row")

MARKS = (Sentence, Furniture, Credit, Mention)
"""What is found in one report: kept for the reports that stand in a candidate pair, unless they are very many."""

COLLATED = "NOT starts_with(why, ?) AND NOT starts_with(why, ?) AND why <> ?"
"""The judgements that were made from sentences."""


def analyse(writer: Writer, engine: Engine, progress: Progress) -> None:
    """Candidates of all reports, judgement of the pairs, families of all."""
    store = writer.store
    if not store.manifest.pending:
        return
    work = engine, engine.workers if isinstance(engine, Embedded) else 1
    if growing.known(store.manifest):
        grown = growing.grow(writer, work, progress)
        _mark(writer, engine, progress, grown.found.pairs)
        progress("families", 0, None)
        growing.publish(writer, engine, grown)
    else:
        _anew(writer, work, progress)


def _anew(writer: Writer, work: tuple[Engine, int], progress: Progress) -> None:
    """The same from all reports, whatever is known of some."""
    store, engine = writer.store, work[0]
    writer.publish(store.manifest.without([STATE]))
    pool = pool_of(store)
    progress("candidates", 0, None)
    if pool.large:
        standing, pool = growing.start(writer, pool, work[1], progress)
        pairs, order = growing.by_key(standing, pool.keys)
    else:
        pairs = plan.pairs_of(pool, work[1], progress)
    found = _judged(writer, pool, pairs, work, progress)
    _mark(writer, engine, progress, pairs)
    # From here on nothing is published before the end: what no manifest names is swept.
    kinships, links = _written(writer, pool, pairs, found)
    candidates = _candidates(writer, pairs)
    progress("families", 0, None)
    tellings = gathered(pairs, links, found.lengths, engine)
    manifest = store.manifest.without([*FULL, DROPPED])
    if pool.large:
        standing = growing.regrouped(standing, (), tellings)
        manifest = manifest.put(STATE, (growing.kept(writer, standing, order, found, links),))
    redirects = redirected(manifest.redirects, store.rows(Telling), tellings)
    manifest = manifest.put(Candidate, candidates).put(Kinship, kinships)
    manifest = manifest.put(Telling, tuple(_segments(writer, Telling, tellings)))
    writer.publish(replace(manifest, analysed=manifest.content(Report), redirects=redirects))


def pool_of(store: Store) -> Pool:
    """The reports of a store as a pool: keys and numbers in memory, texts where they stand."""
    import numpy as np

    with store.reading(Report) as connection:
        columns = connection.execute(
            "SELECT report, hash(id) AS id, CASE WHEN coalesce(url, '') = '' THEN 0 ELSE hash(url) END AS url, "
            "CASE WHEN coalesce(language, '') = '' THEN 0 ELSE hash(lower(split_part(language, '-', 1))) END "
            "AS language FROM reports ORDER BY report"
        ).fetchnumpy()
        dated = connection.execute("SELECT headline, published FROM reports ORDER BY report").fetchall()
    keys: list[str] = columns["report"].tolist()
    places = {key: at for at, key in enumerate(keys)}

    def texts(wanted: Any) -> Iterator[tuple[list[int], list[str]]]:
        chosen = np.zeros(len(keys), bool)
        chosen[list(wanted) if isinstance(wanted, range) else wanted] = True
        whole = bool(chosen.all())
        for segment in store.manifest.of(Report):
            rows = store.texts(segment)
            held = [(places[key], text) for key, text in rows]
            if not whole:
                held = [(place, text) for place, text in held if chosen[place]]
            if held:
                yield [place for place, _ in held], [text for _, text in held]

    large = growing.large(store)
    came = store.keys() if large else []
    numbered = np.argsort(np.array([places[key] for key in came], np.int64))

    def reports(wanted: Sequence[int]) -> Mapping[int, Report]:
        if large:  # then records are kept
            return dict(zip(wanted, store.records().of(numbered[list(wanted)].tolist()), strict=True))
        return {places[row.report]: row for row in store.of_reports(Report, (keys[place] for place in wanted))}

    numbers = (columns["id"], columns["url"], columns["language"])
    return Pool(keys, *numbers, plan.headings(dated), texts, reports, large)


def _judged(writer: Writer, pool: Pool, pairs: Pairs, work: tuple[Engine, int], progress: Progress) -> Tiers:
    """The pairs looked at, those in doubt collated; judgements are published as they are made."""
    store = writer.store
    fresh: list[Kinship] = []

    def publish() -> None:
        manifest = store.manifest
        writer.publish(manifest.put(Kinship, (*manifest.of(Kinship), writer.segment(Kinship, fresh))))
        fresh.clear()

    def known(pairs: Pairs, places: Any) -> dict[int, Kinship]:
        if not store.count(Kinship):
            return {}
        held = {(row.one, row.other): row for row in store.rows(Kinship, COLLATED, plan.first_look())}
        ends = zip(places.tolist(), pairs.one[places].tolist(), pairs.other[places].tolist(), strict=True)
        found = ((place, held.get((pool.keys[one], pool.keys[other]))) for place, one, other in ends)
        return {place: row for place, row in found if row is not None}

    def made(row: Kinship) -> None:
        fresh.append(row)
        if len(fresh) >= SETTINGS.engines.judged_at_once:
            publish()

    return plan.judged(pool, pairs, work[0], plan.Watch(work[1], known, made, progress))


def _written(writer: Writer, pool: Pool, pairs: Pairs, found: Tiers) -> tuple[tuple[Segment, ...], Links]:
    """All judgements in segments, and of each what the families ask for."""
    segments, links, at = [], Links(len(pairs.one)), 0
    for part in plan.rows(pool, pairs, found, SETTINGS.engines.written):
        segments.append(writer.segment(Kinship, part))
        links.put(slice(at, at + len(part)), part)
        at += len(part)
    return tuple(segments), links


def _candidates(writer: Writer, pairs: Pairs) -> tuple[Segment, ...]:
    import numpy as np

    size = SETTINGS.engines.written
    return tuple(
        writer.segment(Candidate, plan.candidates(pairs, np.arange(start, min(start + size, len(pairs.one)))))
        for start in range(0, len(pairs.one), size)
    ) or (writer.segment(Candidate, []),)


def _segments(writer: Writer, noun: type[Row], rows: Sequence[Row]) -> Iterator[Segment]:
    """Rows as segments; an empty table has one, so that it stands in the manifest."""
    for part in plan.batches(rows, SETTINGS.engines.written) if rows else [[]]:
        yield writer.segment(noun, part)


def _mark(writer: Writer, engine: Engine, progress: Progress, pairs: Ends) -> None:
    """Sentences, furniture, credits and mentions of the reports that stand in a pair and have none yet.

    Of a large pile none are kept: they are made when somebody asks for a family.
    """
    import numpy as np

    store, there = writer.store, np.zeros(len(pairs.keys), bool)
    there[pairs.one] = there[pairs.other] = True
    if there.sum() > SETTINGS.engines.marked:
        return
    wanted = [pairs.keys[place] for place in np.flatnonzero(there).tolist()]
    with store.reading(Sentence) as connection:
        done = {key for (key,) in connection.execute("SELECT DISTINCT report FROM sentences").fetchall()}
    missing = [key for key in wanted if key not in done]
    count = 0
    for part in plan.batches(missing, SETTINGS.engines.ingest):
        reports = store.of_reports(Report, part)
        found: list[Witness] = []
        for answer in engine.each(plan.witness_batch, plan.batches(reports)):
            found.extend(answer)
            count += len(answer)
            progress("sentences, furniture, credits, mentions", count, len(missing))
        rows: dict[type, list[object]] = {
            Sentence: [row for each in found for row in each.sentences],
            Furniture: [row for each in found for row in each.furniture],
            Credit: [row for each in found for row in each.credits],
            Mention: [row for each in found for row in each.mentions],
        }
        manifest = store.manifest
        for noun in MARKS:
            manifest = manifest.put(noun, (*manifest.of(noun), writer.segment(noun, rows[noun])))
        writer.publish(manifest)
