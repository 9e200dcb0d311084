"""Quotations in articles whose attributions were marked by people, and quotations kept or altered on purpose.

A marked attribution is *direct* if more than 85 % of its content (white space aside) stands inside quotation marks.
Where several people marked an article, what any of them marked counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .aligning import Stretch
from .sets import Row, rank

DIRECT = 0.85
_TITLES = frozenset(
    ("the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "his", "her", "their")
)
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“([^“”\n]{30,400})”|(?<![\w.,;:!?])\"(?!\s)([^\"\n]{30,400})(?<!\s)\"(?!\w)")
"""Between two marks that turn to each other: a closing straight mark and the next opening one are no pair."""
_VARIANTS = (("our", "or"), ("ise", "ize"), ("ised", "ized"), ("tre", "ter"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """One marked attribution: where its content stands and the words of its sources."""

    content: tuple[Stretch, ...]
    sources: tuple[str, ...]
    direct: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation that was found, with its speaker if one is named."""

    start: int
    stop: int
    speaker: str | None


def attributions(row: Row) -> list[Attribution]:
    """All attributions of an article, over all who marked it."""
    text, inside = row["text"], quoted(row["text"])
    found = []
    for annotation in row["annotations"]:
        for marked in annotation["attributions"]:
            content = tuple((start, stop) for mention in marked["content"] for start, stop in mention)
            sources = tuple(" ".join(text[a:b] for a, b in mention) for mention in marked["source"])
            letters = [at for start, stop in content for at in range(start, stop) if not text[at].isspace()]
            direct = bool(letters) and sum(inside[at] for at in letters) > DIRECT * len(letters)
            found.append(Attribution(content, sources, direct))
    return found


def quoted(text: str) -> bytearray:
    """For each character whether it stands inside quotation marks (the marks too), paired inside its paragraph."""
    inside = bytearray(len(text))
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in re.finditer('[“”"]', paragraph.group()):
            at = paragraph.start() + mark.start()
            if opened is None and mark.group() != "”":
                opened = at
            elif opened is not None and mark.group() != "“":
                inside[opened : at + 1] = b"\x01" * (at + 1 - opened)
                opened = None
        if opened is not None and text[opened] == "“":  # speech that goes on in the next paragraph
            inside[opened : paragraph.end()] = b"\x01" * (paragraph.end() - opened)
    return inside


def gathered(marked: Sequence[Attribution]) -> list[list[Attribution]]:
    """Direct attributions of several readers, those of the same stretch together."""
    groups: list[list[Attribution]] = []
    for item in sorted((item for item in marked if item.direct), key=lambda item: item.content):
        home = next((group for group in groups if any(_same(item, other) for other in group)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def _same(one: Attribution, other: Attribution) -> bool:
    shared = sum(_shared(a, b) for a in one.content for b in other.content)
    return 2 * shared >= min(_size(one.content), _size(other.content))


def _shared(one: Stretch, other: Stretch) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _size(stretches: Sequence[Stretch]) -> int:
    return sum(stop - start for start, stop in stretches)


def same_speaker(said: str | None, sources: Sequence[str]) -> bool:
    """Whether the speaker named is the one marked: a word of the name in common, titles put aside."""
    if said is None or not sources:
        return said is None and not sources
    return any(_name(said) & _name(source) for source in sources)


def _name(words: str) -> frozenset[str]:
    found = frozenset(_WORD.findall(words.casefold().replace("’s", "").replace("'s", "")))
    return found - _TITLES or found


def content_found(group: Sequence[Attribution], found: Sequence[Quotation]) -> bool:
    """Whether quotations cover at least half of what any reader marked."""
    return any(2 * sum(_held(item, q) for q in found) >= _size(item.content) for item in group)


def _held(item: Attribution, found: Quotation) -> int:
    return sum(_shared(stretch, (found.start, found.stop)) for stretch in item.content)


def both_found(group: Sequence[Attribution], found: Sequence[Quotation]) -> bool:
    """Whether content and speaker agree with what any reader marked."""
    for item in group:
        near = [q for q in found if _held(item, q)]
        if 2 * sum(_held(item, q) for q in near) >= _size(item.content):
            named = [q for q in near if q.speaker is not None]
            if any(same_speaker(q.speaker, item.sources) for q in named or near):
                return True
    return False


def borne_out(found: Quotation, marked: Sequence[Attribution]) -> bool:
    """Whether a quotation with a speaker is one that any reader marked, in any form, with that speaker."""
    return any(
        2 * _held(item, found) >= found.stop - found.start and same_speaker(found.speaker, item.sources)
        for item in marked
    )


# --- kept and altered ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Requoted:
    """A stretch of an article and the same with one quotation touched; whether its words were altered."""

    id: str
    one_text: str
    other_text: str
    where: Stretch
    altered: bool


def requoted(row: Row, most: int) -> list[Requoted]:
    """Up to `most` quotations of an article, each once with its words kept and once with them altered."""
    made = []
    found = list(_QUOTED.finditer(row["text"]))
    for match in sorted(found, key=lambda match: rank(f"{row['id']}|{match.start()}"))[:most]:
        start, stop = _window(row["text"], match.span())
        text = row["text"][start:stop]
        group = 1 if match.group(1) is not None else 2
        inner = (match.start(group) - start, match.end(group) - start)
        for altered in (False, True):
            draw = rank(f"{row['id']}|{match.start()}|{altered}")
            words = text[slice(*inner)]
            new = _altered(words, draw) if altered else _kept(words, draw)
            if new is not None:
                other = _remarked(text, inner, new, draw, altered)
                made.append(Requoted(f"{row['id']}|{match.start()}", text, other, inner, altered))
    return made


def _window(text: str, span: Stretch, wide: int = 900) -> Stretch:
    """The paragraphs around a quotation, as far as `wide` characters to each side."""
    low, high = max(0, span[0] - wide), min(len(text), span[1] + wide)
    start = text.find("\n", low, span[0]) + 1 if low else 0
    stop = text.rfind("\n", span[1], high) if high < len(text) else len(text)
    return (start if start > low or not low else span[0]), (stop if stop > 0 else span[1])


def _remarked(text: str, inner: Stretch, new: str, draw: int, altered: bool) -> str:
    """The text with new words in the quotation; a kept one gets the other kind of marks, or its comma moved out."""
    start, stop = inner
    before, after = text[: start - 1], text[stop + 1 :]
    opening, closing = text[start - 1], text[stop]
    if not altered and draw % 3 != 1:
        opening, closing = ("“", "”") if opening == '"' else ('"', '"')
    if not altered and draw % 3 == 1 and new.endswith((",", ".")):
        return f"{before}{opening}{new[:-1]}{closing}{new[-1]}{after}"
    return f"{before}{opening}{new}{closing}{after}"


def _kept(words: str, draw: int) -> str | None:
    """The same words: perhaps another spelling variety, dash or ellipsis."""
    if draw % 2:
        for one, other in _VARIANTS:
            found = re.search(rf"\b[a-z]{{3,}}{one}\b", words)
            if found and one != "our":
                return words[: found.end() - len(one)] + other + words[found.end() :]
    return words.replace("...", "…").replace("—", " - ").replace("’", "'")


def _altered(words: str, draw: int) -> str | None:
    """Other words: one left out, two changed about, a number or a negation changed."""
    found = list(re.finditer(r"\b[a-z]{4,}\b", words))[1:-1]
    number = re.search(r"\b\d{1,3}\b", words)
    if number and draw % 2:
        return words[: number.start()] + str(int(number.group()) + 1 + draw % 9) + words[number.end() :]
    verb = re.search(r"\b(is|are|was|will|do|does|have|has|can)\b(?! not| n't)", words)
    if verb and draw % 3 == 0:
        return words[: verb.end()] + " not" + words[verb.end() :]
    if len(found) < 4:
        return None
    chosen = found[(draw >> 8) % len(found)]
    if draw % 3 == 1:
        return words[: chosen.start()] + words[chosen.end() + 1 :]
    others = [match.group() for match in found if match.group() != chosen.group()]
    return words[: chosen.start()] + others[(draw >> 16) % len(others)] + words[chosen.end() :] if others else None
