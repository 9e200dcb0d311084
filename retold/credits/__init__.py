"""ROOM. Report, Sentence -> Credit: bylines, datelines, credit lines and dates.

Credits are sought where newspapers and agencies put them, by their form: at the head and the tail of a report, and
lines that are nothing but a credit (a copyright line, ``contributed to this report``). A mention of an agency or a date
in the prose (``told Reuters``, ``on 3 May 2019``) is none. Values are in normal form: ISO 8601 dates, agencies and
outlets by the names of `data/agencies.txt`, people and places with capitals undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retold.credits import forms
from retold.glossary import Credit, Report, Sentence
from retold.settings import SETTINGS
from retold.words import count_words

__all__ = ["credits"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence at the head or the tail, and how it stands there."""

    start: int
    text: str
    head: bool
    tail: bool
    last: bool
    alone: bool
    below: str
    """The sentence that follows."""


@dataclass(frozen=True, slots=True)
class _Find:
    """A credit in a line: offsets into the line."""

    start: int
    stop: int
    kind: str
    value: str
    confidence: float
    why: str


def credits(report: Report, sentences: Sequence[Sentence]) -> list[Credit]:
    """The credits of a report in order, without overlap; offsets are code points into its text.

    `sentences` are those of this report, in order.
    """
    found: list[Credit] = []
    for line in _lines(report, sentences):
        taken: list[tuple[int, int]] = []
        for find in _finds(line):
            if find.stop <= find.start or not find.value or any(find.start < b and a < find.stop for a, b in taken):
                continue
            taken.append((find.start, find.stop))
            start, stop = line.start + find.start, line.start + find.stop
            text = report.text[start:stop]
            found.append(Credit(report.report, start, stop, find.kind, text, find.value, find.confidence, find.why))
    return sorted(found, key=lambda credit: (credit.start, credit.stop))


def _lines(report: Report, sentences: Sequence[Sentence]) -> Iterator[_Line]:
    head, tail = SETTINGS.furniture.credit_head, SETTINGS.furniture.credit_tail
    total = len(sentences)
    for at, sentence in enumerate(sentences):
        at_head, at_tail = sentence.place < head, sentence.place >= total - tail
        if not (at_head or at_tail or any(sign in sentence.text for sign in ("ontributed", "opyright", "©"))):
            continue
        alone = _alone(report.text, sentence)
        text = sentence.text[: SETTINGS.furniture.longest_line]
        below = sentences[at + 1].text[: SETTINGS.furniture.longest_line] if at + 1 < total else ""
        yield _Line(sentence.start, text, at_head, at_tail, sentence.place == total - 1, alone, below)


def _alone(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has its line or lines to itself."""
    before = text[max(0, sentence.start - 40) : sentence.start].rstrip(" \t\u00a0")
    after = text[sentence.stop : sentence.stop + 40].lstrip(" \t\u00a0")
    return (not before or before[-1] in "\r\n\u2028\u2029") and (not after or after[0] in "\r\n\u2028\u2029")


def _finds(line: _Line) -> Iterator[_Find]:
    seekers: list[Callable[[_Line], Iterator[_Find]]] = []
    if line.head:
        seekers += [_datelines, _bylines]
    seekers.append(_credit_lines)
    if line.head or line.tail:
        seekers += [_houses, _dates, _translators]
    if line.tail:
        seekers.append(_endings)
    for seek in seekers:
        yield from seek(line)


# --- the head ---------------------------------------------------------------------------------------------------


def _datelines(line: _Line) -> Iterator[_Find]:
    hard = forms.DATELINE.match(line.text)
    if hard and not hard["agency"] and (hard["dash"] == ":" or hard["place"].lower() in forms.slugs()):
        hard = None
    match = hard or forms.SOFT_DATELINE.match(line.text)
    if match is None:
        bare = forms.BARE_DATELINE.match(line.text)
        agency = forms.house(bare["agency"]) if bare else None
        if bare and agency:
            yield _Find(0, bare.end("dash"), "credit line", agency, 0.95, "an agency in brackets before a dash")
        dated = forms.DATED_PLACE.match(line.text)
        if dated and dated["place"].lower() not in forms.slugs():
            place = forms.place_name(dated["place"])
            yield _Find(0, dated.end(), "dateline", place, 0.85, "a place in capitals and a day, at the head")
        return
    place = forms.place_name(match["place"])
    if not match["agency"]:
        yield _Find(0, match.end("dash"), "dateline", place, 0.85, "a place in capitals before a dash, at the head")
        return
    agency = forms.house(match["agency"])
    if agency is None and match is not hard:
        return
    why = "a place before an agency in brackets and a dash, at the head"
    yield _Find(0, match.end("place"), "dateline", place, 0.97 if agency else 0.8, why)
    bracket = match.start("agency") - 1
    value = agency or " ".join(match["agency"].split())
    yield _Find(
        bracket, match.end("dash"), "credit line", value, 0.97 if agency else 0.6, "in brackets behind the place"
    )


def _bylines(line: _Line) -> Iterator[_Find]:
    short = line.text[-1] not in ".?!" and count_words(line.text) <= SETTINGS.furniture.byline
    agency = forms.AGENCY_BYLINE.match(line.text) if short else None
    if agency and (name := forms.house(agency["agency"])):
        yield _Find(0, len(line.text), "credit line", name, 0.95, "a byline that names an agency or outlet")
        return
    for form in (forms.BYLINE, forms.POST_BYLINE, forms.PLACE_BYLINE):
        match = form.match(line.text)
        if match and not (line.alone and short) and not (form is forms.BYLINE and _credit_follows(line, match)):
            match = None
        if match:
            stop = match.end()
            named = forms.houses_in(match["names"])
            if named and form is forms.BYLINE:
                stop = match.start("names") + named[0][0]
            stop = len(line.text[:stop].rstrip(" ,|" if short else " ,|."))
            names = forms.people(line.text[match.start("names") : min(stop, match.end("names"))])
            yield _Find(0, stop, "byline", names, 0.95 if line.alone else 0.7, "names who wrote it, at the head")
            return
    if line.alone and short and forms.ALL_NAMES.fullmatch(line.text) and forms.ROLE.fullmatch(line.below):
        why = "a name on a line of its own, above what its bearer is at a paper"
        yield _Find(0, len(line.text), "byline", forms.people(line.text), 0.9, why)


def _translators(line: _Line) -> Iterator[_Find]:
    match = forms.TRANSLATED.fullmatch(line.text)
    if match:
        names = forms.people(match["names"].rstrip("."))
        yield _Find(0, len(line.text), "byline", names, 0.8, "says who translated it")


def _credit_follows(line: _Line, match: re.Match[str]) -> bool:
    """Whether a byline that does not have its line is closed by a date, a label, an agency or a translator."""
    text, stop = line.text, match.end()
    if forms.TRANSLATED.match(line.below) and not text[stop:].strip(" ."):
        return True
    rest = text[stop:].lstrip(" ,|-–—•")
    if forms.DATE.match(rest) or (forms.LABEL.match(rest) and rest[:1].isupper()):
        return True
    named = forms.houses_in(text[: stop + 40])
    return bool(named) and named[0][0] <= stop + 3


# --- head or tail -----------------------------------------------------------------------------------------------


def _dates(line: _Line) -> Iterator[_Find]:
    """Dates that are labelled, stand alone on a line, or open the report."""
    if "19" not in line.text and "20" not in line.text:
        return  # every form of a date has its year in full
    for match in forms.DATE.finditer(line.text):
        value = forms.iso(match)
        if value is None:
            continue
        start, labelled = _label(line.text, match.start())
        rest = line.text[:start] + " " + line.text[match.end() :]
        opens = line.head and line.start <= 3 and start == 0 and (labelled or _story_follows(line.text, match.end()))
        leads = start == 0 and labelled and line.head
        if opens or leads:
            yield _Find(start, match.end(), "date", value, 0.95 if labelled else 0.8, "a date that opens the report")
        elif line.alone and line.text[-1] not in ".?!" and _bare_words(rest) <= 3:
            yield _Find(start, match.end(), "date", value, 0.95 if labelled else 0.9, "a date on a line of its own")


def _label(text: str, start: int) -> tuple[int, bool]:
    """Where a date's label (``Published:``) starts, and whether it has one."""
    before = text[max(0, start - 30) : start]
    for at in range(len(before)):
        match = forms.LABEL.match(before, at)
        if match and match.end() == len(before) and (at == 0 or not before[at - 1].isalnum()):
            return start - len(before) + at + len(before[at:]) - len(before[at:].lstrip(" ,;|•-–—")), True
    return start, False


def _story_follows(text: str, stop: int) -> bool:
    rest = text[stop:].lstrip()
    return rest[:1].isupper() or rest[:1] in "“\"‘'—–"


def _bare_words(rest: str) -> int:
    """How many words of a line are left when bylines, agencies and labels are taken away."""
    for start, stop, _ in reversed(forms.houses_in(rest)):
        rest = rest[:start] + " " + rest[stop:]
    byline = forms.BYLINE.match(rest.strip())
    if byline:
        rest = rest.strip()[byline.end() :]
    rest = forms.DATE.sub(" ", rest)
    left = (word.strip(":,").lower() for word in rest.replace("|", " ").split())
    return sum(1 for word in left if len(word) > 2 and word not in _LABELS)


_LABELS = frozenset(["published", "posted", "updated", "last", "first", "date", "modified", "created"])


def _houses(line: _Line) -> Iterator[_Find]:
    """Agencies and outlets on a line that holds nothing but credits."""
    if not (line.alone or line.last) or count_words(line.text) > SETTINGS.furniture.byline:
        return
    whole = forms.house(forms.LED_IN.sub("", line.text))
    if whole and (line.alone or line.text.isupper() or " " in line.text):
        yield _Find(0, len(line.text), "credit line", whole, 0.85, "an agency or outlet on a line of its own")
        return
    if not line.alone or line.text[-1] in ".?!":
        return
    named = forms.houses_in(line.text)
    byline = line.head and (forms.BYLINE.match(line.text) or forms.POST_BYLINE.match(line.text))
    dated = forms.DATE.search(line.text) is not None
    if named and (byline or (dated and _bare_words(line.text) <= 3)):
        start, stop, name = named[0]
        yield _Find(start, stop, "credit line", name, 0.85, "an agency or outlet beside a byline or a date")


def _credit_lines(line: _Line) -> Iterator[_Find]:
    for form, confidence, why in forms.credit_lines():
        match = form.match(line.text)
        if match and (line.head or line.tail or confidence >= 0.95):
            who = match["who"].rstrip(" .,;")
            if forms.DATE.match(line.text, match.start("who")) or who.split()[0] in forms.months():
                return
            named = forms.house(who) or next((name for _, _, name in forms.houses_in(who)), None)
            if named is None and why == forms.COPYRIGHT:
                continue  # the page's own notice: it says who owns the page, not where the report comes from
            long = count_words(line.text[match.end() :]) > 3
            if confidence < 0.9 and (long or (named is None and not line.alone)):
                continue
            stop = match.start("who") + len(who)
            yield _Find(0, stop, "credit line", named or who, confidence, why)
            return
    reporting = forms.REPORTING.match(line.text)
    if reporting and line.tail:
        yield _Find(
            0, len(line.text), "credit line", forms.people(reporting["who"]), 0.9, "says who reported or edited it"
        )
        return
    contributed = forms.CONTRIBUTED.search(line.text)
    if contributed and count_words(line.text) <= SETTINGS.furniture.contributed:
        named_here = forms.houses_in(line.text[: contributed.start()])
        value = named_here[0][2] if named_here else " ".join(line.text[: contributed.start()].split()).rstrip(" ,")
        yield _Find(0, len(line.text), "credit line", value, 0.95, "says who contributed to it")


# --- the tail ---------------------------------------------------------------------------------------------------


def _endings(line: _Line) -> Iterator[_Find]:
    """A dash and a name, or an agency in brackets, at the very end."""
    bracketed = forms.BRACKETED.search(line.text)
    if bracketed and (line.last or line.alone) and (name := forms.house(bracketed["who"])):
        yield _Find(bracketed.start(), len(line.text), "credit line", name, 0.85, "an agency in brackets at the end")
        return
    dashed = forms.DASHED.match(line.text) or (forms.DASHED.search(line.text[-70:]) if line.last else None)
    if dashed is None:
        return
    who = dashed["who"].strip(" .*").removeprefix("With ").removeprefix("By ")
    start = len(line.text) - len(dashed.string) + dashed.start()
    opening = [name for at, _, name in forms.houses_in(who) if at == 0 and count_words(who) <= 6]
    named = forms.house(who) or (opening[0] if opening else None)
    if named:
        yield _Find(start, len(line.text), "credit line", named, 0.95, "a dash and an agency or outlet at the end")
    elif start == 0 and line.last and count_words(who) <= 5 and who[:1].isupper():
        yield _Find(start, len(line.text), "credit line", who, 0.6, "a dash and a name at the very end")
