"""FRONT. What a build or an add says when it is done: what was read, the families, what was kept apart."""

from __future__ import annotations

import shlex

from .. import asking, desk
from ..glossary import COPIES, Quarantined
from ..store import Run, Store
from .wording import SHOWN, grounds, plural, visible


def run(store: Store, before: desk.Standing | None = None, most: int = 10) -> str:
    """The account of the last run, and what stands in the store now; `before` is who stood in families."""
    last, total = store.manifest.runs[-1], desk.totals(store)
    lines = [_headline(total), "", *_read(last)]
    if last.quarantined:
        rows = [row for row in store.rows(Quarantined) if _from(row.origin, last.inputs)]
        lines += [f"    {row.origin}{f', {row.place}' if row.place else ''}: {row.message}" for row in rows[:5]]
        if len(rows) > 5:
            lines.append(f"    … all {len(rows)}: retold quarantine {store.path}")
    lines += _unclear_dates(store)
    if before is not None:
        lines += ["", *_moved(store, before)]
    listed = desk.families(store, most)
    if listed:
        lines += ["", "Families"]
        lines += [_family(line) for line in listed]
        if total.families > most:
            lines.append(f"  … all {total.families}: retold families {store.path}")
    lines += _apart(store, total.apart, most=5)
    place = shlex.quote(str(store.path))
    lines += ["", f"Next: retold families {place}"]
    if listed:
        lines.append(f"      retold show {place} {listed[0].family}")
    return visible("\n".join(lines))


def _from(origin: str, inputs: tuple[str, ...]) -> bool:
    """Whether a file is one of the inputs or stands in one of them."""
    return any(origin == given or origin.startswith(given.rstrip("/") + "/") for given in inputs) or not inputs


def _headline(total: desk.Totals) -> str:
    """The verdict on the pile, in one line."""
    families = plural(total.families, "family", "families")
    undecided = f"; {plural(total.undecided, 'link')} undecided" if total.undecided else ""
    return (
        f"{plural(total.reports, 'report')}: {total.tellings:,} are tellings in {families}, "
        f"{plural(total.singles, 'single')}{undecided}."
    )


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


def _apart(store: Store, count: int, most: int) -> list[str]:
    if not count:
        return []
    first = asking.closely(store, asking.apart(store, most, asking.RELATED))
    rows = [row for row in first if row.verdict != "unrelated"]
    lines = ["", f"Kept apart ({plural(count, 'look-alike pair')})"]
    for row in desk.lines_apart(store, rows):
        lines.append(f"  {row.one} / {row.other}: {row.verdict}{_how(row)}")
    if count > most:
        lines.append(f"  … all {count}: retold apart {store.path}")
    return lines


def line_apart(row: desk.KeptApart) -> desk.ApartLine:
    """A pair that was kept apart as people read it."""
    why = "; ".join(grounds(row))
    return desk.ApartLine(row.one, row.other, row.verdict, row.relation, row.borrowed, why)


def _how(row: desk.KeptApart) -> str:
    parts = [] if row.relation in ("none", "telling") else [row.relation]
    if row.borrowed >= SHOWN:
        parts.append(f"{row.borrowed:.0%} in runs of words")
    if row.verdict in COPIES:
        parts.append(asking.NOT_JOINED)
    return f" ({', '.join(parts)})" if parts else ""


def _moved(store: Store, before: desk.Standing) -> list[str]:
    """What an add did to the families that stood before."""
    import numpy as np

    now = desk.standing(store)
    joined = int(np.sum(~np.isin(now.reports, before.reports)))
    fresh = now.families - before.families - set(store.manifest.redirects.values())
    lines = [f"  {plural(joined, 'report')} joined a family; {plural(len(fresh), 'family is', 'families are')} new"]
    for family, target in sorted(store.manifest.redirects.items()):
        if family in before.families:
            lines.append(f"  {family} is now {target or 'no family: it fell apart'}")
    return ["Moved", *lines]
