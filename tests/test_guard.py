"""A build that the system ends says so, names what it needs, and can be continued; what is known is said before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retold import guard
from retold.compiling import make_sure
from retold.errors import Stopped

linux = pytest.mark.skipif(sys.platform != "linux", reason="nobody stands by elsewhere")


def groups(root: Path, own: str, limits: dict[str, str]) -> Path:
    """A file system with the control groups of one process: which it is in, and what is written where."""
    for name, said in {"proc/self/cgroup": own, **limits}.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(said)
    return root


@pytest.mark.parametrize(
    ("own", "limits", "expected"),
    [
        ("0::/box\n", {"sys/fs/cgroup/box/memory.max": "5000000\n"}, 5_000_000),
        (
            "0::/box/in\n",
            {"sys/fs/cgroup/box/memory.max": "7000000", "sys/fs/cgroup/box/in/memory.max": "max"},
            7_000_000,
        ),
        ("0::/elsewhere\n", {"sys/fs/cgroup/memory.max": "6000000"}, 6_000_000),
        ("5:cpu:/x\n4:memory:/x\n", {"sys/fs/cgroup/memory/x/memory.limit_in_bytes": "4000000"}, 4_000_000),
    ],
)
def test_the_least_limit_of_all_groups_holds(tmp_path: Path, own: str, limits: dict[str, str], expected: int) -> None:
    assert guard.allowed(groups(tmp_path, own, limits)) == expected


@pytest.mark.parametrize("own", ["", "nonsense", "0::/\n", "4:memory:/\n"])
def test_without_a_limit_the_machine_is_one(tmp_path: Path, own: str) -> None:
    root = groups(tmp_path, own, {"sys/fs/cgroup/memory/memory.limit_in_bytes": str((1 << 63) - 4096)})
    found = guard.allowed(root)
    assert found is None or found > 1 << 28


def test_what_a_pile_needs_grows_with_it_and_with_workers() -> None:
    assert guard.needed(10_000, 1) < guard.needed(10_000, 2) < guard.needed(1_000_000, 2)
    assert guard.needed(5, 8) == guard.needed(5, 1), "a small pile has no workers"


def test_too_little_memory_is_said_when_all_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(guard, "allowed", lambda: 100_000_000)
    items = guard.forewarned(range(2000), 0, 1, said.append)
    assert next(items) == 0
    assert said == []
    assert len(list(items)) == 1999
    assert said[0].startswith("2,000 reports need about 374 MB of memory, and there are 100 MB")
    assert "retold add" in said[0]
    said.clear()
    monkeypatch.setattr(guard, "allowed", lambda: None)
    assert list(guard.forewarned(range(3), 0, None, said.append)) == [0, 1, 2]
    assert said == []


def test_room_that_cannot_be_had_is_said() -> None:
    make_sure(1)
    with pytest.raises(Stopped, match="address space"):
        make_sure(1 << 40)


@linux
@pytest.mark.parametrize("command", ["build {pile} -o {store}", "add {store} {pile}", "families {store}"])
def test_a_limit_on_address_space_gets_a_line_of_ours(tmp_path: Path, harbour: Path, command: str) -> None:
    given = command.format(pile=harbour / "reports", store=tmp_path / "a.retold").split()
    limited = f"ulimit -v 300000; exec {sys.executable} -m retold {' '.join(given)}"
    ended = subprocess.run(["sh", "-c", limited], capture_output=True, text=True, check=False)
    assert ended.returncode == 4
    assert ended.stderr.startswith("retold: out of memory: ")
    assert len(ended.stderr.splitlines()) == 1


def standing_by(work: str) -> subprocess.Popen[str]:
    script = f"import os, signal, sys, time\nfrom retold import guard\nguard.stand()\n{work}"
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", script], stdout=pipe, stderr=pipe, text=True)


@linux
@pytest.mark.parametrize("ended", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_who_stands_by_tells_of_an_end_without_a_word(ended: str) -> None:
    process = standing_by(f"signal.signal(signal.SIGABRT, 0); os.kill(os.getpid(), signal.{ended})")
    _, told = process.communicate()
    assert process.returncode == 4
    assert told.startswith(f"retold: ended by the system ({ended}), most likely for want of memory")
    assert "retold add" in told


@linux
@pytest.mark.parametrize(
    ("work", "code"), [("sys.exit(3)", 3), ("print('done')", 0), ("os.kill(os.getpid(), 15)", -15)]
)
def test_any_other_end_is_handed_on(work: str, code: int) -> None:
    process = standing_by(work)
    _, told = process.communicate()
    assert (process.returncode, told) == (code, "")


WAITING = "try:\n print('ready', flush=True); time.sleep(60)\nexcept KeyboardInterrupt: sys.exit(7)"


@linux
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 7), (signal.SIGTERM, -signal.SIGTERM)])
def test_signals_reach_who_works(sent: signal.Signals, code: int) -> None:
    process = standing_by(WAITING)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.kill(process.pid, sent)
    process.communicate()
    assert process.returncode == code


@linux
def test_who_works_does_not_outlive_who_stands_by() -> None:
    process = standing_by(WAITING)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.kill()
    assert process.communicate(timeout=20)[0] == "", "its end of the pipe is closed when it ends"
