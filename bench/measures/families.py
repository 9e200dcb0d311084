"""Which reports are tellings of the same report: recall by kind, false copies, families, calibration.

A labelled pair counts as found only if the pile's own candidates held it and the verdict calls it a copy. What the
verdict would have been on a pair that the candidates missed is told apart, as ``by pair``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import partial

from .. import sets
from ..calibration import Judged, bins, brier, c_at_1, expected_error, mixed_error
from ..clustering import adjusted_rand, b_cubed, pair_counts, pair_f1, pairs, purity, rates
from ..figures import Figure, errors, guarded, number, score, share, unmeasured
from ..sets import Folder, Label, Pile
from ..subject import Found, Judgement, Report, judge, ordered, pile, report, spread
from ..task import Task

POOL = "all labelled pairs"


def measure(task: Task) -> list[Figure]:
    """All figures of the chosen sets."""
    found: list[Figure] = []
    judged: list[tuple[Label, Judgement]] = []
    said_no = _said_no(task)
    for folder in task.folders("pile"):
        found += guarded(folder.name, partial(_measured, task, folder, [sets.pile(folder)], said_no, judged))
    for folder in task.folders("variants"):
        found += guarded(folder.name, partial(_measured, task, folder, sets.variant_piles(folder), said_no, judged))
    for folder in task.folders("read pairs"):
        found += guarded(folder.name, partial(_read, task, folder, judged))
    for folder in task.folders("two tellings"):
        found += guarded(folder.name, partial(_two, task, folder))
    return found + _calibrated(judged)


def _measured(
    task: Task,
    folder: Folder,
    piles: Sequence[Pile],
    said_no: frozenset[tuple[str, str]],
    judged: list[tuple[Label, Judgement]],
) -> list[Figure]:
    """The figures of a set, which may hold several piles; its raw answers are written together."""
    found, answers, families = [], [], []
    for whole in piles:
        held = _limited(task, whole)
        texts = {text.id: text for text in held.texts}
        reports = {
            text.id: report(text.id, text.text, text.published, text.headline, text.source) for text in held.texts
        }
        made = pile(list(reports.values()), task.jobs)
        alone = _alone(task, held.labels, reports, made)
        everything = {**alone, **made.judgements}
        named = [(label, everything.get(ordered(label.one, label.other))) for label in held.labels]
        pairs_of = [(label, said) for label, said in named if said is not None]
        judged += [(label, said) for label, said in pairs_of if label.truth in ("copy", "independent", "different")]
        found += _figures(held, pairs_of, made, said_no)
        found += _templates(held, made)
        answers += [_raw(everything[key]) for key in sorted(everything)]
        families += [{"report": id, "family": made.families[id]} for id in sorted(made.families) if id in texts]
    task.write(folder, "pairs.jsonl", answers)
    task.write(folder, "families.jsonl", families)
    return found


def _raw(said: Judgement) -> dict[str, object]:
    return asdict(said)


def _limited(task: Task, whole: Pile) -> Pile:
    """With a limit, that many events (or reports without one), and the labels inside them."""
    names = sorted({text.event or text.id for text in whole.texts})
    kept = set(task.draw(names, names))
    texts = tuple(text for text in whole.texts if (text.event or text.id) in kept)
    ids = {text.id for text in texts}
    labels = tuple(label for label in whole.labels if label.one in ids and label.other in ids)
    return replace(whole, texts=texts, labels=labels)


def _alone(
    task: Task, labels: Iterable[Label], reports: dict[str, Report], made: Found
) -> dict[tuple[str, str], Judgement]:
    """The verdict on labelled pairs that the candidates missed, each compared by itself; unlabelled ones need none."""
    labelled = (label for label in labels if label.truth != "unlabelled")
    missed = sorted({ordered(label.one, label.other) for label in labelled} - set(made.judgements))
    said = spread(task.jobs, judge, [(reports[one], reports[other]) for one, other in missed])
    return dict(zip(missed, said, strict=True))


# --- figures of one pile ------------------------------------------------------------------------------------------


def _figures(
    held: Pile, pairs_of: Sequence[tuple[Label, Judgement]], made: Found, said_no: frozenset[tuple[str, str]]
) -> list[Figure]:
    kinds: dict[tuple[str, str], list[tuple[Label, Judgement]]] = defaultdict(list)
    for label, said in pairs_of:
        kinds[label.truth, label.kind].append((label, said))
    copies = [row for row in pairs_of if row[0].truth == "copy"]
    found: list[Figure] = []
    for (truth, kind), members in sorted(kinds.items()):
        if truth == "copy":
            found += _recall(held.name, kind, members, made)
        elif truth in ("independent", "different"):
            found += _false(held.name, kind, members, made)
        elif truth == "overlap":
            kept = [row for row in members if ordered(row[0].one, row[0].other) not in said_no]
            found.append(_share_found(held.name, f"found, {kind}", kept, "pairs read as independent left out"))
        else:
            hits = sum(said.copy for _, said in members)
            note = f"of {len(members)} that the candidates held; no truth known"
            found.append(number(held.name, f"called copies, {kind}", hits, note=note))
    if copies:
        if len({row[0].kind for row in copies}) > 1:
            found += _recall(held.name, "all kinds", copies, made)
        found += _events(held, made)
    return found


def _share_found(name: str, figure: str, members: Sequence[tuple[Label, Judgement]], note: str = "") -> Figure:
    return share(name, figure, sum(said.emitted and said.copy for _, said in members), len(members), note)


def _recall(name: str, kind: str, members: Sequence[tuple[Label, Judgement]], made: Found) -> list[Figure]:
    together = sum(_together(label, made) for label, _ in members)
    alone = sum(said.copy for _, said in members)
    return [
        _share_found(name, f"found, {kind}", members),
        share(name, f"in one family, {kind}", together, len(members)),
        share(name, f"by pair, {kind}", alone, len(members), "compared by themselves"),
    ]


def _together(label: Label, made: Found) -> bool:
    family = made.families.get(label.one)
    return family is not None and family == made.families.get(label.other)


def _false(name: str, kind: str, members: Sequence[tuple[Label, Judgement]], made: Found) -> list[Figure]:
    together = [label for label, _ in members if _together(label, made)]
    reports = {id for label, _ in members for id in (label.one, label.other)}
    accused = {id for label in together for id in (label.one, label.other)}
    return [
        errors(name, f"called copies, {kind}", sum(said.copy for _, said in members), len(members)),
        errors(name, f"in one family, {kind}", len(together), len(members)),
        errors(name, f"reports in a false family, {kind}", len(accused), len(reports)),
    ]


def _events(held: Pile, made: Found) -> list[Figure]:
    """Copies called across events, purity and cluster figures, where each event is one original's family."""
    truth = {text.id: text.event or text.id for text in held.texts}
    found = {id: made.families.get(id, f"alone:{id}") for id in truth}
    sizes = Counter(truth.values())
    across = pairs(len(truth)) - sum(pairs(size) for size in sizes.values())
    false = [key for key, said in made.judgements.items() if said.copy and truth[key[0]] != truth[key[1]]]
    pure, within = purity(truth, found)
    rows = [_event_rows(ids, truth, found) for ids in _by_event(truth).values()]
    _, _, f1 = pair_f1(truth, found)
    return [
        errors(held.name, "called copies across originals", len(false), across),
        errors(held.name, "reports in a false pair", len({id for key in false for id in key}), len(truth)),
        share(held.name, "family purity", pure, within),
        replace(score(held.name, "pair F1", rows, _pair_f1), value=f1),
        number(held.name, "ARI", adjusted_rand(truth, found), "more"),
        number(held.name, "B-cubed F1", b_cubed(truth, found)[2], "more"),
    ]


def _by_event(truth: dict[str, str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for id, event in truth.items():
        grouped[event].append(id)
    return grouped


def _event_rows(ids: Sequence[str], truth: dict[str, str], found: dict[str, str]) -> tuple[int, int, int]:
    return pair_counts({id: truth[id] for id in ids}, {id: found[id] for id in ids})


def _pair_f1(drawn: Sequence[tuple[int, int, int]]) -> float:
    right, claimed, wanted = (sum(row[at] for row in drawn) for at in range(3))
    return rates(right, claimed, wanted)[2]


def _templates(held: Pile, made: Found) -> list[Figure]:
    """Families that join reports of one headline pattern (digits put aside) from different days: formula news."""
    if any(text.source for text in held.texts) or not any(text.headline and text.published for text in held.texts):
        return []
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for text in held.texts:
        if text.id in made.families and text.headline:
            pattern = re.sub(r"\d+", "#", text.headline.casefold())
            groups[made.families[text.id]].append((pattern, text.published[:10]))
    apart = [
        max((_days(one[1], other[1]) for one in members for other in members if one[0] == other[0]), default=0)
        for members in groups.values()
    ]
    joined, late = sum(days > 0 for days in apart), sum(days > 3 for days in apart)
    return [
        errors(held.name, "families that join a headline pattern of different days", joined, len(groups)),
        errors(held.name, "those of more than three days apart: not sent again", late, len(groups)),
        number(held.name, "reports in families", len(made.families), note=f"of {len(held.texts)}"),
    ]


def _days(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return int(one != other)


# --- pairs that were read -----------------------------------------------------------------------------------------


def _said_no(task: Task) -> frozenset[tuple[str, str]]:
    """Pairs that a reader found to be independent, by id."""
    return frozenset(
        ordered(label.one, label.other)
        for folder in sets.folders(task.root, "read pairs")
        for _, label, _ in sets.read_labels(folder)
        if label.truth == "independent"
    )


def _read(task: Task, folder: Folder, judged: list[tuple[Label, Judgement]]) -> list[Figure]:
    """Pairs read side by side: yes found and no called a copy, over certain labels, compared by themselves."""
    homes = {place.name.split("/")[-1]: place for place in sets.folders(task.root, "pile")}
    rows = sets.read_labels(folder)
    texts = {name: {text.id: text for text in sets.pile(home).texts} for name, home in homes.items()}
    held = [row for row in rows if {row[1].one, row[1].other} <= set(texts.get(row[0], {}))]
    pairs_of = []
    for name, label, _ in held:
        one, other = texts[name][label.one], texts[name][label.other]
        pairs_of.append(
            tuple(report(t.id, t.text, t.published, t.headline, t.source) for t in (one, other)),
        )
    said = spread(task.jobs, judge, [(one, other) for one, other in pairs_of])
    task.write(folder, "pairs.jsonl", map(_raw, said))
    sure = [(row[1], answer) for row, answer in zip(held, said, strict=True) if row[2] != "low"]
    judged += [row for row in sure if row[0].truth != "unclear"]
    yes = [answer for label, answer in sure if label.truth == "copy"]
    no = [answer for label, answer in sure if label.truth == "independent"]
    unclear = [answer for label, answer in sure if label.truth == "unclear"]
    found = [
        share(folder.name, "yes, by pair", sum(answer.copy for answer in yes), len(yes)),
        errors(folder.name, "no, called copies", sum(answer.copy for answer in no), len(no)),
        number(folder.name, "no, cannot tell", sum(a.verdict == "cannot tell" for a in no), note=f"of {len(no)}"),
        number(folder.name, "unclear, called copies", sum(a.copy for a in unclear), note=f"of {len(unclear)}"),
    ]
    for kind in sorted({label.kind for label, _ in sure if label.truth == "copy"}):
        members = [answer for label, answer in sure if (label.truth, label.kind) == ("copy", kind)]
        found.append(share(folder.name, f"yes, by pair, {kind}", sum(a.copy for a in members), len(members)))
    if len(held) < len(rows):
        found.append(unmeasured(folder.name, f"{len(rows) - len(held)} pairs", "their texts are not under the root"))
    return found


def _two(task: Task, folder: Folder) -> list[Figure]:
    """Two tellings of one report, alone in a folder."""
    one, other = (report(path.name, sets.pan_text(path)) for path in sorted(folder.path.glob("*.txt")))
    said = judge((one, other))
    task.write(folder, "pairs.jsonl", [_raw(said)])
    return [share(folder.name, "same report, by pair", int(said.verdict == "same report"), 1, said.verdict)]


# --- calibration --------------------------------------------------------------------------------------------------


def _calibrated(judged: Sequence[tuple[Label, Judgement]]) -> list[Figure]:
    """Whether the confidence that a pair is one report retold is borne out, over every labelled pair."""
    if not judged:
        return [unmeasured(POOL, "calibration", "no labelled pair")]
    scored: list[Judged] = [(said.confidence, label.truth == "copy") for label, said in judged]
    answered = [(said, label.truth == "copy") for label, said in judged if said.verdict != "cannot tell"]
    right = sum(said.copy == truth for said, truth in answered)
    silent = len(judged) - len(answered)
    sure = [truth for said, truth in answered if said.verdict == "same report"]
    table = [
        number(POOL, f"reliability, bin {at + 1}", b.share, note=f"mean confidence {b.confidence:.3f}, {b.count} pairs")
        for at, b in enumerate(bins(scored))
    ]
    return [
        number(POOL, "ECE, 15 bins of equal mass", expected_error(scored), "less", f"{len(scored)} pairs"),
        number(
            POOL, "ECE, were one pair in ten a copy", mixed_error(scored, 0.1), "less", "the labelled pairs, weighed"
        ),
        number(POOL, "Brier score", brier(scored), "less"),
        number(POOL, "c@1", c_at_1(right, silent, len(judged)), "more"),
        share(POOL, "precision of `same report`", sum(sure), len(sure), "labelled pairs, not the natural mix"),
        number(POOL, "share left open (cannot tell)", silent / len(judged)),
        *table,
    ]
