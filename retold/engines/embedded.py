"""The embedded engine: worker processes on this machine, fed through pipes.

Workers are started as ``python -m retold.engines.worker`` rather than forked or spawned by `multiprocessing`: a fork
of a process in which DuckDB runs threads can hang, and a spawn runs the user's script a second time. A worker ends
when its pipe closes, so a killed build leaves none behind.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

from ..errors import Stopped
from . import Answer, Batch


class Embedded:
    """As many workers as asked for; they start with the first batch and stay until `close`."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._started: list[subprocess.Popen[bytes]] = []

    def each(self, work: Callable[[Batch], Answer], batches: Iterable[Batch]) -> Iterator[Answer]:
        """``work(batch)`` for every batch, in order; at most two batches a worker are in flight."""
        while len(self._started) < self.workers:
            self._idle.put(self._start())
        waiting: deque[Future[Any]] = deque()
        with ThreadPoolExecutor(self.workers) as threads:
            try:
                for batch in batches:
                    waiting.append(threads.submit(self._ask, work, batch))
                    if len(waiting) >= 2 * self.workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        worker = subprocess.Popen(
            [sys.executable, "-m", "retold.engines.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._started.append(worker)
        return worker

    def _ask(self, work: Callable[[Batch], Answer], batch: Batch) -> Any:
        worker = self._idle.get()
        try:
            assert worker.stdin is not None
            assert worker.stdout is not None
            pickle.dump((work, batch), worker.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            worker.stdin.flush()
            answer = pickle.load(worker.stdout)
        except BaseException as error:
            self._started.remove(worker)
            worker.kill()
            worker.wait()
            self._idle.put(self._start())  # what is left in its pipe is of no use to the next batch
            if not isinstance(error, BrokenPipeError | EOFError | pickle.UnpicklingError):
                raise
            raise Stopped(
                "a worker process ended before its work was done (out of memory?): run the same command again, "
                "with --workers 1 if it happens again; what was published is safe"
            ) from error
        self._idle.put(worker)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def close(self) -> None:
        """End the workers."""
        while self._started:
            worker = self._started.pop()
            if worker.stdin is not None:
                worker.stdin.close()
            if worker.stdout is not None:
                worker.stdout.close()
            worker.wait()
        self._idle = SimpleQueue()
