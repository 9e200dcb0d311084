"""Manuscript traditions without a known tree: how long a stemma takes, and whether it is the same again.

A tradition is a folder with one text a witness and no other data. Stability: the likeliest tree over the witnesses in
another order, and with two of them left out, against the tree of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from .. import sets, trees
from ..figures import Figure, guarded, number
from ..sets import rank
from ..stemmata import Given, draw, found_tree, hidden
from ..subject import spread
from ..task import Task
from ..trees import Tree

LEAST = 5
MOST = 50


def witness_figures(task: Task) -> list[Figure]:
    """The figures of every tradition of the chosen sets."""
    found = []
    for path in sorted([*task.root.glob("*/txt"), *task.root.glob("*/*/txt")]):
        name = path.parent.relative_to(task.root).as_posix()
        files = sorted(path.glob("*.txt"))
        if len(files) >= LEAST and sets.chosen_name(name, task.chosen):
            found += guarded(name, partial(_tradition, task, name, files))
    return found


def _tradition(task: Task, name: str, files: Sequence[Path]) -> list[Figure]:
    texts = {path.stem: sets.pan_text(path) for path in task.draw(files, [path.stem for path in files], MOST)}
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
