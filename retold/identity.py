"""CORRIDOR. Identity by content: every key and id is a digest of what it names, so nothing depends on arrival."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b


def digest(*parts: str | bytes, size: int = 16) -> str:
    """Hex blake2b (RFC 7693) of the parts, each preceded by its length so that no two lists of parts collide."""
    return blake2b(b"".join(map(_led, parts)), digest_size=size).hexdigest()


def _led(part: str | bytes) -> bytes:
    """A part as bytes, its length before it."""
    raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
    return len(raw).to_bytes(8, "little") + raw


def report_key(id: str, text: str) -> str:
    """The key of a report: a digest over the user's id and the text exactly as received.

    Same id and text: a duplicate. Same id, another text: a version. Same text, another id: a telling.
    """
    return digest(id, text)


def family_id(reports: Iterable[str]) -> str:
    """``f-`` and the start of the smallest member key: it changes only when a smaller member joins."""
    return "f-" + min(reports)[:12]


def lost_id(descendants: Iterable[str]) -> str:
    """``lost-`` and a digest of the sorted observed descendants of a lost original."""
    return "lost-" + digest(*sorted(descendants), size=6)


def change_id(*parts: str | int | None) -> str:
    """``c-`` and a digest of what makes the change this one (kind, both reports, offsets)."""
    return "c-" + blake2b(b"".join(map(_shown, parts)), digest_size=6).hexdigest()


@lru_cache(maxsize=8192)
def _shown(part: str | int | None) -> bytes:
    """A part of a change as its digest has it; kinds, keys and offsets come again and again."""
    return _led("" if part is None else str(part))


def feature(value: str) -> int:
    """A 63-bit hash of a feature, the same on every machine and in every run (never Python's `hash`)."""
    return int.from_bytes(blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") >> 1
