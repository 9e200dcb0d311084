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
from collections.abc import Iterator, Sequence

from retold.furniture.parts import Part, joined, own_line, quote, trim
from retold.furniture.places import headlines, mark_captions, mark_followers, mark_neighbours
from retold.furniture.table import Active, Rule, active_rules
from retold.glossary import Furniture, Report, Sentence
from retold.settings import SETTINGS
from retold.words import count_words

__all__ = ["furniture"]

_FUSED = re.compile(r"\s+[“\"]?[^\W\d_a-z]")
_LEAST = 1e-9
"""Any weight at all."""


def furniture(report: Report, sentences: Sequence[Sentence]) -> list[Furniture]:
    """The furniture of a report in order, without overlap; offsets are code points into its text.

    `sentences` are those of this report, in order. Confidence grows with the weight of the evidence. Sentences that
    cannot reach the threshold are weighed only where a part is found that bears on its neighbours.
    """
    active = [active_rules(sentence.text) for sentence in sentences]
    weighed = _parts(report.text, sentences, active, SETTINGS.furniture.mark_at)
    if any(_reaches(part) for parts in weighed.values() for part in parts):
        weighed = _parts(report.text, sentences, active, _LEAST)
    heads = headlines(report, [row for row in sentences if not _is_marked(weighed[row.place])])
    parts: list[Part] = []
    for sentence in sentences:
        found = weighed[sentence.place]
        score, why = heads.get(sentence.place, (0.0, ""))
        if score > max(part.score for part in found):
            found = [Part(sentence.start, sentence.stop, "headline", score, why)]
        parts.extend(found)
    mark_neighbours(report.text, parts)
    mark_followers(report.text, parts)
    mark_captions(report.text, parts)
    marked = [part for part in parts if part.score >= SETTINGS.furniture.mark_at]
    return [_row(report, part) for part in joined(report.text, marked)]


def _is_marked(parts: Sequence[Part]) -> bool:
    """Whether all of a sentence is furniture already."""
    return all(part.score >= SETTINGS.furniture.mark_at for part in parts)


def _row(report: Report, part: Part) -> Furniture:
    confidence = round(part.score / (part.score + SETTINGS.furniture.doubt), 4)
    return Furniture(report.report, part.start, part.stop, part.role, confidence, part.why)


# --- weighing ---------------------------------------------------------------------------------------------------


def _parts(text: str, sentences: Sequence[Sentence], active: Sequence[Active], least: float) -> dict[int, list[Part]]:
    """The parts of each sentence; one whose rules cannot weigh more than `least` is left as it stands."""
    return {
        sentence.place: list(_weighed(text, sentence, rules))
        if _may_weigh(text, sentence, rules, least)
        else [Part(sentence.start, sentence.stop)]
        for sentence, rules in zip(sentences, active, strict=True)
    }


def _may_weigh(text: str, sentence: Sentence, rules: Active, least: float) -> bool:
    if rules.most < least or rules.bare >= least:
        return rules.most >= least
    short = sentence.stop - sentence.start <= SETTINGS.furniture.longest_line
    return short and own_line(text, sentence.start, sentence.stop)


def _reaches(part: Part) -> bool:
    """Whether a part bears on its neighbours: then it matters how these fall into parts, and what little they weigh."""
    if part.role == "caption":
        return True
    return part.score >= SETTINGS.furniture.mark_at and part.role in (
        "related links",
        "sign-up",
        "notice",
        "navigation",
    )


def _weighed(text: str, sentence: Sentence, active: Active) -> Iterator[Part]:
    """The parts of a sentence, weighed; stretches that are furniture by their form alone are parts of their own."""
    at = sentence.start
    for start, stop, rule in _matched(text, sentence, active) if active.matches else ():
        if start < at:
            continue
        yield from _pieces(text, at, start, active)
        yield Part(start, stop, rule.role, rule.weight, f"the form of a {rule.role}: “{quote(text[start:stop])}”")
        at = stop
    yield from _pieces(text, at, sentence.stop, active)


def _matched(text: str, sentence: Sentence, active: Active) -> list[tuple[int, int, Rule]]:
    found = []
    for rule in active.matches:
        for match in rule.pattern.finditer(text, sentence.start, sentence.stop):
            start, stop = trim(text, match.start(), match.end())
            if start < stop:
                found.append((start, stop, rule))
    return sorted(found, key=lambda row: (row[0], -row[1], row[2].role))


def _pieces(text: str, start: int, stop: int, active: Active) -> Iterator[Part]:
    """The stretch between two matches, cut where a block of furniture opens, each piece weighed."""
    edges = [start, stop]
    if active.opens:
        seams = {match.start() for rule in active.opens for match in rule.pattern.finditer(text, start, stop)}
        edges = [*sorted({start, *seams}), stop]
    for begin, end in itertools.pairwise(edges):
        begin, end = trim(text, begin, end)
        if begin < end:
            part = _weigh(text, begin, end, active)
            yield part
            rest, end = trim(text, part.stop, end)
            if rest < end:
                yield Part(rest, end)


def _weigh(text: str, start: int, stop: int, active: Active) -> Part:
    """One part with its best role. Every rule counts once, however often its words occur."""
    part = text[start:stop]
    alone = active.lines and stop - start <= SETTINGS.furniture.longest_line and own_line(text, start, stop)
    cues: dict[str, list[re.Match[str]]] = {}
    scores: dict[str, float] = {}
    sure = Part(start, stop)
    for rule in active.weighed:
        if rule.extent == "line" and not alone:
            continue
        match = rule.pattern.search(part)
        if not match:
            continue
        if rule.extent in ("line", "whole"):
            if rule.weight > sure.score:
                sure = Part(start, stop, rule.role, rule.weight, f"the form of a {rule.role}: “{quote(part)}”")
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
            said = ", ".join(f"“{quote(match.group())}”" for match in sorted(cues[role], key=lambda cue: cue.start()))
            sure = Part(start, start + end, role, score, f"words of a {role}: {said}")
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
