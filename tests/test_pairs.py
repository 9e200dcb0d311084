"""A folder of given pairs: the passages of each, and a line for what cannot be read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from retold import pairs
from retold.cli import main
from retold.errors import MissingInput, UsageError

SHARED = (
    "The harbour board voted on Monday to close the northern pier after inspectors found rust in nine of its piles. "
    "Repairs will cost four million crowns and take until the spring, the harbour master told the board. "
)
ONE = f"Gulls were seen in the market square again. {SHARED}Nobody knows who feeds them."
OTHER = f"{SHARED}Ferries to the islands will leave from the southern pier meanwhile."
APART = "A choir from the valley won the third prize of the contest in the capital, its leader said with some pride."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for side, name, text in (("susp", "a.txt", ONE), ("src", "b.txt", OTHER), ("src", "c.txt", APART)):
        (tmp_path / "corpus" / side).mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / side / name).write_text(text, "utf-8")
    (tmp_path / "corpus" / "pairs").write_text("a.txt b.txt\na.txt c.txt\n", "utf-8")
    return tmp_path / "corpus"


def test_each_pair_gets_a_document_with_its_passages(folder: Path, tmp_path: Path) -> None:
    found = pairs.collate(str(folder), str(tmp_path / "out"))
    assert (found.seen, found.written, found.aligned, found.refused) == (2, 2, 1, [])
    top = ElementTree.parse(tmp_path / "out" / "a-b.xml").getroot()
    (row,) = (feature.attrib for feature in top)
    assert (top.attrib["reference"], row["source_reference"]) == ("a.txt", "b.txt")
    spans = [(int(row[f"{side}_offset"]), int(row[f"{side}_length"])) for side in ("this", "source")]
    told = [text[start : start + length] for text, (start, length) in zip((ONE, OTHER), spans, strict=True)]
    assert told == [SHARED.strip(". ")] * 2
    assert len(ElementTree.parse(tmp_path / "out" / "a-c.xml").getroot()) == 0


def test_workers_and_texts_beside_the_folder_change_nothing(folder: Path, tmp_path: Path) -> None:
    pairs.collate(str(folder), str(tmp_path / "out"))
    (folder / "class").mkdir()
    (folder / "pairs").rename(folder / "class" / "pairs")
    pairs.collate(str(folder / "class"), str(tmp_path / "again"), workers=2)
    for path in sorted((tmp_path / "out").iterdir()):
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "src" / "empty.txt").write_bytes(b"")
    (folder / "pairs").write_text(
        "a.txt b.txt\n\na.txt b.txt\na.txt empty.txt\na.txt gone.txt\nonly-one\n../a.txt b.txt\n", "utf-8"
    )
    ran = CliRunner().invoke(main, ["collate", str(folder), "-o", str(tmp_path / "out")])
    assert ran.exit_code == 3
    assert "1 of 1 pairs have passages in common" in ran.stdout
    assert "1 named twice; 4 could not be read" in ran.stdout
    assert "a.txt and empty.txt:" in ran.stderr
    assert "a.txt and gone.txt:" in ran.stderr
    assert "pairs, line 6: two file names are needed, not 'only-one'" in ran.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a-b.xml"]


def test_a_folder_without_a_list_or_a_place_without_room(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="no list of pairs"):
        pairs.collate(str(tmp_path), str(tmp_path / "out"))
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="no folder can stand here"):
        pairs.collate(str(folder), str(tmp_path / "file"))
