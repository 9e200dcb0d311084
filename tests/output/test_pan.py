"""Passages as PAN XML, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.errors import UnreadableInput
from retold.glossary import Passage, Report
from retold.output import pan


def document(one: str, other: str, *spans: tuple[int, int, int, int]) -> str:
    rows = [Passage("1", "2", *span, likeness=0.5) for span in spans]
    return pan.write(Report("1", one, ""), Report("2", other, ""), rows)


def test_a_passage_is_written_as_offsets_and_lengths() -> None:
    written = document("a.txt", "b.txt", (10, 25, 0, 12))
    assert '<document reference="a.txt">' in written
    assert 'this_offset="10" this_length="15" source_reference="b.txt" source_offset="0" source_length="12"' in written


def test_what_is_written_is_read_again() -> None:
    spans = ((0, 5, 7, 9), (10, 25, 0, 12))
    rows = pan.read(document("a & <b>.txt", 'c"d\n.txt', *spans))
    assert [(row.one, row.other) for row in rows] == [("a & <b>.txt", 'c"d\n.txt')] * 2
    assert [(row.one_start, row.one_stop, row.other_start, row.other_stop) for row in rows] == list(spans)


@given(st.text(), st.text(st.characters()))
def test_any_id_makes_a_well_formed_document(one: str, other: str) -> None:
    assert len(pan.read(document(one, other, (0, 1, 0, 1)))) == 1


def test_cases_are_read_like_detections_and_other_features_left_aside() -> None:
    rows = pan.read(
        '<document reference="a"><feature name="about" lang="en" />'
        '<feature name="plagiarism" obfuscation="none" this_offset="3" this_length="2" source_reference="b"'
        ' source_offset="0" source_length="2" /></document>'
    )
    assert rows == [Passage("a", "b", 3, 5, 0, 2, 1.0)]


@pytest.mark.parametrize(
    "document",
    [
        "",
        "not xml",
        "<document>",
        '<!DOCTYPE d [<!ENTITY a "b">]><document reference="&a;"/>',
        '<!DOCTYPE d SYSTEM "file:///etc/hostname"><document/>',
        '<document reference="a"><feature name="plagiarism" source_reference="b" this_offset="x"/></document>',
        '<document reference="a"><feature name="plagiarism" source_reference="b" this_offset="-1"/></document>',
        b'<?xml version="1.0" encoding="no-such"?><document/>',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_not_safe_and_whole_is_refused_with_a_reason(document: str | bytes) -> None:
    with pytest.raises(UnreadableInput, match="PAN document"):
        pan.read(document)
