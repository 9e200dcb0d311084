"""House style: spelling variety, honorifics and the like, which many desks change alike and which prove no descent."""

from __future__ import annotations

from collections.abc import Sequence

from ..spellings import one_spelling
from ..words import keys

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "rev", "sen", "rep")
_RANKS = ("gov", "gen", "col", "capt", "lt", "sgt")
HONORIFICS = frozenset({*_TITLES, *_RANKS})
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL = {word: str(at) for at, word in enumerate(_NUMBERS)}
_SIGNS = {"percent": "%", "per": "", "cent": "%"}


def spelling(word: str) -> str:
    """One spelling for the varieties of English, for comparison only: both sides are folded alike."""
    return _SIGNS.get(word, _SMALL.get(word, one_spelling(word)))


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
