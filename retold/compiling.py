"""CORRIDOR. Compiled loops: the one place that names the compiler.

A module of compiled loops is called ``compiled.py`` (or stands beside its plain reference under its own name), holds
nothing else, and is imported late, by the path that needs it: the compiler takes a third of a second to load, which two
files are compared without. What is compiled is kept on disk by numba and loaded from there the next time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """The same function, compiled on its first call for the types that it is given.

    It releases the interpreter's lock, so that threads run side by side, and it keeps IEEE arithmetic, so that sums do
    not depend on the machine. The loop sees numbers and numpy arrays alone. Where no folder can be written to, it is
    compiled anew in each process.
    """
    import numba

    try:
        return cast(Loop, numba.njit(cache=True, nogil=True)(loop))
    except RuntimeError:  # numba found no place for its cache
        return cast(Loop, numba.njit(nogil=True)(loop))


def loaded() -> bool:
    """Whether the compiler is loaded already, so that using it costs nothing more. Answers never depend on it."""
    return "numba" in sys.modules
