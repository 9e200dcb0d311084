"""One text that the user asked for by name: here a refusal is an error and not a row."""

from __future__ import annotations

import os
from itertools import chain

from ..errors import UnreadableInput
from ..glossary import Report
from ..identity import report_key
from .encodings import refuse_signature
from .formats import ADVICE, RECORDS, unsupported
from .plain import one_text
from .refusals import Refused, os_refusal, printable
from .sources import STDIN, suffix_of, survey
from .standard_input import stdin_bytes
from .streams import blocks, open_regular, whole


def read_text(path: str | os.PathLike[str]) -> Report:
    """The one report in a text file, with the path as its id; ``-`` is standard input.

    Raises `MissingInput` where nothing stands at the path and `UnreadableInput` where it is no text: a folder, empty,
    binary, in an unknown encoding, too long, or not to be read. The error is one line that says what to do.
    """
    shown = printable(os.fsdecode(path))
    try:
        if shown == STDIN:
            return one_text(whole(stdin_bytes()), "stdin")
        return one_text(_bytes(os.fsdecode(path)), shown.replace(os.sep, "/"))
    except Refused as refused:
        raise UnreadableInput(f"{shown}: {printable(refused.message)}") from None
    except OSError as error:
        raise UnreadableInput(f"{shown}: {os_refusal(error).message}") from None


def read_exact(path: str | os.PathLike[str], id: str) -> Report:
    """One UTF-8 text of a corpus, character for character, under a given id.

    Others have counted offsets over it, so that a byte order mark stays and no character is refused.
    Raises `MissingInput` and `UnreadableInput` as `read_text` does.
    """
    shown = printable(os.fsdecode(path))
    try:
        if survey(os.fsdecode(path)).folders:
            raise Refused("open", "folder", "this is a folder, not a text")
        with open_regular(os.fsdecode(path)) as stream:
            text = whole(blocks(stream)).decode("utf-8")
        if not text:
            raise Refused("check", "empty", "there is nothing in it (0 bytes)")
    except Refused as refused:
        raise UnreadableInput(f"{shown}: {printable(refused.message)}") from None
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{shown}: not UTF-8 from byte {error.start} on: save it as UTF-8") from None
    except OSError as error:
        raise UnreadableInput(f"{shown}: {os_refusal(error).message}") from None
    return Report(report_key(id, text), id, text)


def _bytes(path: str) -> bytes:
    """The bytes of a text file. Raises `MissingInput`, `Refused`, OSError."""
    if survey(path).folders:
        raise Refused("open", "folder", "this is a folder: name one text file in it, or retold build the folder")
    suffix = suffix_of(path)
    if suffix in RECORDS:
        raise Refused("open", "records", f"a .{suffix} file holds many reports: retold build it, or give one text")
    with open_regular(path) as stream:
        start = stream.read(64)
        refuse_signature(start)  # says more than the ending of the name does
        if suffix in ADVICE:
            raise unsupported(suffix)
        return whole(chain([start], blocks(stream)))
