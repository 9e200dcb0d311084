"""Passages as PAN XML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from retold.glossary import Passage, Report
from retold.output import pan


def document(one: str, other: str, *spans: tuple[int, int, int, int]) -> str:
    rows = [Passage("1", "2", *span, likeness=0.5) for span in spans]
    return pan.write(Report("1", one, ""), Report("2", other, ""), rows)


def test_a_passage_is_written_as_offsets_and_lengths() -> None:
    written = document("a.txt", "b.txt", (10, 25, 0, 12))
    assert '<document reference="a.txt">' in written
    assert 'this_offset="10" this_length="15" source_reference="b.txt" source_offset="0" source_length="12"' in written


def test_names_are_kept_whatever_stands_in_them() -> None:
    top = ElementTree.fromstring(document("a & <b>.txt", 'c"d\n.txt', (0, 5, 7, 9), (10, 25, 0, 12)))
    assert top.attrib["reference"] == "a & <b>.txt"
    assert [feature.attrib["source_reference"] for feature in top] == ['c"d\n.txt'] * 2
    assert [feature.attrib["this_offset"] for feature in top] == ["0", "10"]


@given(st.text(), st.text(st.characters()))
def test_any_id_makes_a_well_formed_document(one: str, other: str) -> None:
    assert len(ElementTree.fromstring(document(one, other, (0, 1, 0, 1)))) == 1
