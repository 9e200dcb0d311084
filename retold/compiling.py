"""CORRIDOR. Compiled loops: the one place that names the compiler.

A module of compiled loops is called ``compiled.py`` or ``compiled_*.py``, holds nothing else, and is imported late, by
the path that needs it: the compiler takes a third of a second to load, which two files are compared without. What is
compiled is kept on disk and loaded from there the next time. The compiler itself looks for changes in a loop's own file
alone; a loop also holds the settings and what it calls in other files, so the folder of what is kept is named by a
digest of all of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """The same function, compiled on its first call for the types that it is given.

    It releases the interpreter's lock, so that threads run side by side, and it keeps IEEE arithmetic, so that sums do
    not depend on the machine. The loop sees numbers and numpy arrays alone. Where no folder can be written to, it is
    compiled anew in each process.
    """
    import numba

    try:
        with _kept_apart():
            return cast(Loop, numba.njit(cache=True, nogil=True)(loop))
    except RuntimeError:  # numba found no place for its cache
        return cast(Loop, numba.njit(nogil=True)(loop))


@cache
def state(package: Path = Path(__file__).parent) -> str:
    """A digest, 16 hexadecimal digits, of all that compiled loops are made of: the settings and every loop."""
    sources = [*sorted((package / "settings").glob("*.py")), *sorted(package.rglob("compiled*.py"))]
    return sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:16]


@contextmanager
def _kept_apart() -> Iterator[None]:
    """While it lasts, the compiler keeps what it compiles in a folder of this state of the package.

    Where neither NUMBA_CACHE_DIR is set nor the package's own folder can be written to, the compiler chooses a place.
    """
    import numba

    config: Any = numba.config
    before = config.CACHE_DIR
    folder = Path(before or Path(__file__).parent / "__pycache__") / f"loops-{state()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        config.CACHE_DIR = before


def loaded() -> bool:
    """Whether the compiler is loaded already, so that using it costs nothing more. Answers never depend on it."""
    return "numba" in sys.modules
