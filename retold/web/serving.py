"""FRONT. The port, and the browser. The server listens on this machine's loopback and on nothing else."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import Stopped, UsageError

if TYPE_CHECKING:
    import uvicorn

PORT: Final = 7386
"""The port that is tried first (RETO on a telephone)."""

HOST: Final = "127.0.0.1"


def listen(port: int | None) -> socket.socket:
    """A socket on loopback: at the port asked for, else at the usual one, else at one that the system gives."""
    for wanted in (port,) if port is not None else (PORT, 0):
        held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((HOST, wanted or 0))
            held.listen(256)
        except (OSError, OverflowError) as error:
            held.close()
            if port is not None:
                raise UsageError(
                    f"--port {port}: it cannot be had ({error}); leave it out to take a free one"
                ) from None
            continue
        return held
    raise Stopped("no port of this machine can be had: close another server")


def serve(store: Path, port: int | None, ready: Callable[[str], None]) -> None:
    """Serve a store until stopped; `ready` is told the address. Raises `NoStore`, `UsageError`."""
    with held(store, port) as (server, listening, address):
        ready(address)
        server.run(sockets=[listening])


@contextlib.contextmanager
def running(store: Path, port: int | None = 0) -> Iterator[str]:
    """A server beside this thread, for as long as the block lasts: gives its address."""
    with held(store, port) as (server, listening, address):
        thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(10)


@contextlib.contextmanager
def held(store: Path, port: int | None) -> Iterator[tuple[uvicorn.Server, socket.socket, str]]:
    """A server that is ready to run, its socket and its address."""
    try:
        import uvicorn

        from .app import application
        from .guard import Guard
    except ImportError as error:
        raise UsageError(f"the reading room needs more ({error.name}): pip install 'retold[web]'") from None
    listening = listen(port)
    try:
        number = listening.getsockname()[1]
        guarded = Guard(application(store), number)
        config = uvicorn.Config(
            guarded, log_level="warning", access_log=False, server_header=False, date_header=False, proxy_headers=False
        )
        yield uvicorn.Server(config), listening, f"http://{HOST}:{number}/"
    finally:
        listening.close()
