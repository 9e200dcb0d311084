"""What a pile of known tellings shows: what is found by kind, what is lost tier by tier, and what is called a copy
across families.

Pairs whose originals overlap by nature (a fifth of the word 3-grams of the shorter) count neither for nor against, and
the families of such originals count as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from .. import piles
from ..figures import Figure, errors, share
from ..peers import grams
from ..piles import Made

LARGE = 40
"""Tellings of a large family."""

SHORT = (40, 60)
"""Words of a short report."""


def quality(label: str, way: str, made: list[Made], answer: dict[str, Any]) -> list[Figure]:
    """Recall of (telling, parent) by kind, and pairs said across families, natural near repeats left out."""
    pairs = {(one, other) for one, other in answer["copies"]}
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row in made:
        if row.parent:
            kinds[row.kind].append(_ends(row) in pairs)
    found = [
        share(label, f"{way}: found, {kind}", sum(kinds[kind]), len(kinds[kind]))
        for kind in piles.KINDS
        if kind in kinds
    ]
    by_id = {row.id: row for row in made}
    across = [pair for pair in pairs if by_id[pair[0]].family != by_id[pair[1]].family]
    wrong = [pair for pair in across if not natural(by_id, pair)]
    false = len(wrong)
    negatives = {id for pair in wrong for id in pair if by_id[id].kind.startswith("negative")}
    note = f"{len(across) - false} pairs whose originals overlap by nature left out"
    return [
        *found,
        errors(label, f"{way}: pairs across families", false, len(pairs) - len(across) + false, note),
        errors(
            label,
            f"{way}: hard negatives in a false pair",
            len(negatives),
            sum(row.kind.startswith("negative") for row in made),
        ),
    ]


def tiers(label: str, way: str, made: list[Made], answer: dict[str, Any]) -> list[Figure]:
    """As `quality`, and then what is lost of the candidates, and how pure and whole the families are."""
    families: dict[str, str] = answer["families"]
    candidates = {(one, other) for one, other in answer["candidates"]}
    kinds: dict[str, list[bool]] = defaultdict(list)
    short: list[bool] = []
    for row in made:
        if not row.parent:
            continue
        together = row.id in families and families[row.id] == families.get(row.parent)
        if _ends(row) in candidates:
            kinds[row.kind].append(not together)
        if SHORT[0] <= len(row.text.split()) < SHORT[1]:
            short.append(together)
    lost = [kinds[kind] for kind in piles.KINDS if kind in kinds]
    note = "pairs of a telling and its parent that were candidates and are not in one family"
    return [
        *quality(label, way, made, answer),
        errors(label, f"{way}: lost by verification", sum(map(sum, lost)), sum(map(len, lost)), note),
        *(
            errors(label, f"{way}: lost by verification, {kind}", sum(kinds[kind]), len(kinds[kind]))
            for kind in piles.KINDS
            if kind in kinds
        ),
        share(label, f"{way}: tellings of 40 to 60 words in one family with their parent", sum(short), len(short)),
        *_purity(label, way, made, answer),
        _large(label, way, made, families),
    ]


def _purity(label: str, way: str, made: list[Made], answer: dict[str, Any]) -> list[Figure]:
    """Families whose members are tellings of one original, and members that stand with most of their like."""
    by_id = {row.id: row for row in made}
    parents: dict[str, str] = {}

    def root(family: str) -> str:
        while parents.setdefault(family, family) != family:
            family = parents[family]
        return family

    for one, other in answer["copies"]:
        ends = by_id[one].family, by_id[other].family
        if ends[0] != ends[1] and natural(by_id, (one, other)):
            parents[root(ends[0])] = root(ends[1])
    held: dict[str, list[str]] = defaultdict(list)
    for id, family in sorted(answer["families"].items()):
        held[family].append(root(by_id[id].family))
    most = [max(Counter(members).values()) for members in held.values()]
    pure = sum(top == len(members) for top, members in zip(most, held.values(), strict=True))
    return [
        share(label, f"{way}: families of one original", pure, len(held)),
        share(label, f"{way}: members that stand with their like", sum(most), len(answer["families"])),
    ]


def _large(label: str, way: str, made: list[Made], families: dict[str, str]) -> Figure:
    """Of the tellings of large families those in the largest family that holds any of them."""
    sizes = Counter(row.family for row in made)
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for row in made:
        if sizes[row.family] >= LARGE and row.id in families:
            held[row.family][families[row.id]] += 1
    whole = sum(max(counts.values()) for counts in held.values())
    large = sum(size for size in sizes.values() if size >= LARGE)
    return share(label, f"{way}: large families, tellings in one", whole, large, f"families of {LARGE} and more")


def natural(by_id: dict[str, Made], pair: tuple[str, str]) -> bool:
    """Whether the originals of two families share a fifth of the shorter one's word 3-grams."""
    one, other = (grams(by_id.get(by_id[id].family, by_id[id]).text) for id in pair)
    return 5 * len(one & other) >= min(len(one), len(other))


def _ends(row: Made) -> tuple[str, str]:
    return min(row.id, row.parent), max(row.id, row.parent)
