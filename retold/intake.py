"""FRONT. Keeping what is read: new reports and quarantined inputs go into the store, a segment at a time.

The account of a run always adds up: seen = stored + quarantined + duplicates. What is published survives a kill; the
same inputs again are duplicates and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace

from . import plan, tables
from .glossary import Credit, Furniture, Kinship, Mention, Quarantined, Report, Sentence
from .identity import Keys, digest
from .settings import SETTINGS
from .store import Manifest, Records, Run, Store, Writer


@dataclass(slots=True)
class Known:
    """What the store holds already: the key of every report, and every refusal."""

    store: Store
    keys: set[str]
    """Those that are not in `numbered`."""
    numbered: Keys | None
    """The keys that stood in the store when the work began, where they are kept as numbers."""
    refusals: set[str]
    records: Records | None = None
    """The reports whose keys are numbered, one by one."""
    rows: dict[str, int] | None = None
    """Digests of rows: of all that have come since where the others stand as records; else of every report, once so
    many are met again that one reading of all is cheaper."""

    @classmethod
    def of(cls, store: Store) -> Known:
        """What a store holds."""
        keys, refusals = store.keys(), set(map(_refusal, store.rows(Quarantined)))
        if isinstance(keys, Keys):
            return cls(store, set(), keys, refusals, store.records(), {})
        return cls(store, set(keys), None, refusals)

    def among(self, keys: Iterable[str]) -> set[str]:
        """Which of these the store holds."""
        asked = sorted(keys)
        found = self.keys.intersection(asked)
        if self.numbered is not None:
            found.update(key for key, place in zip(asked, self.numbered.places(asked), strict=True) if place >= 0)
        return found

    def digests(self, keys: set[str]) -> dict[str, int]:
        """The digests of the rows of some reports that are in the store."""
        if self.rows is None and len(keys) > SETTINGS.engines.ingest // 10:
            self.rows = {row.report: tables.row_digest(row) for row in _all_reports(self.store)}
        found = {key: self.rows[key] for key in keys & self.rows.keys()} if self.rows else {}
        left = sorted(keys - found.keys())
        if self.numbered is not None and self.records is not None:
            held = self.records.of(self.numbered.places(left))
        else:
            held = self.store.of_reports(Report, left) if left else []
        return found | {row.report: tables.row_digest(row) for row in held}

    def add(self, rows: Mapping[str, Report]) -> None:
        """Reports that stand in the store now, or stand otherwise than before."""
        self.keys.update(rows)
        if self.rows is not None:
            self.rows.update((key, tables.row_digest(row)) for key, row in rows.items())


@dataclass(slots=True)
class Part:
    """One part of the input, sorted out: what is new, what is bad, what is a fuller record of a known report."""

    seen: int = 0
    quarantined: int = 0
    new: dict[str, Report] = field(default_factory=dict)
    bad: list[Quarantined] = field(default_factory=list)
    rivals: dict[str, Report] = field(default_factory=dict)
    digest: int = 0


def take_in(writer: Writer, items: Iterable[Report | Quarantined], inputs: Sequence[str]) -> None:
    """Store new reports and quarantined rows and publish after every part, with the account of the run so far."""
    store = writer.store
    known = Known.of(store)
    earlier = store.manifest.runs
    run, total = Run(inputs=tuple(inputs)), 0
    writer.publish(replace(store.manifest, runs=(*earlier, run)))
    for items_of_part in plan.batches(items, SETTINGS.engines.ingest):
        part = _sorted_out(items_of_part, known)
        total = (total + part.digest) % (1 << 64)
        run = replace(
            run,
            inputs_digest=f"{total:016x}",
            seen=run.seen + part.seen,
            stored=run.stored + len(part.new),
            quarantined=run.quarantined + part.quarantined,
            duplicates=run.duplicates + part.seen - len(part.new) - part.quarantined,
        )
        manifest = replace(store.manifest, runs=(*earlier, run))
        for noun, rows in ((Report, sorted(part.new.values(), key=lambda row: row.report)), (Quarantined, part.bad)):
            if rows:
                manifest = manifest.put(noun, (*manifest.of(noun), writer.segment(noun, rows)))
        writer.publish(manifest)
        known.add(part.new)
        _settle(writer, part.rivals, known)


def _sorted_out(items: Sequence[Report | Quarantined], known: Known) -> Part:
    """Tell new from known; the digest of what was seen knows no order."""
    part = Part(seen=len(items))
    held = known.digests(known.among({item.report for item in items if isinstance(item, Report)}))
    for item in items:
        if isinstance(item, Quarantined):
            part.quarantined += 1
            part.digest += int(_refusal(item)[:16], 16)
            if _refusal(item) not in known.refusals:
                known.refusals.add(_refusal(item))
                part.bad.append(item)
            continue
        part.digest += int(item.report[:16], 16)
        if item.report in part.new:
            part.new[item.report] = fuller(part.new[item.report], item)
        elif item.report not in held:
            part.new[item.report] = item
        elif held[item.report] != tables.row_digest(item):
            part.rivals[item.report] = fuller(part.rivals.get(item.report, item), item)
    return part


def _refusal(row: Quarantined) -> str:
    return digest(row.origin, row.place, row.stage, row.error, row.digest)


def fuller(one: Report, other: Report) -> Report:
    """Of two records with the same id and text the one with more columns filled; ties by content, never by arrival."""
    return max(one, other, key=lambda row: (sum(value is not None for value in astuple(row)), repr(row)))


def _settle(writer: Writer, rivals: Mapping[str, Report], known: Known) -> None:
    """Where a duplicate is the fuller record, write its segment again with the fuller one in place."""
    store = writer.store
    manifest = store.manifest
    swapped: set[str] = set()
    for segment in manifest.of(Report) if rivals else ():
        rows = store.segment_rows(Report, segment)
        better = [fuller(row, rivals[row.report]) if row.report in rivals else row for row in rows]
        if better != rows:
            swapped.update(new.report for old, new in zip(rows, better, strict=True) if old != new)
            written = writer.segment(Report, better)
            manifest = manifest.put(Report, [written if part == segment else part for part in manifest.of(Report)])
    if swapped:
        known.add({key: fuller(rivals[key], row) for key, row in _held(store, swapped)})
        writer.publish(_forgotten(writer, manifest, swapped))


def _held(store: Store, keys: set[str]) -> list[tuple[str, Report]]:
    return [(row.report, row) for row in store.of_reports(Report, keys)]


def _forgotten(writer: Writer, manifest: Manifest, keys: set[str]) -> Manifest:
    """The manifest without what was found in these reports: a headline or a date that is new can change it."""
    for noun in (Sentence, Furniture, Credit, Mention, Kinship):
        segments = []
        for segment in manifest.of(noun):
            rows = writer.store.segment_rows(noun, segment)
            kept = [row for row in rows if not _names(row, keys)]
            segments.append(segment if len(kept) == len(rows) else writer.segment(noun, kept, segment.made_from))
        manifest = manifest.put(noun, segments)
    return manifest


def _names(row: object, keys: set[str]) -> bool:
    """Whether a row is about one of these reports."""
    return any(getattr(row, name, None) in keys for name in ("report", "one", "other"))


def _all_reports(store: Store) -> Iterator[Report]:
    for segment in store.manifest.of(Report):
        yield from store.segment_rows(Report, segment)
