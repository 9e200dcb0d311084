"""The proofs of an edge in words: the loci that a copy could not have come by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..settings import SETTINGS
from ..words import keys
from .evidence import UNKNOWN, Character, Table

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Claim:
    """What a proof says of one telling: that these words stand in it, or that they stand nowhere in it."""

    report: str
    text: str
    there: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """One locus that speaks against a copy having been made from a source, and what it says of the two."""

    weight: float
    words: str
    kind: str
    claims: tuple[Claim, ...]


def against(given: Table, found: Sequence[Character], source: int, copy: int) -> list[Proof]:
    """What speaks against `copy` having been made from `source`, the strongest first; each is true of the texts.

    A unit that no sentence of a telling was linked with may stand there all the same, moved or run into another
    sentence; such a locus weighs in the tree, and is not told as a proof.
    """
    proofs = []
    for one in found:
        here, there = one.states[source], one.states[copy]
        if UNKNOWN in (here, there) or here == there or not one.loci:
            continue
        excess = round(one.costs[here][there] - one.costs[there][here], 4)
        if excess > 0:
            proof = _proof(given, one, excess, (given.members[source], given.members[copy]))
            if proof is not None:
                proofs.append(proof)
    return sorted(proofs, key=lambda proof: (-_telling(proof), proof.words))


def _telling(proof: Proof) -> float:
    """How much a proof tells a reader: a sentence or a name more than a word."""
    return proof.weight * {"content": 2.0, "name": 1.5, "number": 1.5, "quotation": 1.5}.get(proof.kind, 1.0)


def _proof(given: Table, one: Character, weight: float, pair: tuple[str, str]) -> Proof | None:
    """One locus in words; the first of the pair is the supposed source. None where it is not so."""
    source, copy = (name(given, key) for key in pair)
    if one.kind == "content":
        return _sentences(given, one, weight, pair)
    here, there = (given.readings[one.loci[0]][key] for key in pair)
    claims = tuple(Claim(reading.report, reading.text, True) for reading in (here, there) if not reading.gap)
    if one.kind in ("furniture", "credit"):
        holder, other = (there, here) if there.text else (here, there)
        words = f"{name(given, holder.report)} carries {shown(holder.text)} and {name(given, other.report)} does not"
        claims = (Claim(holder.report, holder.text, True), Claim(other.report, holder.text, False))
    elif here.gap:
        words = f"{copy} has {shown(there.text)} inside a shared sentence, where {source} has nothing of it"
        claims = (*claims, Claim(here.report, there.text, False))
    elif there.gap:
        words = f"{copy} lacks {shown(here.text)} inside a shared sentence"
        claims = (*claims, Claim(there.report, here.text, False))
    else:
        words = f"{copy} has {shown(there.text)} where {source} has {shown(here.text)}"
    return Proof(weight, words, one.kind, claims) if all(holds(given, claim) for claim in claims) else None


def _sentences(given: Table, one: Character, weight: float, pair: tuple[str, str]) -> Proof | None:
    """Sentences that the copy has and the source lacks, those alone that stand nowhere in it."""
    texts = [given.readings[locus][pair[1]].text for locus in one.loci]
    lacking = [text for text in texts if text and not _mostly_in(text, _text(given, pair[0]))]
    if not lacking:
        return None
    count = f"{len(lacking)} sentences" if len(lacking) > 1 else "a sentence"
    source, copy = (name(given, key) for key in pair)
    claims = [claim for text in lacking for claim in (Claim(pair[1], text, True), Claim(pair[0], text, False))]
    words = f"{copy} has {count} of the story that {source} lacks ({shown(lacking[0])})"
    return Proof(weight, words, one.kind, tuple(claims)) if all(holds(given, claim) for claim in claims) else None


def holds(given: Table, claim: Claim) -> bool:
    """Whether what is said of a telling is literally so: its words stand there in a row, or nowhere in a row."""
    words = " ".join(keys(claim.text))
    return bool(words) and (f" {words} " in _row(_text(given, claim.report))) == claim.there


def _text(given: Table, key: str) -> str:
    return next(witness.report.text for witness in given.family.witnesses if witness.report.report == key)


@lru_cache(maxsize=64)
def _row(text: str) -> str:
    """The words of a text in a row, as they are compared."""
    return f" {' '.join(keys(text))} "


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text; all its words as one where there are fewer."""
    words = keys(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])


def _mostly_in(sentence: str, text: str) -> bool:
    """Whether a good part of a sentence stands somewhere in a text, so that it cannot be said to lack it."""
    mine = _runs(sentence)
    return len(mine & _runs(text)) > SETTINGS.stemma.partly_there * len(mine)


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
