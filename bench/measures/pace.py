"""How fast texts are laid side by side: a folder of pairs, one warm pair, growth with length, a book and a report.

Seconds of processor time, since a busy machine stretches the others; for the folder, which is a whole process with its
workers beside the plain 25-gram baseline in as many processes, both. Drawing an outline (sentences, furniture, credits)
is told apart from laying two outlines side by side.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from .. import peers, piles, sets
from ..figures import Figure, number, unmeasured
from ..process import spent
from ..sets import Folder
from ..subject import Report, drawn, laid, report
from ..task import Task

WORDS = 800
SIZES = (1_250, 2_500, 5_000, 10_000, 20_000)
BOOK = 200_000
PAIRS = 60

Pair = tuple[Report, Report]


def folders(task: Task) -> list[Figure]:
    """Every corpus in PAN's form: all its pairs, or as many as the limit says."""
    found: list[Figure] = []
    for folder in task.folders("pan"):
        with tempfile.TemporaryDirectory() as place:
            found += _folder(task, folder, Path(place))
    return found


def _folder(task: Task, folder: Folder, place: Path) -> list[Figure]:
    root = sets.pan_root(folder.path)
    assert root is not None
    listed = sorted({pair for part in sets.pan_classes(root) for pair in sets.pan_pairs(part)})
    drawn_pairs = task.draw(listed, [f"{one} {other}" for one, other in listed])
    (place / "pairs").write_text("".join(f"{one} {other}\n" for one, other in drawn_pairs), "utf-8")
    for side in ("susp", "src"):
        (place / side).symlink_to((root / side).resolve())
    jobs = str(task.jobs)
    mine = spent([sys.executable, "-m", "retold", "collate", str(place), "-o", str(place / "out"), "--workers", jobs])
    theirs = spent([sys.executable, "-m", "bench.peers", "--folder", str(place), jobs])
    if isinstance(mine, str) or isinstance(theirs, str):
        return [unmeasured(folder.name, "a folder of pairs", mine if isinstance(mine, str) else str(theirs))]
    note = f"{len(drawn_pairs)} pairs, reading included, {jobs} processes"
    against = f"{mine.cpu:.1f} s of processors against {theirs.cpu:.1f} s"
    return [
        number(folder.name, "a folder of pairs: seconds by the clock", mine.wall, "less", note),
        number(folder.name, "a folder of pairs: ms of a processor a pair", 1000 * mine.cpu / len(drawn_pairs), "less"),
        number(folder.name, "a folder of pairs, to plain 25-gram spans", mine.cpu / theirs.cpu, "less", against),
    ]


def warm(dataset: str, base: Sequence[str]) -> list[Figure]:
    """Pairs of reports of 800 words, 30 % of them exchanged, laid one after another in one process."""
    texts = [" ".join(text.split(" ")[:WORDS]) for text in _long(base, WORDS, PAIRS)]
    pairs = [_pair(text, at) for at, text in enumerate(texts)]
    outlines = [drawn(pair) for pair in pairs]
    laid(outlines)  # what is compiled is compiled before the clock starts
    drawing = processor(lambda: [drawn(pair) for pair in pairs]) / len(pairs)
    laying = processor(lambda: laid(outlines)) / len(pairs)
    plain = processor(lambda: [peers.gram_spans(one.text, other.text) for one, other in pairs]) / len(pairs)
    note = f"{len(pairs)} pairs of {WORDS} words, warm, a processor's time"
    return [
        number(dataset, "a pair, warm: ms to lay", 1000 * laying, "less", note),
        number(dataset, "a pair, warm: ms to outline both", 1000 * drawing, "less", "sentences, furniture, credits"),
        number(dataset, "a pair, warm, laid, to plain 25-gram spans", laying / plain, "less", f"{1000 * plain:.2f} ms"),
    ]


def growth(dataset: str, base: Sequence[str]) -> list[Figure]:
    """What doubling both texts costs, and a book beside a report; outlines included."""
    costs = []
    for size in SIZES:
        pair = _pair(_long(base, size, 1)[0], size)
        costs.append(processor(lambda pair=pair: laid([drawn(pair)])))  # type: ignore[misc]
    worst = max(after / before for before, after in pairwise(costs))
    told = ", ".join(f"{size}: {1000 * cost:.0f} ms" for size, cost in zip(SIZES, costs, strict=True))
    book = report("book", _long(base, BOOK, 1)[0])
    beside = report("report", piles.replaced(" ".join(base[len(base) // 2].split(" ")[:WORDS]), 0.3, random.Random(3)))
    reading = processor(lambda: laid([drawn((book, beside))]))
    return [
        number(dataset, "doubling both texts costs at most", worst, "less", f"words of each and cost: {told}"),
        number(dataset, "a book beside a report: seconds", reading, "less", f"{BOOK} words beside {WORDS}"),
    ]


def _pair(text: str, seed: int) -> Pair:
    return report("one", text), report("other", piles.replaced(text, 0.3, random.Random(seed)))


def _long(base: Sequence[str], words: int, count: int) -> list[str]:
    """Texts of at least so many words: reports of the base, one joined to the next."""
    found, parts, held = [], [], 0
    for text in [*base, *base]:
        parts.append(text)
        held += len(text.split(" "))
        if held >= words:
            found.append("\n\n".join(parts))
            parts, held = [], 0
            if len(found) == count:
                break
    return found or [" ".join(base)]


def processor(work: Callable[[], object]) -> float:
    """Seconds of processor time: the median of three, a first round left out."""
    rounds = []
    for _ in range(4):
        started = time.process_time()
        work()
        rounds.append(time.process_time() - started)
    return statistics.median(rounds[1:])
