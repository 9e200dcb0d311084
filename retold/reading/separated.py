"""CSV and TSV (RFC 4180): a header line, then one report a row; quoted cells may hold line breaks, kept exactly.

Quotes are read strictly. Where they break, the lines of the broken record are set aside and reading goes on with the
next; since those may still be lines of the same broken text, a row counts again only once it has as many cells as
the header and an id that looks like the ids before. A row's place is the line on which it starts.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain

from ..glossary import Quarantined, Report
from ..settings import SETTINGS
from .breaks import Ids
from .dialects import Dialect, sniff
from .encodings import as_utf8, decode_part, refuse_signature
from .records import Columns, from_record
from .refusals import Refused, quarantined
from .sources import Found
from .streams import Line, Progress, blocks, lines, long_record, open_regular


def read_separated(found: Found, columns: Columns, progress: Progress) -> Iterator[Report | Quarantined]:
    """The reports of a CSV or TSV file. Raises OSError."""
    number = 0
    try:
        with open_regular(found.path) as stream:
            parts = as_utf8(blocks(stream, progress))
            head = next(parts, b"")
            refuse_signature(head)
            dialect = sniff(head, found.suffix, columns)
            for row in _rows(_Feed(lines(chain([head], parts), dialect.end)), dialect, found, columns):
                number += 1
                yield row
    except Refused as refused:
        yield quarantined(found.origin, f"after record {number}" if number else "", refused)


class _Feed:
    """Lines for the csv module, decoded; it remembers those of the record in hand and can take some of them back."""

    def __init__(self, source: Iterator[Line]) -> None:
        self.source = source
        self.again: deque[Line] = deque()
        self.taken: list[Line] = []
        self.size = 0
        self.guessed: str | None = None

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else next(self.source)
        self.taken.append(line)
        if line.raw is None:
            raise long_record()
        self.size += len(line.raw)
        if self.size > SETTINGS.reading.largest_record:
            raise long_record()
        decoded = decode_part(line.raw)
        self.guessed = self.guessed or decoded.guessed
        return decoded.text

    def start(self) -> None:
        """A new record begins."""
        self.taken = []
        self.size = 0
        self.guessed = None

    def take_back(self, keep: int) -> None:
        """All lines of the record in hand but the first `keep` are to be read again."""
        self.again.extendleft(reversed(self.taken[keep:]))
        del self.taken[keep:]


class _Broken:
    """The run of lines that is being set aside."""

    def __init__(self, line: Line, refused: Refused) -> None:
        self.first = self.last = line.number
        self.refused = refused
        self.state = blake2b(digest_size=16)

    def add(self, taken: list[Line]) -> None:
        for line in taken:
            self.last = line.number
            self.state.update(line.raw if line.raw is not None else (line.digest or "").encode())

    def row(self, found: Found) -> Quarantined:
        place = f"line {self.first}" if self.first == self.last else f"lines {self.first} to {self.last}"
        return quarantined(found.origin, place, self.refused, self.state.hexdigest())


def _rows(feed: _Feed, dialect: Dialect, found: Found, columns: Columns) -> Iterator[Report | Quarantined]:
    header: list[str] = []
    broken: _Broken | None = None
    doubt: Refused | None = None
    ids = Ids(columns.names.get("id"))
    for refused, cells in _parsed(feed, dialect):
        if refused is None and not cells:
            continue  # a blank line
        if refused is None and not header:
            header = _header(cells, columns)
            continue
        if not header and refused is not None:
            raise refused  # without a header nothing that follows can be read
        if refused is None and doubt and not ids.known(header, cells):
            refused = doubt
        if refused is not None:
            doubt = refused
            broken = broken or _Broken(feed.taken[0], refused)
            broken.add(feed.taken)
            continue
        if broken:
            yield broken.row(found)
            broken = None
        row = _row(feed, header, cells, (found, columns))
        doubt = None if len(cells) == len(header) else _ragged(header, cells)
        if not doubt:
            ids.learn(header, cells)
        yield row
    if broken:
        yield broken.row(found)
    if not header:
        raise Refused("check", "empty", "there is no header line: give the columns names in the first line")


def _parsed(feed: _Feed, dialect: Dialect) -> Iterator[tuple[Refused | None, list[str]]]:
    """Record by record: its cells, or why it has none. `feed.taken` then holds its lines."""
    reader = dialect.reader(feed)
    while True:
        feed.start()
        try:
            cells = _next(reader)
        except StopIteration:
            return
        except Refused as refused:
            feed.take_back(1)
            yield refused, []
        except csv.Error as error:
            # At the end of the file the quote that was never closed is to blame, elsewhere the last line may be good.
            ended = "end of data" in str(error)
            feed.take_back(1 if ended else max(1, len(feed.taken) - 1))
            yield _quotes(error, feed.taken[0].number), []
        else:
            yield None, cells


def _next(reader: Iterator[list[str]]) -> list[str]:
    """The next row; the longest cell is a setting of the whole process, so it is put back at once."""
    before = csv.field_size_limit(SETTINGS.reading.largest_record)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _quotes(error: csv.Error, number: int) -> Refused:
    if "new-line" in str(error):
        said = "a bare carriage return stands outside quotes: quote the cell, or save with one kind of line end"
    else:
        said = f"the quotes of the record that starts in line {number} do not match ({error}): double a quote in a cell"
    return Refused("parse", "quotes", said)


def _header(cells: list[str], columns: Columns) -> list[str]:
    names = [cell.strip() or f"column {at}" for at, cell in enumerate(cells, 1)]
    columns.refuse_missing(names)
    twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    if twice:
        raise Refused("check", "header", f"the header names the column '{twice[0]}' twice: rename one")
    return names


def _ragged(header: list[str], cells: list[str]) -> Refused:
    held = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    said = f"{held} where the header has {len(header)}: quote cells that hold the separator"
    return Refused("parse", "ragged", said)


def _row(feed: _Feed, header: list[str], cells: list[str], to: tuple[Found, Columns]) -> Report | Quarantined:
    found, columns = to
    try:
        if len(cells) != len(header):
            raise _ragged(header, cells)
        return from_record(dict(zip(header, cells, strict=True)), columns, found.name, feed.guessed)
    except Refused as refused:
        raw = b"".join(line.raw or b"" for line in feed.taken)
        return quarantined(found.origin, f"line {feed.taken[0].number}", refused, raw)
