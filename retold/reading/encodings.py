"""Bytes to text, exactly: no newline is translated, nothing is stripped but a byte order mark.

UTF-8 (with or without a mark) and UTF-16 with a mark are read as they are. Other bytes are a guess, and only one guess
is made: Windows-1252, where the bytes hold no UTF-8 at all and look like Western prose; the reader notes it in
`extra`. Everything else is refused with the offset of the first byte that is wrong.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from ..settings import SETTINGS
from .refusals import Refused

SIGNATURES = (
    (b"%PDF-", "a PDF", "extract its text first (for instance with pdftotext)"),
    (b"PK\x03\x04", "a zip, an office document or an e-book", "unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "a rich text document", "save it as plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a rar archive", "unpack it first"),
    (b"\x89PNG", "a picture", "give the text instead"),
    (b"\xff\xd8\xff", "a picture", "give the text instead"),
    (b"GIF87a", "a picture", "give the text instead"),
    (b"GIF89a", "a picture", "give the text instead"),
    (b"PAR1\x15", "a Parquet file", "let its name end in .parquet"),
    (b"SQLite format 3\0", "an SQLite database", "export its table as CSV or Parquet"),
    (b"\x7fELF", "a program", "leave it out"),
)
"""How files begin that are no text, what they are, and what to do."""

_TYPOGRAPHY = frozenset("‘’‚“”„–—…•·«»‹›£€¥¢§©®™°ºª¿¡´\xa0\xad½¼¾²³¹×")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the encoding where it was guessed (else None)."""

    text: str
    guessed: str | None = None


def decode(raw: bytes) -> Decoded:
    """The text of a whole file. Raises `Refused` (binary, encoding)."""
    refuse_signature(raw)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_utf16(raw))
    if raw.startswith(codecs.BOM_UTF8):
        return decode_part(raw[3:], 3)
    return decode_part(raw)


def decode_part(raw: bytes, before: int = 0) -> Decoded:
    """The text of bytes that bear no mark of their own, such as one line. Raises `Refused` (binary, encoding)."""
    refuse_nul(raw)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _western(raw, error.start + before)


def refuse_signature(raw: bytes) -> None:
    """Raises `Refused` where the bytes begin as a known kind of file that is no text."""
    if raw.startswith(b"BZh") and raw[4:10] == b"1AY&SY":
        raise Refused("decode", "binary", "this is a bzip2 archive: unpack it first")
    for start, kind, advice in SIGNATURES:
        if raw.startswith(start):
            raise Refused("decode", "binary", f"this is {kind}: {advice}")


def refuse_nul(raw: bytes) -> None:
    """Raises `Refused` where there is a NUL byte, which no text has."""
    at = raw.find(b"\0")
    if at < 0:
        return
    if raw.count(b"\0") * 3 > len(raw):
        advice = "it may be UTF-16 without a byte order mark: save it as UTF-8"
    else:
        advice = "it is no text or is damaged: save it as UTF-8 text"
    raise Refused("decode", "binary", f"there is a NUL byte at byte {at}: {advice}")


def _utf16(raw: bytes) -> str:
    try:
        text = raw.decode("utf-16")
    except UnicodeDecodeError as error:
        raise utf16_refusal(error.start) from None
    refuse_nul(text.encode("utf-8"))
    return text


def utf16_refusal(at: int) -> Refused:
    """UTF-16 that breaks off or holds half a character."""
    return Refused("decode", "encoding", f"it begins as UTF-16 but is damaged at byte {at}: save it as UTF-8")


def _western(raw: bytes, at: int) -> Decoded:
    """Windows-1252 where it is plausible; `at` is the offset of the first byte that is no UTF-8."""
    if not raw.decode("utf-8", "ignore").isascii():
        # Some of it is good UTF-8, so the rest is damage; a guess would turn all of it into gibberish.
        raise Refused("decode", "encoding", f"the UTF-8 is damaged at byte {at}: repair it or fetch it again")
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not _plausible(text):
        raise Refused("decode", "encoding", f"not UTF-8 from byte {at} on, and no known encoding: save it as UTF-8")
    return Decoded(text, "cp1252")


def _plausible(text: str) -> bool:
    """Whether text read as Windows-1252 looks like Western prose, and not like Cyrillic or Japanese bytes."""
    if not text or any(c < " " and c not in "\t\n\r\f" for c in text):
        return False
    beyond = [c for c in text if c > "\x7f"]
    letters = sum(map(str.isalpha, text))
    accented = sum(map(str.isalpha, beyond))
    usual = accented + sum(c in _TYPOGRAPHY for c in beyond)
    if accented > SETTINGS.reading.accented_letters * letters:
        return False
    return usual >= SETTINGS.reading.usual_characters * len(beyond)


def as_utf8(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """A stream of bytes without its byte order mark; UTF-16 becomes UTF-8. Raises `Refused` (encoding)."""
    first = next(blocks, b"")
    if not first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    done = 0
    block = first
    while block:
        following = next(blocks, b"")
        try:
            yield decoder.decode(block, not following).encode("utf-8")
        except UnicodeDecodeError as error:
            raise utf16_refusal(done + error.start) from None
        done += len(block)
        block = following
