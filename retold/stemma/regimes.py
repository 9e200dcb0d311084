"""Copies elsewhere, or states of one page: told apart before anything else.

Length tells direction with opposite sign in the two: a page grows, a copy is cut. Told by the caller where all have one
id or address, or where the pairs were judged to be versions; else recognised from how the tellings differ.
A copyist puts words for words and garbles names; a page that is kept up has passages put in, sentences left as they
are, and figures brought up to date. The weights of the model stand in ``data/stemma.json``; `bench/fit_stemma.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import exp, log
from urllib.parse import urlsplit

from ..glossary import Family, Reading, Witness
from ..settings import SETTINGS
from .evidence import WORDING
from .fitted import fitted
from .manner import by_machines

COPIES = "copies"
VERSIONS = "versions"
OPEN = "open"

SIGNS = {
    "words for words": "share of variant places at which every telling that has the sentence has words",
    "places": "variant places a shared sentence, their logarithm",
    "kept as they were": "share of shared sentences without a variant place",
    "length": "words of the longest reading at a variant place",
    "rewritten": "share of variant places of more than six words",
    "house style": "places of house style a shared sentence",
    "shared": "sentences that two or more tellings have, their logarithm",
    "cut at the end": "share of the sentences lacking that stand behind the last shared one",
    "figures": "share of variant places that are figures or dates",
    "names": "share of variant places that are names",
}
"""The inputs of the model, in words."""


@dataclass(frozen=True, slots=True)
class Regime:
    """What the tellings of a family are to each other; `told` where that is given and not inferred."""

    name: str
    told: bool
    copies: float
    """How likely it is that they are copies."""
    why: str

    @property
    def pages(self) -> bool:
        """Whether they are likelier states of one page, be it sure enough to be said or not."""
        return self.name == VERSIONS or self.copies < 1 - SETTINGS.stemma.copies_likely


def regime(family: Family) -> Regime:
    """Whether the tellings are copies elsewhere or states of one page: told, recognised, or open."""
    ids = {witness.report.id for witness in family.witnesses}
    addresses = {witness.report.url for witness in family.witnesses}
    if family.kinships and all(row.relation == "versions" for row in family.kinships):
        return Regime(VERSIONS, True, 0.0, "they are states of one page")
    if len(family.witnesses) > 1 and (len(ids) == 1 or (len(addresses) == 1 and None not in addresses)):
        said = "id" if len(ids) == 1 else "address"
        return Regime(VERSIONS, True, 0.0, f"they have one {said}: states of one page")
    outlets = [outlet(witness) for witness in family.witnesses]
    if "" not in outlets and len(set(outlets)) > 1:
        return Regime(COPIES, True, 1.0, "they stand at different outlets")
    return _recognised(family)


def outlet(witness: Witness) -> str:
    """Where a report stands, by its source or else by the host of its address; empty where neither is known."""
    return (witness.report.source or urlsplit(witness.report.url or "").netloc).casefold()


def _recognised(family: Family) -> Regime:
    """By the model; open where it is not sure, or where too few places vary for it to judge."""
    chosen = SETTINGS.stemma
    if sum(locus.kind in ("content", *WORDING) for locus in family.loci) < chosen.regime_places:
        return Regime(OPEN, False, 0.5, "too few places vary to tell copies from states of one page")
    share = probability(signs(family))
    if len(family.witnesses) < 3:
        why = "two tellings are too few to tell copies from states of one page"
        return Regime(OPEN, False, round(1 - share, 4), why)
    if _cut_apart(family):
        why = "two of them share no sentence and a third holds both: parts of one whole"
        return Regime(COPIES, False, round(max(1 - share, chosen.regime_sure), 4), why)
    if by_machines([witness.report.text for witness in family.witnesses]):
        why = "hardly two share runs of three words, as states of one page do"
        return Regime(COPIES, False, round(max(1 - share, chosen.regime_sure), 4), why)
    if share >= chosen.regime_sure:
        return Regime(VERSIONS, False, round(1 - share, 4), "passages come and go as on a page that is kept up")
    if 1 - share >= chosen.regime_sure:
        return Regime(COPIES, False, round(1 - share, 4), "words stand for words, as in copies")
    return Regime(OPEN, False, round(1 - share, 4), "they may be copies or states of one page")


def _cut_apart(family: Family) -> bool:
    """Whether two tellings share no sentence, and a third has nearly all of both: no page drops all that it had."""
    kinds = {locus.locus: locus.kind for locus in family.loci}
    held: dict[str, set[str]] = {}
    for reading in family.readings:
        if kinds[reading.locus] == "content" and not reading.gap:
            held.setdefault(reading.report, set()).add(reading.locus)
    chosen = SETTINGS.stemma
    least = [held[key] for key in sorted(held) if len(held[key]) >= chosen.part_sentences]
    apart = ((one, other) for one, other in combinations(least, 2) if one.isdisjoint(other))
    return any(
        all(len(part & whole) >= chosen.part_held * len(part) for part in pair) for pair in apart for whole in least
    )


def probability(found: Sequence[float]) -> float:
    """How likely it is that the tellings are states of one page, by the fitted model; quantised."""
    bias, weights, middles = _model()
    score = bias + sum(weight * (value - middle) for weight, value, middle in zip(weights, found, middles, strict=True))
    return round(1 / (1 + exp(-max(-30.0, min(30.0, score)))), 4)


@lru_cache(maxsize=1)
def _model() -> tuple[float, tuple[float, ...], tuple[float, ...]]:
    """Bias, weights and middles, in the order of `SIGNS`."""
    found = fitted("regime")
    weights, middles = (tuple(float(found[key][name]) for name in SIGNS) for key in ("weights", "middles"))
    return float(found["bias"]), weights, middles


# --- the signs ----------------------------------------------------------------------------------------------------


def signs(family: Family) -> list[float]:
    """The inputs of the model in the order of `SIGNS`; small counts are smoothed towards the middle."""
    rows: dict[str, list[Reading]] = {}
    for reading in family.readings:
        rows.setdefault(reading.locus, []).append(reading)
    shared = alike = style = 0
    filled = 0.0
    sizes: list[int] = []
    kinds = {"number": 0, "name": 0}
    inside = touched = False
    for locus in family.loci:
        found = rows.get(locus.locus, [])
        if locus.kind == "content":
            inside, touched = sum(not reading.gap for reading in found) > 1, False
            shared, alike = shared + inside, alike + inside
        elif locus.kind in WORDING:
            alike, touched = alike - (inside and not touched), True
            known = [reading for reading in found if reading.gap != "unknown"]
            lacking = sum(not reading.text for reading in known) / max(len(known), 1)
            filled += 1 - 2 * min(lacking, 1 - lacking)
            sizes.append(max((len(reading.text.split()) for reading in known), default=0))
            if locus.kind in kinds:
                kinds[locus.kind] += 1
        elif locus.kind == "house style":
            style += 1
    places = len(sizes)
    return [
        (filled + 2) / (places + 3),
        log((places + 1) / (shared + 1)),
        alike / max(shared, 1),
        (sum(min(size, 12) for size in sizes) + 2) / (places + 1),
        sum(size > 6 for size in sizes) / max(places, 1),
        style / max(shared, 1),
        log(shared + 1),
        _at_the_end(family, rows),
        (kinds["number"] + 1) / (places + 12),
        (kinds["name"] + 1) / (places + 12),
    ]


def _at_the_end(family: Family, rows: dict[str, list[Reading]]) -> float:
    """Of the sentences that one of a pair lacks, the share behind the last one that both have."""
    content = [rows.get(locus.locus, []) for locus in family.loci if locus.kind == "content"]
    held: dict[str, list[int]] = {witness.report.report: [] for witness in family.witnesses}
    gone: dict[str, list[int]] = {key: [] for key in held}
    for at, found in enumerate(content):
        for reading in found:
            if not reading.gap:
                held[reading.report].append(at)
            elif reading.gap == "omitted":
                gone[reading.report].append(at)
    lacking = behind = 0
    for one in held:
        mine = set(held[one])
        for other in held:
            if one != other:
                last = max((at for at in held[other] if at in mine), default=-1)
                missed = [at for at in gone[other] if at in mine]
                lacking, behind = lacking + len(missed), behind + sum(at > last for at in missed)
    return (behind + 1) / (lacking + 3)
