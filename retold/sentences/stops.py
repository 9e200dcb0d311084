"""Which stops end a sentence: each is weighed with the word before it, its closing marks and the word behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from retold.words import lexicon

_STOP = re.compile(r"[.!?…‼⁇⁈⁉。！？｡．।॥؟۔።။។։](?:(?<=\.)(?:[  ]\.)+|(?<=[.!?…‼⁇⁈⁉])[.!?…‼⁇⁈⁉]*|[。！？｡．।॥؟۔።။។։]*)")
"""A run of stops, or full stops with blanks between. It starts with a class, since one is searched for fast."""
_ALWAYS = frozenset("。！？｡．।॥؟۔።။។։")
_NOTE = re.compile(r"\[\d{1,3}\]")
_NEXT_WORD = re.compile(r"[^\W_]{1,40}(?:['’][^\W_]{1,10})?")
_BEFORE = re.compile(r"[\w.’'&-]*\Z")
_SPEECH = re.compile(
    r"(?:(?:I|[A-Z][\w’'.-]{0,30})\s){1,4}(?:said|says|asked|asks|wrote|writes|added|adds|told|tells|wondered|shouted|cried|replied|tweeted|joked)\b"
)
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me|[Yy]ou|[Yy]our|[Ll]et's)\b")
_TOLD = re.compile(r"\b(?:said|says|told|added|adds|asked|wrote|according to|insisted|explained)\b")
_ADDRESS = re.compile(r"://|www\.|@|\w/\w", re.IGNORECASE)

_CLOSING = frozenset("”’»›)]}」』）】〉》〕")
_OPENING = frozenset("“‘«‹([{„‚「『（【〈《〔¿¡")
_LEADING = _OPENING | frozenset("\"'—–-•*·▪●►>‣◦■―")
_AFTER_WORDS = _CLOSING | frozenset("\"'%€£$")
_BULLETS = frozenset("•‣▪●◦■►")

_REACH = 60
"""How many characters on either side a decision may look at; keeps every decision bounded."""


def cuts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The raw stretches (untrimmed, none empty) into which a span falls at its stops."""
    begin, counted, quoted = start, start, False
    caseless: bool | None = None
    for match in _STOP.finditer(text, start, stop):
        if match.start() < begin:
            continue
        quoted = _in_quotes(text, counted, match.end(), quoted)
        counted = match.end()
        end = _close(text, match.end(), stop, quoted)
        if end >= stop:
            break
        if caseless is None and _next_is_lower(text, end, stop):
            caseless = text.islower()
        cut = _weigh(text, (begin, match.start(), match.end(), end, stop), quoted, bool(caseless))
        if cut is not None:
            yield begin, cut
            begin = cut
            quoted = quoted and text.find('"', counted, cut) < 0
            counted = max(counted, cut)
            if text[cut] == '"':
                quoted, counted = True, cut + 1
    yield begin, stop


def _in_quotes(text: str, at: int, stop: int, quoted: bool) -> bool:
    """Whether a straight quotation is open at `stop`: a mark with space on one side opens or closes, others toggle."""
    at = text.find('"', at, stop)
    while at >= 0:
        left = at == 0 or text[at - 1].isspace() or text[at - 1] in _OPENING
        right = at + 1 >= len(text) or not text[at + 1].isalnum()
        quoted = left if left != right else not quoted
        at = text.find('"', at + 1, stop)
    return quoted


def _speech_goes_on(text: str, at: int, stop: int) -> bool:
    """Whether the words behind an unspaced mark (``so."We``) are spoken: it opens the next paragraph of a quotation."""
    end = text.find('"', at + 1, min(stop, at + 500))
    said = text[at + 1 : end if end >= 0 else min(stop, at + 200)]
    if end < 0 or ((text[end - 1].isspace() or text[end - 1] in ":(") and text[end + 1 : end + 2].isalnum()):
        return False
    if text[end + 1 : end + 2].isalnum() or end + 1 >= stop:
        return _SPOKEN.search(said) is not None and _TOLD.search(said) is None
    return _TOLD.search(said) is None


def _close(text: str, at: int, stop: int, quoted: bool) -> int:
    """The end of the closing quotes, brackets and note numbers behind a stop."""
    while at < stop:
        letter = text[at]
        bare = at + 1 >= stop or text[at + 1].isspace() or text[at + 1] in _CLOSING or text[at + 1] in "\"'"
        if letter in _CLOSING or (letter in "“‘«" and bare):
            at += 1
        elif letter == '"' and (bare or (quoted and not _speech_goes_on(text, at, stop))):
            at, quoted = at + 1, not quoted
        elif letter == "'" and (bare or _single_open(text, at)):
            at += 1
        elif letter == "[" and (note := _NOTE.match(text, at, stop)):
            at = note.end()
        else:
            break
    return at


def _single_open(text: str, at: int) -> bool:
    """Whether a single quotation mark is open before `at`, judged by the nearest one that stands free."""
    before = text[max(0, at - 500) : at]
    opened = max(before.rfind(" '"), 0 if before.startswith("'") else -1)
    closed = max(before.rfind("' "), before.rfind("',"))
    return opened > closed


def _next_is_lower(text: str, at: int, stop: int) -> bool:
    at = skip(text, at, stop)
    return at < stop and text[at].islower()


def skip(text: str, at: int, stop: int) -> int:
    """The first place from `at` that is not white space, or `stop`."""
    while at < stop and text[at].isspace():
        at += 1
    return at


def _weigh(text: str, marks: tuple[int, int, int, int, int], quoted: bool, caseless: bool) -> int | None:
    """Where the next sentence starts behind a stop, or None where the stop does not end a sentence.

    `marks` are the sentence's start, the stop's start and end, the end of its closing marks, and the span's end.
    """
    begin, dot, after, end, stop = marks
    if text[dot] in _ALWAYS:
        return None if text[dot] == "．" and text[end : end + 1].isdigit() else end
    if not text[end].isspace():
        return _joint(text, marks)
    at = skip(text, end, stop)
    while at < stop and (text[at] in "”’»)]" or (text[at] == '"' and quoted and end == after)):
        # a closing mark set off by spaces belongs to the sentence before it
        if at + 1 < stop and not text[at + 1].isspace():
            break
        end = at + 1
        at = skip(text, end, stop)
    if at >= stop:
        return None
    return end if _begins(text, (begin, dot, after, end, stop), at, caseless) else None


def _begins(text: str, marks: tuple[int, int, int, int, int], at: int, caseless: bool) -> bool:
    """Whether a sentence begins at `at`, some white space behind a stop."""
    begin, dot, after, end, stop = marks
    word_at = at
    while word_at < stop and word_at - at < 8 and (text[word_at] in _LEADING or text[word_at].isspace()):
        word_at += 1
    if word_at >= stop:
        return False
    if any(mark in _BULLETS for mark in text[at:word_at]):
        return True
    letter = text[word_at]
    following = _NEXT_WORD.match(text, word_at, stop)
    word = following.group() if following else ""
    run = text[dot:after]
    if run == "." and end == after and _abbreviates(text, begin, dot, text[at:word_at], word):
        return False
    if letter.islower():
        return caseless or _is_brand(text, word_at)
    if run in ("...", "…") or run.startswith(". "):
        return word.lower() not in ("i", "i'm", "i’m", "i've", "i’ve", "i'll", "i’ll", "i'd", "i’d")
    if run[-1] in "?!":
        if end > after and text[end - 1] in "\"'”’»" and _SPEECH.match(text, at, min(stop, at + 160)):
            return False
        if run == "!" and end == after and _before(text, begin, dot).lower() in _class("bang"):
            return word.lower() in _class("first")
    return True


def _joint(text: str, marks: tuple[int, int, int, int, int]) -> int | None:
    """The cut at a stop with no space behind it, as in ``the morning.A large rock``; None in ``retold.io``."""
    begin, dot, after, end, stop = marks
    at = end
    while at < stop and at - end < 3 and (text[at] in _OPENING or text[at] in "\"'"):
        at += 1
    if at >= stop:
        return None
    following = _NEXT_WORD.match(text, at, stop)
    word = following.group() if following else ""
    if not word or not (word[0].isupper() or (end > after and word[0].isdigit()) or _uncased(word[0], text[dot - 1])):
        return None
    if end > after or at > end:
        return end if dot > begin and not text[dot - 1].isspace() else None
    return end if _joins(text, begin, dot, after, word, at + len(word)) else None


def _joins(text: str, begin: int, dot: int, after: int, word: str, word_end: int) -> bool:
    """Whether two sentences meet without a space at this stop: words of prose on both sides."""
    if _ADDRESS.search(text, max(begin, dot - _REACH), min(len(text), word_end + 1)):
        left = text.rfind(" ", max(begin, dot - _REACH), dot) + 1
        if _ADDRESS.search(text, max(left, begin), min(len(text), word_end + 1)):
            return False
    tail = text[word_end : word_end + 1]
    if tail and not (tail.isspace() or tail in ",'’-–—:;\"”)?!…"):
        return False
    low = word.lower()
    if len(word) == 1 and word.isascii() and (word not in "AI" or not tail.isspace()):
        return False
    if low in _class("domain") and low not in _class("first") and not _prose_before(text, begin, dot):
        return False
    before = _before(text, begin, dot)
    if not before:
        return dot > begin and text[dot - 1] in _AFTER_WORDS and (len(word) > 1 or word == "A")
    if text[dot:after] != ".":
        return low != "i" or text[dot] in "?!"
    if before[-1].isdigit() or (len(before) == 1 and before.islower()):
        return word == "A" or (len(word) > 1 and word[1].islower())
    if "." in before or len(before) == 1:
        return low in _class("first") and len(word) > 1
    if before.lower() in _class("title") and before[0].isupper():
        return False
    return len(word) > 1 or word in "AI"


def _prose_before(text: str, begin: int, dot: int) -> bool:
    """Whether the word before a stop is plain lower case, as a word of prose is and a web name seldom."""
    return False if dot == begin else _before(text, begin, dot).islower() and text[dot + 1 : dot + 2].isupper()


def _abbreviates(text: str, begin: int, dot: int, lead: str, word: str) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation, an initial or a list number, not to a sentence."""
    before = _before(text, begin, dot)
    low = before.lower()
    if not before or (len(before) > 1 and low not in _abbreviations() and before.isalpha()):
        return False
    next_low = word.lower().replace("’", "'")
    opens = next_low in _class("first")
    quoted = any(mark in '"“«„‘' for mark in lead)
    leads = not text[max(begin, dot - len(before) - _REACH) : dot - len(before)].strip()
    if before.isdigit() and len(before) < 4:
        return leads or (len(before) < 3 and next_low in _class("ordinal") and not lead)
    if low in _class("title"):
        return before[0].isupper() or low in _class("lower")
    if low in _class("number") and word[:1].isdigit():
        return True
    if low in _class("month") and before[0].isupper():
        return word[:1].isdigit()
    if low in _class("clock"):
        return next_low in _class("zone") or word[:1].islower() or lead.startswith("(")
    if low in _class("either") and (before[0].isupper() or low == "etc"):
        return not (opens or quoted or (low == "etc" and word[:1].isupper()))
    if len(before) == 1 and before.isalpha() and before.isupper():
        return leads or not (opens or quoted)
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}", before):
        return not (opens or quoted)
    return False


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    """Every word whose full stop may belong to it."""
    return _class("title") | _class("number") | _class("month") | _class("clock") | _class("either")


@lru_cache(maxsize=16)
def _class(name: str) -> frozenset[str]:
    """The words of one class of the abbreviation lexicon; ``lower`` are titles that are also written small."""
    if name == "lower":
        return frozenset(("vs", "cf", "e.g", "i.e", "eg", "ie", "viz", "al", "ca", "incl", "esp", "aka", "c.f"))
    prefix = name + ": "
    return frozenset(entry[len(prefix) :] for entry in lexicon("abbreviations") if entry.startswith(prefix))


def _before(text: str, begin: int, dot: int) -> str:
    """The word before a stop with its inner stops, without opening marks."""
    match = _BEFORE.search(text[max(begin, dot - 30) : dot])
    return match.group().lstrip(".’'-&") if match else ""


def _is_brand(text: str, at: int) -> bool:
    """Whether the word at `at` is written small first and large inside, as product names are."""
    return text[at].islower() and text[at + 1 : at + 2].isupper()


def _uncased(letter: str, before: str) -> bool:
    """Whether both letters are of a script without case."""
    return all(sign.isalpha() and not sign.isupper() and not sign.islower() for sign in (letter, before))
