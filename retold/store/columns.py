"""Columns on disk: numbers that are read as they lie there, without being held in memory.

A file begins with eight bytes that say what it is and eight that give the length of a header in JSON, which has for
each column its type, its shape and where it begins. Numbers are little-endian; columns begin at multiples of 64 bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ..errors import StoreDamaged

MAGIC = b"RETOLD01"
APART = 64


def write(path: Path, held: Mapping[str, Any]) -> str:
    """Write columns (numpy arrays) by name; the digest of the file's bytes, as `disk.file_digest` gives it."""
    import numpy as np

    parts, header, at = [], {}, 0
    for name, given in held.items():
        column = np.ascontiguousarray(given)
        column = column if sys.byteorder == "little" else column.astype(column.dtype.newbyteorder("<"))
        header[name] = [column.dtype.newbyteorder("<").str, list(column.shape), at]
        parts.append(column)
        at += -(-column.nbytes // APART) * APART
    raw = json.dumps(header).encode()
    raw += b" " * (-(len(MAGIC) + 8 + len(raw)) % APART)
    state = blake2b(digest_size=12)
    with open(path, "wb") as file:
        pieces: list[Any] = [MAGIC, len(raw).to_bytes(8, "little"), raw]
        for column in parts:
            pieces += [column.reshape(-1).view(np.uint8), bytes(-column.nbytes % APART)]
        for piece in pieces:
            file.write(piece)
            state.update(piece)
    return state.hexdigest()


def read(path: Path) -> dict[str, Any]:
    """The columns of a file by name, read from the disk when they are looked at. Raises `StoreDamaged`."""
    import numpy as np

    try:
        with open(path, "rb") as file:
            if file.read(8) != MAGIC:
                raise ValueError("no columns of ours")
            size = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(size))
        whole = np.memmap(path, np.uint8, "r")
        found = {}
        for name, (kind, shape, at) in header.items():
            count = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
            start = 16 + size + at
            if start + count > len(whole):
                raise ValueError("it is cut short")
            found[name] = np.asarray(whole[start : start + count]).view(kind).reshape(shape)
        return found
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreDamaged(f"{path}: columns cannot be read ({error}); build the store again") from error
