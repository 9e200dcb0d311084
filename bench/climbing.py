"""One step of the scale measure in a process of its own: a pile in, times, peak memory and pairs out.

``python -m bench.climbing PILE.jsonl ANSWER.json WAY`` where WAY is ``build`` (a whole build into a store beside the
answer), ``candidates`` (fingerprints and candidates alone) or a baseline of `bench.peers`. Reading counts; `wall`
begins when the process has started, `cpu` is of the whole process, its start, imports and workers included.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from .sets import rows


def main(argv: list[str]) -> int:
    """Run one way over one pile and write what it found."""
    pile, answer, way = Path(argv[0]), Path(argv[1]), argv[2]
    jobs = int(argv[3]) if len(argv) > 3 else 1
    wall = time.perf_counter()
    own = way in ("build", "candidates")
    texts = [] if own else [(row["id"], row["text"]) for row in rows(pile)]
    families: dict[str, str] = {}
    if way == "build":
        from .subject import build, pairs_and_families

        store = build(pile, answer.with_suffix(".retold"), jobs)
        spent = _spent(wall)
        candidates, copies, families = pairs_and_families(store)
    elif way == "candidates":
        from .indexing import candidate_columns

        pairs = candidate_columns(pile, jobs)
        spent = _spent(wall)
        places = zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)
        candidates = copies = [(pairs.keys[one], pairs.keys[other]) for one, other in places]
    else:
        from .peers import PEERS

        candidates = copies = sorted(PEERS[way](texts))
    if not own:
        spent = _spent(wall)
    answer.write_text(json.dumps({**spent, "candidates": candidates, "copies": copies, "families": families}), "utf-8")
    return 0


def _spent(wall: float) -> dict[str, float]:
    """What it took so far; the answer that is written out afterwards is not counted."""
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"wall": time.perf_counter() - wall, "cpu": _processors(), "peak_mib": (mine + others) / 1024}


def _processors() -> float:
    """Seconds of processors so far, those of workers that have ended included."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
