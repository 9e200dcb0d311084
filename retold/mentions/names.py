"""Names of persons and places: runs of capitals, without a model and without types.

What a run of capitals is, nobody can tell safely without a model, so persons and places share the kind ``name``;
runs that hold an institution's word or are acronyms are left to `institutions`. `value` is the comparison key of the
run with titles and the possessive taken off, so that ``Mr Xi’s`` and ``Xi`` agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from ..glossary import Mention
from ..words import keys, lexicon
from .tokens import ABBREVIATED, Page, Run, Token, bag

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
_PARTING = _LINKS - _PARTICLES
_NO_NAMES = _CALENDAR | TITLES | _STARTERS
_POSSESSIVES = ("'s", "’s", "ʼs")
_LONG = 4
"""Words of an institution's name before an *and* that may join another name to it."""


@lru_cache(maxsize=1)
def institution_words() -> frozenset[str]:
    """Words such as ministry and university."""
    return lexicon("institution_words")


def names(page: Page) -> list[Mention]:
    """Every name of a person or place."""
    return [row(page, "name", run) for run in capital_runs(page) if not run.institutional]


def capital_runs(page: Page) -> list[Run]:
    """Runs of capitals of all sentences; links such as *of the* are kept only inside an institution.

    Read once for a page, since names, institutions and roles all ask for them.
    """
    if page.runs is None:
        page.runs = [run for number, line in enumerate(page.lines) if line.capitals for run in _runs(page, number)]
    return page.runs


def _institutional(line: Sequence[Token], low: int, high: int) -> bool:
    """Whether a run names an institution: it holds such a word, or is an acronym of two letters or more."""
    if high == low + 1:
        return not _ministerial(line[low]) and acronym(line[low])
    return any(_ministerial(line[at]) for at in range(low, high))


def _ministerial(token: Token) -> bool:
    """Whether a capital is an institution's word."""
    return token.capital and token.bare in institution_words()


def acronym(token: Token) -> bool:
    """Whether a token is an acronym such as SCO; roman numbers and single letters are not."""
    letters = token.text.split("’")[0].split("'")[0].replace(".", "")
    return len(letters) >= 2 and letters.isupper() and letters.isalpha() and not set(letters) <= set("IVX")


def _runs(page: Page, number: int) -> list[Run]:
    found: list[Run] = []
    line, capitals = page.lines[number].tokens, page.lines[number].capitals
    done = len(line) if _shouting(line, capitals) else 0
    first = next((at for at, token in enumerate(line) if token.wordlike), len(line))
    for at in capitals:
        if at >= done and _starts(page, line, at, at <= first):
            done = _run_stop(line, at)
            for low, high in _parts(line, at, done):
                found.append(Run(number, low, high, _institutional(line, low, high)))
    return found


def _shouting(line: Sequence[Token], capitals: Sequence[int]) -> bool:
    """Whether a sentence is set in capitals throughout, so that capitals say nothing."""
    loud = sum([line[at].text.isupper() and len(line[at].text) > 1 for at in capitals]) if len(capitals) > 2 else 0
    if loud < 3:
        return False
    letters = sum(token.text[0].isalpha() for token in line)
    return letters > 3 and loud > 0.7 * letters


def _starts(page: Page, line: Sequence[Token], at: int, opens: bool) -> bool:
    """Whether a run starts with a capital; `opens` is whether no word stands before it in its sentence."""
    token = line[at]
    if token.key in _NO_NAMES or token.key.split("'")[0] in _STARTERS:
        return False
    if not opens and line[at - 1].text not in '.!?:"“‘«(':
        return True  # a sentence, a quotation or a clause behind a colon begins elsewhere
    following = line[at + 1] if at + 1 < len(line) else None
    if token.bare in page.inner_capitals or acronym(token):
        return token.bare not in page.lower or bool(following and following.capital)
    if token.bare in page.lower:
        return False
    return bool(following and following.capital) or _strange(token)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return lexicon("common_words")


def _strange(token: Token) -> bool:
    """Whether a word that opens a sentence is none of the common words of English in any plain form."""
    word = token.bare
    forms = {word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("ing"), word.removesuffix("ly")}
    return "'" in token.key and not forms & _common()


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


def _parts(line: Sequence[Token], low: int, high: int) -> list[tuple[int, int]]:
    """A run with links is one institution, or else the names between its links."""
    found: list[tuple[int, int]] = []
    links = [at for at in range(low, high) if not line[at].capital and line[at].key in _PARTING]
    for number, link in enumerate(links):
        if link < low:
            continue
        stop = link
        if line[link].key in ("of", "for", "on") and any(
            line[at].bare in institution_words() for at in range(low, link)
        ):
            stop = _last_link(line, low, high, islice(links, number, None))
        found.append((low, stop))
        low = stop
        while low < high and not line[low].capital:
            low += 1
    return [*found, (low, high)] if low < high else found


def _last_link(line: Sequence[Token], low: int, high: int, links: Iterable[int]) -> int:
    """Where an institution ends that is followed by *and* or *in* and another name."""
    for at in links:
        if line[at].key == "in" or (
            line[at].key == "and"
            and at + 2 < high
            and line[at + 1].bare not in institution_words()
            and line[at + 2].capital
            and at - low > _LONG
        ):
            return at
    return high


def row(page: Page, kind: str, run: Run) -> Mention:
    """The row of a run, its possessive taken off."""
    start, stop = page.span(run.number, run.low, run.high)
    text, sentence = page.report.text[start:stop], page.sentences[run.number]
    if text.endswith(_POSSESSIVES):
        text, stop = text[:-2], stop - 2
    return Mention(page.report.report, sentence.place, start, stop, kind, text, _value(text))


@lru_cache(maxsize=8192)
def _value(text: str) -> str:
    """The comparison keys of a name, titles left out; names come again and again."""
    return " ".join(word for word in keys(text) if word not in TITLES)
