"""A family asked for its stemma: hidden names, the rows that are said, the trees that these make, and directions.

Ids are hidden: every text gets a name that is a digest, since some sets number their texts in order of time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from . import trees
from .figures import Figure, errors, number, share
from .sets import Stemma
from .subject import Descent, report, stemma
from .trees import UNDECIDED, Tree

Row5 = tuple[str | None, str, bool, str, float]
"""Parent, child, whether the parent is lost, standing and confidence of one row said of a family."""

OPEN = ("common source, direction unknown", "cannot tell")


@dataclass(frozen=True, slots=True)
class Given:
    """The texts of a family under hidden names, in an order that tells nothing."""

    family: str
    texts: tuple[tuple[str, str], ...]
    page: bool = False
    """Whether it is told that they are states of one page: they get one id."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a family: rows asserted, rows of the likeliest tree, names, and more of the work itself."""

    rows: list[Row5]
    guess: list[Row5]
    names: tuple[str, ...]
    copies: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A family's true tree and the one that was found, over the same hidden names; and the rows behind it."""

    family: str
    truth: Tree
    found: Tree
    partial: bool
    rows: tuple[Row5, ...]
    guess: Tree
    copies: float
    seconds: float


def hidden(family: str, node: str) -> str:
    """A name that tells nothing of time or kind."""
    return "n" + blake2b(f"{family}|{node}".encode(), digest_size=6).hexdigest()


def draw(given: Given) -> Said:
    """Every row said of a family, by name; and the names."""
    reports = [report("page" if given.page else name, text) for name, text in given.texts]
    names = {item.report: name for item, (name, _) in zip(reports, given.texts, strict=True)}
    said = stemma(reports)
    rows, guess = (named(part, names) for part in (said.asserted, said.likeliest))
    return Said(rows, guess, tuple(name for name, _ in given.texts), said.copies, said.seconds)


def named(said: Sequence[Descent], names: Mapping[str, str]) -> list[Row5]:
    """The rows that are said of a family, by the names of its reports."""
    return [
        (
            None if row.parent is None else names.get(row.parent, row.parent),
            names.get(row.child, row.child),
            row.lost,
            row.standing,
            row.confidence,
        )
        for row in said
    ]


def found_tree(rows: Sequence[Row5], names: Sequence[str]) -> Tree:
    """The tree that the rows describe; a text whose standing is open is undecided."""
    edges = [(parent, child) for parent, child, _, standing, _ in rows if parent is not None and standing not in OPEN]
    undecided = {child for _, child, _, standing, _ in rows if standing in OPEN}
    lost = {node for edge in edges for node in edge} - set(names)
    return trees.tree([edge for edge in edges if not (edge[1] in lost and edge[0] == edge[1])], names, undecided)


def true_tree(family: Stemma) -> Tree:
    """The true canonical tree; equal texts are one node, named by the first of them in order of hidden name."""
    same: dict[str, str] = {}
    first: dict[str, str] = {}
    for node in sorted(family.texts, key=lambda node: hidden(family.family, node)):
        key = " ".join(family.texts[node].split()).casefold()
        same[node] = first.setdefault(key, hidden(family.family, node))
    edges = trees.merged(family.edges, same)
    return trees.tree(edges, set(first.values()))


def given(family: Stemma) -> Given:
    kept = true_tree(family).observed
    texts = {hidden(family.family, node): text for node, text in family.texts.items()}
    return Given(family.family, tuple((name, texts[name]) for name in sorted(kept)))


def raw(family: str, row: Row5) -> dict[str, object]:
    parent, child, lost, standing, sure = row
    return {
        "family": family,
        "parent": parent,
        "child": child,
        "lost": lost,
        "standing": standing,
        "confidence": sure,
    }


def directions(name: str, judged: Sequence[Sequence[tuple[str, str]]]) -> list[Figure]:
    """Directions called on true ancestor pairs, and called where there is none; each pair once."""
    down = [said for family in judged for gold, said in family if gold == ">"]
    level = [said for family in judged for gold, said in family if gold == "="]
    called = [said for said in down if said in "<>"]
    right = called.count(">")
    false = sum(said in "<>" for said in level) // 2
    found = [
        share(name, "ancestor pairs: direction right", right, len(down)),
        errors(name, "ancestor pairs: direction reversed", called.count("<"), len(down)),
        share(name, "directions called that are right", right, len(called) + false, "siblings called included"),
        number(name, "ancestor pairs: undecided", down.count(UNDECIDED) / max(len(down), 1)),
    ]
    if level:
        found.append(errors(name, "sibling pairs: direction called", false, len(level) // 2))
    return found


def macro(drawn: Sequence[Sequence[tuple[str, str]]]) -> float:
    return trees.relation_f1([pair for family in drawn for pair in family])
