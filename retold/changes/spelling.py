"""What is the same word in another spelling: variety of English, possessive, number in words, demonym, honorific."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import digits

from rapidfuzz.distance import OSA

from ..settings import SETTINGS
from ..spellings import one_spelling
from ..words import lexicon


def listed(text: str) -> list[str]:
    """The words of a string in order: a long word list is read more easily that way."""
    return text.split()


def bag(text: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(listed(text))


HONORIFICS = bag("mr mrs ms miss mx dr prof professor sir dame")

CALENDAR = bag(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""Names of days and months."""

CONTRACTIONS = {
    **{f"{verb}nt": f"{verb}not" for verb in bag("do does did is are was were has have had could should would must")},
    "cant": "cannot", "wont": "willnot", "shant": "shallnot", "im": "iam", "ive": "ihave", "youre": "youare",
    "theyre": "theyare", "theyve": "theyhave", "weve": "wehave", "youve": "youhave", "itll": "itwill",
    "theyll": "theywill", "youll": "youwill",
}  # fmt: skip
"""Contracted forms without their apostrophe, and what they stand for, joined; the ambiguous (he's) are left out."""


_DIGITS = {
    word: str(number)
    for number, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        )
    )
    if number != 1
}


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """The key by which a word is compared with its other spellings; never shown."""
    word = word.removesuffix("'s").replace("'", "")
    if "." in word and word.replace(".", "").isalpha():
        word = word.replace(".", "")
    if word in _DIGITS:
        return _DIGITS[word]
    if word == "cant":
        return "cannot"
    if word[:1].isdigit():
        return re.sub(r"(?<=\d),(?=\d{3})", "", word)
    return one_spelling(word)


@lru_cache(maxsize=1)
def _places() -> dict[str, frozenset[int]]:
    """Names of one country: itself, its people, its capital, by group number."""
    found: dict[str, set[int]] = {}
    for number, entry in enumerate(sorted(lexicon("places"))):
        for name in entry.split(","):
            found.setdefault(name.strip(), set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


def same_place(one: str, other: str) -> bool:
    """Whether two names stand for one country: *Russia*, *Russian*, *Moscow*."""
    known = _places()
    return bool(known.get(one, frozenset()) & known.get(other, frozenset()))


def place_groups(line: Sequence[str]) -> frozenset[int]:
    """The countries that a line of words names, in names of up to three words."""
    known = _places()
    if len(line) == 1:
        return known.get(line[0], frozenset())
    found: set[int] = set()
    for at in range(len(line)):
        for size in (1, 2, 3):
            found |= known.get(" ".join(line[at : at + size]), frozenset())
    return frozenset(found)


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    """First names and their short forms, by group."""
    found: dict[str, set[int]] = {}
    for number, entry in enumerate(sorted(lexicon("nicknames"))):
        for name in entry.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


@lru_cache(maxsize=65536)
def related(one: str, other: str) -> bool:
    """Whether two words are forms of one name or word: plural, possessive, demonym, abbreviation."""
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    if one == other or same_place(one, other):
        return True
    if _nicknames().get(one, frozenset()) & _nicknames().get(other, frozenset()):
        return True
    if len(short) >= 3 and long.startswith(short) and len(long) - len(short) >= 3:
        return True  # Greg for Gregory, Kan. for Kansas
    if "-" in long and short in long.split("-"):
        return True
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return True
    stem = _common(one, other)
    return len(stem) >= 4 and one[len(stem) :] in _ENDINGS and other[len(stem) :] in _ENDINGS


_ENDINGS = bag("s es n an ian ean ese ish i is ns ans ians ic a ia y ie ies e er ers ed d ing - ' 's") | {""}


def _common(one: str, other: str) -> str:
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return one[:at]


_SOUNDS = (
    (re.compile(r"(?<!^)h"), ""),
    (re.compile(r"ck|c(?![eiy])|q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<!^)[aeiouy]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sound(word: str) -> str:
    """A rough key of how a name sounds, first letter kept: *Ahmad* and *Ahmed*, *Fallujah* and *Falluja* have one."""
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word.rstrip("a")


def bones(word: str) -> str:
    """The consonants of a name: a name from another script is written with the vowels that each desk hears."""
    return re.sub(r"(?<!^)a", "", sound(word))


@lru_cache(maxsize=65536)
def mangled(one: str, other: str) -> bool:
    """Whether one name looks like a misspelling of the other: a small edit distance (OSA) for its length."""
    if related(one, other) or one.rstrip(digits) == other.rstrip(digits):
        return False
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < SETTINGS.changes.shortest_name:
        return False
    distance = OSA.distance(one, other)
    return distance <= max(1, int(longest * SETTINGS.changes.mangled_share))
