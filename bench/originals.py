"""Originals with the tellings made from them, for the fits of the stemma: from piles, variants, stars and a PAN corpus.

A set of short passages gives longer originals: neighbours are joined, and so are their rewordings of one kind. Stars
whose original is lost have none. Where people made the tellings (short answers, summaries), it says so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from . import sets
from .sets import Folder, Row

PILES = ("families/sheepdog", "families/llmfake", "families/politifact_pp")
VARIANTS = ("collation/detectrl", "collation/raidar")
STARS = ("stemma/clough_stevenson_star",)
SUMMARIES = ("collation/pan13", "05-summary-obfuscation")
"""Summaries by people: a set in the form of PAN, and its class."""
MADE = "news_gpt"
"""A file of rewordings whose originals a machine wrote."""
SHORT, LONG = 100, 180
"""Words: originals that are shorter on average are joined until they are longer."""


@dataclass(frozen=True, slots=True)
class Original:
    """A text and its tellings by kind, each once; `text` is empty where it is lost."""

    dataset: str
    base: str
    text: str
    tellings: tuple[tuple[str, str], ...]
    by_people: bool = False


def originals(data: Path, most: int) -> list[Original]:
    """At most so many originals a set, and as many stars without their original, drawn by digest."""
    found: list[Original] = []
    for folder in sets.folders(data, "pile", PILES):
        found += _of_pile(folder, most)
    for name in VARIANTS:
        for file in sorted((data / name).glob("*.jsonl")):
            rows = [row for row in sets.rows(file) if "variants" in row]
            if rows and file.stem != MADE:
                found += _of_variants(f"{name}:{file.stem}", rows)[:most]
    texts = sets.texts_by_id(data)
    for folder in sets.folders(data, "stemmata", STARS):
        for star in sets.stemmata(folder, texts):
            top = star.edges[0][0]
            made = [("by people", star.texts[child]) for _, child in star.edges]
            found.append(_original(folder.name, star.family, star.texts[top], made, by_people=True))
    for folder in sets.folders(data, "pan", SUMMARIES[:1]):
        found += _summaries(folder, most)
    return found


def _original(dataset: str, base: str, text: str, made: list[tuple[str, str]], by_people: bool = False) -> Original:
    kinds = {telling: kind for kind, telling in made if telling != text}
    drawn = sorted(kinds, key=lambda telling: (sets.rank(telling), telling))
    return Original(dataset, base, text, tuple((kinds[telling], telling) for telling in drawn), by_people)


def _of_pile(folder: Folder, most: int) -> list[Original]:
    pile = sets.pile(folder)
    texts = {text.id: text.text for text in pile.texts}
    made: dict[str, list[tuple[str, str]]] = defaultdict(list)
    level: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in pile.labels:
        if row.direction == "a>b":
            made[row.one].append((row.kind, texts[row.other]))
    below = {telling for rows in made.values() for _, telling in rows}
    for row in pile.labels:
        if row.truth == "copy" and not row.direction and texts[row.one] not in below:
            level[row.one] += [(row.kind, texts[row.one]), (row.kind, texts[row.other])]
    held = [_original(folder.name, base, texts[base], made[base]) for base in sorted(made, key=sets.rank)[:most]]
    return held + [_original(folder.name, base, "", level[base]) for base in sorted(level, key=sets.rank)[:most]]


def _of_variants(name: str, rows: list[Row]) -> list[Original]:
    by_text = {row["original"]: row for row in rows}
    short = mean(len(text.split()) for text in by_text) < SHORT
    found, group = [], list[Row]()
    for row in by_text.values():
        group.append(row)
        if not short or sum(len(one["original"].split()) for one in group) >= LONG:
            found.append(_joined(name, group))
            group = []
    return sorted(found, key=lambda one: sets.rank(one.base))


def _joined(name: str, rows: list[Row]) -> Original:
    kinds = sorted(set.intersection(*(set(row["variants"]) for row in rows)))
    made = [(kind, "\n\n".join(_text(row["variants"][kind]) for row in rows)) for kind in kinds]
    return _original(name, f"{name}|{rows[0]['id']}", "\n\n".join(row["original"] for row in rows), made)


def _text(made: Row | str) -> str:
    return made if isinstance(made, str) else str(made["text"])


def _summaries(folder: Folder, most: int) -> list[Original]:
    """Passages of source documents, and what people made of most of each for other documents."""
    root = sets.pan_root(folder.path)
    if root is None or not (root / SUMMARIES[1]).is_dir():
        return []
    cases = defaultdict(list)
    for case in sets.pan_cases(root / SUMMARIES[1]):
        cases[case.other].append(case)
    found = []
    for source in sorted(cases, key=sets.rank)[:most]:
        first = min(cases[source], key=lambda case: (case.other_start, case.other_stop, case.one))
        start, stop = first.other_start, first.other_stop
        made = [
            ("summary", sets.pan_text(root / "susp" / case.one)[case.one_start : case.one_stop])
            for case in cases[source]
            if min(stop, case.other_stop) - max(start, case.other_start)
            > 0.7 * max(stop - start, case.other_stop - case.other_start)
        ]
        text = sets.pan_text(root / "src" / source)[start:stop]
        found.append(_original(folder.name, source, text, made, by_people=True))
    return found
