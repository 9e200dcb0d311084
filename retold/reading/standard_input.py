"""Standard input: JSON Lines if the first character that is not blank is ``{``, else one text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain

from ..glossary import Quarantined, Report
from .encodings import as_utf8
from .jsonl import from_lines
from .plain import one_text
from .records import Columns
from .refusals import Refused, os_refusal, quarantined
from .sources import STDIN, Found
from .streams import Progress, blocks, silent, whole

_FOUND = Found("", STDIN, "stdin", 0, "", True)


def stdin_bytes(progress: Progress = silent) -> Iterator[bytes]:
    """The bytes of standard input, some at a time."""
    return blocks(sys.stdin.buffer, progress)


def read_stdin(columns: Columns, progress: Progress) -> Iterator[Report | Quarantined]:
    """The reports that come through standard input; the id of a text is ``stdin``."""
    try:
        parts = stdin_bytes(progress)
        first = next(parts, b"")
        parts = chain([first], parts)
        if next(as_utf8(iter([first[:1024]])), b"").lstrip().startswith(b"{"):
            yield from from_lines(parts, _FOUND, columns)
        else:
            yield one_text(whole(parts), _FOUND.name)
    except Refused as refused:
        yield quarantined(STDIN, "", refused)
    except OSError as error:
        yield quarantined(STDIN, "", os_refusal(error))
