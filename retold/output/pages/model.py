"""FRONT. The rows of which a page is made: what is shown, in the order in which it stands, and no markup."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .choice import Choice


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence in which nothing begins or ends."""

    text: str
    finds: tuple[int, ...] = ()
    """The numbers of the findings that mark it."""
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    beside: str = ""
    """The role of furniture, or the kind of credit, that it is; empty for the story."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a telling."""

    name: str
    """``A12``: the telling's letter and its place, from 1."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one telling has in one row."""

    form: str
    """``text``, ``gap`` (it has not the sentence), ``away`` (it stands elsewhere), ``fold`` (furniture, folded) or
    ``none`` (nothing is expected here)."""
    lines: tuple[Line, ...] = ()
    note: str = ""
    goal: str = ""
    """The name of the sentence beside which it stands, where it moved."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the tellings have at one place, side by side."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: its phrases, who has which, who made it, how sure, and why."""

    number: int
    change: str
    """The id of the change."""
    kind: str
    code: str
    gravity: str
    manner: str
    confidence: float
    one_text: str
    other_text: str
    one: tuple[str, ...]
    """Letters of the tellings that have the one phrase."""
    other: tuple[str, ...]
    made_by: tuple[str, ...]
    why: tuple[str, ...]
    anchor: str
    """Where it stands in the text on this page; empty where it does not."""
    elsewhere: str
    """The query that shows two tellings in which it stands, where they are not on this page."""
    said: tuple[str, ...] = ()
    """What people have said of it."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A kind of change, on or off, and how many there are of it."""

    kind: str
    code: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A telling or a lost original in the drawing."""

    x: int
    y: int
    width: int
    height: int
    letter: str
    name: str
    note: str
    title: str
    query: str
    """The query that puts it beside the telling that was chosen last; empty for a lost original."""
    lost: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A descent in the drawing."""

    path: str
    style: str
    """The making that decides how the line is drawn, or ``unknown``."""
    title: str


@dataclass(frozen=True, slots=True)
class Branch:
    """The same as a list: a node, what is said of its descent, and what comes from it."""

    letter: str
    name: str
    note: str
    query: str
    lost: bool
    children: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Stemma:
    """The drawing and its equal as a list."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    branches: tuple[Branch, ...]
    styles: tuple[str, ...]
    """The makings that occur, for the key."""
    drawn: bool = True
    """False where only the likeness to the keeper is drawn, not descent."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a telling differs from the keeper: a path for each degree, one unit a sentence of the keeper."""

    width: int
    paths: tuple[tuple[str, str], ...]
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """One telling: what it is called, how it was made, what it credits."""

    key: str
    """The start of the report's key."""
    letter: str
    id: str
    source: str
    url: str
    """An address that may be followed, or empty."""
    told_url: str
    """What the input gave, where it may not be followed."""
    published: str
    headline: str
    words: int
    making: str
    credit: str
    credited: bool | None
    keeper: bool
    shown: bool
    query: str
    why: tuple[str, ...]
    confidence: str
    strip: Strip | None = None
    carried: str = ""
    also: str = ""
    """The query that puts it beside all that are shown, or takes it away; empty where neither can be."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is said of a pair of tellings."""

    one: str
    other: str
    verdict: str
    relation: str
    making: str
    confidence: str
    why: tuple[str, ...]
    query: str
    about: str
    """What a verdict of a person is kept under: both keys."""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of a place and the letters of the tellings that have it."""

    text: str
    letters: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the apparatus: the words of the base, and what the others have."""

    number: int
    kind: str
    lemma: str
    letters: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The text of the fullest telling with the readings of all others below it."""

    base: str
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    hidden: int
    """Places of kinds that are switched off."""
    fine: frozenset[int] = frozenset()
    """The notes on words, which are underlined; the others are on whole sentences."""


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """A family, or two files that were compared."""

    name: str
    title: str
    verdict: str
    lead: tuple[str, ...]
    choice: Choice
    cards: tuple[Card, ...]
    stemma: Stemma | None
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    suspects: tuple[Finding, ...]
    switches: tuple[Switch, ...]
    pairs: tuple[Pair, ...]
    oddities: tuple[str, ...] = ()
    apparatus: Apparatus | None = None
    whole: bool = True
    """Whether everything of the family was drawn, or only the tellings shown."""
    drawing: bool = False
    """Whether the whole is being drawn at this moment."""

    @property
    def shown(self) -> tuple[Card, ...]:
        """The tellings that stand side by side, in their order."""
        order = {key: at for at, key in enumerate(self.choice.show)}
        return tuple(sorted((card for card in self.cards if card.shown), key=lambda card: order.get(card.key, 9)))

    @property
    def by_number(self) -> dict[int, Finding]:
        """The findings and suspects by their numbers."""
        return {row.number: row for row in (*self.findings, *self.suspects)}

    def seen(self, view: str) -> str:
        """The query that shows the same in another view."""
        return replace(self.choice, view=view).query()

    @property
    def quiet(self) -> tuple[Switch, ...]:
        """Kinds that are there and switched off."""
        return tuple(switch for switch in self.switches if switch.count and not switch.on)
