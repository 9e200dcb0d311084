"""A command as people run it, a whole process with its workers: what it took, or why it failed."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """What one command took: seconds by the clock and of processors, workers included, and its peak of memory."""

    wall: float
    cpu: float
    peak_mib: float


def spent(command: Sequence[str]) -> Spent | str:
    """What a command took, its start and what it prints included; or the last line of its complaint."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        child = os.posix_spawn(command[0], list(command), os.environ, file_actions=actions)
        _, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - begun
        if status:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            return (lines or [f"exit {os.waitstatus_to_exitcode(status)}"])[-1][:200]
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
