"""FRONT. A stemma in the DOT language of Graphviz, with the classes `extant` and `hypothetical` of stemma tools."""

from __future__ import annotations

from ..glossary import Family
from . import wording
from .stemma_graph import Edge, Node, graph


def write(found: Family) -> str:
    """The stemma of a family as a DOT digraph.

    Tellings that are held have the class ``extant``, lost originals ``hypothetical`` (the classes that stemmaweb and
    Stemmarest read). An edge carries making and confidence; one of several parents that is not the surest is dashed.
    A telling whose descent is open stands without an edge, and its node says so.
    """
    drawn = graph(found)
    lines = [f"digraph {_quoted(drawn.family)} {{", "  node [shape=box];"]
    lines += [f"  {_quoted(node.name)} [{_node(node)}];" for node in drawn.nodes]
    lines += [f"  {_quoted(edge.parent)} -> {_quoted(edge.child)} [{_edge(edge)}];" for edge in drawn.edges]
    return "\n".join([*lines, "}", ""])


def _node(node: Node) -> str:
    kind = "extant" if node.extant else "hypothetical"
    shape = "" if node.extant else ", shape=ellipse, style=dashed"
    return f"class={kind}, label={_quoted(node.label)}, standing={_quoted(node.standing)}{shape}"


def _edge(edge: Edge) -> str:
    told = wording.made(edge.making)
    label = "; ".join(part for part in (told, f"{edge.confidence:.2f}") if part)
    return f"label={_quoted(label)}, confidence={edge.confidence:.4f}" + (", style=dashed" if edge.second else "")


def _quoted(text: str) -> str:
    """A DOT string: in quotes; a quotation mark is escaped, and a backslash doubled so that nothing is read as one."""
    flat = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", " ").replace("\0", " ")
    return f'"{flat}"'
