"""FRONT. The JSON objects of a comparison and of a family: glossary rows as they are, offsets exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from .. import __version__
from ..glossary import Comparison, Family, Witness
from . import wording

_FOUND = {
    "reports": "`Report` rows without their texts; for a comparison A, then B",
    "sentences": "`Sentence` rows of all reports",
    "furniture": "`Furniture` rows of all reports",
    "credits": "`Credit` rows of all reports",
    "mentions": "`Mention` rows of all reports",
}

COMPARISON = {
    "retold": "the version that made it",
    "verdict": "the verdict in one sentence",
    "direction": "`A from B`, `B from A`, `both from a lost original`, `common source, direction unknown`, "
    "`cannot tell` or `none`",
    **_FOUND,
    "kinship": "the `Kinship` row: verdict, relation, making, shares, confidence, why",
    "links": "`Link` rows: the fate of every sentence of the story",
    "passages": "`Passage` rows: maximal aligned stretches",
    "changes": "`Change` rows, house style, wording and suspects included, each under its own kind",
    "descents": "`Descent` rows: where each of the two comes from, with lost originals",
    "alterations": "`Alteration` rows: which telling made a change, where that can be said",
    "findings": "oddities of the two texts, in words",
}
"""The keys of a comparison's object and what they hold."""

FAMILY = {
    "retold": "the version that made it",
    "family": "the id of the family",
    **_FOUND,
    "tellings": "`Telling` rows: the keeper, and how each would be made from it",
    "kinships": "`Kinship` rows of the pairs that were judged",
    "links": "`Link` rows of the pairs that were collated",
    "loci": "`Locus` rows: the places where tellings can differ",
    "readings": "`Reading` rows: what each telling has there, or a gap",
    "changes": "`Change` rows between pairs",
    "descents": "`Descent` rows: the stemma",
    "alterations": "`Alteration` rows",
}
"""The keys of a family's object and what they hold."""


EXPLANATION = {
    "change": "the `Change` row that was asked for",
    "sentences": "`Sentence` rows that it stands in",
    "links": "`Link` rows of these sentences",
    "alterations": "`Alteration` rows: which telling made it, where that can be said",
}
"""The keys of the object of one change (`--explain ID --json`) and what they hold."""


def comparison(found: Comparison) -> dict[str, Any]:
    """A comparison as one object of plain values."""
    laid = found.collation
    return {
        "retold": __version__,
        "verdict": wording.verdict(found),
        "direction": wording.direction_key(found),
        **_witnesses((laid.one, laid.other)),
        "kinship": asdict(found.kinship),
        "links": _rows(laid.links),
        "passages": _rows(laid.passages),
        "changes": _rows(found.changes),
        "descents": _rows(found.descents),
        "alterations": _rows(found.alterations),
        "findings": list(found.findings),
    }


def family(found: Family) -> dict[str, Any]:
    """A family as one object of plain values."""
    return {
        "retold": __version__,
        "family": found.family,
        **_witnesses(found.witnesses),
        "tellings": _rows(found.tellings),
        "kinships": _rows(found.kinships),
        "links": [row for laid in found.collations for row in _rows(laid.links)],
        "loci": _rows(found.loci),
        "readings": _rows(found.readings),
        "changes": _rows(found.changes),
        "descents": _rows(found.descents),
        "alterations": _rows(found.alterations),
    }


def _witnesses(witnesses: Iterable[Witness]) -> dict[str, Any]:
    held = tuple(witnesses)
    return {
        "reports": [{key: value for key, value in asdict(each.report).items() if key != "text"} for each in held],
        "sentences": [row for each in held for row in _rows(each.sentences)],
        "furniture": [row for each in held for row in _rows(each.furniture)],
        "credits": [row for each in held for row in _rows(each.credits)],
        "mentions": [row for each in held for row in _rows(each.mentions)],
    }


def _rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]
