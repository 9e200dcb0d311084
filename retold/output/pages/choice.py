"""FRONT. What a reader asked to see, as it stands in the query of a URL. What cannot be understood is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from ...glossary import CHANGES, GRAVITIES, LOUD, Change
from ..wording import GRAVITY, UNSURE

VIEWS = ("tellings", "apparatus")
"""The ways to look at a family."""

CERTAINTIES = (0.0, UNSURE, 0.5, 0.8, 0.95)
"""The least certainty of a finding that can be asked for."""

MOST_SHOWN = 4
"""Tellings that stand side by side."""

SHORT = 12
"""Hex digits of a report's key in a URL: enough to be the only one in any family."""

LONGEST = 200
"""Characters of a search; more is not a search."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see of a family."""

    kinds: tuple[str, ...] = LOUD
    gravity: str = "low"
    """The least gravity."""
    sure: float = UNSURE
    """The least certainty."""
    telling: str = ""
    """Only changes that this telling has a side in: the start of a report's key."""
    search: str = ""
    """Only changes with these words in a phrase or a reason."""
    show: tuple[str, ...] = ()
    """The tellings that stand side by side: starts of reports' keys."""
    view: str = "tellings"

    def takes(self, row: Change) -> bool:
        """Whether a change is of a kind, gravity and certainty that is asked for, and of the telling and words."""
        return (
            row.kind in self.kinds
            and GRAVITY[row.gravity] <= GRAVITY[self.gravity]
            and row.confidence >= self.sure
            and (not self.telling or any(key and key.startswith(self.telling) for key in (row.one, row.other)))
            and (not self.search or self.search.casefold() in _said(row))
        )

    def query(self) -> str:
        """The query of a URL that asks for this: what is as usual is left out; empty where everything is."""
        usual = Choice()
        pairs = [
            ("kinds", ",".join(kind for kind in CHANGES if kind in self.kinds) or "none"),
            ("gravity", self.gravity),
            ("sure", f"{self.sure:g}"),
            ("telling", self.telling),
            ("search", self.search),
            ("show", ",".join(self.show)),
            ("view", self.view),
        ]
        held = [pair for pair, field in zip(pairs, fields(Choice), strict=True) if _differs(self, usual, field.name)]
        return "?" + urlencode(held, safe=",") if held else ""


def _differs(one: Choice, other: Choice, name: str) -> bool:
    first, second = getattr(one, name), getattr(other, name)
    return set(first) != set(second) if name == "kinds" else bool(first != second)


def _said(row: Change) -> str:
    return f"{row.one_text}\n{row.other_text or ''}\n{row.why}".casefold()


def parse(asked: Mapping[str, str], kinds: Iterable[str] = ()) -> Choice:
    """The choice that a query puts; `kinds` are the values of switches that came one by one, as a form sends them."""
    given = [part for value in kinds for part in value.split(",")]
    wanted = tuple(kind for kind in CHANGES if kind in given or "all" in given)
    return Choice(
        kinds=wanted if given else LOUD,
        gravity=asked.get("gravity", "") if asked.get("gravity") in GRAVITIES else "low",
        sure=_least(asked.get("sure", "")),
        telling=_key(asked.get("telling", "")),
        search=asked.get("search", "")[:LONGEST].strip(),
        show=tuple(dict.fromkeys(filter(None, map(_key, asked.get("show", "")[:LONGEST].split(",")))))[:MOST_SHOWN],
        view=asked.get("view", "") if asked.get("view") in VIEWS else "tellings",
    )


def _least(value: str) -> float:
    return next((level for level in CERTAINTIES if f"{level:g}" == value), UNSURE)


def _key(value: str) -> str:
    """The start of a report's key, or nothing: hex digits alone ever come back out of a query."""
    return value[:SHORT] if value and len(value) <= 64 and all(letter in "0123456789abcdef" for letter in value) else ""
