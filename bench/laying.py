"""Two texts laid side by side by Retold, as plain offsets, ready to be scored or written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from .plagdet import Span
from .sets import Folder
from .subject import Collation, collation, collations, report
from .task import Task


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two texts under the ids of the data."""

    one: str
    other: str
    one_text: str
    other_text: str


@dataclass(frozen=True, slots=True)
class Fate:
    """A link by offsets; one side is None where a sentence was dropped or added."""

    here: tuple[int, int] | None
    there: tuple[int, int] | None
    fate: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """What the collation of a pair gives: fates of sentences, and passages as spans."""

    one: str
    other: str
    fates: tuple[Fate, ...]
    spans: tuple[Span, ...]


def lay(pair: TextPair) -> Laid:
    """Collate a pair the way round in which it is given."""
    return _told(pair, collation(report(pair.one, pair.one_text), report(pair.other, pair.other_text)))


def lay_all(pairs: Sequence[TextPair]) -> list[Laid]:
    """As `lay` for each pair, in one call."""
    reports = [(report(pair.one, pair.one_text), report(pair.other, pair.other_text)) for pair in pairs]
    return [_told(pair, made) for pair, made in zip(pairs, collations(reports), strict=True)]


def _told(pair: TextPair, made: Collation) -> Laid:
    here = {sentence.place: (sentence.start, sentence.stop) for sentence in made.one.sentences}
    there = {sentence.place: (sentence.start, sentence.stop) for sentence in made.other.sentences}
    fates = tuple(
        Fate(
            None if link.one_place is None else here[link.one_place],
            None if link.other_place is None else there[link.other_place],
            link.fate,
            link.moved,
        )
        for link in made.links
    )
    spans = tuple(
        Span(pair.one, pair.other, row.one_start, row.one_stop, row.other_start, row.other_stop)
        for row in made.passages
    )
    return Laid(pair.one, pair.other, fates, spans)


def write(task: Task, folder: Folder, laid: Sequence[Laid], one_sided: bool = True) -> None:
    """Raw answers of a set: `links.jsonl`, and one PAN XML file a pair with its passages."""
    if task.out is None:
        return
    task.write(folder, "links.jsonl", (row for pair in laid for row in _rows(pair, one_sided)))
    for pair in laid:
        write_pan(task.out / folder.label, pair)


def _rows(pair: Laid, one_sided: bool) -> Iterable[dict[str, object]]:
    for link in pair.fates:
        if one_sided or (link.here and link.there):
            here, there = link.here or (None, None), link.there or (None, None)
            yield {
                "one": pair.one,
                "other": pair.other,
                "one_start": here[0],
                "one_stop": here[1],
                "other_start": there[0],
                "other_stop": there[1],
                "fate": link.fate,
                "moved": link.moved,
            }


def write_pan(place: Path, pair: Laid) -> None:
    """One file of PAN's detection form, named as PAN names it."""
    lines = [
        f'<feature name="detected-plagiarism" this_offset="{span.one_start}"'
        f' this_length="{span.one_stop - span.one_start}" source_reference={quoteattr(span.other)}'
        f' source_offset="{span.other_start}" source_length="{span.other_stop - span.other_start}"/>'
        for span in pair.spans
    ]
    text = "\n".join([f"<document reference={quoteattr(pair.one)}>", *lines, "</document>", ""])
    name = "-".join(part.removesuffix(".txt").replace("/", "_") for part in (pair.one, pair.other))
    (place / f"{name}.xml").write_text(text, "utf-8")
