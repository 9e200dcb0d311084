"""Figures: one row each, with what it was counted over and its interval; printed for people or as JSON."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from .intervals import bootstrap, share_interval, upper_bound

Row = TypeVar("Row")
BROKEN = "all figures"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `better` is ``more``, ``less`` or empty; `value` None means that it was not measured."""

    dataset: str
    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    hits: int | None = None
    of: int | None = None
    better: str = "more"
    note: str = ""


def share(dataset: str, name: str, hits: int, of: int, note: str = "") -> Figure:
    """A share that should be high, with its two-sided 95 % Clopper-Pearson interval."""
    if of == 0:
        return unmeasured(dataset, name, "nothing to count over")
    low, high = share_interval(hits, of)
    return Figure(dataset, name, hits / of, low, high, hits, of, "more", note)


def errors(dataset: str, name: str, hits: int, of: int, note: str = "") -> Figure:
    """A share that should be low; `high` is its one-sided 95 % upper bound (Clopper-Pearson)."""
    if of == 0:
        return unmeasured(dataset, name, "nothing to count over")
    return Figure(dataset, name, hits / of, None, upper_bound(hits, of), hits, of, "less", note)


def score(
    dataset: str, name: str, drawn: Sequence[Row], figure: Callable[[Sequence[Row]], float], note: str = ""
) -> Figure:
    """A figure that is no share, with a percentile bootstrap over the rows that it is made of."""
    if not drawn:
        return unmeasured(dataset, name, "nothing to count over")
    rounds = 1000 if len(drawn) <= 2000 else 200
    low, high = bootstrap(drawn, figure, rounds)
    return Figure(dataset, name, figure(drawn), low, high, None, len(drawn), "more", note)


def number(dataset: str, name: str, value: float, better: str = "", note: str = "") -> Figure:
    """A plain number: seconds, megabytes, a count."""
    return Figure(dataset, name, value, better=better, note=note)


def unmeasured(dataset: str, name: str, why: str) -> Figure:
    """Said, never left out."""
    return Figure(dataset, name, None, better="", note=f"not measured: {why}")


def guarded(dataset: str, figures: Callable[[], list[Figure]]) -> list[Figure]:
    """The figures of one set, its time told on stderr. Where the measure breaks, that is told and the others go on."""
    started = time.perf_counter()
    try:
        return figures()
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        return [unmeasured(dataset, BROKEN, f"{type(error).__name__}: {error}"[:200])]
    finally:
        print(f"bench: {dataset}: {time.perf_counter() - started:.1f} s", file=sys.stderr)


def plain(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Figures as JSON objects, rounded; empty fields left out."""
    return [
        {
            key: round(value, 6) if isinstance(value, float) else value
            for key, value in asdict(figure).items()
            if value not in (None, "") or key == "value"
        }
        for figure in figures
    ]


def cells(figure: Figure) -> tuple[str, str, str, str, str, str]:
    """Set, figure, value, interval, count and remark of a row of the table."""
    if figure.value is None:
        return figure.dataset, figure.name, "-", "", "", figure.note
    if figure.low is not None:
        interval = f"{figure.low:.4f} to {figure.high:.4f}"
    elif figure.high is not None:
        interval = f"at most {figure.high:.4f}"
    else:
        interval = ""
    counted = (figure.hits, figure.of)
    count = " of ".join(str(part) for part in counted if part is not None)
    value = f"{figure.value:.4f}" if abs(figure.value) < 1000 else f"{figure.value:,.0f}"
    return figure.dataset, figure.name, value, interval, count, figure.note


HEAD = ("set", "figure", "value", "95 %", "count", "remark")


def show(title: str, figures: Sequence[Figure], as_json: bool, settings: dict[str, Any]) -> None:
    """Print the figures: JSON, a rich table on a terminal, aligned text otherwise."""
    if as_json:
        print(json.dumps({"measure": title, **settings, "figures": plain(figures)}, ensure_ascii=False, indent=1))
        return
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table(title=title)
        for at, name in enumerate(HEAD):
            table.add_column(name, justify="right" if at in (2, 4) else "left")
        for figure in figures:
            table.add_row(*cells(figure))
        Console().print(table)
        return
    lines = [HEAD, *map(cells, figures)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
