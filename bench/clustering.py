"""Figures for families: pair precision and recall, adjusted Rand index, B-cubed, purity.

A clustering is a mapping from item to label. Items that stand alone carry a label of their own. Formulas as in
Hubert & Arabie (Journal of Classification 2, 1985) and Bagga & Baldwin (ACL 1998).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence


def pairs(count: int) -> int:
    """Unordered pairs of `count` items."""
    return count * (count - 1) // 2


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 if both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def rates(right: int, claimed: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts; nothing claimed of nothing wanted is perfect."""
    precision = right / claimed if claimed else float(wanted == 0)
    recall = right / wanted if wanted else float(claimed == 0)
    return precision, recall, f1(precision, recall)


def pair_counts(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[int, int, int]:
    """Pairs together in both, pairs together in `found`, pairs together in `truth`."""
    both = sum(pairs(n) for n in Counter((truth[item], found[item]) for item in truth).values())
    return both, sum(pairs(n) for n in _sizes(truth, found)), sum(pairs(n) for n in _sizes(truth, truth))


def _sizes(items: Iterable[str], labels: Mapping[str, Hashable]) -> list[int]:
    return list(Counter(labels[item] for item in items).values())


def pair_f1(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over unordered pairs of items; positive means the same family."""
    return rates(*pair_counts(truth, found))


def adjusted_rand(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> float:
    """ARI = (I - E) / (M - E); 1 if M = E."""
    both, claimed, wanted = pair_counts(truth, found)
    expected = claimed * wanted / pairs(len(truth)) if len(truth) > 1 else 0.0
    most = (claimed + wanted) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def b_cubed(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Means over items of the share of its found family that is kin and of its kin that is found; and their F1."""
    members: dict[Hashable, set[str]] = defaultdict(set)
    kin: dict[Hashable, set[str]] = defaultdict(set)
    for item in truth:
        members[found[item]].add(item)
        kin[truth[item]].add(item)
    precision = recall = 0.0
    for item in truth:
        both = len(members[found[item]] & kin[truth[item]])
        precision += both / len(members[found[item]])
        recall += both / len(kin[truth[item]])
    count = max(len(truth), 1)
    return precision / count, recall / count, f1(precision / count, recall / count)


def purity(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[int, int]:
    """Items in families of two or more that share the family's commonest true label, and items in such families."""
    families: dict[Hashable, list[Hashable]] = defaultdict(list)
    for item in truth:
        families[found[item]].append(truth[item])
    real = [labels for labels in families.values() if len(labels) > 1]
    return sum(max(Counter(labels).values()) for labels in real), sum(map(len, real))


def macro_f1(gold: Sequence[str], said: Sequence[str], labels: Sequence[str]) -> float:
    """Mean over the labels of the F1 of each; a label that neither side uses is left out."""
    scores = []
    for label in labels:
        right = sum(g == s == label for g, s in zip(gold, said, strict=True))
        if label in gold or label in said:
            scores.append(rates(right, said.count(label), gold.count(label))[2] if label in gold else 0.0)
    return sum(scores) / len(scores) if scores else 1.0


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores above a negative, ties as half (Mann-Whitney)."""
    if not positive or not negative:
        return 0.5
    marked = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    total, at = 0.0, 0
    while at < len(marked):
        stop = at
        while stop < len(marked) and marked[stop][0] == marked[at][0]:
            stop += 1
        total += sum(sign for _, sign in marked[at:stop]) * (at + stop + 1) / 2
        at = stop
    count = len(positive)
    return (total - count * (count + 1) / 2) / (count * len(negative))
