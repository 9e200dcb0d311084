"""FRONT. Results that show themselves: in a console, in a notebook, and as a stream of Arrow rows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from . import plan
from .errors import UsageError
from .glossary import COPIES, Change, Comparison, Descent, Kinship, Link, Report
from .identity import report_key


def compare(a: str | os.PathLike[str] | Report, b: str | os.PathLike[str] | Report) -> Compared:
    """See `retold.compare`."""
    return Compared(plan.comparison(_report(a, "A"), _report(b, "B")))


def _report(given: str | os.PathLike[str] | Report, name: str) -> Report:
    if isinstance(given, Report):
        return given
    if isinstance(given, os.PathLike):
        return plan.read_text(os.fspath(given))
    if not isinstance(given, str):
        raise UsageError(f"{name} is a {type(given).__name__}: give a text, a path or a Report")
    if "\n" not in given and len(given) < 4096 and os.path.isfile(given):
        raise UsageError(f"{name} is a text that names a file: give pathlib.Path({given!r}) to compare what it holds")
    if not given.strip():
        raise UsageError(f"{name} is an empty text: there is nothing to compare")
    return Report(report_key(name, given), name, given)


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows of one noun that speak Arrow: pandas, polars and DuckDB take them as they are."""

    noun: type
    rows: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __getitem__(self, at: int) -> Any:
        return self.rows[at]

    def __repr__(self) -> str:
        from .output import listing

        more = f"\n… {len(self.rows)} rows" if len(self.rows) > 20 else ""
        return (listing.as_text(self.rows[:20], self.noun, 28) if self.rows else f"no {self.noun.__name__} rows") + more

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow C stream (PyCapsule interface) of these rows."""
        from . import tables

        return tables.arrow_stream(self.noun, self.rows)


class Compared:
    """What `retold.compare` answers: prints as the verdict; `found` holds every row."""

    def __init__(self, found: Comparison) -> None:
        self.found = found

    @property
    def verdict(self) -> str:
        """``same report``, ``probably``, ``cannot tell``, ``independent`` or ``unrelated``."""
        return self.found.kinship.verdict

    @property
    def same(self) -> bool | None:
        """Whether they are tellings of one report; None where that cannot be told."""
        return None if self.verdict == "cannot tell" else self.verdict in COPIES

    @property
    def direction(self) -> str:
        """Who comes from whom, as a word: ``A from B``, ``both from a lost original`` ..."""
        from .output import wording

        return wording.direction_key(self.found)

    @property
    def kinship(self) -> Kinship:
        """The judgement on the pair."""
        return self.found.kinship

    @property
    def links(self) -> Table:
        """The fate of every sentence."""
        return Table(Link, self.found.collation.links)

    @property
    def changes(self) -> Table:
        """The differences that matter, and house style, wording and suspects, each under its own kind."""
        return Table(Change, self.found.changes)

    @property
    def descents(self) -> Table:
        """Where each of the two comes from."""
        return Table(Descent, self.found.descents)

    def to_dict(self) -> dict[str, Any]:
        """The object that ``retold compare --json`` prints."""
        from .output import objects

        return objects.comparison(self.found)

    def __repr__(self) -> str:
        from .output import terminal

        return terminal.comparison(self.found, terminal.Shown())

    def _repr_html_(self) -> str:
        from .glossary import COPIES, LOUD
        from .output import wording

        laid, kinship = self.found.collation, self.found.kinship
        copies, likely = kinship.verdict in COPIES, wording.likely(kinship)
        told = wording.fates if copies else wording.alike
        facts = [
            ("A", f"{laid.one.report.id}: {wording.telling(self.found, 'one')}"),
            ("B", f"{laid.other.report.id}: {wording.telling(self.found, 'other')}"),
            ("Verdict", f"{kinship.verdict}, {likely} likely" if likely else kinship.verdict),
            *([("Direction", self.direction)] if copies else []),
            ("Sentences", f"A {told(laid, 'one')}; B {told(laid, 'other')}"),
            ("Why", kinship.why),
        ]
        shown = wording.shown(self.found.changes, LOUD, sure=wording.UNSURE)
        changes = [(f"{row.gravity} {row.kind}", wording.change(row)) for row in shown]
        below = f"<p>Changes that matter: {len(shown)}</p>{_grid(changes)}" if copies else ""
        return f"<div><p><strong>{_safe(wording.verdict(self.found))}</strong></p>{_grid(facts)}{below}</div>"


def _grid(rows: Sequence[tuple[str, str]]) -> str:
    cells = "".join(
        f'<tr><th scope="row" style="text-align:left">{_safe(name)}</th>'
        f'<td style="text-align:left">{_safe(value)}</td></tr>'
        for name, value in rows
    )
    return f"<table>{cells}</table>" if rows else ""


def _safe(text: str) -> str:
    from .output.wording import visible

    return escape(visible(text))
