"""CORRIDOR. Identity by content: every key and id is a digest of what it names, so nothing depends on arrival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, TypeVar, cast, overload

Column = TypeVar("Column")


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


def family_number(family: str) -> int:
    """The digits of a family's id as a number; of an id whose key is no digest, a number made from it."""
    try:
        return int(family[2:], 16)
    except ValueError:
        return feature(family)


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


# --- the keys of very many reports ------------------------------------------------------------------------------

DIGITS = 32
"""Of a key."""


def halves(keys: Sequence[str]) -> Any:
    """The two halves of each key as numbers: (keys, 2). Raises ValueError where a key is no digest."""
    import numpy as np

    joined = "".join(keys)
    if any(len(key) != DIGITS for key in keys) or joined != joined.lower():
        raise ValueError("keys that are no digests")
    return np.frombuffer(bytes.fromhex(joined), ">u8").reshape(len(keys), 2).astype(np.uint64)


def distinct(numbers: Column) -> Column:
    """The distinct ones of some numbers (an array), sorted; of millions `np.unique`, which hashes, takes twenty times
    as long."""
    import numpy as np

    found: Any = np.sort(cast(Any, numbers))
    fresh = np.ones(len(found), bool)
    fresh[1:] = found[1:] != found[:-1]
    kept: Column = found[fresh]
    return kept


class Keys(Sequence[str]):
    """Keys of very many reports, in the order in which they came, held as two numbers each."""

    def __init__(self, halves: Any) -> None:
        self.halves = halves

    def __len__(self) -> int:
        return len(self.halves)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Keys: ...
    def __getitem__(self, at: int | slice) -> str | Keys:
        if isinstance(at, slice):
            return Keys(self.halves[at])
        first, second = self.halves[at].tolist()
        return f"{first:016x}{second:016x}"

    def __iter__(self) -> Iterator[str]:
        joined = self.halves.astype(">u8").tobytes().hex()
        return (joined[at : at + DIGITS] for at in range(0, len(joined), DIGITS))

    @cached_property
    def order(self) -> Any:
        """Their places, as the keys are sorted."""
        import numpy as np

        order = np.argsort(self.halves[:, 0])
        first = self.halves[order, 0]
        if (first[1:] == first[:-1]).any():
            order = np.lexsort((self.halves[:, 1], self.halves[:, 0]))
        return order

    def places(self, wanted: Sequence[str]) -> list[int]:
        """Where each of some keys stands; -1 where it does not."""
        import numpy as np

        try:
            asked = halves(wanted)
        except ValueError:
            return [self.places([key])[0] for key in wanted] if len(wanted) > 1 else [-1]
        first = self.halves[self.order, 0]
        starts = np.searchsorted(first, asked[:, 0]).tolist()
        stops = np.searchsorted(first, asked[:, 0], "right").tolist()
        found = []
        for start, stop, second in zip(starts, stops, asked[:, 1].tolist(), strict=True):
            met = [at for at in self.order[start:stop].tolist() if int(self.halves[at, 1]) == second]
            found.append(met[0] if met else -1)
        return found
