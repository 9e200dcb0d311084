"""Rewordings with a token map, rearranged: in another order; and cut, with sentences of a stranger in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..aligning import Gold, Stretch, f1_of, pair_counts, place
from ..figures import Figure, errors, score
from ..laying import Laid, TextPair, lay
from ..sets import Row, rank
from ..subject import spread
from ..task import Task

KIND = "word_sub"
CUT, BLOCK = 0.4, 4
"""Share of the rewording's sentences that is cut; sentences of a stranger that are set into the middle."""
DRAWS = 4
"""How often it is drawn what is cut, and whose sentences are set in."""

Piece = tuple[str, int | None]
"""A sentence, and which one of the rewording it is; None for a stranger's."""


@dataclass(frozen=True, slots=True)
class Made:
    """An original beside what became of its rewording; `guests` are the sentences that are a stranger's."""

    pair: TextPair
    gold: Gold
    guests: frozenset[int]


def rearranged(task: Task, name: str, rows: Sequence[Row], golds: Mapping[tuple[str, str], Gold]) -> list[Figure]:
    """Links of rewordings with their sentences in another order, and of cut ones with a foreign block."""
    held = [(row, golds[row["id"], KIND]) for row in rows if (row["id"], KIND) in golds]
    if len(held) < 2:
        return []
    pieces = [_pieces(row, gold) for row, gold in held]
    order = "another order"
    shuffled = [_made(*each, order, _shuffled(own)) for each, own in zip(held, pieces, strict=True)]
    cut = f"cut by {CUT:.0%}, a foreign block in the middle"
    draws = [_cut_and_set_in(held, pieces, cut, draw) for draw in range(DRAWS)]
    found, answers = [], []
    for kind, made in ((order, shuffled), (cut, draws[0])):
        answers = spread(task.jobs, lay, [each.pair for each in made])
        counts = [pair_counts(answer, each.gold) for answer, each in zip(answers, made, strict=True)]
        found.append(score(name, f"links F1, {KIND}, {kind}", counts, f1_of, "bootstrap over texts"))
    further = [each for made in draws[1:] for each in made]
    others = spread(task.jobs, lay, [each.pair for each in further])
    found.append(_into(name, f"{KIND}, foreign block: its sentences linked", draws[0], answers))
    return [*found, _into(name, f"{KIND}, foreign block, {DRAWS - 1} more draws: linked", further, others)]


def _cut_and_set_in(
    held: Sequence[tuple[Row, Gold]], pieces: Sequence[Sequence[Piece]], kind: str, draw: int
) -> list[Made]:
    """Each rewording cut, with sentences of the one that stands so many places after it."""
    turned = [*pieces[draw + 1 :], *pieces[: draw + 1]]
    return [
        _made(*each, f"{kind}, {draw}" if draw else kind, _blocked(own, strange, draw))
        for each, own, strange in zip(held, pieces, turned, strict=True)
    ]


def _into(name: str, measure: str, made: Sequence[Made], answers: Sequence[Laid]) -> Figure:
    """How many sentences of strangers are linked."""
    linked = sum(len(_strangers_linked(each, answer)) for each, answer in zip(made, answers, strict=True))
    return errors(name, measure, linked, sum(len(each.guests) for each in made))


def _strangers_linked(made: Made, answer: Laid) -> set[int]:
    """The stranger's sentences that are linked.

    Not one that was read as one sentence with an own sentence beside it, for want of a stop, where the original of that
    own sentence is what it is linked with.
    """
    found = set()
    for link in answer.fates:
        if link.here and link.there:
            one, other = place(link.here, made.gold.here), place(link.there, made.gold.there)
            own = [at for at in _held(link.there, made.gold) if (one, at) in made.gold.pairs]
            if other in made.guests and not own:
                found.add(other)
    return {other for other in found if other is not None}


def _held(stretch: Stretch, gold: Gold) -> list[int]:
    """The true sentences of which at least half stands in a stretch."""
    shares = [(min(stop, stretch[1]) - max(start, stretch[0])) * 2 >= stop - start for start, stop in gold.there]
    return [at for at, share in enumerate(shares) if share]


def _pieces(row: Row, gold: Gold) -> list[Piece]:
    """The sentences of the rewording, in order, each with its stop: the map leaves that out."""
    made = row["variants"][KIND]
    text = made["text"] if isinstance(made, dict) else made
    borders = [*(start for start, _ in gold.there), len(text)]
    return [(text[start:stop].strip(), at) for at, (start, stop) in enumerate(pairwise(borders))]


def _shuffled(pieces: Sequence[Piece], draw: int = 0) -> list[Piece]:
    """In an order drawn by digest."""
    salt = f"{draw}|" if draw else ""
    return sorted(pieces, key=lambda piece: rank(f"{salt}{piece[1]}|{piece[0]}"))


def _blocked(pieces: Sequence[Piece], strange: Sequence[Piece], draw: int = 0) -> list[Piece]:
    """Without those that a digest draws, and with some of a stranger's in the middle."""
    gone = set(_shuffled(pieces, draw)[: round(CUT * len(pieces))])
    kept = [piece for piece in pieces if piece not in gone]
    first = max(0, (len(strange) - BLOCK) // 2)
    guests: list[Piece] = [(text, None) for text, _ in strange[first : first + BLOCK]]
    return [*kept[: len(kept) // 2], *guests, *kept[len(kept) // 2 :]]


def _made(row: Row, gold: Gold, kind: str, pieces: Sequence[Piece]) -> Made:
    """The pieces as a text, with the gold that follows."""
    text, spans, place = "", [], {}
    for number, (piece, at) in enumerate(pieces):
        text += " " if text else ""
        spans.append((len(text), len(text) + len(piece)))
        text += piece
        if at is not None:
            place[at] = number
    pairs = {(here, place[there]): fate for (here, there), fate in gold.pairs.items() if there in place}
    guests = frozenset(number for number, (_, at) in enumerate(pieces) if at is None)
    pair = TextPair(row["id"], f"{row['id']}|{KIND}, {kind}", row["original"], text)
    return Made(pair, Gold(gold.here, tuple(spans), pairs), guests)
