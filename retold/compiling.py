"""CORRIDOR. Compiled loops: the one place that names the compiler.

A module of compiled loops is called ``compiled.py`` or ``compiled_*.py``, holds nothing else, and is imported late, by
the path that needs it: the compiler takes a third of a second to load, which two files are compared without. What is
compiled is kept on disk and loaded from there the next time. The compiler itself looks for changes in a loop's own file
alone; a loop also holds the settings and what it calls in other files, so the folder of what is kept is named by a
digest of all of them.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR
from tempfile import TemporaryFile, gettempdir
from typing import Any, Final, TypeVar, cast

from .errors import Stopped

Loop = TypeVar("Loop", bound=Callable[..., object])

COMPILER: Final = 350
"""Megabytes of address space that the compiler and its loops take: 320 measured for a pile of 2,000 reports."""


def compiled(loop: Loop) -> Loop:
    """The same function, compiled on its first call for the types that it is given.

    It releases the interpreter's lock, so that threads run side by side, and it keeps IEEE arithmetic, so that sums do
    not depend on the machine. The loop sees numbers and numpy arrays alone. Where no folder can be written to, it is
    compiled anew in each process. Raises `Stopped` where there is no room for the compiler.
    """
    if not loaded():
        make_sure(COMPILER)
    import numba

    if place() is None:
        return cast(Loop, numba.njit(nogil=True)(loop))
    with _kept_apart():
        return cast(Loop, numba.njit(cache=True, nogil=True)(loop))


@cache
def state(package: Path = Path(__file__).parent) -> str:
    """A digest, 16 hexadecimal digits, of all that compiled loops are made of: the settings and every loop."""
    sources = [*sorted((package / "settings").glob("*.py")), *sorted(package.rglob("compiled*.py"))]
    return sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


@cache
def place() -> Path | None:
    """The folder in which what is compiled is kept, one for each state of the package; None where none can be written.

    It is in NUMBA_CACHE_DIR, in the package, in the user's cache, or else with what is temporary, where only a folder
    will do that is this user's alone: who could write there could have us run what they like.
    """
    for folder in _places():
        own = folder / f"loops-{state()}"
        with suppress(OSError):
            own.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=own):
                return own
    return None


def _places() -> Iterator[Path]:
    given = os.environ.get("NUMBA_CACHE_DIR")
    if given:
        yield Path(given)
    yield Path(__file__).parent / "__pycache__"
    with suppress(RuntimeError):  # nobody's home is known
        if Path.home().is_dir():
            yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "retold"
    if sys.platform != "win32":
        folder = Path(gettempdir()) / f"retold-{os.getuid()}"
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            held = folder.lstat()
            if S_ISDIR(held.st_mode) and held.st_uid == os.getuid() and not held.st_mode & 0o077:
                yield folder


@contextmanager
def _kept_apart() -> Iterator[None]:
    """While it lasts, the compiler keeps what it compiles in the folder of this state of the package."""
    import numba

    config: Any = numba.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(place())
    try:
        yield
    finally:
        config.CACHE_DIR = before


def loaded() -> bool:
    """Whether the compiler is loaded already, so that using it costs nothing more. Answers never depend on it."""
    return "numba" in sys.modules


def make_sure(megabytes: int) -> None:
    """Raise `Stopped` where this process may not take so much more address space (`ulimit -v`).

    Libraries that are not ours end the process, without a word, where they ask for it in vain. Nothing is taken: the
    pages asked for may not even be read. Where a system cannot be asked so, nothing is said.
    """
    private, anonymous = getattr(mmap, "MAP_PRIVATE", 0), getattr(mmap, "MAP_ANONYMOUS", 0)
    if not anonymous:
        return
    try:
        mmap.mmap(-1, megabytes << 20, flags=private | anonymous, prot=0).close()
    except (OSError, ValueError, OverflowError):
        raise Stopped(
            f"out of memory: {megabytes:,} MB more of address space are needed and may not be had (`ulimit -v` shows "
            "the limit); nothing is lost: run the same command again with a higher limit"
        ) from None
