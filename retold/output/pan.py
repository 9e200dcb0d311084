"""FRONT. Passages as PAN XML, the form of the PAN text alignment tasks (Potthast et al., COLING 2010), and back.

One document a pair: ``<document reference="ONE"><feature name="detected-plagiarism" this_offset this_length
source_reference source_offset source_length/></document>``. Offsets count code points. The name of the feature is
fixed by that format and is the one place where its word occurs; it says nothing about anybody's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from ..errors import UnreadableInput
from ..glossary import Passage, Report

FEATURES = ("detected-plagiarism", "plagiarism")
"""What a passage is called in detections and in annotations of cases."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry, not even escaped."""


def write(one: Report, other: Report, passages: Iterable[Passage]) -> str:
    """The passages of a pair as one PAN document; `one` is ``this``, `other` is the ``source``."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<document reference={_quoted(one.id)}>"]
    source = _quoted(other.id)
    for row in passages:
        lines.append(
            f'<feature name="{FEATURES[0]}" this_offset="{row.one_start}" this_length="{row.one_stop - row.one_start}"'
            f' source_reference={source} source_offset="{row.other_start}"'
            f' source_length="{row.other_stop - row.other_start}" />'
        )
    return "\n".join([*lines, "</document>", ""])


def read(document: str | bytes) -> list[Passage]:
    """The passages of a PAN document, with the references for names; a likeness is not known and given as 1.

    Raises `UnreadableInput` where the document is not XML, declares entities or a document type (nothing of the kind
    is expanded or fetched), or a feature lacks a number that it needs.
    """
    found: list[Passage] = []
    reference = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal reference
        if tag == "document":
            reference = attributes.get("reference", "")
        elif tag == "feature" and attributes.get("name") in FEATURES and "source_reference" in attributes:
            found.append(_passage(reference, attributes))

    def refuse(*_: object) -> None:
        raise UnreadableInput("PAN document: a document type or entity is declared; it is not read")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableInput(f"PAN document: {error}") from error
    return sorted(found, key=lambda row: (row.one, row.other, row.one_start, row.other_start, row.one_stop))


def _passage(reference: str, attributes: dict[str, str]) -> Passage:
    numbers = []
    for side in ("this", "source"):
        offset, length = (_number(attributes, f"{side}_{part}") for part in ("offset", "length"))
        numbers += [offset, offset + length]
    this, this_stop, source, source_stop = numbers
    return Passage(reference, attributes["source_reference"], this, this_stop, source, source_stop, 1.0)


def _number(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        raise UnreadableInput(f"PAN document: {name} is {value!r}, not a count of characters")
    return int(value)


def _quoted(value: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
