"""Which reader takes a file: by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ..glossary import Quarantined, Report
from .jsonl import read_jsonl
from .parquet import read_parquet
from .plain import read_plain
from .records import Columns
from .refusals import Refused, quarantined
from .separated import read_separated
from .sources import Found
from .streams import Progress

Reader = Callable[[Found, Columns, Progress], Iterator[Report | Quarantined]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "": read_plain,
        "txt": read_plain,
        "text": read_plain,
        "md": read_plain,
        "jsonl": read_jsonl,
        "ndjson": read_jsonl,
        "csv": read_separated,
        "tsv": read_separated,
        "parquet": read_parquet,
    }
)
"""Ending -> reader."""

RECORDS = frozenset(("jsonl", "ndjson", "csv", "tsv", "parquet"))
"""Endings of files that hold many reports."""

ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "extract its text first (for instance with pdftotext)",
        **dict.fromkeys(("doc", "docx", "odt", "rtf", "epub"), "save it as plain text"),
        **dict.fromkeys(("htm", "html", "xhtml"), "extract the article's text first (for instance with trafilatura)"),
        **dict.fromkeys(("xls", "xlsx", "ods"), "save the sheet as CSV"),
        **dict.fromkeys(("gz", "bz2", "xz", "zst", "zip", "7z", "rar", "tar", "tgz", "warc"), "unpack it first"),
        "json": "write one record a line (jq -c '.[]') and let its name end in .jsonl",
        **dict.fromkeys(("xml", "rss", "atom"), "turn it into JSONL or CSV first"),
        **dict.fromkeys(("db", "sqlite", "duckdb", "feather", "arrow", "orc"), "export its table as CSV or Parquet"),
        **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "svg", "mp3", "mp4", "mov"), "give the text instead"),
    }
)
"""What to do about files that we know and do not read."""


def read_found(found: Found, columns: Columns, progress: Progress) -> Iterator[Report | Quarantined]:
    """All that stands in one file. Raises OSError.

    A file of an unknown kind is taken for text where the user named it, and set aside where it only lay in a folder.
    """
    reader = READERS.get(found.suffix)
    if reader is None and found.given and found.suffix not in ADVICE:
        reader = read_plain
    if reader is None:
        yield quarantined(found.origin, "", unsupported(found.suffix))
    else:
        yield from reader(found, columns, progress)


def unsupported(suffix: str) -> Refused:
    """A kind of file that is not read, and what to do about it."""
    advice = ADVICE.get(suffix, "if it is text, let its name end in .txt or give the file by itself")
    return Refused("open", "unsupported", f"files that end in .{suffix} are not read: {advice}")
