"""What words mean to one another: whether two can mean the same, or are opposites, in whatever form they stand.

The lists are `data/synonyms.txt` and `data/opposites.txt` (WordNet) and `data/antonyms.txt` (our own, in which the
words of news stand with their forms). A form is traced to its stem by plain rules of English and a few exceptions.
"""

from __future__ import annotations

from functools import lru_cache

from ..words import lexicon
from .spelling import listed

_IRREGULAR = {
    form: line.split()[0]
    for line in (
        "rise rose risen", "fall fell fallen", "win won", "lose lost", "go went gone", "come came", "give gave given",
        "take took taken", "make made", "say said", "tell told", "find found", "see saw seen", "know knew known",
        "get got gotten", "begin began begun", "leave left", "keep kept", "hold held", "bring brought", "buy bought",
        "sell sold", "pay paid", "meet met", "lead led", "send sent", "build built", "spend spent", "stand stood",
        "feel felt", "think thought", "show shown", "grow grew grown", "sink sank sunk", "shrink shrank shrunk",
        "break broke broken", "speak spoke spoken", "write wrote written", "drive drove driven",
        "choose chose chosen", "draw drew drawn", "fly flew flown", "throw threw thrown", "fight fought",
        "catch caught", "teach taught", "seek sought", "hear heard", "run ran", "eat ate eaten", "die died dying",
        "man men", "woman women", "child children", "person people", "foot feet", "good better best",
        "bad worse worst",
    )
    for form in line.split()[1:]
}  # fmt: skip
ALIKE = (
    "spokesman spokeswoman spokesperson",
    "chairman chairwoman chair",
    "mp lawmaker legislator member",
    "advisor adviser aide",
    "chief ceo head leader executive boss",
    "congressman congresswoman representative lawmaker",
    "premier prime minister",
    "attorney lawyer counsel barrister solicitor",
    "officer official",
    "scientist researcher scholar expert analyst professor academic",
    "doctor physician surgeon",
    "journalist reporter correspondent writer",
    "author writer novelist poet playwright",
    "actor actress",
    "coach manager trainer",
    "director filmmaker producer",
    "teacher principal headteacher headmaster",
    "judge justice magistrate",
    "priest vicar pastor reverend minister",
    "singer songwriter",
    "chef cook",
    "fireman firefighter",
    "student pupil",
    "cofounder co-founder founder",
    "vice deputy",
)
"""Offices and callings that stand for one another in news."""

_TAILS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""),
)  # fmt: skip
"""Endings and what stands in their place in the stem."""


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """The word itself and what it may be a form of: *falling* -> *fall*, *stopped* -> *stop*."""
    found = [word]
    if word in _IRREGULAR:
        found.append(_IRREGULAR[word])
    for tail, put in _TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= 3:
            stem = word[: -len(tail)]
            found.append(stem + put)
            if not put and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def forms(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return one == other or not frozenset(stems(one)).isdisjoint(stems(other))


@lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[int]]:
    """Word -> the numbers of the senses that it shares with others."""
    found: dict[str, set[int]] = {}
    for number, entry in enumerate((*sorted(lexicon("synonyms")), *ALIKE)):
        for word in entry.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    """Each word of the lists with its opposites."""
    found: dict[str, set[str]] = {}
    for entry in lexicon("antonyms"):
        one, other = (listed(part) for part in entry.split("|"))
        for left in one:
            for right in other:
                found.setdefault(left, set()).add(right)
                found.setdefault(right, set()).add(left)
    for entry in lexicon("opposites"):
        left, right = entry.split()
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {word: frozenset(against) for word, against in found.items()}


@lru_cache(maxsize=65536)
def synonyms(one: str, other: str) -> bool:
    """Whether two words can mean the same."""
    known = _senses()
    mine, theirs = (frozenset().union(*(known.get(stem, frozenset()) for stem in stems(word))) for word in (one, other))
    return bool(mine & theirs) or forms(one, other)


def opposable(word: str) -> bool:
    """Whether a word has an opposite in any form."""
    return not _opposites().keys().isdisjoint(stems(word))


@lru_cache(maxsize=65536)
def undone(word: str) -> bool:
    """Whether a word is the opposite of another one by its beginning: *unrealistic*."""
    return any(word.startswith(begin) and opposites(word, word[len(begin) :]) for begin in _PREFIXES)


_PREFIXES = ("un", "in", "im", "ir", "dis", "non")


@lru_cache(maxsize=65536)
def opposites(one: str, other: str) -> bool:
    """Whether two words are opposites, both in one form: *rise* against *fall*, not *risen* against *fall*."""
    found = [against for against in map(_opposites().get, stems(one)) if against]
    return bool(found) and not frozenset(stems(other)).isdisjoint(frozenset().union(*found))
