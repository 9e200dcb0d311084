"""Quotations that were altered, and speakers that were changed or lost.

Quotations are paired by their content inside linked sentences. Terminal punctuation, the kind of mark, ellipses and
spelling variety take no part in the comparison; every other word does: quoted words are not the copier's to change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ..glossary import Change, Mention
from ..settings import SETTINGS
from .bearers import described, named, same_bearer
from .blocks import FUNCTION, PLAIN, Block, Side, Term, terms
from .matching import matching
from .rows import Judgement, Span, row
from .senses import synonyms
from .spelling import CONTRACTIONS, HONORIFICS, bag, plain, related
from .surroundings import HELPING

_MARK = re.compile('["“”„«»]')
_EDITED = re.compile(r"\[[^\[\]]{1,80}\]")
_SHORT = bag("is has")
_PRONOUNS = bag("he she they it i we you who his her their")


def quotations(block: Block) -> Iterator[Change]:
    """Quotations whose words differ, quotation marks put around or taken off kept words, speakers exchanged or lost."""
    left, right = block.one.of("quotation"), block.other.of("quotation")
    paired = pair(left, right) if left and right else []
    paired += _further(block, paired)
    for one, other in paired:
        yield from _altered(block, one, other)
        yield from _speaker(block, one, other)
    for quote in left:
        if all(quote.start != one.start for one, _ in paired):
            part = _part_of(quote, [other for _, other in paired])
            yield from _altered(block, quote, part) if part else _unmarked(block, quote, dropped=True)
    for quote in right:
        if all(quote.start != other.start for _, other in paired):
            part = _part_of(quote, [one for one, _ in paired])
            yield from _altered(block, part, quote) if part else _unmarked(block, quote, dropped=False)


def _further(block: Block, paired: Sequence[tuple[Mention, Mention]]) -> list[tuple[Mention, Mention]]:
    """Quotations that began before the sentences of a side, by what they say in them; not those that began alike."""
    running = _running(block.one), _running(block.other)
    if not any(running):
        return []
    sides = []
    for side, mine, at in ((block.one, running[0], 0), (block.other, running[1], 1)):
        known = {both[at].start for both in paired}
        left = [_cut(side, quote) for quote in side.of("quotation") if quote.start not in known]
        sides.append([part for part, _ in mine] + left)
    begun = [{part.start: whole for part, whole in mine} for mine in running]
    found = []
    for one, other in pair(*sides) if all(sides) else ():
        wholes = begun[0].get(one.start), begun[1].get(other.start)
        if any(wholes) and not (wholes[0] and wholes[1] and _began_alike(wholes[0], wholes[1])):
            found.append((one, other))
    return found


def _running(side: Side) -> list[tuple[Mention, Mention]]:
    """The parts of quotations that began before the sentences of a side and go on in them, each with the whole."""
    found: list[tuple[Mention, Mention]] = []
    for sentence, quote in side.running:
        if any(part.stop > sentence.start for part, _ in found):
            continue
        if not any(quote.start == known.start for known in side.of("quotation")):
            found.append((_cut(side, replace(quote, start=sentence.start)), quote))
    return found


def _cut(side: Side, quote: Mention) -> Mention:
    """A quotation as far as the sentences of a side go."""
    stop = min(quote.stop, max(sentence.stop for sentence in side.sentences))
    return replace(quote, stop=stop, text=side.text(quote.start, stop))


def _began_alike(one: Mention, other: Mention) -> bool:
    """Whether two quotations open with much the same words: then they are compared where they began."""
    mine, theirs = words_of(one)[:_OPENING], words_of(other)[:_OPENING]
    return 2 * _in_order(mine, theirs) >= min(len(mine), len(theirs))


_OPENING = 12
"""Words by which two quotations are seen to begin alike."""


def words_of(quote: Mention) -> list[str]:
    """The words of a quotation as they are compared."""
    return list(map(PLAIN, terms(quote.text, quote.start)))


def pair(left: Sequence[Mention], right: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Quotations of both sides that share most words, the most alike first, each used once."""
    if (
        len(left) <= 50
        and [quote.text for quote in left] == [quote.text for quote in right]
        and all(map(words_of, left))
    ):
        return list(zip(left, right, strict=True))
    scored = []
    lone = len(left) == len(right) == 1
    least, less = (0.5, SETTINGS.changes.lone_quotation) if lone else _LEAST
    lines = [[words_of(quote)[:400] for quote in side[:50]] for side in (left, right)]
    bags = [[Counter(line) for line in side] for side in lines]
    for a, mine in enumerate(lines[0]):
        for b, theirs in enumerate(lines[1]):
            size = min(len(mine), len(theirs))
            if not size or (bags[0][a] & bags[1][b]).total() < less * size:
                continue
            same = size if mine == theirs else _in_order(mine, theirs)
            share = round(same / size, 4)
            common = (bags[0][a] & bags[1][b]).keys() - FUNCTION - _SPEAKING
            if (share >= least and (common or same == size)) or (share >= less and len(common) >= _TELLING):
                scored.append((-share, abs(a - b), a, b))
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = []
    for _, _, a, b in sorted(scored):
        if a not in used_left and b not in used_right:
            used_left.add(a)
            used_right.add(b)
            found.append((a, b))
    return [(left[a], right[b]) for a, b in sorted(found)]


_LEAST = SETTINGS.changes.same_quotation, SETTINGS.changes.remade_quotation
_TELLING = 3
"""Words of content in common by which two quotations of which little is the same are still one."""


def _part_of(quote: Mention, whole: Sequence[Mention]) -> Mention | None:
    """The part of a longer quotation that another one repeats: speech that *he said* breaks off goes on behind it."""
    words = words_of(quote)[:_LONGEST]
    best: tuple[float, Mention] | None = None
    for other in whole[:50]:
        line = terms(other.text, other.start)[:_LONGEST]
        if len(words) < _SHORTEST or len(line) <= len(words):
            continue
        runs = matching(list(map(PLAIN, line)), words)
        share = round(sum(size for _, _, size in runs) / len(words), 4)
        if share < SETTINGS.changes.same_quotation or (best and share <= best[0]):
            continue
        low, high = runs[0][0] - runs[0][1], runs[-1][0] + len(words) - runs[-1][1]
        part = line[max(0, low) : min(len(line), high)]
        start, stop = part[0].start, part[-1].stop
        text = other.text[start - other.start : stop - other.start]
        best = share, replace(other, start=start, stop=stop, text=text)
    return None if best is None else best[1]


_LONGEST = 400
_SHORTEST = 4
"""Words of a part of a quotation: fewer stand in many quotations."""


def _in_order(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words two quotations share in order."""
    return sum(size for _, _, size in matching(mine, theirs))


def _altered(block: Block, one: Mention, other: Mention) -> Iterator[Change]:
    """One change for each stretch of differing words in a pair of quotations; what an editor put in is no quotation."""
    if one.text == other.text:
        return
    left, right = _spoken(one), _spoken(other)
    mine, theirs = [term.plain for term in left], [term.plain for term in right]
    if not mine or not theirs or _joined(mine) == _joined(theirs) or _held(mine, theirs) or _held(theirs, mine):
        return
    for low, high, start, stop in _stretches(mine, theirs):
        if _short(left, right, (low, high, start, stop)) or _short(right, left, (start, stop, low, high)):
            continue
        at_end = high == len(mine) and stop == len(theirs)
        at_start = low == 0 and start == 0
        denied = _denying((*left[low:high], *right[start:stop]))
        if (at_end or at_start) and (low == high or start == stop) and not denied:
            continue  # trimmed at an end: the words that are quoted stand as they were
        spans = _shown(left, (low, high), one.start), _shown(right, (start, stop), other.start)
        light = _light(left[low:high], right[start:stop])
        if max(len(left), len(right)) <= SETTINGS.changes.short_quotation:
            spans = (left[0].start, left[-1].stop), (right[0].start, right[-1].stop)
        else:
            spans = _whole(left, right, (low, high, start, stop), spans)
        yield row(
            block,
            *spans,
            Judgement(
                "quotation",
                "medium" if light else "high",
                0.85 if light else 0.93,
                "the words inside the quotation marks differ between the two tellings",
            ),
        )
        if max(len(left), len(right)) <= SETTINGS.changes.short_quotation:
            return  # it is shown whole, once


_DENIALS = bag("not never no nobody nothing none neither nor without cannot noone")
_SPEAKING = bag("i we you my our your me us")
_FAR = 2
"""Words with content that may be left out of a quotation, or put in, before a reader is misled about what was said."""


def _light(left: Sequence[Term], right: Sequence[Term]) -> bool:
    """Whether a stretch that differs says the same: small words, other forms, a word or two left out or put in.

    A denial, a figure, or a word of content in the place of an unrelated one is never light.
    """
    one, other = ({term.plain.replace("-", "") for term in line} for line in (left, right))
    lost, new = one - other, other - one
    if any(word[:1].isdigit() for word in lost | new) or _denies(one) != _denies(other):
        return False
    small = FUNCTION | _SPEAKING
    mine = [word for word in lost - small if not any(_form(word, back) for back in new)]
    theirs = [word for word in new - small if not any(_form(word, back) for back in lost)]
    return not (mine and theirs) and max(len(mine), len(theirs)) <= _FAR


def _denies(words: set[str]) -> bool:
    return any(word in _DENIALS or CONTRACTIONS.get(word, "").endswith("not") for word in words)


def _denying(cut: Sequence[Term]) -> bool:
    """Whether what was cut at an end of a quotation ends in a denial of what is left, or is one by itself."""
    at = max((at for at, term in enumerate(cut) if term.key in ("not", "never")), default=len(cut))
    return at < len(cut) and all(term.key in FUNCTION or term.key in HELPING for term in cut[at:])


def _form(one: str, other: str) -> bool:
    """Whether two words are forms of one, or mean the same."""
    if re.sub("body$", "one", one) == re.sub("body$", "one", other):
        return True  # anybody, anyone
    return related(one, other) or synonyms(one, other) or one.endswith(other) or other.endswith(one)


def _held(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a word or two stand as they are in a longer quotation: the rest was cut, or told without marks."""
    return len(part) <= _FAR and any(list(whole[at : at + len(part)]) == list(part) for at in range(len(whole)))


def _spoken(quote: Mention) -> Sequence[Term]:
    """The terms of a quotation without what stands in square brackets."""
    if "[" not in quote.text:
        return terms(quote.text, quote.start)
    aside = [(quote.start + found.start(), quote.start + found.end()) for found in _EDITED.finditer(quote.text)]
    return [t for t in terms(quote.text, quote.start) if not any(low <= t.start < high for low, high in aside)]


def _short(one: Sequence[Term], other: Sequence[Term], at: tuple[int, int, int, int]) -> bool:
    """Whether *is* or *has* stands alone on one side where the other has it in the word before: *it is*, *it's*."""
    low, high, start, stop = at
    lone = high - low == 1 and start == stop and one[low].plain in _SHORT
    return lone and start > 0 and other[start - 1].key.endswith("'s")


def _joined(words: Sequence[str]) -> str:
    """The letters of a stretch, contractions written out: don't and do not are the same words."""
    return "".join([CONTRACTIONS.get(word, word) for word in words]).replace("-", "")


def _stretches(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Differing stretches, joined over up to two kept words."""
    found: list[tuple[int, int, int, int]] = []
    at = against = 0
    for low, start, size in [*matching(mine, theirs), (len(mine), len(theirs), 0)]:
        differs = low > at or start > against
        if differs and found and at - found[-1][1] <= 1 and against - found[-1][3] <= 1:
            found[-1] = (found[-1][0], low, found[-1][2], start)
        elif differs:
            found.append((at, low, against, start))
        at, against = low + size, start + size
    return [span for span in found if _joined(mine[span[0] : span[1]]) != _joined(theirs[span[2] : span[3]])]


def _shown(line: Sequence[Term], span: tuple[int, int], start: int) -> Span:
    if span[0] < span[1]:
        return line[span[0]].start, line[span[1] - 1].stop
    at = line[span[0] - 1].stop if span[0] else start
    return at, at


def _whole(
    left: Sequence[Term], right: Sequence[Term], at: tuple[int, int, int, int], spans: tuple[Span, Span]
) -> tuple[Span, Span]:
    """A one-sided difference takes in the kept word before it."""
    low, high, start, stop = at
    if low < high and start < stop:
        return spans
    if low and start:
        return (left[low - 1].start, left[max(low, high) - 1].stop), (
            right[start - 1].start,
            right[max(start, stop) - 1].stop,
        )
    return spans


def _speaker(block: Block, one: Mention, other: Mention) -> Iterator[Change]:
    """A kept quotation with another speaker, or with none."""
    if len(words_of(one)) < 3 or one.speaker == other.speaker:
        return
    mine, theirs = _name(one.speaker), _name(other.speaker)
    if mine and theirs:
        if same_bearer(mine, theirs) or not (_proper(one.speaker) and _proper(other.speaker)):
            return
        if _said_in(block.other, mine) or _said_in(block.one, theirs):
            return
        span, against = _where(block.one, one), _where(block.other, other)
        if span and against and named(block.one, *span) and named(block.other, *against):
            if described(block, *(_opening(side, at) for side, at in ((block.one, span), (block.other, against)))):
                return
            why = "the same words are put in the mouth of another speaker"
            yield row(block, span, against, Judgement("speaker", "high", 0.8, why))


def _name(speaker: str | None) -> list[str]:
    bare = (speaker or "").rpartition("(")[2].rstrip(")")  # the person whom a pronoun means
    words = [term.plain for term in terms(bare, 0) if term.key not in HONORIFICS]
    return [] if not words or set(words) <= _PRONOUNS else words


def _proper(speaker: str | None) -> bool:
    return bool(speaker) and all(term.capital for term in terms(speaker or "", 0)[-1:])


def _opening(side: Side, span: Span) -> Term:
    return side.terms[min(side.within(*span)[0], len(side.terms) - 1)]


def _said_in(side: Side, name: Sequence[str]) -> bool:
    """Whether a name stands in the linked sentences of a side, in whatever form."""
    return any(plain(word) in side.keys for word in name[-1:])


def _where(side: Side, quote: Mention) -> Span | None:
    """Where the speaker of a quotation stands in the linked sentences, nearest to it."""
    speaker = quote.speaker or ""
    best: Span | None = None
    for sentence in side.sentences:
        at = sentence.text.find(speaker)
        while at >= 0:
            start = sentence.start + at
            if best is None or abs(start - quote.start) < abs(best[0] - quote.start):
                best = (start, start + len(speaker))
            at = sentence.text.find(speaker, at + 1)
    return best


def _title_case(quote: Mention) -> bool:
    """Whether a quotation is the title of a work: its words of content are capitals."""
    content = [term for term in terms(quote.text, 0)[1:] if term.key not in FUNCTION]
    return all(term.capital for term in content)


def _half_marked(side: Side) -> bool:
    """Whether a side has a quotation mark that belongs to no quotation: speech that was cut in the middle."""
    quotes = side.of("quotation")
    return any(
        not any(quote.start - 2 <= sentence.start + mark.start() <= quote.stop + 1 for quote in quotes)
        for sentence in side.sentences
        for mark in _MARK.finditer(sentence.text)
    )


def _unmarked(block: Block, quote: Mention, dropped: bool) -> Iterator[Change]:
    """Words that stand on both sides and inside quotation marks on one of them only."""
    against = block.other if dropped else block.one
    words = words_of(quote)
    if not 3 <= len(words) <= 120 or _title_case(quote) or _half_marked(against):
        return
    theirs = [term.plain for term in against.terms]
    match = SequenceMatcher(None, words, theirs, autojunk=False).find_longest_match()
    if match.size < max(3, 0.9 * len(words)):
        return
    span = against.span(match.b, match.b + match.size)
    if any(other.start < span[1] and span[0] < other.stop for other in against.of("quotation")):
        return
    mine = (quote.start, quote.stop)
    why = "the same words stand in quotation marks in one telling only"
    why += "" if against.marked else ", and the other has no quotation anywhere"
    says = Judgement("quotation", "medium" if against.marked else "low", 0.7, why)
    yield row(block, *((mine, span) if dropped else (span, mine)), says)
