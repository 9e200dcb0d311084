"""Content units: the sentences that several tellings share, joined across all pairs.

Links are taken from the likest to the least like, and a link that would put two sentences of one telling into one
unit is refused unless it says that a sentence was split or merged: so one doubtful link never runs two units of the
story together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..glossary import Collation, Link
from ..settings import SETTINGS
from .places import Place
from .running import agreement, in_sentences, laid_beside, running_places
from .sides import Side

Node = tuple[str, int]


def units(held: Sequence[Side], collations: Sequence[Collation]) -> tuple[list[Place], bool]:
    """The content units of a family, in the order of the fullest telling; and whether to read them word by word.

    They are sentences, unless copies word by word do not agree where a sentence ends (`running`).
    """
    body = {(side.key, sentence.place) for side in held for sentence in side.body}
    classes = _joined(body, collations)
    by_words = False
    if len(held) > 2:
        rows, chosen = laid_beside(held), SETTINGS.stemma
        unit_of = {(key, at): which for which, unit in enumerate(classes) for key in unit for at in unit[key]}
        copied = agreement(rows) >= chosen.by_words
        if copied and in_sentences(rows, unit_of) < chosen.same_sentences:
            return running_places(rows), True
        by_words = copied and len(held) >= chosen.hands
    ordered = _ordered(classes, held)
    carried = _carried(ordered, held, by_words)
    found = []
    for at, members in enumerate(ordered):
        spans = {side.key: _span(side, members[side.key]) for side in held if side.key in members}
        gaps = {key: "unknown" for key, (first, last) in carried.items() if not first <= at <= last}
        found.append(Place("content", spans, gaps))
    return found, by_words


def _joined(body: set[Node], collations: Sequence[Collation]) -> list[dict[str, tuple[int, ...]]]:
    """Classes of sentences, by telling."""
    head: dict[Node, Node] = {node: node for node in body}
    members: dict[Node, dict[str, tuple[int, ...]]] = {node: {node[0]: (node[1],)} for node in body}

    def find(node: Node) -> Node:
        while head[node] != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for one, other, parted in _links(collations):
        if one not in head or other not in head:
            continue
        here, there = find(one), find(other)
        if here == there:
            continue
        both = members[here].keys() & members[there].keys()
        if both and not (parted and all(_near(members[here][key], members[there][key]) for key in both)):
            continue
        kept, gone = min(here, there), max(here, there)
        head[gone] = kept
        for key, places in members.pop(gone).items():
            members[kept][key] = tuple(sorted({*members[kept].get(key, ()), *places}))
    return [members[node] for node in sorted(members)]


def _near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether the places stand side by side, as the halves of a split sentence do."""
    together = sorted({*one, *other})
    return together[-1] - together[0] < len(together) and len(together) <= 4


def _links(collations: Sequence[Collation]) -> list[tuple[Node, Node, bool]]:
    """Pairs of sentences, the likest first; the third says that one was split into several."""
    rows: list[tuple[float, Node, Node, bool]] = []
    for laid in collations:
        rows.extend(_row(link) for link in laid.links if link.one_place is not None and link.other_place is not None)
    rows.sort(key=lambda row: (row[3], -row[0], row[1], row[2]))
    return [(one, other, parted) for _, one, other, parted in rows]


def _row(link: Link) -> tuple[float, Node, Node, bool]:
    one, other = (link.one, link.one_place or 0), (link.other, link.other_place or 0)
    return round(link.likeness, 4), min(one, other), max(one, other), link.fate in ("split", "merged")


def _ordered(classes: Sequence[dict[str, tuple[int, ...]]], held: Sequence[Side]) -> list[dict[str, tuple[int, ...]]]:
    """The classes in the order of the fullest telling; what it lacks follows what it follows elsewhere."""
    of = {(key, place): at for at, members in enumerate(classes) for key, places in members.items() for place in places}
    order: list[int] = []
    seen: set[int] = set()
    for side in held:
        after: dict[int | None, list[int]] = {}
        anchor: int | None = None
        placed = frozenset(order)
        for sentence in side.body:
            at = of[(side.key, sentence.place)]
            if at in placed:
                anchor = at
            elif at not in seen:
                after.setdefault(anchor, []).append(at)
                seen.add(at)
        if after:
            order = _spliced(order, after)
    return [dict(classes[at]) for at in order]


def _spliced(order: Sequence[int], after: Mapping[int | None, list[int]]) -> list[int]:
    found = list(after.get(None, ()))
    for at in order:
        found.append(at)
        found.extend(after.get(at, ()))
    return found


def _carried(
    ordered: Sequence[Mapping[str, tuple[int, ...]]], held: Sequence[Side], by_words: bool
) -> dict[str, tuple[int, int]]:
    """For each telling that breaks off, and each fragment among copies word by word, its first and last unit.

    What lies outside is unknown there: the telling may have had it.
    """
    found = {}
    least = round(SETTINGS.stemma.torn * len(ordered), 4)
    for side in held:
        places = [at for at, members in enumerate(ordered) if side.key in members] or [-1]
        first = places[0] if by_words and places[0] > least else 0
        torn = side.breaks_off or (by_words and len(ordered) - 1 - places[-1] > least)
        if first or torn:
            found[side.key] = first, places[-1] if torn else len(ordered) - 1
    return found


def _span(side: Side, places: Sequence[int]) -> tuple[int, int]:
    """From the first to the last sentence of a unit; the longest one where they do not stand together."""
    parts = [sentence for sentence in side.witness.sentences if sentence.place in set(places)]
    if parts[-1].place - parts[0].place == len(parts) - 1:
        return parts[0].start, parts[-1].stop
    longest = max(parts, key=lambda part: (part.stop - part.start, -part.place))
    return longest.start, longest.stop
