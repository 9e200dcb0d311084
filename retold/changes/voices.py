"""Who is said to have said it, where a sentence was made anew: *X said*, *according to Y*, *Y told reporters*.

`speakers` compares cues that are kept. Here the one person whose name stands beside a cue of speech, wherever in the
sentence, is set against the one of the other telling. Both must have a full name somewhere in their report, neither
may be named in the other's sentence, and where the other report lets the second person say much the same in another
sentence, nothing is said: both may have said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..glossary import Change, Witness
from ..settings import SETTINGS
from ..words import lexicon
from .bearers import same_bearer
from .blocks import FUNCTION, Block, Side, Term, terms
from .rows import Judgement, row, surely
from .senses import stems
from .signs import CAPITAL
from .spelling import HONORIFICS, bag, mangled, place_groups

_ASIDE = re.compile(
    r"\W{0,3}(?:[,(–—-][^.;:“”\"\n]{0,160}[,)–—-]|, [^,.;:“”\"\n]{3,60} )?\W{0,2}"
    r"(?:(?:\w{1,20}ly|also|has|had|have|later|then|who)\s)*$"
)
"""What may stand between a speaker and the cue behind it: an apposition, an adverb."""
_LED = re.compile(r"[^,.;:“”\"()\n]{0,60}$")
_NO_LEAD = bag(
    "that in on at for from by with he she they it we i how why what reporters whether about when while and of"
)
"""Words after which no subject of an inverted cue stands: *said that Hale*, *said in Hale*."""
_MORE = bag(
    "according asked asks replied replies saying stating adding adds argue tweets recalled recalls emphasized "
    "emphasised emphasizes describes described expressed highlighted mentioned mentions contends reiterated stressed "
    "stresses commented comments remarked declared declares urged urges"
)
_OUTLETS = bag(
    "television tv radio news post times press journal daily mail herald tribune guardian media magazine website today"
)
_PLACED = bag("in at on from near of for to into outside across around for with by")


@dataclass(frozen=True, slots=True)
class Voice:
    """A person beside a cue of speech: where the name stands, and its last two words as the report has it in full."""

    start: int
    stop: int
    full: tuple[str, ...]


def voices(block: Block) -> Iterator[Change]:
    """One claim of linked sentences that each telling has somebody else say."""
    if not block.regions or not all("name" in side.kinds for side in (block.one, block.other)):
        return
    mine, theirs = block.differing
    if not mine & theirs & CAPITAL or any(side.said.isdisjoint(_cues()) for side in (block.one, block.other)):
        return  # each must name somebody whom the other does not
    one = _voice(block.one)
    other = None if one is None else _voice(block.other)
    if one is None or other is None or not _two(one.full, other.full):
        return
    if one.full[-1] in block.other.keys or other.full[-1] in block.one.keys:
        return
    told = _claim(block.one.terms, one) & _claim(block.other.terms, other)
    if len(told) < SETTINGS.changes.said_words:
        return
    if _says_too(block.one.witness, other, told) or _says_too(block.other.witness, one, told):
        return
    why = "the same is said in both tellings, by another speaker in each"
    spans = (one.start, one.stop), (other.start, other.stop)
    yield row(block, *spans, Judgement("speaker", "high", surely(block, 0.85), why))


def _voice(side: Side) -> Voice | None:
    """The one person of a side whose name stands beside a cue; None where there are more."""
    found: dict[str, Voice] = {}
    spoken = [at for at, term in enumerate(side.terms) if term.key in _cues()]
    for mention in side.of("name"):
        low, high = side.within(mention.start, mention.stop)
        cues = [at for at in spoken if low - SETTINGS.changes.cue_before <= at < high + SETTINGS.changes.cue_behind]
        name = [term for term in side.terms[low:high] if term.capital and term.plain != "i"] if cues else []
        if name and not name[-1].key.endswith("'s") and any(_speaks(side, low, high, at) for at in cues):
            full = _full(side.witness, [term.plain for term in name][-2:])
            if full is not None:
                found.setdefault(full[-1], Voice(name[-2:][0].start, name[-1].stop, full))
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    return lexicon("claim_verbs") | _MORE


def _speaks(side: Side, low: int, high: int, at: int) -> bool:
    """Whether the name of a range of terms is the subject of the cue at a place."""
    cue = side.terms[at]
    if at >= high:
        lead = [term.key for term in side.terms[max(0, low - 2) : low] if term.key != "the"]
        return (
            cue.key != "according"
            and not (lead and lead[-1] in _PLACED)
            and _ASIDE.match(side.text(side.terms[high - 1].stop, cue.start)) is not None
        )
    between = side.text(cue.stop, side.terms[low].start)
    words = {term.key for term in side.terms[at + 1 : low]} - ({"to"} if cue.key == "according" else set())
    return at < low and cue.key != "told" and _LED.match(between) is not None and not words & _NO_LEAD


def _full(witness: Witness, name: Sequence[str]) -> tuple[str, ...] | None:
    """The last two words of a person's name, as the report has it anywhere; None for an institution or a lone word."""
    known = lexicon("institution_words") | lexicon("role_nouns") | _OUTLETS
    if name[-1] in known or set(name) <= known or place_groups(name):
        return None
    if len(name) > 1:
        return tuple(name)
    for mention in witness.mentions:
        if mention.kind == "name" and " " in mention.text:
            words = [term.plain for term in terms(mention.text, 0) if term.key not in HONORIFICS]
            if len(words) > 1 and words[-1] == name[-1] and not set(words[-2:]) & known:
                return tuple(words[-2:])
    return None


def _two(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names are two people's: another last name, and not one first name with a name by marriage."""
    first, last = same_bearer(one[:1], other[:1]) and not mangled(one[0], other[0]), same_bearer(one[-1:], other[-1:])
    return not first and not last and not set(one) & set(other)


def _claim(line: Sequence[Term], voice: Voice) -> frozenset[str]:
    """The stems of what is told in a sentence, the speaker and words of saying left out."""
    return frozenset(
        stems(term.key)[-1][: SETTINGS.changes.stem]
        for term in line
        if len(term.plain) > 2 and term.key not in FUNCTION and term.key not in _cues() and term.plain not in voice.full
    )


def _says_too(witness: Witness, voice: Voice, told: frozenset[str]) -> bool:
    """Whether a report lets somebody say much the same in a sentence of its own."""
    seen = 0
    for sentence in witness.sentences:
        if voice.full[-1] not in sentence.text.casefold():
            continue
        seen += 1
        if len(told & _claim(terms(sentence.text, sentence.start), voice)) * 2 >= len(told):
            return True
        if seen == SETTINGS.changes.carried_names:
            break
    return False
