"""Stars: one original and the tellings made from it. With the original held, and with it withheld.

Of two texts the answer may be *made from*, *both from a lost original*, or open; of a star, as for any family. Pairs
with the original and pairs without it are scored together, as many of the one as of the other, drawn by digest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise

from .. import sets, trees
from ..figures import Figure, errors, guarded, score, share
from ..sets import Folder
from ..stemmata import OPEN, Given, directions, draw, found_tree, hidden, macro, raw
from ..subject import judge, report, spread
from ..task import Task
from ..trees import LOST, Tree

SAMPLE = 60
"""Pairs of a kind, and twice as many of either side where all kinds are scored together."""
STARS = 20
BINS = (0.5, 0.7, 0.8, 0.9, 1.01)
"""Of confidence, by which what is asserted is counted."""
LARGEST = 12
"""Tellings of a star that is drawn whole; of more those first by digest."""

Relation = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of a star by id, how the second was made or what they are, and the true relation."""

    one: str
    other: str
    kind: str
    gold: str


@dataclass(frozen=True, slots=True)
class Said:
    """A pair in both orders, true and said: as asserted and how surely, and as the likeliest tree has it; and whether
    it is called one report at all."""

    pair: Pair
    asserted: tuple[Relation, Relation]
    guessed: tuple[Relation, Relation]
    sure: float
    known: bool


@dataclass(frozen=True, slots=True)
class Constellation:
    """The pairs of a set, and its stars: original and tellings."""

    pairs: tuple[Pair, ...]
    stars: tuple[tuple[str, tuple[str, ...]], ...]
    texts: dict[str, str]


def star_figures(task: Task, texts: dict[str, str]) -> list[Figure]:
    """The figures of all sets that are stars, and of all of them together."""
    found: list[Figure] = []
    whole: list[Said] = []
    held: list[tuple[Folder, Constellation]] = []
    for folder in task.folders("pile"):
        held.append((folder, _of_pile(folder)))
    for folder in task.folders("stemmata"):
        held.append((folder, _of_stemmata(folder, texts)))
    for folder, sky in held:
        if sky.pairs:
            found += guarded(folder.name, partial(_set, task, folder, sky, whole))
    if len({one.pair.gold for one in whole}) > 1 and sum(bool(sky.pairs) for _, sky in held) > 1:
        found += _together("all stars", whole)
    return found


def _of_pile(folder: Folder) -> Constellation:
    """Labelled pairs; where a set labels no siblings, two tellings of one original are some, unless one of them is
    itself an original of another."""
    held = sets.pile(folder)
    pairs, stars = [], defaultdict(set)
    for label in held.labels:
        if label.truth == "copy":
            gold = {"a>b": ">", "b>a": "<"}.get(label.direction, "=")
            pairs.append(Pair(label.one, label.other, label.kind, gold))
            if gold != "=":
                top, below = (label.one, label.other) if gold == ">" else (label.other, label.one)
                stars[top].add(below)
    texts = {text.id: text.text for text in held.texts}
    return _sky(pairs, {top: frozenset(below) for top, below in stars.items()}, texts)


def _of_stemmata(folder: Folder, texts: dict[str, str]) -> Constellation:
    """The families of a set if every one is a star around a text that is held."""
    stars: dict[str, frozenset[str]] = {}
    for item in sets.stemmata(folder, texts):
        tops = {parent for parent, _ in item.edges}
        if len(tops) != 1 or not tops <= set(item.texts) or item.partial or item.regime or len(item.edges) < 2:
            return Constellation((), (), {})
        stars[min(tops)] = frozenset(child for _, child in item.edges if child in item.texts)
    pairs = [Pair(top, child, "derived", ">") for top, below in stars.items() for child in sorted(below)]
    return _sky(pairs, stars, texts)


def _sky(pairs: Sequence[Pair], stars: dict[str, frozenset[str]], texts: dict[str, str]) -> Constellation:
    found = list(pairs)
    derived = {node for below in stars.values() for node in below}
    pure = {top: below for top, below in stars.items() if top not in derived and not below & set(stars)}
    if not any(pair.gold == "=" for pair in pairs):
        for below in pure.values():
            found += [Pair(one, other, "two of one original", "=") for one, other in combinations(sorted(below), 2)]
    kept = [pair for pair in found if texts.get(pair.one) != texts.get(pair.other)]
    whole = tuple((top, tuple(sorted(below))) for top, below in sorted(pure.items()) if len(below) > 1)
    return Constellation(tuple(kept), whole, texts)


def _set(task: Task, folder: Folder, sky: Constellation, whole: list[Said]) -> list[Figure]:
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for pair in sky.pairs:
        kinds[pair.kind].append(pair)
    drawn = {kind: task.draw(rows, _names(rows), SAMPLE) for kind, rows in sorted(kinds.items())}
    derived = [pair for rows in drawn.values() for pair in rows if pair.gold != "="]
    level = [pair for rows in drawn.values() for pair in rows if pair.gold == "="]
    more = [pair for pair in sky.pairs if pair.gold == "=" and pair not in set(level)]
    size = min(len(derived), 2 * SAMPLE, len(level) + len(more))
    level += task.draw(more, _names(more), max(0, size - len(level)))
    answers: list[dict[str, object]] = []
    said = _asked(task, sky, [*derived, *level], answers)
    task.write(folder, "descents.jsonl" if folder.path.joinpath("reports.jsonl").exists() else "pairs.jsonl", answers)
    found = []
    for kind in sorted(kinds):
        found += _kind(f"{folder.name}:{kind}", [one for one in said if one.pair.kind == kind])
    same = [_even(task, [one for one in said if (one.pair.gold == "=") == side], size) for side in (True, False)]
    both = [one for rows in same for one in rows]
    whole += both if size else []
    return [*found, *(_together(folder.name, both) if size else []), *(_stars(task, folder, sky) if sky.stars else [])]


def _names(rows: Sequence[Pair]) -> list[str]:
    return [f"{pair.one} {pair.other}" for pair in rows]


def _even(task: Task, rows: Sequence[Said], size: int) -> list[Said]:
    return task.draw(rows, _names([one.pair for one in rows]), size)


def _asked(task: Task, sky: Constellation, pairs: Sequence[Pair], answers: list[dict[str, object]]) -> list[Said]:
    texts = sky.texts
    given = [_given(f"{pair.one}|{pair.other}", (pair.one, pair.other), texts) for pair in pairs]
    rows = spread(task.jobs, draw, given)
    known = spread(task.jobs, judge, [(report("a", texts[p.one]), report("b", texts[p.other])) for p in pairs])
    found = []
    for pair, said, judged in zip(pairs, rows, known, strict=True):
        family = f"{pair.one}|{pair.other}"
        names = {hidden(family, node): node for node in (pair.one, pair.other)}
        answers += [raw(family, (row[0] and names.get(row[0], row[0]), names[row[1]], *row[2:])) for row in said.rows]
        one, other = hidden(family, pair.one), hidden(family, pair.other)
        trees_of = [found_tree(part, said.names) for part in (said.rows, said.guess)]
        asserted, guessed = (_both_ways(pair.gold, tree, one, other) for tree in trees_of)
        sure = max((row[4] for row in said.rows if row[0] is not None and row[3] not in OPEN), default=0.0)
        found.append(Said(pair, asserted, guessed, sure, judged.copy))
    return found


def _given(family: str, nodes: Sequence[str], texts: dict[str, str]) -> Given:
    return Given(family, tuple(sorted((hidden(family, node), texts[node]) for node in nodes)))


def _both_ways(gold: str, tree: Tree, one: str, other: str) -> tuple[Relation, Relation]:
    turned = {">": "<", "<": ">"}.get(gold, gold)
    return (gold, trees.relation(tree, one, other)), (turned, trees.relation(tree, other, one))


def _kind(name: str, said: Sequence[Said]) -> list[Figure]:
    if not all(one.pair.gold == "=" for one in said):
        return directions(name, [list(one.asserted) for one in said])
    called = sum(one.asserted[0][1] in "<>" for one in said)
    lost = sum(one.asserted[0][1] == "=" for one in said)
    return [
        errors(name, "siblings, two at a time: direction called", called, len(said)),
        share(name, "siblings, two at a time: lost original said", lost, len(said)),
    ]


def _together(name: str, said: Sequence[Said]) -> list[Figure]:
    """Source held and source withheld, scored together."""
    called = [one.asserted[0] for one in said if one.asserted[0][1] in "<>"]
    lost = [one.asserted[0] for one in said if one.asserted[0][1] == "="]
    told = [one for one in said if one.known]
    label = "two at a time, source held and withheld"
    found = [
        score(name, f"{label}: macro-F1", [one.asserted for one in said], macro, "undecided counts as missed"),
        score(name, f"{label}: macro-F1 of the likeliest tree", [one.guessed for one in said], macro),
        errors(name, f"{label}: directions asserted that are wrong", sum(g != s for g, s in called), len(called)),
        share(name, f"{label}: lost originals asserted that are right", sum(g == s for g, s in lost), len(lost)),
        share(name, f"{label}: decided", len(called) + len(lost), len(said)),
        *_reliability(name, label, said),
    ]
    if told and len(told) < len(said):
        note = f"the {len(told)} of {len(said)} pairs that are called one report"
        found += [
            score(name, f"{label}, called one report: macro-F1", [one.asserted for one in told], macro, note),
            score(
                name, f"{label}, called one report: macro-F1 of the likeliest tree", [o.guessed for o in told], macro
            ),
        ]
    return found


def _reliability(name: str, label: str, said: Sequence[Said]) -> list[Figure]:
    """What is asserted and right, by the confidence that is given: directions and lost originals apart."""
    found = []
    for low, high in pairwise(BINS):
        held = [one.asserted[0] for one in said if low <= one.sure < high]
        for what, answers in (("directions", "<>"), ("lost originals", "=")):
            told = [gold == answer for gold, answer in held if answer in answers]
            if told:
                words = f"of {low:g} and more" if high > 1 else f"of {low:g} to {high:g}"
                found.append(
                    share(name, f"{label}: {what} given a confidence {words} that are right", sum(told), len(told))
                )
    return found


# --- whole stars --------------------------------------------------------------------------------------------------


def _stars(task: Task, folder: Folder, sky: Constellation) -> list[Figure]:
    """Every star twice: with its original, and without."""
    drawn = task.draw(sky.stars, [top for top, _ in sky.stars], STARS)
    asked: list[tuple[str, str | None, tuple[str, ...]]] = []
    for top, below in drawn:
        kept = tuple(sorted(sorted(below, key=sets.rank)[:LARGEST]))
        asked += [(top, top, (top, *kept)), (top, None, kept)]
    given = [_given(top, nodes, _distinct(nodes, sky.texts)) for top, _, nodes in asked]
    judged: list[tuple[list[Relation], list[Relation]]] = []
    lost: list[tuple[bool, str, str]] = []
    for (family, source, nodes), said in zip(asked, spread(task.jobs, draw, given, 2), strict=True):
        names = [hidden(family, node) for node in nodes]
        above = None if source is None else hidden(family, source)
        truth = trees.tree([(above or LOST, name) for name in names if name != above], names)
        parts = [found_tree(rows, said.names) for rows in (said.rows, said.guess)]
        judged.append((trees.relations(truth, parts[0]), trees.relations(truth, parts[1])))
        lost.append((source is None, trees.root_of(parts[0]), trees.root_of(parts[1])))
    return _star_rows(folder.name, judged, lost)


def _distinct(nodes: Sequence[str], texts: dict[str, str]) -> dict[str, str]:
    return {node: texts[node] for node in nodes}


def _star_rows(
    name: str, judged: Sequence[tuple[list[Relation], list[Relation]]], lost: Sequence[tuple[bool, str, str]]
) -> list[Figure]:
    called = [pair for asserted, _ in judged for pair in asserted if pair[1] == ">"]
    label = "whole stars, source held and withheld"
    found = [
        score(name, f"{label}: pair relation macro-F1", [one for one, _ in judged], macro),
        score(name, f"{label}: pair relation macro-F1 of the likeliest tree", [one for _, one in judged], macro),
        errors(name, f"{label}: directions asserted that are wrong", sum(g != s for g, s in called), len(called)),
    ]
    for at, said in ((1, "lost root"), (2, "lost root of the likeliest tree")):
        right = sum(row[0] and row[at] == LOST for row in lost)
        found.append(share(name, f"{label}: {said}, recall", right, sum(row[0] for row in lost)))
        found.append(share(name, f"{label}: {said}, precision", right, sum(row[at] == LOST for row in lost)))
    return found
