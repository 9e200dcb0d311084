"""Piles of any size from a base of real reports, with tellings of known kind and parent.

Drawn with a fixed seed: the same base gives the same pile. Names, sites and stand-in words are made up here; the
base itself is never shipped. What is made: originals (about half), 3 % hard negatives (one quoted statement in two
reports, one block of site furniture, the same names and numbers in other words), the rest tellings in families of 2
to 10 and a few of 50: verbatim with furniture, abridged to 20-60 %, edited, 10 / 30 / 50 % of the words replaced,
abridged and replaced, expanded. A telling is made from the story of its parent, not from the furniture around it.
Beyond the base, an original is drawn from a chain of the base's words (each word follows one that it follows there),
with names and numbers of its own: easier than real news, and no copy of any.

``python -m bench.piles BASE.jsonl SIZE OUT.jsonl`` writes one, with the truth beside each text; ``OUT.parquet`` gets
ids and texts alone, and the truth stands in ``OUT-truth.parquet``: a million reports are written as they are made.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, pairwise
from pathlib import Path

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
_SYLLABLES = re.findall(
    r"\w+",
    "ba do ka li mer no pel ran so ti ul ven wis yor zan hel bri cor dun esk fal gor hin jas kel lom mar nev ost pir "
    "quen ros sal tor umb vik wen yal zor ard",
)
_STOP = re.compile(r"(?:(?<!\b[A-Z])[.!?][\"”’')]*(?=\s)|\n)\s*")
_TOKEN = re.compile(r"\S+\s*")
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
    chain = Chain(base) if size > len(base) else None
    stretch: list[Made] = []
    made = originals = 0
    while made < size:
        family = f"r{originals:07d}"
        text = base[order[originals]] if originals < len(order) or chain is None else chain.text(draw)
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
    stories = [text]
    for number in range(1, count):
        kind = KINDS[draw.randrange(len(KINDS))]
        parent = draw.randrange(len(members)) if draw.random() < 0.25 else 0
        stories.append(_told(kind, stories[parent], base, draw))
        dressed = kind == "verbatim" or draw.random() < 0.5
        told = _dressed(stories[-1], sites, draw) if dressed else stories[-1]
        members.append(Made(f"{family}-{number}", family, kind, members[parent].id, told))
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
    """A text in sentences, white space kept, so that joined they are the text; no figure is cut at its point."""
    ends = [found.end() for found in _STOP.finditer(text)]
    return [text[start:stop] for start, stop in pairwise(sorted({0, *ends, len(text)}))]


def _abridged(text: str, draw: random.Random) -> str:
    """20 to 60 % of the sentences, mostly from the top, some from the middle, in order; never under 20 words."""
    parts = pieces(text)
    keep = max(2, round(len(parts) * draw.uniform(0.2, 0.6)))
    while keep < len(parts) and sum(len(part.split()) for part in parts[: keep - keep // 4]) < 20:
        keep += 1
    top = list(range(min(keep - keep // 4, len(parts))))
    rest = [at for at in range(len(parts)) if at not in set(top)]
    kept = sorted(top + draw.sample(rest, min(keep // 4, len(rest))))
    return "".join(parts[at] for at in kept).strip()


def _expanded(text: str, other: str, draw: random.Random) -> str:
    """Three to six sentences of another report set in, never so many that it is a third of that one's words."""
    parts, guest = pieces(text), pieces(other)
    count = min(draw.randrange(3, 7), len(guest) // 3)
    start, at = draw.randrange(max(len(guest) - count, 1)), draw.randrange(len(parts) // 2, len(parts) + 1)
    while 3 * len(" ".join(guest[start : start + count]).split()) > len(other.split()):
        count -= 1
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
        return draw.choice(stock) if draw.random() < 0.5 else invented(draw).lower()

    def mangle(found: re.Match[str]) -> str:
        word = found.group()
        return word if draw.random() >= share / 4 else word[:2] + draw.choice("aeiou") + word[2:]

    return _NAME.sub(mangle, _WORD.sub(stand_in, text))


def invented(draw: random.Random) -> str:
    """A made-up word, or name, with a capital."""
    return "".join(draw.choice(_SYLLABLES) for _ in range(2 + (draw.random() < 0.4))).capitalize()


def _site(draw: random.Random) -> str:
    """The furniture of one made-up site: 20 to 60 words with a sign-up, a notice and words of its own."""
    name = invented(draw)
    words = " ".join(invented(draw).lower() for _ in range(draw.randrange(6, 30)))
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
    kind = draw.choice(("statement", "furniture", "event"))
    if kind == "event":
        texts = [text, _of_the_same_event(text, other, draw)]
    elif kind == "statement":
        said = " ".join(invented(draw).lower() for _ in range(draw.randrange(40, 80)))
        block = f'"{said}," {invented(draw)} {invented(draw)} said.\n\n'
        texts = [inside(_exchanged(one, draw), block) for one in (text, other)]
    else:
        block = " ".join(draw.sample(list(sites), 4)) + "\n\n"
        texts = [inside(_exchanged(one, draw), block) for one in (text, other)]
    return [Made(f"{family}-x{at}", f"{family}-x{at}", f"negative {kind}", "", one) for at, one in enumerate(texts)]


def inside(text: str, block: str) -> str:
    """A text with a block set into its middle, between two sentences."""
    parts = pieces(text)
    return "".join(parts[: len(parts) // 2]) + block + "".join(parts[len(parts) // 2 :])


def _of_the_same_event(text: str, other: str, draw: random.Random) -> str:
    """The words of another report with the names and numbers of this one, in an order of their own."""
    names, numbers = _NAME.findall(text) or ["Ostmar"], re.findall(r"\d+", text) or ["7"]
    given: dict[str, str] = {}
    other = _NAME.sub(lambda found: given.setdefault(found.group(), draw.choice(names)), other)
    return re.sub(r"\d+", lambda _: draw.choice(numbers), other)


class Chain:
    """Texts in which each word follows one that it follows in the base (a Markov chain of order 1)."""

    def __init__(self, base: Sequence[str]) -> None:
        self.followers: dict[str, list[str]] = {}
        self.lengths: list[int] = []
        for text in base:
            tokens = _TOKEN.findall(text)
            self.lengths.append(len(tokens))
            for one, other in zip(["", *tokens], tokens, strict=False):
                self.followers.setdefault(one, []).append(other)

    def text(self, draw: random.Random) -> str:
        """One text, as long as some report of the base, with names and numbers of its own."""
        made: list[str] = []
        token = ""
        for _ in range(self.lengths[int(draw.random() * len(self.lengths))]):
            choice = self.followers.get(token) or self.followers[""]
            token = choice[int(draw.random() * len(choice))]
            made.append(token)
        return _exchanged("".join(made), draw)


def _exchanged(text: str, draw: random.Random) -> str:
    names: dict[str, str] = {}
    text = _NAME.sub(lambda found: names.setdefault(found.group(), invented(draw)), text)
    return re.sub(r"\d+", lambda found: str(draw.randrange(10 ** len(found.group()))), text)


def main(argv: Sequence[str]) -> int:
    """``python -m bench.piles BASE.jsonl SIZE OUT``: a pile with its truth."""
    out = Path(argv[2])
    with Path(argv[0]).open(encoding="utf-8") as lines:
        base = [json.loads(line)["text"] for line in lines]
    made = grow(base, int(argv[1]))
    if out.suffix == ".parquet":
        write_parquet(made, out)
        return 0
    with out.open("w", encoding="utf-8") as lines:
        for row in made:
            lines.write(json.dumps(asdict(row)) + "\n")
    return 0


def write_lines(path: Path, made: Iterable[Made]) -> None:
    """A pile as JSON Lines with id and text alone."""
    with path.open("w", encoding="utf-8") as lines:
        for row in made:
            lines.write(json.dumps({"id": row.id, "text": row.text}) + "\n")


def write_parquet(made: Iterable[Made], out: Path, at_once: int = 20_000) -> None:
    """A pile as Parquet (id, text), its truth (id, family, kind, parent) in a file beside it."""
    import pyarrow as arrow
    from pyarrow.parquet import ParquetWriter

    files = ((out, ("id", "text")), (truth_of(out), ("id", "family", "kind", "parent")))
    schemas = [arrow.schema([(name, arrow.string()) for name in names]) for _, names in files]
    rows = iter(made)
    with ParquetWriter(out, schemas[0]) as pile, ParquetWriter(files[1][0], schemas[1]) as truth:
        while part := list(islice(rows, at_once)):
            for writer, schema in zip((pile, truth), schemas, strict=True):
                writer.write_table(
                    arrow.table([[getattr(row, name) for row in part] for name in schema.names], schema=schema)
                )


def truth_of(pile: Path) -> Path:
    """Where the truth of a pile in Parquet stands."""
    return pile.with_name(f"{pile.stem}-truth.parquet")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
