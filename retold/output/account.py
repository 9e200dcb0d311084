"""FRONT. What a build or an add says when it is done: what was read, the families, what was kept apart."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from .. import asking, desk
from ..glossary import Quarantined
from ..identity import distinct, family_number
from ..store import Run, Store
from .lists import pair, refused
from .width import page
from .wording import plural, visible


def run(store: Store, before: desk.Standing | None = None, most: int = 10) -> str:
    """The account of the last run, and what stands in the store now; `before` is who stood in families."""
    last, apart = store.manifest.runs[-1], asking.count_apart(store, 5)
    total = desk.totals(store, apart)
    lines = [headline(total), "", *_read(last)]
    if last.quarantined:
        rows = refused(row for row in store.rows(Quarantined) if _from(row.origin, last.inputs))
        lines += [f"    {row.origin}{f', {row.place}' if row.place else ''}: {row.message}" for row in rows[:5]]
        if len(rows) > 5:
            lines.append(f"    … all {len(rows):,}: retold quarantine {_place(store)}")
    lines += _unclear_dates(store)
    if before is not None:
        lines += ["", *_moved(store, before)]
    listed = desk.families(store, most)
    if listed:
        lines += ["", "Families"]
        lines += [_family(line) for line in listed]
        if total.families > most:
            lines.append(f"  … all {total.families:,}: retold families {_place(store)}")
    lines += _apart(store, apart)
    return visible("\n".join([page(lines), "", *_next(store, total, listed)]))


def _next(store: Store, total: desk.Totals, listed: Sequence[desk.FamilyLine]) -> list[str]:
    """What to do next: what there is to look at, or how to go on where nothing could be read."""
    place = _place(store)
    if listed:
        return [f"Next: retold families {place}", f"      retold show {place} {listed[0].family}"]
    if total.apart:
        return [f"Next: retold apart {place}"]
    if total.reports:
        return [f"Next: retold add {place} ... with more reports"]
    mended = ", or with these, mended" if store.manifest.runs[-1].seen else ""
    return [f"Next: retold add {place} ... with reports{mended}"]


def _place(store: Store) -> str:
    """The store's path as a shell takes it."""
    return shlex.quote(str(store.path))


def _from(origin: str, inputs: tuple[str, ...]) -> bool:
    """Whether a file is one of the inputs or stands in one of them."""
    return any(origin == given or origin.startswith(given.rstrip("/") + "/") for given in inputs) or not inputs


def headline(total: desk.Totals) -> str:
    """The verdict on the pile, in one line."""
    if not total.reports:
        return "No reports."
    families = plural(total.families, "family", "families")
    told = f"{total.tellings:,} are tellings in {families}" if total.families else "no families"
    undecided = f"; {plural(total.undecided, 'link')} undecided" if total.undecided else ""
    return f"{plural(total.reports, 'report')}: {told}, {plural(total.singles, 'single')}{undecided}."


def _read(last: Run) -> list[str]:
    said = f"  {last.seen:,} seen = {last.stored:,} stored + {last.quarantined:,} quarantined"
    return ["Read", f"{said} + {last.duplicates:,} already there"]


def _unclear_dates(store: Store) -> list[str]:
    count, (id, date) = desk.unclear_dates(store)
    if not count:
        return []
    said = "1 date is" if count == 1 else f"{count:,} dates are"
    advice = "write the year first, as in 2022-10-11 or 2022-10-11T14:05Z"
    return [f"  {said} unclear and not used ({id}: '{date[:40]}'): {advice}"]


def _family(line: desk.FamilyLine) -> str:
    credited = f"; {line.credited} with a credit" if line.credited else ""
    return f"  {line.family}  {line.tellings} tellings: keeper {line.keeper}, {line.makings or 'all alike'}{credited}"


def _apart(store: Store, apart: asking.Apart) -> list[str]:
    if not apart.related:
        return []
    rows = [row for row in asking.closely(store, apart.first) if row.verdict != "unrelated"]
    lines = ["", f"Kept apart ({plural(apart.related, 'look-alike pair')})"]
    for row in desk.lines_apart(store, rows):
        lines.append(f"  {pair(row)}")
    if apart.related > len(apart.first):
        lines.append(f"  … all {apart.related:,}: retold apart {_place(store)}")
    return lines


def _moved(store: Store, before: desk.Standing) -> list[str]:
    """What an add did to the families that stood before."""
    import numpy as np

    now, redirects = desk.standing(store), store.manifest.redirects
    joined = _more(now.reports, before.reports)
    targets = np.array([family_number(family) for family in redirects.values()], np.uint64)
    fresh = _more(now.families, np.concatenate([before.families, targets]))
    lines = [f"  {plural(joined, 'report')} joined a family; {plural(fresh, 'family is', 'families are')} new"]
    stood = set(before.families.tolist())
    for family, target in sorted(redirects.items()):
        if family_number(family) in stood:
            lines.append(f"  {family} is now {target or 'no family: it fell apart'}")
    return ["Moved", *lines]


def _more(some: Any, others: Any) -> int:
    """How many of some numbers are not among others, each counted once."""
    import numpy as np

    return len(distinct(np.concatenate([some, others]))) - len(distinct(others))
