"""Who bears a name: whether two of them can be one person's or one institution's, in whatever form they are written.

*IAEA* is the *International Atomic Energy Agency*, *Sgt* a *Sergeant*, *the Connecticut Democrat* somebody whom the
other telling names; *Ms. Haque* may well be *Fatima*.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..words import lexicon
from .blocks import FUNCTION, Block, Side, Term
from .spelling import mangled, place_groups, plain, related

_KNIGHTS = frozenset(("sir", "dame"))
_SHORT = 4
"""Letters of a contraction at most: *Sgt*, *Dept*."""


def initials(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one name is the acronym of the other: *s&p*, *standard & poor*; *d-neb*, *democrat of nebraska*.

    One letter stands for any name that begins with it: *h*, *harold*.
    """
    for short, long in ((left, right), (right, left)):
        first = "".join(word[:1] for word in long)
        shown = short[0].replace("&", "") if short else ""
        if len(short) == 1 < len(long) and len(shown) > 1 and (shown in first or first in shown):
            return True
        parts = "-".join(short).replace("&", "-").split("-")
        words = "-".join(long).split("-")
        if len(parts) == len(words) > 1 and all(
            part and word.startswith(part) for part, word in zip(parts, words, strict=True)
        ):
            return True
        if len(short) == 1 == len(long) and len(short[0]) == 1 and long[0].startswith(short[0]):
            return True
    return False


def contracted(one: str, other: str) -> bool:
    """Whether one word is written for the other with its first and last letter: *st*, *saint*; *sgt*, *sergeant*.

    A letter that is doubled counts once, since varieties of English differ in that: *cllr*, *councilor*.
    """
    short, long = sorted((one, other), key=lambda word: (len(word), word))
    ends = short[0] == long[0] and short[-1] == long[-1] and short[-1] not in "aeiou"
    if not ends or not 2 <= len(short) <= _SHORT or len(long) < len(short) + 2:
        return False
    rest = iter(long)
    return all(letter in rest for letter, _ in groupby(short))


def cut_country(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one side is the beginning of a country, two or three letters: *Ita*, *Italy*; *Cz*, *Czech Republic*."""
    return any(
        len(short) == 1 and 2 <= len(short[0]) < _SHORT and " ".join(long).startswith(short[0]) and place_groups(long)
        for short, long in ((left, right), (right, left))
    )


def same_bearer(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two names, word by word as they are compared, can be one's: a word in common or initials."""
    one, other = ([word for word in words if word not in FUNCTION] for words in (left, right))
    if not one or not other or initials(one, other):
        return True
    return any(related(a, b) or mangled(a, b) or contracted(a, b) for a in one for b in other)


def one_full_name(block: Block, left: str, right: str) -> bool:
    """Whether one full name of either report holds both words: *Hussein* and *Saddam* are one person's."""
    for witness in (block.one.witness, block.other.witness):
        for mention in witness.mentions:
            if mention.kind == "name":
                words = {plain(word) for word in (mention.value or "").split()}
                if left in words and right in words:
                    return True
    return False


def described(block: Block, left: Term, right: Term) -> bool:
    """Whether one side alone says *the* before it, or a title: it may call somebody what the other side names."""
    one, other = _led(block.one, left), _led(block.other, right)
    return one != other and bool({one, other} & ({"the", "title"} | _KNIGHTS))


def _led(side: Side, term: Term) -> str:
    """What leads a name in: ``the``, ``sir``, another ``title``, or nothing."""
    at = side.within(term.start, term.stop)[0]
    title = next((word.key for index, word in side.titles if index == at), None)
    if title is not None:
        return title if title in _KNIGHTS else "title"
    return "the" if at and side.terms[at - 1].key == "the" else "the" if term.key == "the" else ""


def named(side: Side, start: int, stop: int) -> bool:
    """Whether a stretch holds a name or an institution: *Police* that opens a sentence is none."""
    if any(
        mention.start < stop and start < mention.stop
        for mention in side.mentions
        if mention.kind in ("name", "institution")
    ):
        return True
    low, high = side.within(start, stop)
    return any(uncommon(term) for term in side.terms[low:high])


def uncommon(term: Term) -> bool:
    """Whether a capital that opens a sentence is no ordinary word."""
    word = term.plain
    forms = {word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("ing"), word.removesuffix("ly")}
    usual = word.endswith(("s", "ly", "ing", "ed", "er", "ist", "ion", "ment", "al", "ive", "ity", "ous"))
    return term.capital and word.isalpha() and len(word) > 2 and not usual and not forms & lexicon("common_words")
