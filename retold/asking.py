"""FRONT. What is said of pairs when somebody asks for them: one voice, whether a pile was judged or two files.

In a large pile a pair may have been settled by its words alone, or passed over. Before such a pair is shown it is
collated and judged as `retold compare` would. What is known from the pile alone (that a passage recurs in it) stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from . import counting, plan, tables
from .building import engine_for
from .engines.plain import Plain
from .glossary import COPIES, Candidate, Kinship, Report, Telling
from .settings import SETTINGS
from .store import Store

NOT_JOINED = "this link alone joins no families"
"""How `why` begins where two reports are called one report and stand in no family together."""


def closely(store: Store, rows: Sequence[Kinship], most: int = SETTINGS.clear.asked) -> list[Kinship]:
    """The same pairs in the same order; the first ones that were settled by their words are judged by their sentences.

    `most` pairs are judged so: some seconds. The store is left as it is.
    """
    asked = [row for row in rows if plan.by_words(row)][:most]
    engine = engine_for(len(asked), None if len(asked) >= SETTINGS.engines.plain_pile else 1) if asked else Plain()
    try:
        judged = (row for found in engine.each(plan.judge_batch, _batches(store, asked)) for row in found)
        found = {(row.one, row.other): row for row in judged}
    finally:
        engine.close()
    return [found.get((row.one, row.other), row) for row in rows]


def _batches(store: Store, rows: Sequence[Kinship]) -> Iterator[plan.PairBatch]:
    for part in plan.batches(rows):
        held = store.of_reports(Report, {key for row in part for key in (row.one, row.other)})
        pairs = tuple(Candidate(row.one, row.other, 0, 0.0, 0.0, 0.0) for row in part)
        yield plan.PairBatch({report.report: report for report in held}, pairs)


RELATED = "verdict <> 'unrelated'"


def apart(store: Store) -> list[Kinship]:
    """The pairs that were looked at and stand in no family together: the most alike first, as the store has them."""
    with store.reading(Kinship, Telling) as connection:
        return list(tables.rows(Kinship, connection.execute(f"SELECT kinships.* {_APART} {_ORDER}")))


class Apart(NamedTuple):
    """What was looked at and stands in no family together."""

    undecided: int
    """Pairs that cannot be told."""
    related: int
    """Pairs that are related at all."""
    first: list[Kinship]
    """The most alike of these, as the store has them."""


def count_apart(store: Store, most: int = 0) -> Apart:
    """How many pairs stand in no family together, and the first `most` of them that are related.

    Where no state tells of it all judgements are laid beside all tellings; only of the first few the reasons are read.
    """
    held = counting.counted(store)
    if held is not None:
        undecided, related, likest = held.apart(most)
        return Apart(undecided, related, counting.told(store, likest))
    counts = f"count(*) FILTER (verdict = 'cannot tell'), count(*) FILTER ({RELATED})"
    with store.reading(Kinship, Telling) as connection:
        connection.execute(f"CREATE TEMP TABLE aside AS SELECT one, other, verdict, confidence, borrowed {_APART}")
        undecided, related = connection.execute(f"SELECT {counts} FROM aside").fetchall()[0]
        connection.execute(
            f"CREATE TEMP TABLE few AS SELECT one, other FROM aside WHERE {RELATED} {_ORDER} LIMIT {int(most)}"
        )
        ends = connection.execute("SELECT list(one), list(other) FROM few").fetchall()[0] if most else ([], [])
        first = connection.execute(
            "SELECT kinships.* FROM kinships SEMI JOIN few USING (one, other) "
            f"WHERE one IN (SELECT unnest(?)) AND other IN (SELECT unnest(?)) {_ORDER}",
            ends,
        )
        return Apart(undecided, related, list(tables.rows(Kinship, first)) if most and related else [])


_ORDER = "ORDER BY confidence DESC, borrowed DESC, one, other"

_APART = (
    "FROM kinships LEFT JOIN (SELECT report, family FROM tellings) AS a ON a.report = one "
    "LEFT JOIN (SELECT report, family FROM tellings) AS b ON b.report = other "
    "WHERE (a.family IS NULL OR a.family IS DISTINCT FROM b.family)"
)


def told(row: Kinship) -> Kinship:
    """A pair that stands in no family together, with the reason where it is called one report."""
    return replace(row, why=f"{NOT_JOINED}; {row.why}") if row.verdict in COPIES else row
