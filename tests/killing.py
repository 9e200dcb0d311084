"""Kill a build with SIGKILL at N points spread over all its writes, continue each, and compare with one left alone.

Run as ``python tests/killing.py FOLDER SCRATCH N``. Every write to disk (a segment, a sync, a rename) is a point. The
builds are forked from this small process before DuckDB has started a thread.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from retold import building, intake, plan, store, tables
from retold.settings import SETTINGS

SMALL = replace(SETTINGS, engines=replace(SETTINGS.engines, ingest=2))


def armed(kill_at: int) -> list[int]:
    """Count every write; at the one asked for, die before it (even points) or in its middle, half written (odd)."""
    count = [0]
    write, rename, sync = tables.write, os.replace, os.fsync

    def point(half: Path | None = None) -> None:
        count[0] += 1
        if count[0] == kill_at:
            if half is not None and kill_at % 2:
                half.write_bytes(b"PAR1 half a segment")
            os.kill(os.getpid(), signal.SIGKILL)

    def counted_write(noun: type, rows: object, path: Path) -> None:
        point(path)
        write(noun, rows, path)  # type: ignore[arg-type]

    def counted_rename(old: object, new: object) -> None:
        point()
        rename(old, new)  # type: ignore[arg-type]

    def counted_sync(handle: int) -> None:
        point()
        sync(handle)

    store.tables.write = counted_write  # type: ignore[assignment]
    store.os.replace = counted_rename  # type: ignore[assignment]
    store.os.fsync = counted_sync
    return count


def forked(work: object, *arguments: object) -> int:
    """Run work in a child; its exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            work(*arguments)  # type: ignore[operator]
            os._exit(0)
        except BaseException as error:
            traceback.print_exception(error)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def build(folder: str, place: Path, kill_at: int = 0, tally: Path | None = None) -> None:
    """Build in segments of two reports, dying at a point if one is given."""
    building.SETTINGS = intake.SETTINGS = SMALL  # type: ignore[misc]
    count = armed(kill_at)
    building.build(plan.read([folder]), place, order=building.Order(workers=1))
    if tally:
        tally.write_text(f"{count[0]} {store.Store(place).manifest.digest()}")


def resume(folder: str, place: Path, digest: str) -> None:
    """Open what the kill left, go on, and compare with the build that was left alone."""
    building.SETTINGS = intake.SETTINGS = SMALL  # type: ignore[misc]
    if (place / "manifest.json").exists():
        left = store.Store(place)
        left.rows(store.Report)
        assert left.check() == [], left.check()
        done = building.add(plan.read([folder]), place, order=building.Order(workers=1))
    else:
        done = building.build(plan.read([folder]), place, order=building.Order(workers=1))
    run = done.manifest.runs[-1]
    assert run.seen == run.stored + run.quarantined + run.duplicates
    assert done.manifest.digest() == digest, "another digest"
    assert done.check() == []


def main(folder: str, scratch: Path, kills: int) -> int:
    """Kill, continue, compare; the exit code says whether all went well."""
    plan.pile([row for row in plan.read([folder]) if isinstance(row, store.Report)])  # rooms load here, in no fork
    tally = scratch / "tally"
    assert forked(build, folder, scratch / "whole.retold", 0, tally) == 0
    points, digest = tally.read_text().split()
    killed = continued = 0
    for number in range(kills):
        at = 1 + number * (int(points) - 1) // max(1, kills - 1)
        place = scratch / f"{number}.retold"
        killed += forked(build, folder, place, at) == -signal.SIGKILL
        continued += forked(resume, folder, place, digest) == 0
    print(f"{killed} kills, {continued} continued, of {points} points")
    return 0 if killed == continued == kills else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
