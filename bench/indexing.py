"""From a file of reports to candidate pairs, by the rooms alone: what a store does, without the store.

JSON Lines or Parquet with the columns id and text, read by DuckDB a batch at a time, so that no more than a batch of
texts is held; ids are the keys.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from retold.candidates import from_columns
from retold.candidates.arrays import Pairs, Part, Prints
from retold.fingerprints import features

BATCH = 4096


def candidate_columns(path: Path, threads: int) -> Pairs:
    """The candidates of a file, as columns."""
    keys: list[str] = []
    with ThreadPoolExecutor(threads) as pool:
        return from_columns(Prints(keys, _parts(path, keys, pool, 2 * threads)), threads)


def _parts(path: Path, keys: list[str], pool: ThreadPoolExecutor, ahead: int) -> Iterator[Part]:
    """The features of the file, a part at a time in its order; fills in the keys."""
    waiting: deque[Future[Part]] = deque()
    for rows in _batches(path):
        keys.extend(id for id, _ in rows)
        waiting.append(pool.submit(_part, [text for _, text in rows]))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _part(texts: Sequence[str]) -> Part:
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(text) for text in raw], out=offsets[1:])
    return Part(*features(np.frombuffer(b"".join(raw), np.uint8), offsets))


def _batches(path: Path) -> Iterator[list[tuple[str, str]]]:
    import duckdb

    source = (
        "read_parquet(?)" if path.suffix == ".parquet" else "read_json(?, columns={id: 'VARCHAR', text: 'VARCHAR'})"
    )
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET enable_progress_bar = false")
        answer = connection.execute(f"SELECT id, text FROM {source}", [str(path)])
        while rows := answer.fetchmany(BATCH):
            yield rows
