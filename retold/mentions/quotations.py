"""Quotations, direct and mixed, each with its speaker.

``start``/``stop`` cover the content inside the marks; `value` is the comparison keys of its words, joined by spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..glossary import Mention
from ..settings import SETTINGS
from ..words import keys
from .marks import Quoted, paragraphs, quoted
from .speakers import find
from .subjects import SUBJECTS, Found, name_of
from .tokens import Page, Token, bag, placed, tokens

Span = tuple[int, int]

_PERSONAL = frozenset(("he", "she"))


def quotations(page: Page) -> list[Mention]:
    """Every quotation of a report."""
    return [_mention(page, quote, speaker) for quote, speaker in spoken(page)]


def spoken(page: Page) -> list[tuple[Quoted, str | None]]:
    """Each quotation with its speaker."""
    text = page.report.text
    spans = paragraphs(text)
    found = quoted(text, spans)
    lines: dict[int, list[int]] = {}
    for number, quote in enumerate(found):
        lines.setdefault(quote.paragraph, []).append(number)
    answers: list[tuple[Quoted, str | None]] = []
    last: Span | None = None
    named: tuple[str, int] | None = None
    for paragraph, numbers in lines.items():
        line = _line(text, spans[paragraph], [found[number] for number in numbers])
        places = [index for index, piece in enumerate(line.tokens) if piece.quote >= 0]
        subjects = [
            _heard(text, found[number], find(line.tokens, index), line)
            for number, index in zip(numbers, places, strict=True)
        ]
        if subjects[0] is None and places[0] == 0:
            earlier = [found[number] for number in lines.get(paragraph - 1, ())]
            subjects[0] = _announced(text, spans[paragraph - 1] if paragraph else (0, 0), earlier)
        subjects = _carried(line.tokens, places, subjects, last)
        for number, subject in zip(numbers, subjects, strict=True):
            speaker = _resolved(text, subject, named)
            if subject is not None and speaker is not None:
                last = subject
                if speaker.split(" ")[0].casefold() not in SUBJECTS:
                    named = speaker, subject[1]
            answers.append((found[number], speaker))
    return answers


class Line(NamedTuple):
    """A paragraph as tokens in which each quotation is one, and where these start."""

    tokens: list[Token]
    starts: list[int]

    def span(self, found: Found) -> Span:
        """The offsets of a speaker."""
        return self.starts[found.low], self.starts[found.high - 1] + len(self.tokens[found.high - 1].text)


def _heard(text: str, quote: Quoted, subject: Found | None, line: Line) -> Span | None:
    """A subject far from a word or two in marks is nobody's speech: such marks show distance. Nor is a work's title."""
    if subject is None or _title(text, quote):
        return None
    few = SETTINGS.mentions.few_words
    far = subject.pattern == "far"
    return None if far and len(text[quote.start : quote.stop].split(None, few)) <= few else line.span(subject)


def _title(text: str, quote: Quoted) -> bool:
    """Whether quoted words are the title of a work: *on the “Late Show With Ann Hale”*, *Oslo TV's “Good Morning”*.

    All but its small words have a capital, and what leads it in is a possessive, a preposition, or a word for a work.
    """
    words = [word.strip(_MARKS) for word in text[quote.start : quote.stop].split(None, _LONG_TITLE)[:_LONG_TITLE]]
    told = [word for word in words if word and word.casefold() not in _SMALL]
    if len(told) < 2 or not all(word[0].isupper() for word in told) or all(word.isupper() for word in told):
        return False
    before = text[max(0, quote.outer - _LED) : quote.outer].split()
    lead = before[-1].casefold() if before else ""
    return lead in _LEADS or lead.endswith(("'s", "’s", "s'", "s’"))


_LONG_TITLE = 12
_LED = 30
_MARKS = ".,;:!?'’‘“”\"()-–—…"
_SMALL = bag("a an the of in on at by for from to with and or but as is it its who")
_LEADS = bag(
    "on in from of titled entitled show film movie book novel series song album program programme podcast magazine ad "
    "play spot column hit the and"
)


def _line(text: str, span: Span, quotes: Sequence[Quoted]) -> Line:
    """A paragraph as tokens in which each quotation is one."""
    line = Line([], [])
    at = span[0]
    for number, quote in enumerate(quotes):
        _add(line, text[at : quote.outer], at)
        content = text[quote.start : quote.stop].rstrip()
        line.tokens.append(Token(text[quote.outer : quote.end], "", quote=number, closing=content[-1:]))
        line.starts.append(quote.outer)
        at = quote.end
    _add(line, text[at : span[1]], at)
    return line


def _add(line: Line, text: str, at: int) -> None:
    found, starts = placed(text, at)
    line.tokens.extend(found)
    line.starts.extend(starts)


def _announced(text: str, span: Span, found: Sequence[Quoted]) -> Span | None:
    """The speaker of a quotation that the paragraph before announces with a colon."""
    if not text[span[0] : span[1]].rstrip().endswith(":"):
        return None
    line = _line(text, span, found)
    subject = find([*line.tokens, Token(" ", "", quote=len(found), closing=".")], len(line.tokens))
    return None if subject is None else line.span(subject)


def _carried(
    line: Sequence[Token], places: Sequence[int], subjects: list[Span | None], last: Span | None
) -> list[Span | None]:
    """A quotation that is a sentence by itself continues the speech before it; failing that, begins the next one."""
    known = list(subjects)
    for index, at in enumerate(places):
        if known[index] is not None or not _sentence_alone(line, at):
            continue
        if index > 0 and known[index - 1] is not None and at - places[index - 1] < 40:
            known[index] = known[index - 1]
        elif index + 1 < len(places) and subjects[index + 1] is not None and places[index + 1] == at + 1:
            known[index] = subjects[index + 1]
        elif at == 0 and last is not None:
            known[index] = last
    return known


def _sentence_alone(line: Sequence[Token], at: int) -> bool:
    """Whether nothing else stands in the quotation's sentence."""
    opens = at == 0 or line[at - 1].quote >= 0 or line[at - 1].text in ".!?:"
    return opens and line[at].closing in ".!?…—-"


def _resolved(text: str, subject: Span | None, named: tuple[str, int] | None) -> str | None:
    """The speaker as the report puts it; a pronoun has the person whom it plainly means beside it: ``he (Ann Lee)``."""
    if subject is None:
        return None
    words = tokens(text[subject[0] : subject[1]])
    if len(words) == 1 and words[0].key in _PERSONAL:
        plain = (
            named is not None and named[0][:1].isupper() and subject[0] - named[1] <= SETTINGS.mentions.pronoun_reach
        )
        return f"{words[0].text} ({named[0]})" if named is not None and plain else words[0].text
    return name_of(words)


def _mention(page: Page, quote: Quoted, speaker: str | None) -> Mention:
    text = page.report.text[quote.start : quote.stop]
    value = " ".join(keys(text))
    return Mention(
        page.report.report, page.place(quote.start), quote.start, quote.stop, "quotation", text, value, speaker
    )
