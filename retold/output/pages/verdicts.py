"""FRONT. The sentences at the top of a page: one verdict, and what is most worth knowing beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...glossary import COPIES, SOURCES, Collation, Comparison, Descent, Family, Furniture, Telling, Witness
from .. import wording
from .lettering import plain

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

NAMED = 6
"""Tellings that are named one by one; of more it is told how many they are."""


def number(count: int) -> str:
    """A number as prose writes it."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def of_family(found: Family, letters: Mapping[str, str]) -> str:
    """What a family is, in one sentence."""
    count = len(found.witnesses)
    head = f"{number(count).capitalize()} tellings of one report"
    if not found.descents:
        return f"{head}."
    if count == 2 and len(found.kinships) == 1:
        return wording.verdict(_as_comparison(found, letters))
    lost = [row for row in found.descents if row.lost and row.child in letters]
    made = [row for row in found.descents if row.standing == "made from" and row.child in letters]
    roots = [row.child for row in found.descents if row.standing == "root" and row.child in letters]
    open_ = count - len(lost) - len(made) - len(roots)
    parts = []
    if roots:
        parts.append(f"{letters[roots[0]]} is the source of what is held")
    if lost:
        originals = len({row.parent for row in lost})
        parts.append(f"{number(len(lost))} come from {'a lost original' if originals == 1 else 'lost originals'}")
    if made and not roots:
        parts.append(_made(made, letters))
    if open_:
        parts.append(f"for {number(open_)} the source cannot be told")
    return f"{head}: {_joined(parts)}." if parts else f"{head}."


def _made(made: Sequence[Descent], letters: Mapping[str, str]) -> str:
    if len(made) == 1:
        return f"{letters[made[0].child]} was made from {letters.get(made[0].parent or '', 'another')}"
    return f"{number(len(made))} were made from another telling that is held"


def _as_comparison(found: Family, letters: Mapping[str, str]) -> Comparison:
    """Two tellings as a comparison, the one with the first letter as A."""
    one, other = sorted(found.witnesses, key=lambda witness: letters[witness.report.report])
    return Comparison(Collation(one, other), found.kinships[0], found.changes, found.descents, found.alterations)


def lead(found: Family, letters: Mapping[str, str]) -> tuple[str, ...]:
    """What is most worth knowing beside the verdict: how the tellings were made, and which credit was lost."""
    if len(found.witnesses) == 2:
        if found.kinships and found.kinships[0].verdict not in COPIES:
            return ()
        ordered = sorted(found.witnesses, key=lambda witness: letters[witness.report.report])
        return tuple(_telling(found, witness, letters) for witness in ordered)
    seen = [witness for witness in found.witnesses if witness.sentences or witness.credits]
    if len(seen) < len(found.witnesses):
        return ()
    kept = [witness for witness in seen if wording.credit_of(witness.credits)]
    if not kept:
        return ("No telling that was looked at names a source." if seen else "",)
    names = dict.fromkeys(row.value for each in kept for row in each.credits if row.kind in SOURCES and row.value)
    shown = [plain(name) for name in names]
    said = f"{number(len(kept)).capitalize()} of {number(len(seen))} keep a credit or a byline"
    said += f" ({', '.join(shown[:3])}{', …' if len(shown) > 3 else ''})"
    bare = sorted(
        (letters[each.report.report] for each in seen if each not in kept), key=lambda each: (len(each), each)
    )
    if not bare:
        return (f"{said}.",)
    named = _joined(bare) if len(bare) <= NAMED else f"the other {number(len(bare))}"
    return (f"{said}; {named} {'have' if len(bare) > 1 else 'has'} none.",)


def _telling(found: Family, witness: Witness, letters: Mapping[str, str]) -> str:
    """``B is reworded, shows no credit, and carries a sign-up inside the story.``"""
    key = witness.report.report
    row = next((row for row in found.descents if row.child == key), None)
    making = (row.making if row else "") or _of_telling(found.tellings, key)
    credit = wording.credit_of(witness.credits)
    parts = [f"is {_joined(making.split('+'))}"] if making else []
    parts.append(f"credits {plain(credit.value)}" if credit else "shows no credit")
    inside = [row for row in witness.furniture if _inside(row, witness)]
    if inside:
        parts.append(f"carries {_article(inside[0].role)} inside the story")
    return f"{letters[key]} {_joined(parts)}."


def _of_telling(tellings: Sequence[Telling], key: str) -> str:
    return next((row.making for row in tellings if row.report == key), "")


def _inside(row: Furniture, witness: Witness) -> bool:
    """Whether furniture stands in the middle of a text: well behind its start and before its end."""
    length = len(witness.report.text)
    return 0.15 * length < row.start and row.stop < 0.85 * length and row.role in ("sign-up", "notice", "advertisement")


def _article(role: str) -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
