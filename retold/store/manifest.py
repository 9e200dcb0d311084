"""What stands in a store: its tables, segment by segment, and the account of its runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.resources import files

from .. import __version__, tables
from ..glossary import Candidate, Kinship, Report, Telling
from ..identity import digest
from ..settings import SETTINGS

DIGESTED = (Report, Candidate, Kinship, Telling)
"""The tables that make the digest of a store: the rest are functions of these, kept so that nothing is done twice."""

SEGMENT = re.compile(r"[a-z]+-[0-9a-f]{24}\.(parquet|columns)")
"""How a segment is called; a manifest that names anything else is not followed."""

DROPPED, FEATURES, WORDS, RECORDS, STATE = "dropped", "features", "words", "records", "state"
KEYS, CONCORDANCE, PLACES = "keys", "concordance", "places"
"""Tables of no noun: rows of segments that are no part of their table any more (file and place in it); and columns from
which an add goes on, the features and the words of the reports of each segment, these reports one by one, their keys,
where each feature of very many reports stands, where the rows of large segments stand, and what was found out about the
whole pile."""

FORMAT = 3
"""Rises when an older Retold could not read the store."""


@cache
def settings_digest() -> str:
    """The digest of what judges: version, thresholds, fitted numbers and word lists. Rows made under another one are
    not comparable, and are made anew."""
    data = sorted(
        (path for path in files("retold").joinpath("data").iterdir() if path.is_file()), key=lambda path: path.name
    )
    judging = [part for path in data for part in (path.name, path.read_bytes())]
    return digest(__version__, json.dumps(asdict(SETTINGS), sort_keys=True), *judging, size=8)


@dataclass(frozen=True, slots=True)
class Segment:
    """One immutable Parquet file: its name in `segments/`, its rows, its bytes, and what it was made from."""

    file: str
    rows: int
    bytes: int
    content: str
    """Order-free digest of its rows, 32 hex digits; empty for tables outside the digest of the store."""
    made_from: str = ""
    """The segment whose rows these were made from, where that is how freshness is told."""
    dropped: int = 0
    """How many rows of the file are no part of the table any more (see `DROPPED`); they are not counted."""
    places: str = ""
    """The file of columns that tells where each row of a large one stands; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Run:
    """The account of one build or add: seen = stored + quarantined + duplicates."""

    inputs: tuple[str, ...]
    inputs_digest: str = ""
    seen: int = 0
    stored: int = 0
    quarantined: int = 0
    duplicates: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in a store."""

    format: int = FORMAT
    version: str = __version__
    settings: str = field(default_factory=settings_digest)
    snapshot: int = 0
    segments: Mapping[str, tuple[Segment, ...]] = field(default_factory=dict)
    analysed: str = ""
    """The digest of the reports from which the families were made; empty before the first time."""
    runs: tuple[Run, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()

    @property
    def files(self) -> set[str]:
        """The files that it names."""
        parts = [part for segments in self.segments.values() for part in segments]
        return {part.file for part in parts} | {part.places for part in parts if part.places}

    def of(self, noun: type) -> tuple[Segment, ...]:
        """The segments of a noun's table."""
        return self.segments.get(tables.name(noun), ())

    def content(self, noun: type) -> str:
        """The order-free digest of a noun's table."""
        return f"{sum(int(segment.content or '0', 16) for segment in self.of(noun)) % (1 << 128):032x}"

    @property
    def pending(self) -> bool:
        """Whether reports stand here whose families are not made yet."""
        return self.analysed != self.content(Report)

    def digest(self) -> str:
        """The digest of the store: the same for the same reports and settings, however they came in."""
        return digest(self.settings, *map(self.content, DIGESTED))

    def put(self, noun: type | str, segments: Sequence[Segment]) -> Manifest:
        """This manifest with other segments for one table."""
        name = noun if isinstance(noun, str) else tables.name(noun)
        return replace(self, segments={**self.segments, name: tuple(segments)})

    def without(self, nouns: Iterable[type | str]) -> Manifest:
        """This manifest without some tables."""
        gone = {noun if isinstance(noun, str) else tables.name(noun) for noun in nouns}
        return replace(self, segments={name: held for name, held in self.segments.items() if name not in gone})
