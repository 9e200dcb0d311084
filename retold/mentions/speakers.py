"""Who says it: the nearest cue of a quotation and the cue's subject, without a parser.

A paragraph is read as a line of tokens in which each quotation is one token. The cue is looked for where English
news puts it, in this order: right after the quotation (``", said X`` / ``", X said``), right before it
(``X said: "``), anywhere in the rest of the sentence, and in the sentence of the speech that this one continues.
The rules follow the surface patterns of O'Keefe et al. (2012), *A sequence labelling approach to quote attribution*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..settings import SETTINGS
from ..words import lexicon
from .tokens import ABBREVIATED, Token, bag, listed

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
_PASSIVE = bag("was were is are be been being get got")
_VERBAL_AFTER = frozenset(["who", "whom", "whose", "which", "that"])
_TITLES = bag(
    "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov governor "
    "president minister secretary chancellor mayor judge justice gen general col colonel sgt sergeant lt "
    "lieutenant capt captain officer detective rev reverend bishop archbishop pope king queen prince "
    "princess congressman congresswoman chairman chairwoman spokesman spokeswoman director ambassador "
    "vice prime first former republican democratic democrat ceo chief deputy speaker attorney coach house "
    "majority minority leader"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of a paragraph's line; `quote` is the number of the quotation that it stands for, else -1."""

    token: Token
    quote: int = -1
    closing: str = ""
    """The last character of the quotation's content."""

    @property
    def word(self) -> str:
        """What it is compared by; a quotation has none."""
        return "" if self.quote >= 0 else self.token.key


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker as the report puts it: the whole subject, its name where there is one, and how it was found."""

    start: int
    stop: int
    text: str
    pattern: str
    cue: int = -1
    """Offset of the cue; -1 where the speech only continues."""


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """The forms of the reporting verbs."""
    return lexicon("reporting_verbs")


@lru_cache(maxsize=1)
def _plain_verbs() -> frozenset[str]:
    """Forms that are seldom anything but reporting verbs in the past or present tense."""
    return bag("said says told tells added adds wrote writes tweeted asked replied explained insisted warned")


def cut(line: Sequence[Piece], at: int) -> tuple[int, int]:
    """The sentence of the piece at `at`: from after the stop before it to before the stop after it."""
    reach = SETTINGS.mentions.clause
    start, stop = at, at + 1
    while start > 0 and at - start < reach and not _ends(line, start - 1):
        start -= 1
    if not _ends(line, at):
        while stop < len(line) and stop - at < reach:
            stop += 1
            if _ends(line, stop - 1):
                break
    return start, stop


def _ends(line: Sequence[Piece], at: int) -> bool:
    """Whether a sentence ends with this piece."""
    piece = line[at]
    following = line[at + 1] if at + 1 < len(line) else None
    if piece.quote >= 0:
        if piece.closing not in ".!?…":
            return False
        if following is None:
            return True
        if following.quote >= 0:
            return True
        if piece.closing in "!?":
            return False
        return following.token.capital and not _cue_soon(line, at + 1, 5)
    if piece.token.text not in (".", "!", "?"):
        return False
    before = line[at - 1] if at else None
    if before is not None and piece.token.text == "." and before.quote < 0:
        short = before.word in ABBREVIATED or len(before.word) == 1
        if short and following is not None and before.token.stop == piece.token.start:
            return False
    return True


def _cue_soon(line: Sequence[Piece], at: int, reach: int) -> bool:
    """Whether a cue with nothing behind it stands within a few tokens: ``"It is late." Smith said.``"""
    for index in range(at, min(len(line), at + reach)):
        if line[index].word in _plain_verbs():
            after = line[index + 1] if index + 1 < len(line) else None
            return after is None or after.token.text in ".,"
        if line[index].token.text in ".!?;" and line[index - 1].word not in ABBREVIATED:
            return False
    return False


def find(line: Sequence[Piece], at: int) -> Found | None:
    """The speaker of the quotation at `at` of a paragraph's line, from its own sentence; None where no cue is."""
    start, stop = cut(line, at)
    after = _after(line, at, stop)
    before = _before(line, at, start)
    if after is not None and after.pattern == "after":
        return after
    if before is not None and before.pattern in ("before", "according"):
        return before
    return after or before


def _after(line: Sequence[Piece], at: int, stop: int) -> Found | None:
    """The speaker in the part of the sentence behind the quotation."""
    begin = at + 1
    comma = line[at].closing in ",!?—-…" or (line[at].closing == "." and True)
    while begin < stop and line[begin].token.text in (",", "—", "–", "-", ";"):
        comma, begin = True, begin + 1
    if begin + 1 < stop and line[begin].word == "according" and line[begin + 1].word == "to":
        return _named(line, _forward(line, begin + 2, stop), "after", begin)
    for index in range(begin, stop):
        if line[index].quote >= 0:
            break
        if line[index].word in verbs() and not _participle(line, index):
            tight = comma and index - begin <= 14
            found = _by_verb(line, index, begin, stop, inverted=tight and index == begin)
            if found is not None:
                return _tagged(found, "after" if tight else "far")
            if not tight:
                continue
    for index in range(begin, stop - 1):
        if line[index].word == "according" and line[index + 1].word == "to":
            return _named(line, _forward(line, index + 2, stop), "far", index)
    return None


def _before(line: Sequence[Piece], at: int, start: int) -> Found | None:
    """The speaker in the part of the sentence before the quotation."""
    low = start
    for index in range(at - 1, low - 1, -1):
        if line[index].word in verbs():
            found = _by_verb(line, index, low, at, inverted=False)
            if found is not None:
                return _tagged(found, "before" if at - index <= 12 else "far")
    for index in range(at - 1, low - 1, -1):
        if line[index].word == "according" and index + 1 < at and line[index + 1].word == "to":
            return _named(line, _forward(line, index + 2, at), "according", index)
    if at - 1 >= low and line[at - 1].token.text == ":":
        return _named(line, _subject_start(line, low, at - 1), "before", at - 1)
    return None


def _tagged(found: Found, pattern: str) -> Found:
    return Found(found.start, found.stop, found.text, pattern, found.cue)


def _participle(line: Sequence[Piece], at: int) -> bool:
    """Whether a form in -ing follows a preposition, or a past form an auxiliary of the passive."""
    before = line[at - 1].word if at else ""
    return before in _PASSIVE and not line[at].word.endswith("ing")


def _by_verb(line: Sequence[Piece], verb: int, low: int, high: int, inverted: bool) -> Found | None:
    """The subject of a reporting verb: behind it where it opens the tag (``said X``), else before it."""
    if inverted:
        span = _forward(line, verb + 1, high)
        if span is not None:
            return _named(line, span, "after", verb)
    span = _backward(line, verb, low)
    if (
        span is None
        and verb + 1 < high
        and line[verb].word in ("said", "says")
        and line[verb - 1].token.text in (",", "”")
    ):
        span = _forward(line, verb + 1, high)
    return None if span is None else _named(line, span, "before", verb)


def _forward(line: Sequence[Piece], at: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that starts at `at`: to the next comma, verb or preposition that does not belong to it."""
    begin = at
    while begin < high and (line[begin].word in _ADVERBS or line[begin].token.text == ","):
        begin += 1
    stop = begin
    while stop < high:
        piece = line[stop]
        if piece.quote >= 0 or piece.token.text in ',;:()—–?!"':
            break
        if piece.token.text == "." and not (
            stop > begin and line[stop - 1].word in ABBREVIATED | _initials(line, stop - 1)
        ):
            break
        if stop > begin and piece.word in _LIMITS and piece.word not in ("for", "at", "in", "and"):
            break
        if piece.word in ("in", "and", "at", "for") and not _joined(line, stop, high):
            break
        if piece.word in _WEEKDAYS or (stop > begin and piece.word in _AUXILIARIES | _VERBAL_AFTER):
            break
        stop += 1
        if piece.word in SUBJECTS and stop == begin + 1:
            break
    while stop > begin and line[stop - 1].word in _INNER:
        stop -= 1
    if stop <= begin or not _nominal(line, begin, stop):
        return None
    return begin, stop


def _initials(line: Sequence[Piece], at: int) -> frozenset[str]:
    word = line[at].word
    return frozenset((word,)) if len(word) == 1 else frozenset()


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
    determined = listed(
        "the a an his her their its our my one two three some many several another other most few no this these"
    )
    if first.word in determined:
        return stop - begin > 1 or first.word in ("one", "another", "many", "some", "others")
    return first.word.endswith(("s", "man", "woman", "er", "or", "ian", "people")) and not first.word.endswith("ss")


def _backward(line: Sequence[Piece], verb: int, low: int) -> tuple[int, int] | None:
    """The subject that ends before a verb, its apposition stepped over: ``X, a director of Y, said``."""
    stop = verb
    while stop > low and (line[stop - 1].word in _AUXILIARIES | _ADVERBS or _adverb(line[stop - 1])):
        stop -= 1
    stop = _without_time(line, stop, low)
    if stop > low and line[stop - 1].token.text == "-":
        return None
    floor = max(low, stop - SETTINGS.mentions.subject)
    if stop > floor and line[stop - 1].token.text in (",", ")", "—", "–"):
        return _over_apposition(line, stop - 1, floor)
    if stop > floor and line[stop - 1].word in ("who", "and", "which"):
        return _over_relative(line, stop - 1, floor)
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
    return _subject_start(line, floor, at)


def _phrase_before(line: Sequence[Piece], stop: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `stop`: back to a comma, a conjunction, a verb or the start of the sentence."""
    begin = stop
    while begin > floor:
        piece = line[begin - 1]
        if piece.quote >= 0 or piece.token.text in ',;:()—–?!"”“':
            break
        if piece.token.text == "." and not (
            begin >= 2 and (line[begin - 2].word in ABBREVIATED or len(line[begin - 2].word) == 1)
        ):
            break
        if piece.word in SUBJECTS:
            return (begin - 1, begin) if begin == stop else None
        if piece.word in (
            "that",
            "because",
            "when",
            "while",
            "as",
            "if",
            "although",
            "though",
            "but",
            "which",
            "where",
            "whether",
            "who",
            "than",
            "so",
        ):
            break
        if piece.word in _PASSIVE or (piece.word in _plain_verbs() and begin < stop):
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
    if begin < stop and line[begin].word in (
        "in",
        "on",
        "at",
        "after",
        "before",
        "during",
        "by",
        "from",
        "for",
        "with",
        "to",
    ):
        return _last_run(line, begin, stop)
    return begin


def _last_run(line: Sequence[Piece], begin: int, stop: int) -> int:
    """Where the last run of capitals before `stop` begins; `stop` where the last token is no capital."""
    at = stop
    while at > begin and line[at - 1].quote < 0 and (line[at - 1].token.capital or line[at - 1].token.text == "."):
        at -= 1
    return at


def _subject_start(line: Sequence[Piece], low: int, high: int) -> tuple[int, int] | None:
    """The first noun phrase of a clause: a run of capitals or a pronoun near its start."""
    for index in range(low, min(high, low + 12)):
        piece = line[index]
        if piece.quote >= 0:
            return None
        if piece.word in SUBJECTS:
            return index, index + 1
        follows = index + 1 < high and line[index + 1].token.capital
        if piece.token.capital and (index > low or follows or piece.word not in _LIMITS | _INNER | _ADVERBS):
            stop = index + 1
            while stop < high and line[stop].quote < 0 and (line[stop].token.capital or line[stop].token.text == "."):
                stop += 1
            return index, stop
    return None


def _named(line: Sequence[Piece], span: tuple[int, int] | None, pattern: str, cue: int) -> Found | None:
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


def by_cue(line: Sequence[Piece], at: int, cue: str) -> Found | None:
    """The subject of the cue at `at`, wherever its speech stands: ``X said that``, ``..., said X``, ``according to X``."""
    start, stop = cut(line, at)
    if cue == "according":
        return _named(line, _forward(line, at + 2, stop), "according", at)
    if _participle(line, at):
        return None
    inverted = at > start and line[at - 1].token.text in (",", "”", '"', "’", "'", "?") and _tag_ends(line, at, stop)
    return _by_verb(line, at, start, stop, inverted=inverted)


def _tag_ends(line: Sequence[Piece], verb: int, stop: int) -> bool:
    """Whether the clause ends with the phrase behind the verb: ``, said X.`` and not ``X, a poet, said Y was``."""
    span = _forward(line, verb + 1, stop)
    return span is not None and (
        span[1] >= stop or line[span[1]].token.text in ",.;:(" or line[span[1]].word in ("on", "in")
    )
