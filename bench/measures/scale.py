"""Growth: reports a second, peak memory and recall by kind on piles of known tellings.

Each size runs in a process of its own. `limit` is the largest size (default 10,000; 100,000 and more on request).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from .. import piles, sets
from ..figures import Figure, errors, number, share, unmeasured
from ..peers import grams
from ..task import Task

SIZES = (1_000, 10_000, 100_000, 1_000_000)


def measure(task: Task) -> list[Figure]:
    """All sizes up to the limit, for every base under the root."""
    found: list[Figure] = []
    most = task.limit or 10_000
    sizes = [size for size in SIZES if size <= most] or [most]
    for folder in task.folders("base"):
        base = [row["text"] for row in sets.form_rows(folder, "base")]
        for size in sizes:
            with tempfile.TemporaryDirectory() as place:
                found += _size(task, folder.name, base, size, Path(place))
    return found


def _size(task: Task, name: str, base: list[str], size: int, place: Path) -> list[Figure]:
    made = list(piles.grow(base, size))
    pile = place / "pile.jsonl"
    write_pile(pile, made)
    label = f"{name}:{size}"
    found: list[Figure] = []
    for way in ("candidates", "retold"):
        answer = run(pile, place / "answer.json", way, task.jobs)
        if isinstance(answer, str):
            found.append(unmeasured(label, way, answer))
            continue
        found += [
            number(label, f"{way}: reports a second of wall time", size / answer["wall"], "more"),
            number(label, f"{way}: peak memory, MiB", answer["peak_mib"], "less"),
        ]
        found += quality(label, way, made, answer)
    return found


def write_pile(path: Path, made: list[piles.Made]) -> None:
    """A pile as JSON Lines with id and text alone."""
    with path.open("w", encoding="utf-8") as lines:
        for row in made:
            lines.write(json.dumps({"id": row.id, "text": row.text}) + "\n")


def run(pile: Path, answer: Path, way: str, jobs: int) -> dict[str, Any] | str:
    """One way over one pile in a process of its own: what it found, or why there is no answer."""
    command = [sys.executable, "-m", "bench.climbing", str(pile), str(answer), way, str(jobs)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        return (ended.stderr.strip().splitlines() or [f"exit {ended.returncode}"])[-1][:200]
    result: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return result


def quality(label: str, way: str, made: list[piles.Made], answer: dict[str, Any]) -> list[Figure]:
    """Recall of (telling, parent) by kind, and pairs said across families, natural near repeats left out."""
    pairs = {(one, other) for one, other in answer["copies"]}
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row in made:
        if row.parent:
            kinds[row.kind].append((min(row.id, row.parent), max(row.id, row.parent)) in pairs)
    found = [
        share(label, f"{way}: found, {kind}", sum(kinds[kind]), len(kinds[kind]))
        for kind in piles.KINDS
        if kind in kinds
    ]
    by_id = {row.id: row for row in made}
    across = [pair for pair in pairs if by_id[pair[0]].family != by_id[pair[1]].family]
    false = sum(not _natural(by_id, pair) for pair in across)
    negatives = {id for pair in across for id in pair if by_id[id].kind.startswith("negative")}
    note = f"{len(across) - false} pairs whose originals overlap by nature left out"
    return [
        *found,
        errors(label, f"{way}: pairs across families", false, len(pairs) - len(across) + false, note),
        errors(
            label,
            f"{way}: hard negatives in a false pair",
            len(negatives),
            sum(row.kind.startswith("negative") for row in made),
        ),
    ]


def _natural(by_id: dict[str, piles.Made], pair: tuple[str, str]) -> bool:
    """Whether the originals of two families share a fifth of the shorter one's word 3-grams."""
    one, other = (grams(by_id.get(by_id[id].family, by_id[id]).text) for id in pair)
    return 5 * len(one & other) >= min(len(one), len(other))
