"""Differences that matter: quotations and speakers, altered words, names, numbers, hedges, meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from .. import quoting, sets
from ..aligning import Counts, Stretch, f1_of, precision_of, recall_of
from ..clustering import auc, macro_f1
from ..differing import WEIGHTS, Seen, found_in, variant, write
from ..figures import Figure, errors, guarded, number, score, share
from ..laying import TextPair
from ..planted import planted, replanted, retold
from ..quoting import Quotation, Requoted
from ..sets import Folder, Label, Pile, Row
from ..subject import collation, report, spread, witness
from ..task import Task

NAMES = ("name", "institution", "actor", "role", "date", "speaker")
"""What may be said of a changed name; a name behind a cue of speech is a changed speaker."""

SLOTS = ("name", "institution", "number", "date", "actor", "role", "speaker")
FLIPS = ("negation",)
"""A claim turned round; a clause put in and a doubt are findings of their own."""

SAMPLE = 400


def measure(task: Task) -> list[Figure]:
    """All figures of the chosen sets."""
    found: list[Figure] = []
    forms: tuple[tuple[str, Callable[[Task, Folder], list[Figure]]], ...] = (
        ("attributions", _attributions),
        ("variants", _substituted),
        ("typed edits", _typed),
        ("strengths", _strengths),
        ("pile", _manipulated),
        ("base", planted),
        ("variants", replanted),
    )
    for form, figures in forms:
        for folder in task.folders(form):
            found += guarded(folder.name, partial(figures, task, folder))
    found += guarded("tellings", partial(retold, task))
    return found + guarded("meaning changed", partial(_flags, task))


def _rates(dataset: str, name: str, counts: Sequence[Counts], note: str = "") -> list[Figure]:
    return [
        score(dataset, f"{name}: recall", counts, recall_of, note),
        score(dataset, f"{name}: precision", counts, precision_of),
        score(dataset, f"{name}: F1", counts, f1_of),
    ]


# --- quotations ---------------------------------------------------------------------------------------------------


def quotations(row: Row) -> list[Quotation]:
    """The quotations that are found in an article."""
    found = witness(report(row["id"], row["text"])).mentions
    return [Quotation(m.start, m.stop, m.speaker) for m in found if m.kind == "quotation"]


def _attributions(task: Task, folder: Folder) -> list[Figure]:
    rows = sets.form_rows(folder, "attributions")
    rows = task.draw(rows, [row["id"] for row in rows])
    found = spread(task.jobs, quotations, rows)
    task.write(
        folder,
        "quotations.jsonl",
        (
            {"report": row["id"], "start": q.start, "stop": q.stop, "speaker": q.speaker}
            for row, quotes in zip(rows, found, strict=True)
            for q in quotes
        ),
    )
    content = both = wanted = right = claimed = 0
    for row, quotes in zip(rows, found, strict=True):
        marked = quoting.attributions(row)
        groups = quoting.gathered(marked)
        wanted += len(groups)
        content += sum(quoting.content_found(group, quotes) for group in groups)
        both += sum(quoting.both_found(group, quotes) for group in groups)
        named = [q for q in quotes if q.speaker is not None]
        claimed += len(named)
        right += sum(quoting.borne_out(q, marked) for q in named)
    return [
        share(folder.name, "direct quotations found", content, wanted, "content alone"),
        share(folder.name, "direct quotations found with speaker", both, wanted),
        share(folder.name, "quotations with a speaker that are right", right, claimed, "content and speaker"),
        *_requoted(task, folder, rows),
    ]


def _requoted(task: Task, folder: Folder, rows: Sequence[Row]) -> list[Figure]:
    """Quotations altered and kept on purpose: the altered flagged, the kept left in peace."""
    made = [made for row in rows for made in quoting.requoted(row, 2)]
    pairs = [TextPair(item.id, f"{item.id}|other", item.one_text, item.other_text) for item in made]
    flagged = [
        (item, any(seen.kind == "quotation" and _near(seen, item) for seen in changed))
        for item, changed in zip(made, found_in(task, folder, pairs), strict=True)
    ]
    altered = [flag for item, flag in flagged if item.altered]
    kept = [flag for item, flag in flagged if not item.altered]
    hits = sum(altered)
    return [
        share(folder.name, "altered quotations flagged", hits, len(altered), f"of {len(flagged)} made pairs"),
        errors(folder.name, "kept quotations flagged", sum(kept), len(kept)),
        share(folder.name, "quotation flags that are right", hits, hits + sum(kept)),
    ]


def _near(seen: Seen, item: Requoted) -> bool:
    """A change inside the quotation that was touched, marks included."""
    return seen.touches((item.where[0] - 1, item.where[1] + 1))


# --- substituted words --------------------------------------------------------------------------------------------


def _substituted(task: Task, folder: Folder) -> list[Figure]:
    """Names that a thesaurus changed, against the list of every word that it changed."""
    found: list[Figure] = []
    for path in sorted(folder.path.glob("*.wordchanges.jsonl")):
        stem = path.name.split(".")[0]
        texts = {row["id"]: row for row in sets.rows(folder.path / f"{stem}.jsonl")}
        rows = [row for row in sets.rows(path) if row["id"] in texts]
        rows = task.draw(rows, [row["id"] for row in rows])
        pairs = [variant(texts[row["id"]], row["variant"]) for row in rows]
        changed = found_in(task, folder, pairs)
        counts = [_names(row, seen) for row, seen in zip(rows, changed, strict=True)]
        found += _rates(f"{folder.name}:{stem}", "changed names", counts, "spans overlap on either side")
        quotes = [_in_quotes(row, seen) for row, seen in zip(rows, changed, strict=True)]
        hits, wanted = sum(row[0] for row in quotes), sum(row[1] for row in quotes)
        found.append(share(f"{folder.name}:{stem}", "quoted words changed: inside a quotation flag", hits, wanted))
    return found


def _names(row: Row, seen: Sequence[Seen]) -> Counts:
    """Changed names met by a change of a naming kind; and such changes that meet a changed name.

    A capitalised word at the start of a sentence is listed as a plain word, so meeting one is no false alarm.
    """
    said = [item for item in seen if item.kind in NAMES and item.filled]
    names = [change for change in row["changes"] if change["kind"] == "name"]
    fair = [change for change in row["changes"] if change["kind"] == "name" or change["from"][:1].isupper()]
    hits = sum(any(_meets(item, change) for item in said) for change in names)
    wrong = sum(not any(_meets(item, change) for change in fair) for item in said)
    return hits, hits + wrong, len(names)


def _meets(item: Seen, change: Row) -> bool:
    return item.touches((change["orig"][0], change["orig"][1]), (change["var"][0], change["var"][1]))


def _in_quotes(row: Row, seen: Sequence[Seen]) -> tuple[int, int]:
    quoted = [change for change in row["changes"] if change["in_quote"]]
    flags = [item for item in seen if item.kind == "quotation"]
    return sum(any(_meets(item, change) for item in flags) for change in quoted), len(quoted)


# --- typed edits --------------------------------------------------------------------------------------------------

TYPES = {
    "named entities": ("Same Polarity Substitution (named ent.)", SLOTS),
    "opposite polarity": ("Opposite polarity substitution", FLIPS),
    "negation switched": ("Negation switching", FLIPS),
}


def _typed(task: Task, folder: Folder) -> list[Figure]:
    """Typed edits that change the sense, by span on either side."""
    rows = sets.form_rows(folder, "typed edits")
    rows = task.draw(rows, [str(row["pair_id"]) for row in rows])
    pairs = [TextPair(f"{row['pair_id']}|1", f"{row['pair_id']}|2", row["s1"], row["s2"]) for row in rows]
    changed = found_in(task, folder, pairs, sentences=True)
    found = []
    for name, (type_name, kinds) in TYPES.items():
        counts = [_edits(row, seen, type_name, kinds) for row, seen in zip(rows, changed, strict=True)]
        found += _rates(folder.name, name, counts)
    return found


def _edits(row: Row, seen: Sequence[Seen], type_name: str, kinds: Sequence[str]) -> Counts:
    wanted = [
        (
            _scope(row["s1"], item["s1_scope"], item["s1_text"]),
            _scope(row["s2"], item["s2_scope"], item["s2_text"]),
        )
        for item in row["relations"]
        if item["type"].startswith(type_name) and item["sense_preserving"] == "no"
    ]
    said = [item for item in seen if item.kind in kinds]
    hits = sum(any(item.touches(*sides) for item in said) for sides in wanted)
    wrong = sum(not any(item.touches(*sides) for sides in wanted) for item in said)
    return hits, hits + wrong, len(wanted)


def _scope(text: str, scope: str, said: str) -> Stretch | None:
    """From the first to the last of the named tokens; each is the token nearest to its place that is the word `said`.

    The data counts marks and the parts of contractions as tokens, in a way that is not told: a few places may be off.
    """
    places = [int(part) for part in scope.split(",") if part.strip().isdigit()]
    tokens = [(match.group(), *match.span()) for match in _TREEBANK.finditer(text)]
    held = []
    for place, word in zip(places, said.split(), strict=False):
        near = sorted((abs(at - place), start, stop) for at, (token, start, stop) in enumerate(tokens) if token == word)
        if near and near[0][0] <= _OFF:
            held.append(near[0][1:])
    return (min(held)[0], max(stop for _, stop in held)) if held else None


_OFF = 8
"""Tokens by which a place may be off."""

_TREEBANK = re.compile(r"\w+(?=n't\b)|n't\b|'\w+|\w+(?:[-.,/&]\w+)*|[^\w\s]")


# --- meaning ------------------------------------------------------------------------------------------------------


def _flags(task: Task) -> list[Figure]:
    """Flagged revisions that change the meaning against flagged rewordings that do not: a curve and its area."""
    figures: list[Figure] = []
    changed: list[float] = []
    for folder in task.folders("revisions"):
        rows = sets.form_rows(folder, "revisions")
        rows = task.draw(rows, [row["id"] for row in rows], SAMPLE)
        pairs = [TextPair(f"{row['id']}|before", f"{row['id']}|after", row["before"], row["after"]) for row in rows]
        seen = found_in(task, folder, pairs, sentences=True)
        changed += [weight(item) for item in seen]
        figures.append(share(folder.name, "meaning changed: pairs flagged", _flagged(seen), len(seen)))
    for form, name in (("paraphrases", "same meaning"), ("rewrites", "reworded sentences")):
        for folder in task.folders(form):
            pairs = _benign(task, folder, form)
            seen = found_in(task, folder, pairs, sentences=True)
            grave = sum(item.gravity == "high" and item.loud for row in seen for item in row)
            figures.append(errors(folder.name, f"{name}: pairs flagged", _flagged(seen), len(seen)))
            figures.append(number(folder.name, f"{name}: high changes in 100 pairs", 100 * grave / len(seen), "less"))
            if form == "paraphrases" and changed:
                figures += _curve(folder.name, changed, [weight(item) for item in seen])
    return figures


def weight(seen: Sequence[Seen]) -> float:
    """The gravest sure change with both sides filled: gravity times confidence; 0 if there is none."""
    return max((WEIGHTS[item.gravity] * item.confidence for item in seen if item.loud and item.filled), default=0.0)


def _flagged(seen: Sequence[Sequence[Seen]]) -> int:
    return sum(weight(row) > 0 for row in seen)


def _benign(task: Task, folder: Folder, form: str) -> list[TextPair]:
    rows = sets.form_rows(folder, form)
    if form == "paraphrases":
        rows = [row for row in rows if row["label"] == 1]
        rows = task.draw(rows, [f"{row['id1']} {row['id2']}" for row in rows], SAMPLE)
        return [TextPair(str(row["id1"]), str(row["id2"]), row["s1"], row["s2"]) for row in rows]
    rows = task.draw(rows, [row["id"] for row in rows], SAMPLE)
    picks = [(row, sets.rank(row["id"]) % len(row["rewrites"])) for row in rows]
    return [TextPair(row["id"], f"{row['id']}|{at}", row["original"], row["rewrites"][at]) for row, at in picks]


def _curve(dataset: str, changed: Sequence[float], benign: Sequence[float]) -> list[Figure]:
    """The share of changed pairs flagged at given shares of benign pairs flagged, and the area under the curve."""
    found = [number(dataset, "changed against same meaning: AUC", auc(changed, benign), "more")]
    for allowed in (0.05, 0.1, 0.15, 0.2, 0.3):
        cut = sorted(benign, reverse=True)[int(allowed * len(benign))]
        hits = sum(value > cut for value in changed)
        found.append(share(dataset, f"changed pairs flagged at {allowed:.0%} of the same", hits, len(changed)))
    return found


def _strengths(task: Task, folder: Folder) -> list[Figure]:
    """A claim made stronger or weaker: hedges dropped or added between a paper's conclusion and its press release."""
    rows = sets.form_rows(folder, "strengths")
    rows = task.draw(rows, [str(row["original_file_id"]) for row in rows])
    pairs = [
        TextPair(
            f"{row['original_file_id']}|abstract",
            f"{row['original_file_id']}|release",
            row["abstract_conclusion"],
            row["press_release_conclusion"],
        )
        for row in rows
    ]
    said = [_strength(seen) for seen in found_in(task, folder, pairs, sentences=True)]
    gold = [row["exaggeration_label"] for row in rows]
    labels = ("same", "exaggerates", "downplays")

    def macro(drawn: Sequence[tuple[str, str]]) -> float:
        return macro_f1([pair[0] for pair in drawn], [pair[1] for pair in drawn], labels)

    right = sum(one == other for one, other in zip(gold, said, strict=True))
    return [
        score(folder.name, "claim strength: macro-F1", list(zip(gold, said, strict=True)), macro),
        share(folder.name, "claim strength: right", right, len(gold)),
    ]


def _strength(seen: Sequence[Seen]) -> str:
    more = sum(item.surer for item in seen)
    return "exaggerates" if more > 0 else "downplays" if more < 0 else "same"


def _manipulated(task: Task, folder: Folder) -> list[Figure]:
    """Tellings whose meaning was changed on purpose against plain paraphrases of the same set."""
    held = sets.pile(folder)
    kinds: dict[str, list[TextPair]] = defaultdict(list)
    texts = {text.id: text.text for text in held.texts}
    for label in held.labels:
        if label.truth == "copy":
            pair = TextPair(label.one, label.other, texts[label.one], texts[label.other])
            kinds[label.kind.split(":")[0]].append(pair)
    changed, benign = kinds.get("meaning_manipulation", []), kinds.get("machine_paraphrase", [])
    if not changed or not benign:
        return []
    drawn = [task.draw(pairs, [f"{p.one} {p.other}" for p in pairs], 100) for pairs in (changed, benign)]
    found = [found_in(task, None, pairs) for pairs in drawn]
    write(task, folder, drawn[0] + drawn[1], found[0] + found[1])
    figures = []
    for gravity, kept in (("high", ("high",)), ("high or medium", ("high", "medium"))):
        rates = [
            [_density(pair, seen, kept) for pair, seen in zip(pairs, rows, strict=True)]
            for pairs, rows in zip(drawn, found, strict=True)
        ]
        figures.append(number(folder.name, f"manipulated against paraphrased: AUC, {gravity}", auc(*rates), "more"))
    noticed = sum(any(item.gravity == "high" and item.loud for item in row) for row in found[0])
    figures.append(share(folder.name, "manipulated: a high change reported", noticed, len(found[0])))
    return figures + _added(task, held)


def _added(task: Task, held: Pile) -> list[Figure]:
    """Tellings with a change of meaning against paraphrases by the same writers, by the sentences that they add.

    Machines differ in how much they add of their own: across writers one would be told from another.
    """
    marked = [label for label in held.labels if label.kind.startswith("meaning_manipulation:")]
    writers = {label.writer for label in marked} - {""}
    plain = [label for label in held.labels if label.kind == "machine_paraphrase" and label.writer in writers]
    drawn = [task.draw(rows, [f"{row.one} {row.other}" for row in rows], 150) for rows in (marked, plain)]
    if not all(drawn):
        return []
    texts = {text.id: text.text for text in held.texts}
    shares = [[_own(label, texts) for label in labels] for labels in drawn]
    name = "manipulated against paraphrased by the same writer: AUC, sentences added"
    figures = [number(held.name, name, auc(*shares), "more", f"{len(shares[0])} against {len(shares[1])}")]
    for kind in sorted({label.kind for label in drawn[0]}):
        part = [value for label, value in zip(drawn[0], shares[0], strict=True) if label.kind == kind]
        figures.append(number(held.name, f"{name}, {kind.partition(':')[2]}", auc(part, shares[1]), "more"))
    return figures


def _own(label: Label, texts: Mapping[str, str]) -> float:
    """The share of a telling's sentences that its original has nothing of."""
    laid = collation(report(label.one, texts[label.one]), report(label.other, texts[label.other]))
    added = sum(link.fate == "added" for link in laid.links)
    return added / max(1, len(laid.other.sentences))


def _density(pair: TextPair, seen: Sequence[Seen], kept: Sequence[str]) -> float:
    """Changes of a gravity per thousand characters of the telling."""
    return 1000 * sum(item.gravity in kept and item.loud for item in seen) / max(len(pair.other_text), 1)
