"""FRONT. Walking the plan over a store: candidates of all reports, judgement of the pairs in tiers, families.

Only what is dear is kept from one run to the next: the judgements on pairs that were collated, which depend on two
reports alone. All else is made anew from the texts, in compiled loops, and comes out the same however the reports came
in. Published are: judgements as they are made, and at the end candidates, judgements and families together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from . import plan
from .engines import Engine
from .engines.embedded import Embedded
from .glossary import (
    COPIES,
    VERDICTS,
    Alteration,
    Candidate,
    Change,
    Credit,
    Descent,
    Furniture,
    Kinship,
    Link,
    Locus,
    Mention,
    Passage,
    Reading,
    Report,
    Sentence,
    Telling,
    Witness,
)
from .plan import Pool, Progress, Tiers
from .settings import SETTINGS
from .store import Segment, Store, Writer

if TYPE_CHECKING:
    from .plan.pools import Pairs

Row = TypeVar("Row")

MARKS = (Sentence, Furniture, Credit, Mention)
"""What is found in one report: kept for the reports that stand in a candidate pair, unless they are very many."""

FULL = (Link, Passage, Change, Locus, Reading, Descent, Alteration)
"""What is drawn of a family when it is asked for, and of all families at once where that is ordered."""

COLLATED = "NOT starts_with(why, ?) AND NOT starts_with(why, ?) AND why <> ?"
"""The judgements that were made from sentences."""


def analyse(writer: Writer, engine: Engine, progress: Progress) -> None:
    """Candidates of all reports, judgement of the pairs, families of all."""
    store = writer.store
    if not store.manifest.pending:
        return
    threads = engine.workers if isinstance(engine, Embedded) else 1
    pool = pool_of(store)
    progress("candidates", 0, None)
    pairs = plan.pairs_of(pool, threads, progress)
    found = _judged(writer, pool, pairs, (engine, threads), progress)
    _mark(writer, engine, progress, _named(pool, pairs))
    # From here on nothing is published before the end: what no manifest names is swept.
    kinships, links = _written(writer, pool, pairs, found)
    candidates = _candidates(writer, pairs)
    progress("families", 0, None)
    tellings = _gathered(pool, pairs, links, found, engine)
    manifest = store.manifest.without(FULL)
    redirects = redirected(manifest.redirects, store.rows(Telling), tellings)
    manifest = manifest.put(Candidate, candidates).put(Kinship, kinships)
    manifest = manifest.put(Telling, tuple(_segments(writer, Telling, tellings)))
    writer.publish(replace(manifest, analysed=manifest.content(Report), redirects=redirects))


def pool_of(store: Store) -> Pool:
    """The reports of a store as a pool: keys and numbers in memory, texts where they stand."""
    import numpy as np

    connection = store.connection(Report)
    try:
        columns = connection.execute(
            "SELECT report, hash(id) AS id, CASE WHEN coalesce(url, '') = '' THEN 0 ELSE hash(url) END AS url, "
            "CASE WHEN coalesce(language, '') = '' THEN 0 ELSE hash(lower(split_part(language, '-', 1))) END "
            "AS language FROM reports ORDER BY report"
        ).fetchnumpy()
        dated = connection.execute("SELECT headline, published FROM reports ORDER BY report").fetchall()
    finally:
        connection.close()
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

    def reports(wanted: Sequence[int]) -> Mapping[int, Report]:
        return {places[row.report]: row for row in store.of_reports(Report, (keys[place] for place in wanted))}

    numbers = (columns["id"], columns["url"], columns["language"])
    return Pool(keys, *numbers, plan.headings(dated), texts, reports)


def _named(pool: Pool, pairs: Pairs) -> list[str]:
    """The reports that stand in a pair."""
    import numpy as np

    return [pool.keys[place] for place in np.unique(np.concatenate([pairs.one, pairs.other])).tolist()]


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
    segments, links = [], Links(len(pairs.one))
    for part in plan.rows(pool, pairs, found, SETTINGS.engines.written):
        segments.append(writer.segment(Kinship, part))
        links.take(part)
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


class Links:
    """Of every judged pair what the families ask for, as columns: three million pairs in a few hundred megabytes."""

    def __init__(self, count: int) -> None:
        import numpy as np

        self.at = 0
        self.verdict = np.zeros(count, np.int8)
        self.versions = np.zeros(count, bool)
        self.making = np.zeros(count, np.int16)
        self.shares = np.zeros((count, 3), np.float64)
        self.makings: dict[str, int] = {}

    def take(self, rows: Sequence[Kinship]) -> None:
        """The next rows, in the order of the pairs."""
        part = slice(self.at, self.at + len(rows))
        self.at += len(rows)
        self.verdict[part] = [VERDICTS.index(row.verdict) for row in rows]
        self.versions[part] = [row.relation == "versions" for row in rows]
        self.making[part] = [self.makings.setdefault(row.making, len(self.makings)) for row in rows]
        self.shares[part] = [(row.one_kept, row.other_kept, row.confidence) for row in rows]

    def rows(self, pool: Pool, pairs: Pairs, places: Any) -> list[Kinship]:
        """The rows at some places, as far as families look at them."""
        names = list(self.makings)
        listed = zip(
            pairs.one[places].tolist(),
            pairs.other[places].tolist(),
            self.verdict[places].tolist(),
            self.versions[places].tolist(),
            self.making[places].tolist(),
            self.shares[places].tolist(),
            strict=True,
        )
        return [
            Kinship(
                pool.keys[one],
                pool.keys[other],
                VERDICTS[verdict],
                "versions" if versions else "",
                names[making],
                kept[0],
                kept[1],
                0.0,
                kept[2],
                "",
            )
            for one, other, verdict, versions, making, kept in listed
        ]


def _gathered(pool: Pool, pairs: Pairs, links: Links, found: Tiers, engine: Engine) -> list[Telling]:
    """The families of all, sorted by family and report; those that no link joins are worked apart."""
    import numpy as np

    linked = (links.verdict < len(COPIES)) | links.versions
    roots = plan.groups(len(pool.keys), pairs.one[linked], pairs.other[linked])
    places = np.flatnonzero(roots[pairs.one] == roots[pairs.other])
    order = places[np.argsort(roots[pairs.one[places]], kind="stable")]
    borders = np.flatnonzero(np.diff(roots[pairs.one[order]])) + 1

    def batches() -> Iterator[tuple[list[Kinship], dict[str, int]]]:
        start = 0
        while start < len(order):
            later = np.searchsorted(borders, start + SETTINGS.engines.gathered)
            stop = int(borders[later]) if later < len(borders) else len(order)
            rows = links.rows(pool, pairs, order[start:stop])
            ends = np.unique(np.concatenate([pairs.one[order[start:stop]], pairs.other[order[start:stop]]])).tolist()
            yield rows, {pool.keys[place]: int(found.lengths[place]) for place in ends}
            start = stop

    tellings = list(chain.from_iterable(engine.each(plan.gather_batch, batches())))
    return sorted(tellings, key=lambda row: (row.family, row.report))


def _mark(writer: Writer, engine: Engine, progress: Progress, wanted: Sequence[str]) -> None:
    """Sentences, furniture, credits and mentions of the reports that stand in a pair and have none yet.

    Of a large pile none are kept: they are made when somebody asks for a family.
    """
    store = writer.store
    if len(wanted) > SETTINGS.engines.marked:
        return
    connection = store.connection(Sentence)
    done = {key for (key,) in connection.execute("SELECT DISTINCT report FROM sentences").fetchall()}
    connection.close()
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


def redirected(redirects: Mapping[str, str], before: Iterable[Telling], after: Iterable[Telling]) -> dict[str, str]:
    """Where the id of a family that stood before leads now: to the family that holds most of its members.

    Chains are followed to their end; an id that stands again is no redirect; a family that fell apart leads to ``""``.
    """
    now = {telling.report: telling.family for telling in after}
    standing = set(now.values())
    members: dict[str, list[str]] = {}
    for telling in before:
        members.setdefault(telling.family, []).append(telling.report)
    found = dict(redirects)
    for family, reports in members.items():
        heirs = sorted(now[report] for report in reports if report in now)
        found[family] = max(heirs, key=lambda heir: (heirs.count(heir), heir)) if heirs else ""
    settled = {}
    for family in found:
        target, steps = found[family], 0
        while target in found and target not in standing and steps <= len(found):
            target, steps = found[target], steps + 1
        if family not in standing:
            settled[family] = target
    return settled
