"""JSON Lines: one JSON object (RFC 8259) a line, one report an object. A bad line is set aside, the next one read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..glossary import Quarantined, Report
from .encodings import as_utf8, decode_part
from .records import Columns, from_record
from .refusals import Refused, quarantined
from .sources import Found
from .streams import Line, Progress, blocks, lines, long_record, open_regular


def read_jsonl(found: Found, columns: Columns, progress: Progress) -> Iterator[Report | Quarantined]:
    """The reports of a JSONL file. Raises OSError."""
    try:
        with open_regular(found.path) as stream:
            yield from from_lines(blocks(stream, progress), found, columns)
    except Refused as refused:
        yield quarantined(found.origin, "", refused)


def from_lines(parts: Iterator[bytes], found: Found, columns: Columns) -> Iterator[Report | Quarantined]:
    """The reports of a stream of JSON lines; blank lines are no records."""
    number = 0
    first = True
    try:
        for line in lines(as_utf8(parts)):
            number = line.number
            if line.raw is not None and not line.raw.strip():
                continue
            if first and line.raw is not None and line.raw.strip() in (b"[", b"{"):
                said = "this is one JSON value over many lines: write one record a line (jq -c '.[]' or jq -c .)"
                yield quarantined(found.origin, "", Refused("parse", "json", said))
                return
            first = False
            yield _record(line, found, columns)
        if first:
            raise Refused("check", "empty", "there is no record in it: leave it out, or look at how it was made")
    except Refused as refused:  # nothing in it, or UTF-16 that breaks off: nothing after it can be trusted
        yield quarantined(found.origin, f"line {number + 1} and after" if not first else "", refused)


def _record(line: Line, found: Found, columns: Columns) -> Report | Quarantined:
    try:
        if line.raw is None:
            raise long_record()
        decoded = decode_part(line.raw)
        return from_record(parse(decoded.text), columns, found.name, decoded.guessed)
    except Refused as refused:
        return quarantined(found.origin, f"line {line.number}", refused, line.digest or line.raw)


def parse(text: str) -> dict[str, object]:
    """The object of one line. Raises `Refused` for anything that is not exactly one JSON object with distinct keys."""
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        said = f"not valid JSON at column {error.colno} ({error.msg}): mend or remove the line"
        raise Refused("parse", "json", said) from None
    except RecursionError:
        raise Refused("parse", "json", "the JSON is nested too deeply: flatten or remove the record") from None
    except ValueError:  # a whole number of thousands of digits
        raise Refused("parse", "json", "the JSON holds a number that is too long: write it as a string") from None
    if not isinstance(value, dict):
        kind = {"list": "a list", "str": "a string", "NoneType": "null", "bool": "true or false"}
        said = f"this is {kind.get(type(value).__name__, 'a number')}, not an object: write one {{...}} a line"
        raise Refused("parse", "json", said)
    return value


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = min(name for name in names if names.count(name) > 1) if len(names) < 100 else "..."
        raise Refused("parse", "json", f"the key '{twice}' stands twice, so it is not known which is meant: remove one")
    return made


def _no_constant(name: str) -> object:
    raise Refused("parse", "json", f"{name} is not JSON: write null for a missing number")


_DECODER = json.JSONDecoder(object_pairs_hook=_distinct, parse_constant=_no_constant)
