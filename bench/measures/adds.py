"""What an add costs: 1,000 reports more to a store that stands, as a whole process, beside the build of that store.

The reports that are added are drawn from the whole pile, so half of them are tellings of what the store holds.

``python -m bench.measures.adds BASE.jsonl SIZE [NAME.retold]`` measures one size alone, as to a million; a store of
that name is made if none stands there, and is kept as it is (an add goes to a copy), so that it can be asked again.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .. import piles, sets
from ..figures import Figure, number, show, unmeasured
from ..piles import Made
from ..process import Spent, spent
from ..task import Task

MORE = 1_000
LEAST = 10_000
"""Reports of the smallest store that is added to: of less an add is a build."""


def figures(task: Task, label: str, base: Sequence[str], size: int, store: Path | None = None) -> list[Figure]:
    """The add's rows for a store of `size` reports; none for a small one. A `store` that is named stays there."""
    if size < LEAST:
        return []
    with tempfile.TemporaryDirectory() as folder:
        place, built = Path(folder), None
        held = store or place / "held.retold"
        pile, more = drawn(list(piles.grow(base, size + MORE)), MORE)
        piles.write_lines(place / "more.jsonl", more)
        if not held.exists():
            piles.write_lines(place / "pile.jsonl", pile)
            built = command(task.jobs, "build", str(place / "pile.jsonl"), "-o", str(held))
            (place / "pile.jsonl").unlink()
        if isinstance(built, str):
            return [unmeasured(label, "add", built)]
        shutil.copytree(held, place / "grown.retold")
        added = command(task.jobs, "add", str(place / "grown.retold"), str(place / "more.jsonl"))
    return [unmeasured(label, "add", added)] if isinstance(added, str) else _rows(label, added, built)


def _rows(label: str, added: Spent, built: Spent | None) -> list[Figure]:
    beside = (
        [number(label, f"add: CPU time of a build to that of {MORE:,} more", built.cpu / added.cpu)] if built else []
    )
    return [
        number(label, f"add: CPU seconds for {MORE:,} more, workers included", added.cpu, "less"),
        number(label, f"add: seconds of wall time for {MORE:,} more", added.wall, "less"),
        number(label, "add: peak memory, MiB", added.peak_mib, "less"),
        *beside,
    ]


def drawn(made: list[Made], count: int) -> tuple[list[Made], list[Made]]:
    """A pile in two: what stands, and so many of it, drawn from all, that come later."""
    chosen = set(random.Random(3).sample(range(len(made)), count))
    return [row for at, row in enumerate(made) if at not in chosen], [made[at] for at in sorted(chosen)]


def command(jobs: int, *arguments: str) -> Spent | str:
    """One `retold` command as people run it, its start and its printed account included; or why it failed."""
    return spent([sys.executable, "-m", "retold", *arguments, "--workers", str(jobs)])


def main(argv: list[str]) -> int:
    """Measure one size by itself."""
    base, size = Path(argv[0]), int(argv[1])
    texts = [row["text"] for row in sets.rows(base)]
    task = Task(base.parent)
    found = figures(task, f"{base.parent.name}:{size}", texts, size, Path(argv[2]) if argv[2:] else None)
    show("adds", found, False, {"size": size})
    return int(any(figure.value is None for figure in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
