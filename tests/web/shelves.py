"""Stores made by hand for the tests of the reading room: rows put straight into segments, no build."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from retold.glossary import Kinship, Quarantined, Report, Telling
from retold.identity import family_id, report_key
from retold.store import Store


def put(
    path: Path, families: Sequence[Sequence[Report]], apart: Sequence[Kinship] = (), **rows: Sequence[Quarantined]
) -> Store:
    """A store in which each list of reports is said to be one family; the first of each is its keeper."""
    reports = [report for family in families for report in family]
    tellings, kinships = [], list(apart)
    for family in families:
        name = family_id(report.report for report in family)
        keeper = family[0].report
        for report in family:
            making = "" if report.report == keeper else "abridged"
            tellings.append(
                Telling(name, report.report, report.report == keeper, making, 0.9, 0.98, "said by the test")
            )
            if report.report != keeper:
                one, other = sorted((keeper, report.report))
                kinships.append(
                    Kinship(one, other, "same report", "telling", "abridged", 0.9, 0.8, 0.7, 0.98, "said; so")
                )
    store = Store.create(path)
    with store.writer() as writer:
        manifest = store.manifest
        held = {Report: reports, Telling: tellings, Kinship: kinships, Quarantined: rows.get("quarantined", ())}
        for noun, found in held.items():
            manifest = manifest.put(noun, (writer.segment(noun, list(found)),))
        writer.publish(replace(manifest, analysed=manifest.content(Report)))
    return store


def told(id: str, text: str, **more: str | None) -> Report:
    """A report with its key."""
    return Report(report_key(id, text), id, text, **more)


def retellings(text: str, count: int, seed: int = 7) -> list[Report]:
    """Many tellings of one text: paragraphs left out, a word here and there changed."""
    draw = random.Random(seed)
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    out = []
    for number in range(count):
        kept = [part for part in paragraphs if number == 0 or draw.random() < 0.85] or paragraphs[:1]
        words = " \n\n ".join(kept).split(" ")
        for _ in range(number % 7):
            words[draw.randrange(len(words))] = "altered"
        day = f"2024-03-{12 + number % 15:02d}"
        source = f"Outlet {number % 90}"
        out.append(told(f"telling-{number:03d}", " ".join(words), source=source, published=day))
    return out
