"""Names of persons and places: runs of capitals, without a model and without types.

What a run of capitals is, nobody can tell safely without a model, so persons and places share the kind ``name``;
runs that hold an institution's word or are acronyms are left to `institutions`. `value` is the comparison key of the
run with titles and the possessive taken off, so that ``Mr Xi’s`` and ``Xi`` agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..glossary import Mention
from ..words import keys, lexicon
from .tokens import ABBREVIATED, Page, Token, bag

TITLES = bag("mr mrs ms miss dr prof professor sir lord lady dame mx")
_CALENDAR = bag(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)
_STARTERS = bag(
    "the a an this that these those it he she they we i you his her its their our my in on at by for from "
    "with to of and but or so yet if as when while after before since until although though because "
    "despite during under over there here what who why how where which whose no not yes all some many "
    "most more few both each every another one two three four five six seven eight nine ten last next "
    "meanwhile however also still even then now according"
)
_LINKS = frozenset(
    ("of", "for", "and", "the", "&", "de", "la", "del", "von", "van", "der", "bin", "al", "da", "di", "du", "on", "in")
)
_PARTICLES = frozenset(("de", "la", "del", "von", "van", "der", "bin", "al", "da", "di", "du", "el", "ibn"))


@lru_cache(maxsize=1)
def institution_words() -> frozenset[str]:
    """Words such as ministry and university."""
    return lexicon("institution_words")


def names(page: Page) -> list[Mention]:
    """Every name of a person or place."""
    return [row(page, "name", run) for run in capital_runs(page) if not institutional(run)]


def capital_runs(page: Page) -> list[list[Token]]:
    """Runs of capitals of all sentences; links such as *of the* are kept only inside an institution.

    Read once for a page, since names, institutions and roles all ask for them.
    """
    if page.runs is None:
        page.runs = [run for line in page.tokens for run in _runs(page, line)]
    return page.runs


def institutional(run: Sequence[Token]) -> bool:
    """Whether a run names an institution: it holds such a word, or is an acronym of two letters or more."""
    known = institution_words()
    if any(token.capital and _bare(token) in known for token in run):
        return len(run) > 1
    return len(run) == 1 and acronym(run[0])


def acronym(token: Token) -> bool:
    """Whether a token is an acronym such as SCO; roman numbers and single letters are not."""
    letters = token.text.split("’")[0].split("'")[0].replace(".", "")
    return len(letters) >= 2 and letters.isupper() and letters.isalpha() and not set(letters) <= set("IVX")


def _runs(page: Page, line: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = []
    capitals = [at for at, token in enumerate(line) if token.capital]
    done = len(line) if _shouting(line, capitals) else 0
    for at in capitals:
        if at >= done and _starts(page, line, at):
            done = _run_stop(line, at)
            found += _parts(list(line[at:done]))
    return found


def _shouting(line: Sequence[Token], capitals: Sequence[int]) -> bool:
    """Whether a sentence is set in capitals throughout, so that capitals say nothing."""
    loud = sum(line[at].text.isupper() and len(line[at].text) > 1 for at in capitals)
    if loud < 3:
        return False
    letters = sum(token.text[0].isalpha() for token in line)
    return letters > 3 and loud > 0.7 * letters


def _starts(page: Page, line: Sequence[Token], at: int) -> bool:
    token = line[at]
    if not token.capital or token.key in _CALENDAR or token.key in TITLES:
        return False
    if token.key in _STARTERS or token.key.split("'")[0] in _STARTERS:
        return False
    if not _fresh(line, at):
        return True
    following = line[at + 1] if at + 1 < len(line) else None
    if _bare(token) in page.inner_capitals or acronym(token):
        return _bare(token) not in page.lower or bool(following and following.capital)
    if _bare(token) in page.lower:
        return False
    return bool(following and following.capital) or _strange(token)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return lexicon("common_words")


def _strange(token: Token) -> bool:
    """Whether a word that opens a sentence is none of the common words of English in any plain form."""
    word = _bare(token)
    forms = {word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("ing"), word.removesuffix("ly")}
    return "'" in token.key and not forms & _common()


def _fresh(line: Sequence[Token], at: int) -> bool:
    """Whether a sentence, a quotation or a clause behind a colon begins with this token."""
    return at == 0 or line[at - 1].text in '.!?:"“‘«(' or not any(token.wordlike for token in line[:at])


def _run_stop(line: Sequence[Token], at: int) -> int:
    stop = at + 1
    while stop < len(line):
        token = line[stop]
        if line[stop - 1].key.endswith("'s") and stop > at:
            break
        if token.capital and token.key not in _CALENDAR:
            stop += 1
            continue
        if token.text == "." and (line[stop - 1].key in ABBREVIATED or len(line[stop - 1].key) == 1):
            if stop + 1 < len(line) and line[stop + 1].capital:
                stop += 1
                continue
            break
        ahead = stop
        while ahead < len(line) and ahead - stop < 2 and line[ahead].key in _LINKS:
            ahead += 1
        if ahead > stop and ahead < len(line) and line[ahead].capital and line[ahead].key not in _CALENDAR:
            stop = ahead
            continue
        break
    return stop


def _parts(run: list[Token]) -> list[list[Token]]:
    """A run with links is one institution, or else the names between its links."""
    links = [index for index, token in enumerate(run) if not token.capital and token.key in _LINKS - _PARTICLES]
    if not links:
        return [run]
    first = links[0]
    if any(_bare(token) in institution_words() for token in run[:first]) and run[first].key in ("of", "for", "on"):
        conjunction = [index for index in links if run[index].key in ("and", "in", "&")]
        last = _last_link(run, conjunction)
        return [run[:last], *(_parts(_stripped(run[last:])) if run[last:] else [])]
    return [run[:first], *_parts(_stripped(run[first:]))]


def _last_link(run: Sequence[Token], conjunctions: Sequence[int]) -> int:
    """Where an institution ends that is followed by *and* or *in* and another name."""
    for index in conjunctions:
        if run[index].key == "in" or (
            run[index].key == "and"
            and index + 2 < len(run)
            and _bare(run[index + 1]) not in institution_words()
            and run[index + 2].capital
            and index > 4
        ):
            return index
    return len(run)


def _stripped(run: list[Token]) -> list[Token]:
    at = 0
    while at < len(run) and not run[at].capital:
        at += 1
    return run[at:]


def _bare(token: Token) -> str:
    return token.key.removesuffix("'s").rstrip("'")


def row(page: Page, kind: str, run: Sequence[Token]) -> Mention:
    """The row of a run, its possessive taken off."""
    start, stop = run[0].start, run[-1].stop
    for ending in ("'s", "’s", "ʼs"):
        if page.report.text[start:stop].endswith(ending):
            stop -= len(ending)
            break
    text = page.report.text[start:stop]
    return Mention(page.report.report, page.place(start), start, stop, kind, text, _value(text))


@lru_cache(maxsize=8192)
def _value(text: str) -> str:
    """The comparison keys of a name, titles left out; names come again and again."""
    return " ".join(word for word in keys(text) if word not in TITLES)
