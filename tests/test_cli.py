"""The command line: answers on stdout, chatter on stderr, exit codes that mean something."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from retold.cli import main
from retold.glossary import Change, Credit, Descent, Furniture, Kinship, Link, Passage
from retold.output import objects
from retold.settings import SETTINGS


def retold(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, harbour: Path) -> tuple[Path, Result]:
    place = tmp_path_factory.mktemp("store") / "harbour.retold"
    return place, retold("build", harbour / "reports", "-o", place)


@pytest.fixture(scope="module")
def store(built: tuple[Path, Result]) -> Path:
    assert built[1].exit_code == 0, built[1].output
    return built[0]


@pytest.fixture
def pair(harbour: Path) -> tuple[Path, Path]:
    return harbour / "reports" / "coast-courier.txt", harbour / "reports" / "newsloom.txt"


def test_compare_says_the_verdict_first_and_fits_a_screen(pair: tuple[Path, Path]) -> None:
    done = retold("compare", *pair)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Same report.")
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 100
    for word in ("Making", "Sentences", "Credits", "Furniture", "Direction", "In common", "Changes that matter"):
        assert word in done.stdout


def test_compare_json_is_one_object_of_rows_with_exact_offsets(pair: tuple[Path, Path]) -> None:
    found = json.loads(retold("compare", *pair, "--json").stdout)
    assert list(found) == list(objects.COMPARISON)
    texts = {row["report"]: path.read_text("utf-8") for row, path in zip(found["reports"], pair, strict=True)}
    nouns = {
        "links": Link,
        "passages": Passage,
        "furniture": Furniture,
        "credits": Credit,
        "changes": Change,
        "descents": Descent,
    }
    for name, noun in nouns.items():
        for row in found[name]:
            noun(**row)
    Kinship(**found["kinship"])
    for row in found["sentences"]:
        assert texts[row["report"]][row["start"] : row["stop"]] == row["text"]
    for row in found["credits"]:
        assert texts[row["report"]][row["start"] : row["stop"]] == row["text"]
    for row in found["changes"]:
        assert texts[row["one"]][row["one_start"] : row["one_stop"]] == row["one_text"]
        if row["other"]:
            assert texts[row["other"]][row["other_start"] : row["other_stop"]] == row["other_text"]


def test_a_missing_file_is_wrong_usage(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    done = retold("compare", pair[0], tmp_path / "none.txt")
    assert done.exit_code == 2
    assert "none.txt" in done.stderr
    assert done.stdout == ""


BAD = {
    "empty": b"",
    "blank": b" \n\t ",
    "binary": b"GIF89a\x00\x01",
    "pdf": b"%PDF-1.7\n\x00",
    "zip": b"PK\x03\x04....",
    "encoding": b"caf\x81\x8d\x8f \xff\xfe\x00",
}


@pytest.mark.parametrize("kind", BAD)
def test_an_unreadable_file_gets_one_clear_line(tmp_path: Path, pair: tuple[Path, Path], kind: str) -> None:
    bad = tmp_path / f"{kind}.txt"
    bad.write_bytes(BAD[kind])
    done = retold("compare", pair[0], bad)
    assert done.exit_code == 3
    assert len(done.stderr.strip().splitlines()) == 1
    assert f"{kind}.txt" in done.stderr
    assert "Traceback" not in done.output


def test_a_folder_is_no_text(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    done = retold("compare", pair[0], tmp_path)
    assert done.exit_code in (2, 3)
    assert len(done.stderr.strip().splitlines()) == 1


def test_build_says_what_was_read_and_found(built: tuple[Path, Result]) -> None:
    done = built[1]
    assert done.exit_code == 0
    assert done.stdout.startswith("33 reports: 8 are tellings in 1 family, 25 singles")
    assert "33 seen = 33 stored + 0 quarantined + 0 already there" in done.stdout
    assert "Kept apart" in done.stdout


def test_build_with_bad_input_does_the_rest_and_says_so(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "good.txt").write_text("The council met on Monday and agreed on nothing at all.", "utf-8")
    (pile / "bad.txt").write_bytes(b"\x00\x01\x02")
    done = retold("build", pile, "-o", tmp_path / "a.retold")
    assert done.exit_code == 3
    assert "2 seen = 1 stored + 1 quarantined + 0 already there" in done.stdout
    assert "bad.txt" in done.stdout
    listed = retold("quarantine", tmp_path / "a.retold", "--json")
    assert json.loads(listed.stdout)[0]["error"]


def test_a_store_is_not_overwritten(store: Path, harbour: Path) -> None:
    done = retold("build", harbour / "reports", "-o", store)
    assert done.exit_code == 2
    assert "retold add" in done.stderr


def test_add_of_the_same_is_no_change(store: Path, harbour: Path) -> None:
    before = retold("check", store).stdout.split("digest")[1]
    done = retold("add", store, harbour / "reports")
    assert done.exit_code == 0
    assert "0 stored" in done.stdout
    assert retold("check", store).stdout.split("digest")[1] == before


@pytest.mark.parametrize("command", [["families"], ["apart"], ["show", "coast-courier.txt"]])
def test_tables_come_in_every_form(store: Path, command: list[str]) -> None:
    arguments = [command[0], store, *command[1:]]
    assert json.loads(retold(*arguments, "--json").stdout)
    rows = list(csv.reader(io.StringIO(retold(*arguments, "--csv").stdout)))
    assert len({len(row) for row in rows}) == 1
    assert retold(*arguments, "--md").stdout.startswith("| ")
    assert retold(*arguments).exit_code == 0


def test_settings_name_unit_and_reason() -> None:
    rows = json.loads(retold("settings", "--json").stdout)
    assert all(row["unit"] and row["why"] for row in rows)
    assert retold("settings").exit_code == 0


def test_a_family_is_found_by_id_by_its_start_and_by_a_report(store: Path) -> None:
    family = json.loads(retold("families", store, "--json").stdout)[0]["family"]
    by_id = retold("show", store, family).stdout
    assert by_id == retold("show", store, family[:6]).stdout == retold("show", store, "coast-courier.txt").stdout
    assert "Stemma" in by_id
    assert list(json.loads(retold("show", store, family, "--json").stdout)) == list(objects.FAMILY)
    wrong = retold("show", store, "nobody.txt")
    assert wrong.exit_code == 2
    assert "retold families" in wrong.stderr


def test_wrong_usage_is_two(store: Path, tmp_path: Path, harbour: Path) -> None:
    assert retold("families", tmp_path / "none.retold").exit_code == 2
    assert retold("show", store, "f-", "--kinds", "nonsense").exit_code == 2
    assert retold("build", harbour / "reports", "-o", tmp_path / "b.retold", "--column", "text").exit_code == 2
    assert retold("build", tmp_path / "none", "-o", tmp_path / "c.retold").exit_code == 2
    assert not (tmp_path / "c.retold").exists()


def test_a_damaged_store_is_said(tmp_path: Path, harbour: Path) -> None:
    place = tmp_path / "a.retold"
    retold("build", harbour / "reports" / "radio-nine.txt", "-o", place)
    segment = next((place / "segments").glob("reports-*"))
    segment.write_bytes(segment.read_bytes()[:-1] + b"x")
    done = retold("check", place)
    assert done.exit_code == 4
    assert segment.name in done.stderr


def test_names_that_look_like_options_and_patterns(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for name in ("--help", "-rf.txt", "a[1].txt", "*.txt", "x y.txt"):
        (pile / name).write_text(f"A report of its own kind, named {name}, and nothing more than that.", "utf-8")
    done = retold("build", pile, "-o", tmp_path / "a[1].retold")
    assert done.exit_code == 0, done.output
    assert "5 seen = 5 stored" in done.stdout
    assert retold("check", tmp_path / "a[1].retold").exit_code == 0


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["settings"]])
def test_a_light_command_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from retold.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print('heavy:', [name for name in ('duckdb', 'numpy', 'rich', 'rapidfuzz') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "heavy: []" in done.stdout


def test_comparing_two_files_loads_no_engine(pair: tuple[Path, Path]) -> None:
    script = (
        "import sys; from retold.cli import main\n"
        f"try: main(['compare', {str(pair[0])!r}, {str(pair[1])!r}])\nexcept SystemExit: pass\n"
        "print('heavy:', [name for name in ('duckdb', 'numba', 'rich', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "heavy: []" in done.stdout


def test_two_files_of_one_name_are_told_apart(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    (tmp_path / "a").mkdir()
    twin = tmp_path / "a" / pair[0].name
    twin.write_bytes(pair[0].read_bytes())
    found = json.loads(retold("compare", pair[0], twin, "--json").stdout)
    assert found["reports"][0]["id"] != found["reports"][1]["id"]
    assert found["kinship"]["verdict"] == "same report"
    assert found["kinship"]["making"] == "verbatim"
    assert {row["fate"] for row in found["links"]} == {"kept"}


def test_the_module_is_the_command(pair: tuple[Path, Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "retold", "compare", *map(str, pair)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert done.stdout.decode("utf-8").startswith("Same report.")


def test_a_store_inside_its_input_is_not_read(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "one.txt").write_text("The council met on Monday and agreed on nothing.", "utf-8")
    assert retold("build", pile, "-o", pile / "out").exit_code == 0
    assert "1 seen = 0 stored" in retold("add", pile / "out", pile).stdout


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = retold("build", tmp_path / "empty", "-o", tmp_path / "a.retold")
    assert done.exit_code == 3
    assert "no report in it" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "-", "-"],
        ["build", ".", "-o", " "],
        ["build", ".", "-o", "x.retold", "--column", "a=b", "--column", "a=c"],
    ],
)
def test_requests_that_make_no_sense_are_refused(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_cut_segment_is_named_plainly(tmp_path: Path, harbour: Path) -> None:
    place = tmp_path / "a.retold"
    retold("build", harbour / "reports" / "radio-nine.txt", "-o", place)
    segment = next((place / "segments").glob("tellings-*"))
    segment.write_bytes(segment.read_bytes()[:50])
    done = retold("families", place)
    assert done.exit_code == 4
    assert "retold check" in done.stderr
    assert "error of ours" not in done.stderr


def test_a_manifest_that_points_elsewhere_is_not_followed(tmp_path: Path, harbour: Path) -> None:
    place = tmp_path / "a.retold"
    retold("build", harbour / "reports" / "radio-nine.txt", "-o", place)
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    manifest["segments"]["reports"][0]["file"] = "../../../etc/passwd"
    (place / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert retold("families", place).exit_code == 4
    assert retold("build", harbour / "reports" / "radio-nine.txt", "-o", place, "--force").exit_code == 0


def test_explain_shows_one_change_and_fail_on_ends_with_one(pair: tuple[Path, Path], store: Path) -> None:
    listed = retold("compare", *pair, "--kinds", "name").stdout
    handle = next(word for word in listed.split() if word.startswith("c-"))
    done = retold("compare", *pair, "--explain", handle)
    assert done.exit_code == 0
    assert done.stdout.startswith("name, altered")
    assert json.loads(retold("compare", *pair, "--explain", handle, "--json").stdout)["change"]["kind"] == "name"
    assert retold("compare", *pair, "--explain", "c-none").exit_code == 2
    assert retold("compare", *pair, "--fail-on", "name,date").exit_code == 1
    assert retold("compare", *pair, "--fail-on", "any").exit_code == 1
    assert retold("compare", *pair, "--fail-on", "role").exit_code == 0
    assert retold("compare", *pair, "--fail-on", "nonsense").exit_code == 2
    shown = retold("show", store, "coast-courier.txt").stdout
    handle = next(word for word in shown.split() if word.startswith("c-"))
    assert "Why" in retold("show", store, "coast-courier.txt", "--explain", handle).stdout


def test_of_a_large_family_the_stemma_is_drawn_when_asked_for(tmp_path: Path, harbour: Path) -> None:
    text = (harbour / "original.txt").read_text("utf-8")[:900].rpartition(". ")[0] + "."
    many = SETTINGS.engines.drawn_family + 2
    rows = ({"id": f"outlet {at}", "text": f"{text}\n\nPage {at} of the evening edition.\n"} for at in range(many))
    pile, into = tmp_path / "pile.jsonl", tmp_path / "pile.retold"
    pile.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert retold("build", pile, "-o", into).exit_code == 0
    said = retold("show", into, "outlet 1").stdout
    assert said.startswith(f"{many} tellings of one report.")
    assert f"not drawn for {many} tellings" in said
    assert "… and 2 " in said
    found = json.loads(retold("show", into, "outlet 1", "--json").stdout)
    assert len(found["tellings"]) == many
    assert len({(row["one"], row["other"]) for row in found["links"]}) == SETTINGS.engines.sketched
    page = retold("export", into, "outlet 1", "--html").stdout
    assert "Lines show likeness" in page


@pytest.mark.parametrize("arguments", [["families", "--json", "--csv"], ["export", "outlet", "--dot", "--json"]])
def test_two_forms_at_once_are_refused(store: Path, arguments: list[str]) -> None:
    done = retold(arguments[0], store, *arguments[1:])
    assert (done.exit_code, "ask for one form at a time" in done.stderr) == (2, True)


def test_a_file_beside_itself_is_said(pair: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(pair[0])
    assert "is compared with itself" in retold("compare", pair[0], tmp_path / "other").stderr
    assert "is compared with itself" not in retold("compare", *pair).stderr


def test_where_a_page_was_written_is_said(pair: tuple[Path, Path], tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    assert f"written to {place}" in retold("compare", *pair, "--html", place).stderr
    assert retold("compare", *pair, "--html", place, "--json").exit_code == 2


def test_an_unclear_date_is_said_and_not_used(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "one", "text": "The ferry is late.", "published": "03/04/2022"}\n', "utf-8")
    assert "1 date is unclear and not used (one: '03/04/2022')" in retold("build", rows, "-o", tmp_path / "s").stdout


def test_a_reader_who_has_had_enough_is_no_finding_and_a_full_disk_no_error_of_ours() -> None:
    """A closed pipe ends as every program's does, not with 1, which says that there are findings."""
    command = [sys.executable, "-m", "retold", "settings"]
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "")
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert ended.returncode == 4
        assert "the system refused it" in ended.stderr
        assert "error of ours" not in ended.stderr
