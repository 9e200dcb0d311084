"""Speed of whole processes, as a ratio to a baseline that runs beside it on the same machine in the same minutes.

Below 1 means faster than the baseline. Each round runs both, so that a busy machine slows both; the median of the
rounds' ratios is told with its range.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import peers, piles, sets
from ..figures import Figure, number, unmeasured
from ..process import spent
from ..subject import Collation, Report, drawn, family, laid, marked, report
from ..task import Task
from . import pace
from .scale import run
from .tellings import quality

ROUNDS = 5
ROUNDS_OF_PEERS = 2
WORDS = 800
PAIRS = 40
FAMILY = 50


def measure(task: Task) -> list[Figure]:
    """`compare` on two files and `build` on a pile, both cold, for every base under the root; and collation's pace."""
    found: list[Figure] = []
    for folder in task.folders("base"):
        base = [row["text"] for row in sets.form_rows(folder, "base")]
        size = task.limit or 2_000
        made = list(piles.grow(base, size))
        with tempfile.TemporaryDirectory() as place:
            found += _compare(folder.name, base, Path(place))
            found += _build(folder.name, made, Path(place), task.jobs)
            found += _candidates(folder.name, made, Path(place))
        found += pace.warm(folder.name, base) + pace.growth(folder.name, base)
        found += _told(folder.name, base)
    return found + pace.folders(task)


def timed(command: Sequence[str]) -> float | str:
    """Seconds of wall time of a whole process, or the last line of its complaint."""
    took = spent(command)
    return took if isinstance(took, str) else took.wall


def _ratio(dataset: str, name: str, rounds: Sequence[tuple[float | str, float | str]], note: str) -> list[Figure]:
    """The median ratio of paired rounds, with its range and both medians in seconds."""
    for one, other in rounds:
        if isinstance(one, str) or isinstance(other, str):
            return [unmeasured(dataset, name, one if isinstance(one, str) else str(other))]
    clean = [(float(one), float(other)) for one, other in rounds]
    ratios = sorted(one / other for one, other in clean)
    middle = statistics.median(ratios)
    mine, theirs = statistics.median(row[0] for row in clean), statistics.median(row[1] for row in clean)
    remark = f"{note}; median of {len(clean)}: {mine:.3f} s against {theirs:.3f} s"
    return [Figure(dataset, name, middle, ratios[0], ratios[-1], None, len(clean), "less", remark)]


def _compare(dataset: str, base: Sequence[str], place: Path) -> list[Figure]:
    text = next((one for one in base if len(one.split()) >= WORDS), " ".join(base[:4]))
    words = text.split(" ")[:WORDS]
    made = piles.replaced(" ".join(words), 0.3, random.Random(5))
    files = [str(place / "one.txt"), str(place / "other.txt")]
    Path(files[0]).write_text(" ".join(words), "utf-8")
    Path(files[1]).write_text(made, "utf-8")
    mine = [sys.executable, "-m", "retold", "compare", *files]
    theirs = [sys.executable, "-m", "bench.peers", *files]
    bare = [sys.executable, "-c", "import json"]
    rounds = [(timed(mine), timed(theirs)) for _ in range(ROUNDS)]
    found = _ratio(dataset, "compare, cold, to plain 25-gram spans", rounds, f"two files of {WORDS} words")
    starts = [(timed(mine), timed(bare)) for _ in range(ROUNDS)]
    return found + _ratio(dataset, "compare, cold, to a bare interpreter", starts, "python -c 'import json'")


def _build(dataset: str, made: list[piles.Made], place: Path, jobs: int) -> list[Figure]:
    pile = place / "pile.jsonl"
    piles.write_lines(pile, made)
    rounds: list[tuple[float | str, float | str]] = []
    for number_of in range(3):
        store = place / f"desk{number_of}.retold"
        mine = timed([sys.executable, "-m", "retold", "build", str(pile), "-o", str(store)])
        command = [sys.executable, "-m", "bench.climbing", str(pile), str(place / "a.json"), "sampled grams in SQL"]
        rounds.append((mine, timed(command)))
    note = f"{len(made)} reports to families and a store, against candidate pairs in SQL alone"
    found = _ratio(dataset, "build, cold, to sampled grams in SQL", rounds, note)
    if found[0].value is not None:
        mean = statistics.median(float(row[0]) for row in rounds)
        found.append(
            number(dataset, "build: reports a second, whole process", len(made) / mean, "more", f"jobs {jobs}")
        )
    return found


def _candidates(dataset: str, made: list[piles.Made], place: Path) -> list[Figure]:
    """Candidates alone against each peer, as whole processes on one core, and what each of them finds by kind."""
    pile = place / "pile.jsonl"
    piles.write_lines(pile, made)
    mine = [run(pile, place / "answer.json", "candidates", 1) for _ in range(3)]
    if isinstance(mine[-1], str):
        return [unmeasured(dataset, "candidates", mine[-1])]
    found = quality(dataset, "candidates", made, mine[-1])
    for peer in peers.PEERS:
        name = f"candidates to {peer}, CPU of whole processes"
        if peers.absent(peer):
            found.append(unmeasured(dataset, name, f"{peer} is not installed"))
            continue
        theirs = [run(pile, place / "answer.json", peer, 1) for _ in range(ROUNDS_OF_PEERS)]
        rounds = [(_cpu(mine[at]), _cpu(theirs[at])) for at in range(ROUNDS_OF_PEERS)]
        found += _ratio(dataset, name, rounds, f"{len(made)} reports, reading included")
        if not isinstance(theirs[-1], str):
            found += quality(dataset, peer, made, theirs[-1])
    return found


def _told(dataset: str, base: Sequence[str]) -> list[Figure]:
    """Mentions and changes, once texts are laid: of a warm pair, and of a family of fifty as a store draws it."""
    texts = [" ".join(text.split(" ")[:WORDS]) for text in base if len(text.split(" ")) >= WORDS][:PAIRS]
    texts = texts or [" ".join(" ".join(base).split(" ")[:WORDS])]
    pairs = [(report("one", text), report("other", _exchanged(text, at))) for at, text in enumerate(texts)]
    made = laid([drawn(pair) for pair in pairs])
    plain = pace.processor(lambda: [peers.gram_spans(one.text, other.text) for one, other in pairs]) / len(pairs)
    mine = pace.processor(lambda: [marked([one]) for one in made]) / len(pairs)
    unseen = _unseen(laid([drawn(pair) for pair in _fresh(base)]))
    kin = family([report(f"telling {at:02}", _exchanged(texts[0], at)) for at in range(FAMILY)])
    whole = pace.processor(lambda: marked(kin))
    note = f"{len(pairs)} pairs of {WORDS} words, three words in ten exchanged, a processor's time"
    large = f"a family of {FAMILY}: seconds for mentions and changes"
    return [
        number(dataset, "a pair, warm: ms for mentions and changes", 1000 * mine, "less", note),
        number(dataset, "a pair not seen before: ms for mentions and changes", 1000 * unseen, "less", "words known"),
        number(dataset, "mentions and changes, to plain 25-gram spans", mine / plain, "less", f"{1000 * plain:.2f} ms"),
        number(dataset, large, whole, "less", f"{WORDS} words each, {len(kin)} pairs"),
    ]


def _exchanged(text: str, seed: int) -> str:
    return piles.replaced(text, 0.3, random.Random(seed))


def _fresh(base: Sequence[str]) -> list[tuple[Report, Report]]:
    """Pairs of other reports than those that are measured warm."""
    texts = [" ".join(text.split(" ")[:WORDS]) for text in base if len(text.split(" ")) >= WORDS]
    texts = texts[PAIRS : 2 * PAIRS] or texts or [" ".join(" ".join(base).split(" ")[:WORDS])]
    return [(report("one", text), report("other", _exchanged(text, -at))) for at, text in enumerate(texts, 1)]


def _unseen(made: Sequence[Collation]) -> float:
    """Seconds of processor time of a pair for mentions and changes, each pair seen once: no sentence is remembered.

    The median of some shares of the pairs, the first left out.
    """
    costs = []
    for at in range(ROUNDS):
        share = made[at::ROUNDS]
        started = time.process_time()
        for one in share:
            marked([one])
        costs.append((time.process_time() - started) / max(1, len(share)))
    return statistics.median(costs[1:])


def _cpu(answer: dict[str, Any] | str) -> float | str:
    return answer if isinstance(answer, str) else float(answer["cpu"])
