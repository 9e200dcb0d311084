"""The reading room over the worked example, and a real browser to look at it with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retold import building, plan
from retold.web import serving

CHROMIUM = os.environ.get("RETOLD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory, harbour: Path) -> Path:
    """The store of the worked example."""
    into = tmp_path_factory.mktemp("room") / "harbour.retold"
    building.build(plan.read([str(harbour / "reports")]), into, ("reports",), building.Order(workers=1))
    return into


@pytest.fixture(scope="session")
def room(stored: Path) -> Iterator[str]:
    """The address of a reading room over it."""
    with serving.running(stored) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser; skips where none stands, which never happens in CI."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if CHROMIUM is None or sync_playwright is None:
        why = "no browser to look with: install Chromium (apt-get install chromium) and playwright"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as tools:
        found = tools.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()
