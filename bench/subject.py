"""What is measured. The one place where the measures meet Retold: through its plan and its nouns, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import TypeVar

from retold import plan
from retold.engines.embedded import Embedded
from retold.glossary import (
    COPIES,
    Candidate,
    Change,
    Collation,
    Descent,
    Family,
    Kinship,
    Report,
    Telling,
    Witness,
)
from retold.identity import report_key
from retold.store import Store
from retold.words import lexicon

Item = TypeVar("Item")
Answer = TypeVar("Answer")

__all__ = ["COPIES", "Change", "Collation", "Descent", "Report", "Witness"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a pair, by the ids of the data; `emitted` is whether the pile's candidates held the pair."""

    one: str
    other: str
    verdict: str
    making: str
    borrowed: float
    confidence: float
    emitted: bool

    @property
    def copy(self) -> bool:
        """Whether one is called a telling of the other's report."""
        return self.verdict in COPIES


@dataclass(frozen=True, slots=True)
class Found:
    """What a pile gives: judgements by pair of ids (the smaller first), families by id, and the stages' counts."""

    judgements: dict[tuple[str, str], Judgement]
    families: dict[str, str]
    candidates: frozenset[tuple[str, str]]


def report(id: str, text: str, published: str = "", headline: str = "", source: str = "") -> Report:
    """A report as Retold takes it; empty fields are not known."""
    return Report(
        report_key(id, text),
        id,
        text,
        source=source or None,
        published=published or None,
        headline=headline or None,
    )


def ordered(one: str, other: str) -> tuple[str, str]:
    """A pair of ids, the smaller first."""
    return (one, other) if one <= other else (other, one)


def synonyms() -> list[list[str]]:
    """Groups of words that share a sense (WordNet)."""
    return sorted(entry.split() for entry in lexicon("synonyms"))


@lru_cache(maxsize=512)
def witness(given: Report) -> Witness:
    """One report with all that is found in it; the last few are remembered."""
    return plan.witness(given)


@lru_cache(maxsize=512)
def outline(given: Report) -> Witness:
    """One report as far as a collation looks at it, without mentions; the last few are remembered."""
    return plan.outline(given)


def collation(one: Report, other: Report) -> Collation:
    """Two reports laid side by side, the way round in which they are given."""
    return plan.collation(outline(one), outline(other))


def collations(pairs: Sequence[tuple[Report, Report]]) -> list[Collation]:
    """As `collation` for each of many pairs, and faster."""
    return plan.collations([(outline(one), outline(other)) for one, other in pairs])


def drawn(pair: tuple[Report, Report]) -> tuple[Witness, Witness]:
    """The outlines of two reports, drawn anew: what is timed is not remembered."""
    return plan.outline(pair[0]), plan.outline(pair[1])


def laid(pairs: Sequence[tuple[Witness, Witness]]) -> list[Collation]:
    """Outlines that were drawn, laid side by side."""
    return plan.collations(pairs)


def changes(one: Report, other: Report) -> tuple[Change, ...]:
    """The changes between two texts that are known to belong together, whatever a verdict would say."""
    return plan.differences(plan.collation(witness(one), witness(other)))


def marked(collations: Sequence[Collation]) -> list[tuple[Change, ...]]:
    """The changes of texts that are laid, mentions looked for anew: once in each text, however often it is laid."""
    from retold.mentions import mentions

    sides = {side.report.report: side for made in collations for side in (made.one, made.other)}
    found = {key: replace(side, mentions=tuple(mentions(side.report, side.sentences))) for key, side in sides.items()}
    return [
        plan.differences(replace(made, one=found[made.one.report.report], other=found[made.other.report.report]))
        for made in collations
    ]


def family(reports: Sequence[Report]) -> tuple[Collation, ...]:
    """The collations that a family of a pile is drawn from; the pile must be one family."""
    made = plan.pile(reports, None)
    witnesses = plan.witness_batch(sorted(reports, key=lambda given: given.report))
    return tuple(plan.family(witnesses, made.tellings, made.kinships).collations)


def judge(pair: tuple[Report, Report]) -> Judgement:
    """The verdict on two reports that are compared by themselves: what `comparison` says, without what follows it."""
    one, other = pair
    laid = plan.collation(witness(one), witness(other))
    return _judgement(plan.judgement(laid), one.id, other.id, emitted=False)


def _judgement(kinship: Kinship, one: str, other: str, emitted: bool) -> Judgement:
    return Judgement(one, other, kinship.verdict, kinship.making, kinship.borrowed, kinship.confidence, emitted)


def pile(reports: Sequence[Report], jobs: int) -> Found:
    """Candidates, verdicts and families of a pile, as a build would find them."""
    names = {given.report: given.id for given in reports}
    engine = Embedded(jobs) if jobs > 1 else None
    try:
        made = plan.pile(reports, engine)
    finally:
        if engine is not None:
            engine.close()
    judgements = {}
    for kinship in made.kinships:
        one, other = names[kinship.one], names[kinship.other]
        judgements[ordered(one, other)] = _judgement(kinship, one, other, emitted=True)
    families = {names[telling.report]: telling.family for telling in made.tellings}
    candidates = frozenset(ordered(names[row.one], names[row.other]) for row in made.candidates)
    return Found(judgements, families, candidates)


def build(source: Path, into: Path, jobs: int) -> Store:
    """A whole build of a file of reports into a store, which replaces one that is there."""
    from retold import building

    order = building.Order(jobs)
    return building.build(plan.read([str(source)]), into, (str(source),), order, force=True)


def pairs_and_families(store: Store) -> tuple[list[tuple[str, str]], list[tuple[str, str]], dict[str, str]]:
    """Of a store the candidate pairs and those that are called copies, by the ids of the data, and the families."""
    names = "reports AS a ON a.report = {0}.one JOIN reports AS b ON b.report = {0}.other"
    told = "SELECT least(a.id, b.id), greatest(a.id, b.id) FROM {0} JOIN " + names
    connection = store.connection(Report, Candidate, Kinship, Telling)
    try:
        candidates = connection.execute(told.format("candidates")).fetchall()
        copies = connection.execute(told.format("kinships") + " WHERE verdict IN (?, ?)", COPIES).fetchall()
        families = connection.execute(
            "SELECT id, family FROM tellings JOIN reports ON reports.report = tellings.report"
        ).fetchall()
    finally:
        connection.close()
    return candidates, copies, dict(families)


@dataclass(frozen=True, slots=True)
class Stemma:
    """What is said of a family: asserted rows, the likeliest tree in full, and how likely these are copies."""

    asserted: tuple[Descent, ...]
    likeliest: tuple[Descent, ...]
    copies: float
    seconds: float
    """Processor time from the collations to the asserted rows."""


def stemma(reports: Sequence[Report]) -> Stemma:
    """Who comes from whom in a family that is given as one, asserted and guessed."""
    from retold.stemma import likeliest, regime
    from retold.stemma import stemma as room

    witnesses, collations = _collated(reports)
    start = process_time()
    drawn = _laid_out(witnesses, collations)
    asserted = tuple(room(drawn))
    spent = process_time() - start
    return Stemma(asserted, likeliest(drawn), regime(drawn).copies, spent)


def tradition(reports: Sequence[Report]) -> tuple[list[dict[str, tuple[str, ...]]], tuple[Descent, ...]]:
    """Of a family of which every pair is collated, what each report has at each place within sentences, as far as it is
    known; and the likeliest stemma."""
    from retold.stemma import likeliest
    from retold.words import keys

    drawn = _laid_out(*_collated(reports))
    places: dict[str, dict[str, tuple[str, ...]]] = {one.locus: {} for one in drawn.loci if one.kind != "content"}
    for row in drawn.readings:
        if row.locus in places and row.gap != "unknown":
            places[row.locus][row.report] = tuple(keys(row.text))
    return list(places.values()), likeliest(drawn)


def _collated(reports: Sequence[Report]) -> tuple[tuple[Witness, ...], tuple[Collation, ...]]:
    """The witnesses of a family that is given as one, and every pair of them laid side by side."""
    from retold.collation import collations

    held = tuple(plan.witness_batch(sorted(reports, key=lambda one: one.report)))
    return held, tuple(collations(list(combinations(held, 2))))


def _laid_out(witnesses: tuple[Witness, ...], collations: tuple[Collation, ...]) -> Family:
    """A family with its apparatus, and without changes, which no stemma asks for."""
    from retold.apparatus import apparatus
    from retold.identity import family_id

    name = family_id([witness.report.report for witness in witnesses])
    loci, readings = apparatus(name, collations)
    return Family(name, witnesses, (), (), collations, tuple(loci), tuple(readings), ())


def spread(jobs: int, work: Callable[[Item], Answer], items: Iterable[Item], chunk: int = 8) -> list[Answer]:
    """``work(item)`` for every item, in order, in `jobs` processes; `work` stands at the top of a module."""
    listed = list(items)
    if jobs <= 1 or len(listed) < 2 * chunk:
        return [work(item) for item in listed]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        return list(pool.map(work, listed, chunksize=chunk))
