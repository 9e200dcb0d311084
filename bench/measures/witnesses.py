"""What a stemma costs by the size of its family; and manuscript traditions without a known tree.

A tradition is a folder with one text a witness and no other data. Stability: the likeliest tree over the witnesses in
another order, and with two of them left out, against the tree of all. Families of a size are grown from a text of a set
of stemmata, each telling from an earlier one, by cutting sentences and putting words for words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from .. import sets, trees
from ..figures import Figure, guarded, number
from ..piles import pieces, replaced
from ..sets import rank
from ..stemmata import Given, draw, found_tree, hidden
from ..subject import spread
from ..task import Task
from ..trees import Tree

LEAST = 5
MOST = 50
SIZES = (5, 20, 50)


def witness_figures(task: Task) -> list[Figure]:
    """The figures of every tradition of the chosen sets."""
    found = []
    for path in sorted([*task.root.glob("*/txt"), *task.root.glob("*/*/txt")]):
        name = path.parent.relative_to(task.root).as_posix()
        files = sorted(path.glob("*.txt"))
        if len(files) >= LEAST and sets.chosen_name(name, task.chosen):
            found += guarded(name, partial(_tradition, task, name, files))
    return found


def size_figures(task: Task, texts: dict[str, str]) -> list[Figure]:
    """Processor time of families of 5, 20 and 50, if a set of stemmata is among the chosen ones."""
    bases = [
        text
        for folder in task.folders("stemmata")[:1]
        for item in sets.stemmata(folder, texts)
        for text in item.texts.values()
    ]
    if not bases:
        return []
    base = sorted(bases, key=lambda text: (abs(len(text) - 3500), text))[0]
    return guarded("grown families", partial(_sizes, base))


def _sizes(base: str) -> list[Figure]:
    draw(_grown(base, 3))  # what a process reads once, models and word lists, is read before
    found = []
    for size in SIZES:
        seconds = draw(_grown(base, size)).seconds
        label = f"processor time after collation, {size} tellings"
        found.append(number("grown families", label, seconds, "less", f"seconds; {len(base.split())} words"))
    return found


def _grown(base: str, size: int) -> Given:
    """A family of a size, the same one everywhere."""
    chance = random.Random(size)
    held = [base]
    while len(held) < size:
        kept = [piece for piece in pieces(chance.choice(held)) if chance.random() > 0.08]
        held.append(replaced("".join(kept), 0.03, chance))
    return Given(
        f"grown {size}", tuple(sorted((hidden(f"grown {size}", str(at)), text) for at, text in enumerate(held)))
    )


def _tradition(task: Task, name: str, files: Sequence[Path]) -> list[Figure]:
    texts = {path.stem: _read(path) for path in task.draw(files, [path.stem for path in files], MOST)}
    kept = sorted(texts, key=lambda node: rank(node))
    fewer = kept[2:]
    asked = [_given(name, kept, texts), _given(f"{name} again", kept, texts), _given(name, fewer, texts)]
    said = spread(task.jobs, draw, asked, 1)
    whole, other, less = (found_tree(one.guess, one.names) for one in said)
    turned = {hidden(f"{name} again", node): hidden(name, node) for node in kept}
    other = _renamed(other, turned)
    seconds = [one.seconds for one in said]
    return [
        number(name, f"processor time after collation, {len(kept)} witnesses", seconds[0], "less", "seconds"),
        number(name, "likeliest tree under other names: sign distance", trees.sign_distance(whole, other), "more"),
        number(
            name,
            "likeliest tree with two witnesses left out: sign distance",
            trees.sign_distance(_without(whole, less.observed), less),
            "more",
        ),
        number(name, "lost originals in the likeliest tree", trees.lost_nodes(whole)),
        number(name, "directions asserted", sum(row[3] == "made from" for row in said[0].rows)),
    ]


def _read(path: Path) -> str:
    """A witness; old transcriptions are not always UTF-8."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _given(family: str, nodes: Sequence[str], texts: dict[str, str]) -> Given:
    return Given(family, tuple(sorted((hidden(family, node), texts[node]) for node in nodes)))


def _renamed(subject: Tree, names: dict[str, str]) -> Tree:
    of = {node: names.get(node, node) for node in subject.parents}
    edges = [(of[parent], of[node]) for node, parent in subject.parents.items() if parent is not None]
    return trees.tree(edges, {of[node] for node in subject.observed})


def _without(subject: Tree, kept: frozenset[str]) -> Tree:
    """A tree as it is without some of its texts, which become lost."""
    edges = [(parent, node) for node, parent in subject.parents.items() if parent is not None]
    return trees.tree(edges, kept)
