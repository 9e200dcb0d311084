"""CORRIDOR. Words with exact offsets, and the comparison key in which disguise is undone.

The text as received is never changed: a `Word` says where it stands in that text and which key it is compared by.
The key follows the skeleton idea of Unicode UTS 39: compatibility forms are unified (NFKC), ignorable characters
and combining marks dropped, bidi overrides undone, case folded, and look-alike letters mapped to Latin, but only
in a word that mixes scripts: a Russian or Greek word is left as it is. Letters that no table knows are read from the
words of the text that they stand in (`strangers`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, compress, count, repeat
from operator import add
from typing import NamedTuple

from .strangers import Vocabulary, masked, readings

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
"""Default-ignorable code points (Unicode DerivedCoreProperties) and the Braille blank, as a character class."""

MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

UNSPACED = "\u3005-\u3007\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han and Hiragana, which are written without spaces: each is a word of its own, as in Unicode UAX 29."""

_INNER = rf"[^\W_{IGNORABLE}{UNSPACED}]"
_LETTERS = rf"[{IGNORABLE}{MARKS}]{{0,8}}{_INNER}+(?:[{IGNORABLE}{MARKS}]+{_INNER}*)*"
WORD = re.compile(rf"\d+(?:[.,]\d+)+|[{UNSPACED}]|{_LETTERS}(?:['’ʼ]{_LETTERS})*")
"""A number with its separators, a character of an unspaced script, or letters and marks with inner apostrophes."""

_PLAIN_WORD = re.compile(r"\d+(?:[.,]\d+)+|[a-z0-9]+(?:'[a-z0-9]+)*")
_DROPPED = re.compile(rf"[{IGNORABLE}{MARKS}]")
_OVERRIDE = re.compile("[\u202e]([^\u202c\u202d\u202e]*)[\u202c]?")

# The run of marks before a word is bounded: a million marks without a letter must not be read again from each.

LOOK_ALIKES = str.maketrans(
    "авеікмнорстухѕјԁԍɡһԛԝзьупгꞓсгєіїѵαβγεικνορτυχωηµςаАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧѴԚԜօոսհցզքաԱՏՍ",
    "abeikmhopctyxsjdgghqw3bynrccreiivabyeikvoptuxwnucaABESIJKMHOPCTYXABEZHIKMNOPTYXVQWonuhgqpwUSU",
)
"""Letters of other scripts that are drawn like Latin ones; the names of Latin variants are handled by rule."""


class Word(NamedTuple):
    """A word: ``text[start:stop]``, compared by `key`. A named tuple, because texts have very many of them."""

    start: int
    stop: int
    key: str


def words(text: str, offset: int = 0, within: str = "") -> list[Word]:
    """The words of a text in order, with their places in it; `offset` is added to these.

    Words of ignorable characters alone are left out. `within` is the text that this one is a part of, if it is: it
    tells more of letters that no table knows.
    """
    plain = _plain(text)
    if plain is not None:
        return list(map(tuple.__new__, repeat(Word), zip(*_spans(plain, offset), plain.split(), strict=True)))
    if text.isascii():
        low, make = text.lower(), tuple.__new__
        spans = [match.span() for match in _PLAIN_WORD.finditer(low)]
        return [make(Word, (start + offset, stop + offset, low[start:stop])) for start, stop in spans]
    found = []
    for match in WORD.finditer(text):
        folded = key(match.group())
        if folded:
            found.append(Word(match.start() + offset, match.end() + offset, folded))
    if masked(word.key for word in found):
        read = _unmasked(within or text)
        return [word._replace(key=read[word.key]) if word.key in read else word for word in found]
    return found


def keys(text: str, within: str = "") -> list[str]:
    """The comparison keys of the words of a text: those of `words`, found faster; `within` as there."""
    plain = _plain(text)
    if plain is not None:
        return plain.split()
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    listed = _folded(text)
    if masked(listed):
        read = _unmasked(within or text)
        return [read.get(folded, folded) for folded in listed]
    return listed


def places(text: str, offset: int = 0) -> tuple[list[int], list[int]]:
    """Where the words of a text start and stop: the places of `words`, found faster."""
    plain = _plain(text)
    if plain is not None:
        return _spans(plain, offset)
    if text.isascii():
        spans = [match.span() for match in _PLAIN_WORD.finditer(text.lower())]
    else:
        spans = [word[:2] for word in words(text)]
    return [start + offset for start, _ in spans], [stop + offset for _, stop in spans]


def _spans(plain: str, offset: int) -> tuple[list[int], list[int]]:
    """Where the words of a text start and stop that has nothing but blanks between them."""
    pieces = plain.split(" ")  # an empty one between two blanks
    sizes = list(map(len, pieces))
    starts = list(compress(map(add, accumulate(sizes, initial=0), count(offset)), sizes))
    return starts, list(map(add, starts, filter(None, sizes)))


def letters_within(text: str, stretches: Sequence[tuple[int, int]]) -> list[str | None]:
    """Of some stretches of a Western text their words, letter for letter as they stand in keys, blanks between them.

    ``split()`` then gives the `keys` of a stretch, and each word stands where it stands in the text. None where a
    stretch has what must be looked at in its word (see `keys`).
    """
    plain = _western(text)
    if plain is None:
        return [_plain(text[start:stop]) for start, stop in stretches]
    return [_alone(plain[start:stop]) for start, stop in stretches]


@lru_cache(maxsize=1024)
def _plain(text: str) -> str | None:
    """A Western text, letter for letter as it stands in keys and with blanks between words.

    None where it has what must be looked at in its word: another script, doubled apostrophes, figures with letters.
    """
    plain = _western(text)
    return None if plain is None else _alone(plain)


def _western(text: str) -> str | None:
    """The same, with ``_`` for what must be looked at in its word."""
    try:
        raw = text.encode("cp1252")
    except UnicodeEncodeError:
        return None
    plain, kinds = raw.translate(_letters()), raw.translate(_kinds())
    at = kinds.find(b"0,0")
    if at < 0:
        return plain.decode("ascii")
    held = bytearray(plain)
    while at >= 0:
        start, stop = at, _FURTHER.match(kinds, at).end()  # type: ignore[union-attr]
        while start and kinds[start - 1] == ord("0"):
            start -= 1
        if b"a" in (kinds[start - 1 : start], kinds[stop : stop + 1]):
            held[start:stop] = b"_" * (stop - start)
        else:
            held[start:stop] = raw[start:stop]
        at = kinds.find(b"0,0", stop)
    return held.decode("ascii")


def _alone(plain: str) -> str | None:
    """A stretch of such a text by itself; None where it has what must be looked at, or a number that its end cuts."""
    if "_" in plain or "''" in plain or plain[:1] in _POINTS or plain[-1:] in _POINTS:
        return None
    return _without_strays(plain) if "'" in plain else plain


def _without_strays(plain: str) -> str:
    """Such a text with blanks for the apostrophes that stand outside of words; two of them never meet."""
    plain = plain.replace(" '", "  ").replace("' ", "  ")
    if plain[0] == "'":
        plain = f" {plain[1:]}"
    return f"{plain[:-1]} " if plain[-1] == "'" else plain


def _folded(text: str) -> list[str]:
    """The keys of the words of a text, each word by itself."""
    return [folded for folded in map(key, WORD.findall(text)) if folded]


@lru_cache(maxsize=256)
def _unmasked(text: str) -> dict[str, str]:
    """The keys of a text that hold letters which no table knows, as far as the text tells how to read them."""
    return readings(_folded(text), _vocabulary(), LOOK_ALIKES)


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    """Known words, read when a masked word is met for the first time; common ones weigh the root of how common."""
    weights = {word: 1.0 for line in lexicon("synonyms") for word in line.split()}
    weights.update(dict.fromkeys(lexicon("common_words"), 4.0))
    for line in lexicon("word_frequencies"):
        count, *listed = line.split()
        weights.update(dict.fromkeys(listed, 2.0 ** (int(count) / 2)))
    return Vocabulary({word: weight for word, weight in sorted(weights.items()) if word.isascii() and word.isalpha()})


_FURTHER = re.compile(rb"0(?:,0+)+")
"""A digit and what follows it in a number with separators, in a text as kinds of letters."""

_POINTS = (".", ",")


@lru_cache(maxsize=1)
def _kinds() -> bytes:
    """The letters of Windows-1252 by kind: ``0`` a digit, ``,`` a separator within a number, ``a`` a part of a word."""
    plain = _letters()
    digits = dict.fromkeys(range(48, 58), b"0") | {ord("."): b",", ord(","): b","}
    return b"".join(digits.get(byte, b" " if plain[byte] == ord(" ") else b"a") for byte in range(256))


@lru_cache(maxsize=1)
def _letters() -> bytes:
    """The letters of Windows-1252 (nearly all English news) as they stand in a key; ``_`` where that is not one letter.

    Blanks stand for what is no part of a word. Accented letters lose their accent; others, such as ``ß``, are looked at
    in their word.
    """
    table = []
    for byte in range(256):
        letter = bytes([byte]).decode("cp1252", "replace")
        plain = key(letter)
        if letter in "'’":
            table.append("'")
        elif letter.isalnum() or letter in "\u00ad\ufffd":
            accented = unicodedata.normalize("NFD", letter)[0].isascii()
            table.append(plain if accented and len(plain) == 1 and plain.isascii() else "_")
        else:
            table.append(" ")
    return "".join(table).encode("ascii")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """The comparison key of one word; pure, so it may be remembered."""
    if word.isascii():
        return word.lower()
    if "\u202e" in word:
        word = _OVERRIDE.sub(lambda match: match.group(1)[::-1], word)
    word = unicodedata.normalize("NFKC", _DROPPED.sub("", word))
    word = _DROPPED.sub("", unicodedata.normalize("NFD", word)).replace("’", "'").replace("ʼ", "'")
    word = word.replace("ß", "ss").replace("ẞ", "SS")
    if not word.isascii() and mixes_scripts(word):
        word = "".join(map(_latin, word))
    return unicodedata.normalize("NFC", word.casefold())


def mixes_scripts(word: str) -> bool:
    """Whether a word has ASCII letters beside letters that are not plain Latin ones."""
    plain = any(letter.isascii() and letter.isalpha() for letter in word)
    return plain and any(not letter.isascii() and letter.isalpha() for letter in word)


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    """The Latin letter that this one is drawn like, by table, else by its Unicode name, else itself.

    A letter with a hook or a tail is read as the letter without, and a small letter that nothing is known of as its
    capital: in most scripts that have two cases, small letters are small capitals.
    """
    if letter.isascii():
        return letter
    for form in (letter, letter.lower()):
        mapped = form.translate(LOOK_ALIKES)
        if mapped != form:
            return mapped
    name = unicodedata.name(letter, "")
    parts = name.split()
    if parts[:1] == ["LATIN"]:
        for part in parts[2:]:
            if len(part) == 1:
                return part.lower() if "SMALL" in parts else part
    found = _confusables().get(letter)
    if found is None and " WITH " in name and "STROKE" not in parts:  # a stroke can make it another letter's double
        found = _named(name.split(" WITH ")[0])
    return found or _confusables().get(letter.upper(), letter)


def _named(name: str) -> str | None:
    """What the letter of a name is drawn like, if there is such a letter and it is drawn like a Latin one."""
    try:
        read = _latin(unicodedata.lookup(name))
    except KeyError:
        return None
    return read if read.isascii() else None


@lru_cache(maxsize=1)
def _confusables() -> dict[str, str]:
    """The rarer look-alikes, read when the first one is met."""
    return dict(line.split() for line in _lines("look_alikes"))


def disguise(text: str) -> dict[str, int]:
    """What was done to letters to hide a text: ``ignorable``, ``override``, ``look-alike`` -> how many.

    Soft hyphens, joiners in scripts that need them and a leading byte-order mark are ordinary and not counted.
    """
    if text.isascii():
        return {}
    counts = {"ignorable": 0, "override": 0, "look-alike": 0}
    for match in WORD.finditer(text):
        word = match.group()
        if word.isascii():
            continue
        plain = any(letter.isascii() and letter.isalpha() for letter in word)
        counts["override"] += word.count("\u202e")
        if plain:
            inside = word.strip("\ufeff\u200e\u200f\u200b")
            counts["ignorable"] += sum(
                1
                for letter in _DROPPED.findall(inside)
                if letter not in "\u00ad\u202e\u202c" and not unicodedata.combining(letter)
            )
            counts["look-alike"] += sum(
                1 for letter in word if letter.isalpha() and not letter.isascii() and _other_script(letter)
            )
    counts["look-alike"] += _read_letters(text)
    return {kind: count for kind, count in counts.items() if count}


def _read_letters(text: str) -> int:
    """How many letters were read that no table knows and no script gives away."""
    listed = _folded(text)
    read = _unmasked(text) if masked(listed) else {}
    pairs = (pair for folded in listed if folded in read for pair in zip(folded, read[folded], strict=True))
    return sum(sign != letter and not _other_script(sign) for sign, letter in pairs)


@lru_cache(maxsize=4096)
def _other_script(letter: str) -> bool:
    return unicodedata.name(letter, "").split(" ")[0] in ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")


def ngrams(keys: Sequence[str], size: int) -> list[str]:
    """Word n-grams in order, each joined with one space; a text shorter than `size` has one, of all its words."""
    if len(keys) < size:
        return [" ".join(keys)] if keys else []
    return [" ".join(keys[at : at + size]) for at in range(len(keys) - size + 1)]


@lru_cache(maxsize=64)
def lexicon(name: str) -> frozenset[str]:
    """A word list of `data/NAME.txt`: one entry a line, ``#`` starts a comment."""
    return frozenset(_lines(name))


@lru_cache(maxsize=64)
def _lines(name: str) -> tuple[str, ...]:
    raw = files("retold").joinpath("data", f"{name}.txt").read_text("utf-8")
    return tuple(entry for entry in (line.split("#")[0].strip() for line in raw.splitlines()) if entry)


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(keys(text))
