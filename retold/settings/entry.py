"""One threshold: its value, its unit and its reason, which stand together."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def setting(value: Any, unit: str, why: str) -> Any:
    """A field of a section with its default, its unit and the reason for the value."""
    return field(default=value, metadata={"unit": unit, "why": why})
