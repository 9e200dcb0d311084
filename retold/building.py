"""FRONT. From sources to a published store: read, keep, and walk the plan over what is kept.

`build` makes a store and adds to it; `add` adds to one that stands. Both publish as they go: reports a segment at a
time, then what was found in them, last the families. Killed at any moment, the same `add` again goes on where the
last publishing left off: keys are digests of content, so nothing is lost and nothing doubled.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from . import plan
from .engines import Engine
from .engines.embedded import Embedded
from .engines.plain import Plain
from .errors import Stopped, UsageError
from .gathering import FULL
from .glossary import (
    TABLES,
    Credit,
    Furniture,
    Kinship,
    Mention,
    Quarantined,
    Report,
    Sentence,
    Telling,
    Witness,
)
from .guard import needed, said
from .intake import take_in
from .plan import Progress, quiet
from .settings import SETTINGS
from .store import CONCORDANCE, DROPPED, FEATURES, KEYS, RECORDS, STATE, WORDS, Manifest, Store, Writer, settings_digest
from .walking import analyse

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
            analyse(writer, engine, order.progress)
            if order.full:
                _draw(writer, engine, order.progress)
        except MemoryError:
            count = store.count(Report)
            raise Stopped(
                f"{store.path}: out of memory; {count:,} reports need about {said(needed(count, order.workers))}. "
                "What was published is safe: `retold add` with the same inputs goes on where there is more memory"
            ) from None
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
    manifest = manifest.without([*made, FEATURES, WORDS, RECORDS, KEYS, CONCORDANCE, STATE, DROPPED])
    return replace(manifest, settings=settings_digest(), analysed="")


# --- families in full -------------------------------------------------------------------------------------------


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
