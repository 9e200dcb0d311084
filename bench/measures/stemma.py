"""Who descends from whom and what is lost: relations of pairs, parents, roots, lost nodes, directions.

Ids are hidden: every text gets a name that is a digest, since some sets number their texts in order of time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from .. import sets, trees
from ..clustering import rates
from ..figures import Figure, errors, guarded, number, score, share
from ..sets import Folder, Pile, Row, Stemma
from ..subject import Descent, descents, judge, report, spread
from ..task import Task
from ..trees import LOST, UNDECIDED, Tree

Row5 = tuple[str | None, str, bool, str, float]
"""Parent, child, whether the parent is lost, standing and confidence of one row said of a family."""

OPEN = ("common source, direction unknown", "cannot tell")
SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Given:
    """The texts of a family under hidden names, in an order that tells nothing."""

    family: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A family's true tree and the one that was found, over the same hidden names; and the rows behind it."""

    family: str
    truth: Tree
    found: Tree
    partial: bool
    rows: tuple[Row5, ...]


def measure(task: Task) -> list[Figure]:
    """All figures of the chosen sets."""
    found: list[Figure] = []
    for folder in task.folders("two tellings"):
        found += guarded(folder.name, partial(_two, task, folder))
    texts = sets.texts_by_id(task.root)
    for folder in task.folders("stemmata"):
        found += guarded(folder.name, partial(_families, task, folder, texts))
    for folder in task.folders("pile"):
        found += guarded(folder.name, partial(_pairs, task, folder))
    return found


def hidden(family: str, node: str) -> str:
    """A name that tells nothing of time or kind."""
    return "n" + blake2b(f"{family}|{node}".encode(), digest_size=6).hexdigest()


def draw(given: Given) -> tuple[list[Row5], tuple[str, ...]]:
    """Every row said of a family, by name; and the names."""
    reports = [report(name, text) for name, text in given.texts]
    names = {item.report: item.id for item in reports}
    said: Sequence[Descent] = descents(reports)
    rows = [
        (
            None if row.parent is None else names.get(row.parent, row.parent),
            names.get(row.child, row.child),
            row.lost,
            row.standing,
            row.confidence,
        )
        for row in said
    ]
    return rows, tuple(name for name, _ in given.texts)


def found_tree(rows: Sequence[Row5], names: Sequence[str]) -> Tree:
    """The tree that the rows describe; a text whose standing is open is undecided."""
    edges = [(parent, child) for parent, child, _, standing, _ in rows if parent is not None and standing not in OPEN]
    undecided = {child for _, child, _, standing, _ in rows if standing in OPEN}
    lost = {node for edge in edges for node in edge} - set(names)
    return trees.tree([edge for edge in edges if not (edge[1] in lost and edge[0] == edge[1])], names, undecided)


def true_tree(family: Stemma) -> Tree:
    """The true canonical tree; equal texts are one node, named by the first of them in order of hidden name."""
    same: dict[str, str] = {}
    first: dict[str, str] = {}
    for node in sorted(family.texts, key=lambda node: hidden(family.family, node)):
        key = " ".join(family.texts[node].split()).casefold()
        same[node] = first.setdefault(key, hidden(family.family, node))
    edges = trees.merged(family.edges, same)
    return trees.tree(edges, set(first.values()))


def given(family: Stemma) -> Given:
    kept = true_tree(family).observed
    texts = {hidden(family.family, node): text for node, text in family.texts.items()}
    return Given(family.family, tuple((name, texts[name]) for name in sorted(kept)))


# --- sets of stemmata ---------------------------------------------------------------------------------------------


def _families(task: Task, folder: Folder, texts: dict[str, str]) -> list[Figure]:
    families = [item for item in sets.stemmata(folder, texts) if len(given(item).texts) > 1]
    families = task.draw(families, [item.family for item in families])
    said = spread(task.jobs, draw, [given(item) for item in families], 2)
    results = [
        Drawn(
            item.family,
            true_tree(item),
            found_tree(rows, names),
            item.partial,
            tuple(rows),
        )
        for item, (rows, names) in zip(families, said, strict=True)
    ]
    _write(task, folder, families, results)
    named = [(folder.name, results)]
    regimes = {item.regime for item in families}
    if len(regimes) > 1:
        by = dict(zip([item.family for item in families], [item.regime for item in families], strict=True))
        named = [
            (f"{folder.name}:{regime or 'other'}", [r for r in results if by[r.family] == regime])
            for regime in sorted(regimes)
        ]
    return [figure for name, rows in named for figure in _figures(name, rows)] + _strangers(task, folder, texts)


def _write(task: Task, folder: Folder, families: Sequence[Stemma], results: Sequence[Drawn]) -> None:
    """Raw answers: `descents.jsonl`, with the data's own ids again."""
    names = {hidden(item.family, node): node for item in families for node in item.texts}
    task.write(
        folder,
        "descents.jsonl",
        (
            _raw(result.family, (parent and names.get(parent, parent), names.get(child, child), lost, standing, sure))
            for result in results
            for parent, child, lost, standing, sure in result.rows
        ),
    )


def _raw(family: str, row: Row5) -> dict[str, object]:
    parent, child, lost, standing, sure = row
    return {
        "family": family,
        "parent": parent,
        "child": child,
        "lost": lost,
        "standing": standing,
        "confidence": sure,
    }


def _figures(name: str, results: Sequence[Drawn]) -> list[Figure]:
    if all(result.partial for result in results):
        return _directions(name, [_below_top(result) for result in results])
    judged = [trees.relations(result.truth, result.found) for result in results]
    texts = sum(len(result.truth.observed) for result in results)
    parents = sum(trees.parents_right(result.truth, result.found) for result in results)
    roots = sum(trees.root_of(result.truth) == trees.root_of(result.found) for result in results)
    clades = [trees.clade_counts(result.truth, result.found) for result in results]
    return [
        score(name, "pair relation macro-F1", judged, _macro, "undecided pairs count as missed; families redrawn"),
        number(name, "pair relation macro-F1, undecided read as siblings", _macro(_filled(judged)), "more"),
        *_directions(name, judged),
        share(name, "parent right (LOST allowed)", parents, texts),
        share(name, "root right (LOST allowed)", roots, len(results)),
        *_lost_roots(name, results),
        score(name, "rooted-clade F1", clades, _micro),
        *_means(name, results),
    ]


def _macro(drawn: Sequence[Sequence[tuple[str, str]]]) -> float:
    return trees.relation_f1([pair for family in drawn for pair in family])


def _micro(drawn: Sequence[tuple[int, int, int]]) -> float:
    return rates(*(sum(row[at] for row in drawn) for at in range(3)))[2]


def _filled(judged: Sequence[Sequence[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    return [[(gold, "=" if said == UNDECIDED else said) for gold, said in family] for family in judged]


def _below_top(result: Drawn) -> list[tuple[str, str]]:
    """Where only the topmost text is known for certain: its relation to each text below it."""
    children = result.truth.children()
    tops = [node for node in result.truth.observed if not set(result.truth.ancestors(node)) & result.truth.observed]
    return [
        (">", trees.relation(result.found, top, node))
        for top in tops
        for node in sorted(trees.clades(result.truth, 1)[top] - {top})
        if children[top]
    ]


def _directions(name: str, judged: Sequence[Sequence[tuple[str, str]]]) -> list[Figure]:
    """Directions called on true ancestor pairs, and called where there is none; each pair once."""
    down = [said for family in judged for gold, said in family if gold == ">"]
    level = [said for family in judged for gold, said in family if gold == "="]
    called = [said for said in down if said in "<>"]
    right = called.count(">")
    false = sum(said in "<>" for said in level) // 2
    found = [
        share(name, "ancestor pairs: direction right", right, len(down)),
        errors(name, "ancestor pairs: direction reversed", called.count("<"), len(down)),
        share(name, "directions called that are right", right, len(called) + false, "siblings called included"),
        number(name, "ancestor pairs: undecided", down.count(UNDECIDED) / max(len(down), 1)),
    ]
    if level:
        found.append(errors(name, "sibling pairs: direction called", false, len(level) // 2))
    return found


def _lost_roots(name: str, results: Sequence[Drawn]) -> list[Figure]:
    wanted = [trees.root_of(result.truth) == LOST for result in results]
    said = [trees.root_of(result.found) == LOST for result in results]
    both = sum(one and other for one, other in zip(wanted, said, strict=True))
    excess = sum(trees.lost_nodes(result.found) - trees.lost_nodes(result.truth) for result in results)
    return [
        share(name, "lost root: recall", both, sum(wanted)),
        share(name, "lost root: precision", both, sum(said)),
        number(name, "lost nodes too many, a family", excess / max(len(results), 1), note="below 0: too few"),
    ]


def _means(name: str, results: Sequence[Drawn]) -> list[Figure]:
    many = [result for result in results if len(result.truth.observed) > 2]
    scores: tuple[tuple[str, Callable[[Tree, Tree], float]], ...] = (
        ("average sign distance, skeleton (M1)", trees.sign_distance),
        ("average sign distance, depth (M2)", trees.depth_distance),
        ("directed edges", lambda truth, found: trees.phylogeny(truth, found).directed),
        ("ancestry Jaccard", lambda truth, found: trees.phylogeny(truth, found).ancestry),
    )
    return [
        score(name, label, [figure(result.truth, result.found) for result in many], _mean, "families of three or more")
        for label, figure in scores
    ]


def _mean(drawn: Sequence[float]) -> float:
    return sum(drawn) / len(drawn)


def _strangers(task: Task, folder: Folder, texts: dict[str, str]) -> list[Figure]:
    """Texts that a set says were written independently of a family's source: none is a telling of it."""
    pairs = []
    for row in sets.form_rows(folder, "stemmata"):
        tops = sorted({parent for parent, _ in row["edges"]} - {child for _, child in row["edges"]})
        pairs += _stranger_pairs(row, tops, texts)
    said = spread(task.jobs, judge, [(report(a, texts[a]), report(b, texts[b])) for a, b in pairs])
    if not pairs:
        return []
    return [errors(folder.name, "independent texts called copies", sum(answer.copy for answer in said), len(said))]


def _stranger_pairs(row: Row, tops: Sequence[str], texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(top, other) for other in row.get("independent", ()) for top in tops if {top, other} <= set(texts)]


# --- two texts ----------------------------------------------------------------------------------------------------


def _two(task: Task, folder: Folder) -> list[Figure]:
    """Two tellings alone in a folder: both come from a lost original, and neither from the other."""
    files = sorted(folder.path.glob("*.txt"))
    rows, names = draw(Given(folder.name, tuple((path.name, sets.pan_text(path)) for path in files)))
    tree = found_tree(rows, names)
    task.write(folder, "descents.jsonl", (_raw(folder.name, row) for row in rows))
    said = ", ".join(f"{row[0] or '-'} > {row[1]} ({row[3]})" for row in rows)
    right = int(all(trees.parent_of(tree, name) == LOST for name in names) and trees.lost_nodes(tree) == 1)
    return [share(folder.name, "both from one lost original", right, 1, said)]


def _pairs(task: Task, folder: Folder) -> list[Figure]:
    """Labelled pairs of a pile, two texts at a time: the direction of derived ones, none for siblings."""
    held = sets.pile(folder)
    kinds: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for label in held.labels:
        if label.truth == "copy":
            kinds[label.kind].append((label.one, label.other, label.direction))
    found: list[Figure] = []
    answers: list[dict[str, object]] = []
    for kind, pairs in sorted(kinds.items()):
        drawn = task.draw(pairs, [f"{one} {other}" for one, other, _ in pairs], SAMPLE)
        found += _pair_figures(task, held, kind, drawn, answers)
    if found:
        task.write(folder, "descents.jsonl", answers)
    return found


def _pair_figures(
    task: Task, held: Pile, kind: str, drawn: Sequence[tuple[str, str, str]], answers: list[dict[str, object]]
) -> list[Figure]:
    texts = {text.id: text.text for text in held.texts}
    drawn = [row for row in drawn if texts[row[0]] != texts[row[1]]]
    given = [Given(f"{a}|{b}", tuple(sorted(((a, texts[a]), (b, texts[b]))))) for a, b, _ in drawn]
    said = []
    for (one, other, direction), (rows, names) in zip(drawn, spread(task.jobs, draw, given), strict=True):
        tree = found_tree(rows, names)
        answers += [_raw(f"{one}|{other}", row) for row in rows]
        gold = {"a>b": ">", "b>a": "<"}.get(direction, "=")
        said.append([(gold, trees.relation(tree, one, other)), (_turned(gold), trees.relation(tree, other, one))])
    name = f"{held.name}:{kind}"
    if all(pair[0][0] == "=" for pair in said):
        called = sum(pair[0][1] in "<>" for pair in said)
        lost = sum(pair[0][1] == "=" for pair in said)
        return [
            errors(name, "siblings, two at a time: direction called", called, len(said)),
            share(name, "siblings, two at a time: lost original said", lost, len(said)),
        ]
    return _directions(name, said)


def _turned(relation: str) -> str:
    return {">": "<", "<": ">"}.get(relation, relation)
