"""FRONT. A whole store as pages: its families, the look-alikes kept apart, what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from urllib.parse import urlencode

from ...glossary import Quarantined

Item = TypeVar("Item")

SORTS: Final = ("tellings", "outlets", "first", "lost", "changes", "independent", "keeper")
"""What the families can be sorted by; numbers from the largest, words and dates from the first."""

PAGE: Final = 100
"""Families, pairs or refusals on one page."""

BARS: Final = 48
"""Bars of the timeline at most: days, else months, else years."""

WIDTHS: Final = (10, 7, 4)
"""How much of an ISO date makes a day, a month, a year."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a reader wants a list: order, filter, search, page."""

    sort: str = "tellings"
    search: str = ""
    least: int = 2
    """Only families of so many tellings and more."""
    only: str = ""
    """``lost``: only families in which a credit was lost; ``independent``: only those with independent reports."""
    since: str = ""
    until: str = ""
    page: int = 1

    def query(self) -> str:
        """The query of a URL that asks for this; what is as usual is left out."""
        usual = Asked()
        pairs = [(name, getattr(self, name)) for name in ("sort", "search", "least", "only", "since", "until", "page")]
        held = [(name, value) for name, value in pairs if value != getattr(usual, name)]
        return "?" + urlencode(held) if held else ""

    def by(self, sort: str) -> str:
        """The query for another order."""
        return replace(self, sort=sort, page=1).query() or "?"

    def turned(self, page: int) -> str:
        """The query for another page."""
        return replace(self, page=page).query() or "?"


def asked(values: Mapping[str, str]) -> Asked:
    """What a query asks for; what cannot be understood is passed over."""
    return Asked(
        sort=values.get("sort", "") if values.get("sort") in SORTS else "tellings",
        search=values.get("search", "")[:200].strip(),
        least=_count(values.get("least", ""), 2),
        only=values.get("only", "") if values.get("only") in ("lost", "independent") else "",
        since=_date(values.get("since", "")),
        until=_date(values.get("until", "")),
        page=_count(values.get("page", ""), 1),
    )


def _count(value: str, usual: int) -> int:
    return max(usual, int(value)) if value.isascii() and value.isdigit() and len(value) < 7 else usual


def _date(value: str) -> str:
    return value[:10] if value and all(letter in "0123456789-" for letter in value) else ""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One family in the list."""

    family: str
    tellings: int
    outlets: int
    first: str
    keeper: str
    makings: str
    lost: int | None
    """Tellings without the credit that others keep; None where it was not looked for in all of them."""
    changes: int | None
    """Differences that matter; None where the family was not drawn yet."""
    high: int | None
    independent: int
    """Reports of the same event that were judged to be written independently."""
    words: str
    """What a search looks through: ids and sources of its tellings."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the timeline."""

    x: int
    height: int
    said: str
    query: str


@dataclass(frozen=True, slots=True)
class StorePage:
    """A store: its totals and the families that were asked for."""

    name: str
    verdict: str
    asked: Asked
    families: tuple[Shelved, ...]
    found: int
    """How many families fit, on all pages."""
    pages: int
    bars: tuple[Bar, ...]
    ends: tuple[str, str]
    apart: int
    quarantined: int
    notes: tuple[str, ...] = ()


def store_page(
    name: str, verdict: str, families: Sequence[Shelved], wanted: Asked, counts: tuple[int, int], notes: Sequence[str]
) -> StorePage:
    """The list as it was asked for; `counts` are the pairs kept apart and the inputs in quarantine."""
    fitting = [row for row in families if _fits(row, wanted)]
    in_time = [row for row in fitting if _when(row, wanted)]
    ordered = sorted(in_time, key=lambda row: (_rank(row, wanted.sort), row.family))
    pages = max(1, -(-len(ordered) // PAGE))
    turned = min(wanted.page, pages)
    bars, ends = _timeline(fitting, wanted)
    return StorePage(
        name=name,
        verdict=verdict,
        asked=replace(wanted, page=turned),
        families=tuple(ordered[(turned - 1) * PAGE : turned * PAGE]),
        found=len(ordered),
        pages=pages,
        bars=bars,
        ends=ends,
        apart=counts[0],
        quarantined=counts[1],
        notes=tuple(notes),
    )


def whole_page(name: str, verdict: str, families: Sequence[Shelved]) -> StorePage:
    """The list of a file: every family, the largest first."""
    ordered = sorted(families, key=lambda row: (_rank(row, "tellings"), row.family))
    bars, ends = _timeline(ordered, Asked())
    return StorePage(name, verdict, Asked(), tuple(ordered), len(ordered), 1, bars, ends, 0, 0)


def _fits(row: Shelved, wanted: Asked) -> bool:
    return (
        row.tellings >= wanted.least
        and (wanted.only != "lost" or bool(row.lost))
        and (wanted.only != "independent" or row.independent > 0)
        and (not wanted.search or wanted.search.casefold() in row.words)
    )


def _when(row: Shelved, wanted: Asked) -> bool:
    if not (wanted.since or wanted.until):
        return True
    return (
        bool(row.first)
        and wanted.since <= row.first
        and (not wanted.until or row.first[: len(wanted.until)] <= wanted.until)
    )


def _rank(row: Shelved, sort: str) -> tuple[bool, int | str]:
    """Sorts as the reader expects: unknown last."""
    value = {
        "tellings": row.tellings,
        "outlets": row.outlets,
        "lost": row.lost,
        "changes": row.changes,
        "independent": row.independent,
    }.get(sort)
    if sort in ("first", "keeper"):
        word = row.first if sort == "first" else row.keeper
        return not word, word
    return value is None, -(value or 0)


def _timeline(rows: Sequence[Shelved], wanted: Asked) -> tuple[tuple[Bar, ...], tuple[str, str]]:
    """How many families were first seen when: a bar a day, a month or a year."""
    dates = [row.first[:10] for row in rows if len(row.first) >= 10]
    if len(set(dates)) < 2:
        return (), ("", "")
    width = next((size for size in WIDTHS if len({date[:size] for date in dates}) <= BARS), WIDTHS[-1])
    counts = Counter(date[:width] for date in dates)
    held = sorted(counts)[-BARS:]
    most = max(counts[date] for date in held)
    bars = tuple(
        Bar(
            at * 14,
            max(2, round(40 * counts[date] / most)),
            f"{date}: {counts[date]}",
            replace(wanted, since=date, until=date, page=1).query(),
        )
        for at, date in enumerate(held)
    )
    return bars, (held[0], held[-1])


@dataclass(frozen=True, slots=True)
class Apart:
    """A pair that looks alike and was not joined."""

    one: str
    other: str
    one_key: str
    other_key: str
    verdict: str
    relation: str
    borrowed: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApartPage:
    """The look-alikes that were kept apart."""

    rows: tuple[Apart, ...]
    asked: Asked
    found: int
    pages: int
    verdicts: tuple[tuple[str, int], ...]
    verdict: str
    """Only pairs of this verdict are shown; empty for all."""


def apart_page(rows: Sequence[Apart], wanted: Asked, verdict: str) -> ApartPage:
    """The pairs as they were asked for."""
    counts = Counter(row.verdict for row in rows)
    verdict = verdict if verdict in counts else ""
    words = wanted.search.casefold()
    fitting = [
        row
        for row in rows
        if (not verdict or row.verdict == verdict) and (not words or words in f"{row.one}\n{row.other}".casefold())
    ]
    held, page, pages = _page(fitting, wanted.page)
    return ApartPage(
        tuple(held), replace(wanted, page=page), len(fitting), pages, tuple(sorted(counts.items())), verdict
    )


@dataclass(frozen=True, slots=True)
class QuarantinePage:
    """What could not be read."""

    rows: tuple[Quarantined, ...]
    asked: Asked
    found: int
    pages: int


def quarantine_page(rows: Sequence[Quarantined], wanted: Asked) -> QuarantinePage:
    """The refused inputs as they were asked for."""
    words = wanted.search.casefold()
    fitting = [row for row in rows if words in f"{row.origin}\n{row.place}\n{row.error}\n{row.message}".casefold()]
    held, page, pages = _page(fitting, wanted.page)
    return QuarantinePage(tuple(held), replace(wanted, page=page), len(fitting), pages)


def _page(rows: Sequence[Item], page: int) -> tuple[Sequence[Item], int, int]:
    pages = max(1, -(-len(rows) // PAGE))
    turned = min(page, pages)
    return rows[(turned - 1) * PAGE : turned * PAGE], turned, pages


def searched(words: Iterable[str | None]) -> str:
    """What a search looks through."""
    return "\n".join(dict.fromkeys(word.casefold() for word in words if word))
