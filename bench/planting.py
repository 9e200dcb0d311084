"""Texts with a known truth: sentences split and merged, a foreign block, one alteration of a known kind.

Everything is drawn by digest of the text's id, so that the same data gives the same plants everywhere. The rules
are few and plain on purpose: a plant must be certain, not clever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from .aligning import Gold, Stretch
from .sets import rank

_END = re.compile(r"[.!?][\"”’')]*(?=\s+[\"“‘'(]?[A-Z])|\n+")
_JOINT = re.compile(r"(?:, (and|but|so)|;) (?=[a-z])")
_OPENERS = ("The ", "It ", "He ", "She ", "They ", "This ", "There ", "In ", "A ", "But ", "We ")


@dataclass(frozen=True, slots=True)
class Planted:
    """A text and what was made of it; the gold is the true alignment of the two."""

    one_text: str
    other_text: str
    gold: Gold


@dataclass(frozen=True, slots=True)
class Altered:
    """A text and a copy with one alteration: its kind and where it stands on both sides."""

    kind: str
    one_text: str
    other_text: str
    here: Stretch
    there: Stretch


def sentences(text: str) -> list[Stretch]:
    """A plain splitter: at end marks before a capital, and at line breaks. Offsets, white space left out."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    found = []
    for start, stop in pairwise(cuts):
        piece = text[start:stop]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            found.append((start + lead, start + lead + len(piece.strip())))
    return found


def _built(text: str, places: Sequence[Stretch], groups: Sequence[tuple[tuple[int, ...], tuple[str, ...]]]) -> Planted:
    """The text in which each group of sentences has become a group of new ones, and the gold of it."""
    there: list[Stretch] = []
    pairs: dict[tuple[int, int], str] = {}
    made = ""
    for sources, pieces in groups:
        fate = "split" if len(pieces) > 1 else "merged" if len(sources) > 1 else "kept"
        for piece in pieces:
            made += " " if made and not made.endswith("\n") else ""
            there.append((len(made), len(made) + len(piece)))
            made += piece
            pairs.update({(source, len(there) - 1): fate for source in sources})
        if sources and "\n" in text[places[sources[-1]][1] : places[sources[-1]][1] + 2]:
            made += "\n\n"
    return Planted(text, made, Gold(tuple(places), tuple(there), pairs))


def split(text: str, most: int = 4) -> Planted | None:
    """Some sentences cut in two at a joint (", and", ", but", ";"); None if there is none to cut."""
    places = sentences(text)
    groups: list[tuple[tuple[int, ...], tuple[str, ...]]] = []
    cut = 0
    for at, (start, stop) in enumerate(places):
        piece = text[start:stop]
        joint = _joint(piece) if cut < most else None
        if joint is None:
            groups.append(((at,), (piece,)))
            continue
        cut += 1
        word = (joint.group(1) or "").capitalize()
        rest = piece[joint.end() :]
        second = f"{word} {rest}" if word else rest[0].upper() + rest[1:]
        groups.append(((at,), (piece[: joint.start()] + ".", second)))
    return _built(text, places, groups) if cut else None


def _joint(piece: str) -> re.Match[str] | None:
    if re.search(r"[\"“”‘()]", piece):
        return None
    for found in _JOINT.finditer(piece):
        if len(piece[: found.start()].split()) >= 6 and len(piece[found.end() :].split()) >= 6:
            return found
    return None


def merge(text: str, most: int = 4) -> Planted | None:
    """Some sentences joined to the next with ", and"; None if there is none to join."""
    places = sentences(text)
    groups: list[tuple[tuple[int, ...], tuple[str, ...]]] = []
    at = joined = 0
    while at < len(places):
        piece = text[slice(*places[at])]
        follow = text[slice(*places[at + 1])] if at + 1 < len(places) else ""
        gap = text[places[at][1] : places[at + 1][0]] if follow else "\n"
        if joined < most and at % 2 and _joins(piece, follow, gap):
            groups.append(((at, at + 1), (f"{piece[:-1]}, and {follow[0].lower()}{follow[1:]}",)))
            joined += 1
            at += 2
        else:
            groups.append(((at,), (piece,)))
            at += 1
    return _built(text, places, groups) if joined else None


def _joins(piece: str, follow: str, gap: str) -> bool:
    return (
        "\n" not in gap
        and piece.endswith(".")
        and follow.startswith(_OPENERS)
        and not re.search(r"[\"“”‘()]", piece + follow)
        and all(5 <= len(part.split()) <= 25 for part in (piece, follow))
    )


def block(text: str, foreign: str, size: int = 4) -> Planted | None:
    """Sentences of another report set into the middle; the gold says that they come from nowhere."""
    places, strange = sentences(text), sentences(foreign)
    if len(places) < 8 or len(strange) < size + 2:
        return None
    groups: list[tuple[tuple[int, ...], tuple[str, ...]]] = [
        ((at,), (text[slice(*places[at])],)) for at in range(len(places))
    ]
    first = (len(strange) - size) // 2
    inserted = [((), (foreign[slice(*strange[at])],)) for at in range(first, first + size)]
    middle = len(groups) // 2
    return _built(text, places, [*groups[:middle], *inserted, *groups[middle:]])


# --- one alteration -----------------------------------------------------------------------------------------------

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = "|".join(("May", *(form for name in _MONTHS for form in (name, name[:3], name[:4]))))
_NAME = r"[A-Z][a-z]{2,}"
_HEADS = ("Ministry", "Department", "University", "Committee", "Court", "Commission", "Institute", "Agency", "Council")
_HEAD = "|".join(_HEADS)

Swap = Callable[[re.Match[str], int], str]


def _other(words: Sequence[str], word: str, draw: int) -> str:
    left = [candidate for candidate in words if candidate != word]
    return left[draw % len(left)]


def _number(found: re.Match[str], draw: int) -> str:
    digits = found.group()
    first = str((int(digits[0]) + 1 + draw % 7) % 9 + 1)
    return first + digits[1:] if first != digits[0] else str(int(first) % 9 + 1) + digits[1:]


def _mangled(found: re.Match[str], draw: int) -> str:
    """The last word of a name with two neighbouring inner letters changed for others."""
    lead, _, last = found.group().rpartition(" ")
    at = 1 + draw % (len(last) - 2)
    letter = "aeiou"[draw % 5] if last[at] not in "aeiou" else "rstln"[draw % 5]
    return f"{lead} {last[:at]}{letter}{last[at:]}".strip()


def _unhedged(found: re.Match[str], _: int) -> str:
    return "will" if found.group() in ("may", "might", "could") else ""


def _negated(found: re.Match[str], _: int) -> str:
    return found.group(1) if found.group(2) else f"{found.group(1)} not"


RULES: dict[str, tuple[re.Pattern[str], Swap]] = {
    "number": (re.compile(r"(?<![\d.,:/$£€-])\b(?!(?:1[89]|20)\d\d\b)\d{2,3}(?:,\d{3})*\b(?![.,:/-]\d)"), _number),
    "date": (
        re.compile(rf"\b(?:{'|'.join(_DAYS)})\b|\b(?:{'|'.join(_MONTHS)})\b(?= \d|,)"),
        lambda found, draw: _other(_DAYS if found.group() in _DAYS else _MONTHS, found.group(), draw),
    ),
    "entity": (re.compile(rf"(?<=[a-z,] ){_NAME} {_NAME}\b(?! (?:{_HEAD}))"), _mangled),
    "pronoun": (
        re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?= (?:said|was|is|had|has|told|added|will|would))"),
        lambda found, _: {"he": "she", "He": "She", "she": "he", "She": "He"}[found.group()],
    ),
    "negation": (
        re.compile(
            r"\b(is|was|are|were|will|would|did|(?:has|have|had)(?= (?:not )?(?:been|\w+(?:ed|en|wn)) ))( not)?\b"
            r"(?= [a-z])(?! (?:only|not|no|to|just)\b)"
        ),
        _negated,
    ),
    "hedge": (
        re.compile(r"\b(?:may|might|could)\b(?= [a-z])|\b(?:allegedly|reportedly|possibly|probably|apparently) "),
        _unhedged,
    ),
    "institution": (
        re.compile(rf"\b(?:{_HEAD})\b(?= (?:of|for) [A-Z])|(?<=[a-z] )(?:{_HEAD})\b"),
        lambda found, draw: _other(_HEADS, found.group(), draw),
    ),
}
"""Where an alteration of a kind can be planted, and what is put there."""

_QUOTED = re.compile(r"(?:“|(?<![\w.,;:!?])\"(?!\s))([^\"“”\n]{40,400})(?:”|(?<!\s)\"(?!\w))")
CUE = "said|says|told|added|adds|stated|states|explained|explains|noted|notes|argued|argues|claimed|claims|warned|warns"
_PERSON = rf"{_NAME} {_NAME}"
_SAID = re.compile(
    rf"(?:(?<=said )|(?<=says )|(?<=added )|(?<=explained )|(?<=[Aa]ccording to )){_PERSON}\b(?! [A-Z])"
    rf"|\b{_PERSON}(?=(?:, [^,.\n]{{3,60}},)? (?:{CUE})\b)"
)


def alter(id: str, text: str, kind: str) -> Altered | None:
    """A copy of a text with one alteration of a kind, at a place drawn by digest; None if there is no place."""
    return next(alterations(id, text, kind), None)


def alterations(id: str, text: str, kind: str) -> Iterator[Altered]:
    """Every copy of a text with one alteration of a kind, the one at the drawn place first."""
    draw = rank(f"{id}|{kind}")
    if kind == "quotation":
        places, make = list(_QUOTED.finditer(text)), _quotation
    elif kind == "speaker":
        places, make = _sayings(text), _speaker
    else:
        places, make = (
            [found for found in RULES[kind][0].finditer(text) if not _dated(text, found)],
            partial(_ruled, kind),
        )
    for at in range(len(places)):
        plant = make(text, places[(draw + at) % len(places)], draw)
        if plant is not None:
            yield plant


_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\.? (?:the )?$")
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b")


def _dated(text: str, place: re.Match[str]) -> bool:
    """Whether figures are the day of a month: another figure there would be no number, and often no day."""
    start, stop = place.span()
    near = _MONTH_BEFORE.search(text[max(0, start - 20) : start]) or _MONTH_BEHIND.match(text, stop)
    return place.group()[0].isdigit() and near is not None


def _ruled(kind: str, text: str, place: re.Match[str], draw: int) -> Altered | None:
    return _swapped(kind, text, place.span(), RULES[kind][1](place, draw >> 8))


def _swapped(kind: str, text: str, here: Stretch, new: str) -> Altered | None:
    if text[slice(*here)] == new:
        return None
    made = text[: here[0]] + new + text[here[1] :]
    return Altered(kind, text, made, here, (here[0], here[0] + max(len(new), 1)))


def _quotation(text: str, place: re.Match[str], draw: int) -> Altered | None:
    """One longer word inside a quotation put away, or changed for another word of the same text."""
    start, stop = place.span(1)
    words = list(re.finditer(r"\b[a-z]{4,}\b", text[start:stop]))[1:-1]
    if len(words) < 4:
        return None
    word = words[(draw >> 8) % len(words)]
    spare = sorted({m.group() for m in re.finditer(r"\b[a-z]{5,}\b", text)} - {m.group() for m in words})
    new = spare[(draw >> 16) % len(spare)] if spare and draw & 1 else ""
    here = (start + word.start(), start + word.end() + (0 if new else 1))
    return _swapped("quotation", text, here, new)


_OFFICE = re.compile(
    rf"(?:{_HEAD}|President|Minister|Secretary|Chairman|Representative|Senator|Governor|Board|Bank|Union|Exchange|Office"
    r"|Company|Corporation|Corp|Inc|Ltd|Group|Industries|International|Service|Reserve|Federal|National|Trade|United"
    r"|New|North|South|East|West|Street|House|State|States|The|World|Party|Air|Security|Street|City|County|Chief|Mr|Ms)"
)
"""Words that tell a title, an institution or a place from a person."""


def _person(name: str) -> bool:
    return not any(_OFFICE.fullmatch(word) for word in name.split())


def _begin(text: str) -> int:
    """Where the text begins behind its headline, which has capitals throughout."""
    return text.find("\n") + 1


def _sayings(text: str) -> list[re.Match[str]]:
    return [match for match in _SAID.finditer(text, _begin(text)) if _person(match.group())]


def _speaker(text: str, place: re.Match[str], draw: int) -> Altered | None:
    """The name of a person who said something changed for another's: of the same text, or an invented one."""
    speaking = sorted({match.group() for match in _sayings(text)})
    others = [name for name in speaking if not set(name.split()) & set(place.group().split())] or INVENTED
    return _swapped("speaker", text, place.span(), others[(draw >> 8) % len(others)])


INVENTED = ("Oda Berglund", "Marek Tolnay", "Priscilla Nkemdi", "Janet Holloway", "Duncan Ashby", "Tomas Verhoeven")
"""Names of nobody, for a text in which nobody else speaks."""


KINDS = ("entity", "number", "date", "pronoun", "speaker", "negation", "hedge", "quotation", "institution")
