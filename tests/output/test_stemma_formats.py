"""A stemma as DOT, GraphML and Newick, and an apparatus as CSV."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from retold.glossary import Descent, Family, Locus, Reading, Report, Witness
from retold.output import apparatus_csv, dot, graphml, newick

NAMESPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def made(*edges: tuple[str | None, str, float], ids: dict[str, str] | None = None) -> Family:
    """A family from (parent, child, confidence); names that start with ``lost`` are lost originals."""
    names = sorted({name for edge in edges for name in edge[:2] if name and not name.startswith("lost")})
    witnesses = tuple(Witness(Report(name, (ids or {}).get(name, f"{name}.txt"), name), ()) for name in names)
    rows = tuple(
        Descent(
            "f-1", parent, child, bool(parent and parent.startswith("lost")), _standing(parent), "edited", sure, "why"
        )
        for parent, child, sure in edges
    )
    return Family("f-1", witnesses, (), descents=rows)


def _standing(parent: str | None) -> str:
    if parent is None:
        return "common source, direction unknown"
    return "from a lost original" if parent.startswith("lost") else "made from"


FAMILY = made(("lost-1", "a", 0.9), ("lost-1", "b", 0.8), ("b", "c", 0.7), ("a", "c", 0.4), (None, "d", 0.3))


def test_dot_tells_extant_from_hypothetical() -> None:
    text = dot.write(FAMILY)
    assert '"a" [class=extant, label="a.txt"' in text
    assert '"lost-1" [class=hypothetical, label="α"' in text
    assert '"lost-1" -> "b" [label="edited; 0.80", confidence=0.8000];' in text
    assert '"a" -> "c" [label="edited; 0.40", confidence=0.4000, style=dashed];' in text
    assert '-> "d"' not in text
    assert "direction unknown" in text


def test_graphml_carries_every_edge_with_its_reason() -> None:
    root = ElementTree.fromstring(graphml.write(FAMILY))
    assert len(root.findall(".//g:node", NAMESPACE)) == 5
    edges = {
        (edge.get("source"), edge.get("target")): {
            data.get("key"): data.text for data in edge.findall("g:data", NAMESPACE)
        }
        for edge in root.findall(".//g:edge", NAMESPACE)
    }
    assert edges["a", "c"]["edge_second_parent"] == "true"
    assert edges["lost-1", "a"]["edge_why"] == "why"


def test_newick_keeps_the_tree_and_says_what_it_loses() -> None:
    first, *trees = newick.write(FAMILY).splitlines()
    assert "lossy" in first
    assert trees == ["d.txt;", "(a.txt,(c.txt)b.txt)'α';"]


@given(st.text(), st.text())
def test_any_id_makes_a_well_formed_document(one: str, other: str) -> None:
    found = made(("a", "b", 0.9), ids={"a": one, "b": other})
    assert len(ElementTree.fromstring(graphml.write(found)).findall(".//g:edge", NAMESPACE)) == 1
    assert dot.write(found).count(" -> ") >= 1
    assert newick.write(found).count("\n") == 2
    header = next(csv.reader(io.StringIO(apparatus_csv.write(found), newline="")))
    assert header[:2] == ["locus", "kind"]
    assert len(header) == 4


def test_versions_that_share_an_id_are_told_apart() -> None:
    found = made(("aaaaaaaaaa", "bbbbbbbbbb", 0.9), ids={"aaaaaaaaaa": "page", "bbbbbbbbbb": "page"})
    assert 'label="page (aaaaaaaa)"' in dot.write(found)


def test_the_apparatus_has_a_column_a_telling_and_tells_gaps_apart() -> None:
    family = made(("a", "b", 0.9), ("a", "c", 0.9))
    readings = (
        Reading("f-1", "l-1", "a", 0, 4, "=one", ""),
        Reading("f-1", "l-1", "b", None, None, "", "omitted"),
        Reading("f-1", "l-1", "c", None, None, "", "unknown"),
    )
    held = Family("f-1", family.witnesses, (), loci=(Locus("f-1", "l-1", "wording"),), readings=readings)
    rows = list(csv.reader(io.StringIO(apparatus_csv.write(held), newline="")))
    assert rows == [
        ["locus", "kind", "a.txt", "b.txt", "c.txt"],
        ["l-1", "wording", "'=one", "[omitted]", "[unknown]"],
    ]


def test_a_family_of_which_nothing_is_said_is_written_too() -> None:
    empty = Family("f-0", (), ())
    assert dot.write(empty).startswith("digraph")
    assert len(newick.write(empty).splitlines()) == 1
    assert ElementTree.fromstring(graphml.write(empty)) is not None
    assert apparatus_csv.write(empty).strip() == "locus,kind"
