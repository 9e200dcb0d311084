"""The nouns of Retold: every row that crosses a threshold between two rooms.

A noun is a frozen, slotted dataclass and, unless it is marked as a *view*, a table of the same name: the field
names and types written here are the columns of that table (`tables.py` derives them, nothing repeats them).
Offsets are code points into the text exactly as received, half open: ``report.text[start:stop]``. Every judgement
about somebody's work carries ``confidence`` (0 to 1) and ``why`` (the evidence, in words).

This module is the foundation: it imports nothing of ours and holds no behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

# --- the closed vocabularies ------------------------------------------------------------------------------------

VERDICTS: Final = ("same report", "probably", "cannot tell", "independent", "unrelated")
"""What can be said of a pair. `probably` counts as a copy when errors are counted; `cannot tell` is abstaining."""

COPIES: Final = ("same report", "probably")
"""The verdicts that call one report a telling of the other's report."""

RELATIONS: Final = ("telling", "versions", "digests", "borrowed passage", "shared speech", "none")
"""How the two are related, whatever the verdict: tellings of one report; states of one page; two retellings of a
third party's report; one lifted stretch; only quotations or statements in common; nothing."""

MAKINGS: Final = ("verbatim", "abridged", "edited", "reworded", "expanded", "translated")
"""How a copy was made; one or more, joined with ``+`` in this order (``abridged+reworded``)."""

FATES: Final = ("kept", "reworded", "split", "merged", "dropped", "added")
"""What became of a sentence."""

ROLES: Final = (
    "headline",
    "caption",
    "sign-up",
    "notice",
    "related links",
    "navigation",
    "advertisement",
    "credit line",
    "tag line",
)
"""What a stretch of furniture is."""

CREDITS: Final = ("byline", "dateline", "credit line", "date")
"""What says where a report comes from."""

SOURCES: Final = ("credit line", "byline")
"""The credits that name where a report comes from, the surer first."""

MENTIONS: Final = (
    "quotation",
    "name",
    "institution",
    "number",
    "date",
    "hedge",
    "negation",
    "attribution",
    "role",
)
"""What a sentence can mention."""

CHANGES: Final = (
    "quotation",
    "speaker",
    "name",
    "institution",
    "number",
    "date",
    "hedge",
    "attribution",
    "negation",
    "actor",
    "role",
    "meaning",
    "house style",
    "wording",
    "suspect",
)
"""The kinds of change. `house style` and `wording` are off by default; a `suspect` is seen in one telling alone."""

QUIET: Final = ("house style", "wording")
"""Kinds of change that are counted but not shown unless asked for."""

LOUD: Final = tuple(kind for kind in CHANGES if kind not in QUIET)
"""Kinds of change that are shown unless others are asked for."""

GRAVITIES: Final = ("high", "medium", "low")
"""`high`: a reader is misled about who said or did what, how many, when, or whether."""

STANDINGS: Final = ("root", "made from", "from a lost original", "common source, direction unknown", "cannot tell")
"""What is said of a telling's descent."""


# --- input ------------------------------------------------------------------------------------------------------


AS_GIVEN: Final = "published as given"
"""In `Report.extra`: the date of publication in the words in which it came, where these are not what is kept."""


@dataclass(frozen=True, slots=True)
class Report:
    """A news report as it was received. `report` is its key (`identity.report_key`), `id` the user's name for it."""

    report: str
    id: str
    text: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    """When, in ISO 8601: a day, or a day and a time (UTC if it ends in ``Z``); None where the date given is unclear."""
    headline: str | None = None
    language: str | None = None
    extra: str | None = None
    """The user's other columns, as one JSON object."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An input that could not be read, and why; nothing is dropped in silence."""

    origin: str
    """The file, as the user named it."""
    place: str
    """Where in the file: ``line 12``, ``record 3``, ``byte 4096``; empty for the whole file."""
    stage: str
    """What was being done: open, decode, parse, check."""
    error: str
    """A short class of error: ``empty``, ``encoding``, ``json`` ..."""
    message: str
    """One line that says what is wrong and what to do."""
    digest: str
    """blake2b of the raw bytes where there are any, else of origin and place."""


# --- what stands in one report ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A hashed feature by which a report is recognised elsewhere."""

    report: str
    value: int
    """63-bit hash of the feature, never negative."""
    kind: str
    """``run`` (words in a row) or ``rare`` (rare words in a row)."""
    bucket: int
    """Which stretch of the report it stands in, from 0."""
    buckets: int
    """How many stretches the report has."""
    size: int
    """How many fingerprints of this kind the report has."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """``report.text[start:stop]`` is exactly its text; `place` counts from 0."""

    report: str
    place: int
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch (a sentence or a part of one) that stands on the page and is not the story."""

    report: str
    start: int
    stop: int
    role: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A byline, dateline, credit line or date: not the story either, but it says where a report comes from."""

    report: str
    start: int
    stop: int
    kind: str
    text: str
    value: str
    """The agency, outlet, author, place or ISO date that it names, in normal form."""
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A quotation, name, number ... where it stands; `place` is the sentence in which it starts."""

    report: str
    place: int
    start: int
    stop: int
    kind: str
    text: str
    value: str | None = None
    """Normal form: ``2000000``, ``2022-09-14``, the words of a quotation as a comparison key."""
    speaker: str | None = None
    """Who says it, for quotations and attributions, as the report puts it."""


# --- what stands between two reports ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two reports worth a closer look; `one` < `other` by key."""

    one: str
    other: str
    shared: int
    """Fingerprints in common."""
    one_share: float
    """Share of the fingerprints of `one` that `other` has."""
    other_share: float
    coverage: float
    """Share of the shorter report's stretches that hold a shared fingerprint."""


@dataclass(frozen=True, slots=True)
class Link:
    """The fate of a sentence. One row a pair of sentences; a dropped or added sentence has one side only."""

    one: str
    other: str
    one_place: int | None
    other_place: int | None
    fate: str
    moved: bool
    likeness: float
    edits: tuple[tuple[int, int, int, int], ...] = ()
    """Whole phrases that differ: (one_start, one_stop, other_start, other_stop), offsets into the two reports."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A maximal aligned stretch of two reports."""

    one: str
    other: str
    one_start: int
    one_stop: int
    other_start: int
    other_stop: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Kinship:
    """The judgement on a pair of reports."""

    one: str
    other: str
    verdict: str
    relation: str
    making: str
    """What would have been done to `one` to get `other`; empty unless the verdict is a copy."""
    one_kept: float
    """Share of the body of `one` that `other` carries in any wording, by characters."""
    other_kept: float
    borrowed: float
    """Share of the shorter body that is lifted text, quotations and furniture left out."""
    confidence: float
    """Calibrated probability that the two are tellings of one report."""
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """A difference that matters between two tellings, or (kind `suspect`) one seen within a single telling."""

    change: str
    family: str
    """Empty where two reports are compared outside a family."""
    kind: str
    one: str
    other: str | None
    one_text: str
    other_text: str | None
    one_start: int
    one_stop: int
    other_start: int | None
    other_stop: int | None
    manner: str
    """``altered`` (both sides filled), ``dropped`` or ``added`` (seen from `one`); ``within`` for a suspect."""
    gravity: str
    confidence: float
    why: str


# --- what stands in a family ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Telling:
    """A report's place in a family; the keeper is the fullest and least damaged telling."""

    family: str
    report: str
    keeper: bool
    making: str
    """How it would be made from the keeper; empty for the keeper itself."""
    borrowed: float
    """Share of its body that the family's other tellings carry too."""
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Locus:
    """A place where the tellings of a family can differ."""

    family: str
    locus: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one telling has at one locus."""

    family: str
    locus: str
    report: str
    start: int | None
    stop: int | None
    text: str
    """Empty at a gap."""
    gap: str
    """Empty, ``omitted`` or ``unknown``."""


@dataclass(frozen=True, slots=True)
class Descent:
    """Where one telling comes from. A lost node is named ``lost-`` and a hash of its sorted observed descendants."""

    family: str
    parent: str | None
    """None: a root, or (with an undecided standing) not known."""
    child: str
    lost: bool
    """Whether the parent is a lost original that we infer and do not hold."""
    standing: str
    making: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """Which telling made a change."""

    change: str
    report: str
    confidence: float
    why: str


# --- views: assembled from rows, never stored -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Witness:
    """A view: one report with all that was found in it, ready to be collated."""

    report: Report
    sentences: tuple[Sentence, ...]
    furniture: tuple[Furniture, ...] = ()
    credits: tuple[Credit, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Collation:
    """A view: two witnesses laid side by side."""

    one: Witness
    other: Witness
    links: tuple[Link, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A view: the tellings of one report, collated, with what is known of their differences and descent."""

    family: str
    witnesses: tuple[Witness, ...]
    tellings: tuple[Telling, ...]
    kinships: tuple[Kinship, ...] = ()
    collations: tuple[Collation, ...] = ()
    loci: tuple[Locus, ...] = ()
    readings: tuple[Reading, ...] = ()
    changes: tuple[Change, ...] = ()
    descents: tuple[Descent, ...] = ()
    alterations: tuple[Alteration, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A view: everything that `compare` says about two reports."""

    collation: Collation
    kinship: Kinship
    changes: tuple[Change, ...] = ()
    descents: tuple[Descent, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    findings: tuple[str, ...] = field(default=())
    """Oddities worth a line: look-alike letters and their count, a text cut short, a telling with no body."""


TABLES: Final = (
    Report,
    Quarantined,
    Fingerprint,
    Sentence,
    Furniture,
    Credit,
    Mention,
    Candidate,
    Link,
    Passage,
    Kinship,
    Change,
    Telling,
    Locus,
    Reading,
    Descent,
    Alteration,
)
"""Every noun that is a table, in the order in which the rooms make them."""

VIEWS: Final = (Witness, Collation, Family, Comparison)
"""Nouns that are assembled for a reader or for the next room and never stored."""
