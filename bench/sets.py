"""Labelled data by its form. A set is a folder; what stands in it says which form it has, never its name.

Each loader gives frozen rows that know nothing of Retold. Ids are the data's own. Files are read as UTF-8 with
line endings untouched, since offsets count characters of the text as it stands.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from .plagdet import Span

Row = dict[str, Any]
"""One JSON object of a data file; the loaders below take from it what the form promises."""

FORMS: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "pile": ("reports.jsonl", frozenset({"id", "text"})),
    "read pairs": ("pairs.jsonl", frozenset({"set", "a", "b", "same_report"})),
    "alignments": ("pairs.jsonl", frozenset({"one_sentences", "other_sentences", "links"})),
    "paraphrases": ("pairs.jsonl", frozenset({"label", "s1", "s2"})),
    "strengths": ("pairs.jsonl", frozenset({"abstract_conclusion", "exaggeration_label"})),
    "variants": ("*.jsonl", frozenset({"id", "domain", "original", "variants"})),
    "triples": ("triples.jsonl", frozenset({"id", "adv", "int", "ele"})),
    "verses": ("verses.jsonl", frozenset({"idx", "book"})),
    "rewrites": ("sentences.jsonl", frozenset({"original", "rewrites"})),
    "typed edits": ("changes.jsonl", frozenset({"s1", "s2", "relations"})),
    "attributions": ("articles.jsonl", frozenset({"text", "annotations"})),
    "revisions": ("revision_pairs.jsonl", frozenset({"before", "after"})),
    "stemmata": ("families.jsonl", frozenset({"family", "nodes", "edges"})),
    "texts": ("texts.jsonl", frozenset({"id", "text"})),
    "base": ("base.jsonl", frozenset({"id", "text"})),
}
"""The forms: which file, and which fields its first row must have. Two more are known by their folders alone:
``pan`` (src, susp and class folders) and ``two tellings`` (two .txt files of one report and nothing else)."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A set: where it lies, its name from the root (``families/basil``), and the name that the user gave it."""

    path: Path
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what its set says about it."""

    id: str
    text: str
    event: str = ""
    source: str = ""
    published: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled pair. `truth`: copy, independent, different, unlabelled, overlap, or unclear."""

    one: str
    other: str
    truth: str
    kind: str
    direction: str = ""
    writer: str = ""
    """Which machine wrote the telling, where the set says so."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Texts of one set with the labels on their pairs."""

    name: str
    texts: tuple[Text, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Stemma:
    """A family with its true edges. `texts` by node; a node without text is lost. `regime` as the set names it."""

    family: str
    texts: dict[str, str]
    edges: tuple[tuple[str, str], ...]
    partial: bool
    regime: str


# --- finding sets -------------------------------------------------------------------------------------------------


def folders(root: Path, form: str, chosen: Sequence[str] = ()) -> list[Folder]:
    """The sets of a form under a root, in order of name; `chosen` names some by path, last part or first part."""
    found = []
    for path in sorted([*root.glob("*/"), *root.glob("*/*/")]):
        name = path.relative_to(root).as_posix()
        label = next((want for want in chosen if _named(name, want)), None)
        if path.is_dir() and (label or not chosen) and has_form(path, form):
            part = label is not None and label.strip("/") in name.split("/")[:-1]
            found.append(Folder(path, name, name if part or label is None else label.strip("/")))
    return found


def chosen_name(name: str, chosen: Sequence[str]) -> bool:
    """Whether a set is one of those that were chosen; all are where none was."""
    return not chosen or any(_named(name, want) for want in chosen)


def _named(name: str, want: str) -> bool:
    want = want.strip("/")
    return want in (name, name.split("/")[-1], name.split("/")[0])


def has_form(path: Path, form: str) -> bool:
    """Whether a folder holds data of a form."""
    if form == "pan":
        return pan_root(path) is not None
    if form == "two tellings":
        files = [file.suffix for file in path.iterdir() if not file.name.startswith("README")]
        return files == [".txt", ".txt"]
    return bool(_files(path, form))


def _files(path: Path, form: str) -> list[Path]:
    pattern, fields = FORMS[form]
    return [file for file in sorted(path.glob(pattern)) if fields <= set(next(rows(file), {}))]


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def form_rows(folder: Folder, form: str) -> list[Row]:
    """The rows of a set in a form."""
    return [row for file in _files(folder.path, form) for row in rows(file)]


def unknown(root: Path, chosen: Sequence[str]) -> list[str]:
    """Names that no folder under the root answers to."""
    names = [path.relative_to(root).as_posix() for path in [*root.glob("*/"), *root.glob("*/*/")]]
    return [want for want in chosen if not any(_named(name, want) for name in names)]


def rank(key: str, seed: int = 0) -> int:
    """A number by which things are drawn: the same on every machine, in whatever order they come."""
    return int.from_bytes(blake2b(f"{seed}|{key}".encode(), digest_size=8).digest(), "little")


# --- piles --------------------------------------------------------------------------------------------------------

_TRUTHS: Final = {
    "derived": "copy",
    "siblings": "copy",
    "same_event_independent": "independent",
    "different_event_lookalike": "different",
    "same_event": "unlabelled",
}


def pile(folder: Folder) -> Pile:
    """A set of reports, with the labels of `truth.jsonl` and the measured overlaps of `overlap.jsonl` if there."""
    texts = tuple(
        Text(
            row["id"],
            row["text"],
            *(str(row.get(field) or "") for field in ("event", "source", "published", "headline")),
        )
        for row in rows(folder.path / "reports.jsonl")
    )
    labels = [
        Label(
            row["a"],
            row["b"],
            _TRUTHS.get(row["relation"], "unlabelled"),
            row["kind"],
            row.get("direction", ""),
            row.get("model", ""),
        )
        for row in _optional(folder.path / "truth.jsonl")
    ]
    for row in _optional(folder.path / "overlap.jsonl"):
        if float(row.get("containment5") or row.get("containment5_est") or 0) >= 0.5:
            labels.append(Label(row["a"], row["b"], "overlap", "containment of 5-grams >= .5"))
    return Pile(folder.name, texts, tuple(labels))


def _optional(path: Path) -> Iterator[Row]:
    return rows(path) if path.exists() else iter(())


def variant_piles(folder: Folder) -> list[Pile]:
    """Originals with their rewordings, one pile a file; a rewording has the id ``original|kind``."""
    found = []
    for file in _files(folder.path, "variants"):
        texts, labels = [], []
        for row in rows(file):
            texts.append(Text(row["id"], row["original"], event=row["id"]))
            for kind, made in sorted(row["variants"].items()):
                text = made["text"] if isinstance(made, dict) else made
                texts.append(Text(f"{row['id']}|{kind}", text, event=row["id"]))
                labels.append(Label(row["id"], f"{row['id']}|{kind}", "copy", kind, "a>b"))
        found.append(Pile(f"{folder.name}:{file.stem}", tuple(texts), tuple(labels)))
    return found


def read_labels(folder: Folder) -> list[tuple[str, Label, str]]:
    """Pairs that were read: the set that holds the texts, the label, its certainty."""
    truths = {"yes": "copy", "no": "independent", "unclear": "unclear"}
    return [
        (
            row["set"],
            Label(row["a"], row["b"], truths[row["same_report"]], row["relation"], row.get("direction", "")),
            row.get("certainty", "high"),
        )
        for row in form_rows(folder, "read pairs")
    ]


def texts_by_id(root: Path) -> dict[str, str]:
    """Every text of the piles and text lists under a root, by id."""
    found: dict[str, str] = {}
    for form in ("pile", "texts"):
        for folder in folders(root, form):
            found.update((row["id"], row["text"]) for row in form_rows(folder, form))
    return found


# --- PAN ----------------------------------------------------------------------------------------------------------


def pan_root(path: Path) -> Path | None:
    """The folder with `src` and `susp`: the set's own or the first one below it."""
    for place in (path, *sorted(path.glob("*/"))):
        if (place / "src").is_dir() and (place / "susp").is_dir():
            return place
    return None


def pan_classes(root: Path) -> list[Path]:
    """The class folders of a PAN corpus: those with a list of pairs of their own."""
    return sorted(file.parent for file in root.glob("*/pairs"))


def pan_pairs(folder: Path) -> list[tuple[str, str]]:
    """The pairs of a class: file names of the suspicious and the source document."""
    lines = (folder / "pairs").read_text("utf-8").split("\n")
    return [(one, other) for one, _, other in (line.strip().partition(" ") for line in lines) if other]


def pan_spans(path: Path, name: str = "plagiarism") -> list[Span]:
    """The spans of one PAN XML file: cases (``plagiarism``) or detections (``detected-plagiarism``)."""
    top = ElementTree.parse(path).getroot()
    found = []
    for feature in top.iter("feature"):
        if feature.get("name") == name:
            here, there = int(feature.attrib["this_offset"]), int(feature.attrib["source_offset"])
            found.append(
                Span(
                    top.attrib["reference"],
                    feature.attrib["source_reference"],
                    here,
                    here + int(feature.attrib["this_length"]),
                    there,
                    there + int(feature.attrib["source_length"]),
                )
            )
    return found


def pan_cases(folder: Path) -> list[Span]:
    """All cases of a class folder."""
    return [span for path in sorted(folder.glob("*.xml")) for span in pan_spans(path)]


def pan_text(path: Path) -> str:
    """A document of a PAN corpus, line endings untouched."""
    return path.read_bytes().decode("utf-8")


# --- stemmata -----------------------------------------------------------------------------------------------------


def stemmata(folder: Folder, texts: dict[str, str]) -> list[Stemma]:
    """The families of a set; texts that it does not hold itself are looked up by id."""
    found = []
    for row in form_rows(folder, "stemmata"):
        held = {node["id"]: node.get("text") or texts.get(node["id"], "") for node in row["nodes"] if node["observed"]}
        inside = {node for edge in row["edges"] for node in edge}
        held = {node: text for node, text in held.items() if node in inside and text}
        regime = row.get("kind") or row.get("page_kind") or ""
        kind = row.get("page_kind", "")
        edges = tuple((parent, child) for parent, child in row["edges"])
        found.append(Stemma(row["family"], held, edges, "truth" in row and "partial" in row["truth"], kind or regime))
    return found
