"""The proofs of an edge in words: the loci that a copy could not have come by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..glossary import Reading
from ..settings import SETTINGS
from .evidence import UNKNOWN, Character, Table

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Proof:
    """One locus that speaks against a copy having been made from a source."""

    weight: float
    words: str
    kind: str


def against(given: Table, found: Sequence[Character], source: int, copy: int) -> list[Proof]:
    """What speaks against `copy` having been made from `source`, the strongest first."""
    proofs = []
    for one in found:
        here, there = one.states[source], one.states[copy]
        if UNKNOWN in (here, there) or here == there or not one.loci:
            continue
        excess = round(one.costs[here][there] - one.costs[there][here], 4)
        if excess > 0:
            first = one.loci[0]
            pair = (given.readings[first][given.members[source]], given.readings[first][given.members[copy]])
            proofs.append(Proof(excess, _words(given, one, pair), one.kind))
    return sorted(proofs, key=lambda proof: (-_telling(proof), proof.words))


def _telling(proof: Proof) -> float:
    """How much a proof tells a reader: a sentence or a name more than a word."""
    return proof.weight * {"content": 2.0, "name": 1.5, "number": 1.5, "quotation": 1.5}.get(proof.kind, 1.0)


def _words(given: Table, one: Character, pair: tuple[Reading, Reading]) -> str:
    """One locus in words; the first of the pair is the supposed source."""
    source, copy = (name(given, reading.report) for reading in pair)
    if one.kind == "content":
        count = f"{len(one.loci)} sentences" if len(one.loci) > 1 else "a sentence"
        return f"{copy} has {count} of the story that {source} lacks ({shown(pair[1].text)})"
    if one.kind in ("furniture", "credit"):
        holder = copy if pair[1].text else source
        return f"{holder} alone carries {shown(pair[1].text or pair[0].text)}"
    if pair[0].gap:
        return f"{copy} has {shown(pair[1].text)} inside a shared sentence, where {source} has nothing"
    if pair[1].gap:
        return f"{copy} lacks {shown(pair[0].text)} inside a shared sentence"
    return f"{copy} has {shown(pair[1].text)} where {source} has {shown(pair[0].text)}"


def name(given: Table, key: str) -> str:
    """The user's name for a report."""
    return next(witness.report.id for witness in given.family.witnesses if witness.report.report == key)


def shown(text: str) -> str:
    """A reading in single quotes, shortened."""
    flat = " ".join(text.split())
    if len(flat) > _SHOWN:
        flat = flat[: _SHOWN - 1].rstrip() + "…"
    return f"'{flat}'"


def excluded(given: Table, found: Sequence[Character], source: int, copy: int) -> str:
    """Why a copy was not made from a source, in one clause; empty where nothing speaks against it."""
    proofs = against(given, found, source, copy)
    if not proofs:
        return ""
    most = SETTINGS.stemma.proofs_shown
    chosen: list[Proof] = []
    for proof in proofs:
        if sum(proof.kind == other.kind for other in chosen) < 2 and len(chosen) < most:
            chosen.append(proof)
    more = len(proofs) - len(chosen)
    rest = f" and {more} more such places" if more > 1 else ""
    names = name(given, given.members[copy]), name(given, given.members[source])
    return f"against {names[0]} having been made from {names[1]}: " + "; ".join(proof.words for proof in chosen) + rest
