"""The gate: a quick, deterministic part of the measures against pinned floors.

``python -m bench.gate --data ROOT`` fails if a figure is below its floor, or an error above its ceiling, by more
than the allowance, or if the corpus is not the one the floors were pinned on. ``--update`` raises floors and
refuses to lower one without ``--allow-lower REASON``, which is written down with the floor.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .figures import BROKEN, Figure
from .task import Task

FLOORS = Path(__file__).with_name("floors.json")

PARTS: tuple[tuple[str, tuple[str, ...], int | None], ...] = (
    ("families", ("seeds", "families/read_pairs", "families/basil", "families/giveme5w1h"), None),
    ("families", ("collation/detectrl",), 40),
    ("families", ("families/llmfake", "families/sheepdog"), 25),
    ("evasion", ("collation/detectrl",), 20),
    ("collation", ("collation/read_alignments",), None),
    ("collation", ("collation/pan13",), 12),
    ("collation", ("collation/detectrl",), 25),
    ("changes", ("changes/polnear", "collation/msrp", "changes/vitaminc", "collation/etpc"), 80),
    ("changes", ("changes/exaggeration",), None),
    ("stemma", ("seeds", "stemma/onestopenglish_levels", "stemma/simnews"), 15),
)
"""What the gate runs: a measure, its sets and the limit. The sets' texts that others point to come with them."""

ALSO = ("families/ecbplus", "families/provenance_us2018", "families/onestopenglish", "collation/onestopenglish")
"""Sets that are read because others point to their texts."""

PINNED = re.compile(
    r"^(found|yes, by pair|no, called|called copies|same report|family purity|pair F1|plagdet|pairs with a false"
    r"|links F1|fate right|dropped F1|direct quotations|quotations with|altered quotations|kept quotations"
    r"|word_sub, foreign|claim strength: macro|same meaning: high|changed names"
    r"|same meaning: pairs|changed against|named entities: F1|both from|pair relation|parent right|lost root"
    r"|directions called|sibling pairs|rooted-clade)"
)
"""The figures that have floors; the others are told by the measures."""


def corpus(root: Path) -> dict[str, str]:
    """A digest of every set that the gate reads: file names and bytes, in order."""
    names = sorted({name for _, sets, _ in PARTS for name in sets} | set(ALSO))
    return {name: _digest(root / name) for name in names if (root / name).is_dir()}


def _digest(place: Path) -> str:
    state = blake2b(digest_size=16)
    for path in sorted(place.rglob("*")):
        if path.is_file() and not path.name.startswith("README"):
            state.update(path.relative_to(place).as_posix().encode())
            state.update(blake2b(path.read_bytes()).digest())
    return state.hexdigest()


def figures(root: Path, jobs: int, held: Iterable[str]) -> dict[str, Figure]:
    """The pinned figures by name, of the sets that are there."""
    there = set(held)
    found: dict[str, Figure] = {}
    for measure, sets, limit in PARTS:
        chosen = tuple(name for name in sets if name in there)
        if not chosen:
            continue
        task = Task(root, chosen, None, limit, jobs)
        for figure in importlib.import_module(f"bench.measures.{measure}").measure(task):
            if figure.name == BROKEN or (figure.better and PINNED.match(figure.name)):
                found[f"{measure} | {figure.dataset} | {figure.name}"] = figure
    return found


def verdict(floor: dict[str, Any], figure: Figure | None, allowance: float) -> str:
    """Empty if a figure holds its floor, else what is wrong. Counts of errors have no allowance."""
    if figure is None or figure.value is None:
        return "was measured once and is not now"
    worse, least = lower(floor, figure), floor["value"]
    if not worse or (figure.hits is None and abs(figure.value - least) <= allowance):
        return ""
    if figure.better == "more" and abs(figure.value - least) <= allowance:
        return ""
    return f"{figure.value:.4f}, {'floor' if figure.better == 'more' else 'ceiling'} {least:.4f}"


def lower(floor: dict[str, Any], figure: Figure) -> bool:
    """Whether a figure is worse than its floor, be it by ever so little (figures are pinned to six digits)."""
    assert figure.value is not None
    value = round(figure.value, 6)
    return bool(value < floor["value"] if figure.better == "more" else value > floor["value"])


def check(floors: dict[str, Any], found: dict[str, Figure], held: Iterable[str]) -> list[str]:
    """What is wrong: figures below their floors, and figures that have gone. Sets that are absent are passed over."""
    there = set(held)
    wrong = [f"{name}: {figure.note}" for name, figure in found.items() if figure.name == BROKEN]
    for name, floor in sorted(floors["floors"].items()):
        if set_of(name) in there and (said := verdict(floor, found.get(name), floors["allowance"])):
            wrong.append(f"{name}: {said}")
    return wrong


def set_of(name: str) -> str:
    """The set that a pinned figure is taken on."""
    return name.split(" | ")[1].split(":")[0]


def raised(floors: dict[str, Any], found: dict[str, Figure], reason: str | None) -> tuple[dict[str, Any], list[str]]:
    """Floors with every better or new figure taken over; and those that would sink and may not without a reason."""
    kept: dict[str, Any] = dict(floors["floors"])
    lowered = list(floors.get("lowered", []))
    refused = []
    for name, figure in sorted(found.items()):
        if figure.value is None:
            continue
        floor = kept.get(name)
        if floor is not None and lower(floor, figure):
            if reason is None:
                refused.append(name)
                continue
            lowered.append({"figure": name, "from": floor["value"], "to": round(figure.value, 6), "reason": reason})
        kept[name] = {"value": round(figure.value, 6), "better": figure.better}
    return {**floors, "floors": dict(sorted(kept.items())), "lowered": lowered}, refused


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate: 0 if every floor holds or the data is absent, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m bench.gate", description="Hold the measured floors.")
    parser.add_argument("--data", type=Path, required=True, metavar="ROOT")
    parser.add_argument("--update", action="store_true", help="take over better figures as floors")
    parser.add_argument("--allow-lower", metavar="REASON", help="with --update: let floors sink, for this reason")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args(argv)
    if not given.data.is_dir():
        print(f"gate: NOT RUN, the data is not here: {given.data}")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8"))
    held = corpus(given.data)
    strange = [name for name, digest in held.items() if floors["corpus"].get(name, digest) != digest]
    if strange and not given.update:
        print(f"gate: FAILED, not the corpus that the floors were pinned on: {', '.join(strange)}")
        return 1
    for name in sorted(set(floors["corpus"]) - set(held)):
        print(f"gate: {name} is absent, its floors are passed over")
    found = figures(given.data, given.jobs, held)
    return _update(floors, found, held, given.allow_lower) if given.update else _report(floors, found, held)


def _report(floors: dict[str, Any], found: dict[str, Figure], held: dict[str, str]) -> int:
    wrong = check(floors, found, held)
    for line in wrong:
        print(f"gate: BELOW  {line}")
    print(f"gate: {'FAILED' if wrong else 'passed'}, {len(floors['floors'])} floors, {len(wrong)} broken")
    return int(bool(wrong))


def _update(floors: dict[str, Any], found: dict[str, Figure], held: dict[str, str], reason: str | None) -> int:
    renewed, refused = raised(floors, found, reason)
    broken = [name for name, figure in found.items() if figure.value is None]
    for name in broken:
        print(f"gate: NOT PINNED  {name}: {found[name].note}")
    for name in refused:
        print(f"gate: would sink and stays: {name} (give --allow-lower REASON)")
    renewed["corpus"] = {**floors["corpus"], **held}
    FLOORS.write_text(json.dumps(renewed, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"gate: {len(renewed['floors'])} floors written, {len(refused)} refused")
    return int(bool(refused or broken))


if __name__ == "__main__":
    sys.exit(main())
