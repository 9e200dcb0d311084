"""Numbers with their magnitudes and units in normal form.

`value` is ``NUMBER`` or ``NUMBER UNIT``: ``2m`` and ``two million`` are both ``2000000``, ``£1.5bn`` is
``1500000000 gbp``, ``54 per cent`` and ``54%`` are ``54 percent``, ``third`` is ``3 ordinal``, and an age is ``43 old``
(``43-year-old``, ``aged 43``, ``Ann Lee, 43, said``). Years, days of dates and times are left to `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from ..glossary import Mention
from .dates import MONTHS, date_spans
from .tokens import NUMBER, Page, Token, listed

UNITS = {
    word: number
    for number, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * number for number, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
MAGNITUDES = {
    "hundred": 100, "hundreds": 100, "dozen": 12, "dozens": 12, "thousand": 1000, "thousands": 1000, "k": 1000,
    "million": 10**6, "millions": 10**6, "m": 10**6, "mn": 10**6, "mln": 10**6, "billion": 10**9, "billions": 10**9,
    "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}
_CURRENCY = {"$": "usd", "£": "gbp", "€": "eur", "¥": "jpy", "₹": "inr"}
_CURRENCY_WORDS = {
    "dollar": "usd", "dollars": "usd", "pound": "gbp", "pounds": "gbp", "euro": "eur", "euros": "eur", "yen": "jpy",
    "rupees": "inr", "yuan": "cny", "roubles": "rub", "rubles": "rub",
}  # fmt: skip
_PLAIN = re.compile(r"(\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(k|m|mn|mln|bn|b|tn|trn|st|nd|rd|th|s)?$")
_FIRST = frozenset(("a", "half", *ORDINALS, *UNITS, *TENS, *MAGNITUDES))
_SINGLE = frozenset(("dozen", "hundred", "thousand", "million", "billion"))
_AGES = frozenset(("-", ",", "year", "years", "year-old", "years-old"))
_VAGUE = frozenset(("hundreds", "thousands", "millions", "billions", "dozens"))


def numbers(page: Page) -> list[Mention]:
    """Every number that is not part of a date."""
    found = []
    taken = date_spans(page)
    for number, line, places in page.spots(NUMBER):
        done = 0
        for at in places:
            if at < done or (line[at].key == "a" and not _counts(line, at + 1)):
                continue
            stop, value = _read(page, number, at)
            if value is None:
                continue
            start, stop, value = _with_unit(line, at, stop, value)
            if not _overlaps((start, stop), taken.get(number, ())):
                found.append(page.row("number", (number, start, stop), value))
            done = stop
    return found


def _counts(line: Sequence[Token], at: int) -> bool:
    """Whether *a* before a token is a number: *a dozen*, *a million*."""
    return at < len(line) and line[at].key in _SINGLE


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return bool(taken) and any(low < span[1] and span[0] < high for low, high in taken)


def begins(word: str) -> bool:
    """Whether a number can begin with a word."""
    return word[:1].isdigit() or word.partition("-")[0] in _FIRST


def _read(page: Page, number: int, at: int) -> tuple[int, str | None]:
    """The number that starts at a token: where it stops, and its value; None where none starts."""
    line = page.lines[number].tokens
    token = line[at]
    digits = _PLAIN.match(token.key) if token.key[:1].isdigit() else None
    if digits:
        return _digits(page, number, at, digits)
    if token.key in ORDINALS:
        return (at + 1, f"{ORDINALS[token.key]} ordinal") if token.key != "second" else (at, None)
    return _spelled(line, at) if token.key in _FIRST or "-" in token.key else (at, None)


def _digits(page: Page, number: int, at: int, match: re.Match[str]) -> tuple[int, str | None]:
    line = page.lines[number].tokens
    try:
        amount = Decimal(match.group(1).replace(",", ""))
    except InvalidOperation:
        return at, None
    ending = match.group(2) or ""
    if ending in ("st", "nd", "rd", "th"):
        return at + 1, f"{plain(amount)} ordinal"
    if ending == "s":
        return at + 1, f"{plain(amount)}s"
    if ending:
        return at + 1, plain(amount * MAGNITUDES[ending])
    stop = at + 1
    if at + 2 < len(line) and line[stop].text == "-" and line[at + 2].key in MAGNITUDES:
        stop = at + 2
    word = line[stop].key if stop < len(line) else ""
    scaled = word in MAGNITUDES and word not in ("hundreds", "dozens")
    if scaled and (len(word) > 2 or page.span(number, stop, stop + 1)[0] - page.span(number, at, stop)[1] <= 1):
        return stop + 1, plain(amount * MAGNITUDES[word])
    return at + 1, plain(amount)


def _spelled(line: Sequence[Token], at: int) -> tuple[int, str | None]:
    """A number in words: ``two million``, ``twenty-five``, ``a dozen``, ``one hundred and five``."""
    total, current, seen, stop = 0, 0, False, at
    if line[at].key.partition("-")[0] == "half":
        return _halved(line, at)
    if line[at].key == "a":
        if not _counts(line, at + 1):
            return at, None
        current, stop = 1, at + 1
    while stop < len(line):
        word = line[stop].key
        parts = word.split("-")
        if (
            word == "and"
            and seen
            and stop + 1 < len(line)
            and (line[stop + 1].key in UNITS or line[stop + 1].key in TENS)
            and line[stop - 1].key in MAGNITUDES
        ):
            stop += 1
            continue
        if len(parts) == 2 and parts[0] in TENS and parts[1] in UNITS:
            current += TENS[parts[0]] + UNITS[parts[1]]
        elif word in UNITS:
            if seen and line[stop - 1].key in UNITS:
                break
            current += UNITS[word]
        elif word in TENS:
            if seen and line[stop - 1].key in TENS:
                break
            current += TENS[word]
        elif len(parts) > 1 and not seen and parts[0] in UNITS and parts[0] != "one" and parts[0] not in parts[1:]:
            return stop + 1, str(UNITS[parts[0]])
        elif word in MAGNITUDES and len(word) > 2:
            if word in _VAGUE and not seen:
                return stop + 1, f"{word}"
            scale = MAGNITUDES[word]
            if scale == 100 or scale == 12:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
        else:
            break
        seen, stop = True, stop + 1
    if not seen:
        return at, None
    if stop == at + 1 and line[at].key in ("one", "zero", "m", "b", "k"):
        return at, None
    return stop, str(total + current)


def _halved(line: Sequence[Token], at: int) -> tuple[int, str | None]:
    """Half of a word that counts: *half a dozen*, *half-million*."""
    word, stop = line[at].key.partition("-")[2], at + 1
    if not word and [token.key for token in line[at + 1 : at + 2]] == ["a"]:
        word, stop = line[at + 2].key if at + 2 < len(line) else "", at + 3
    return (stop, str(MAGNITUDES[word] // 2)) if word in _SINGLE else (at, None)


def _with_unit(line: Sequence[Token], at: int, stop: int, value: str) -> tuple[int, int, str]:
    """Take in a currency sign before, or a unit behind."""
    if at and line[at - 1].text in _CURRENCY:
        return at - 1, stop, f"{value} {_CURRENCY[line[at - 1].text]}"
    following = line[stop].key if stop < len(line) else ""
    behind = line[stop + 1].key if stop + 1 < len(line) else ""
    if following in ("%", "percent", "pct", "pc"):
        return at, stop + 1, f"{value} percent"
    if following == "per" and behind in ("cent", "centum"):
        return at, stop + 2, f"{value} percent"
    aged = following in _AGES or "-" in line[at].key or (at and line[at - 1].key == "aged")
    age = _age(line, at, stop) if aged and value.isdigit() else 0
    if age:
        return at, age, f"{value} old"
    if following in _CURRENCY_WORDS:
        return at, stop + 1, f"{value} {_CURRENCY_WORDS[following]}"
    return at, stop, value


def _age(line: Sequence[Token], at: int, stop: int) -> int:
    """Where an age that starts with the number at `at` ends; 0 where it is none."""
    words = [token.key for token in line[stop : stop + 3]]
    if words[:1] == ["-"] and words[1:2] in (["year-old"], ["years-old"], ["year-olds"]):
        return stop + 2
    if words[:2] in (["years", "old"], ["year", "old"], ["years-old"], ["year-old"]):
        return stop + 2 if "-" not in words[0] else stop + 1
    if line[at].key.partition("-")[2] in ("year-old", "years-old", "year-olds"):
        return stop
    if at and line[at - 1].key == "aged":
        return stop
    named = at > 1 and line[at - 1].text == "," and line[at - 2].capital and line[at - 2].key not in MONTHS
    return stop if named and words[:1] == [","] and len(line[at].text) < 3 else 0


def plain(amount: Decimal) -> str:
    """A decimal without exponent or trailing zeros."""
    if amount.adjusted() > 30:
        return str(amount)
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
