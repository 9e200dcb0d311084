"""One worker of the embedded engine: reads (function, batch) from stdin, writes the answer to stdout, until EOF.

Only its parent process, which started it, can write to the pipe; the pickles come from nowhere else.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from typing import Final

RARELY: Final = 100_000
"""Rows that are made until the collector of garbage looks for rings of them. There are hardly any, and by Python's own
count it looks after a few sentences: a tenth of the time of a collation."""


def main() -> None:
    """Serve batches until the pipe closes."""
    source = sys.stdin.buffer
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a stray print must not end up between two answers
    gc.set_threshold(RARELY)
    while True:
        try:
            work, batch = pickle.load(source)
        except (EOFError, pickle.UnpicklingError):  # the parent is done, or was killed in the middle of a word
            return
        try:
            answer = work(batch)
        except Exception as error:  # the parent raises it again, in its own place
            error.add_note("raised in a worker process")
            answer = error
        try:
            pickle.dump(answer, target, protocol=pickle.HIGHEST_PROTOCOL)
            target.flush()
        except BrokenPipeError:  # nobody is left to hear of it, and what is still in the buffer must not be tried again
            os._exit(1)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
