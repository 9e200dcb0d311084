"""FRONT. From sources to a published store: read, keep, and walk the plan over what is kept.

`build` makes a store and adds to it; `add` adds to one that stands. Both publish as they go: reports a segment at a
time, then what was found in them, last the families. Killed at any moment, the same `add` again goes on where the
last publishing left off: keys are digests of content, so nothing is lost and nothing doubled.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from . import plan, tables
from .engines import Engine
from .engines.embedded import Embedded
from .engines.plain import Plain
from .errors import UsageError
from .glossary import (
    TABLES,
    Alteration,
    Candidate,
    Change,
    Credit,
    Descent,
    Fingerprint,
    Furniture,
    Kinship,
    Link,
    Locus,
    Mention,
    Passage,
    Quarantined,
    Reading,
    Report,
    Sentence,
    Telling,
    Witness,
)
from .intake import take_in
from .plan import Progress, quiet
from .settings import SETTINGS
from .store import Manifest, Store, Writer, settings_digest

MARKS = (Sentence, Furniture, Credit, Mention)
"""What is found in one report: stored for every report that stands in a candidate pair."""

FULL = (Link, Passage, Change, Locus, Reading, Descent, Alteration)
"""What is drawn of a family when it is asked for, and of all families at once where that is ordered."""

Mark = TypeVar("Mark", Sentence, Furniture, Credit, Mention)


@dataclass(frozen=True, slots=True)
class Order:
    """How the work is to be done."""

    workers: int | None = None
    """Processes; by default one a core."""
    full: bool = False
    """Whether to draw every family in full now, instead of when somebody asks for it."""
    progress: Progress = quiet


def build(
    items: Iterable[Report | Quarantined],
    into: str | os.PathLike[str],
    inputs: Sequence[str] = (),
    order: Order = Order(),
    force: bool = False,
) -> Store:
    """Make a store and put these items into it. Raises `StoreExists`, `StoreLocked`, `Stopped`."""
    _check_workers(order.workers)
    return _work(Store.create(into, force), items, inputs, order)


def add(
    items: Iterable[Report | Quarantined],
    into: str | os.PathLike[str],
    inputs: Sequence[str] = (),
    order: Order = Order(),
) -> Store:
    """Put these items into a store that stands; the result equals a build of everything from nothing."""
    _check_workers(order.workers)
    return _work(Store(into), items, inputs, order)


def _check_workers(workers: int | None) -> None:
    if workers is not None and workers < 1:
        raise UsageError(f"--workers {workers}: at least 1 is needed")


def _work(store: Store, items: Iterable[Report | Quarantined], inputs: Sequence[str], order: Order) -> Store:
    with store.writer() as writer:
        if store.manifest.settings != settings_digest():
            writer.publish(_without_derived(store.manifest))
        take_in(writer, items, inputs)
        engine = engine_for(store.count(Report), order.workers)
        try:
            _analyse(writer, engine, order.progress)
            if order.full:
                _draw(writer, engine, order.progress)
        finally:
            engine.close()
        *before, last = store.manifest.runs
        writer.publish(replace(store.manifest, runs=(*before, replace(last, finished=True))))
    return store


def engine_for(reports: int, workers: int | None) -> Engine:
    """The plain engine for a small pile or one worker, else one worker a core."""
    _check_workers(workers)
    count = workers if workers is not None else _cores()
    return Plain() if count == 1 or reports < SETTINGS.engines.plain_pile else Embedded(count)


def _cores() -> int:
    """How many cores this process may use; not every system can say, then all that there are."""
    own = getattr(os, "sched_getaffinity", None)
    return len(own(0)) if own else os.cpu_count() or 1


def _without_derived(manifest: Manifest) -> Manifest:
    """The manifest with reports and quarantine alone: thresholds have changed, everything else is made anew."""
    made = [noun for noun in TABLES if noun not in (Report, Quarantined)]
    return replace(_without(manifest, made), settings=settings_digest(), analysed="")


def _without(manifest: Manifest, nouns: Iterable[type]) -> Manifest:
    gone = set(map(tables.name, nouns))
    return replace(manifest, segments={name: held for name, held in manifest.segments.items() if name not in gone})


# --- walking the plan -------------------------------------------------------------------------------------------


def _analyse(writer: Writer, engine: Engine, progress: Progress) -> None:
    """Fingerprints of new reports, candidates of all, judgement of new pairs, families of all."""
    store = writer.store
    if not store.manifest.pending:
        return
    _fingerprint(writer, engine, progress)
    progress("candidates", 0, None)
    pairs = _pairs(store)
    _mark(writer, engine, progress, sorted({key for found in pairs for key in (found.one, found.other)}))
    kinships = _judge(writer, pairs, engine, progress)
    progress("families", 0, None)
    tellings = plan.gathered(kinships, _lengths(store))
    manifest = _without(store.manifest, FULL)
    redirects = redirected(manifest.redirects, store.rows(Telling), tellings)
    for noun, rows in ((Candidate, pairs), (Kinship, kinships), (Telling, tellings)):
        manifest = manifest.put(noun, (writer.segment(noun, rows),))
    writer.publish(replace(manifest, analysed=manifest.content(Report), redirects=redirects))


def _fingerprint(writer: Writer, engine: Engine, progress: Progress) -> None:
    """A fingerprint segment for each report segment that has none; segments of report segments long gone are let go."""
    store = writer.store
    reports = store.manifest.of(Report)
    current = {segment.file for segment in reports}
    kept = tuple(part for part in store.manifest.of(Fingerprint) if part.made_from in current)
    done = {part.made_from for part in kept}
    total, count = store.count(Report), 0
    for segment in reports:
        if segment.file not in done:
            rows = []
            for answer in engine.each(plan.fingerprint_batch, plan.batches(store.segment_rows(Report, segment))):
                rows.extend(answer)
                progress("fingerprints", count, total)
            kept = (*kept, writer.segment(Fingerprint, rows, made_from=segment.file))
            writer.publish(store.manifest.put(Fingerprint, kept))
        count += segment.rows
        progress("fingerprints", count, total)


def _pairs(store: Store) -> list[Candidate]:
    """The candidate pairs of everything that stands in the store; a large pile goes as columns, never as rows."""
    if store.count(Fingerprint) <= SETTINGS.candidates.plain_prints:
        return plan.paired(store.rows(Fingerprint))
    connection = store.connection(Fingerprint)
    try:
        connection.execute(
            "CREATE TABLE keys AS SELECT report, max(buckets) AS buckets, row_number() OVER (ORDER BY report) - 1 AS "
            "place FROM fingerprints GROUP BY report"
        )
        held = connection.execute("SELECT report, buckets FROM keys ORDER BY place").fetchall()
        columns = connection.execute(
            "SELECT place AS report, value, bucket FROM fingerprints JOIN keys USING (report)"
        ).fetchnumpy()
    finally:
        connection.close()
    return plan.paired_columns([key for key, _ in held], [count for _, count in held], columns)


def _mark(writer: Writer, engine: Engine, progress: Progress, wanted: Sequence[str]) -> None:
    """Sentences, furniture, credits and mentions of the reports that stand in a pair and have none yet."""
    store = writer.store
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


def _judge(writer: Writer, pairs: Sequence[Candidate], engine: Engine, progress: Progress) -> list[Kinship]:
    """The judgement on every pair: kept where it was judged before, made where it is new, published as it goes."""
    store = writer.store
    judged = {(row.one, row.other): row for row in store.rows(Kinship)}
    new = [pair for pair in pairs if (pair.one, pair.other) not in judged]
    fresh: list[Kinship] = []
    for count, row in enumerate(plan.judged(new, lambda keys: witnesses(store, keys), engine), 1):
        judged[row.one, row.other] = row
        fresh.append(row)
        progress("kinship", count, len(new))
        if len(fresh) >= SETTINGS.engines.judged_at_once:
            manifest = store.manifest
            writer.publish(manifest.put(Kinship, (*manifest.of(Kinship), writer.segment(Kinship, fresh))))
            fresh = []
    return [judged[pair.one, pair.other] for pair in pairs]


def witnesses(store: Store, keys: Iterable[str]) -> dict[str, Witness]:
    """Witnesses assembled from stored rows; equal to `plan.witness` of the same reports."""
    wanted = sorted(keys)
    sentences = _by_report(store.of_reports(Sentence, wanted))
    furniture = _by_report(store.of_reports(Furniture, wanted))
    credits = _by_report(store.of_reports(Credit, wanted))
    mentions = _by_report(store.of_reports(Mention, wanted))
    held = {}
    for report in store.of_reports(Report, wanted):
        key = report.report
        held[key] = (
            Witness(report, sentences[key], furniture.get(key, ()), credits.get(key, ()), mentions.get(key, ()))
            if key in sentences
            else plan.witness(report)
        )
    return held


def _by_report(rows: Iterable[Mark]) -> dict[str, tuple[Mark, ...]]:
    found: dict[str, list[Mark]] = {}
    for row in rows:
        found.setdefault(row.report, []).append(row)
    return {key: tuple(part) for key, part in found.items()}


def _draw(writer: Writer, engine: Engine, progress: Progress) -> None:
    """Every family in full: links, passages, changes, apparatus, stemma and alterations, each in its table."""
    store = writer.store
    tellings = store.rows(Telling)
    family_of = {row.report: row.family for row in tellings}
    families: dict[str, tuple[list[Telling], list[Kinship]]] = {name: ([], []) for name in family_of.values()}
    for telling in tellings:
        families[telling.family][0].append(telling)
    for kinship in store.rows(Kinship):
        if kinship.one in family_of and family_of[kinship.one] == family_of.get(kinship.other):
            families[family_of[kinship.one]][1].append(kinship)
    rows: dict[type, list[object]] = {noun: [] for noun in FULL}

    def each_family() -> Iterator[tuple[list[Witness], list[Telling], list[Kinship]]]:
        for part in plan.batches(families.values(), SETTINGS.engines.batch):
            held = witnesses(store, (telling.report for members, _ in part for telling in members))
            for members, own in part:
                yield [held[telling.report] for telling in members], members, own

    for count, drawn in enumerate(engine.each(plan.draw_batch, each_family()), 1):
        for made in plan.rows_of(drawn):
            rows[type(made)].append(made)
        progress("families in full", count, len(families))
    manifest = store.manifest
    for noun in FULL:
        manifest = manifest.put(noun, (writer.segment(noun, rows[noun]),))
    writer.publish(manifest)


def _lengths(store: Store) -> dict[str, int]:
    """Body length in characters of every report that stands in a pair, as `plan.body_length` counts it."""
    connection = store.connection(Sentence, Furniture)
    rows = connection.execute(
        "SELECT report, greatest(0, sum(stop - start)) FROM (SELECT report, start, stop FROM sentences "
        "UNION ALL SELECT report, stop, start FROM furniture) GROUP BY report"
    ).fetchall()
    connection.close()
    return {report: int(length) for report, length in rows}


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
