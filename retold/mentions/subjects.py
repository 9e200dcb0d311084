"""Noun phrases without a parser: the subject before or behind a verb in a line of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


class Piece(NamedTuple):
    """A token of a paragraph's line."""

    token: Token
    word: str
    """What it is compared by; a quotation's token has none."""
    quote: int = -1
    """The number of the quotation that it stands for, else -1."""
    closing: str = ""
    """The last character of the quotation's content."""


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker as the report puts it: the whole subject, its name where there is one, and how it was found."""

    start: int
    stop: int
    text: str
    pattern: str
    cue: int = -1
    """Offset of the cue; -1 where the speech only continues."""


def as_pieces(line: Sequence[Token]) -> list[Piece]:
    """Tokens that stand for themselves."""
    make = tuple.__new__
    return [make(Piece, (token, token.key, -1, "")) for token in line]


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """The forms of the reporting verbs."""
    return lexicon("reporting_verbs")


@lru_cache(maxsize=1)
def plain_verbs() -> frozenset[str]:
    """Forms that are seldom anything but reporting verbs in the past or present tense."""
    return bag("said says told tells added adds wrote writes tweeted asked replied explained insisted warned")


def phrase_behind(line: Sequence[Piece], at: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that starts at `at`: to the next comma, verb or preposition that does not belong to it."""
    begin = at
    while begin < high and (line[begin].word in _ADVERBS or line[begin].token.text == ","):
        begin += 1
    stop = begin
    while stop < high:
        piece = line[stop]
        if piece.quote >= 0 or piece.token.text in ',;:()—–?!"':
            break
        if piece.token.text == "." and not (stop > begin and _shortened(line[stop - 1].word)):
            break
        if stop > begin and piece.word in _LIMITS and piece.word not in ("for", "at", "in", "and"):
            break
        if piece.word in ("in", "and", "at", "for") and not _joined(line, stop, high):
            break
        if piece.word in _WEEKDAYS or (stop > begin and piece.word in _VERBAL):
            break
        stop += 1
        if piece.word in SUBJECTS and stop == begin + 1:
            break
    while stop > begin and line[stop - 1].word in _INNER:
        stop -= 1
    if stop <= begin or not _nominal(line, begin, stop):
        return None
    return begin, stop


def _shortened(word: str) -> bool:
    """Whether the full stop behind a word ends no sentence."""
    return word in ABBREVIATED or len(word) == 1


def _joined(line: Sequence[Piece], at: int, high: int) -> bool:
    """Whether a joining word stands between two capitals, as in an institution's name or two speakers."""
    following = line[at + 1] if at + 1 < high else None
    return bool(
        following
        and following.quote < 0
        and following.token.capital
        and line[at - 1].token.capital
        and line[at].word in ("and", "for")
    )


def _nominal(line: Sequence[Piece], begin: int, stop: int) -> bool:
    """Whether a stretch can be a speaker: a pronoun, something with a capital, or a noun phrase with a determiner."""
    first = line[begin]
    if first.word in SUBJECTS:
        return True
    if any(line[index].token.capital for index in range(begin, stop) if line[index].quote < 0):
        return True
    if first.word in _DETERMINERS:
        return stop - begin > 1 or first.word in ("one", "another", "many", "some", "others")
    return first.word.endswith(("s", "man", "woman", "er", "or", "ian", "people")) and not first.word.endswith("ss")


def phrase_before_verb(line: Sequence[Piece], verb: int, low: int) -> tuple[int, int] | None:
    """The subject that ends before a verb, its apposition stepped over: ``X, a director of Y, said``."""
    stop = verb
    while stop > low and (line[stop - 1].word in _BESIDE_VERBS or _adverb(line[stop - 1])):
        stop -= 1
    if stop - 2 >= low and line[stop - 1].word == "on" and line[stop - 2].word in ("went", "goes"):
        stop -= 2  # he went on to say
    stop = _without_time(line, stop, low)
    if stop > low and line[stop - 1].token.text == "-":
        return None
    floor = max(low, stop - SETTINGS.mentions.subject)
    if stop > floor and line[stop - 1].token.text in (",", ")", "—", "–"):
        return _over_apposition(line, stop - 1, floor)
    if stop > floor and line[stop - 1].word in ("who", "and", "which"):
        return _over_relative(line, stop - 1, low)
    return _phrase_before(line, stop, floor)


def _adverb(piece: Piece) -> bool:
    return piece.quote < 0 and piece.word.endswith("ly") and piece.token.text.islower()


def _without_time(line: Sequence[Piece], stop: int, low: int) -> int:
    """Step back over a time between subject and verb: ``X on Tuesday said``."""
    at = stop
    if at > low and line[at - 1].word in _WEEKDAYS:
        at -= 1
        if at > low and line[at - 1].word in ("on", "last"):
            at -= 1
        return at
    return stop


def _over_apposition(line: Sequence[Piece], comma: int, floor: int) -> tuple[int, int] | None:
    """The subject before the aside that closes at `comma`; an aside may hold commas (``an aide in Oslo, Norway,``)."""
    opener = {")": "(", "—": "—", "–": "–"}.get(line[comma].token.text, ",")
    first: tuple[int, int] | None = None
    for index in range(comma - 1, floor - 1, -1):
        if line[index].quote >= 0 or (line[index].token.text in ".;" and line[index - 1].word not in ABBREVIATED):
            break
        if line[index].token.text == opener:
            span = _phrase_before(line, index, floor)
            if span is None:
                continue
            if line[span[0]].token.capital and line[span[0]].word not in ("a", "an", "the"):
                return span
            first = first or span
            if line[span[0]].word not in ("a", "an", "the"):
                break
    return first or _phrase_before(line, comma, floor)


def _over_relative(line: Sequence[Piece], at: int, floor: int) -> tuple[int, int] | None:
    """The subject of a verb that is joined by ``and`` or stands in a relative clause."""
    if line[at].word in ("who", "which"):
        stop = at - 1 if at > floor and line[at - 1].token.text == "," else at
        return _phrase_before(line, stop, floor)
    return first_phrase(line, floor, at)


def _phrase_before(line: Sequence[Piece], stop: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `stop`: back to a comma, a conjunction, a verb or the start of the sentence."""
    begin = stop
    while begin > floor:
        piece = line[begin - 1]
        if piece.quote >= 0 or piece.token.text in ',;:()—–?!"”“':
            break
        if piece.token.text == "." and not (begin >= 2 and _shortened(line[begin - 2].word)):
            break
        if piece.word in SUBJECTS:
            return (begin - 1, begin) if begin == stop else None
        if piece.word in _CLAUSAL:
            break
        if piece.word in PASSIVE or (piece.word in plain_verbs() and begin < stop):
            break
        begin -= 1
        if piece.word == "and" and not (
            begin > floor and line[begin - 1].token.capital and begin + 1 < stop and line[begin + 1].token.capital
        ):
            begin += 1
            break
    begin = _shed(line, begin, stop)
    if begin >= stop or not _nominal(line, begin, stop):
        return None
    return begin, stop


def _shed(line: Sequence[Piece], begin: int, stop: int) -> int:
    """Leave leading adverbials behind: ``In Ohio Trump`` keeps what follows the last capital run or determiner."""
    while begin < stop and (
        line[begin].word in ("and", "or", "nor", "yet", "still", "meanwhile") or line[begin].word in _ADVERBS
    ):
        begin += 1
    if begin < stop and line[begin].word in _LEADING:
        return _last_run(line, begin, stop)
    return begin


def _last_run(line: Sequence[Piece], begin: int, stop: int) -> int:
    """Where the last run of capitals before `stop` begins; `stop` where the last token is no capital."""
    at = stop
    while at > begin and line[at - 1].quote < 0 and (line[at - 1].token.capital or line[at - 1].token.text == "."):
        at -= 1
    return at


def first_phrase(line: Sequence[Piece], low: int, high: int) -> tuple[int, int] | None:
    """The first noun phrase of a clause: a run of capitals or a pronoun near its start."""
    for index in range(low, min(high, low + 12)):
        piece = line[index]
        if piece.quote >= 0:
            return None
        if piece.word in SUBJECTS:
            return index, index + 1
        follows = index + 1 < high and line[index + 1].token.capital
        if piece.word in _CALENDAR or (index == low and piece.word in _NO_HEADS):
            continue
        if piece.token.capital and (index > low or follows or piece.word not in _SMALL):
            stop = index + 1
            if piece.word.endswith("'s"):
                continue
            while stop < high and line[stop].quote < 0 and (line[stop].token.capital or line[stop].token.text == "."):
                stop += 1
            if index == low and stop < high and line[stop].token.text in _DATELINE:
                return first_phrase(line, _behind_dateline(line, stop, high), high)
            return index, stop
    return None


def _behind_dateline(line: Sequence[Piece], at: int, high: int) -> int:
    """Where the sentence begins behind *Oslo (AFP) -* or *OSLO —*."""
    while at < high and line[at].token.text in _DATELINE:
        closing = next((index for index in range(at, min(high, at + 6)) if line[index].token.text == ")"), at)
        at = closing + 1
    return at


def as_found(line: Sequence[Piece], span: tuple[int, int] | None, pattern: str, cue: int) -> Found | None:
    """A range of pieces as a speaker; None stays None."""
    if span is None:
        return None
    pieces = line[span[0] : span[1]]
    text = " ".join(piece.token.text for piece in pieces if piece.quote < 0)
    return Found(pieces[0].token.start, pieces[-1].token.stop, text, pattern, line[cue].token.start)


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
