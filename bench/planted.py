"""Alterations planted on purpose into copies, plain and reworded: found, rightly named, and alone?"""

from __future__ import annotations

from collections.abc import Sequence

from . import planting, sets
from .differing import Seen, found_in, variant
from .figures import Figure, number, share, unmeasured
from .laying import TextPair
from .sets import Folder, Row
from .task import Task

FITTING = {
    "entity": ("name", "institution", "actor", "speaker"),
    "number": ("number", "date"),
    "date": ("date",),
    "pronoun": ("actor", "name", "speaker"),
    "speaker": ("speaker", "attribution", "name", "actor", "institution"),
    "negation": ("negation", "meaning"),
    "hedge": ("hedge", "meaning"),
    "quotation": ("quotation",),
    "institution": ("institution", "name"),
}
"""Which kinds of change are a right name for a planted alteration."""

PLANTS = 60


def planted(task: Task, folder: Folder) -> list[Figure]:
    """One alteration of a kind in a copy of a real report, otherwise cut at the end: found, rightly named, alone."""
    rows = [row for row in sets.form_rows(folder, "base") if 1200 <= len(row["text"]) <= 4000]
    if not rows:
        return [unmeasured(folder.name, "planted alterations", "no report of fitting length")]
    rows = sorted(rows, key=lambda row: sets.rank(row["id"]))
    figures = []
    alarms = reports = 0
    for kind in planting.KINDS:
        plants = _plants(task, rows, kind)
        pairs = [TextPair(id, f"{id}|{kind}", plant.one_text, plant.other_text) for id, plant in plants]
        seen = found_in(task, None, pairs)
        figures += _plant_rates(folder.name, kind, plants, seen, [()] * len(seen))
        alarms += sum(
            item.loud and item.filled and not item.touches(plant.here, plant.there)
            for (_, plant), changed in zip(plants, seen, strict=True)
            for item in changed
        )
        reports += len(plants)
    return [*figures, number(folder.name, "planted: false alarms a report", alarms / max(reports, 1), "less")]


def _plant_rates(
    name: str,
    kind: str,
    plants: Sequence[tuple[str, planting.Altered]],
    seen: Sequence[Sequence[Seen]],
    before: Sequence[Sequence[Seen]],
) -> list[Figure]:
    """Of the plants of a kind: any change found there, one rightly named; and of new changes so named, those there."""
    any_kind = fitting = claimed = 0
    names = FITTING[kind.removeprefix("reworded ")]
    for (_, plant), changed, known in zip(plants, seen, before, strict=True):
        there = [item for item in changed if item.loud and item.touches(plant.here, plant.there)]
        any_kind += bool(there)
        right = any(item.kind in names for item in there)
        fitting += right
        already = {(item.kind, item.here) for item in known}
        rest = [item for item in changed if item not in there and item.kind in names and item.filled]
        claimed += right + sum((item.kind, item.here) not in already for item in rest)
    return [
        share(name, f"planted {kind}: found", any_kind, len(plants)),
        share(name, f"planted {kind}: rightly named", fitting, len(plants)),
        share(name, f"planted {kind}: so named and there", fitting, claimed),
    ]


def replanted(task: Task, folder: Folder) -> list[Figure]:
    """One alteration of a kind in a reworded copy, beside what differs already without it."""
    figures = []
    for path in sorted(folder.path.glob("*.wordchanges.jsonl")):
        stem = path.name.split(".")[0]
        rows = list(sets.rows(folder.path / f"{stem}.jsonl"))
        for kind in planting.KINDS:
            plants, plain = [], []
            for row in rows:
                for name in REWORDED:
                    pair = variant(row, name) if name in row["variants"] else None
                    plant = pair and planting.alter_reworded(pair.other, pair.one_text, pair.other_text, kind)
                    if pair and plant:
                        plants.append((pair.other, plant))
                        plain.append(pair)
            plants, plain = plants[: task.limit or PLANTS], plain[: task.limit or PLANTS]
            made = [TextPair(id, f"{id}|{kind}", plant.one_text, plant.other_text) for id, plant in plants]
            seen, before = found_in(task, None, made), found_in(task, None, plain)
            figures += _plant_rates(f"{folder.name}:{stem}", f"reworded {kind}", plants, seen, before)
    return figures


REWORDED = ("back_translation", "llm_polish")
"""The rewordings of an original that keep its facts."""


def _plants(task: Task, rows: Sequence[Row], kind: str) -> list[tuple[str, planting.Altered]]:
    """The first plants of a kind by digest; the copy loses its last fifth, which the plant never stands in."""
    most = PLANTS if task.limit is None else min(PLANTS, task.limit)
    found: list[tuple[str, planting.Altered]] = []
    for row in rows:
        if len(found) == most:
            break
        text = row["text"]
        cut = text.rfind("\n", 0, int(0.85 * len(text)))
        if cut > len(text) // 2 and (plant := planting.alter(row["id"], text[:cut], kind)):
            whole = planting.Altered(kind, text, plant.other_text, plant.here, plant.there)
            found.append((row["id"], whole))
    return found
