"""Growth: reports a second, peak memory and what is found, tier by tier, on piles of known tellings.

Each size runs in a process of its own: `candidates` alone, then `build`, a whole build into a store; what an add of
1,000 to a store of that size takes is measured beside it (`adds`). `limit` is the largest size (default 10,000; 100,000
and more on request). Two piles are made to break things: originals that share one notice of 200 words, and reports
that hardly differ.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import piles, sets
from ..figures import Figure, number, show, unmeasured
from ..piles import Made
from ..process import spent
from ..task import Task
from . import adds
from .tellings import quality, tiers

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ALIKE = 10_000
"""Near-identical reports, at most."""

Answer = dict[str, Any]


def measure(task: Task) -> list[Figure]:
    """All sizes up to the limit, and the limit itself, for every base under the root."""
    found: list[Figure] = []
    most = task.limit or 10_000
    for folder in task.folders("base"):
        base = [row["text"] for row in sets.form_rows(folder, "base")]
        for size in sorted({*(size for size in SIZES if size < most), most}):
            with tempfile.TemporaryDirectory() as place:
                found += _size(task, f"{folder.name}:{size}", list(piles.grow(base, size)), Path(place))
            found += adds.figures(task, f"{folder.name}:{size}", base, size)
        with tempfile.TemporaryDirectory() as place:
            found += _one_notice(task, folder.name, base, most, Path(place))
            found += _alike(task, folder.name, base, min(most, ALIKE), Path(place))
    return found


def _size(task: Task, label: str, made: list[Made], place: Path) -> list[Figure]:
    pile = place / "pile.jsonl"
    piles.write_lines(pile, made)
    found: list[Figure] = []
    for way in ("candidates", "build"):
        answer = run(pile, place / "answer.json", way, task.jobs)
        if isinstance(answer, str):
            found.append(unmeasured(label, way, answer))
            continue
        found += [
            number(label, f"{way}: reports a second of wall time", len(made) / answer["wall"], "more"),
            number(label, f"{way}: CPU seconds, workers included", answer["cpu"], "less"),
            number(label, f"{way}: peak memory, MiB", answer["peak_mib"], "less"),
        ]
        found += quality(label, way, made, answer) if way == "candidates" else tiers(label, way, made, answer)
    return found


def _one_notice(task: Task, name: str, base: Sequence[str], size: int, place: Path) -> list[Figure]:
    """Originals alone, without and with one notice of 200 words in the middle of each."""
    draw = random.Random(7)
    made = [row for row in piles.grow(base, 2 * size) if row.kind == "original"][:size]
    notice = " ".join(piles.invented(draw).lower() for _ in range(200)).capitalize() + ".\n\n"
    shared = [Made(row.id, row.family, row.kind, "", piles.inside(row.text, notice)) for row in made]
    bare, full = (_built(task, pile, place) for pile in (made, shared))
    label, told = f"{name}:{len(made)}", "originals that share one notice of 200 words"
    if isinstance(bare, str) or isinstance(full, str):
        return [unmeasured(label, told, str(bare if isinstance(bare, str) else full))]
    more = len(_families(full)) - len(_families(bare))
    remark = f"{len(made)} {told}; without it {len(_families(bare))} families, which overlap by nature"
    return [
        number(label, "one notice: families more than without it", max(0, more), "less", remark),
        number(label, "one notice: CPU time to that without it", full["cpu"] / bare["cpu"], "less", remark),
    ]


def _alike(task: Task, name: str, base: Sequence[str], size: int, place: Path) -> list[Figure]:
    """One report told again and again with a word or two exchanged: time and memory of twice as many."""
    draw = random.Random(11)
    text = next((one for one in base if len(one.split()) >= 300), base[0])
    made = [Made(f"a{at}", "a", "edited", "", piles.replaced(text, 0.01, draw)) for at in range(size)]
    half, whole = (_built(task, pile, place) for pile in (made[: size // 2], made))
    label, told = f"{name}:{size}", "near-identical reports"
    if isinstance(half, str) or isinstance(whole, str):
        return [unmeasured(label, told, str(half if isinstance(half, str) else whole))]
    remark = f"{size} {told}, against {size // 2}: {half['cpu']:.1f} s, then {whole['cpu']:.1f} s of processors"
    return [
        number(label, "near-identical: families", len(_families(whole)), "less", remark),
        number(label, "near-identical: CPU time of twice as many", whole["cpu"] / half["cpu"], "less", remark),
        number(label, "near-identical: memory of twice as many", whole["peak_mib"] / half["peak_mib"], "less", remark),
    ]


def _families(answer: Answer) -> set[str]:
    return set(answer["families"].values())


def _built(task: Task, made: list[Made], place: Path) -> Answer | str:
    piles.write_lines(place / "pile.jsonl", made)
    return run(place / "pile.jsonl", place / "answer.json", "build", task.jobs)


def run(pile: Path, answer: Path, way: str, jobs: int) -> Answer | str:
    """One way over one pile in a process of its own: what it found, or why there is no answer."""
    command = [sys.executable, "-m", "bench.climbing", str(pile), str(answer), way, str(jobs)]
    ended = spent(command)
    if isinstance(ended, str):
        return ended
    result: Answer = json.loads(answer.read_text("utf-8"))
    return result


def main(argv: Sequence[str]) -> int:
    """``python -m bench.measures.scale PILE.parquet ANSWER.json [JOBS]``: a pile of any size, built once and measured.

    The pile and its truth are those of ``python -m bench.piles``; the store stands beside the answer afterwards.
    """
    pile, place, jobs = Path(argv[0]), Path(argv[1]), int(argv[2]) if len(argv) > 2 else 2
    answer = run(pile, place, "build", jobs)
    if isinstance(answer, str):
        print(answer)
        return 1
    print(*(f"{name}: {answer[name]:,.1f}" for name in ("wall", "cpu", "peak_mib")), sep="\n", flush=True)
    made = read_pile(pile)
    print(f"reports a second: {len(made) / answer['wall']:,.0f}", flush=True)
    show("scale", tiers(pile.stem, "build", made, answer), False, {})
    return 0


def read_pile(pile: Path) -> list[Made]:
    """A pile in Parquet with its truth."""
    import duckdb

    asked = "SELECT id, family, kind, parent, text FROM read_parquet(?) AS told JOIN read_parquet(?) USING (id)"
    with duckdb.connect() as connection:
        answer = connection.execute(asked, [str(piles.truth_of(pile)), str(pile)])
        return [Made(*row) for row in answer.fetchall()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
