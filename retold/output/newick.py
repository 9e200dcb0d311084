"""FRONT. A stemma as Newick trees. Lossy: says who stands below whom, and nothing else that a stemma says."""

from __future__ import annotations

import re

from ..glossary import Family
from .stemma_graph import graph

LOST = "lossy: without confidence, making, reasons, second parents and what is undecided"
_PLAIN = re.compile(r"[A-Za-z0-9.\-]+")


def write(found: Family) -> str:
    """One Newick tree a line for each root, in order of name, after a comment that says what the format cannot carry.

    A telling that others were made from is a named inner node. Second parents are left out, since Newick knows trees
    alone; a telling whose descent is open is a tree of its own.
    """
    drawn = graph(found)
    label = {node.name: node.label for node in drawn.nodes}
    kids: dict[str, list[str]] = {node.name: [] for node in drawn.nodes}
    for edge in drawn.edges:
        if not edge.second:
            kids[edge.parent].append(edge.child)
    below = {child for children in kids.values() for child in children}
    tops = [node.name for node in drawn.nodes if node.name not in below]
    return "\n".join([f"[{LOST}]", *(f"{_tree(top, kids, label)};" for top in tops), ""])


def _tree(top: str, kids: dict[str, list[str]], label: dict[str, str]) -> str:
    """A subtree, written from the leaves up so that depth cannot exhaust the stack."""
    order = [top]
    for node in order:
        order.extend(kids[node])
    done: dict[str, str] = {}
    for node in reversed(order):
        inside = ",".join(done.pop(kid) for kid in sorted(kids[node], key=lambda kid: (label[kid], kid)))
        done[node] = (f"({inside})" if inside else "") + _name(label[node])
    return done[top]


def _name(text: str) -> str:
    """A label as it stands where Newick allows that, else in single quotes, quotes doubled."""
    flat = " ".join(text.split())
    return flat if _PLAIN.fullmatch(flat) else "'" + flat.replace("'", "''") + "'"
