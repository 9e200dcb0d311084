"""House style: spelling variety, honorifics and the like, which many desks change alike and which prove no descent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..words import keys

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "rev", "sen", "rep")
_RANKS = ("gov", "gen", "col", "capt", "lt", "sgt")
HONORIFICS = frozenset({*_TITLES, *_RANKS})
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL = {word: str(at) for at, word in enumerate(_NUMBERS)}
_SPELLINGS = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"(?<=..)is(e|ed|es|er|ers|ing)$"), r"iz\1"),
    (re.compile(r"(?<=..)ys(e|ed|es|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"(?<=..)our(s|ed|ing|ite|ites|able|hood|ful|less|er|ers)?$"), r"or\1"),
    (re.compile(r"(?<=[bcdtp])re(s|d)?$"), r"er\1"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=gr)amme(s?)$"), r"am\1"),
    (re.compile(r"(?<=en)ce$"), r"se"),
)
_WORDS = {
    "grey": "gray",
    "tyre": "tire",
    "tyres": "tires",
    "aluminium": "aluminum",
    "moustache": "mustache",
    "towards": "toward",
    "cheque": "check",
    "kerb": "curb",
    "mum": "mom",
    "jewellery": "jewelry",
    "sceptical": "skeptical",
    "ageing": "aging",
    "judgement": "judgment",
    "whilst": "while",
    "amongst": "among",
    "percent": "%",
    "per": "",
    "cent": "%",
}


def spelling(word: str) -> str:
    """One spelling for the varieties of English, for comparison only: both sides are folded alike."""
    word = _WORDS.get(word, _SMALL.get(word, word))
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word


def folded(text: str) -> tuple[str, ...]:
    """The words of a reading with house style undone."""
    found = (spelling(word.removesuffix("'s")) for word in keys(text))
    return tuple(word for word in found if word and word not in HONORIFICS)


def style_key(readings: Sequence[str], full: bool) -> bool:
    """Whether readings differ in house style alone; `full` says that no telling lacks the place."""
    seen = {folded(reading) for reading in readings}
    if not full:
        seen.add(())
    return len(seen) == 1
