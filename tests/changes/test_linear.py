"""Every regular expression of mentions and changes is linear: twice the text takes at most 2.5 times as long."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import retold.changes
import retold.mentions

SIZE = 100_000
UNITS = ("a", " ", "1", "a.", "1,", "a'", '"', "a-", "x ", "[a", "\n", "\n ")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for room in (retold.changes, retold.mentions):
        for module in pkgutil.iter_modules(room.__path__):
            held = importlib.import_module(f"{room.__name__}.{module.name}")
            for name, value in sorted(vars(held).items()):
                values = value if isinstance(value, tuple) else (value,)
                for at, entry in enumerate(values):
                    found = entry[0] if isinstance(entry, tuple) and entry else entry
                    if isinstance(found, re.Pattern):
                        yield f"{held.__name__}.{name}[{at}]", found


ALL = dict(patterns())


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The CPU time of a search for every match."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def test_the_patterns_are_found() -> None:
    assert len(ALL) >= 10


@pytest.mark.parametrize("name", ALL)
def test_a_pattern_is_linear(name: str) -> None:
    pattern = ALL[name]
    for unit in UNITS:
        text = unit * (SIZE // len(unit))
        once, twice = seconds(pattern, text), seconds(pattern, text + text)
        if twice > max(2.5 * once, 0.1):  # a busy machine: measure again, the least of some
            once = min(seconds(pattern, text) for _ in range(3))
            twice = min(seconds(pattern, text + text) for _ in range(3))
        assert twice <= max(2.5 * once, 0.1), f"{unit!r}: {once:.4f} s, then {twice:.4f} s"
