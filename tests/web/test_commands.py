"""`retold open`, `retold export` and the page of `retold compare`."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from retold.cli import main
from retold.web import serving

from . import shelves


def run(*words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    done = CliRunner().invoke(main, words)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, harbour: Path) -> Path:
    """A store of two tellings."""
    texts = {name: (harbour / "reports" / name).read_text("utf-8") for name in ("hathersby-echo.txt", "newsloom.txt")}
    place = tmp_path_factory.mktemp("commands") / "small.retold"
    shelves.put(place, [[shelves.told(name, text) for name, text in texts.items()]])
    return place


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to open."""
    held: list[str] = []
    monkeypatch.setattr(webbrowser, "open", held.append)
    return held


def test_two_files_as_a_page(harbour: Path, tmp_path: Path, opened: list[str]) -> None:
    one, other = (str(harbour / "reports" / name) for name in ("hathersby-echo.txt", "newsloom.txt"))
    page = tmp_path / "pair.html"
    code, out, _ = run("compare", one, other, "--html", str(page), "--kinds", "number")
    assert code == 0
    assert out.startswith("Same report.")
    text = page.read_text("utf-8")
    assert 'data-k="number"' in text
    assert 'data-k="quotation"' not in text
    assert opened == []
    code, _, said = run("compare", one, other, "--open")
    assert code == 0
    assert opened[0].startswith("file:///")
    assert opened[0].endswith("comparison.html")
    assert "comparison.html" in said


def test_a_family_and_a_whole_store_as_one_file(small: Path, tmp_path: Path) -> None:
    page = tmp_path / "family.html"
    assert run("export", str(small), "newsloom.txt", "--html", "-o", str(page))[0] == 0
    assert "Same report. Neither comes from the other" in page.read_text("utf-8")
    assert run("export", str(small), "--html", "-o", str(page))[0] == 0
    text = page.read_text("utf-8")
    assert "2 reports: 2 are tellings in 1 family" in text
    assert 'class="bound"' in text


def test_a_family_in_other_forms(small: Path) -> None:
    found = json.loads(run("export", str(small), "newsloom.txt", "--json", "--kinds", "number")[1])
    assert {row["kind"] for row in found["changes"]} == {"number"}
    assert run("export", str(small), "newsloom.txt", "--dot")[1].startswith("digraph")


def test_what_is_missing_is_said(small: Path, tmp_path: Path) -> None:
    code, _, said = run("export", str(small), "newsloom.txt")
    assert (code, "--html" in said) == (2, True)
    code, _, said = run("export", str(small), "--csv")
    assert (code, "name a family" in said) == (2, True)
    code, _, said = run("open", str(tmp_path / "none.retold"))
    assert (code, "no store here" in said) == (2, True)
    code, _, said = run("export", str(small), "newsloom.txt", "--html", "-o", str(tmp_path / "no" / "where.html"))
    assert (code, "cannot be written" in said) == (4, True)


def test_open_prints_its_address_and_opens_the_browser(
    small: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(store: Path, port: int | None, ready: Any) -> None:
        assert store == small
        ready(f"http://127.0.0.1:{port}/")
        raise KeyboardInterrupt

    monkeypatch.setattr(serving, "serve", serve)
    code, out, _ = run("open", str(small), "--port", "7001")
    assert (code, out.strip(), opened) == (0, "http://127.0.0.1:7001/", ["http://127.0.0.1:7001/"])
    opened.clear()
    assert run("open", str(small), "--port", "7001", "--no-browser")[0] == 0
    assert opened == []


def test_without_the_packages_it_is_said_what_to_install(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] in ("jinja2", "uvicorn"):
            raise ImportError(name, name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    for words in (("open", str(small), "--no-browser"), ("export", str(small), "newsloom.txt", "--html")):
        code, _, said = run(*words)
        assert (code, "pip install 'retold[web]'" in said) == (2, True)


def test_stemma_changes_and_rows_are_exported_without_the_packages_of_pages(small: Path) -> None:
    script = (
        "import sys; sys.modules.update({'jinja2': None, 'markupsafe': None, 'starlette': None}); "
        "sys.argv = ['retold', 'export', sys.argv[1], 'newsloom.txt', sys.argv[2]]; "
        "from retold.cli import main; main()"
    )
    for form in ("--json", "--csv", "--dot", "--graphml", "--newick", "--apparatus"):
        run = [sys.executable, "-c", script, str(small), form]
        done = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout
