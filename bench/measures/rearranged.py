"""Rewordings with a token map, rearranged: in another order; and cut, with sentences of a stranger in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..aligning import Gold, f1_of, found_pairs, pair_counts
from ..figures import Figure, errors, score
from ..laying import TextPair, lay
from ..sets import Row, rank
from ..subject import spread
from ..task import Task

KIND = "word_sub"
CUT, BLOCK = 0.4, 4
"""Share of the rewording's sentences that is cut; sentences of a stranger that are set into the middle."""

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
    turned = [*pieces[1:], *pieces[:1]]
    order = "another order"
    shuffled = [_made(*each, order, _shuffled(own)) for each, own in zip(held, pieces, strict=True)]
    cut = f"cut by {CUT:.0%}, a foreign block in the middle"
    blocked = [
        _made(*each, cut, _blocked(own, strange)) for each, own, strange in zip(held, pieces, turned, strict=True)
    ]
    found = []
    for kind, made in ((order, shuffled), (cut, blocked)):
        laid = spread(task.jobs, lay, [each.pair for each in made])
        counts = [pair_counts(answer, each.gold) for answer, each in zip(laid, made, strict=True)]
        found.append(score(name, f"links F1, {KIND}, {kind}", counts, f1_of, "bootstrap over texts"))
    linked = 0
    for each, answer in zip(blocked, laid, strict=True):
        linked += len(each.guests & {there for _, there in found_pairs(answer, each.gold)})
    guests = sum(len(each.guests) for each in blocked)
    return [*found, errors(name, f"{KIND}, foreign block: its sentences linked", linked, guests)]


def _pieces(row: Row, gold: Gold) -> list[Piece]:
    """The sentences of the rewording, in order, each with its stop: the map leaves that out."""
    made = row["variants"][KIND]
    text = made["text"] if isinstance(made, dict) else made
    borders = [*(start for start, _ in gold.there), len(text)]
    return [(text[start:stop].strip(), at) for at, (start, stop) in enumerate(pairwise(borders))]


def _shuffled(pieces: Sequence[Piece]) -> list[Piece]:
    """In an order drawn by digest."""
    return sorted(pieces, key=lambda piece: rank(f"{piece[1]}|{piece[0]}"))


def _blocked(pieces: Sequence[Piece], strange: Sequence[Piece]) -> list[Piece]:
    """Without those that a digest draws, and with some of a stranger's in the middle."""
    gone = set(_shuffled(pieces)[: round(CUT * len(pieces))])
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
