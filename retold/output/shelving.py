"""FRONT. What a store holds, gathered for its pages: families with their counts, and the pairs kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from .. import asking, desk
from ..glossary import LOUD, Change, Family, Kinship, Report, Sentence, Telling
from ..store import Store
from . import wording
from .pages.shelf import Apart, Shelved, searched

COUNTED = 200_000
"""Stored changes; above so many they are counted only when a family is opened."""

INDEPENDENT = """
SELECT family, count(DISTINCT outsider) FROM (
  SELECT own.family, coalesce(theirs.family, pair.away) AS outsider FROM (
    SELECT one AS here, other AS away FROM kinships WHERE verdict = 'independent'
    UNION ALL SELECT other, one FROM kinships WHERE verdict = 'independent') AS pair
  JOIN tellings AS own ON own.report = pair.here
  LEFT JOIN tellings AS theirs ON theirs.report = pair.away
  WHERE own.family IS DISTINCT FROM theirs.family)
GROUP BY family
"""
"""Reports of the same event that were judged independent of a telling; another family counts once."""

WORDS = """
SELECT family, list(id ORDER BY id), list(DISTINCT source ORDER BY source)
FROM tellings JOIN reports USING (report) GROUP BY family
"""

UNSEEN = """
SELECT family, count(*) FROM tellings WHERE report NOT IN (SELECT DISTINCT report FROM sentences) GROUP BY family
"""
"""Tellings whose furniture and credits nobody has looked for."""


def families(store: Store) -> list[Shelved]:
    """Every family with what the list says of it."""
    connection = store.connection(Telling, Report, Kinship, Sentence)
    try:
        independent = dict(_pairs(connection.execute(INDEPENDENT).fetchall()))
        words = {row[0]: searched([*row[1], *row[2]]) for row in connection.execute(WORDS).fetchall()}
        unseen = dict(_pairs(connection.execute(UNSEEN).fetchall()))
    finally:
        connection.close()
    counted = _changes(store)
    return [
        Shelved(
            family=line.family,
            tellings=line.tellings,
            outlets=line.outlets,
            first=line.first or "",
            keeper=line.keeper,
            makings=line.makings,
            lost=None if unseen.get(line.family) else line.tellings - line.credited if line.credited else 0,
            changes=counted[line.family][0] if line.family in counted else None,
            high=counted[line.family][1] if line.family in counted else None,
            independent=independent.get(line.family, 0),
            words=f"{line.family}\n{words.get(line.family, '')}",
        )
        for line in desk.families(store)
    ]


def _pairs(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[str, int]]:
    return ((str(name), int(count)) for name, count in rows)


def _changes(store: Store) -> dict[str, tuple[int, int]]:
    """Differences that matter in each family, and how many of them are grave, where the families were drawn."""
    if not store.manifest.of(Change) or store.count(Change) > COUNTED:
        return {}
    held: dict[str, list[Change]] = {}
    for row in store.rows(Change):
        held.setdefault(row.family, []).append(row)
    counts = dict.fromkeys((row.family for row in store.rows(Telling)), (0, 0))
    for name, rows in held.items():
        counts[name] = count(Family(name, (), (), changes=tuple(rows)))
    return counts


def count(found: Family) -> tuple[int, int]:
    """How many differences that matter a family has, and how many of them are grave."""
    loud = [row for row in wording.shown(found.changes, LOUD, sure=wording.UNSURE) if row.kind != "suspect"]
    gravities = Counter(row.change.gravity for row in wording.differences(loud, found))
    return sum(gravities.values()), gravities["high"]


def apart(store: Store) -> list[Apart]:
    """The pairs that were looked at and stand in no family together: most alike first, as `retold apart` lists them."""
    rows = asking.apart(store)
    ids = desk.ids(store, {key for row in rows for key in (row.one, row.other)})
    return [_apart(row, ids[row.one], ids[row.other]) for row in rows]


def _apart(row: Kinship, one: str, other: str) -> Apart:
    return Apart(
        one=one,
        other=other,
        one_key=row.one,
        other_key=row.other,
        verdict=row.verdict,
        relation=row.relation,
        borrowed=row.borrowed,
        why=tuple(wording.grounds(asking.told(row))),
    )


def closely(store: Store, rows: Sequence[Apart]) -> list[Apart]:
    """The same pairs; those that were settled by their words alone are judged by their sentences, as they are shown."""
    keys = {(row.one_key, row.other_key): row for row in rows}
    beside = store.rows(Kinship, "one IN (SELECT unnest(?))", [sorted({key for key, _ in keys})])
    asked = [row for row in beside if (row.one, row.other) in keys]
    found = {(row.one, row.other): row for row in asking.closely(store, asked)}
    return [_apart(found[pair], row.one, row.other) for pair, row in keys.items()]


def with_counts(rows: Iterable[Shelved], drawn: Iterable[Family]) -> list[Shelved]:
    """The list with the changes of families that were drawn."""
    counts = {found.family: count(found) for found in drawn}
    return [
        replace(row, changes=counts[row.family][0], high=counts[row.family][1]) if row.family in counts else row
        for row in rows
    ]
