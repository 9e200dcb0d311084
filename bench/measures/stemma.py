"""Who descends from whom and what is lost: relations of pairs, parents, roots, lost nodes, directions.

Ids are hidden: every text gets a name that is a digest, since some sets number their texts in order of time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from .. import sets, trees
from ..clustering import rates
from ..figures import Figure, errors, guarded, number, score, share
from ..sets import Folder, Row, Stemma
from ..stemmata import (
    OPEN,
    Drawn,
    Given,
    Row5,
    Said,
    directions,
    draw,
    found_tree,
    given,
    hidden,
    macro,
    raw,
    true_tree,
)
from ..subject import judge, report, spread
from ..task import Task
from ..trees import LOST, UNDECIDED, Tree
from .stars import star_figures
from .witnesses import size_figures, witness_figures


def measure(task: Task) -> list[Figure]:
    """All figures of the chosen sets."""
    found: list[Figure] = []
    for folder in task.folders("two tellings"):
        found += guarded(folder.name, partial(_two, task, folder))
    texts = sets.texts_by_id(task.root)
    for folder in task.folders("stemmata"):
        found += guarded(folder.name, partial(_families, task, folder, texts))
    found += star_figures(task, texts)
    return [*found, *witness_figures(task), *size_figures(task, texts)]


# --- sets of stemmata ---------------------------------------------------------------------------------------------


def _families(task: Task, folder: Folder, texts: dict[str, str]) -> list[Figure]:
    families = [item for item in sets.stemmata(folder, texts) if len(given(item).texts) > 1]
    families = task.draw(families, [item.family for item in families])
    said = spread(task.jobs, draw, [given(item) for item in families], 2)
    results = [_drawn(item, one) for item, one in zip(families, said, strict=True)]
    _write(task, folder, families, results)
    named = [(folder.name, results)]
    regimes = {item.regime for item in families}
    if len(regimes) > 1:
        by = dict(zip([item.family for item in families], [item.regime for item in families], strict=True))
        named = [
            (f"{folder.name}:{regime or 'other'}", [r for r in results if by[r.family] == regime])
            for regime in sorted(regimes)
        ]
    found = [figure for name, rows in named for figure in _figures(name, rows)]
    return [*found, *_regimes(task, folder.name, families, results), *_strangers(task, folder, texts)]


def _drawn(item: Stemma, said: Said) -> Drawn:
    found, guess = found_tree(said.rows, said.names), found_tree(said.guess, said.names)
    return Drawn(item.family, true_tree(item), found, item.partial, tuple(said.rows), guess, said.copies, said.seconds)


def _regimes(task: Task, name: str, families: Sequence[Stemma], results: Sequence[Drawn]) -> list[Figure]:
    """Copies told from states of one page; the order of states once they are told to be that; time by size."""
    pages = {item.family for item in families if item.regime}
    right = sum((result.copies < 0.5) == (result.family in pages) for result in results)
    found = [share(name, "copies and states of one page told apart", right, len(results))]
    told = [item for item in families if item.family in pages]
    if told:
        asked = [Given(item.family, given(item).texts, page=True) for item in told]
        drawn = [_drawn(item, one) for item, one in zip(told, spread(task.jobs, draw, asked, 2), strict=True)]
        roots = sum(trees.root_of(result.truth) == trees.root_of(result.guess) for result in drawn)
        found.append(share(name, "told to be states, likeliest order: root right", roots, len(drawn)))
        found += _means(name, drawn, "told to be states, likeliest order: ")[2:]
    for least, most in ((2, 5), (6, 20), (21, 50)):
        spent = sorted(result.seconds for result in results if least <= len(result.truth.observed) <= most)
        if spent:
            label = f"processor time after collation, {least} to {most} tellings"
            found.append(number(name, label, 1000 * spent[len(spent) // 2], "less", "median, milliseconds"))
    return found


def _write(task: Task, folder: Folder, families: Sequence[Stemma], results: Sequence[Drawn]) -> None:
    """Raw answers: `descents.jsonl`, with the data's own ids again."""
    names = {hidden(item.family, node): node for item in families for node in item.texts}
    task.write(
        folder,
        "descents.jsonl",
        (
            raw(result.family, (parent and names.get(parent, parent), names.get(child, child), lost, standing, sure))
            for result in results
            for parent, child, lost, standing, sure in result.rows
        ),
    )


def _figures(name: str, results: Sequence[Drawn]) -> list[Figure]:
    if all(result.partial for result in results):
        guessed = [_below_top(result, guess=True) for result in results]
        down = sum(said == ">" for family in guessed for _, said in family)
        pairs = sum(len(family) for family in guessed)
        found = directions(name, [_below_top(result) for result in results])
        return [*found, share(name, "likeliest tree: ancestor pairs right", down, pairs)]
    judged = [trees.relations(result.truth, result.found) for result in results]
    texts = sum(len(result.truth.observed) for result in results)
    parents = sum(trees.parents_right(result.truth, result.found) for result in results)
    roots = sum(trees.root_of(result.truth) == trees.root_of(result.found) for result in results)
    clades = [trees.clade_counts(result.truth, result.found) for result in results]
    return [
        score(name, "pair relation macro-F1", judged, macro, "undecided pairs count as missed; families redrawn"),
        number(name, "pair relation macro-F1, undecided read as siblings", macro(_filled(judged)), "more"),
        *directions(name, judged),
        share(name, "parent right (LOST allowed)", parents, texts),
        share(name, "root right (LOST allowed)", roots, len(results)),
        *_lost_roots(name, results),
        score(name, "rooted-clade F1", clades, _micro),
        *_means(name, results),
        *_sure(name, results),
        *_guessed(name, results),
    ]


def _sure(name: str, results: Sequence[Drawn]) -> list[Figure]:
    """Edges by confidence: of those said to be made from a telling, and from a lost original."""
    found = []
    for label, low, high in (("of .9 and more", 0.9, 1.01), ("below .9", 0.0, 0.9)):
        edges = [_right(result, row) for result in results for row in result.rows if low <= row[4] < high]
        known = [edge for edge in edges if edge is not None]
        found.append(share(name, f"edges asserted with a confidence {label}: right", sum(known), len(known)))
    return found


def _right(result: Drawn, row: Row5) -> bool | None:
    """Whether an asserted edge into a telling is right; None for other rows."""
    parent, child, lost, standing, _ = row
    if parent is None or standing in OPEN or child not in result.truth.observed:
        return None
    if lost:
        return trees.parent_of(result.truth, child) == LOST
    return parent in result.truth.ancestors(child)


def _guessed(name: str, results: Sequence[Drawn]) -> list[Figure]:
    """The likeliest tree in full, as if all of it were asserted."""
    judged = [trees.relations(result.truth, result.guess) for result in results]
    texts = sum(len(result.truth.observed) for result in results)
    parents = sum(trees.parents_right(result.truth, result.guess) for result in results)
    clades = [trees.clade_counts(result.truth, result.guess) for result in results]
    wanted = [trees.root_of(result.truth) == LOST for result in results]
    said = [trees.root_of(result.guess) == LOST for result in results]
    both = sum(one and other for one, other in zip(wanted, said, strict=True))
    return [
        score(name, "likeliest tree: pair relation macro-F1", judged, macro, "families redrawn"),
        share(name, "likeliest tree: parent right (LOST allowed)", parents, texts),
        share(name, "likeliest tree: lost root, recall", both, sum(wanted)),
        share(name, "likeliest tree: lost root, precision", both, sum(said)),
        score(name, "likeliest tree: rooted-clade F1", clades, _micro),
    ]


def _micro(drawn: Sequence[tuple[int, int, int]]) -> float:
    return rates(*(sum(row[at] for row in drawn) for at in range(3)))[2]


def _filled(judged: Sequence[Sequence[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    return [[(gold, "=" if said == UNDECIDED else said) for gold, said in family] for family in judged]


def _below_top(result: Drawn, guess: bool = False) -> list[tuple[str, str]]:
    """Where only the topmost text is known for certain: its relation to each text below it."""
    children = result.truth.children()
    tops = [node for node in result.truth.observed if not set(result.truth.ancestors(node)) & result.truth.observed]
    return [
        (">", trees.relation(result.guess if guess else result.found, top, node))
        for top in tops
        for node in sorted(trees.clades(result.truth, 1)[top] - {top})
        if children[top]
    ]


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


def _means(name: str, results: Sequence[Drawn], guessed: str = "") -> list[Figure]:
    many = [result for result in results if len(result.truth.observed) > 2]
    scores: tuple[tuple[str, Callable[[Tree, Tree], float]], ...] = (
        ("average sign distance, skeleton (M1)", trees.sign_distance),
        ("average sign distance, depth (M2)", trees.depth_distance),
        ("directed edges", lambda truth, found: trees.phylogeny(truth, found).directed),
        ("ancestry Jaccard", lambda truth, found: trees.phylogeny(truth, found).ancestry),
    )
    return [
        score(
            name,
            guessed + label,
            [figure(result.truth, result.guess if guessed else result.found) for result in many],
            _mean,
            "families of three or more",
        )
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
    said_of = draw(Given(folder.name, tuple((path.name, sets.pan_text(path)) for path in files)))
    rows, names = said_of.rows, said_of.names
    tree = found_tree(rows, names)
    task.write(folder, "descents.jsonl", (raw(folder.name, row) for row in rows))
    said = ", ".join(f"{row[0] or '-'} > {row[1]} ({row[3]})" for row in rows)
    right = int(all(trees.parent_of(tree, name) == LOST for name in names) and trees.lost_nodes(tree) == 1)
    return [share(folder.name, "both from one lost original", right, 1, said)]
