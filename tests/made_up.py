"""Made-up events in files: reports under headings, and pairs of them of which some are known to be judged wrongly."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import pytest
from _pytest.mark.structures import ParameterSet

from retold.glossary import Report
from retold.identity import report_key

Pair = tuple[str, str, str]
"""An event and two of its headings."""


def parted(event: str) -> dict[str, str]:
    """The parts of an event's file, by their headings."""
    _, *parts = re.split(r"^## (.+)$", event, flags=re.MULTILINE)
    return {heading: text.strip() for heading, text in zip(parts[::2], parts[1::2], strict=True)}


def marked(pairs: Sequence[Pair], known: Collection[Pair], why: str) -> list[ParameterSet]:
    """The pairs as parameters; those that are known to be judged wrongly fail until they are taken out of the list."""
    open_ = pytest.mark.xfail(reason=why, strict=True)
    return [pytest.param(pair, id=", ".join(pair), marks=[open_] if pair in known else []) for pair in pairs]


def report(heading: str, text: str) -> Report:
    """A report that is called by its heading."""
    return Report(report_key(heading, text), heading, text)
