"""The user's values, from whatever library they come, as text or as canonical JSON.

Canonical: sorted keys, no needless spaces, Unicode as it is; dates in ISO 8601, decimals and UUIDs as their text,
bytes in hexadecimal. So one table gives the same `extra` whether it came as JSONL, as Parquet or from memory, as far
as its types allow.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from uuid import UUID

from .refusals import Refused

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def missing(value: object) -> bool:
    """Whether there is nothing: None, NaN, or a library's own mark for a missing value or date."""
    if value is None:
        return True
    if isinstance(value, str | int):
        return False
    if isinstance(value, float):
        return math.isnan(value)
    if isinstance(value, Decimal):
        return value.is_nan()
    if type(value).__name__ in ("NAType", "NaTType"):
        return True
    item = _item(value)
    return item is not value and missing(item)


def as_text(value: object) -> str:
    """A value as the text of an id or of a field: a whole number without ``.0``, a date in ISO form."""
    plain = _plain(value)
    if isinstance(plain, str):
        return plain
    if isinstance(plain, float) and plain.is_integer() and abs(plain) < 2**53:
        return str(int(plain))
    return canonical(plain)


def canonical(value: object) -> str:
    """A value as canonical JSON. Raises `Refused` (value) where it cannot be written."""
    try:
        return _ENCODER.encode(value)
    except (TypeError, ValueError, RecursionError):
        pass  # not plain JSON yet: a date, NaN, keys of several types
    try:
        return _ENCODER.encode(_plain(value))
    except (ValueError, RecursionError):
        said = "a column holds a value that is nested too deeply or is too large: leave that column out"
        raise Refused("check", "value", said) from None


def _plain(value: object) -> object:
    """The value in terms of JSON alone."""
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, float):
        return _number(float(value))
    if isinstance(value, Mapping):
        return {_key(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(entry) for entry in value), key=canonical)
    if missing(value):
        return None
    return _named(value)


def _named(value: object) -> object:
    """Values of the kinds that databases and data frames hold."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    item = _item(value)
    if item is not value:
        return _plain(item)
    kind = type(value).__name__
    raise Refused("check", "value", f"a column holds a value of type {kind}: turn it into text, a number or a list")


def _item(value: object) -> object:
    """A scalar or an array of numpy and its kin as Python's own; anything else as it is."""
    if type(value).__name__ == "datetime64":
        # Its own `item` would give nanoseconds as a bare number.
        return None if str(value) == "NaT" else str(value)
    if hasattr(value, "dtype"):
        for name in ("tolist", "item"):
            method = getattr(value, name, None)
            if callable(method):
                return method()
    return value


def _key(key: object) -> str:
    return key if isinstance(key, str) else as_text(key)


def _number(value: float) -> object:
    if math.isnan(value):
        return None
    return value if math.isfinite(value) else str(value)
