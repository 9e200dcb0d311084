"""What Retold is set beside: plain baselines kept here, and peers that are measured if they are installed.

`sampled_grams` is the ten-line SQL over sampled word 3-grams that out-recalls MinHash libraries at their own speed;
`gram_spans` is the plain collation by shared 25-character grams. The libraries are asked with word 3-grams at
Jaccard .5, the lowest of their settings that still keeps boilerplate out.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Pairs = set[tuple[str, str]]
_WORD = re.compile(r"\w+")

GRAM_SQL = """
with words as (select id, string_split_regex(lower(text), '\\W+') as w from pile),
grams as (select distinct id, hash(w[i] || ' ' || w[i+1] || ' ' || w[i+2]) as gram
          from words, unnest(range(1, len(w) - 1)) as t(i)),
kept as (select * from grams where gram % 4 = 0),
sizes as (select id, count(*) as n from kept group by id),
common as (select gram from kept group by gram having count(*) between 2 and 100),
shared as (select a.id as one, b.id as other, count(*) as n
           from kept a join kept b using (gram) semi join common using (gram) where a.id < b.id group by all)
select one, other from shared join sizes s on one = s.id join sizes t on other = t.id
where shared.n >= .15 * least(s.n, t.n) and shared.n >= 2
"""


def sampled_grams(texts: Sequence[tuple[str, str]]) -> Pairs:
    """Pairs with a sampled word-3-gram containment of .15 or more, in plain DuckDB SQL on one thread."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as link:
        link.execute("create table pile (id text, text text)")
        for at in range(0, len(texts), 500):
            part = texts[at : at + 500]
            marks = ", ".join(["(?, ?)"] * len(part))
            link.execute(f"insert into pile values {marks}", [value for row in part for value in row])
        return {(one, other) for one, other in link.execute(GRAM_SQL).fetchall()}


def grams(text: str) -> set[str]:
    """The word 3-grams of a text."""
    found = _WORD.findall(text.lower())
    return {" ".join(found[at : at + 3]) for at in range(max(len(found) - 2, 1))}


def datasketch(texts: Sequence[tuple[str, str]]) -> Pairs:
    """datasketch's MinHashLSH over word 3-grams, 128 permutations, Jaccard .5."""
    from datasketch import MinHash, MinHashLSH

    index: Any = MinHashLSH(threshold=0.5, num_perm=128)
    found: Pairs = set()
    for id, text in texts:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([gram.encode() for gram in grams(text)])
        found.update((min(id, other), max(id, other)) for other in index.query(sketch))
        index.insert(id, sketch)
    return found


def rensa(texts: Sequence[tuple[str, str]]) -> Pairs:
    """rensa's RMinHash in 32 bands over word 3-grams."""
    from rensa import RMinHash, RMinHashLSH

    index: Any = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    found: Pairs = set()
    for at, (id, text) in enumerate(texts):
        sketch: Any = RMinHash(num_perm=128, seed=42)
        sketch.update(sorted(grams(text)))
        found.update((min(id, texts[other][0]), max(id, texts[other][0])) for other in index.query(sketch))
        index.insert(at, sketch)
    return found


def gaoya(texts: Sequence[tuple[str, str]]) -> Pairs:
    """gaoya's MinHashStringIndex over word 3-grams, Jaccard .5."""
    from gaoya.minhash import MinHashStringIndex

    index: Any = MinHashStringIndex(
        jaccard_threshold=0.5, num_bands=42, band_size=3, analyzer="word", lowercase=True, ngram_range=(3, 3)
    )
    found: Pairs = set()
    for at, (id, text) in enumerate(texts):
        found.update((min(id, texts[other][0]), max(id, texts[other][0])) for other in index.query(text))
        index.insert_document(at, text)
    return found


PEERS: dict[str, Callable[[Sequence[tuple[str, str]]], Pairs]] = {
    "sampled grams in SQL": sampled_grams,
    "datasketch": datasketch,
    "rensa": rensa,
    "gaoya": gaoya,
}


def absent(name: str) -> bool:
    """Whether a peer is a library that is not installed."""
    return name in ("datasketch", "rensa", "gaoya") and importlib.util.find_spec(name) is None


def gram_spans(one: str, other: str, size: int = 25, gap: int = 100) -> list[tuple[int, int, int, int]]:
    """Passages by shared character grams: chains of unique grams that advance on both sides by at most `gap`."""
    places: dict[str, list[int]] = defaultdict(list)
    left, right = one.lower(), other.lower()
    for at in range(len(left) - size + 1):
        places[left[at : at + size]].append(at)
    found: list[list[int]] = []
    for there in range(len(right) - size + 1):
        for here in places.get(right[there : there + size], ())[:3]:
            near = next((s for s in reversed(found[-20:]) if 0 <= here + size - s[1] <= gap + size), None)
            if near is not None and there + size - near[3] <= gap + size:
                near[1], near[3] = max(near[1], here + size), max(near[3], there + size)
            else:
                found.append([here, here + size, there, there + size])
    return [(a, b, c, d) for a, b, c, d in found if b - a >= 2 * size]


def folder_spans(folder: Path, jobs: int) -> int:
    """The same for every pair that a folder in PAN's form lists, in `jobs` processes; how many pairs have a passage."""
    from .subject import spread

    listed = [line.split() for line in (folder / "pairs").read_text("utf-8").splitlines()]
    files = [(folder / "susp" / one, folder / "src" / other) for one, other in listed]
    return sum(spread(jobs, _file_spans, files, 32))


def _file_spans(files: tuple[Path, Path]) -> bool:
    one, other = (file.read_text("utf-8", errors="replace") for file in files)
    return bool(gram_spans(one, other))


def main(argv: list[str]) -> int:
    """``python -m bench.peers ONE OTHER``: print the passages of two files, as the baseline of `compare`.

    ``--folder FOLDER JOBS`` does so for the pairs of a folder, and prints how many have a passage.
    """
    if argv[0] == "--folder":
        print(folder_spans(Path(argv[1]), int(argv[2])))
        return 0
    one, other = (Path(name).read_text("utf-8") for name in argv)
    for span in gram_spans(one, other):
        print(*span)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
