"""Figures for stemmata: canonical form, average sign distance, text-phylogeny scores, splits, relations, lost nodes.

A `Tree` names the parent of every node; a node without one is a root, and there may be several (a forest). Nodes
that are not observed are lost originals. M1 and M2 follow Roos & Heikkila (LLC 24(4), 2009), the edge, leaf, root
and ancestry scores Marmerola et al. (PLoS ONE 11(12), 2016), splits Robinson & Foulds (1981). A tree should be in
canonical form before it is scored: what remains then is all that texts can tell.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .clustering import rates

LOST = "LOST"
ROOT = "ROOT"
RELATIONS = (">", "<", "=")
UNDECIDED = "?"


@dataclass(frozen=True, slots=True)
class Tree:
    """Parents by node (None for a root), which nodes are observed, and which are said to be undecided."""

    parents: Mapping[str, str | None]
    observed: frozenset[str]
    undecided: frozenset[str] = frozenset()

    def children(self) -> dict[str, list[str]]:
        """Children by node, in order of name."""
        found: dict[str, list[str]] = {node: [] for node in self.parents}
        for node in sorted(self.parents):
            parent = self.parents[node]
            if parent is not None:
                found[parent].append(node)
        return found

    def ancestors(self, node: str) -> list[str]:
        """From the parent upwards."""
        found: list[str] = []
        above = self.parents[node]
        while above is not None:
            found.append(above)
            above = self.parents[above]
        return found


def tree(edges: Iterable[tuple[str, str]], observed: Iterable[str], undecided: Iterable[str] = ()) -> Tree:
    """The canonical tree of (parent, child) edges: no lost leaf, no lost node with fewer than two children.

    The first parent of a node counts; an edge that would close a circle is left out.
    """
    seen = frozenset(observed)
    parents: dict[str, str | None] = dict.fromkeys(sorted(seen))
    for parent, child in edges:
        parents.setdefault(parent, None)
        if parents.get(child) is None and child not in _upwards(parents, parent):
            parents[child] = parent
    while True:
        children = Counter(parent for parent in parents.values() if parent is not None)
        weak = next((node for node in sorted(parents) if node not in seen and children[node] < 2), None)
        if weak is None:
            return Tree(parents, seen, frozenset(undecided))
        over = parents.pop(weak)
        parents = {node: over if parent == weak else parent for node, parent in parents.items()}


def _upwards(parents: Mapping[str, str | None], node: str) -> list[str]:
    """A node and all above it."""
    found = [node]
    while (above := parents.get(found[-1])) is not None:
        found.append(above)
    return found


def merged(edges: Sequence[tuple[str, str]], same: Mapping[str, str]) -> list[tuple[str, str]]:
    """Edges after texts that are the same have been given one name (`same` maps a node to its name).

    Edges come in order from the roots down, so that of several texts with one name the uppermost keeps its place.
    """
    above = {child: parent for parent, child in edges}
    ordered = sorted(edges, key=lambda edge: (len(_upwards(above, edge[1])), edge))
    renamed = ((same.get(parent, parent), same.get(child, child)) for parent, child in ordered)
    return [(parent, child) for parent, child in renamed if parent != child]


# --- M1, M2: sign distances ---------------------------------------------------------------------------------------


def sign_distance(truth: Tree, found: Tree) -> float:
    """M1: agreement on which of two texts is nearer to a third, over ordered triples of observed texts."""
    names = sorted(truth.observed)
    here, there = _distances(truth), _distances(found)
    scores = [
        _agreement(here[a][b], here[a][c], there[a][b], there[a][c])
        for a in names
        for b in names
        for c in names
        if len({a, b, c}) == 3
    ]
    return sum(scores) / len(scores) if scores else 1.0


def depth_distance(truth: Tree, found: Tree) -> float:
    """M2: agreement on which of two texts stands nearer to its root, over ordered pairs of observed texts."""
    names = sorted(truth.observed)
    here = {name: float(len(truth.ancestors(name))) for name in names}
    there = {name: float(len(found.ancestors(name))) for name in names}
    scores = [_agreement(here[a], here[b], there[a], there[b]) for a in names for b in names if a != b]
    return sum(scores) / len(scores) if scores else 1.0


def _agreement(near: float, far: float, found_near: float, found_far: float) -> float:
    return 1 - abs(_sign(near, far) - _sign(found_near, found_far)) / 2


def _sign(left: float, right: float) -> int:
    return (left > right) - (left < right)


def _distances(subject: Tree) -> dict[str, dict[str, float]]:
    """Edges on the shortest undirected path between observed texts; infinite where there is none."""
    near = neighbours(subject)
    found: dict[str, dict[str, float]] = {}
    for name in subject.observed:
        steps, waiting = {name: 0}, deque([name])
        while waiting:
            at = waiting.popleft()
            for node in near[at]:
                if node not in steps:
                    steps[node] = steps[at] + 1
                    waiting.append(node)
        found[name] = {other: float(steps.get(other, 10**9)) for other in subject.observed}
    return found


def neighbours(subject: Tree) -> dict[str, list[str]]:
    """Undirected neighbours by node."""
    near: dict[str, list[str]] = {node: [] for node in subject.parents}
    for node, parent in subject.parents.items():
        if parent is not None:
            near[node].append(parent)
            near[parent].append(node)
    return near


# --- M3, M4: edges, leaves, root, ancestry, splits ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Phylogeny:
    """M3: shares of edges in common, Jaccard of leaves and of ancestry, and whether the root is right."""

    directed: float
    leaves: float
    root: float
    ancestry: float


def phylogeny(truth: Tree, found: Tree) -> Phylogeny:
    """M3 of a found tree; edges count between observed texts only."""
    here, there = _edges(truth), _edges(found)
    count = max(len(truth.observed) - 1, 1)
    return Phylogeny(
        len(here & there) / count,
        jaccard(_leaves(truth), _leaves(found)),
        float(_roots(truth) == _roots(found)),
        jaccard(ancestry(truth), ancestry(found)),
    )


def jaccard(one: set[str] | set[tuple[str, str]], other: set[str] | set[tuple[str, str]]) -> float:
    """Size of the intersection over size of the union; 1 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def _edges(subject: Tree) -> set[tuple[str, str]]:
    return {(p, n) for n, p in subject.parents.items() if p in subject.observed and n in subject.observed}


def _leaves(subject: Tree) -> set[str]:
    return {node for node, below in subject.children().items() if not below and node in subject.observed}


def _roots(subject: Tree) -> set[str]:
    return {node if node in subject.observed else LOST for node, parent in subject.parents.items() if parent is None}


def ancestry(subject: Tree) -> set[tuple[str, str]]:
    """All (ancestor, descendant) pairs of observed texts."""
    return {(a, node) for node in subject.observed for a in subject.ancestors(node) if a in subject.observed}


def splits(subject: Tree) -> set[frozenset[frozenset[str]]]:
    """M4: the bipartition of the observed texts made by each edge; one-sided ones are left out."""
    below = clades(subject, least=1)
    found = set()
    for node, parent in subject.parents.items():
        if parent is not None and below[node] and below[node] != subject.observed:
            found.add(frozenset((below[node], subject.observed - below[node])))
    return found


# --- M5: the relation of two texts --------------------------------------------------------------------------------


def relation(subject: Tree, one: str, other: str) -> str:
    """``>`` if `one` is an ancestor of `other`, ``<`` if a descendant, ``=`` if neither, ``?`` if undecided."""
    if one in subject.ancestors(other):
        return ">"
    if other in subject.ancestors(one):
        return "<"
    return UNDECIDED if one in subject.undecided or other in subject.undecided else "="


def relations(truth: Tree, found: Tree) -> list[tuple[str, str]]:
    """True and found relation of every pair of observed texts, in both orders, so that naming cannot matter."""
    names = sorted(truth.observed)
    return [(relation(truth, a, b), relation(found, a, b)) for a in names for b in names if a != b]


def relation_f1(judged: Sequence[tuple[str, str]]) -> float:
    """M5: macro-F1 over {>, <, =}; an undecided pair is a missed one. A relation that does not occur is left out."""
    scores = []
    for label in RELATIONS:
        wanted = sum(gold == label for gold, _ in judged)
        claimed = sum(said == label for _, said in judged)
        right = sum(gold == said == label for gold, said in judged)
        if wanted or claimed:
            scores.append(rates(right, claimed, wanted)[2] if wanted and claimed else 0.0)
    return sum(scores) / len(scores) if scores else 1.0


# --- M6: clades, parents and lost nodes ---------------------------------------------------------------------------


def clades(subject: Tree, least: int = 2) -> dict[str, frozenset[str]]:
    """For each node the observed texts at or below it, where there are at least `least`."""
    below: dict[str, set[str]] = {node: set() for node in subject.parents}
    for node in subject.observed:
        for holder in (node, *subject.ancestors(node)):
            below[holder].add(node)
    return {node: frozenset(texts) for node, texts in below.items() if len(texts) >= least}


def clade_counts(truth: Tree, found: Tree) -> tuple[int, int, int]:
    """Rooted clades in both, found, and true, compared as sets of observed texts."""
    here, there = set(clades(truth).values()), set(clades(found).values())
    return len(here & there), len(there), len(here)


def parent_of(subject: Tree, node: str) -> str:
    """The observed parent of a text, or LOST, or ROOT, or ``?`` where that is undecided."""
    parent = subject.parents[node]
    if parent is None:
        return UNDECIDED if node in subject.undecided else ROOT
    return parent if parent in subject.observed else LOST


def parents_right(truth: Tree, found: Tree) -> int:
    """How many observed texts have the right parent (which may be LOST, or none)."""
    return sum(parent_of(truth, node) == parent_of(found, node) for node in truth.observed)


def root_of(subject: Tree) -> str:
    """The one root (LOST if it is not held), or ``?`` where there are several or it is undecided."""
    roots = sorted(_roots(subject))
    alone = [node for node, parent in subject.parents.items() if parent is None]
    if len(alone) != 1 or subject.undecided & set(alone):
        return UNDECIDED
    return roots[0]


def lost_nodes(subject: Tree) -> int:
    """How many lost originals a tree has."""
    return len(set(subject.parents) - subject.observed)
