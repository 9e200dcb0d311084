"""ROOM. Report, Sentence -> Furniture: stretches that stand on the page and are not the story.

The method is weighing: `data/furniture.txt` lists words and forms with a role, a weight and an extent, and signs of
storytelling with negative weights. A sentence is cut at forms that open a block (``Privacy Notice:``), since furniture
is often fused into running text, and each part is marked only where the weights of one role reach a threshold; a part
that falls short is marked where it stands beside one that does not. Wording is weighed cue by cue, so that a reworded
sign-up is found by what it says to the reader. Calling story furniture is worse than missing furniture: a part with
many words before or after its cues is left alone.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retold.furniture.table import Active, Rule, active_rules
from retold.glossary import Furniture, Report, Sentence
from retold.settings import SETTINGS
from retold.words import count_words, keys

__all__ = ["furniture"]

_NOT_TITLES = frozenset(["by", "posted", "published", "updated", "photo", "image", "source", "from", "about"])
_FUSED = re.compile(r"\s+[“\"]?[^\W\d_a-z]")
_ENDS_OTHERWISE = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?|[\d/-])"
    r"(?:19|20)\d\d\b.{0,20}$|[–—]\s*$",
    re.IGNORECASE,
)
"""The end of a line that is a date, or runs on behind a dash: no headline."""

_LEAST = 1e-9
"""Any weight at all."""


class _Part(NamedTuple):
    """A sentence or a part of one, with the role that fits best and what it weighs."""

    start: int
    stop: int
    role: str = ""
    score: float = 0.0
    why: str = ""


def furniture(report: Report, sentences: Sequence[Sentence]) -> list[Furniture]:
    """The furniture of a report in order, without overlap; offsets are code points into its text.

    `sentences` are those of this report, in order. Confidence grows with the weight of the evidence. Sentences that
    cannot reach the threshold are weighed only where a part is found that bears on its neighbours.
    """
    active = [active_rules(sentence.text) for sentence in sentences]
    weighed = _parts(report.text, sentences, active, SETTINGS.furniture.mark_at)
    if any(_reaches(part) for parts in weighed.values() for part in parts):
        weighed = _parts(report.text, sentences, active, _LEAST)
    heads = _headlines(report, [row for row in sentences if not _is_marked(weighed[row.place])])
    parts: list[_Part] = []
    for sentence in sentences:
        found = weighed[sentence.place]
        score, why = heads.get(sentence.place, (0.0, ""))
        if score > max(part.score for part in found):
            found = [_Part(sentence.start, sentence.stop, "headline", score, why)]
        parts.extend(found)
    _mark_neighbours(parts)
    _mark_followers(report.text, parts)
    _mark_captions(report.text, parts)
    marked = [part for part in parts if part.score >= SETTINGS.furniture.mark_at]
    return [_row(report, part) for part in _joined(report.text, marked)]


def _is_marked(parts: Sequence[_Part]) -> bool:
    """Whether all of a sentence is furniture already."""
    return all(part.score >= SETTINGS.furniture.mark_at for part in parts)


def _row(report: Report, part: _Part) -> Furniture:
    confidence = round(part.score / (part.score + SETTINGS.furniture.doubt), 4)
    return Furniture(report.report, part.start, part.stop, part.role, confidence, part.why)


# --- weighing ---------------------------------------------------------------------------------------------------


def _parts(text: str, sentences: Sequence[Sentence], active: Sequence[Active], least: float) -> dict[int, list[_Part]]:
    """The parts of each sentence; one whose rules cannot weigh more than `least` is left as it stands."""
    return {
        sentence.place: list(_weighed(text, sentence, rules))
        if _may_weigh(text, sentence, rules, least)
        else [_Part(sentence.start, sentence.stop)]
        for sentence, rules in zip(sentences, active, strict=True)
    }


def _may_weigh(text: str, sentence: Sentence, rules: Active, least: float) -> bool:
    if rules.most < least or rules.bare >= least:
        return rules.most >= least
    short = sentence.stop - sentence.start <= SETTINGS.furniture.longest_line
    return short and _own_line(text, sentence.start, sentence.stop)


def _reaches(part: _Part) -> bool:
    """Whether a part bears on its neighbours: then it matters how these fall into parts, and what little they weigh."""
    if part.role == "caption":
        return True
    return part.score >= SETTINGS.furniture.mark_at and part.role in ("related links", "sign-up", "notice")


def _weighed(text: str, sentence: Sentence, active: Active) -> Iterator[_Part]:
    """The parts of a sentence, weighed; stretches that are furniture by their form alone are parts of their own."""
    at = sentence.start
    for start, stop, rule in _matched(text, sentence, active) if active.matches else ():
        if start < at:
            continue
        yield from _pieces(text, at, start, active)
        yield _Part(start, stop, rule.role, rule.weight, f"the form of a {rule.role}: “{_quote(text[start:stop])}”")
        at = stop
    yield from _pieces(text, at, sentence.stop, active)


def _matched(text: str, sentence: Sentence, active: Active) -> list[tuple[int, int, Rule]]:
    found = []
    for rule in active.matches:
        for match in rule.pattern.finditer(text, sentence.start, sentence.stop):
            start, stop = _trim(text, match.start(), match.end())
            if start < stop:
                found.append((start, stop, rule))
    return sorted(found, key=lambda row: (row[0], -row[1], row[2].role))


def _pieces(text: str, start: int, stop: int, active: Active) -> Iterator[_Part]:
    """The stretch between two matches, cut where a block of furniture opens, each piece weighed."""
    edges = [start, stop]
    if active.opens:
        seams = {match.start() for rule in active.opens for match in rule.pattern.finditer(text, start, stop)}
        edges = [*sorted({start, *seams}), stop]
    for begin, end in itertools.pairwise(edges):
        begin, end = _trim(text, begin, end)
        if begin < end:
            part = _weigh(text, begin, end, active)
            yield part
            rest, end = _trim(text, part.stop, end)
            if rest < end:
                yield _Part(rest, end)


def _weigh(text: str, start: int, stop: int, active: Active) -> _Part:
    """One part with its best role. Every rule counts once, however often its words occur."""
    part = text[start:stop]
    alone = active.lines and stop - start <= SETTINGS.furniture.longest_line and _own_line(text, start, stop)
    cues: dict[str, list[re.Match[str]]] = {}
    scores: dict[str, float] = {}
    sure = _Part(start, stop)
    for rule in active.weighed:
        if rule.extent == "line" and not alone:
            continue
        match = rule.pattern.search(part)
        if not match:
            continue
        if rule.extent in ("line", "whole"):
            if rule.weight > sure.score:
                sure = _Part(start, stop, rule.role, rule.weight, f"the form of a {rule.role}: “{_quote(part)}”")
        else:
            scores[rule.role] = scores.get(rule.role, 0.0) + rule.weight
            cues.setdefault(rule.role, []).append(match)
    if not scores:
        return sure
    told = scores.pop("story", 0.0)
    for role in sorted(scores):
        score = round(scores[role] + told, 4)
        if score <= sure.score:
            continue
        end = _story_starts(part, cues[role], role)
        if _within_reach(part[:end], cues[role]):
            said = ", ".join(f"“{_quote(match.group())}”" for match in sorted(cues[role], key=lambda cue: cue.start()))
            sure = _Part(start, start + end, role, score, f"words of a {role}: {said}")
    return sure


def _story_starts(part: str, cues: list[re.Match[str]], role: str) -> int:
    """Where a part ends: behind its last cue, if a sentence of story is fused to it there without a stop."""
    if role not in ("sign-up", "notice", "advertisement"):
        return len(part)
    last = max(cue.end() for cue in cues)
    tail = part[last:]
    least = SETTINGS.furniture.fused_story * (2 if role == "notice" else 1)
    return last if _FUSED.match(tail) and count_words(tail) >= least else len(part)


def _within_reach(part: str, cues: list[re.Match[str]]) -> bool:
    """Whether few words stand before the first cue and behind the last one."""
    reach = SETTINGS.furniture.cue_reach
    first, last = min(cue.start() for cue in cues), max(cue.end() for cue in cues)
    return count_words(part[:first]) <= reach and count_words(part[last:]) <= reach


def _own_line(text: str, start: int, stop: int) -> bool:
    """Whether nothing else stands on the line or lines of a stretch."""
    return _starts_line(text, start) and _ends_line(text, stop)


def _starts_line(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip(" \t\u00a0")
    return not before or before[-1] in "\r\n\u2028\u2029"


def _ends_line(text: str, stop: int) -> bool:
    after = text[stop : stop + 40].lstrip(" \t\u00a0")
    return not after or after[0] in "\r\n\u2028\u2029"


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _quote(text: str) -> str:
    """A short quotation for a reason, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"


# --- place and neighbours ---------------------------------------------------------------------------------------


def _headlines(report: Report, sentences: Sequence[Sentence]) -> dict[int, tuple[float, str]]:
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
    first = head[0]
    if first.place not in found and _is_title(report.text, first, bool(wanted)):
        found[first.place] = (4.0, "a line without a full stop at the head, with a paragraph after it")
    found.update(_repeated(report.text, sentences, [keys(row.text) for row in head if row.place in found]))
    return found


def _repeated(text: str, sentences: Sequence[Sentence], titles: list[list[str]]) -> dict[int, tuple[float, str]]:
    """Lines of their own that repeat the headline, and lines without a stop that stand on the page twice."""
    lines: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        if sentence.text[-1] not in '.!?…:;,”"’' and _own_line(text, sentence.start, sentence.stop):
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


def _is_title(text: str, first: Sentence, known: bool) -> bool:
    """Whether the first sentence is a headline by its form.

    Where the headline is `known` to be another one, or the line is long, it may be a summary that tells something:
    then it must be written with capitals, as titles are.
    """
    if not _own_line(text, first.start, first.stop) or first.text[-1] in '.!…:,;"”’)' or "\n" in first.text:
        return False
    said = keys(first.text)
    if not 3 <= len(said) <= SETTINGS.furniture.longest_title or said[0] in _NOT_TITLES or "|" in first.text:
        return False
    if any(sign.isdigit() for sign in first.text[:4]) or _ENDS_OTHERWISE.search(first.text):
        return False
    heads = [word for word in first.text.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in heads) >= 0.75 * len(heads)
    return capitals or (not known and len(said) <= SETTINGS.furniture.short_title)


def _mark_neighbours(parts: list[_Part]) -> None:
    """Raise a part that falls short of the threshold beside one that reaches it, for sign-ups and notices."""
    sure = [part.score >= SETTINGS.furniture.mark_at and part.role in ("sign-up", "notice") for part in parts]
    for at, part in enumerate(parts):
        beside = any(sure[near] for near in (at - 1, at + 1) if 0 <= near < len(parts))
        if beside and SETTINGS.furniture.beside_at <= part.score < SETTINGS.furniture.mark_at:
            why = f"{part.why}, beside a stretch that is surely one"
            parts[at] = part._replace(score=SETTINGS.furniture.mark_at, why=why)


def _mark_followers(text: str, parts: list[_Part]) -> None:
    """Mark the titles that stand under a heading of related links, each on a line of its own and without a stop."""
    left = 0
    for at, part in enumerate(parts):
        if part.role == "related links" and part.score >= SETTINGS.furniture.mark_at:
            bare = ":" not in text[part.start : part.stop].rstrip(": ")
            left = SETTINGS.furniture.followers if bare and _own_line(text, part.start, part.stop) else 0
        elif left and part.score < SETTINGS.furniture.mark_at:
            said = text[part.start : part.stop]
            titled = _own_line(text, part.start, part.stop) and said[-1] not in '.!”"’:' and len(said) < 160
            left = left - 1 if titled else 0
            if titled:
                why = "a title without a full stop under a heading of related links"
                parts[at] = _Part(part.start, part.stop, "related links", SETTINGS.furniture.mark_at, why)


def _mark_captions(text: str, parts: list[_Part]) -> None:
    """Mark the sentences on one short line that ends with the credit of a picture."""
    for at, part in enumerate(parts):
        if part.role != "caption" or _starts_line(text, part.start) or not _ends_line(text, part.stop):
            continue
        first = at
        while first and part.stop - parts[first - 1].start <= SETTINGS.furniture.longest_line:
            if "\n" in text[parts[first - 1].stop : parts[first].start]:
                break
            first -= 1
        if first < at and _starts_line(text, parts[first].start):
            for near in range(first, at):
                why = "stands on a line that ends with the credit of a picture"
                parts[near] = parts[near]._replace(role="caption", score=SETTINGS.furniture.mark_at, why=why)


def _joined(text: str, parts: list[_Part]) -> list[_Part]:
    """Neighbours of one role joined into one stretch."""
    found: list[_Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last and last.role == part.role and not text[last.stop : part.start].strip():
            why = last.why if part.why in last.why or len(last.why) > 300 else f"{last.why}; {part.why}"
            found[-1] = last._replace(stop=part.stop, score=max(last.score, part.score), why=why)
        else:
            found.append(part)
    return found
