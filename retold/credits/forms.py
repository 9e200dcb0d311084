"""The forms that credits take: dates, agencies, names, and the lines in which they stand."""

from __future__ import annotations

import re
from functools import lru_cache

from retold.words import lexicon

_UPPER = "A-ZÀ-ÖØ-ÞĀČĆĐĒĞĪŁŃŐŚŠŪŽ"
_NAME = rf"[{_UPPER}][\w.’'-]+(?:\s(?:[{_UPPER}][\w.’'-]*|de|da|di|du|la|van|der|den|von|bin|al|el|ter)){{1,4}}"
NAMES = rf"{_NAME}(?:(?:, | and | AND | & |, and ){_NAME}){{0,5}}"
"""One or more people's names in a row."""
ALL_NAMES = re.compile(NAMES)

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr may jun jul aug sep oct nov dec"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_CLOCK = (
    r"(?:,?\s*(?:at|\||-|–|T)?\s*\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"(?:\s?(?:Z|[+-]\d{2}:?\d{2}|GMT|UTC|BST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|CES?T))?)"
)
DATE = re.compile(
    rf"(?:{_DAY}[,.]?\s+)?(?:"
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\.?,?\s+(?P<year2>(?:19|20)\d\d)"
    r"|(?P<year3>(?:19|20)\d\d)/(?P<month3>\d\d)/(?P<day3>\d\d)"
    rf")(?:(?!\w)|(?=T\d)){_CLOCK}?",
    re.IGNORECASE,
)
"""A full date with an optional weekday before it and clock time behind it."""

LABEL = re.compile(
    r"\W{0,3}(?:date|dated|(?:first |originally |last )?(?:published|posted|updated|modified|created)(?: (?:on|at))?|"
    r"publish date|publication date|issued|updated on)\s?:?\s*",
    re.IGNORECASE,
)

_CAPITALS = (
    rf"(?:[{_UPPER}][{_UPPER}.’'/-]+(?: (?:[{_UPPER}][{_UPPER}.’'/-]*|de|of|al)){{0,4}})"
    rf"(?:, (?:[{_UPPER}][\w.’'-]+)(?: [{_UPPER}][\w.’'-]*){{0,3}}){{0,2}}"
)
_ON = rf"(?:,? (?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH}\.?|{_DAY}\b))?"
DATELINE = re.compile(
    rf"(?P<place>{_CAPITALS}{_ON})"
    r"(?:\s?\((?P<agency>[^()\n]{2,40})\))?\s*(?P<dash>—|–|―|--|-(?=\s)|:(?=\s))\s*(?=[“\"‘'(\[]?[^\W_a-z])"
)
DATED_PLACE = re.compile(
    rf"(?P<place>{_CAPITALS}), "
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\.?|{_MONTH}\.? \d{{1,2}}\.)(?=\s|\Z)(?!\s*[—–―-])"
)
"""A place in capitals and a day, closed by a stop: ``OAKLEY, 4 March.``"""
SOFT_DATELINE = re.compile(
    rf"(?P<place>(?:[{_UPPER}][\w.’'/-]+(?: [{_UPPER}][\w.’'/-]*){{0,3}})"
    rf"(?:, [{_UPPER}][\w.’' ]{{1,30}})?{_ON})"
    r"\s?\((?P<agency>[^()\n]{2,40})\)\s*(?P<dash>—|–|―|--|-(?=\s)|:(?=\s))\s*(?=\S)"
)
BARE_DATELINE = re.compile(
    rf"(?:{_MONTH}\.? \d{{1,2}} )?\((?P<agency>[^()\n]{{2,40}})\)\s*(?P<dash>—|–|―|--|-(?=\s))\s*(?=\S)"
)

BYLINE = re.compile(
    rf"\W{{0,3}}(?:(?:[Bb]y|BY|(?:Written|Authored|Reported|Words|Story|Report)\s[Bb]y)\s?:?\s+"
    rf"|(?i:words|text|interview|author|reporter)\s?:\s+)(?P<names>{NAMES})"
)
AGENCY_BYLINE = re.compile(r"\W{0,3}(?:[Bb]y|BY|From|FROM|With|WITH)\s?:?\s+(?P<agency>[A-Z][\w.&’' -]{1,40})\W*\Z")
LED_IN = re.compile(r"\A\W{0,3}(?:With|From|WITH|FROM)\s+")
"""What may stand before an agency on a line that credits it."""

POST_BYLINE = re.compile(
    rf"(?P<names>{NAMES})(?:,| \||\s[-–—])\s*(?:(?:our|senior|chief|staff|special|political|foreign|science|health|"
    r"business|sports?|education|crime|world|national|local|investigative|environment|diplomatic|home affairs|"
    r"economics)\s){0,3}"
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|bureau chief|journalist)\b",
    re.IGNORECASE,
)
PLACE_BYLINE = re.compile(rf"(?P<names>{NAMES}) in (?P<place>[{_UPPER}][\w.’'-]+(?: [{_UPPER}][\w.’'-]+){{0,2}})\W*\Z")
ROLE = re.compile(
    r"(?:[\w’'-]+ (?:and |of |for )?){0,3}"
    r"(?:reporter|correspondent|writer|editor|columnist|contributor|critic|journalist)\W*",
    re.IGNORECASE,
)
"""A line that holds nothing but what somebody is at a paper, as it stands below a name."""
TRANSLATED = re.compile(
    rf"\W{{0,3}}(?i:translated (?:from (?:the )?\w+ )?by|translation ?(?:by|:))\s+(?P<names>{NAMES})\W*"
)
"""Who made the report out of one in another language."""

_HOLDER = r"(?P<who>(?:[Tt]he )?[A-Z@][\w.&’'@/-]*(?:,? (?:&|and|of|for|[A-Z][\w.&’'/-]*)){0,6})"
_YEAR = r"\s*(?:(?:19|20)\d\d,?)?\s*(?:by )?"
COPYRIGHT = "a copyright line of an agency or outlet"
_FIRST = "a line that says where the report was first published"
_SOURCE = "a line that names a source"
CREDIT_LINES = (
    (rf"\W{{0,4}}(?i:copyright)(?:\s*(?:©|\([cC]\)))?{_YEAR}", 0.95, COPYRIGHT),
    (rf"\W{{0,4}}(?:©|\([cC]\)){_YEAR}", 0.95, COPYRIGHT),
    (
        r"\W{0,3}(?i:this (?:article|story|report|piece|post|column|essay|interview) (?:was|is|has been|had)? ?"
        r"(?:(?:originally|first|also|initially|previously) )*(?:been )?"
        r"(?:published|appeared|printed|posted|produced|provided|reported|written|syndicated) (?:by|in|on|at|from)) ",
        0.95,
        _FIRST,
    ),
    (r"\W{0,3}(?i:(?:first|originally) (?:published|appeared) (?:by|in|on|at)) ", 0.9, _FIRST),
    (r"\W{0,3}(?i:read the original (?:article|story|report) (?:on|at|in)) ", 0.9, _FIRST),
    (r"\W{0,3}(?i:sources?|via|h/t|hat tip|with in(?:puts|formation) from|credit|agency)\s?:\s*", 0.85, _SOURCE),
    (r"\W{0,4}(?i:with (?:inputs?|files?|reporting|assistance|information) from) ", 0.85, _SOURCE),
)
"""What stands before the credited in a credit line at the start of a sentence, with a confidence and a reason."""


@lru_cache(maxsize=1)
def credit_lines() -> tuple[tuple[re.Pattern[str], float, str], ...]:
    """The forms of credit lines, each with the group `who`, a confidence and a reason."""
    return tuple((re.compile(lead + _HOLDER), confidence, why) for lead, confidence, why in CREDIT_LINES)


@lru_cache(maxsize=1)
def months() -> frozenset[str]:
    """The names of the months and their short forms, as they are written."""
    return frozenset(name.capitalize() for name in _MONTHS.split())


@lru_cache(maxsize=1)
def slugs() -> frozenset[str]:
    """Words in capitals that stand before a dash and are no place: BREAKING, ANALYSIS."""
    return lexicon("slugs")


REPORTING = re.compile(
    r"\W{0,3}(?i:(?:additional |further )?(?:reporting|report|writing|editing|compiled|contributing)"
    r"(?: and (?:writing|editing))?"
    rf"(?: by|:))\s+(?P<who>{NAMES}|[A-Z][\w.’'-]+)"
)
CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|piece)|(?:additional )?reporting)\b"
)
DASHED = re.compile(r"[—–―-]{1,2}\s?(?P<who>[^\s—–-][^\n—–]{1,60}?)\.?\Z")
BRACKETED = re.compile(r"[(\[](?P<who>[^()\[\]\n]{2,60})[)\]]\.?\Z")


@lru_cache(maxsize=1)
def _houses() -> dict[str, str]:
    """Every form of an agency's or outlet's name -> its normal form."""
    found: dict[str, str] = {}
    for entry in sorted(lexicon("agencies")):
        _, name, forms = entry.split(" ; ")
        for form in forms.split("|"):
            found[form.strip()] = name
    return found


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    return {form.casefold(): name for form, name in _houses().items() if len(form) > 3}


def house(text: str) -> str | None:
    """The normal form of an agency's or outlet's name, or None; forms of up to three letters keep their case."""
    bare = " ".join(text.split()).strip(" .,;:|*")
    for prefix in ("", "the ", "The "):
        said = bare.removeprefix(prefix) if prefix else bare
        found = _houses().get(said) or _folded().get(said.casefold())
        if found:
            return found
    return bare if _CALLED_AGENCY.fullmatch(bare) else None


_CALLED_AGENCY = re.compile(
    rf"(?!(?:By|With|From|The)\b)(?:[{_UPPER}][\w.’'-]+ ){{1,4}}"
    r"(?:(?i:(?:news|press|wire|sports?|photo|media) (?:agency|service|association|bureau))|Newswires?)"
)
"""A name that says by itself that it is an agency's."""
_BEHIND_NAME = re.compile(rf", (?P<agency>{_CALLED_AGENCY.pattern})\Z")
"""The same behind a person's name, at the end."""


@lru_cache(maxsize=1)
def _house_pattern() -> re.Pattern[str]:
    forms = sorted(_houses(), key=lambda form: (-len(form), form))
    return re.compile(r"(?<![\w/])(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")


def houses_in(text: str) -> list[tuple[int, int, str]]:
    """The agencies and outlets that a short text names: start, stop, normal form."""
    known = [(m.start(), m.end(), _houses()[m.group()]) for m in _house_pattern().finditer(text)]
    called = _BEHIND_NAME.search(text) if "," in text and not known else None
    return known or ([(*called.span("agency"), called["agency"])] if called else [])


def iso(match: re.Match[str]) -> str | None:
    """The ISO 8601 date of a `DATE` match, or None where there is no such day."""
    if match["iso"]:
        year, month, day = match["iso"].split("-")
    elif match["year3"]:
        year, month, day = match["year3"], match["month3"], match["day3"]
    else:
        name = (match["month"] or match["month2"]).lower()[:3]
        year = match["year"] or match["year2"]
        month = str(_MONTHS.split()[12:].index(name) + 1)
        day = match["day"] or match["day2"]
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{year}-{int(month):02d}-{int(day):02d}"


def people(text: str) -> str:
    """Names in normal form: capitals undone, `and` for the last comma."""
    parts = [part for part in re.split(r",? (?:and|AND) |, | & ", " ".join(text.split())) if part]
    return ", ".join(re.sub(rf" {_MONTH}\Z", "", _person(part)) for part in parts)


def _person(name: str) -> str:
    words = name.strip(" ,;").split(" ")
    return " ".join(word.title() if len(word) > 2 and word.isupper() else word for word in words)


def place_name(text: str) -> str:
    """A dateline's place in normal form: capitals undone, the day left out."""
    bare = re.sub(rf"(?:,? (?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH}\.?)|, {_DAY})\Z", "", " ".join(text.split()))
    return ", ".join(_person(part) for part in bare.split(", "))
