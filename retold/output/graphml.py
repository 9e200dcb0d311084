"""FRONT. A stemma as GraphML (Brandes et al., GD 2001), which network tools read; nothing of the descent is lost."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from ..glossary import Family
from .stemma_graph import graph, plain

_NODE = (("label", "string"), ("extant", "boolean"), ("standing", "string"), ("confidence", "double"))
_EDGE = (
    ("making", "string"),
    ("confidence", "double"),
    ("second_parent", "boolean"),
    ("why", "string"),
)


def write(found: Family) -> str:
    """The stemma of a family as one GraphML document; nodes are named by report key or by the id of a lost original."""
    drawn = graph(found)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        lines += [
            f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>' for name, kind in keys
        ]
    lines.append(f'<graph id={quoteattr(plain(drawn.family))} edgedefault="directed">')
    for node in drawn.nodes:
        values = (node.label, _said(node.extant), node.standing, f"{node.confidence:.4f}")
        lines += [f"<node id={quoteattr(plain(node.name))}>", *_data("node", _NODE, values), "</node>"]
    for edge in drawn.edges:
        values = (edge.making, f"{edge.confidence:.4f}", _said(edge.second), edge.why)
        ends = f"source={quoteattr(plain(edge.parent))} target={quoteattr(plain(edge.child))}"
        lines += [f"<edge {ends}>", *_data("edge", _EDGE, values), "</edge>"]
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _data(owner: str, keys: tuple[tuple[str, str], ...], values: tuple[str, ...]) -> list[str]:
    return [
        f'<data key="{owner}_{name}">{escape(plain(value))}</data>'
        for (name, _), value in zip(keys, values, strict=True)
    ]


def _said(value: bool) -> str:
    return "true" if value else "false"
