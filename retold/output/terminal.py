"""FRONT. For people at a terminal: verdict first, in words, symbols with words, no line wider than it; no colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..glossary import COPIES, LOUD, QUIET, Change, Collation, Comparison, Descent, Family, Kinship, Telling, Witness
from ..settings import SETTINGS
from . import explanation, wording
from .width import WIDTH, broken, page, width, wrapped

LINE = 40
"""Columns with which the two phrases of a change stand beside its id."""

MANY = 3
"""Tellings of which the same is said, from which on it is said of all of them at once."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader wants to see: kinds of change, the least gravity, and whether all of it."""

    kinds: tuple[str, ...] = LOUD
    least: str = "low"
    everything: bool = False

    @property
    def sure(self) -> float:
        """The least certainty of a change."""
        return 0.0 if self.everything else wording.UNSURE

    def apart(self, changes: Sequence[Change]) -> tuple[list[Change], list[Change]]:
        """What is to be shown: the changes between two tellings, and what is suspect within one."""
        rows = wording.shown(changes, self.kinds, self.least, self.sure)
        return [row for row in rows if row.kind != "suspect"], [row for row in rows if row.kind == "suspect"]

    def first(self, count: int) -> int:
        """How many lines of a list to show."""
        return 100_000 if self.everything else count


def comparison(found: Comparison, shown: Shown) -> str:
    """Everything that `retold compare` says about two files, as text."""
    laid, kinship = found.collation, found.kinship
    lines = [*wrapped(wording.verdict(found)), ""]
    for mark, side in (("A", "one"), ("B", "other")):
        lines += wrapped(f"{mark}  {getattr(laid, side).report.id}: {wording.telling(found, side)}", "   ")
    lines.append("")
    copies = kinship.verdict in COPIES
    lines += _field("Verdict", _same(kinship))
    if kinship.making:
        lines += _field("Making", f"B, laid beside A: {wording.made(kinship.making, laid)}")
    lines += _field("In common", *wording.in_common(kinship))
    if copies:
        lines += _field("Direction", wording.direction_key(found))
    told = wording.fates if copies else wording.alike
    lines += _field("Sentences", f"A {told(laid, 'one')}", f"B {told(laid, 'other')}")
    lines += _field("Credits", f"A {wording.credits(laid.one.credits)}", f"B {wording.credits(laid.other.credits)}")
    lines += _field("Furniture", *_furniture(found))
    for finding in found.findings:
        lines += _field("Odd letters", wording.visible(finding))
    lines += _field("Why", *wording.reasons(kinship.why, shown.first(6)))
    names = {side.report.report: side.report.id for side in (laid.one, laid.other)}
    lines += _direction(found.descents, names, shown)
    if copies:
        lines += ["", *_changes(found, shown)]
    return wording.visible(page(lines))


def _same(kinship: Kinship) -> str:
    """The verdict, and how likely it is of a pair that is called one report; of an open one what it lacks."""
    likely = wording.likely(kinship)
    if likely:
        return f"{kinship.verdict}, {likely} likely"
    return f"cannot tell: {wording.missing(kinship)}" if kinship.verdict == "cannot tell" else kinship.verdict


def _direction(descents: Sequence[Descent], names: Mapping[str, str], shown: Shown) -> list[str]:
    """Why the descents are as they are; where both tellings' are open, one of them says it for both."""
    if len(descents) < 2 or not all(map(wording.undecided, descents)):
        return [line for row in descents for line in _reasons(row, names, shown)]
    row = min(descents, key=lambda row: ("stands nearest the source" in row.why, row.child))
    return ["Why the direction is open:", *_proofs(row, shown)]


def _reasons(row: Descent, names: Mapping[str, str], shown: Shown) -> list[str]:
    """A descent and its first proofs."""
    if not row.why or row.standing == "root":
        return []
    sure = "" if wording.undecided(row) else f" ({wording.certainty(row.confidence)})"
    return [*wrapped(f"{wording.descent(row, names)}{sure}:", "  "), *_proofs(row, shown)]


def _descents(rows: Sequence[Descent], names: Mapping[str, str], shown: Shown) -> list[str]:
    """Why each telling stands where it does; those of which the very same is said are told together."""
    alike: dict[tuple[str, str], list[Descent]] = {}
    for row in rows:
        said = (row.standing, row.why) if wording.undecided(row) else (row.child, row.parent or "")
        alike.setdefault(said, []).append(row)
    lines = []
    for group in alike.values():
        ids = ", ".join(sorted(names.get(row.child, row.child) for row in group))
        lines += _reasons(group[0], {**names, group[0].child: ids}, shown)
    return lines


def _proofs(row: Descent, shown: Shown) -> list[str]:
    lines = []
    for why in wording.reasons(row.why, shown.first(2)):
        lines += wrapped(f"  - {why if shown.everything else wording.shorten(why, 3 * WIDTH)}", "    ")
    return lines


def _furniture(found: Comparison) -> list[str]:
    lines = []
    for mark, side in (("A", found.collation.one), ("B", found.collation.other)):
        counts = Counter(row.role for row in side.furniture)
        if counts:
            begins = wording.shorten(wording.stretch(side, side.furniture[0]), 40)
            lines.append(f"{mark} {wording.counted(counts)} (“{begins}”)")
        else:
            lines.append(f"{mark} none")
    return lines


def _changes(found: Comparison, shown: Shown) -> list[str]:
    matter, suspects = shown.apart(found.changes)
    quiet = Counter(row.kind for row in found.changes if row.kind in QUIET and row.kind not in shown.kinds)
    most = shown.first(12)
    lines = [f"Changes that matter ({len(matter)})" if matter else "Changes that matter: none found"]
    handles = explanation.handles(found.changes)
    lines += _listed(matter[:most], handles)
    if len(matter) > most:
        lines.append(f"  … and {len(matter) - most} more: --all")
    if matter:
        lines.append("  (one with its evidence: --explain ID)")
    if suspects:
        lines += [f"Suspect within one telling ({len(suspects)})", *_listed(suspects[: shown.first(4)], handles)]
    unsure = len(wording.shown(found.changes, shown.kinds, shown.least)) - len(matter) - len(suspects)
    return lines + _not_shown(quiet, unsure)


def _not_shown(quiet: Mapping[str, int], unsure: int) -> list[str]:
    """What is counted and not listed, and how to see it."""
    said = [f"{wording.counted(quiet)} (--kinds all)"] if quiet else []
    if unsure:
        said.append(f"{unsure} less than {wording.UNSURE:.0%} sure (--all)")
    return wrapped(f"Not shown: {'; '.join(said)}") if said else []


def _listed(rows: Sequence[Change], handles: Mapping[str, str]) -> list[str]:
    """Changes with their ids, each in one line; on a narrow terminal what differs stands below."""
    lines = []
    for row in rows:
        head = f"  {row.gravity:<6} {row.kind:<11} {handles[row.change]}  "
        if width() - len(head) >= LINE:
            lines += broken(wording.change(row, 48), head, " " * len(head))
        else:
            lines += [head.rstrip(), *wrapped(f"    {wording.change(row, 2 * width())}", "    ")]
    return lines


def family(found: Family, shown: Shown) -> str:
    """Everything that `retold show` says about one family, as text."""
    names = wording.titles(found.witnesses)
    lost = {row.parent for row in found.descents if row.lost and row.parent}
    head = f"{len(found.witnesses)} tellings of one report"
    if lost:
        head += f", {len(lost)} lost original{'s' if len(lost) > 1 else ''}"
    lines = [f"{head}.   {found.family}", "", "Tellings"]
    listed = sorted(found.tellings, key=lambda row: (not row.keeper, row.making == "verbatim", names[row.report]))
    held = {witness.report.report: witness for witness in found.witnesses}
    beside = _beside(found, listed[0].report) if listed else {}
    most = shown.first(SETTINGS.engines.drawn_family)
    for telling in listed[:most]:
        told = _telling(telling, held[telling.report], beside.get(telling.report))
        lines += wrapped(f"  {names[telling.report]}: {told}", "    ")
    if len(listed) > most:
        rest = Counter(wording.made(row.making) for row in listed[most:])
        lines += wrapped(f"  … and {wording.counted(rest)}: --all", "    ")
    lines += ["", "Stemma", *(tree(found, names) if found.descents else _undrawn(found))]
    lines += _descents(found.descents, names, shown)
    return wording.visible(page([*lines, "", *_family_changes(found, names, shown)]))


def _family_changes(found: Family, names: Mapping[str, str], shown: Shown) -> list[str]:
    """One entry a difference, however many pairs of tellings show it: who has the one reading, who the other."""
    matter, suspects = shown.apart(found.changes)
    wanted, loud = {row.change for row in matter}, [kind for kind in shown.kinds if kind != "suspect"]
    every = wording.differences(wording.shown(found.changes, loud), found)
    differences = [row for row in every if any(member.change in wanted for member in row.members)]
    unsure = len(wording.shown(found.changes, shown.kinds, shown.least)) - len(matter) - len(suspects)
    handles = explanation.handles(found.changes)
    most = shown.first(12)
    lines = [f"Changes that matter ({len(differences)})" if differences else "Changes that matter: none found"]
    for difference in differences[:most]:
        row = difference.change
        lines += _listed([row], handles)
        sides = (("left", difference.one), ("right", difference.other), ("made by", difference.made_by))
        indent = 22 if width() == WIDTH else 11
        for text, reports in sides:
            if reports:
                said = ", ".join(sorted(names[report] for report in reports))
                lines += broken(said, f"{text:>{indent}}: ", " " * (indent + 2))
    if len(differences) > most:
        lines.append(f"  … and {len(differences) - most} more: --all, or --json for everything")
    if suspects:
        lines.append(f"Suspect within one telling ({len(suspects)})")
        for row in suspects[: shown.first(6)]:
            said = f"{names[row.one]}: {wording.change(row, 50)} {wording.shorten(row.why, 60)}"
            lines += wrapped(f"  {said}", "    ")
    return lines + _not_shown({}, unsure)


def _beside(found: Family, keeper: str) -> dict[str, Collation]:
    """The collations of the keeper with the others, by the other's key."""
    pairs = ((laid.one.report.report, laid.other.report.report, laid) for laid in found.collations)
    return {other if one == keeper else one: laid for one, other, laid in pairs if keeper in (one, other)}


def _telling(row: Telling, witness: Witness, laid: Collation | None) -> str:
    parts = ["keeper" if row.keeper else wording.made(row.making, laid) or "no making told"]
    parts.append(wording.credited(witness))
    if witness.furniture:
        parts.append(f"furniture: {wording.counted(Counter(row.role for row in witness.furniture))}")
    return "; ".join(parts)


def _undrawn(found: Family) -> list[str]:
    """Why there is no stemma: the family is large, and nobody asked for it."""
    if len(found.witnesses) <= SETTINGS.engines.drawn_family:
        return ["  nothing is said of who made it from whom"]
    said = f"  not drawn for {len(found.witnesses):,} tellings, as it takes a while: --all draws it"
    return [said, f"  changes are those of the {len(found.collations)} tellings that are least like the keeper"]


def tree(found: Family, names: Mapping[str, str]) -> list[str]:
    """The stemma drawn with lines: a lost original in brackets, what is undecided said in words."""
    children: dict[str | None, list[str]] = {}
    said = wording.places(found.descents)
    for row in found.descents:
        children.setdefault(row.parent, []).append(row.child)
    tops = [parent for parent in children if parent is not None and parent not in said]
    tops += children.get(None, [])
    lines: list[str] = []

    def draw(node: str, lead: str, last: bool, top: bool) -> None:
        row = said.get(node)
        label = names.get(node, "(lost original)" if node.startswith("lost-") else node)
        note = ""
        if row is not None and row.standing not in ("root",):
            how = wording.made(row.making)
            sure = row.standing if wording.undecided(row) else wording.certainty(row.confidence)
            note = "  " + "; ".join(filter(None, [how, sure]))
        below = sorted(children.get(node, []), key=lambda child: names.get(child, child))
        under = lead + ("" if top else "   " if last else "│  ")
        lines.extend(broken(f"{label}{note}", f"  {lead}{'' if top else '└─ ' if last else '├─ '}", f"  {under}    "))
        for at, child in enumerate(below):
            draw(child, under, at == len(below) - 1, False)

    held = sorted(set(tops), key=lambda node: (names.get(node, node), node))
    alone = [node for node in held if node not in children and node in said and wording.undecided(said[node])]
    if len(alone) <= MANY:
        alone = []
    for top in held:
        if top not in alone:
            draw(top, "", True, True)
    for standing in dict.fromkeys(said[node].standing for node in alone):
        ids = [names.get(node, node) for node in alone if said[node].standing == standing]
        lines += wrapped(f"  {standing}: {', '.join(ids)}", "    ")
    return lines


def _field(name: str, *values: str) -> list[str]:
    lines = []
    for at, value in enumerate(values):
        head = f"{name if at == 0 else '':<12}"
        lines += broken(value, head, " " * 12)
    return lines
