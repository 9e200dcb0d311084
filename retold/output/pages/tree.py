"""FRONT. The stemma laid out: from left to right, a column a generation, a row a telling; and the same as a list.

Held tellings have a solid frame, lost originals a dashed one; how a line is drawn says how the copy was made. What is
undecided hangs on a line of its own kind, never on a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...glossary import MAKINGS, Descent
from .. import wording
from .lettering import middle, plain
from .model import Branch, Edge, Node, Stemma

UNKNOWN: Final = "unknown"
"""The name of the node from which undecided tellings hang: their source is not known."""

UNTOLD: Final = "untold"
"""The style of a line where nothing is said of how the copy was made."""

SECOND: Final = "second"
"""The style of a line from another parent than the surest."""

WIDE, NARROW, GAP = 232, 112, 56
"""Width of a telling, of a lost original, and between columns, in pixels."""

TALL, LOW = 40, 22
"""Height of a telling in a small family, and in a large one."""

LARGE = 40
"""Tellings; more are drawn low."""

GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"

LOUDEST: Final = ("translated", "reworded", "expanded", "edited", "abridged", "verbatim")
"""A line is drawn in the style of the first of these that its making has."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the drawing says of one telling."""

    key: str
    letter: str
    name: str
    credit: str
    """``✓ credit``, ``✗ no credit`` or empty."""
    query: str
    shown: bool


def stemma(descents: Sequence[Descent], leaves: Sequence[Leaf], keeper: str) -> Stemma | None:
    """The drawing of a family; without descents the likeness to the keeper, which is no descent."""
    if len(leaves) < 2:
        return None
    drawn = bool(descents)
    rows = descents or [
        Descent("", keeper, leaf.key, False, UNKNOWN, "", 0.0, "") for leaf in leaves if leaf.key != keeper
    ]
    return _Drawing(rows, leaves).stemma(drawn)


class _Drawing:
    """The forest and where its nodes stand."""

    def __init__(self, descents: Sequence[Descent], leaves: Sequence[Leaf]) -> None:
        self.leaves: Mapping[str, Leaf] = {leaf.key: leaf for leaf in leaves}
        self.said: Mapping[str, Descent] = wording.places(descents)
        self.more = tuple(row for row in descents if self.said[row.child] != row and row.parent)
        self.order = {leaf.key: at for at, leaf in enumerate(leaves)}
        self.children: dict[str, list[str]] = {}
        for row in self.said.values():
            self.children.setdefault(self._parent(row), []).append(row.child)
        inside = {child for below in self.children.values() for child in below}
        tops = {node for node in [*self.children, *self.leaves] if node and node not in inside}
        tops |= set(self.children.pop("", []))
        first = self._firsts(tops)
        self.tops = sorted(tops, key=lambda node: first.get(node, 0))
        for below in self.children.values():
            below.sort(key=lambda node: first.get(node, 0))
        self.tall = TALL if len(leaves) <= LARGE else LOW
        self.lost = self._lost_names()
        self.depth: dict[str, int] = {}
        self.row: dict[str, float] = {}
        self._place()

    @staticmethod
    def _parent(row: Descent) -> str:
        return row.parent or ("" if row.standing == "root" else UNKNOWN)

    def _walk(self, after: Callable[[str, int], None]) -> None:
        """Every node once, children before their parent, each with its depth; no recursion, whatever the depth."""
        todo = [(top, 0, False) for top in reversed(self.tops)]
        met: set[str] = set()
        while todo:
            node, depth, done = todo.pop()
            if done:
                after(node, depth)
            elif node not in met:
                met.add(node)
                todo.append((node, depth, True))
                todo += [(child, depth + 1, False) for child in reversed(self.children.get(node, []))]

    def _firsts(self, tops: set[str]) -> dict[str, int]:
        """The first telling under each node."""
        self.tops = sorted(tops)
        first: dict[str, int] = {}

        def after(node: str, _: int) -> None:
            below = [first[child] for child in self.children.get(node, []) if child in first]
            first[node] = min([*below, self.order.get(node, len(self.order))])

        self._walk(after)
        return first

    def _lost_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        found: list[tuple[int, str]] = []
        self._walk(lambda node, depth: found.append((depth, node)) if node not in self.leaves else None)
        for depth, node in sorted(found, key=lambda each: each[0]):
            del depth
            if node != UNKNOWN:
                names[node] = GREEK[len(names)] if len(names) < len(GREEK) else f"lost {len(names) + 1}"
        return names

    def _place(self) -> None:
        rows = 0

        def after(node: str, depth: int) -> None:
            nonlocal rows
            below = [self.row[child] for child in self.children.get(node, []) if child in self.row]
            self.depth[node] = depth
            if below:
                self.row[node] = (min(below) + max(below)) / 2 if self.tall == TALL else min(below)
            else:
                self.row[node] = rows
                rows += 1

        self._walk(after)

    def stemma(self, drawn: bool) -> Stemma:
        """Nodes, lines, the list, and the key."""
        columns = 1 + max(self.depth.values())
        widths = [
            max(WIDE if node in self.leaves else NARROW for node, depth in self.depth.items() if depth == column)
            for column in range(columns)
        ]
        left = [4 + sum(widths[:column]) + GAP * column for column in range(columns)]
        step = self.tall + (14 if self.tall == TALL else 4)
        nodes = {node: self._node(node, left[depth], step) for node, depth in self.depth.items()}
        edges = [
            self._edge(nodes[parent], nodes[child], child)
            for parent, below in sorted(self.children.items())
            for child in below
            if parent in nodes and child in nodes
        ]
        edges += [
            replace(self._edge(nodes[row.parent], nodes[row.child], row.child), style=SECOND)
            for row in self.more
            if row.parent in nodes and row.child in nodes
        ]
        held = sorted(nodes.values(), key=lambda node: (node.x, node.y))
        styles = {edge.style for edge in edges}
        return Stemma(
            width=left[-1] + widths[-1] + 4,
            height=int(max(node.y + node.height for node in held)) + 4,
            nodes=tuple(held),
            edges=tuple(edges),
            branches=self._branches(),
            styles=tuple(making for making in (*MAKINGS, UNTOLD, SECOND, UNKNOWN) if making in styles),
            drawn=drawn,
        )

    def _node(self, node: str, x: int, step: int) -> Node:
        y = 4 + round(self.row[node] * step)
        leaf = self.leaves.get(node)
        if leaf is None:
            name = "source" if node == UNKNOWN else "lost original"
            letter = "?" if node == UNKNOWN else self.lost[node]
            title = "The source of these is not known" if node == UNKNOWN else f"Lost original {letter}: inferred"
            return Node(x, y, NARROW, self.tall, letter, name, "", title, "", True, False)
        note = " · ".join(filter(None, [self._how(node), leaf.credit]))
        title = plain(f"{leaf.letter} {leaf.name}: {note}; {self._said(node)}")
        return Node(
            x, y, WIDE, self.tall, leaf.letter, middle(leaf.name, 27), note, title, leaf.query, False, leaf.shown
        )

    def _how(self, node: str) -> str:
        row = self.said.get(node)
        return wording.made(row.making) if row else ""

    def _said(self, node: str) -> str:
        """What is said of where a node comes from."""
        row = self.said.get(node)
        if row is None:
            return "nothing is said of its source"
        if row.standing == UNKNOWN:
            return "not drawn yet"
        if row.standing in ("made from", "from a lost original") and row.parent:
            parent = f"lost original {self.lost.get(row.parent, '')}" if row.lost else self.leaves[row.parent].letter
            return f"made from {parent.strip()}, {wording.certainty(row.confidence)} sure"
        if row.standing == "root":
            return "the source of the tellings that are held"
        return f"{row.standing}, {wording.certainty(row.confidence)} sure"

    def _edge(self, parent: Node, child: Node, key: str) -> Edge:
        x, y, stop, goal = parent.x + parent.width, _middle(parent), child.x, _middle(child)
        bend = (x + stop) // 2
        making = self.said[key].making.split("+") if key in self.said else []
        style = next((each for each in LOUDEST if each in making), "")
        unknown = parent.letter == "?" or (key in self.said and self.said[key].standing == UNKNOWN)
        title = f"{child.letter}: {self._how(key) or 'making not told'}, {self._said(key)}"
        return Edge(f"M{x} {y}C{bend} {y} {bend} {goal} {stop} {goal}", UNKNOWN if unknown else style or UNTOLD, title)

    def _branches(self) -> tuple[Branch, ...]:
        made: dict[str, Branch] = {}

        def after(node: str, _: int) -> None:
            below = tuple(made[child] for child in self.children.get(node, []) if child in made)
            leaf = self.leaves.get(node)
            if leaf is None:
                name = "Source not known" if node == UNKNOWN else f"Lost original {self.lost[node]}"
                made[node] = Branch("", name, "", "", True, below)
            else:
                note = "; ".join(filter(None, [self._how(node), self._said(node), leaf.credit]))
                made[node] = Branch(leaf.letter, leaf.name, note, leaf.query, False, below)

        self._walk(after)
        return tuple(made[top] for top in self.tops)


def _middle(node: Node) -> int:
    return node.y + node.height // 2
