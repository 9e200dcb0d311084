"""FRONT. Adding to a large store: what the new reports change is worked, everything else stays where it lies.

    report segments -> features (a file of columns for each segment, made once)
    features, state -> candidates that are new and that are none any more       plan.growth.grown
    new pairs       -> first look at their words                                plan.growth.looked_at
    pairs asked for -> judgements, the doubtful ones collated                   plan.growth.judged_anew
    touched groups  -> families
    published       -> new segments; rows that are gone or replaced are dropped, not written over; the new state

The state names the report segments that it was made of. A store whose segments are others, or whose state is missing,
is worked anew as a whole, and so is one of which very much is new or has been replaced: the outcome is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import plan
from .engines import Engine
from .gathering import FULL, Links, gathered, linked_groups, redirected
from .glossary import Candidate, Kinship, Report, Telling
from .identity import Keys, digest, halves
from .plan import Pool, Progress, growth, recurrence
from .settings import SETTINGS
from .store import (
    CONCORDANCE,
    FEATURES,
    KEYS,
    RECORDS,
    STATE,
    WORDS,
    Manifest,
    Records,
    Segment,
    Store,
    Writer,
    packed,
)

if TYPE_CHECKING:
    from .plan import Tiers
    from .plan.growth import Grown
    from .plan.pools import Ends, Pairs

KEPT = (FEATURES, WORDS, RECORDS, KEYS)
"""What is kept of each report segment."""

LEARNT = "family"
"""What a state has learnt to keep last: one that does not know it is of no use."""

MAKINGS = "makings"
"""The column of a state that has the makings in the order of their numbers, as one text."""

FAMILY = "family"
"""The column of a state that has the first report, by key, of each report's family; -1 where it is single."""

RECURS = "recurs"
"""The column of a state that has the rows of words that recur, as numbers."""


def large(store: Store) -> bool:
    """Whether features and state of this store are kept."""
    return store.count(Report) >= SETTINGS.engines.kept


def known(manifest: Manifest) -> int:
    """Of how many report segments the state of a store was made; 0 where it can be of no use any more."""
    for state in manifest.segments.get(STATE, ()):
        segments = manifest.of(Report)
        old, new = segments[: state.rows], segments[state.rows :]
        if state.made_from != made_from(old):
            return 0
        most, before, more = SETTINGS.engines.renewed, *(sum(part.rows for part in parts) for parts in (old, new))
        if more > most * before or recurrence.share(before) != recurrence.share(before + more):
            return 0
        for noun in (Candidate, Kinship, Telling):
            held = manifest.of(noun)
            if sum(part.dropped for part in held) > most * sum(part.rows for part in held):
                return 0
        return state.rows
    return 0


def made_from(segments: Iterable[Segment]) -> str:
    """What a state is made from: these report segments in this order, and what is kept of each pair."""
    return digest(LEARNT, *(segment.file for segment in segments))


def features(writer: Writer, threads: int, progress: Progress) -> growth.Held:
    """What is kept of each report segment; what is missing is made, and published as it is made.

    The reports of the segment are kept one by one beside their features and words.
    """
    store = writer.store
    held = {table: {part.made_from: part for part in store.manifest.segments.get(table, ())} for table in KEPT}
    missing = [part for part in store.manifest.of(Report) if any(part.file not in own for own in held.values())]

    def made(segment: Segment) -> tuple[Any, ...]:
        reports = store.segment_rows(Report, segment)
        texts = [report.text for report in reports]
        keys = [report.report for report in reports]
        return growth.keep(texts)._asdict(), recurrence.kept(texts)._asdict(), packed(reports), {"keys": numbered(keys)}

    with ThreadPoolExecutor(threads) as pool:
        for some in plan.batches(missing, 2 * threads):
            for segment, columns in zip(some, pool.map(made, some), strict=True):
                for table, own in zip(KEPT, columns, strict=True):
                    held[table][segment.file] = writer.columns(table, own, segment.rows, segment.file)
            manifest = store.manifest
            standing = [part.file for part in manifest.of(Report) if part.file in held[FEATURES]]
            for table in KEPT:
                manifest = manifest.put(table, [held[table][file] for file in standing])
            writer.publish(manifest)
            progress("fingerprints", len(standing), len(store.manifest.of(Report)))
    files = [part.file for part in store.manifest.of(Report)]
    parts = [list(store.columns(held[FEATURES][file]).values()) for file in files]
    shelf = growth.shelf(parts, concordance(writer, parts, threads))
    words = [recurrence.Words(**store.columns(held[WORDS][file])) for file in files]
    return growth.Held(shelf, recurrence.Bookcase(words), store.keys())


def concordance(writer: Writer, parts: Sequence[Sequence[Any]], threads: int) -> tuple[dict[str, Any], int] | None:
    """The columns of a store's concordance, and how many report segments it covers; `parts` are their kept features.

    It is made where very many reports are not covered, and published; few are as soon read through.
    """
    store, segments = writer.store, writer.store.manifest.of(Report)
    held = [part for part in store.manifest.segments.get(CONCORDANCE, ()) if _covers(part, segments)]
    left = sum(segment.rows for segment in segments[held[0].rows if held else 0 :])
    if left >= max(SETTINGS.engines.read_through, SETTINGS.engines.uncovered * store.count(Report)):
        made = growth.concordance(parts, threads)
        held = [writer.columns(CONCORDANCE, made, len(segments), made_from(segments))]
        writer.publish(store.manifest.put(CONCORDANCE, held))
    return (store.columns(held[0]), held[0].rows) if held else None


def _covers(part: Segment, segments: Sequence[Segment]) -> bool:
    return part.made_from == made_from(segments[: part.rows])


def numbered(keys: Sequence[str]) -> Any:
    """Keys as they are kept; none of them where one is no digest."""
    try:
        return halves(keys)
    except ValueError:
        return halves([])


def start(writer: Writer, pool: Pool, threads: int, progress: Progress) -> tuple[Grown, Pool]:
    """The candidates of a store, worked from all reports; nothing is said of the pairs yet. And the pool of these
    reports, which knows now what recurs in it, and where their words are kept."""
    held = features(writer, threads, progress)
    found = growth.anew(held, threads)
    return found, replace(pool, recurs=found.recurs, words=growth.in_order(held))


def by_key(found: Grown, keys: Sequence[str]) -> tuple[Pairs, Any]:
    """The candidates with their reports numbered by key, and which of them stands where then; `keys` are sorted."""
    return growth.by_key(found, keys)


def kept(writer: Writer, found: Grown, order: Any, tiers: Tiers, links: Links) -> Segment:
    """The state of a store whose pairs, in the `order` that `by_key` gave, were judged as a whole."""
    import numpy as np

    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    chosen = np.zeros(len(order), bool)
    chosen[tiers.chosen] = True
    columns = (tiers.answers, tiers.scores, tiers.inside, chosen, links.verdict, links.versions, links.making)
    lengths = tiers.lengths[growth.ranks(found.pairs.keys)].astype(np.int32)
    judged = growth.Judged._make([*(column[back] for column in columns), links.shares[back], lengths])
    return state_segment(writer, replace(found, judged=judged), links)


def regrouped(found: Grown, before: Sequence[Telling], after: Sequence[Telling]) -> Grown:
    """The same with the families that stood `before` taken out, and others set in."""
    import numpy as np

    held = found.pairs.keys
    family = np.full(len(held), -1, np.int32) if found.family is None else found.family
    family[_places(held, [row.report for row in before])] = -1
    stand = _places(held, [row.report for row in after])
    heads: dict[str, int] = {}
    family[stand] = [heads.setdefault(row.family, place) for row, place in zip(after, stand, strict=True)]
    return replace(found, family=family)


def _places(held: Sequence[str], keys: Sequence[str]) -> list[int]:
    """Where keys stand among all."""
    if isinstance(held, Keys):
        return held.places(keys)
    at = {key: place for place, key in enumerate(held)}
    return [at[key] for key in keys]


def ends(columns: dict[str, Any], keys: Sequence[str]) -> Ends:
    """The two reports of each pair of a state."""
    return growth.ends_of(columns["pairs"][columns["worth"]], keys)


def state_segment(writer: Writer, found: Grown, links: Links) -> Segment:
    """The state of a store, written."""
    import numpy as np

    names = np.frombuffer("\n".join(links.makings).encode(), np.uint8)
    columns = {
        **found.state._asdict(),
        **found.judged._asdict(),
        MAKINGS: names,
        RECURS: found.recurs,
        FAMILY: found.family,
    }
    segments = writer.store.manifest.of(Report)
    return writer.columns(STATE, columns, len(segments), made_from(segments))


def linked(found: Grown, names: Any) -> Links:
    """The links of a state, which share their columns with it."""
    links, judged = Links(0), found.judged
    links.verdict, links.versions, links.making = judged.verdict, judged.versions, judged.making
    links.shares = judged.shares
    listed = bytes(names).decode().split("\n") if len(judged.verdict) else []
    links.makings = {name: at for at, name in enumerate(listed)}
    return links


@dataclass(frozen=True, slots=True)
class Work:
    """What an add has come to, before it is published."""

    found: Grown
    rows: Sequence[Kinship]
    links: Links


def grow(writer: Writer, work: tuple[Engine, int], progress: Progress) -> Work:
    """Candidates and judgements of a store that has grown by a little."""
    import numpy as np

    store, threads = writer.store, work[1]
    held = features(writer, threads, progress)
    columns = store.columns(store.manifest.segments[STATE][0])
    names, recurred, family = columns.pop(MAKINGS), columns.pop(RECURS), columns.pop(FAMILY)
    old = sum(segment.rows for segment in store.manifest.of(Report)[: known(store.manifest)])
    progress("candidates", 0, None)
    found = growth.grown(growth.Before(*growth.state_of(columns), old, recurred), held, threads)
    records = store.records()
    found, first = growth.looked_at(found, _reports(records, found, found.asked), threads)
    progress("pairs by their sentences", 0, None)
    found, rows = growth.judged_anew(found, first, lambda places: _reports(records, found, places), work)
    links = linked(found, names)
    links.put(found.asked, rows)
    return Work(
        replace(found, family=np.append(family, np.full(len(held.keys) - len(family), -1, np.int32))), rows, links
    )


def _reports(records: Records, found: Grown, places: Any) -> list[Report]:
    """The reports of the pairs at some places."""
    import numpy as np

    return records.of(np.unique(np.concatenate([found.pairs.one[places], found.pairs.other[places]])).tolist())


def publish(writer: Writer, engine: Engine, work: Work) -> None:
    """Write what is new, take out what is gone or replaced, and publish both together."""
    store = writer.store
    before, after = _retold(store, engine, work)
    found = regrouped(work.found, before, after)
    fresh = set(found.new.tolist())
    rows = zip(found.asked.tolist(), work.rows, strict=True)
    again = [(row.one, row.other) for place, row in rows if place not in fresh]
    manifest = store.manifest.without(FULL)
    keys = found.pairs.keys
    gone = [(keys[one], keys[other]) for one, other in zip(found.gone.one, found.gone.other, strict=True)]
    replaced: dict[type, Sequence[tuple[str, str]]] = {Candidate: gone, Kinship: [*gone, *again]}
    for noun, pairs in replaced.items():
        ends = {"one": [one for one, _ in pairs], "other": [other for _, other in pairs]}
        manifest = writer.drop(manifest, noun, ends)
    stay = set(before) & set(after)
    manifest = writer.drop(manifest, Telling, {"report": [row.report for row in before if row not in stay]})
    added: dict[type, Sequence[Any]] = {
        Candidate: plan.candidates(found.figures(found.new)),
        Kinship: work.rows,
        Telling: [row for row in after if row not in stay],
    }
    for noun, made in added.items():
        if made:
            manifest = manifest.put(noun, (*manifest.of(noun), writer.segment(noun, made)))
    manifest = manifest.put(STATE, (state_segment(writer, found, work.links),))
    others = _families(store) - {row.family for row in before} if manifest.redirects else set()
    redirects = redirected(manifest.redirects, before, after, others)
    writer.publish(replace(manifest, analysed=manifest.content(Report), redirects=redirects))


def _retold(store: Store, engine: Engine, work: Work) -> tuple[list[Telling], list[Telling]]:
    """The tellings that an add replaces, and those that stand in their place.

    A new pair that links two groups has made one of them; a new pair that stands between two changes nothing.
    """
    import numpy as np

    found, pairs, keys = work.found, work.found.pairs, work.found.pairs.keys
    roots = linked_groups(pairs, work.links)
    counts = np.ones(len(pairs.one), bool)
    counts[found.new] = (roots[pairs.one] == roots[pairs.other])[found.new]
    places = found.asked[counts[found.asked]]
    touched = np.concatenate([pairs.one[places], pairs.other[places], found.gone.one, found.gone.other])
    if not len(touched):
        return [], []
    asked = np.zeros(len(roots), bool)
    asked[roots[touched]] = True
    after = gathered(pairs, work.links, found.judged.lengths, engine, (roots, asked))
    members = [keys[at] for at in np.flatnonzero(asked[roots]).tolist()]
    return store.of_reports(Telling, members), after


def _families(store: Store) -> set[str]:
    with store.reading(Telling) as connection:
        return {family for (family,) in connection.execute("SELECT DISTINCT family FROM tellings").fetchall()}
