"""The likeliest stemma in full: what would be said if everything had to be said."""

from __future__ import annotations

from collections.abc import Sequence

from ..glossary import Descent
from ..settings import SETTINGS
from .rows import LOST, ROOT, Drawn, names_of, shares_of
from .trees import Parents, children, descendants, pruned


def hypothesis(subject: Drawn) -> list[Descent]:
    """Every edge of the likeliest tree as if it were asserted, with the share of the weight of trees that agree."""
    tree = _without_doubtful_sources(subject)
    shares, names, family = shares_of(subject), names_of(subject, tree), subject.given.family.family
    rows = []
    for node in sorted(tree):
        parent = tree[node]
        lost = parent is not None and parent >= subject.count
        kind = ROOT if parent is None else LOST if lost else parent
        share = shares[node].get(kind, 0.0) if node < subject.count else 0.5
        standing = "from a lost original" if lost else "made from"
        if parent is not None:
            rows.append(Descent(family, names[parent], names[node], lost, standing, "", share, "the likeliest tree"))
        elif node < subject.count:
            rows.append(Descent(family, None, names[node], False, "root", "", share, "the likeliest tree"))
    return rows


def _without_doubtful_sources(subject: Drawn) -> Parents:
    """The cheapest tree, in which a telling that hardly more trees have above its copies than not is one of them.

    The cheapest tree names more sources than there are: what falls to no side falls to the telling that looks like the
    lost source. So a source gives way to a lost one where the trees near the best do not agree on it (a decision by
    what is expected to be right, not by what is likeliest as a whole). Among few, every tree was weighed.
    """
    best, count = subject.outcome.best.tree, subject.count
    if count <= SETTINGS.stemma.few:
        return best
    kids, held = children(best), descendants(best, count)
    above = _above([(weight, descendants(tree, count)) for weight, tree in subject.outcome.weighed], count)
    tree = dict(best)
    for node in range(count):
        copies = sorted(held[node] - {node})
        if (
            kids[node]
            and round(sum(above[node][copy] for copy in copies) / len(copies), 4) < SETTINGS.stemma.guess_source
        ):
            spare = max(tree) + 1
            tree = {at: spare if parent == node else parent for at, parent in tree.items()}
            tree |= {spare: tree[node], node: spare}
    return pruned(tree, count)


def _above(weighed: Sequence[tuple[float, dict[int, set[int]]]], count: int) -> list[list[float]]:
    """The weight of the trees in which one telling stands above another."""
    found = [[0.0] * count for _ in range(count)]
    for weight, held in weighed:
        for node in range(count):
            for copy in held[node]:
                found[node][copy] += weight
    return found
