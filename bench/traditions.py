"""The likeliest tree of manuscript traditions that were made up, beside neighbour joining and UPGMA.

    python -m bench.traditions [--each N] [--words N]

Average sign distance (M1), by kind of tradition. The rivals are given the true table of readings, which nobody has for
real manuscripts; once more they are given the distances of our own apparatus. Gaps are unknown, not readings.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np

from . import trees
from .copyists import Manner, Tradition, tradition
from .joining import Array, averaged, joined
from .stemmata import found_tree, hidden, named
from .subject import report
from .subject import tradition as laid_out
from .trees import Tree

KINDS = {
    "prose": Manner(0.03, 0.0, 0.4, 0.0, 0.0, False),
    "prose, fragments, second exemplars, spelling": Manner(0.03, 0.1, 0.4, 0.15, 0.15, False),
    "verse without stops": Manner(0.03, 0.0, 0.4, 0.0, 0.0, True),
    "verse, fragments, second exemplars, free spelling": Manner(0.05, 0.3, 0.4, 0.1, 0.15, True),
}
COUNTS = (12, 20, 16, 28)
NAMES = ("likeliest", "its shape", "NJ, true table", "UPGMA, true table", "NJ, our loci", "UPGMA, our loci")
Table = Sequence[Mapping[str, object]]
"""By place what each witness has there; one of which nothing is known is left out."""


def main() -> None:
    """Print a row of figures for each tradition, and the means of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--words", type=int, default=400)
    chosen = parser.parse_args()
    print("tradition | witnesses | " + " | ".join(NAMES))
    for kind, manner in KINDS.items():
        rows = []
        for seed in range(chosen.each):
            made = tradition(seed, COUNTS[seed % len(COUNTS)], chosen.words, manner)
            rows.append(scored(made))
            print(
                f"{kind}, {seed} | {len(made.texts)} | " + " | ".join(f"{value:.3f}" for value in rows[-1]), flush=True
            )
        print(f"{kind}, mean | | " + " | ".join(f"{value:.3f}" for value in np.mean(rows, axis=0)), flush=True)


def scored(made: Tradition) -> list[float]:
    """Average sign distances of a tradition, in the order of `NAMES`."""
    names = sorted(made.texts)
    held = {name: report(hidden(made.name, name), text) for name, text in made.texts.items()}
    own = {one.report: name for name, one in held.items()}
    places, said = laid_out(list(held.values()))
    ours = found_tree(named(said, own), names)
    found = [ours, without_root(ours)]
    for table in (_true_table(made), [{own[key]: words for key, words in row.items()} for row in places]):
        far = distances(names, table)
        rivals: tuple[Callable[[list[str], Array], Tree], ...] = (joined, averaged)
        found += [rival(names, far) for rival in rivals]
    return [trees.sign_distance(made.truth, one) for one in found]


def _true_table(made: Tradition) -> Table:
    """What each witness has in each column; of a fragment nothing is known beyond its ends."""
    ends = {name: (min(held), max(held)) for name, held in made.columns.items()}
    return [
        {name: held.get(at) for name, held in made.columns.items() if ends[name][0] <= at <= ends[name][1]}
        for at in sorted({at for held in made.columns.values() for at in held})
    ]


def distances(names: list[str], table: Table) -> Array:
    """The share of places with unlike readings, of those at which both witnesses have one; 1 where there is none."""
    far = np.zeros((len(names), len(names)))
    for one, other in combinations(range(len(names)), 2):
        a, b = names[one], names[other]
        both = [row[a] != row[b] for row in table if row.get(a) is not None and row.get(b) is not None]
        far[one, other] = far[other, one] = sum(both) / len(both) if both else 1.0
    return far


def without_root(subject: Tree) -> Tree:
    """The same tree without a lost original at the top that has two children: one edge joins these."""
    top = next(node for node, parent in subject.parents.items() if parent is None)
    kids = subject.children()[top]
    if top in subject.observed or len(kids) != 2:
        return subject
    upper, lower = sorted(kids, key=lambda node: (node in subject.observed, node))
    rest = {node: parent for node, parent in subject.parents.items() if node != top}
    return Tree({**rest, upper: None, lower: upper}, subject.observed)


if __name__ == "__main__":
    main()
