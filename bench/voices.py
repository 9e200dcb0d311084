"""Do a build and a comparison of two files say the same of a pair?

    python -m bench.voices --data ROOT [--set NAME ...] [--limit N] [--jobs N]

Of each pile of a set (labelled reports, or variants of originals) pairs are drawn with a fixed seed from all that the
build judged, at most N, and each is compared by itself. A verdict is a copy (`same report`, `probably`), no copy
(`independent`, `unrelated`), or open. Told are the pairs that words alone settled, and the verdicts that differ:
as the store holds them, and as they are shown (`retold apart`, `show`: `retold.asking`). Pairs of which a part was set
aside since it recurs in the pile are counted by themselves: there the pile knows more than two files.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from retold import plan
from retold.glossary import COPIES, Kinship, Report
from retold.kinship.recurring import RECURS

from . import sets
from .subject import Judgement, judge, report, spread


def sort(verdict: str) -> str:
    """``copy``, ``no copy`` or ``open``."""
    return "copy" if verdict in COPIES else "open" if verdict == "cannot tell" else "no copy"


def piles(root: Path, names: Sequence[str]) -> Iterator[tuple[str, list[Report]]]:
    """The piles of the sets, each with its name."""
    for folder in sets.folders(root, "pile", names):
        yield folder.name, _reports(sets.pile(folder))
    for folder in sets.folders(root, "variants", names):
        for whole in sets.variant_piles(folder):
            yield f"{folder.name}:{whole.name}", _reports(whole)


def _reports(whole: sets.Pile) -> list[Report]:
    return [report(text.id, text.text, text.published, text.headline, text.source) for text in whole.texts]


def counted(reports: Sequence[Report], limit: int, jobs: int) -> Counter[str]:
    """What was counted in one pile."""
    held = {row.report: row for row in reports}
    rows = list(plan.pile(reports).kinships)
    drawn = rows if len(rows) <= limit else Random(1).sample(rows, limit)
    alone = spread(jobs, judge, [(held[row.one], held[row.other]) for row in drawn])
    found: Counter[str] = Counter(pairs=len(drawn))
    for row, other in zip(drawn, alone, strict=True):
        found["by words"] += plan.by_words(row)
        found["set aside"] += RECURS in row.why
        if sort(row.verdict) != sort(other.verdict):
            found.update(_differing(row, other))
        elif plan.by_words(row):
            found["borrowed differs"] += abs(row.borrowed - other.borrowed) > 0.05
    return found


def _differing(row: Kinship, other: Judgement) -> list[str]:
    if RECURS in row.why:
        return ["differ, set aside"]
    shown = [] if plan.by_words(row) else ["differ, shown"]
    return ["differ", f"{sort(row.verdict)} > {sort(other.verdict)}", *shown]


def main(argv: Sequence[str] | None = None) -> int:
    """A line a pile."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--data", required=True, type=Path)
    asked.add_argument("--set", action="append", default=[], metavar="NAME")
    asked.add_argument("--limit", type=int, default=300, metavar="N")
    asked.add_argument("--jobs", type=int, default=1, metavar="N")
    given = asked.parse_args(argv)
    for name, reports in piles(given.data, given.set):
        found = counted(reports, given.limit, given.jobs)
        print(f"{name}: {', '.join(f'{count} {word}' for word, count in sorted(found.items()))}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
