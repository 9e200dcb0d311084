"""The public surface: what `import retold` offers, and that results show themselves."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import retold
from retold.errors import MissingInput, RetoldError, UsageError
from retold.glossary import Report, Telling
from retold.identity import report_key
from retold.results import Compared, Table


def test_all_is_the_sorted_public_names() -> None:
    assert retold.__all__ == sorted(retold.__all__)
    for name in retold.__all__:
        assert getattr(retold, name) is not None


def test_every_error_stands_under_one_root_with_an_exit_code() -> None:
    from retold import errors

    found = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert len(found) > 5
    for error in found:
        assert issubclass(error, RetoldError)
        assert error.exit_code in (2, 3, 4)
        assert error.__name__ in (errors.__doc__ or "")


@pytest.fixture(scope="module")
def compared(harbour: Path) -> Compared:
    reports = harbour / "reports"
    return retold.compare(reports / "coast-courier.txt", reports / "newsloom.txt")


def test_a_string_is_a_text_and_a_path_is_a_file(harbour: Path, compared: Compared) -> None:
    one, other = ((harbour / "reports" / name).read_text("utf-8") for name in ("coast-courier.txt", "newsloom.txt"))
    texts = retold.compare(one, other)
    assert texts.verdict == compared.verdict
    row = Report(report_key("x", one), "x", one)
    assert retold.compare(row, other).verdict == compared.verdict
    assert compared.same is True
    with pytest.raises(MissingInput):
        retold.compare(Path("none.txt"), one)
    with pytest.raises(UsageError, match="empty"):
        retold.compare(" ", one)
    with pytest.raises(UsageError, match="int"):
        retold.compare(1, one)  # type: ignore[arg-type]


def test_a_comparison_shows_itself(compared: Compared) -> None:
    assert repr(compared).startswith("Same report.")
    page = compared._repr_html_()
    assert page.startswith("<div>")
    assert "<script" not in page


def test_hostile_text_is_text_in_a_notebook() -> None:
    bad = "<script>alert(1)</script> \u202e The board met on Monday and agreed on <b>nothing</b>. " * 5
    page = retold.compare(bad, bad.replace("Monday", "Tuesday"))._repr_html_()
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page


def test_rows_speak_arrow(compared: Compared) -> None:
    frame = pl.DataFrame(compared.links)
    assert frame.height == len(compared.links) > 0
    assert frame["fate"].to_list() == [row.fate for row in compared.links]
    assert "fate" in repr(compared.links)
    assert len(Table(Telling, ())) == 0
    assert repr(Table(Telling, ())) == "no Telling rows"


def test_build_takes_paths_rows_and_frames(tmp_path: Path, harbour: Path) -> None:
    folder = harbour / "reports"
    names = ("coast-courier.txt", "hathersby-echo.txt", "radio-nine.txt")
    rows = [{"id": name, "body": (folder / name).read_text("utf-8")} for name in names]
    made = {
        "paths": retold.build([folder / name for name in names], tmp_path / "1.retold"),
        "rows": retold.build(rows, tmp_path / "2.retold", columns={"text": "body"}),
        "frame": retold.build(pl.DataFrame(rows), tmp_path / "3.retold", columns={"text": "body"}),
        "reports": retold.build(
            [Report(report_key(row["id"], row["body"]), row["id"], row["body"]) for row in rows], tmp_path / "4.retold"
        ),
    }
    assert len({store.manifest.digest() for store in made.values()}) == 1
    assert len(retold.open(tmp_path / "1.retold").rows(Telling)) == 2


def test_open_shadows_the_builtin_only_as_an_attribute() -> None:
    assert builtins.open is not retold.open


def test_importing_retold_loads_nothing_heavy() -> None:
    script = "import sys, retold; print([name for name in ('duckdb', 'numpy', 'click', 'rich') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
