"""Fit the model behind the verdict on a pair, and write ``retold/data/kinship.json``.

    python -m bench.fit_kinship [--data FOLDER] [--cache FILE] [--write]

Pairs with a known answer from the development sets; independent reports of one event, which are few and matter most,
weigh more. Weights are fitted by projected gradient (none negative), plain numpy. Folds are drawn by event, never by
pair; the scores that calibrate, and all figures printed, come from folds that the weights had not seen.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold import plan
from retold.candidates import pair
from retold.fingerprints import fingerprints
from retold.glossary import Report, Witness
from retold.identity import report_key
from retold.kinship.ceiling import ceiling
from retold.kinship.evidence import Evidence, weigh
from retold.kinship.model import INPUTS, inputs
from retold.settings import SETTINGS

FOLDS = 5
RIDGE = 0.0005
MOST = {"machine_paraphrase": 200, "machine_rewrite": 200}
"""Pairs of a kind that are taken; of other kinds `EACH`."""
EACH = 60

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """A pair with what is known of it. No label: only its figures are printed."""

    kind: str
    label: bool | None
    weight: float
    event: str
    one: tuple[str, str]
    other: tuple[str, str]


def known(data: Path) -> list[Known]:
    """All pairs that are used, drawn with a fixed seed."""
    random = Random(20)
    found = [*_independent(data, random), *_read(data), *_overlap(data, random), *_retold(data, random)]
    return [*found, *_detectrl(data, random)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _texts(data: Path, name: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _rows(data / "families" / name / "reports.jsonl")}


def _pair(name: str, texts: dict[str, dict[str, Any]], one: str, other: str) -> dict[str, Any]:
    event = str(texts[one].get("event") or one).split(":")[-1]
    return {
        "event": event.split("_")[0] if name == "ecbplus" else event,
        "one": (f"{name}/{one}", texts[one]["text"]),
        "other": (f"{name}/{other}", texts[other]["text"]),
    }


def _independent(data: Path, random: Random) -> Iterator[Known]:
    """Same event told independently; look-alike events, the likest of them and some by chance."""
    texts = _texts(data, "basil")
    for row in _rows(data / "families/basil/truth.jsonl"):
        yield Known("basil independent", False, 4.0, **_pair("basil", texts, row["a"], row["b"]))
    texts = _texts(data, "ecbplus")
    words = {key: set(row["text"].lower().split()) for key, row in texts.items()}
    rows = [row for row in _rows(data / "families/ecbplus/truth.jsonl") if row["relation"].startswith("different")]

    def likeness(row: dict[str, Any]) -> float:
        one, other = words[row["a"]], words[row["b"]]
        return -len(one & other) / max(1, min(len(one), len(other)))

    rows.sort(key=likeness)
    for row in [*rows[:400], *random.sample(rows[400:], 200)]:
        yield Known("ecbplus lookalike", False, 1.5, **_pair("ecbplus", texts, row["a"], row["b"]))


def _read(data: Path) -> Iterator[Known]:
    """Pairs that were read."""
    for row in _rows(data / "families/read_pairs/pairs.jsonl"):
        label = {"yes": True, "no": False}.get(row["same_report"]) if row["certainty"] != "low" else None
        texts = _texts(data, row["set"])
        yield Known(f"read {row['same_report']}", label, 4.0, **_pair(row["set"], texts, row["a"], row["b"]))


def _overlap(data: Path, random: Random) -> Iterator[Known]:
    """Pairs that share much text: measured, not labelled, so only looked at."""
    for name in ("giveme5w1h", "ecbplus", "provenance_us2018"):
        texts = _texts(data, name)
        rows = _rows(data / "families" / name / "overlap.jsonl")
        high = [row for row in rows if row["containment5"] >= 0.5]
        low = [row for row in rows if row["containment5"] < 0.5]
        for kind, part in (("half and more", high), ("a fifth to a half", low)):
            for row in random.sample(part, min(len(part), 120)):
                yield Known(f"overlap {kind} {name}", None, 0.0, **_pair(name, texts, row["a"], row["b"]))


def _retold(data: Path, random: Random) -> Iterator[Known]:
    """Tellings with a known original. Those made from the gist alone are looked at, not learnt from."""
    for name in ("llmfake", "sheepdog", "politifact_pp", "onestopenglish"):
        texts = _texts(data, name)
        kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in _rows(data / "families" / name / "truth.jsonl"):
            kinds[f"{row['relation']} {row['kind']}" if name == "sheepdog" else row["kind"]].append(row)
        for kind, rows in sorted(kinds.items()):
            for row in random.sample(rows, min(len(rows), MOST.get(kind, EACH))):
                label = None if kind == "machine_gist_only" else True
                short = kind.split(":")[0] if "manipulation" in kind else kind
                yield Known(f"{name} {short}", label, 1.0, **_pair(name, texts, row["a"], row["b"]))
        if name in ("llmfake", "sheepdog"):
            yield from _others(name, texts, random)


def _others(name: str, texts: dict[str, dict[str, Any]], random: Random) -> Iterator[Known]:
    """Different originals by chance; some originals stand in a set twice, so what shares much is left out."""
    keys = sorted(texts)
    for _ in range(100):
        one, other = random.sample(keys, 2)
        if texts[one].get("event") != texts[other].get("event"):
            yield Known(f"{name} other original", False, 0.5, **_pair(name, texts, one, other))


def _detectrl(data: Path, random: Random) -> Iterator[Known]:
    for row in _rows(data / "collation/detectrl/news.jsonl"):
        for kind, variant in sorted(row["variants"].items()):
            if random.random() < 0.6:
                one, other = (
                    (f"detectrl/{row['id']}", row["original"]),
                    (f"detectrl/{row['id']}/{kind}", variant["text"]),
                )
                yield Known(f"detectrl {kind}", True, 0.5, row["id"], one, other)


# --- evidence ---------------------------------------------------------------------------------------------------


def evidence(pairs: list[Known]) -> list[Evidence]:
    """The evidence of each pair, by the rooms themselves."""
    witnesses: dict[str, Witness] = {}
    for entry in pairs:
        for key, text in (entry.one, entry.other):
            if key not in witnesses:
                witnesses[key] = plan.witness(Report(report_key(key, text), key, text))
    found = []
    for entry in pairs:
        one, other = witnesses[entry.one[0]], witnesses[entry.other[0]]
        laid = plan.collation(one, other)
        found.append(weigh(laid, pair(fingerprints(one.report), fingerprints(other.report))))
    return found


# --- the model --------------------------------------------------------------------------------------------------


def fit(given: Floats, labels: Floats, weights: Floats, steps: int = 6000) -> Floats:
    """Logistic regression with weights that are never negative; the last number is the bias (Nesterov 1983)."""
    rows = np.c_[given, np.ones(len(given))]
    rate = 1 / (0.25 * float((weights[:, None] * rows**2).sum() / weights.sum()) + RIDGE)
    here = np.zeros(rows.shape[1])
    ahead, pace = here.copy(), 1.0
    for _ in range(steps):
        odds = 1 / (1 + np.exp(-rows @ ahead))
        slope = rows.T @ (weights * (odds - labels)) / weights.sum()
        slope[:-1] += RIDGE * ahead[:-1]
        new = ahead - rate * slope
        new[:-1] = np.maximum(new[:-1], 0.0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - here)
        here, pace = new, faster
    return here


def calibrate(scores: Floats, labels: Floats, weights: Floats) -> tuple[float, float]:
    """Slope and offset that turn a score into log-odds (Platt 1999), copies and others weighing the same in all."""
    even = np.where(labels == 1, weights / weights[labels == 1].sum(), weights / weights[labels == 0].sum())
    spread = float(scores.std())
    slope, offset = fit(scores[:, None] / spread, labels, even)
    return round(float(slope) / spread, 3), round(float(offset), 3)


def folds(pairs: list[Known]) -> NDArray[np.int64]:
    """The fold of each pair, by its event."""
    return np.array([int(sha256(entry.event.encode()).hexdigest(), 16) % FOLDS for entry in pairs])


def main() -> None:
    """Fit, print the figures of the unseen folds, and write the numbers if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).resolve().parents[1]
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("RETOLD_DATA", here.parent / "shared/data")))
    parser.add_argument("--cache", type=Path, help="keep the evidence here: collating all pairs takes minutes")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    pairs = known(asked.data)
    if asked.cache and asked.cache.exists():
        found: list[Evidence] = pickle.loads(asked.cache.read_bytes())
    else:
        found = evidence(pairs)
        if asked.cache:
            asked.cache.write_bytes(pickle.dumps(found))
    given = np.array([list(inputs(entry).values()) for entry in found])
    learnt = np.array([entry.label is not None for entry in pairs])
    labels = np.array([float(bool(entry.label)) for entry in pairs])
    weights = np.array([entry.weight for entry in pairs])
    fold = folds(pairs)
    scores = np.zeros(len(pairs))
    for part in range(FOLDS):
        seen = learnt & (fold != part)
        numbers = fit(given[seen], labels[seen], weights[seen])
        scores[fold == part] = given[fold == part] @ numbers[:-1] + numbers[-1]
    numbers = fit(given[learnt], labels[learnt], weights[learnt])
    free = np.array([ceiling(entry)[0] > 0 for entry in found])
    used = learnt & free
    slope, offset = calibrate(scores[used], labels[used], weights[used])
    odds = 1 / (1 + np.exp(-(slope * scores + offset)))
    report(pairs, found, scores, odds)
    middles = (given[learnt & (labels == 1)].mean(axis=0) + given[learnt & (labels == 0)].mean(axis=0)) / 2
    made = _json(numbers, middles, (slope, offset), int(learnt.sum()), int((labels[learnt] == 0).sum()))
    print(made)
    if asked.write:
        (here / "retold/data/kinship.json").write_text(made + "\n", "utf-8")


def _json(numbers: Floats, middles: Floats, scale: tuple[float, float], count: int, apart: int) -> str:
    """The file, readable."""
    rows = [
        {"input": name, "words": words, "weight": round(float(weight), 3), "middle": round(float(middle), 3)}
        for (name, words), weight, middle in zip(INPUTS.items(), numbers[:-1], middles, strict=True)
    ]
    origin = (
        f"fitted by bench/fit_kinship.py on {count} labelled pairs of news reports ({apart} independent or unrelated), "
        "folds by event; a few numbers, no text"
    )
    bias = round(float(numbers[-1]), 3)
    return json.dumps({"origin": origin, "bias": bias, "inputs": rows, "slope": scale[0], "offset": scale[1]}, indent=1)


def report(pairs: list[Known], found: list[Evidence], scores: Floats, odds: Floats) -> None:
    """What the unseen folds say: the likest independent pairs, and by kind the share at each bar."""
    apart = sorted((at for at, entry in enumerate(pairs) if entry.label is False), key=lambda at: -scores[at])
    for at in apart[:40]:
        seen = found[at]
        if not ceiling(seen)[0]:
            continue
        print(
            f"{scores[at]:6.2f} {odds[at]:.3f} {pairs[at].kind:22.22s} words {seen.words:4d} "
            f"carried {seen.carried:.2f} odd {seen.odd:.2f} lifted {seen.lifted:.2f} contrary {seen.contrary:.2f} "
            f"{pairs[at].one[0]} {pairs[at].other[0]}"
        )
    bars = (SETTINGS.kinship.cannot_tell, SETTINGS.kinship.probably, SETTINGS.kinship.same_report)
    kinds: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(pairs):
        kinds[entry.kind].append(at)
    for kind, places in sorted(kinds.items()):
        tops = np.array([ceiling(found[at])[0] > 0 for at in places])
        shares = " ".join(f"{np.mean((odds[places] >= bar) & (tops | (bar < bars[1]))):6.3f}" for bar in bars)
        print(f"{kind:56.56s} {len(places):5d} at {bars}: {shares}")


if __name__ == "__main__":
    main()
