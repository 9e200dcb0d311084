"""FRONT. The sentences in which verdicts and findings are said, shared by the terminal, the notebook and the pages."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..glossary import (
    COPIES,
    FATES,
    SOURCES,
    Change,
    Collation,
    Comparison,
    Credit,
    Descent,
    Family,
    Furniture,
    Kinship,
    Witness,
)
from ..words import count_words, keys

GRAVITY = {"high": 0, "medium": 1, "low": 2}

SHOWN = 0.005
"""The least share that is more than 0 % in print."""

UNSURE = 0.05
"""A change that is less sure than this is counted and not listed: of twenty such at most one is a change."""


def verdict(found: Comparison) -> str:
    """The verdict in one sentence."""
    kinship = found.kinship
    if kinship.verdict in COPIES:
        sure = "Same report" if kinship.verdict == "same report" else "Probably the same report"
        if kinship.relation == "versions":
            return f"{sure}: two versions of one page."
        return f"{sure}. {direction(found)}"
    plain = {
        "cannot tell": "Cannot tell whether these are tellings of one report.",
        "independent": "Independent: two reports of one event; nothing shows that one was made from the other.",
        "unrelated": "Unrelated.",
    }[kinship.verdict]
    if kinship.verdict == "unrelated":
        return plain
    return plain + {
        "borrowed passage": f" They share a borrowed passage ({kinship.borrowed:.0%} of the shorter body).",
        "shared speech": " They quote the same speech or statement.",
        "digests": " Both retell a third report: not copies of each other, not independent as sources.",
    }.get(kinship.relation, "")


def places(descents: Iterable[Descent]) -> dict[str, Descent]:
    """Where each telling stands: of one that was made from two, the surer row."""
    return {row.child: row for row in sorted(descents, key=lambda row: (row.confidence, row.parent or ""))}


def direction(found: Comparison) -> str:
    """Who comes from whom, in one sentence."""
    standing = places(found.descents)
    one, other = found.collation.one.report, found.collation.other.report
    first, second = standing.get(one.report), standing.get(other.report)
    if first is None or second is None:
        return "Nothing is said of who made it from whom."
    if first.standing == "made from" and first.parent == other.report:
        return f"A was made from B ({first.confidence:.0%} sure)."
    if second.standing == "made from" and second.parent == one.report:
        return f"B was made from A ({second.confidence:.0%} sure)."
    if "from a lost original" in (first.standing, second.standing) and first.lost and second.lost:
        return "Neither comes from the other: both come from a lost original."
    if "common source, direction unknown" in (first.standing, second.standing):
        return "Which came first, or whether both come from a third, is open."
    return "Which was made from which cannot be told."


def undecided(row: Descent) -> bool:
    """Whether a descent is left open: then no number stands beside it, as it would read as one for an answer."""
    return row.standing in ("common source, direction unknown", "cannot tell")


def direction_key(found: Comparison) -> str:
    """The direction as a word for machines: ``A from B``, ``B from A``, ``both from a lost original`` ..."""
    if found.kinship.verdict not in COPIES:
        return "none"
    said = direction(found)
    for start, word in (
        ("A was", "A from B"),
        ("B was", "B from A"),
        ("Neither", "both from a lost original"),
        ("Which came first", "common source, direction unknown"),
    ):
        if said.startswith(start):
            return word
    return "cannot tell"


def fates(found: Collation, side: str) -> str:
    """What became of one side's sentences: ``19: 2 kept, 14 reworded, 1 split, 2 dropped (1 moved)``."""
    witness = found.one if side == "one" else found.other
    fate_of: dict[int, str] = {}
    moved: set[int] = set()
    for link in found.links:
        place = link.one_place if side == "one" else link.other_place
        if place is not None:
            fate_of.setdefault(place, link.fate)
            if link.moved:
                moved.add(place)
    counts = Counter(fate_of.values())
    parts = [f"{counts[fate]} {fate}" for fate in FATES if counts[fate]]
    return _sentences(witness, parts, len(fate_of)) + (f" ({len(moved)} moved)" if moved else "")


def alike(found: Collation, side: str) -> str:
    """The same of reports that are not called one: nobody dropped or added what two reporters chose to say."""
    witness = found.one if side == "one" else found.other
    own: dict[int, bool] = {}
    for link in found.links:
        place = link.one_place if side == "one" else link.other_place
        if place is not None:
            own[place] = link.fate in ("dropped", "added")
    likened = len(own) - sum(own.values())
    counts = ((sum(own.values()), "of its own"), (likened, "with one like it in the other"))
    return _sentences(witness, [f"{count} {what}" for count, what in counts if count], len(own))


def _sentences(witness: Witness, parts: list[str], told: int) -> str:
    still = len(witness.sentences) - told
    return f"{len(witness.sentences)}: {', '.join([*parts, *([f'{still} not story'] if still else [])]) or 'none'}"


def in_common(kinship: Kinship) -> tuple[str, str]:
    """How much of either report is in the other: in whatever wording, and in runs of words."""
    one, other = f"{kinship.one_kept:.0%}", f"{kinship.other_kept:.0%}"
    if kinship.verdict in COPIES:
        said = f"B carries {one} of A, A carries {other} of B, in whatever wording"
    elif kinship.one_kept or kinship.other_kept:
        said = f"sentences on the same matter are {one} of A, {other} of B"
    else:
        said = "no sentences on the same matter"
    if kinship.borrowed < SHOWN:
        return said, "no run of words, speech left out"
    return said, f"in runs of words, speech left out: {kinship.borrowed:.0%} of the shorter"


def credit_of(credits: Sequence[Credit]) -> Credit | None:
    """The credit that names where a report comes from: a credit line, else a byline."""
    wanted = [row for kind in SOURCES for row in credits if row.kind == kind and row.value]
    return wanted[0] if wanted else None


def credits(found: Sequence[Credit]) -> str:
    """The credits of one telling: ``credit line Guardian; date 2022-09-14``, or ``none``."""
    return "; ".join(dict.fromkeys(f"{row.kind} {row.value or row.text}" for row in found)) or "none found"


def titles(witnesses: Iterable[Witness]) -> dict[str, str]:
    """What people read for each report: its id, with the start of its key where several versions share one."""
    listed = sorted((witness.report.id, witness.report.report) for witness in witnesses)
    often = Counter(id for id, _ in listed)
    return {key: id if often[id] == 1 else f"{id} ({key[:8]})" for id, key in listed}


def stretch(witness: Witness, row: Furniture | Credit) -> str:
    """The text of a stretch of a report."""
    return witness.report.text[row.start : row.stop]


def making(found: Comparison, side: str) -> str:
    """How one side was made, in words, as the stemma says, else as the pair says."""
    report = getattr(found.collation, side).report.report
    row = next((row for row in found.descents if row.child == report), None)
    return made(row.making) if row else ""


def made(making: str, laid: Collation | None = None) -> str:
    """A making in words. Near-verbatim is called so in tables; where the sentences are at hand, it is said exactly."""
    if making == "verbatim" and laid is not None and any(link.fate != "kept" for link in laid.links):
        return "all but verbatim"
    return ", ".join(filter(None, making.split("+")))


def plural(count: int, one: str, many: str = "") -> str:
    """``1 family``, ``2 families``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def telling(found: Comparison, side: str) -> str:
    """One line for one telling: words, making, credit."""
    witness: Witness = getattr(found.collation, side)
    parts = [plural(count_words(witness.report.text), "word")]
    how = making(found, side)
    if how:
        parts.append(how)
    parts.append(credited(witness))
    return ", ".join(parts)


def credited(witness: Witness) -> str:
    """Whom a telling credits: the agency or outlet of a credit line, else the byline; ``no credit found`` without."""
    row = credit_of(witness.credits)
    return f"credit: {row.value}" if row else "no credit found"


def shown(changes: Iterable[Change], kinds: Iterable[str], least: str = "low", sure: float = 0.0) -> list[Change]:
    """The changes of these kinds, at least this grave and this sure: gravest first, then in the order of the text."""
    wanted = set(kinds)
    found = [
        row
        for row in changes
        if row.kind in wanted and GRAVITY[row.gravity] <= GRAVITY[least] and row.confidence >= sure
    ]
    return sorted(found, key=lambda row: (GRAVITY[row.gravity], row.one_start, row.change))


def likely(kinship: Kinship) -> str:
    """How likely two reports are tellings of one, in words; nothing for a pair that is not called so.

    The probability is calibrated on labelled pairs, most of them copies. It orders pairs, but as a number it would say
    too much of those that are left open or kept apart: in a pile copies are rarer, and a number reads as a charge.
    """
    return certainty(kinship.confidence) if kinship.verdict in COPIES else ""


class Judged(Protocol):
    """A pair with its verdict: a `Kinship`, or a line of a list of such."""

    @property
    def verdict(self) -> str: ...
    @property
    def why(self) -> str: ...


def grounds(kinship: Judged) -> list[str]:
    """Why a pair is judged as it is, in parts; of one that cannot be told, first what is missing."""
    parts = reasons(kinship.why, 99)
    if kinship.verdict != "cannot tell":
        return parts
    first = missing(kinship)
    return [first, *(part for part in parts if not first.endswith(_unweighed(part)))]


def missing(kinship: Judged) -> str:
    """What a pair that cannot be told lacks for a verdict, in words: what holds it back, else what weighs most against.

    A number is not quoted: a likelihood beside an open verdict reads as a charge.
    """
    parts = [part for part in reasons(kinship.why, 99) if not part.endswith(_ASIDE) and not part.startswith(_ASIDE)]
    if parts and parts[0].startswith(_CLEAR):
        return "by its words no copy; nobody looked at its sentences"
    bounds = [part for part in parts if not part.endswith(_WEIGHTS)]
    if bounds:
        return bounds[0]
    for weight in _WEIGHTS[:2]:
        for part in parts:
            if part.endswith(weight):
                return f"not enough for one report: {_unweighed(part)}"
    return "not enough for one report: some that were written independently have as much in common"


_WEIGHTS = (" (strongly against)", " (against)", " (strongly for)", " (for)", " (says little)")
"""How a `why` of kinship ends a piece of evidence; what has no such end holds the verdict back."""


def _unweighed(part: str) -> str:
    """A piece of evidence without its weight."""
    return part.removesuffix(next((weight for weight in _WEIGHTS if part.endswith(weight)), ""))


_ASIDE, _CLEAR = ("were set aside", "set aside, since"), "clear by its words"


def certainty(confidence: float) -> str:
    """A probability in words that never claim more than a model can know."""
    if confidence > 0.99:
        return "over 99%" if confidence > 0.995 else "99%"
    return "under 1%" if confidence < 0.01 else f"{confidence:.0%}"


def change(row: Change, width: int = 90) -> str:
    """A change in one line: both whole phrases."""
    if row.kind == "suspect" or row.other is None:
        return f"“{shorten(row.one_text, width)}”"
    if row.manner == "dropped":
        return f"“{shorten(row.one_text, width)}” → nothing"
    if row.manner == "added":
        return f"nothing → “{shorten(row.other_text or '', width)}”"
    half = width // 2
    return f"“{shorten(row.one_text, half)}” → “{shorten(row.other_text or '', half)}”"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference in a family: the gravest of the changes that show it, and which tellings stand on which side."""

    change: Change
    one: frozenset[str]
    other: frozenset[str]
    made_by: frozenset[str]
    """The tellings that made it, where that can be said."""
    members: tuple[Change, ...] = ()
    """The changes between pairs that show it."""


def differences(changes: Sequence[Change], found: Family) -> list[Difference]:
    """Changes of one kind with the same two phrases at the same place are one difference; gravest first.

    Two pairs of tellings show the same place where they share one of the two stretches.
    """
    makers: dict[str, set[str]] = {}
    for made_by in found.alterations:
        makers.setdefault(made_by.change, set()).add(made_by.report)
    rows = []
    for group in _same_place(changes):
        first = group[0]
        sides: tuple[set[str], set[str]] = (set(), set())
        for row in group:
            turned = _plain(row.one_text) != _plain(first.one_text)
            sides[turned].add(row.one)
            if row.other:
                sides[not turned].add(row.other)
        made = frozenset(report for row in group for report in makers.get(row.change, ()))
        if made & sides[0] and made & sides[1]:
            made = frozenset()  # the pairs disagree on who made it: then nothing is said
        rows.append(Difference(first, frozenset(sides[0]), frozenset(sides[1]), made, tuple(group)))
    return sorted(rows, key=lambda row: (GRAVITY[row.change.gravity], not row.made_by, row.change.change))


def _same_place(changes: Sequence[Change]) -> list[list[Change]]:
    groups: list[list[Change]] = []
    at: dict[tuple[object, ...], list[Change]] = {}
    for row in changes:
        said = (row.kind, frozenset((_plain(row.one_text), _plain(row.other_text))))
        ends = [(*said, row.one, row.one_start), (*said, row.other, row.other_start)]
        met = {id(at[end]): at[end] for end in ends if end in at}
        group = [*(old for held in met.values() for old in held), row]
        groups = [held for held in groups if id(held) not in met]
        groups.append(group)
        for old in group:
            old_said = (old.kind, frozenset((_plain(old.one_text), _plain(old.other_text))))
            at[(*old_said, old.one, old.one_start)] = at[(*old_said, old.other, old.other_start)] = group
    return groups


def _plain(text: str | None) -> str:
    return " ".join(keys(text or ""))


def reasons(why: str, most: int) -> list[str]:
    """The parts of a `why`, the first ones, and how many more there are."""
    parts, depth, begun = [], 0, 0
    for at, letter in enumerate(why):
        depth += (letter == "(") - (letter == ")")
        if letter == ";" and depth <= 0:
            parts.append(why[begun:at].strip())
            begun = at + 1
    parts = [part for part in [*parts, why[begun:].strip()] if part]
    more = len(parts) - most
    return parts if more <= 0 else [*parts[:most], f"… and {more} more: --all"]


def counted(counts: Mapping[str, int]) -> str:
    """``3 wording, 1 house style``."""
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def shorten(text: str, width: int) -> str:
    """Text on one line, white space joined, cut in the middle of nothing: at a word, with an ellipsis."""
    plain = " ".join(text.split())
    if len(plain) <= width:
        return plain
    cut = plain[: width - 1].rsplit(" ", 1)[0]
    return (cut or plain[: width - 1]) + "…"


def visible(text: str) -> str:
    """Text that is safe to print: control and bidi characters are shown as their code, never obeyed."""
    return "".join(
        letter
        if letter.isprintable() or letter in "\n\t" or unicodedata.category(letter) == "Zs"
        else f"<U+{ord(letter):04X}>"
        for letter in text
    )


def descent(row: Descent, names: Mapping[str, str]) -> str:
    """A descent in one line, with the ids that people know."""
    child = names.get(row.child, row.child)
    if row.standing == "root":
        return f"{child} is the root of what is held"
    if row.standing in ("made from", "from a lost original") and row.parent:
        source = "a lost original" if row.lost else names.get(row.parent, row.parent)
        how = f" ({made(row.making)})" if row.making else ""
        return f"{child} was made from {source}{how}"
    return f"{child}: {row.standing}"
