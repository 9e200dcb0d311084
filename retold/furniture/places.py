"""What place tells of furniture: lines at the head, lines that repeat others, and neighbours of what is marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from retold.furniture.parts import Part, ends_line, own_line, starts_line
from retold.glossary import Report, Sentence
from retold.settings import SETTINGS
from retold.words import count_words, keys

_NOT_TITLES = frozenset(["by", "posted", "published", "updated", "photo", "image", "source", "from", "about"])
_ENDS_OTHERWISE = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?|[\d/-])"
    r"(?:19|20)\d\d\b.{0,20}$|[–—]\s*$",
    re.IGNORECASE,
)
"""The end of a line that is a date, or runs on behind a dash: no headline."""

_CALLING = frozenset(["sign-up", "notice", "navigation"])
"""The roles of what speaks to the reader."""
_DRAWING = _CALLING | {"caption"}
"""The roles beside which less is asked of their like."""

_OPENS, _CLOSES = frozenset("\"“‘'«„"), frozenset("\"”’'»“")


def headlines(report: Report, sentences: Sequence[Sentence]) -> dict[int, tuple[float, str]]:
    """Sentences that are the headline, at the head or repeated on a line of their own: place -> weight and reason.

    `sentences` are those that are not furniture by what they say.
    """
    found: dict[int, tuple[float, str]] = {}
    if len(sentences) < 3:
        return found
    head = sentences[: SETTINGS.furniture.head]
    wanted = keys(report.headline or "")
    for sentence in head:
        said = keys(sentence.text)
        if wanted and said and (said == wanted or _nearly(said, wanted)):
            found[sentence.place] = (9.0, "repeats the report's headline")
    first = _first_line(report.text, head)
    if first[0].place not in found and _is_title(report.text, first, bool(wanted)):
        why = "a line without a full stop at the head, with a paragraph after it"
        found.update((row.place, (4.0, why)) for row in first)
    found.update(_spoken(report.text, sentences))
    found.update(_repeated(report.text, sentences, [keys(row.text) for row in head if row.place in found]))
    return found


def _repeated(text: str, sentences: Sequence[Sentence], titles: list[list[str]]) -> dict[int, tuple[float, str]]:
    """Lines of their own that repeat the headline, and lines without a stop that stand on the page twice."""
    lines: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        if sentence.text[-1] not in '.!?…:;,”"’' and own_line(text, sentence.start, sentence.stop):
            lines[tuple(keys(sentence.text))].append(sentence)
    found: dict[int, tuple[float, str]] = {}
    for said, rows in lines.items():
        if list(said) in titles or (len(rows) > 1 and len(said) >= SETTINGS.furniture.least_title):
            found.update((row.place, (6.0, "a headline that stands on the page twice")) for row in rows[:2])
    return {place: row for place, row in found.items() if len(found) > 1}


def _nearly(said: list[str], wanted: list[str]) -> bool:
    """Whether two short texts share nearly all their words."""
    one, other = set(said), set(wanted)
    return len(one) >= 4 and len(one & other) >= 0.8 * max(len(one), len(other))


def _spoken(text: str, sentences: Sequence[Sentence]) -> dict[int, tuple[float, str]]:
    """Lines of their own that are nothing but words of somebody who says them in the story: titles, or set apart."""
    lines = {
        row.place: keys(row.text)
        for row in sentences
        if row.text[0] in _OPENS and row.text[-1] in _CLOSES and row.text[-2:-1] not in ".!?…,"
        if own_line(text, row.start, row.stop)
    }
    if not 1 <= len(lines) <= SETTINGS.furniture.set_apart:
        return {}
    told = " ".join(["", *(word for row in sentences if row.place not in lines for word in keys(row.text)), ""])
    return {
        place: (4.0, "a line of its own with words that somebody says in the story")
        for place, said in lines.items()
        if len(said) >= SETTINGS.furniture.least_title and f" {' '.join(said)} " in told
    }


def _first_line(text: str, head: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences on the first line: a headline may cry out before it tells."""
    for at, row in enumerate(head, 1):
        if ends_line(text, row.stop):
            return head[:at]
    return head[:1]


def _is_title(text: str, first: Sequence[Sentence], known: bool) -> bool:
    """Whether the first line is a headline by its form.

    Where the headline is `known` to be another one, or the line is long, it may be a summary that tells something:
    then it must be written with capitals, as titles are.
    """
    line = text[first[0].start : first[-1].stop]
    if not own_line(text, first[0].start, first[-1].stop) or line[-1] in '.!…:,;"”’)' or "\n" in line:
        return False
    said = keys(line)
    if not 3 <= len(said) <= SETTINGS.furniture.longest_title or said[0] in _NOT_TITLES or "|" in line:
        return False
    if any(sign.isdigit() for sign in line[:4]) or _ENDS_OTHERWISE.search(line):
        return False
    heads = [word for word in line.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in heads) >= 0.75 * len(heads)
    return capitals or (not known and len(said) <= SETTINGS.furniture.short_title)


def mark_neighbours(text: str, parts: list[Part]) -> None:
    """Raise what falls short of the threshold beside what reaches it; mark a few words between two on one line."""
    sure = [part.score >= SETTINGS.furniture.mark_at and part.role in _DRAWING for part in parts]
    for at, part in enumerate(parts):
        if not SETTINGS.furniture.beside_at <= part.score < SETTINGS.furniture.mark_at:
            continue
        if any(sure[near] and _draws(parts[near], part) for near in (at - 1, at + 1) if 0 <= near < len(parts)):
            why = f"{part.why}, beside a stretch that is surely one"
            parts[at] = part._replace(score=SETTINGS.furniture.mark_at, why=why)
    _mark_between(text, parts)


def _draws(sure: Part, part: Part) -> bool:
    """Whether what is surely furniture says something of a part beside it."""
    return sure.role in ("sign-up", "notice") or sure.role == part.role


def _mark_between(text: str, parts: list[Part]) -> None:
    """Mark a few words on the line of two stretches that call upon the reader, between them."""
    last = -1
    for at, part in enumerate(parts):
        if part.score < SETTINGS.furniture.mark_at or part.role not in _CALLING:
            continue
        if 0 <= last < at - 1:
            between = text[parts[last].stop : part.start]
            if "\n" not in between and count_words(between) <= SETTINGS.furniture.between:
                role, score = parts[last].role, SETTINGS.furniture.mark_at
                why = f"a few words between two stretches of a {role} on one line"
                for near in range(last + 1, at):
                    if parts[near].score < SETTINGS.furniture.mark_at:
                        parts[near] = parts[near]._replace(role=role, score=score, why=why)
        last = at


def mark_followers(text: str, parts: list[Part]) -> None:
    """Mark the titles that stand under a heading of related links, each on a line of its own and without a stop."""
    left = 0
    for at, part in enumerate(parts):
        if part.role == "related links" and part.score >= SETTINGS.furniture.mark_at:
            bare = ":" not in text[part.start : part.stop].rstrip(": ")
            left = SETTINGS.furniture.followers if bare and own_line(text, part.start, part.stop) else 0
        elif left and part.score < SETTINGS.furniture.mark_at:
            said = text[part.start : part.stop]
            titled = own_line(text, part.start, part.stop) and said[-1] not in '.!”"’:' and len(said) < 160
            left = left - 1 if titled else 0
            if titled:
                why = "a title without a full stop under a heading of related links"
                parts[at] = Part(part.start, part.stop, "related links", SETTINGS.furniture.mark_at, why)


def mark_captions(text: str, parts: list[Part]) -> None:
    """Mark the sentences on one short line that ends with the credit of a picture."""
    for at, part in enumerate(parts):
        if part.role != "caption" or starts_line(text, part.start) or not ends_line(text, part.stop):
            continue
        first = at
        while first and part.stop - parts[first - 1].start <= SETTINGS.furniture.longest_line:
            if "\n" in text[parts[first - 1].stop : parts[first].start]:
                break
            first -= 1
        if first < at and starts_line(text, parts[first].start):
            for near in range(first, at):
                why = "stands on a line that ends with the credit of a picture"
                parts[near] = parts[near]._replace(role="caption", score=SETTINGS.furniture.mark_at, why=why)
