"""What `bench` fitted for this room, as it stands in ``data/stemma.json``."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=8)
def fitted(part: str) -> dict[str, Any]:
    """One part of the numbers: those of the regime, of a machine's manner, or of two tellings."""
    found: dict[str, Any] = json.loads(files("retold").joinpath("data", "stemma.json").read_text("utf-8"))[part]
    return found
