"""The likeliest stemma in full: what would be said if everything had to be said."""

from __future__ import annotations

from ..glossary import Descent
from .rows import LOST, ROOT, Drawn, names_of, shares_of


def hypothesis(subject: Drawn) -> list[Descent]:
    """Every edge of the likeliest tree as if it were asserted, with the share of the weight of trees that agree."""
    tree = subject.outcome.best.tree
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
