"""FRONT. Questions asked of a finished store. Nothing is judged here; a family in full is drawn when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from . import asking, building, counting, plan, tables
from .errors import UsageError
from .glossary import AS_GIVEN, SOURCES, Credit, Family, Kinship, Report, Sentence, Telling
from .identity import family_number
from .settings import SETTINGS
from .store import Store


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One family, in one line."""

    family: str
    tellings: int
    outlets: int
    """Different sources, where the input names them."""
    first: str | None
    """Earliest date of publication that the input gives."""
    keeper: str
    """The id of the fullest and least damaged telling."""
    makings: str
    """How the others would be made from the keeper, with counts."""
    credited: int | None
    """Tellings with a credit line or a byline; None where nobody has looked yet, as in very large stores."""
    confidence: float
    """The least certain telling's."""


@dataclass(frozen=True, slots=True)
class KeptApart:
    """A pair that looks alike and was not joined, and why."""

    one: str
    other: str
    verdict: str
    relation: str
    borrowed: float
    confidence: float
    """Calibrated probability that the two are tellings of one report, on a mix where most labelled pairs are."""
    why: str


@dataclass(frozen=True, slots=True)
class ApartLine:
    """The same for people: without a probability, which beside two reports that are kept apart reads as a charge."""

    one: str
    other: str
    verdict: str
    relation: str
    borrowed: float
    why: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands in a store."""

    reports: int
    families: int
    tellings: int
    singles: int
    undecided: int
    """Pairs that cannot be told and stand in no family together."""
    apart: int
    """These and all other look-alikes that stand in no family together."""
    pending: bool
    """Whether reports stand here whose families are not made yet."""


def totals(store: Store, apart: asking.Apart | None = None) -> Totals:
    """The counts of a store; `apart` is what stands apart in it, where that has been counted."""
    undecided, related, _ = apart or asking.count_apart(store)
    held = counting.counted(store)
    if held is None:
        with store.reading(Telling) as connection:
            (families,) = connection.execute("SELECT count(DISTINCT family) FROM tellings").fetchall()[0]
    else:
        families = len(held.heads)
    tellings, reports = store.count(Telling), store.count(Report)
    return Totals(reports, families, tellings, reports - tellings, undecided, related, store.manifest.pending)


def unclear_dates(store: Store) -> tuple[int, tuple[str, str]]:
    """How many reports came with a date of publication that cannot be read, and one of them: its id and that date."""
    with store.reading(Report) as connection:
        found = connection.execute(
            "SELECT count(*), min(id), arg_min(json_extract_string(extra, '$.\"' || $given || '\"'), id) FROM reports "
            "WHERE published IS NULL AND contains(extra, '\"' || $given || '\":')",
            {"given": AS_GIVEN},
        ).fetchone()
    count, id, date = found or (0, "", "")
    return count, (id or "", date or "")


def families(store: Store, most: int | None = None) -> list[FamilyLine]:
    """The families, or the first of them: largest first, ties by id."""
    with store.reading(Telling, Report, Credit, Sentence) as connection:
        connection.execute(
            "CREATE TEMP TABLE told AS SELECT * FROM tellings "
            "WHERE family IN (SELECT family FROM tellings GROUP BY family "
            f"ORDER BY count(*) DESC, family{f' LIMIT {int(most)}' if most is not None else ''})"
        )
        rows = list(tables.rows(Telling, connection.execute("SELECT * FROM told ORDER BY ALL")))
        told = connection.execute("SELECT report, id, source, published FROM reports SEMI JOIN told USING (report)")
        held = {key: _Page(*rest) for key, *rest in told.fetchall()}
        credits = connection.execute(
            "SELECT DISTINCT report FROM credits SEMI JOIN told USING (report) "
            "WHERE kind IN (SELECT unnest(?)) AND value <> ''",
            [list(SOURCES)],
        )
        credited = {key for (key,) in credits.fetchall()}
        marked = connection.execute("SELECT DISTINCT report FROM sentences SEMI JOIN told USING (report)")
        seen = {key for (key,) in marked.fetchall()}
    members: dict[str, list[Telling]] = {}
    for row in rows:
        members.setdefault(row.family, []).append(row)
    lines = [_line(family, own, held, (credited, seen)) for family, own in members.items()]
    return sorted(lines, key=lambda line: (-line.tellings, line.family))


class _Page(NamedTuple):
    """What a line on a family says of a report, without its text."""

    id: str
    source: str | None
    published: str | None


def _line(
    family: str, rows: Sequence[Telling], held: Mapping[str, _Page], marks: tuple[set[str], set[str]]
) -> FamilyLine:
    """`marks` are the reports with a credit, and those in which somebody has looked for one."""
    credited, seen = marks
    keeper = next(row.report for row in rows if row.keeper)
    dates = [held[row.report].published for row in rows]
    counts = Counter(row.making for row in rows if row.making)
    return FamilyLine(
        family=family,
        tellings=len(rows),
        outlets=len({source for row in rows if (source := held[row.report].source)}),
        first=min((date for date in dates if date), default=None),
        keeper=held[keeper].id,
        makings=", ".join(f"{count} {making}" for making, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))),
        credited=sum(row.report in credited for row in rows) if all(row.report in seen for row in rows) else None,
        confidence=min(row.confidence for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands in families at a time: a number for each report, and for each family (`identity.family_number`)."""

    reports: Any
    families: Any


def standing(store: Store) -> Standing:
    """Who stands in families now."""
    import numpy as np

    held = counting.counted(store)
    if held is not None:
        return Standing(held.told, held.families)
    with store.reading(Telling) as connection:
        reports = connection.execute(
            "SELECT coalesce(try_cast('0x' || report[:16] AS UBIGINT), hash(report)) AS report FROM tellings"
        ).fetchnumpy()["report"]
        families = connection.execute("SELECT DISTINCT family FROM tellings").fetchall()
    return Standing(reports, np.array([family_number(family) for (family,) in families], np.uint64))


def kept_apart(store: Store) -> list[KeptApart]:
    """The pairs that were looked at and stand in no family together: most alike first.

    Where words alone settled a pair, its sentences are looked at now, as `retold compare` looks at them; of very many
    pairs those that are most alike.
    """
    return lines_apart(store, asking.closely(store, asking.apart(store)))


def lines_apart(store: Store, rows: Sequence[Kinship]) -> list[KeptApart]:
    """Such pairs with the ids that people know."""
    held = ids(store, {key for row in rows for key in (row.one, row.other)})
    lines = [
        KeptApart(held[row.one], held[row.other], row.verdict, row.relation, row.borrowed, row.confidence, row.why)
        for row in map(asking.told, rows)
    ]
    return sorted(lines, key=lambda line: (-line.confidence, -line.borrowed, line.one, line.other))


def ids(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """What people call these reports, without reading their texts: versions of one id with the start of their keys."""
    with store.reading(Report) as connection:
        rows = connection.execute(
            "WITH told AS (SELECT report, id FROM reports WHERE report IN (SELECT unnest(?))) "
            "SELECT report, id, (SELECT count(*) FROM reports AS held WHERE held.id = told.id) > 1 FROM told",
            [sorted(keys)],
        )
        return {str(key): f"{name} ({key[:8]})" if shared else str(name) for key, name, shared in rows.fetchall()}


def family(store: Store, name: str, whole: bool = True) -> Family:
    """One family in full. The name may be an old id that redirects, the start of an id, or a report's id.

    Where the whole is not asked for, a large one comes as a sketch, without a stemma.
    """
    tellings = store.rows(Telling)
    found = resolve(store, tellings, name)
    own = [row for row in tellings if row.family == found]
    keys = {row.report for row in own}
    kinships = [row for row in store.rows(Kinship) if row.one in keys and row.other in keys]
    kinships = asking.closely(store, kinships)
    held = building.witnesses(store, keys)
    draw = plan.family if whole or len(own) <= SETTINGS.engines.drawn_family else plan.sketch
    return draw([held[key] for key in sorted(held)], own, kinships)


def resolve(store: Store, tellings: Iterable[Telling], name: str) -> str:
    """The family that a name stands for. Raises `UsageError` that says what there is instead."""
    held = {row.report: row.family for row in tellings}
    known = sorted(set(held.values()))
    redirects = store.manifest.redirects
    if name in known:
        return name
    if name in redirects:
        if redirects[name]:
            return redirects[name]
        raise UsageError(f"{name}: this family fell apart when reports were added; see `retold families {store.path}`")
    fitting = [family for family in known if len(name) > 3 and family.startswith(name)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"{name}: {len(fitting)} families start so: {', '.join(fitting[:5])}")
    reports = store.rows(Report, "id = ?", [name])
    joined = sorted({held[row.report] for row in reports if row.report in held})
    if len(joined) > 1:
        raise UsageError(f"{name}: reports of this id are in {len(joined)} families: {', '.join(joined[:5])}")
    if joined:
        return joined[0]
    if reports:
        raise UsageError(f"{name}: a single report; no other report in {store.path} tells it")
    hint = "; the id of a change goes with --explain" if name.startswith("c-") else ""
    raise UsageError(f"{name}: no family and no report of that name; see `retold families {store.path}`{hint}")
