"""One record (a row of the user's table, or one text) to one Report, with every check that a record must pass.

The user's other columns travel in `extra` as one JSON object with sorted keys; a missing value (null, NaN, an empty
CSV cell) is left out of it. A date of publication is kept in one form where it can be read for certain (`dates`). A
record without an id gets one made from its file and its content, never from its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..errors import UsageError
from ..glossary import AS_GIVEN, Report
from ..identity import digest, report_key
from ..settings import SETTINGS
from .dates import iso
from .refusals import Refused
from .streams import too_long
from .values import as_text, canonical, missing

FIELDS = ("id", "text", "source", "url", "published", "headline", "language")
"""What is read from a record into a field of its own."""

LIKELY = ("text", "body", "content", "article", "full_text", "fulltext", "maintext", "story")
"""Names under which a text column is often found: only ever suggested, never assumed."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Under which of the user's column names each of our fields stands."""

    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({name: name for name in FIELDS}))
    asked: tuple[str, ...] = ()
    """The user's column names that were given by the user and must therefore be there."""

    @property
    def text(self) -> str:
        """The user's column that holds the text."""
        return self.names["text"]

    def refuse_missing(self, found: Iterable[str]) -> None:
        """Raises `Refused` where a table lacks the text column or one that the user named."""
        present = list(found)
        for wanted in (self.text, *self.asked):
            if wanted not in present:
                raise Refused("check", "missing column", self._advice(wanted, present))

    def _advice(self, wanted: str, present: list[str]) -> str:
        ours = next(name for name, theirs in self.names.items() if theirs == wanted)
        guess = next((name for name in present if ours == "text" and name.strip().lower() in LIKELY), "NAME")
        listed = ", ".join(present[:20]) + (" ..." if len(present) > 20 else "")
        return f"no column '{wanted}'; the columns are: {listed or '(none)'}; say which: --column {ours}={guess}"


def columns_from(given: Mapping[str, str] | None) -> Columns:
    """The columns as the user maps them, our field to theirs. Raises `UsageError` for a field that we do not have."""
    given = given or {}
    for ours in given:
        if ours not in FIELDS:
            raise UsageError(f"no field '{ours}' to map a column to: the fields are {', '.join(FIELDS)}")
    # A column that the user gave to another field is not read a second time under its own name.
    free = [name for name in FIELDS if name in given or name == "text" or name not in given.values()]
    names = {name: given.get(name, name) for name in free}
    return Columns(MappingProxyType(names), tuple(given.values()))


def from_record(record: Mapping[str, object], columns: Columns, origin: str, guessed: str | None = None) -> Report:
    """The Report of one record; `origin` stands before an id made from the content.

    Raises `Refused` where the text is missing, empty, no string or too long, where the id is no name, or where a
    value cannot be stored as Unicode text.
    """
    text = _text(record, columns)
    given = {name: _meta(record, columns, name) for name in FIELDS[2:]}
    day = given["published"] and iso(given["published"])
    meta = {**given, "published": day}
    extra = _extra(
        record, columns, {"encoding": guessed, AS_GIVEN: given["published"] if given["published"] != day else None}
    )
    id = _id(record, columns)
    if id is None:
        id = f"{origin}:{_content(text, meta, extra)}"
    return Report(report_key(id, text), id, text, extra=extra, **meta)


def from_text(text: str, id: str, guessed: str | None = None) -> Report:
    """The Report of a plain text. Raises `Refused` (empty, too long, encoding)."""
    check_text(text)
    return Report(report_key(id, text), id, text, extra=canonical({"encoding": guessed}) if guessed else None)


def check_text(text: str) -> None:
    """Raises `Refused` where a text is empty, longer than any report, holds NUL or half a character."""
    if not text or text.isspace():
        raise Refused("check", "empty", "there is no text in it: leave it out, or look at how it was made")
    if len(text) > SETTINGS.reading.largest_report:
        raise too_long()
    if "\0" in text:
        raise Refused("check", "binary", f"the text has a NUL character at offset {text.index(chr(0))}: clean it first")
    check_unicode(text, "the text")


def check_unicode(text: str, what: str) -> None:
    """Raises `Refused` where a string holds a lone surrogate: half a character, which no file can store."""
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        said = f"{what} has half a character (a lone surrogate) at offset {error.start}: repair it at its source"
        raise Refused("check", "encoding", said) from None


def _text(record: Mapping[str, object], columns: Columns) -> str:
    value = record.get(columns.text)
    if missing(value):
        if columns.text in record:
            raise Refused("check", "empty", f"the column '{columns.text}' is empty: leave the record out or fill it")
        columns.refuse_missing(sorted(str(name) for name in record))
    if not isinstance(value, str):
        kind = type(value).__name__
        raise Refused("check", "text", f"the column '{columns.text}' holds {_article(kind)}, not a text: give a string")
    text = value if type(value) is str else str(value)
    check_text(text)
    return text


def _article(kind: str) -> str:
    plain = {"int": "a number", "float": "a number", "bool": "true or false", "dict": "an object", "bytes": "bytes"}
    return plain.get(kind, f"a {kind}")


def _id(record: Mapping[str, object], columns: Columns) -> str | None:
    theirs = columns.names.get("id")
    value = None if theirs is None else record.get(theirs)
    if missing(value):
        return None
    if isinstance(value, bool | list | tuple | dict | set | bytes):
        said = f"the id in column '{theirs}' is {_article(type(value).__name__)}: give a text or a number"
        raise Refused("check", "id", said)
    id = as_text(value)
    if "\0" in id:
        raise Refused("check", "id", "the id has a NUL character: clean it first")
    if len(id) > SETTINGS.reading.largest_id:
        said = f"the id in column '{theirs}' has {len(id):,} characters: give a name, as in --column id=NAME"
        raise Refused("check", "id", said)
    check_unicode(id, "the id")
    return id if id.strip() else None


def _meta(record: Mapping[str, object], columns: Columns, ours: str) -> str | None:
    theirs = columns.names.get(ours)
    value = None if theirs is None else record.get(theirs)
    if _blank(value):
        return None
    text = value if type(value) is str else as_text(value)
    check_unicode(text, f"the {ours}")
    return text


def _blank(value: object) -> bool:
    """Missing, or the empty text with which CSV writes a missing value."""
    return value == "" if isinstance(value, str) else missing(value)


def _extra(record: Mapping[str, object], columns: Columns, ours: Mapping[str, str | None]) -> str | None:
    used = columns.names.values()
    rest = {name: value for name, value in record.items() if name not in used and not _blank(value)}
    for name, value in ours.items():
        if value is not None:
            rest.setdefault(name, value)
    if not rest:
        return None
    made = canonical(rest)
    check_unicode(made, "a column")
    return made


def _content(text: str, meta: Mapping[str, str | None], extra: str | None) -> str:
    """A digest of everything in the record, so that two records with one text are told apart by their other columns."""
    return digest(text, *(value or "" for value in meta.values()), extra or "", size=8)
