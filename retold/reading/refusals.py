"""Why an input is refused, and the row that says so.

Inside this room a check raises `Refused`; whoever knows the file and the place turns it into a `Quarantined` row, and
goes on with the next record. For one file that was asked for by name (`read_text`) it is the error itself.
"""

from __future__ import annotations

from hashlib import blake2b

from ..errors import UnreadableInput
from ..glossary import Quarantined
from ..identity import digest


class Refused(UnreadableInput):
    """An input that cannot be taken: in which stage, a short class of error, and what to do about it."""

    def __init__(self, stage: str, error: str, message: str) -> None:
        super().__init__(message)
        self.stage = stage
        self.error = error
        self.message = message


def raw_digest(raw: bytes) -> str:
    """Hex blake2b (RFC 7693, 128 bits) of the bytes as they lie on disk: what ``b2sum -l 128`` prints."""
    return blake2b(raw, digest_size=16).hexdigest()


def quarantined(origin: str, place: str, refused: Refused, raw: bytes | str | None = None) -> Quarantined:
    """The row for a refusal; `raw` is the bytes refused, or their digest where they were too many to hold."""
    fingerprint = raw_digest(raw) if isinstance(raw, bytes) else raw or digest(origin, place)
    return Quarantined(printable(origin), place, refused.stage, refused.error, printable(refused.message), fingerprint)


def printable(text: str) -> str:
    """One line of storable text: undecodable bytes and control characters of a file name are written as escapes."""
    stored = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if stored.isprintable():
        return stored
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in stored)


def os_refusal(error: OSError) -> Refused:
    """What the operating system said, and what to do."""
    if isinstance(error, FileNotFoundError):
        return Refused("open", "missing", "it is not there any more, or is a link that leads nowhere: check the path")
    if isinstance(error, PermissionError):
        return Refused("open", "permission", "no permission to read it: change its permissions or leave it out")
    said = error.strerror or str(error) or type(error).__name__
    return Refused("open", "unreadable", f"the system could not read it ({said}): check the disk or copy it again")
