"""--json: every command prints what docs/json.md says, also where there is nothing; rows are their nouns' fields."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest
from click.testing import CliRunner

from retold import desk, glossary
from retold.cli import main
from retold.output import objects
from retold.settings import SettingRow

NOUNS: dict[str, type] = {
    "reports": glossary.Report,
    "sentences": glossary.Sentence,
    "furniture": glossary.Furniture,
    "credits": glossary.Credit,
    "mentions": glossary.Mention,
    "kinship": glossary.Kinship,
    "kinships": glossary.Kinship,
    "links": glossary.Link,
    "passages": glossary.Passage,
    "loci": glossary.Locus,
    "readings": glossary.Reading,
    "change": glossary.Change,
    "changes": glossary.Change,
    "descents": glossary.Descent,
    "alterations": glossary.Alteration,
    "tellings": glossary.Telling,
}
"""Which rows stand under a key. All other keys hold text."""

HARBOUR = ("reports/coast-courier.txt", "reports/newsloom.txt")


def said(*arguments: object) -> Any:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def is_row(row: dict[str, Any], noun: type, without: frozenset[str] = frozenset()) -> None:
    """A row has the fields of its noun, in their order, each of its type."""
    assert list(row) == [entry.name for entry in fields(noun) if entry.name not in without]
    for name, wanted in get_type_hints(noun).items():
        if name not in without:
            held = list if get_origin(wanted) is tuple else wanted
            assert isinstance(row[name], held) or (isinstance(row[name], int) and held is float), (noun, name)


def is_object(found: dict[str, Any], keys: dict[str, str]) -> None:
    assert list(found) == list(keys)
    for name, held in found.items():
        if name not in NOUNS:
            assert isinstance(held, str) or all(isinstance(part, str) for part in held)
        for row in (held if isinstance(held, list) else [held]) if name in NOUNS else []:
            is_row(row, NOUNS[name], frozenset({"text"}) if name == "reports" else frozenset())


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, harbour: Path) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("json")
    (place / "bad.txt").write_bytes(b"\x00\x01")
    (place / "one.txt").write_text("The council met on Monday and agreed on nothing at all.", "utf-8")
    piles = {
        "full": [harbour / "reports", place / "bad.txt"],
        "single": [place / "one.txt"],
        "none": [place / "bad.txt"],
    }
    for name, inputs in piles.items():
        CliRunner().invoke(main, ["build", *map(str, inputs), "-o", str(place / name)])
    return {name: place / name for name in piles}


@pytest.mark.parametrize(
    ("command", "noun", "filled"),
    [
        ("families", desk.FamilyLine, {"full"}),
        ("apart", desk.KeptApart, {"full"}),
        ("quarantine", glossary.Quarantined, {"full", "none"}),
    ],
)
def test_a_table_is_an_array_of_its_rows(stores: dict[str, Path], command: str, noun: type, filled: set[str]) -> None:
    for name, store in stores.items():
        rows = said(command, store, "--json")
        assert bool(rows) == (name in filled)
        for row in rows:
            is_row(row, noun)


def test_settings_are_rows() -> None:
    for row in said("settings", "--json"):
        is_row(row, SettingRow)


def test_a_comparison_and_one_change_are_objects(harbour: Path, tmp_path: Path) -> None:
    pair = [harbour / name for name in HARBOUR]
    found = said("compare", *pair, "--json")
    is_object(found, objects.COMPARISON)
    is_object(said("compare", *pair, "--explain", found["changes"][0]["change"], "--json"), objects.EXPLANATION)
    (tmp_path / "word.txt").write_text("Word.", "utf-8")
    is_object(said("compare", pair[0], tmp_path / "word.txt", "--json"), objects.COMPARISON)


def test_a_family_and_one_change_of_it_are_objects(stores: dict[str, Path]) -> None:
    found = said("show", stores["full"], "newsloom.txt", "--json")
    is_object(found, objects.FAMILY)
    asked = ("show", stores["full"], "newsloom.txt", "--explain", found["changes"][0]["change"], "--json")
    is_object(said(*asked), objects.EXPLANATION)
    is_object(said("export", stores["full"], "newsloom.txt", "--json"), objects.FAMILY)


def test_every_key_is_documented(harbour: Path) -> None:
    page = (harbour.parent.parent / "docs" / "json.md").read_text("utf-8")
    described = {**objects.COMPARISON, **objects.FAMILY, **objects.EXPLANATION}
    listed = (desk.FamilyLine, desk.KeptApart, glossary.Quarantined, SettingRow)
    names = {*described, *(entry.name for noun in listed for entry in fields(noun))}
    assert [name for name in names if f"| `{name}` |" not in page] == []
