"""FRONT. How much memory a build needs and may have, and who tells of its end where the system ends it without a word.

A library that is refused memory, or a system that takes it back, ends a process before a line of ours is printed. So a
small process stands by, on systems where that can be done, and says what happened; and where the memory that there is
seems too little, that is said before the work begins.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from .compiling import make_sure, place
from .settings import SETTINGS

Item = TypeVar("Item")

BASE, EACH, WORKER = 350_000_000, 12_000, 230_000_000
"""Bytes a build holds at its peak: in any case, for a report, for a worker process. Measured: 314 MB for 2,000 reports,
457 MB for 10,000 in one process, 851 MB with two workers, 12.7 GB for a million reports of some 350 words."""

READING, BUILDING = 800, 1300
"""Megabytes of address space with which a store can be read, and a small pile be built: 770 and 1,300 measured. The
engine below the store ends the process where it asks for less in vain."""

CRASHES: Final = ("SIGKILL", "SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL")
"""How a process ends that gets no memory: by the system, or by a library that was refused."""

SAFE: Final = (
    "What was published is safe: `retold add` with the same inputs goes on (no store yet: the same command again)"
)

UNLIMITED: Final = 1 << 60
"""What the first version of control groups writes where there is no limit is more than that."""


def needed(reports: int, workers: int | None) -> int:
    """About how many bytes of memory a pile of so many reports takes, with so many worker processes."""
    helpers = 0 if workers == 1 or reports < SETTINGS.engines.plain_pile else workers or os.cpu_count() or 1
    return BASE + EACH * reports + WORKER * helpers


def allowed(root: Path = Path("/")) -> int | None:
    """How many bytes this process may have: the least of what the machine has and of the limits set on it.

    Read are the limits of its control groups, as containers set them (versions 1 and 2, and all groups above).
    """
    limits = [*_limits(root)]
    with suppress(AttributeError, OSError, ValueError):  # not every system can say
        limits.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return min((limit for limit in limits if 0 < limit < UNLIMITED), default=None)


def _limits(root: Path) -> Iterator[int]:
    """The limits of the control groups that this process is in; none where there are no such groups."""
    held = root / "sys" / "fs" / "cgroup"
    for line in _read(root / "proc" / "self" / "cgroup").splitlines():
        _, kinds, path = (*line.split(":", 2), "", "")[:3]
        if kinds in ("", "memory"):
            base, name = (held, "memory.max") if not kinds else (held / "memory", "memory.limit_in_bytes")
            group = Path(path.lstrip("/"))
            for folder in (group, *group.parents):
                said = _read(base / folder / name).strip()
                if said.isdecimal():
                    yield int(said)


def _read(place: Path) -> str:
    try:
        return place.read_text("ascii", "replace")
    except OSError:
        return ""


def said(size: float) -> str:
    """A size as people say it: ``350 MB``, ``12.4 GB``."""
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.0f} MB"


def forewarned(items: Iterable[Item], held: int, workers: int | None, say: Callable[[str], None]) -> Iterator[Item]:
    """The items as they come; after the last, `say` is told where memory seems too little for all of them.

    `held` reports stand in the store already: perhaps the same ones, where a build goes on.
    """
    read = 0
    for item in items:
        read += 1
        yield item
    held = max(held, read)
    need, there = needed(held, workers), allowed()
    if there is not None and need > there:
        alone = needed(held, 1)
        less = f" ({said(alone)} with --workers 1)" if alone < need else ""
        say(
            f"{held:,} reports need about {said(need)} of memory{less}, and there are {said(there)} for this process: "
            f"it may be stopped. {SAFE}"
        )


def before_building(say: Callable[[str], None]) -> None:
    """Raise `Stopped` where there is no room for a build; say so where every build will have to compile its loops."""
    check(BUILDING)
    if place() is None:
        say(
            "no folder can be written in which compiled loops are kept: they are compiled anew each time, which takes "
            "up to a minute; set NUMBA_CACHE_DIR to a folder of your own"
        )


def check(megabytes: int = READING) -> None:
    """Raise `Stopped` where the engine that reads stores would find no address space."""
    if "duckdb" not in sys.modules:
        make_sure(megabytes)


def stand() -> None:
    """Let a process of its own do the work from here on, and wait in this one to tell of its end.

    It returns in the new process; this one ends as the other does, and with a line and code 4 where that was ended for
    want of memory. Signals sent to this process are handed on; if it ends, so does the other. Linux alone: elsewhere
    nobody stands by.
    """
    if sys.platform != "linux":
        return
    heard = {signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, heard)
    own, worker = os.getpid(), os.fork()
    if worker == 0:
        _end_with(own)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    while True:
        told = signal.sigwaitinfo(heard)
        if told.si_signo != signal.SIGCHLD:
            if told.si_code <= 0:  # sent by a process; what the terminal sends has reached the other as well
                os.kill(worker, told.si_signo)
            continue
        ended, status, used = os.wait4(worker, os.WNOHANG)
        if ended and not os.WIFSTOPPED(status):
            _end_as(os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024)


def _end_with(watching: int) -> None:
    """Ask the system to end this process when the one that stands by is ended."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, prctl(2)
    if os.getppid() != watching:  # it ended before we asked
        os._exit(137)


def _end_as(code: int, held: int) -> None:
    """End this process as the one that did the work has ended."""
    if code < 0 and signal.Signals(-code).name not in CRASHES:
        signal.signal(-code, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {-code})
        os.kill(os.getpid(), -code)
    if code < 0:
        shown = "\x1b[?25h\r\x1b[K" if sys.stderr.isatty() else ""  # the cursor, which a progress bar hides
        print(f"{shown}retold: {_told(code, held)}", file=sys.stderr, flush=True)
    os._exit(4 if code < 0 else code)


def _told(code: int, held: int) -> str:
    """What ended the work, how much memory there was for it, and how to go on."""
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY:
        there = allowed()
        room = f"there are {said(there)} for it" if there is not None else f"it held {said(held)}"
    else:
        room = f"there are {said(limit)} of address space for it (`ulimit -v`)"
    fewer = "" if "--workers" in sys.argv else "with --workers 1 or "
    return (
        f"ended by the system ({signal.Signals(-code).name}), most likely for want of memory: {room}. {SAFE}, {fewer}"
        "where there is more memory"
    )
