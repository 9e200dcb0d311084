"""FRONT. A family's stemma as nodes and edges, in one order, for every format that draws or exchanges graphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..glossary import Descent, Family
from .wording import titles

GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
"""Lost originals are named as in printed stemmata."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A telling (`extant`) or a lost original; `label` is what people read, `standing` what is said of its descent."""

    name: str
    label: str
    extant: bool
    standing: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Edge:
    """One telling made from another; `second` where the child has another, surer parent too."""

    parent: str
    child: str
    second: bool
    making: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A stemma: its tellings in order of label, then its lost originals, and the edges in order."""

    family: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(found: Family) -> Graph:
    """The asserted stemma of a family. A telling whose descent is open has no edge; its standing says so."""
    labels = titles(found.witnesses)
    first: dict[str, Descent] = {}
    edges = []
    for row in sorted(found.descents, key=lambda row: (row.child, -row.confidence, row.parent or "")):
        second = row.child in first
        first.setdefault(row.child, row)
        if row.parent is not None:
            edges.append(Edge(row.parent, row.child, second, row.making, row.confidence, row.why))
    held = [_node(key, label, True, first.get(key)) for key, label in labels.items()]
    lost = sorted({name for edge in edges for name in (edge.parent, edge.child)} - labels.keys())
    missing = [_node(name, _greek(at), False, first.get(name)) for at, name in enumerate(lost)]
    nodes = (*sorted(held, key=lambda node: (node.label, node.name)), *missing)
    return Graph(found.family, nodes, tuple(sorted(edges, key=lambda edge: (edge.parent, edge.child))))


def plain(text: str) -> str:
    """Text without characters that XML 1.0 cannot carry, not even escaped."""
    return _FORBIDDEN.sub("\ufffd", text)


def _node(name: str, label: str, extant: bool, row: Descent | None) -> Node:
    return Node(name, label, extant, row.standing if row else "root", row.confidence if row else 0.0)


def _greek(at: int) -> str:
    turn, place = divmod(at, len(GREEK))
    return GREEK[place] + (str(turn + 1) if turn else "")
