"""Linked sentences that belong together: one to one, one to several, several to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..glossary import Link


@dataclass(frozen=True, slots=True)
class Group:
    """Linked sentences that belong together (1:1, 1:n, n:1), and how like its partners each is, by place."""

    ones: list[int]
    others: list[int]
    likeness: tuple[dict[int, float], dict[int, float]]


def groups(links: Sequence[Link]) -> list[Group]:
    """The linked sentences, group by group."""
    ones: dict[int, list[Link]] = defaultdict(list)
    others: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        ones[one_place(link)].append(link)
        others[other_place(link)].append(link)
    found = []
    for _, held in sorted(ones.items()):
        if len(held) > 1 or len(others[other_place(held[0])]) == 1:
            found.append(_group(held))
    for _, held in sorted(others.items()):
        single = [link for link in held if len(ones[one_place(link)]) == 1]
        if len(held) > 1 and single:
            found.append(_group(single))
    return found


def _group(links: Sequence[Link]) -> Group:
    likeness: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for link in links:
        for held, place in zip(likeness, (one_place(link), other_place(link)), strict=True):
            held[place] = max(held.get(place, 0.0), link.likeness)
    return Group(sorted(likeness[0]), sorted(likeness[1]), likeness)


def one_place(link: Link) -> int:
    """The place in the first report; -1 where the sentence was added."""
    return -1 if link.one_place is None else link.one_place


def other_place(link: Link) -> int:
    """The place in the second report; -1 where the sentence was dropped."""
    return -1 if link.other_place is None else link.other_place
