"""FRONT. Progress on stderr, only when it is a terminal; a pipe or a log file gets nothing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from ..plan import Progress as Told
from ..plan import quiet


@contextlib.contextmanager
def bar() -> Iterator[Told]:
    """A progress callback: a bar per stage at a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, object] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage, total=total)
            shown.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        yield report
