"""The folder on disk: snapshots swap as a whole, nothing else is touched, damage is named."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retold.errors import NoStore, Stopped, StoreDamaged, StoreExists, StoreLocked
from retold.glossary import Candidate, Link, Report
from retold.identity import report_key
from retold.store import DROPPED, Manifest, Store


def _report(id: str, text: str = "A text.") -> Report:
    return Report(report_key(id, text), id, text)


def _publish(store: Store, *ids: str) -> None:
    with store.writer() as writer:
        segment = writer.segment(Report, [_report(id) for id in ids])
        writer.publish(store.manifest.put(Report, (*store.manifest.of(Report), segment)))


def test_a_new_store_is_empty_and_opens(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "new.retold")
    assert store.manifest.snapshot == 0
    assert Store(store.path).rows(Report) == []
    assert store.check() == []


def test_what_is_published_is_read_again(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    _publish(store, "one", "two")
    _publish(store, "three")
    again = Store(store.path)
    assert sorted(row.id for row in again.rows(Report)) == ["one", "three", "two"]
    assert again.rows(Report, "id = ?", ["two"])[0].text == "A text."
    assert again.count(Report) == 3
    assert again.manifest.snapshot == 2


def test_a_table_without_rows_is_an_empty_table(tmp_path: Path) -> None:
    assert Store.create(tmp_path / "a.retold").rows(Link) == []


def test_a_store_is_never_overwritten_without_force(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    _publish(store, "one")
    with pytest.raises(StoreExists, match="retold add"):
        Store.create(store.path)
    assert Store(store.path).count(Report) == 1
    assert Store.create(store.path, force=True).count(Report) == 0


@pytest.mark.parametrize("force", [False, True])
def test_only_a_store_is_ever_overwritten(tmp_path: Path, force: bool) -> None:
    folder = tmp_path / "holiday photos"
    folder.mkdir()
    (folder / "beach.jpg").write_bytes(b"x")
    with pytest.raises(StoreExists, match="not a store"):
        Store.create(folder, force=force)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreExists, match="not a store"):
        Store.create(tmp_path / "file", force=force)
    assert (folder / "beach.jpg").exists()


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="retold build"):
        Store(tmp_path / "none.retold")


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"format": 1}', '{"format": 99, "version": "9"}', "\x00"])
def test_a_broken_manifest_is_named(tmp_path: Path, broken: str) -> None:
    store = Store.create(tmp_path / "a.retold")
    (store.path / "manifest.json").write_text(broken)
    with pytest.raises(StoreDamaged, match=r"a\.retold"):
        Store(store.path)


def test_a_flipped_byte_and_a_missing_segment_are_found(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    _publish(store, "one")
    _publish(store, "two")
    first, second = store.files(Report)
    raw = bytearray(first.read_bytes())
    raw[len(raw) // 2] ^= 1
    first.write_bytes(bytes(raw))
    second.unlink()
    damage = store.check()
    assert len(damage) == 2
    assert any("bytes" in line for line in damage)
    with pytest.raises(StoreDamaged, match="missing"):
        store.rows(Report)


def test_a_reader_of_the_last_snapshot_still_finds_its_files(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    _publish(store, "one")
    reader = Store(store.path)
    with store.writer() as writer:
        writer.publish(store.manifest.put(Report, (writer.segment(Report, [_report("other")]),)))
    assert [row.id for row in reader.rows(Report)] == ["one"]
    assert [row.id for row in Store(store.path).rows(Report)] == ["other"]


def test_what_no_snapshot_names_is_swept(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    _publish(store, "one")
    orphan = store.path / "segments" / "reports-0000.parquet"
    orphan.write_bytes(b"half a segment")
    (store.path / ".manifest-1.json").write_text("{")
    with store.writer():
        assert not orphan.exists()
    assert not (store.path / ".manifest-1.json").exists()
    assert store.check() == []


def _hold(path: Path, ready: object, done: object) -> None:
    with Store(path).writer():
        ready.set()  # type: ignore[attr-defined]
        done.wait(20)  # type: ignore[attr-defined]


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(store.path, ready, done))
    holder.start()
    try:
        assert ready.wait(20)
        with pytest.raises(StoreLocked, match=f"process {holder.pid}"), store.writer():
            pass
        assert Store(store.path).rows(Report) == []
    finally:
        done.set()
        holder.join()
    with store.writer():
        pass


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises((Stopped, StoreExists), match="file"):
        Store.create(tmp_path / "file" / "a.retold")
    with pytest.raises(Stopped, match=r"no store can be made here .*: choose a folder"):
        Store.create("/proc/none.retold")


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    """A limit on the size of a file stands in for a full disk: the write fails in the middle."""
    store = Store.create(tmp_path / "a.retold")
    _publish(store, "one")
    script = (
        "import resource, sys\n"
        "from tests.test_store import _report\n"
        "from retold.store import Store\n"
        "from retold.glossary import Report\n"
        "from retold.errors import Stopped\n"
        "import random, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "store = Store(sys.argv[1])\n"
        "text = ''.join(random.choices('abcdefghijklmnopqrstuvwxyz ', k=400000))\n"
        "with store.writer() as writer:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "    try:\n"
        "        writer.segment(Report, [_report('big', text)])\n"
        "    except Stopped as error:\n"
        "        print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        env={**os.environ},
    )
    assert "what was published is safe" in done.stdout, done.stderr
    assert "MB are free" in done.stdout
    assert "make room" in done.stdout
    assert [row.id for row in Store(store.path).rows(Report)] == ["one"]


def test_the_digest_knows_no_order_and_no_batches(tmp_path: Path) -> None:
    whole, parts = Store.create(tmp_path / "whole.retold"), Store.create(tmp_path / "parts.retold")
    _publish(whole, "a", "b", "c")
    _publish(parts, "c")
    _publish(parts, "b", "a")
    assert whole.manifest.digest() == parts.manifest.digest()
    assert whole.manifest.digest() != replace(whole.manifest, settings="other").digest()


def test_the_manifest_is_plain_json(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    _publish(store, "one")
    raw = json.loads((store.path / "manifest.json").read_text("utf-8"))
    assert raw["segments"]["reports"][0]["rows"] == 1
    assert set(raw) == set(Manifest.__dataclass_fields__)


def _candidate(at: int) -> Candidate:
    return Candidate(f"a{at}", f"b{at}", at, 0.5, 0.5, 0.1)


def test_rows_that_were_dropped_are_no_part_of_their_table(tmp_path: Path) -> None:
    store, other = Store.create(tmp_path / "a.retold"), Store.create(tmp_path / "b.retold")
    rows = [_candidate(at) for at in range(10)]
    with store.writer() as writer:
        parts = (writer.segment(Candidate, rows[:6]), writer.segment(Candidate, rows[6:]))
        writer.publish(store.manifest.put(Candidate, parts))
        for gone in (["a1", "a7"], ["a1", "a8", "none"]):
            keys = {"one": gone, "other": [name.replace("a", "b") for name in gone]}
            writer.publish(writer.drop(store.manifest, Candidate, keys))
    left = [row for row in rows if row.one not in ("a1", "a7", "a8")]
    assert store.rows(Candidate) == left
    assert store.count(Candidate) == len(left)
    assert [row for part in store.manifest.of(Candidate) for row in store.segment_rows(Candidate, part)] == left
    assert store.check() == []
    with other.writer() as writer:
        writer.publish(other.manifest.put(Candidate, (writer.segment(Candidate, left),)))
    assert other.manifest.digest() == store.manifest.digest()


def test_a_row_that_was_dropped_can_come_again(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    with store.writer() as writer:
        for _ in range(2):
            writer.publish(store.manifest.put(Candidate, (writer.segment(Candidate, [_candidate(1)]),)))
            assert store.rows(Candidate) == [_candidate(1)]
            writer.publish(writer.drop(store.manifest, Candidate, {"one": ["a1"], "other": ["b1"]}))
            assert store.rows(Candidate) == []
    assert sum(segment.rows for segment in store.manifest.segments[DROPPED]) == 0


def test_columns_come_back_as_they_were_written(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.retold")
    held = {
        "bounds": np.arange(7, dtype=np.int64),
        "flags": np.array([True, False, True]),
        "shares": np.linspace(0, 1, 12).reshape(4, 3),
        "none": np.zeros((0, 2), np.uint16),
    }
    with store.writer() as writer:
        segment = writer.columns("state", held, 1)
        writer.publish(store.manifest.put("state", [segment]))
    found = store.columns(segment)
    assert set(found) == set(held)
    for name, column in held.items():
        assert found[name].dtype == column.dtype
        assert np.array_equal(found[name], column)
    assert store.check() == []
    path = store.path / "segments" / segment.file
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(StoreDamaged, match="columns cannot be read"):
        store.columns(segment)
