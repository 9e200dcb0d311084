"""FRONT. Families for the pages: a small one in full, through the same function as `retold show`; a large one with
what the store holds of it, and only the tellings that are looked at collated. Drawn families are kept, bounded."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

from .. import building, desk, plan
from ..errors import UsageError
from ..glossary import (
    COPIES,
    Change,
    Collation,
    Comparison,
    Credit,
    Descent,
    Family,
    Kinship,
    Report,
    Telling,
    Witness,
)
from ..output.pages import family as pages
from ..output.pages.choice import Choice
from ..output.pages.model import Strip
from ..settings import SETTINGS
from .snapshots import Kept, Snapshot

FAMILIES: Final = 24
"""Drawn families kept in memory."""

UNASKED: Final = 24
"""Tellings of a family that is drawn in full beside the first look at it, without being asked."""

PAIRS: Final = 256
"""Pairs of large families kept in memory."""

WITHIN: Final = "one IN (SELECT unnest(?)) AND other IN (SELECT unnest(?))"


class Easel:
    """Draws families and keeps them, by the digest of the store and the family's id."""

    def __init__(self) -> None:
        self.drawn = Kept(FAMILIES)
        self.outlines = Kept(FAMILIES)
        self.pairs = Kept(PAIRS)
        self.found = Kept(FAMILIES)
        self._slow = ThreadPoolExecutor(1, "drawing")
        self._busy: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def close(self) -> None:
        """Stop drawing; what is begun is not waited for."""
        self._slow.shutdown(wait=False, cancel_futures=True)

    def name(self, snapshot: Snapshot, asked: str) -> str:
        """The family that a name stands for. Raises `UsageError` where there is none."""
        if asked.startswith("f-") and self.members(snapshot, asked):
            return asked
        return desk.resolve(snapshot.store, snapshot.store.rows(Telling), asked)

    def members(self, snapshot: Snapshot, family: str) -> list[Telling]:
        """The tellings of a family, none where it does not stand."""
        return self.found.get(
            ("members", snapshot.digest, family), lambda: snapshot.store.rows(Telling, "family = ?", [family])
        )

    def small(self, snapshot: Snapshot, family: str) -> bool:
        """Whether a family is drawn in full at once: all its pairs are collated."""
        return len(self.members(snapshot, family)) <= SETTINGS.engines.full_family

    def whole(self, snapshot: Snapshot, family: str) -> Family:
        """A family in full."""
        return self.drawn.get((snapshot.digest, family), lambda: desk.family(snapshot.store, family))

    def busy(self, snapshot: Snapshot, family: str) -> bool:
        """Whether a family is being drawn in full."""
        return (snapshot.digest, family) in self._busy

    def wanted(self, snapshot: Snapshot, family: str, asked: bool) -> bool:
        """Whether a family is to be drawn in full beside: asked for, or not so large that it would take minutes."""
        return not self.small(snapshot, family) and (asked or len(self.members(snapshot, family)) <= UNASKED)

    def state(self) -> tuple[int, int]:
        """Changes whenever a family was drawn or is begun: what was sent before may say less than can be said now."""
        return self.drawn.made, len(self._busy)

    def begin(self, snapshot: Snapshot, family: str) -> None:
        """Draw a large family in full beside the answering of requests; one at a time, each once."""
        key = (snapshot.digest, family)
        with self._lock:
            if key in self._busy or key in self.drawn:
                return
            self._busy.add(key)

        def work() -> None:
            try:
                self.whole(snapshot, family)
            finally:
                self._busy.discard(key)

        self._slow.submit(work)

    def draft(self, snapshot: Snapshot, family: str, choice: Choice) -> pages.Draft:
        """What the page of a family is made of, as far as this choice needs it."""
        drawing = self.busy(snapshot, family)  # before it is asked what is drawn: it may be done in between
        whole = self.small(snapshot, family) or (snapshot.digest, family) in self.drawn
        found = self.whole(snapshot, family) if whole else self.outline(snapshot, family)
        ordered = pages.order(found)
        shown = pages.shown(found, ordered, choice)
        fresh = [self.pair(snapshot, one, other) for one, other in pages.missing(found, shown)]
        if fresh:
            keys = {key: witness for laid, _ in fresh for key, witness in _sides(laid)}
            found = replace(
                found,
                witnesses=tuple(keys.get(each.report.report, each) for each in found.witnesses),
                collations=(*found.collations, *(laid for laid, _ in fresh)),
                changes=(*found.changes, *(row for _, rows in fresh for row in rows)),
            )
        return pages.Draft(found, whole=whole, drawing=drawing)

    def outline(self, snapshot: Snapshot, family: str) -> Family:
        """A family as the store holds it: reports, tellings, kinships, credits, and the stemma where it was kept."""
        return self.outlines.get((snapshot.digest, family), lambda: self._outline(snapshot, family))

    def _outline(self, snapshot: Snapshot, family: str) -> Family:
        store = snapshot.store
        tellings = self.members(snapshot, family)
        keys = sorted(row.report for row in tellings)
        credits: dict[str, list[Credit]] = {}
        for row in store.of_reports(Credit, keys):
            credits.setdefault(row.report, []).append(row)
        reports = store.of_reports(Report, keys)
        return Family(
            family,
            tuple(Witness(report, (), (), tuple(credits.get(report.report, ()))) for report in reports),
            tuple(tellings),
            tuple(store.rows(Kinship, WITHIN, [keys, keys])),
            descents=tuple(store.rows(Descent, "family = ?", [family])) if store.manifest.of(Descent) else (),
        )

    def pair(self, snapshot: Snapshot, one: str, other: str) -> tuple[Collation, tuple[Change, ...]]:
        """Two reports of the store laid side by side, and their differences."""

        def lay() -> tuple[Collation, tuple[Change, ...]]:
            held = self.witnesses(snapshot, (one, other))
            laid = plan.collation(held[one], held[other])
            return laid, plan.differences(laid)

        return self.pairs.get((snapshot.digest, one, other), lay)

    def witnesses(self, snapshot: Snapshot, keys: Sequence[str]) -> dict[str, Witness]:
        """Reports with all that was found in them."""
        return building.witnesses(snapshot.store, keys)

    def apart(self, snapshot: Snapshot, one: str, other: str) -> pages.Draft:
        """Two reports of the store side by side, with the verdict that the store holds: in a pile more is known than of
        two reports alone. Raises `UsageError` where one is not there."""
        one, other = sorted((one, other))

        def lay() -> pages.Draft:
            held = {row.report: row for row in snapshot.store.of_reports(Report, [one, other])}
            if one not in held or other not in held:
                raise UsageError(f"{one} and {other}: not both are reports of this store")
            judged = snapshot.store.rows(Kinship, "one = ? AND other = ?", [one, other])
            found = plan.comparison(held[one], held[other])
            if judged and judged[0].verdict not in COPIES and not plan.by_words(judged[0]):
                found = Comparison(found.collation, judged[0], findings=found.findings)
            return pages.compared(found)

        return self.pairs.get(("apart", snapshot.digest, one, other), lay)

    def strips(self, snapshot: Snapshot, family: str, starts: Sequence[str]) -> dict[str, Strip]:
        """Heat lines of some tellings of a large family: each beside the keeper."""
        found = self.outline(snapshot, family)
        ordered = pages.order(found)
        out = {}
        for start in starts:
            key = next((key for key in ordered[1:] if key.startswith(start)), None)
            if key is not None:
                laid, rows = self.pair(snapshot, *sorted((ordered[0], key)))
                out[start] = pages.strip(laid, rows, ordered[0])
        return out


def warm() -> None:
    """Load what a first family needs: two sentences are laid side by side."""
    one, other = (plan.witness(Report(name, name, f"The board voted on {name}.")) for name in ("Monday", "Tuesday"))
    plan.differences(plan.collation(one, other))


def _sides(laid: Collation) -> list[tuple[str, Witness]]:
    return [(side.report.report, side) for side in (laid.one, laid.other)]
