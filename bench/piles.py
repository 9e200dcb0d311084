"""Piles of any size from a base of real reports, with tellings of known kind and parent.

Drawn with a fixed seed: the same base gives the same pile. Names, sites and stand-in words are made up here; the
base itself is never shipped. What is made: 40 % originals, 2 % hard negatives (a template with other numbers, one
quoted statement in two reports, one block of site furniture), the rest tellings in families of 2 to 10 and a few of
50: verbatim with furniture, abridged to 20-60 %, edited, 10 / 30 / 50 % of the words replaced, abridged and
replaced, expanded. Beyond the base, an original is a base report in which every name and number is exchanged and
every second sentence comes from another one, so that two draws of a base report are no copies.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KINDS = (
    "verbatim",
    "abridged",
    "edited",
    "replaced 10",
    "replaced 30",
    "replaced 50",
    "abridged and replaced 30",
    "expanded",
)
_SYLLABLES = ("ba", "do", "ka", "li", "mer", "no", "pel", "ran", "so", "ti", "ul", "ven", "wis", "yor", "zan", "hel")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+[\"”]?\s*|[^.!?\n]+$")
_WORD = re.compile(r"\b[a-z]{3,}\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Made:
    """A report of a pile: what was done to its parent to get it; the family is the id of its original."""

    id: str
    family: str
    kind: str
    parent: str
    text: str


def grow(base: Sequence[str], size: int, seed: int = 20) -> Iterator[Made]:
    """`size` reports, in an order that tells nothing of families within a stretch of a thousand."""
    draw = random.Random(seed)
    order = list(range(len(base)))
    draw.shuffle(order)
    sites = [_site(draw) for _ in range(300)]
    stretch: list[Made] = []
    made = originals = 0
    while made < size:
        family = f"r{originals:07d}"
        text = _original(base, order, originals, draw)
        originals += 1
        members = _family(family, text, base, sites, draw)[: size - made]
        made += len(members)
        stretch += members
        if len(stretch) >= 1000 or made >= size:
            draw.shuffle(stretch)
            yield from stretch
            stretch = []


def _family(family: str, text: str, base: Sequence[str], sites: Sequence[str], draw: random.Random) -> list[Made]:
    chance = draw.random()
    if chance < 0.03:
        return _negatives(family, text, base, sites, draw)
    count = 1 if chance < 0.62 else 50 if chance > 0.999 else 2 + min(int(draw.expovariate(0.5)), 8)
    members = [Made(family, family, "original", "", _dressed(text, sites, draw) if draw.random() < 0.3 else text)]
    for number in range(1, count):
        kind = KINDS[draw.randrange(len(KINDS))]
        parent = members[draw.randrange(len(members))] if draw.random() < 0.25 else members[0]
        told = _told(kind, parent.text, base, draw)
        if kind == "verbatim" or draw.random() < 0.5:
            told = _dressed(told, sites, draw)
        members.append(Made(f"{family}-{number}", family, kind, parent.id, told))
    return members


def _told(kind: str, text: str, base: Sequence[str], draw: random.Random) -> str:
    if kind == "abridged":
        return _abridged(text, draw)
    if kind == "edited":
        return _edited(text, draw)
    if kind == "expanded":
        return _expanded(text, base[draw.randrange(len(base))], draw)
    if kind.startswith("abridged and"):
        return replaced(_abridged(text, draw), 0.3, draw)
    if kind.startswith("replaced"):
        return replaced(text, int(kind.split()[-1]) / 100, draw)
    return text


def pieces(text: str) -> list[str]:
    """A text in sentences, white space kept, so that joined they are the text."""
    return _SENTENCE.findall(text)


def _abridged(text: str, draw: random.Random) -> str:
    """20 to 60 % of the sentences, mostly from the top, some from the middle, in order."""
    parts = pieces(text)
    keep = max(2, round(len(parts) * draw.uniform(0.2, 0.6)))
    top = list(range(min(keep - keep // 4, len(parts))))
    rest = [at for at in range(len(parts)) if at not in set(top)]
    kept = sorted(top + draw.sample(rest, min(keep // 4, len(rest))))
    return "".join(parts[at] for at in kept).strip()


def _expanded(text: str, other: str, draw: random.Random) -> str:
    """Three to six sentences of another report set in, never so many that it is half of that one."""
    parts, guest = pieces(text), pieces(other)
    count = min(draw.randrange(3, 7), len(guest) // 3)
    start, at = draw.randrange(max(len(guest) - count, 1)), draw.randrange(len(parts) // 2, len(parts) + 1)
    return (
        "".join(parts[:at]).rstrip()
        + "\n"
        + "".join(guest[start : start + count]).rstrip()
        + "\n"
        + "".join(parts[at:])
    )


def _edited(text: str, draw: random.Random) -> str:
    """A sentence or two cut, two neighbours changed about, a few words replaced."""
    parts = pieces(text)
    for _ in range(max(1, len(parts) // 15)):
        if len(parts) > 4:
            parts.pop(draw.randrange(1, len(parts)))
    if len(parts) > 4:
        at = draw.randrange(1, len(parts) - 1)
        parts[at : at + 2] = reversed(parts[at : at + 2])
    return replaced("".join(parts), 0.03, draw)


def replaced(text: str, share: float, draw: random.Random) -> str:
    """Lower-case words exchanged for words of the same text or made-up ones; a name mangled now and then."""
    stock = sorted(set(_WORD.findall(text))) or ["word"]

    def stand_in(found: re.Match[str]) -> str:
        if draw.random() >= share:
            return found.group()
        return draw.choice(stock) if draw.random() < 0.5 else _invented(draw).lower()

    def mangle(found: re.Match[str]) -> str:
        word = found.group()
        return word if draw.random() >= share / 4 else word[:2] + draw.choice("aeiou") + word[2:]

    return _NAME.sub(mangle, _WORD.sub(stand_in, text))


def _invented(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(2 + (draw.random() < 0.4))).capitalize()


def _site(draw: random.Random) -> str:
    """The furniture of one made-up site: 20 to 60 words with a sign-up, a notice and words of its own."""
    name = _invented(draw)
    words = " ".join(_invented(draw).lower() for _ in range(draw.randrange(6, 30)))
    offer = draw.choice(("Sign up for our newsletter", "Get the morning briefing", "Read more stories like this"))
    return f"{offer} from {name}. By signing up you agree to the terms of {name} {words}. © {name} Media"


def _dressed(text: str, sites: Sequence[str], draw: random.Random) -> str:
    """Furniture of a site (some sites are much commoner than others) in front, behind or in the middle."""
    site = sites[min(int(draw.paretovariate(0.8)) - 1, len(sites) - 1)]
    parts = pieces(text)
    at = draw.choice((0, len(parts), len(parts) // 2))
    return "".join(parts[:at]) + site + "\n\n" + "".join(parts[at:])


def _negatives(family: str, text: str, base: Sequence[str], sites: Sequence[str], draw: random.Random) -> list[Made]:
    """Two reports that share something and are not one report retold; each is an original by itself."""
    other = base[draw.randrange(len(base))]
    kind = draw.choice(("statement", "furniture"))
    if kind == "statement":
        said = " ".join(_invented(draw).lower() for _ in range(draw.randrange(40, 80)))
        block = f'"{said}," {_invented(draw)} {_invented(draw)} said.\n\n'
    else:
        block = " ".join(draw.sample(list(sites), 4)) + "\n\n"
    return [
        Made(f"{family}-x{at}", f"{family}-x{at}", f"negative {kind}", "", _inside(_exchanged(one, draw), block))
        for at, one in enumerate((text, other))
    ]


def _inside(text: str, block: str) -> str:
    parts = pieces(text)
    return "".join(parts[: len(parts) // 2]) + block + "".join(parts[len(parts) // 2 :])


def _original(base: Sequence[str], order: Sequence[int], number: int, draw: random.Random) -> str:
    """The next base report; beyond the base, two of them mixed, with every name and number exchanged."""
    if number < len(order):
        return base[order[number]]
    one, other = pieces(base[draw.randrange(len(base))]), pieces(base[draw.randrange(len(base))])
    mixed = [part for at, part in enumerate(one) if at % 2] + [part for at, part in enumerate(other) if not at % 2]
    return _exchanged("".join(mixed), draw)


def _exchanged(text: str, draw: random.Random) -> str:
    names: dict[str, str] = {}
    text = _NAME.sub(lambda found: names.setdefault(found.group(), _invented(draw)), text)
    return re.sub(r"\d+", lambda found: str(draw.randrange(10 ** len(found.group()))), text)
