"""THE STAIR. The order of the rooms, as data; the only package that imports them.

Below the plan stand the few functions that join rooms: for one report (`witness`), one pair (`comparison`), one
family (`family_of`) and a whole pile (`piles`: its stages, which `walking` walks over a store; `pools`: its reports,
wherever they are held). Rooms are imported where they are needed, so that two files are compared without loading what
a pile needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice
from typing import Final, TypeVar

from ..glossary import (
    COPIES,
    Alteration,
    Candidate,
    Change,
    Collation,
    Comparison,
    Credit,
    Descent,
    Family,
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
from ..identity import family_id, report_key
from ..settings import SETTINGS
from ..words import disguise, places
from .choosing import groups as groups
from .piles import Pile as Pile
from .piles import Tiers as Tiers
from .piles import Watch as Watch
from .piles import by_words as by_words
from .piles import first_look as first_look
from .piles import gathered as gathered
from .piles import judged as judged
from .piles import pile as pile
from .piles import rows as rows
from .pools import Pool as Pool
from .pools import Progress as Progress
from .pools import candidates as candidates
from .pools import headings as headings
from .pools import language as language
from .pools import pairs_of as pairs_of
from .pools import pool_of as pool_of
from .pools import quiet as quiet

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Step:
    """One room of the plan: which function it is, the unit of its work, what it takes and gives."""

    room: str
    function: str
    unit: str
    takes: tuple[type, ...]
    gives: tuple[type, ...]


PLAN: Final = (
    Step("reading", "read", "pile", (), (Report, Quarantined)),
    Step("fingerprints", "fingerprints", "report", (Report,), (Fingerprint,)),
    Step("candidates", "candidates", "pile", (Fingerprint,), (Candidate,)),
    Step("sentences", "sentences", "report", (Report,), (Sentence,)),
    Step("furniture", "furniture", "report", (Report, Sentence), (Furniture,)),
    Step("credits", "credits", "report", (Report, Sentence), (Credit,)),
    Step("mentions", "mentions", "report", (Report, Sentence), (Mention,)),
    Step("collation", "collate", "pair", (Witness,), (Link, Passage)),
    Step("kinship", "judge", "pair", (Collation, Candidate), (Kinship,)),
    Step("families", "families", "pile", (Kinship,), (Telling,)),
    Step("changes", "changes", "pair", (Collation,), (Change,)),
    Step("apparatus", "apparatus", "family", (Collation,), (Locus, Reading)),
    Step("stemma", "stemma", "family", (Family,), (Descent,)),
    Step("alterations", "alterations", "family", (Family,), (Alteration,)),
)
"""The way of the data. In a pile, from `sentences` on only reports that stand in a candidate pair are looked at, and
`collation` only sees pairs that their words leave in doubt; from `changes` on only families that somebody asks for are
drawn, or all of them with ``--full``."""


# --- reading ----------------------------------------------------------------------------------------------------


def read(
    sources: Sequence[str], columns: Mapping[str, str] | None = None, progress: Progress = quiet
) -> Iterator[Report | Quarantined]:
    """Reports and quarantined inputs of folders and files; see `retold.reading.read`. Progress counts bytes."""
    from .. import reading

    total = None if progress is quiet else reading.sizes(sources)
    done = 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        progress("bytes read", done, total)

    return reading.read(sources, columns, told)


def read_text(path: str) -> Report:
    """One plain-text file; see `retold.reading.read_text`."""
    from .. import reading

    return reading.read_text(path)


def read_exact(path: str, id: str) -> Report:
    """One UTF-8 text of a corpus, character for character; see `retold.reading.read_exact`."""
    from .. import reading

    return reading.read_exact(path, id)


def read_pair(one: str, other: str) -> tuple[Report, Report]:
    """Two plain-text files, called by their names where these differ, else by their paths as given."""
    pair = read_text(one), read_text(other)
    names = [report.id.rstrip("/").rpartition("/")[2] for report in pair]
    if names[0] == names[1] or not all(names):
        return pair
    first, second = (
        replace(report, id=name, report=report_key(name, report.text)) for report, name in zip(pair, names, strict=True)
    )
    return first, second


def read_rows(
    rows: Iterable[Mapping[str, object]], columns: Mapping[str, str] | None = None
) -> Iterator[Report | Quarantined]:
    """Records held in memory; see `retold.reading.from_rows`."""
    from .. import reading

    return reading.from_rows(rows, columns)


# --- one report -------------------------------------------------------------------------------------------------


def outline(report: Report) -> Witness:
    """One report with its sentences, furniture and credits: all that a collation looks at."""
    from ..credits import credits
    from ..furniture import furniture
    from ..sentences import sentences

    found = tuple(sentences(report))
    return Witness(
        report,
        found,
        tuple(sorted(furniture(report, found), key=lambda row: (row.start, row.stop, row.role))),
        tuple(sorted(credits(report, found), key=lambda row: (row.start, row.stop, row.kind))),
    )


def witness(report: Report) -> Witness:
    """One report with its sentences, furniture, credits and mentions."""
    from ..mentions import mentions

    drawn = outline(report)
    found = mentions(report, drawn.sentences)
    return replace(drawn, mentions=tuple(sorted(found, key=lambda row: (row.place, row.start, row.stop, row.kind))))


def evidence(report: Report) -> Witness:
    """One report as far as a verdict looks at it: without the names, hedges and so on that only changes are made of."""
    from ..mentions import EVIDENCE, mentions

    drawn = outline(report)
    return replace(drawn, mentions=tuple(mentions(report, drawn.sentences, EVIDENCE)))


def witness_batch(reports: Sequence[Report]) -> list[Witness]:
    """`witness` of each report: the work that is sent to an engine."""
    return [witness(report) for report in reports]


# --- one pair ---------------------------------------------------------------------------------------------------


def collation(one: Witness, other: Witness) -> Collation:
    """Two witnesses laid side by side."""
    from ..collation import collate

    return collate(one, other)


def collations(pairs: Sequence[tuple[Witness, Witness]]) -> list[Collation]:
    """As `collation` for each of many pairs, and faster."""
    from .. import collation as room

    return room.collations(pairs)


Pair = tuple[Report, Report]


def passages_batch(pairs: Sequence[Pair]) -> list[tuple[Passage, ...]]:
    """The passages of each pair, whatever the two are to each other: the work that is sent to an engine."""
    drawn = {report.report: report for pair in pairs for report in pair}
    outlines = {key: outline(report) for key, report in drawn.items()}
    laid = collations([(outlines[one.report], outlines[other.report]) for one, other in pairs])
    return [made.passages for made in laid]


def judgement(laid: Collation) -> Kinship:
    """The verdict on two reports that are looked at by themselves, outside any pile."""
    from ..candidates import pair
    from ..fingerprints import fingerprints
    from ..kinship import judge

    return judge(laid, pair(fingerprints(laid.one.report), fingerprints(laid.other.report)))


def differences(laid: Collation) -> tuple[Change, ...]:
    """The changes between two texts, whatever the verdict on them is."""
    from ..changes import changes

    return tuple(changes(laid))


def comparison(one: Report, other: Report) -> Comparison:
    """Everything that is said about two reports: collation, verdict, and for tellings also changes and descent."""
    laid = collation(witness(one), witness(other))
    kinship = judgement(laid)
    findings = tuple(line for report in (one, other) for line in _findings(report))
    if kinship.verdict not in COPIES:
        return Comparison(laid, kinship, findings=findings)
    made = _drawn(family_id((one.report, other.report)), (laid.one, laid.other), (), (kinship,), (laid,))
    return Comparison(laid, kinship, made.changes, made.descents, made.alterations, findings)


def _findings(report: Report) -> Iterator[str]:
    """Oddities of a text that a reader should know of: letters that were disguised."""
    for kind, count in disguise(report.text).items():
        yield f"{report.id}: {count} {kind} {'letter' if count == 1 else 'letters'}"


@dataclass(frozen=True, slots=True)
class PairBatch:
    """Candidate pairs with the reports that they name: the batch that is sent to an engine."""

    reports: Mapping[str, Report]
    candidates: tuple[Candidate, ...]
    recurring: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Of some reports the words that recur in the pile (first, and the first after), which are set aside."""


def judge_batch(batch: PairBatch) -> list[Kinship]:
    """The judgement on each pair of a batch; every report is looked through once."""
    from ..collation import linkings
    from ..kinship import judge
    from ..kinship.recurring import told

    often = batch.recurring
    drawn = {key: aside(evidence(report), often.get(key, ())) for key, report in batch.reports.items()}
    laid = linkings([(drawn[found.one], drawn[found.other]) for found in batch.candidates])
    rows = [judge(made, found) for made, found in zip(laid, batch.candidates, strict=True)]
    return [replace(row, why=row.why + told(often.get(row.one, ()), often.get(row.other, ()))) for row in rows]


def aside(drawn: Witness, stretches: Sequence[tuple[int, int]]) -> Witness:
    """A witness with some stretches of its words set aside as furniture, since they recur in the pile."""
    if not stretches:
        return drawn
    report = drawn.report
    starts, stops = places(report.text)
    more = [
        Furniture(report.report, starts[first], stops[after - 1], "recurring", 1.0, "recurs in the pile")
        for first, after in stretches
    ]
    held = sorted((*drawn.furniture, *more), key=lambda row: (row.start, row.stop, row.role))
    return replace(drawn, furniture=tuple(held))


# --- one family -------------------------------------------------------------------------------------------------


def family_of(reports: Sequence[Report]) -> Family:
    """The family that these reports are said to form: collated, with changes, descent and alterations.

    Nobody asks here whether they are one family; that is what `pile` finds out.
    """
    witnesses = witness_batch(sorted(reports, key=lambda report: report.report))
    return family(witnesses, (), ())


def family(witnesses: Sequence[Witness], tellings: Sequence[Telling], kinships: Sequence[Kinship]) -> Family:
    """A family in full. Small families are collated pair by pair, large ones along their strongest kinships."""
    ordered = tuple(sorted(witnesses, key=lambda found: found.report.report))
    held = {found.report.report: found for found in ordered}
    laid = tuple(collations([(held[one], held[other]) for one, other in _pairs(tuple(held), tellings, kinships)]))
    return _drawn(family_id(held), ordered, tuple(tellings), tuple(kinships), laid)


def sketch(witnesses: Sequence[Witness], tellings: Sequence[Telling], kinships: Sequence[Kinship]) -> Family:
    """A large family without its stemma: the keeper is collated with the tellings that are least like it."""
    held = {found.report.report: found for found in witnesses}
    keeper = next(telling.report for telling in tellings if telling.keeper)
    others = sorted((row.making == "verbatim", row.confidence, row.report) for row in tellings if not row.keeper)
    pairs = [sorted((keeper, report)) for _, _, report in others[: SETTINGS.engines.sketched]]
    laid = tuple(collations([(held[one], held[other]) for one, other in pairs]))
    name = family_id(held)
    changes = tuple(replace(change, family=name) for each in laid for change in differences(each))
    ordered = tuple(held[report] for report in sorted(held))
    return Family(name, ordered, tuple(tellings), tuple(kinships), laid, changes=changes)


def draw_batch(batch: tuple[Sequence[Witness], Sequence[Telling], Sequence[Kinship]]) -> Family:
    """One family in full: the work that is sent to an engine."""
    return family(*batch)


def rows_of(drawn: Family) -> Iterator[Link | Passage | Change | Locus | Reading | Descent | Alteration]:
    """The rows of a family in full, as they are stored."""
    for laid in drawn.collations:
        yield from laid.links
        yield from laid.passages
    yield from drawn.changes
    yield from drawn.loci
    yield from drawn.readings
    yield from drawn.descents
    yield from drawn.alterations


def _pairs(
    members: Sequence[str], tellings: Sequence[Telling], kinships: Sequence[Kinship]
) -> Iterable[tuple[str, str]]:
    """Which pairs of a family to collate: all of a small one; else the keeper with each, and each's nearest kin."""
    if len(members) <= SETTINGS.engines.full_family or not kinships:
        return combinations(members, 2)
    keeper = next((telling.report for telling in tellings if telling.keeper), members[0])
    wanted = {(min(keeper, member), max(keeper, member)) for member in members if member != keeper}
    near: dict[str, int] = dict.fromkeys(members, 0)
    for found in sorted(kinships, key=lambda found: (-found.confidence, found.one, found.other)):
        if min(near[found.one], near[found.other]) < SETTINGS.engines.near_kin:
            wanted.add((found.one, found.other))
        near[found.one] += 1
        near[found.other] += 1
    return sorted(wanted)


def _drawn(
    name: str,
    witnesses: tuple[Witness, ...],
    tellings: tuple[Telling, ...],
    kinships: tuple[Kinship, ...],
    collations: tuple[Collation, ...],
) -> Family:
    """Changes, apparatus, stemma and alterations of a family that has been collated."""
    from ..alterations import alterations
    from ..apparatus import apparatus
    from ..stemma import stemma

    found = {change.change: replace(change, family=name) for laid in collations for change in differences(laid)}
    loci, readings = apparatus(name, collations)
    drawn = Family(name, witnesses, tellings, kinships, collations, tuple(loci), tuple(readings), tuple(found.values()))
    drawn = replace(drawn, descents=tuple(stemma(drawn)))
    return replace(drawn, alterations=tuple(alterations(drawn)))


# --- a whole pile -----------------------------------------------------------------------------------------------


def batches(items: Iterable[Item], size: int = 0) -> Iterator[list[Item]]:
    """Lists of at most `size` items (by default the batch of an engine), in order."""
    source = iter(items)
    while part := list(islice(source, size or SETTINGS.engines.batch)):
        yield part


def credits_batch(reports: Sequence[Report]) -> list[tuple[Credit, ...]]:
    """The credits of each report: the work that is sent to an engine."""
    return [outline(report).credits for report in reports]
