"""FRONT. Passages as PAN XML, the form of the PAN text alignment tasks (Potthast et al., COLING 2010).

One document a pair: ``<document reference="ONE"><feature name="detected-plagiarism" this_offset this_length
source_reference source_offset source_length/></document>``. Offsets count code points. The name of the feature is
fixed by that format and is the one place where its word occurs; it says nothing about anybody's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from ..glossary import Passage, Report

FEATURE = "detected-plagiarism"
"""What a passage is called in detections."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry, not even escaped."""


def write(one: Report, other: Report, passages: Iterable[Passage]) -> str:
    """The passages of a pair as one PAN document; `one` is ``this``, `other` is the ``source``."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<document reference={_quoted(one.id)}>"]
    source = _quoted(other.id)
    for row in passages:
        lines.append(
            f'<feature name="{FEATURE}" this_offset="{row.one_start}" this_length="{row.one_stop - row.one_start}"'
            f' source_reference={source} source_offset="{row.other_start}"'
            f' source_length="{row.other_stop - row.other_start}" />'
        )
    return "\n".join([*lines, "</document>", ""])


def _quoted(value: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
