"""Alterations planted on purpose into copies, plain and reworded: found, rightly named, and alone?"""

from __future__ import annotations

from collections.abc import Sequence

from . import planting, sets
from .differing import Seen, found_in, variant
from .figures import Figure, number, share, unmeasured
from .laying import TextPair, lay
from .replanting import reworded
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
    """One alteration of a kind in a reworded copy of a set of variants."""
    figures = []
    for path in sorted(folder.path.glob("*.wordchanges.jsonl")):
        stem = path.name.split(".")[0]
        rows = sets.rows(folder.path / f"{stem}.jsonl")
        pairs = [variant(row, name) for row in rows for name in REWORDED if name in row["variants"]]
        figures += _reworded(task, f"{folder.name}:{stem}", pairs)
    return figures


REWORDED = ("back_translation", "llm_polish")
"""The rewordings of an original that keep its facts."""


def retold(task: Task) -> list[Figure]:
    """One alteration of a kind in tellings that machines, or teachers, made of a report; of all piles together."""
    figures = []
    for name, kinds in TELLERS.items():
        pairs = [pair for folder in task.folders("pile") for pair in _tellings(folder, kinds)]
        figures += _reworded(task, f"tellings by {name}", sorted(pairs, key=lambda pair: sets.rank(pair.other)))
    return figures


TELLERS = {
    "machines": (
        "machine_paraphrase",
        "machine_rewrite",
        "machine_structured_rewrite",
        "machine_restyled:neutral",
        "machine_restyled:objective",
    ),
    "people": ("human_reworded_and_abridged",),
}
"""The kinds of telling that keep the facts of their report; not those that are asked to invent, or to be loud."""


def _tellings(folder: Folder, kinds: Sequence[str]) -> list[TextPair]:
    held = sets.pile(folder)
    texts = {text.id: text.text for text in held.texts}
    made = [label for label in held.labels if label.truth == "copy" and label.kind in kinds]
    return [TextPair(label.one, label.other, texts[label.one], texts[label.other]) for label in made]


def _reworded(task: Task, name: str, pairs: Sequence[TextPair]) -> list[Figure]:
    """Plants of every kind in reworded copies, beside what differs already without them, and how many are linked."""
    figures = []
    for kind in planting.KINDS if pairs else ():
        drawn = _drawn(pairs, kind, task.limit or PLANTS)
        plants = [(pair.other, plant) for pair, plant in drawn]
        made = [TextPair(id, f"{id}|{kind}", plant.one_text, plant.other_text) for id, plant in plants]
        seen, before = found_in(task, None, made), found_in(task, None, [pair for pair, _ in drawn])
        figures += _plant_rates(name, f"reworded {kind}", plants, seen, before)
        linked = sum(_linked(pair, plant) for pair, (_, plant) in zip(made, plants, strict=True))
        figures.append(share(name, f"planted reworded {kind}: in linked sentences", linked, len(plants)))
    return figures


def _drawn(pairs: Sequence[TextPair], kind: str, most: int) -> list[tuple[TextPair, planting.Altered]]:
    """Up to so many plants of a kind: one of every pair first, then a second one of each."""
    drawn: list[tuple[TextPair, planting.Altered]] = []
    open_pairs = [(pair, reworded(pair.other, pair.one_text, pair.other_text, kind)) for pair in pairs]
    while open_pairs and len(drawn) < most:
        rest = []
        for pair, plants in open_pairs:
            plant = next(plants, None) if len(drawn) < most else None
            if plant is not None:
                drawn.append((pair, plant))
                rest.append((pair, plants))
        open_pairs = rest
    return drawn


def _linked(pair: TextPair, plant: planting.Altered) -> bool:
    """Whether the two sentences of a plant are linked: what can be found at all."""
    laid = lay(pair)
    return any(
        link.here is not None
        and link.there is not None
        and link.here[0] <= plant.here[0] < link.here[1]
        and link.there[0] <= plant.there[0] < link.there[1]
        for link in laid.fates
    )


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
