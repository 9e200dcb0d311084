"""Fixtures that all tests share: the worked example, and the real data where it is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)  # a landing must not hang on a draw; at a desk new cases are sought
if os.environ.get("CI"):
    settings.load_profile("ci")

HERE = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def harbour() -> Path:
    """The folder of the worked example."""
    return HERE / "examples" / "harbour"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real labelled data, from RETOLD_DATA or beside the repository; skips where it is absent."""
    given = os.environ.get("RETOLD_DATA")
    place = Path(given) if given else HERE.parent / "shared" / "data"
    if not (place / "README.md").exists():
        pytest.skip(f"the real labelled data is not here ({place}); set RETOLD_DATA to measure on it")
    return place
