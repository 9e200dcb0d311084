"""Noun phrases without a parser: the subject before or behind a verb in a line of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..settings import SETTINGS
from ..words import lexicon
from .tokens import ABBREVIATED, Token, bag

SUBJECTS = bag("he she they it i we you who")
_AUXILIARIES = bag("has have had was were is are be been being would will could might may did does do to then")
_ADVERBS = bag(
    "also later then once often never always again simply just recently previously still now repeatedly "
    "even only earlier yesterday today reportedly further famously first both all himself herself"
)
_LIMITS = bag(
    "that because when while as if although though but and or which where whether after before since "
    "until than so in on at by from with during about to for into over under through against despite amid "
    "including told not n't"
)
_INNER = bag("of the a an 's for and at in &")
_WEEKDAYS = bag("monday tuesday wednesday thursday friday saturday sunday")
_DATELINE = ("(", "—", "–", "-")
PASSIVE = bag("was were is are be been being get got")
_MONTHS = bag("january february march april may june july august september october november december")
_OPENING = bag(
    "following alongside according meanwhile earlier later here there this these those that then also still even"
)
_VERBAL_AFTER = frozenset(["who", "whom", "whose", "which", "that"])
_CLAUSAL = bag("that because when while as if although though but which where whether who than so")
_LEADING = bag("in on at after before during by from for with to")
_DETERMINERS = bag(
    "the a an his her their its our my one two three some many several another other most few no this these"
)
_VERBAL = _AUXILIARIES | _VERBAL_AFTER
_BESIDE_VERBS = _AUXILIARIES | _ADVERBS
_CALENDAR = _WEEKDAYS | _MONTHS
_NO_HEADS = _LIMITS | _OPENING
_SMALL = _INNER | _ADVERBS
_TITLES = bag(
    "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov governor "
    "president minister secretary chancellor mayor judge justice gen general col colonel sgt sergeant lt "
    "lieutenant capt captain officer detective rev reverend bishop archbishop pope king queen prince "
    "princess congressman congresswoman chairman chairwoman spokesman spokeswoman director ambassador "
    "vice prime first former republican democratic democrat ceo chief deputy speaker attorney coach house "
    "majority minority leader"
)


class Found(NamedTuple):
    """A speaker: the range of the whole subject in its line of tokens, and how it was found."""

    low: int
    high: int
    pattern: str


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """The forms of the reporting verbs."""
    return lexicon("reporting_verbs")


@lru_cache(maxsize=1)
def plain_verbs() -> frozenset[str]:
    """Forms that are seldom anything but reporting verbs in the past or present tense."""
    return bag("said says told tells added adds wrote writes tweeted asked replied explained insisted warned")


def phrase_behind(line: Sequence[Token], at: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that starts at `at`: to the next comma, verb or preposition that does not belong to it."""
    begin = at
    while begin < high and (line[begin].key in _ADVERBS or line[begin].text == ","):
        begin += 1
    stop = begin
    while stop < high:
        piece = line[stop]
        if piece.quote >= 0 or piece.text in ',;:()—–?!"':
            break
        if piece.text == "." and not (stop > begin and _shortened(line[stop - 1].key)):
            break
        if stop > begin and piece.key in _LIMITS and piece.key not in ("for", "at", "in", "and"):
            break
        if piece.key in ("in", "and", "at", "for") and not _joined(line, stop, high):
            break
        if piece.key in _WEEKDAYS or (stop > begin and piece.key in _VERBAL):
            break
        stop += 1
        if piece.key in SUBJECTS and stop == begin + 1:
            break
    while stop > begin and line[stop - 1].key in _INNER:
        stop -= 1
    if stop <= begin or not _nominal(line, begin, stop):
        return None
    return begin, stop


def _shortened(word: str) -> bool:
    """Whether the full stop behind a word ends no sentence."""
    return word in ABBREVIATED or len(word) == 1


def _joined(line: Sequence[Token], at: int, high: int) -> bool:
    """Whether a joining word stands between two capitals, as in an institution's name or two speakers."""
    following = line[at + 1] if at + 1 < high else None
    return bool(
        following
        and following.quote < 0
        and following.capital
        and line[at - 1].capital
        and line[at].key in ("and", "for")
    )


def _nominal(line: Sequence[Token], begin: int, stop: int) -> bool:
    """Whether a stretch can be a speaker: a pronoun, something with a capital, or a noun phrase with a determiner."""
    first = line[begin]
    if first.key in SUBJECTS:
        return True
    if any(line[index].capital for index in range(begin, stop) if line[index].quote < 0):
        return True
    if first.key in _DETERMINERS:
        return stop - begin > 1 or first.key in ("one", "another", "many", "some", "others")
    return first.key.endswith(("s", "man", "woman", "er", "or", "ian", "people")) and not first.key.endswith("ss")


def phrase_before_verb(line: Sequence[Token], verb: int, low: int) -> tuple[int, int] | None:
    """The subject that ends before a verb, its apposition stepped over: ``X, a director of Y, said``."""
    stop = verb
    while stop > low and (line[stop - 1].key in _BESIDE_VERBS or _adverb(line[stop - 1])):
        stop -= 1
    if stop - 2 >= low and line[stop - 1].key == "on" and line[stop - 2].key in ("went", "goes"):
        stop -= 2  # he went on to say
    stop = _without_time(line, stop, low)
    if stop > low and line[stop - 1].text == "-":
        return None
    floor = max(low, stop - SETTINGS.mentions.subject)
    if stop > floor and line[stop - 1].text in (",", ")", "—", "–"):
        return _over_apposition(line, stop - 1, floor)
    if stop > floor and line[stop - 1].key in ("who", "and", "which"):
        return _over_relative(line, stop - 1, low)
    return _phrase_before(line, stop, floor)


def _adverb(piece: Token) -> bool:
    return piece.quote < 0 and piece.key.endswith("ly") and piece.text.islower()


def _without_time(line: Sequence[Token], stop: int, low: int) -> int:
    """Step back over a time between subject and verb: ``X on Tuesday said``."""
    at = stop
    if at > low and line[at - 1].key in _WEEKDAYS:
        at -= 1
        if at > low and line[at - 1].key in ("on", "last"):
            at -= 1
        return at
    return stop


def _over_apposition(line: Sequence[Token], comma: int, floor: int) -> tuple[int, int] | None:
    """The subject before the aside that closes at `comma`; an aside may hold commas (``an aide in Oslo, Norway,``)."""
    opener = {")": "(", "—": "—", "–": "–"}.get(line[comma].text, ",")
    first: tuple[int, int] | None = None
    for index in range(comma - 1, floor - 1, -1):
        if line[index].quote >= 0 or (line[index].text in ".;" and line[index - 1].key not in ABBREVIATED):
            break
        if line[index].text == opener:
            span = _phrase_before(line, index, floor)
            if span is None:
                continue
            if line[span[0]].capital and line[span[0]].key not in ("a", "an", "the"):
                return span
            first = first or span
            if line[span[0]].key not in ("a", "an", "the"):
                break
    return first or _phrase_before(line, comma, floor)


def _over_relative(line: Sequence[Token], at: int, floor: int) -> tuple[int, int] | None:
    """The subject of a verb that is joined by ``and`` or stands in a relative clause."""
    if line[at].key in ("who", "which"):
        stop = at - 1 if at > floor and line[at - 1].text == "," else at
        return _phrase_before(line, stop, floor)
    return first_phrase(line, floor, at)


def _phrase_before(line: Sequence[Token], stop: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `stop`: back to a comma, a conjunction, a verb or the start of the sentence."""
    begin = stop
    while begin > floor:
        piece = line[begin - 1]
        if piece.quote >= 0 or piece.text in ',;:()—–?!"”“':
            break
        if piece.text == "." and not (begin >= 2 and _shortened(line[begin - 2].key)):
            break
        if piece.key in SUBJECTS:
            return (begin - 1, begin) if begin == stop else None
        if piece.key in _CLAUSAL:
            break
        if piece.key in PASSIVE or (piece.key in plain_verbs() and begin < stop):
            break
        begin -= 1
        if piece.key == "and" and not (
            begin > floor and line[begin - 1].capital and begin + 1 < stop and line[begin + 1].capital
        ):
            begin += 1
            break
    begin = _shed(line, begin, stop)
    if begin >= stop or not _nominal(line, begin, stop):
        return None
    return begin, stop


def _shed(line: Sequence[Token], begin: int, stop: int) -> int:
    """Leave leading adverbials behind: ``In Ohio Trump`` keeps what follows the last capital run or determiner."""
    while begin < stop and (
        line[begin].key in ("and", "or", "nor", "yet", "still", "meanwhile") or line[begin].key in _ADVERBS
    ):
        begin += 1
    if begin < stop and line[begin].key in _LEADING:
        return _last_run(line, begin, stop)
    return begin


def _last_run(line: Sequence[Token], begin: int, stop: int) -> int:
    """Where the last run of capitals before `stop` begins; `stop` where the last token is no capital."""
    at = stop
    while at > begin and line[at - 1].quote < 0 and (line[at - 1].capital or line[at - 1].text == "."):
        at -= 1
    return at


def first_phrase(line: Sequence[Token], low: int, high: int) -> tuple[int, int] | None:
    """The first noun phrase of a clause: a run of capitals or a pronoun near its start."""
    for index in range(low, min(high, low + 12)):
        piece = line[index]
        if piece.quote >= 0:
            return None
        if piece.key in SUBJECTS:
            return index, index + 1
        follows = index + 1 < high and line[index + 1].capital
        if piece.key in _CALENDAR or (index == low and piece.key in _NO_HEADS):
            continue
        if piece.capital and (index > low or follows or piece.key not in _SMALL):
            stop = index + 1
            if piece.key.endswith("'s"):
                continue
            while stop < high and line[stop].quote < 0 and (line[stop].capital or line[stop].text == "."):
                stop += 1
            if index == low and stop < high and line[stop].text in _DATELINE:
                return first_phrase(line, _behind_dateline(line, stop, high), high)
            return index, stop
    return None


def _behind_dateline(line: Sequence[Token], at: int, high: int) -> int:
    """Where the sentence begins behind *Oslo (AFP) -* or *OSLO —*."""
    while at < high and line[at].text in _DATELINE:
        closing = next((index for index in range(at, min(high, at + 6)) if line[index].text == ")"), at)
        at = closing + 1
    return at


def as_found(span: tuple[int, int] | None, pattern: str) -> Found | None:
    """A range of tokens as a speaker; None stays None."""
    return None if span is None else Found(*span, pattern)


def name_of(found: Sequence[Token]) -> str:
    """The name in a subject, titles stripped: ``Prof Elizabeth Wishnick`` -> ``Elizabeth Wishnick``.

    Where a small word stands behind the last capital (``the White House spokesman``) or the name hangs on ``of``
    (``the head of the World Bank``), the whole subject is the answer.
    """
    whole = " ".join(token.text for token in found).replace(" .", ".").replace(" ’s", "’s")
    runs: list[list[Token]] = [[]]
    for token in found:
        joins = token.text in (".", "-", "al", "bin", "de", "van", "von", "der", "da", "el")
        if (token.capital and token.key not in _TITLES) or (joins and runs[-1]):
            runs[-1].append(token)
        else:
            runs.append([])
    if not found or not runs[-1] or any(token.key in ("of", "for", "at") for token in found):
        return whole
    last = list(runs[-1])
    while last and last[0].text == ".":
        last.pop(0)
    while last and last[-1].text == "." and len(last) > 1 and len(last[-2].text) > 2:
        last.pop()
    return " ".join(token.text for token in last).replace(" .", ".").replace(" - ", "-") or whole
