"""Suspects: what looks damaged in one telling by itself. They say nothing about any other telling.

A person who is named in full and later called by a surname that is spelled otherwise and never introduced; one full
name in two spellings; an institution cut in two by a false full stop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from ..glossary import Change, Mention, Sentence, Witness
from ..identity import change_id
from ..settings import SETTINGS
from .blocks import Term, aside, inside, terms
from .spelling import mangled, related

Span = tuple[int, int]


def suspects(witness: Witness) -> list[Change]:
    """Everything in one telling that disagrees with itself or is broken."""
    skipped = aside(witness)
    names = [mention for mention in witness.mentions if mention.kind == "name"]
    if skipped:
        names = [mention for mention in names if not inside(skipped, mention.start)]
    return [*_surnames(witness, names), *_broken(witness, skipped)]


def _row(witness: Witness, span: Span, confidence: float, why: str) -> Change:
    report = witness.report
    return Change(
        change_id("suspect", report.report, None, *span, None, None),
        "",
        "suspect",
        report.report,
        None,
        report.text[span[0] : span[1]],
        None,
        *span,
        None,
        None,
        "within",
        "medium",
        confidence,
        why,
    )


def _surnames(witness: Witness, names: Sequence[Mention]) -> Iterator[Change]:
    """Names that are one letter away from a person's full name and never stand in a full name themselves."""
    lines = [(mention, terms(mention.text, 0)) for mention in names]  # names recur, and their words are remembered
    full = [
        (mention, line) for mention, line in lines if 2 <= len(line) <= 4 and all(t.text[0].isupper() for t in line)
    ]
    surnames = {line[-1].plain: mention for mention, line in reversed(full)}
    introduced = {term.plain for _, line in full for term in line}
    speakers = _speakers(witness)
    counted = Counter(line[0].plain for _, line in lines if len(line) == 1)
    told: set[str] = set()
    called = speakers | set(counted)
    for mention, line in lines:
        word = line[-1].plain if line else ""
        if len(line) == 1 and word not in introduced and word not in told and word in speakers:
            near = [known for known in sorted(surnames) if _alike(known, word) and known in called]
            if near:
                told.add(word)
                why = f"nobody is introduced as {line[0].text}; {surnames[near[0]].text} is, one letter away"
                yield _row(witness, (mention.start, mention.stop), 0.8, why)
    yield from _two_spellings(witness, full)


def _speakers(witness: Witness) -> set[str]:
    """Last words of everybody who is said to speak."""
    found = set()
    for mention in witness.mentions:
        words = terms(mention.speaker or "", 0) if mention.kind in ("attribution", "quotation") else []
        if words and words[-1].capital:
            found.add(words[-1].plain)
    return found


def _alike(known: str, word: str) -> bool:
    if len(word) == len(known) == 3:
        return known[0] == word[0] and OSA.distance(known, word) == 1
    return len(word) > 3 and mangled(known, word) and known[0] == word[0]


def _two_spellings(witness: Witness, full: Sequence[tuple[Mention, Sequence[Term]]]) -> Iterator[Change]:
    """One surname with two first names that are nearly the same, or the other way about."""
    seen: dict[str, tuple[Mention, Sequence[Term]]] = {}
    told: set[str] = set()
    for mention, line in full[:400]:
        value = " ".join(term.plain for term in line)
        for other, (known, words) in seen.items():
            if value == other or value in told or len(words) != len(line):
                continue
            differ = [(a.plain, b.plain) for a, b in zip(words, line, strict=True) if a.plain != b.plain]
            if len(differ) == 1 and len(differ[0][0]) > 4 and mangled(*differ[0]) and not related(*differ[0]):
                told.add(value)
                why = f"the same name is also spelled {known.text}"
                yield _row(witness, (mention.start, mention.stop), 0.75, why)
        seen.setdefault(value, (mention, line))


def _broken(witness: Witness, skipped: Sequence[Span]) -> Iterator[Change]:
    """An institution that ends a sentence, and behind it a fragment without a subject: a false full stop."""
    by_stop = {mention.stop: mention for mention in witness.mentions if mention.kind == "institution"}
    ordered = sorted(witness.sentences, key=lambda sentence: sentence.start)
    for before, after in pairwise(ordered):
        mention = by_stop.get(before.stop - 1)
        if mention is None or after.start - before.stop > 2 or not _fragment(after):
            continue
        if not inside(skipped, after.start):
            head = terms(after.text, after.start)[0]
            why = "a full stop cuts the name of an institution, and a fragment follows"
            yield _row(witness, (mention.start, head.stop), 0.6, why)


def _fragment(sentence: Sentence) -> bool:
    """Whether a sentence has one capital word, a comma, and no verb that could carry it."""
    words = terms(sentence.text, sentence.start)
    if not 2 <= len(words) <= SETTINGS.changes.fragment or sentence.text[words[0].stop - sentence.start :][:1] != ",":
        return False
    carry = (
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "said",
        "says",
        "did",
        "does",
        "can",
        "could",
    )
    return not any(term.key in carry or (term.key.endswith("ed") and not term.capital) for term in words)
