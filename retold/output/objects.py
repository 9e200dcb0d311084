"""FRONT. The JSON object of a comparison and of a family: glossary rows as they are, offsets exact.

The object of a comparison (``retold compare --json``):

    retold      the version that made it          verdict     the verdict in one sentence
    direction   who comes from whom               reports     [A, B], without their texts
    sentences, furniture, credits, mentions       the rows of both reports
    links, passages, kinship, changes, descents, alterations    the rows that stand between them
    findings    oddities of the two texts
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from .. import __version__
from ..glossary import Comparison, Family, Witness
from . import wording


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
