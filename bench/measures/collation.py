"""What is kept, dropped, added, reworded and moved: passages, sentence links, fates, moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from .. import planting, sets
from ..aligning import (
    Counts,
    Gold,
    f1_of,
    fate_counts,
    found_pairs,
    letters,
    locate,
    moved_counts,
    pair_counts,
    precision_of,
    recall_of,
    unlinked_counts,
)
from ..figures import Figure, errors, guarded, score, share, unmeasured
from ..laying import Laid, TextPair, lay, write
from ..plagdet import union_size
from ..sets import Folder, Row, rank
from ..subject import spread
from ..task import Task
from .pan import pan
from .rearranged import rearranged

SAMPLE = 60
"""Stretches of verses a pair of versions, and plants of a kind, unless a smaller limit is given."""


@dataclass(frozen=True, slots=True)
class Job:
    """A pair of texts with its gold, if there is one, and the group that it counts in."""

    pair: TextPair
    gold: Gold | None
    group: str


def measure(task: Task) -> list[Figure]:
    """All figures of the chosen sets."""
    found: list[Figure] = []
    forms: tuple[tuple[str, Callable[[Task, Folder], list[Figure]]], ...] = (
        ("pan", pan),
        ("variants", _variants),
        ("alignments", _read),
        ("triples", _triples),
        ("verses", _verses),
    )
    for form, figures in forms:
        for folder in task.folders(form):
            found += guarded(folder.name, partial(figures, task, folder))
    return found


def _laid(task: Task, jobs: Sequence[Job]) -> list[Laid]:
    return spread(task.jobs, lay, [job.pair for job in jobs])


def _by_group(jobs: Sequence[Job], laid: Sequence[Laid]) -> dict[str, list[tuple[Job, Laid]]]:
    grouped: dict[str, list[tuple[Job, Laid]]] = defaultdict(list)
    for job, made in zip(jobs, laid, strict=True):
        grouped[job.group].append((job, made))
    return dict(sorted(grouped.items()))


def _links(name: str, group: str, members: Iterable[tuple[Job, Laid]]) -> list[Figure]:
    """Precision, recall and F1 of the pairs of sentences of a group."""
    counts = [pair_counts(made, job.gold) for job, made in members if job.gold is not None]
    return [
        score(name, f"links F1, {group}", counts, f1_of, "bootstrap over texts"),
        score(name, f"links precision, {group}", counts, precision_of),
        score(name, f"links recall, {group}", counts, recall_of),
    ]


# --- originals with rewordings ------------------------------------------------------------------------------------


def _variants(task: Task, folder: Folder) -> list[Figure]:
    """Links against the token map where there is one; how much of the original passages cover; false passages."""
    found: list[Figure] = []
    answers: list[Laid] = []
    for file in sorted(folder.path.glob("*.jsonl")):
        rows = [row for row in sets.rows(file) if {"domain", "original", "variants"} <= set(row)]
        if not rows:
            continue
        rows = task.draw(rows, [row["id"] for row in rows])
        golds = _token_maps(folder, file.stem)
        jobs = [
            Job(_variant_pair(row, kind), golds.get((row["id"], kind)), kind)
            for row in rows
            for kind in sorted(row["variants"])
        ]
        laid = _laid(task, jobs)
        name = f"{folder.name}:{file.stem}"
        for group, members in _by_group(jobs, laid).items():
            if any(job.gold for job, _ in members):
                found += _links(name, group, members)
            covered = [(_covered(job, made), len(job.pair.one_text)) for job, made in members]
            found.append(score(name, f"original in passages, {group}", covered, _ratio, "share of its characters"))
        answers += laid
        found += rearranged(task, name, rows, golds)
        found += _strangers(task, name, rows)
    write(task, folder, answers)
    return found


def _variant_pair(row: Row, kind: str) -> TextPair:
    made = row["variants"][kind]
    text = made["text"] if isinstance(made, dict) else made
    return TextPair(row["id"], f"{row['id']}|{kind}", row["original"], text)


def _token_maps(folder: Folder, stem: str) -> dict[tuple[str, str], Gold]:
    """Sentence alignments that follow from a token map, by text and kind of rewording."""
    path = folder.path / f"{stem}.sentalign.jsonl"
    found = {}
    for row in sets.rows(path) if path.exists() else ():
        here = sorted({(a["orig"][0], a["orig"][1]) for a in row["alignment"]})
        there = sorted({(a["var"][0], a["var"][1]) for a in row["alignment"]})
        places = {span: at for at, span in enumerate(here)}, {span: at for at, span in enumerate(there)}
        pairs = {(places[0][tuple(a["orig"])], places[1][tuple(a["var"])]): "reworded" for a in row["alignment"]}
        found[row["id"], row["variant"]] = Gold(tuple(here), tuple(there), pairs)
    return found


def _covered(job: Job, made: Laid) -> int:
    return union_size([(span.one_start, span.one_stop) for span in made.spans], 0, len(job.pair.one_text))


def _ratio(drawn: Sequence[tuple[int, int]]) -> float:
    return sum(row[0] for row in drawn) / max(sum(row[1] for row in drawn), 1)


def _strangers(task: Task, name: str, rows: Sequence[Row]) -> list[Figure]:
    """Different originals beside each other: none should share a passage."""
    ordered = sorted(rows, key=lambda row: rank(row["id"]))
    pairs = [
        TextPair(one["id"], other["id"], one["original"], other["original"])
        for step in (1, 2)
        for one, other in zip(ordered, ordered[step:], strict=False)
    ]
    laid = spread(task.jobs, lay, pairs)
    linked = sum(any(link.here and link.there for link in made.fates) for made in laid)
    return [
        errors(name, "different originals with a passage", sum(bool(made.spans) for made in laid), len(laid)),
        errors(name, "different originals with a linked sentence", linked, len(laid)),
    ]


# --- alignments made by reading -----------------------------------------------------------------------------------


def _read(task: Task, folder: Folder) -> list[Figure]:
    """Pair F1, fates, drops, additions and moves against alignments made by reading."""
    rows = sets.form_rows(folder, "alignments")
    texts = _aligned_texts(task)
    held = [row for row in rows if (row["id"], row["variant"]) in texts]
    jobs = [_read_job(row, texts[row["id"], row["variant"]]) for row in held]
    laid = _laid(task, jobs)
    write(task, folder, laid)
    found = []
    everything = list(zip(jobs, laid, strict=True))
    groups = _by_group(jobs, laid)
    for group, members in [*groups.items(), ("all", everything)]:
        found += _links(folder.name, group, members)
        both = [fate_counts(made, job.gold) for job, made in members if job.gold]
        found.append(share(folder.name, f"fate right, {group}", sum(r for r, _ in both), sum(n for _, n in both)))
    golden = [(made, job.gold) for job, made in everything if job.gold]
    rare = [fate_counts(made, gold, without="reworded") for made, gold in golden]
    sides = [[unlinked_counts(made, gold, side) for made, gold in golden] for side in (0, 1)]
    found += [
        share(folder.name, "fate right where not reworded", sum(r for r, _ in rare), sum(n for _, n in rare)),
        score(folder.name, "dropped F1", sides[0], f1_of),
        score(folder.name, "added F1", sides[1], f1_of),
        score(folder.name, "moved F1", [moved_counts(made, gold) for made, gold in golden], f1_of),
    ]
    if len(held) < len(rows):
        why = "their texts are not under the root"
        found.append(unmeasured(folder.name, f"{len(rows) - len(held)} pairs", why))
    return found


def _aligned_texts(task: Task) -> dict[tuple[str, str], TextPair]:
    """The pairs of texts that alignments may speak of, by id and variant (``adv-ele`` for two levels)."""
    found: dict[tuple[str, str], TextPair] = {}
    for folder in sets.folders(task.root, "variants"):
        for row in sets.form_rows(folder, "variants"):
            found.update({(row["id"], kind): _variant_pair(row, kind) for kind in row["variants"]})
    for folder in sets.folders(task.root, "triples"):
        for row in sets.form_rows(folder, "triples"):
            for one, other in (("adv", "int"), ("adv", "ele"), ("int", "ele")):
                found[row["id"], f"{one}-{other}"] = _levels(row, one, other)
    return found


def _levels(row: Row, one: str, other: str) -> TextPair:
    return TextPair(f"{row['id']}|{one}", f"{row['id']}|{other}", row[one], row[other])


def _read_job(row: Row, pair: TextPair) -> Job:
    fates, moved = {}, set()
    for link in row["links"]:
        for key in [(one, other) for one in link["one"] for other in link["other"]]:
            fates[key] = link["fate"]
            if link["moved"]:
                moved.add(key)
    here, there = (tuple((start, stop) for start, stop in row[f"{side}_sentences"]) for side in ("one", "other"))
    return Job(pair, Gold(here, there, fates, frozenset(moved)), row["variant"])


# --- three levels of one report -----------------------------------------------------------------------------------


def _triples(task: Task, folder: Folder) -> list[Figure]:
    """Silver pairs found; and sentences split, merged and set in from elsewhere, planted into the fullest level."""
    rows = sets.form_rows(folder, "triples")
    rows = task.draw(rows, [row["id"] for row in rows])
    silver: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    path = folder.path / "sentence_pairs_silver.jsonl"
    for row in sets.rows(path) if path.exists() else ():
        silver[row["id"], row["level_a"], row["level_b"]].append((row["a"], row["b"]))
        silver[row["id"], row["level_b"], row["level_a"]].append((row["b"], row["a"]))
    jobs = []
    for row in rows:
        for one, other in (("adv", "int"), ("adv", "ele"), ("int", "ele")):
            gold = _silver_gold(row[one], row[other], silver.get((row["id"], one, other), []))
            jobs.append(Job(_levels(row, one, other), gold, f"{one}-{other}"))
    laid = _laid(task, jobs)
    write(task, folder, laid)
    found = []
    for group, members in _by_group(jobs, laid).items():
        counts = [pair_counts(made, job.gold) for job, made in members if job.gold and job.gold.pairs]
        wanted, right = sum(row[2] for row in counts), sum(row[0] for row in counts)
        found.append(share(folder.name, f"silver pairs found, {group}", right, wanted, "silver: easy cases only"))
    return found + _planted(task, folder, rows)


def _silver_gold(one: str, other: str, pairs: Sequence[tuple[str, str]]) -> Gold:
    """Silver pairs whose sentences stand in the texts once; anything not named by them is not judged."""
    here, there = letters(one), letters(other)
    spans = [(a, b) for a, b in ((locate(a, here), locate(b, there)) for a, b in pairs) if a and b]
    ones, others = sorted({a for a, _ in spans}), sorted({b for _, b in spans})
    return Gold(tuple(ones), tuple(others), {(ones.index(a), others.index(b)): "" for a, b in spans})


def _planted(task: Task, folder: Folder, rows: Sequence[Row]) -> list[Figure]:
    names = [row["id"] for row in rows]
    drawn = task.draw(rows, names, SAMPLE)
    found: list[Figure] = []
    for kind in ("split", "merged"):
        make = planting.split if kind == "split" else planting.merge
        made = [(row["id"], plant) for row in drawn if (plant := make(row["adv"]))]
        found += _plants(task, folder.name, kind, made)
    turned = [*drawn[1:], *drawn[:1]]
    blocks = [
        (row["id"], plant)
        for row, guest in zip(drawn, turned, strict=True)
        if (plant := planting.block(row["adv"], guest["adv"]))
    ]
    return found + _blocks(task, folder.name, blocks)


def _plants(task: Task, name: str, kind: str, plants: Sequence[tuple[str, planting.Planted]]) -> list[Figure]:
    """Planted joins found whole: every pair of theirs linked; and with the right fate."""
    jobs = [Job(TextPair(id, f"{id}|{kind}", p.one_text, p.other_text), p.gold, kind) for id, p in plants]
    side = 0 if kind == "split" else 1
    whole = named = wanted = 0
    rest: list[Counts] = []
    for job, made in zip(jobs, _laid(task, jobs), strict=True):
        assert job.gold is not None
        found = found_pairs(made, job.gold)
        groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for key, fate in job.gold.pairs.items():
            if fate == kind:
                groups[key[side]].append(key)
        wanted += len(groups)
        whole += sum(all(key in found for key in keys) for keys in groups.values())
        named += sum(all(found.get(key, ("",))[0] == kind for key in keys) for keys in groups.values())
        rest.append(pair_counts(made, job.gold))
    return [
        share(name, f"planted, {kind}: both parts linked", whole, wanted),
        share(name, f"planted, {kind}: named so", named, wanted),
        score(name, f"planted, {kind}: links F1 of the whole text", rest, f1_of),
    ]


def _blocks(task: Task, name: str, plants: Sequence[tuple[str, planting.Planted]]) -> list[Figure]:
    """A foreign block: its sentences are added, the text's own stay linked."""
    jobs = [Job(TextPair(id, f"{id}|block", p.one_text, p.other_text), p.gold, "block") for id, p in plants]
    linked = foreign = kept = own = 0
    for job, made in zip(jobs, _laid(task, jobs), strict=True):
        assert job.gold is not None
        found = found_pairs(made, job.gold)
        guests = set(range(len(job.gold.there))) - {key[1] for key in job.gold.pairs}
        foreign += len(guests)
        linked += len(guests & {key[1] for key in found})
        own += len(job.gold.pairs)
        kept += len(found.keys() & job.gold.pairs.keys())
    return [
        errors(name, "planted, foreign block: its sentences linked", linked, foreign),
        share(name, "planted, foreign block: own sentences linked", kept, own),
    ]


# --- verses in another order --------------------------------------------------------------------------------------


def _verses(task: Task, folder: Folder) -> list[Figure]:
    """Runs of verses in two versions, the second in another order: F1 of the verse pairs, for each two versions."""
    rows = sets.form_rows(folder, "verses")
    versions = [field for field, value in rows[0].items() if field not in ("idx", "book") and isinstance(value, str)]
    size = 30
    runs = [rows[at : at + size] for at in range(0, len(rows) - size + 1, size)]
    runs = task.draw(runs, [str(run[0]["idx"]) for run in runs], 12)
    jobs = [
        _run_job(run, one, other, shuffled)
        for at, one in enumerate(versions)
        for other in versions[at + 1 :]
        for run in runs
        for shuffled in (False, True)
    ]
    laid = _laid(task, jobs)
    write(task, folder, laid)
    found = []
    for group, members in _by_group(jobs, laid).items():
        found.append(_links(folder.name, group, members)[0])
    for kind in ("in order", "other order"):
        found.append(_links(folder.name, f"all versions, {kind}", _ends(jobs, laid, kind))[0])
    return found


def _ends(jobs: Sequence[Job], laid: Sequence[Laid], kind: str) -> list[tuple[Job, Laid]]:
    return [(job, made) for job, made in zip(jobs, laid, strict=True) if job.group.endswith(kind)]


def _run_job(run: Sequence[Row], one: str, other: str, shuffled: bool) -> Job:
    """A run of verses, one a paragraph; the other version's in an order drawn by digest, or in order."""
    order = sorted(range(len(run)), key=lambda at: rank(f"{run[at]['idx']}|{other}")) if shuffled else range(len(run))
    left, here = _paragraphs([run[at][one] for at in range(len(run))], range(len(run)))
    right, there = _paragraphs([run[at][other] for at in order], order)
    pairs = {(here[1].index(at), there[1].index(at)): "" for at in here[1] if at in there[1]}
    first, kind = run[0]["idx"], "other order" if shuffled else "in order"
    pair = TextPair(f"{first}|{one}", f"{first}|{other}|{kind}", left, right)
    return Job(pair, Gold(here[0], there[0], pairs), f"{one}-{other}, {kind}")


def _paragraphs(
    verses: Sequence[str], names: Iterable[int]
) -> tuple[str, tuple[tuple[tuple[int, int], ...], list[int]]]:
    text, spans, kept = "", [], []
    for verse, name in zip(verses, names, strict=True):
        if verse.strip():
            spans.append((len(text), len(text) + len(verse.strip())))
            kept.append(name)
            text += verse.strip() + "\n\n"
    return text, (tuple(spans), kept)
