"""``python -m bench MEASURE --data ROOT [--set NAME ...] [--out DIR] [--json] [--limit N] [--jobs N]``."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

from .figures import BROKEN, Figure, show, unmeasured
from .sets import unknown
from .task import Task

MEASURES = ("families", "evasion", "collation", "changes", "stemma", "speed", "scale")


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    made = argparse.ArgumentParser(prog="python -m bench", description="Measure Retold on labelled data.")
    made.add_argument("measure", choices=MEASURES)
    made.add_argument("--data", type=Path, required=True, metavar="ROOT", help="the folder that holds the sets")
    made.add_argument("--set", action="append", nargs="+", default=[], metavar="NAME", help="sets to measure on")
    made.add_argument("--out", type=Path, metavar="DIR", help="write the raw answers here, one folder a set")
    made.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    made.add_argument("--limit", type=int, metavar="N", help="at most N items a set or class, drawn by digest")
    made.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    return made


def _answers(dataset: str, name: str) -> bool:
    """Whether a figure's set is one that a name of the user's means."""
    name = name.strip("/")
    return dataset == name or name in dataset.split("/")


def main(argv: list[str] | None = None) -> int:
    """Run one measure; 2 if the data folder is not there, 1 if a set could not be measured."""
    given = parser().parse_args(argv)
    if not given.data.is_dir():
        print(f"bench: no such folder: {given.data}", file=sys.stderr)
        return 2
    chosen = tuple(name for names in given.set for name in names)
    task = Task(given.data, chosen, given.out, given.limit, max(1, given.jobs))
    started = time.perf_counter()
    figures: list[Figure] = [
        unmeasured(name, "set", "no such set under the data folder; skipped") for name in unknown(given.data, chosen)
    ]
    figures += importlib.import_module(f"bench.measures.{given.measure}").measure(task)
    measured = {part for figure in figures for part in (figure.dataset, figure.dataset.split(":")[0])}
    figures += [
        unmeasured(name, "set", f"this measure knows no form that it has ({given.measure})")
        for name in chosen
        if not any(_answers(dataset, name) for dataset in measured)
    ]
    if not figures:
        figures.append(unmeasured("-", given.measure, "no set of a form that this measure knows"))
    settings = {"sets": list(chosen), "limit": given.limit, "seconds": round(time.perf_counter() - started, 1)}
    show(given.measure, figures, given.json, settings)
    return int(any(figure.name == BROKEN for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
