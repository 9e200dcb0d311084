"""Attacks that hide a copy: what is done to letters, words and sentences so that a reader sees the same report.

Each attack is a function of a text and a draw; the draw is seeded by the id of the text and the name of the attack, so
that the same text is always attacked in the same way. The look-alike letters are of this module's own choosing and none
of them stands in the table of the comparison key (`tests/test_attacks.py` holds that): the key must read letters that
it was never told of.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from .sets import rank
from .subject import synonyms

STRANGE: dict[str, str] = {
    "a": "მ𐌀คλд",
    "b": "ხъᏰ",
    "c": "ርҫ",
    "d": "ძժ",
    "e": "ᘿჱҿ",
    "f": "𐌅ғ",
    "g": "ɠǥ",
    "h": "ђћᏲ",
    "i": "เⵊɨ",
    "k": "𐌊ҟқ",
    "l": "𐌋ⵑ",
    "m": "ოᘻ",
    "n": "ᘉภ𐌍",
    "o": "ටծө",
    "p": "ק𐌐թ",
    "r": "яՐɍ",
    "s": "ຮֆᎦ",
    "t": "ҭՇƭ",
    "u": "ປպц",
    "v": "𐌖",
    "w": "ฬшщ",
    "x": "ჯҳ",
    "y": "𐌙ч",
    "z": "ჳⱬ",
}
"""Letters drawn like small Latin ones, from many scripts: Georgian, Old Italic, Thai, Cherokee, Hebrew and more."""

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f"
"""Characters without a width; joiners and soft hyphens among them."""

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’]))\s+(?=[\"“‘A-Z0-9])|\s*\n\s*")
_SPUN = re.compile(r"\b[a-z]{3,}\b")

Attack = Callable[[str, random.Random], str]


def attacked(name: str, id: str, text: str) -> str:
    """A text attacked in the way of that name."""
    return ATTACKS[name](text, random.Random(f"{rank(id)}|{name}"))


def look_alikes(text: str, draw: random.Random, share: float = 0.35, table: Mapping[str, str] | None = None) -> str:
    """A share of the letters exchanged for letters that look like them; one text keeps to one stranger for a letter."""
    chosen = {letter: draw.choice(strangers) for letter, strangers in sorted((table or STRANGE).items())}
    return "".join(
        chosen.get(letter.lower(), letter) if letter.isascii() and draw.random() < share else letter for letter in text
    )


def mixed_look_alikes(text: str, draw: random.Random, share: float = 0.35) -> str:
    """The same, with another stranger every time."""
    return "".join(
        draw.choice(STRANGE[letter.lower()]) if letter.lower() in STRANGE and draw.random() < share else letter
        for letter in text
    )


def zero_width(text: str, draw: random.Random, share: float = 0.6) -> str:
    """Characters that are not seen, set into a share of the words."""
    return _in_words(text, draw, share, lambda word, at: word[:at] + draw.choice(UNSEEN) + word[at:])


def bidi(text: str, draw: random.Random, share: float = 0.5) -> str:
    """A share of the words written backwards and turned round for the eye; marks of direction between others."""

    def turned(word: str, at: int) -> str:
        if draw.random() < 0.5:
            return f"\u202e{word[::-1]}\u202c"
        return word[:at] + draw.choice("\u200e\u200f\u202a\u2066") + word[at:]

    return _in_words(text, draw, share, turned)


def spaces(text: str, draw: random.Random, share: float = 0.3) -> str:
    """A share of the words cut in two by a space, a third as many joined with the next one."""
    cut = _in_words(text, draw, share, lambda word, at: f"{word[:at]} {word[at:]}")
    return re.sub(r"(?<=[a-z]) (?=[a-z])", lambda _: "" if draw.random() < share / 3 else " ", cut)


def spaced_out(text: str, draw: random.Random, share: float = 0.2) -> str:
    """A share of the words with a space after every letter."""
    return _in_words(text, draw, share, lambda word, _: " ".join(word))


def swaps(text: str, draw: random.Random, share: float = 0.4) -> str:
    """Two neighbouring letters exchanged in a share of the words, never the first one of a word."""

    def swapped(word: str, at: int) -> str:
        at = min(at, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _in_words(text, draw, share, swapped)


def shuffled(text: str, draw: random.Random) -> str:
    """The sentences in another order, all in one paragraph."""
    parts = _BETWEEN.split(text.strip())
    draw.shuffle(parts)
    return " ".join(parts)


def spin(text: str, draw: random.Random, share: float) -> str:
    """A share of the lower-case words exchanged for one of the same sense (WordNet), else for another of the text."""
    stock = sorted(set(_SPUN.findall(text))) or ["word"]
    known = _senses()

    def other(found: re.Match[str]) -> str:
        if draw.random() >= share:
            return found.group()
        word: str = draw.choice(known.get(found.group()) or stock)
        return word

    return _SPUN.sub(other, text)


def _in_words(text: str, draw: random.Random, share: float, change: Callable[[str, int], str]) -> str:
    """A change made to a share of the words of four letters and more; it is told a place inside the word."""

    def changed(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < 4 or draw.random() >= share:
            return word
        return change(word, draw.randrange(1, len(word)))

    return _WORD.sub(changed, text)


@lru_cache(maxsize=1)
def _senses() -> dict[str, list[str]]:
    """The words that share a sense with a word, in order."""
    found: dict[str, set[str]] = {}
    for group in synonyms():
        for word in group:
            found.setdefault(word, set()).update(other for other in group if other != word)
    return {word: sorted(others) for word, others in found.items()}


ATTACKS: dict[str, Attack] = {
    "look-alikes": look_alikes,
    "look-alikes, mixed": mixed_look_alikes,
    "zero width": zero_width,
    "bidi": bidi,
    "spaces": spaces,
    "spaced out": spaced_out,
    "swaps": swaps,
    "shuffled": shuffled,
    "spin 10": partial(spin, share=0.1),
    "spin 20": partial(spin, share=0.2),
    "spin 50": partial(spin, share=0.5),
}
"""The attacks by name."""
