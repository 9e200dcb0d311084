"""Documents that cannot drift: generated pages are current, and every link and name leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from docs import generate
from retold import plan
from retold.cli import main as command

HOUSE = Path(__file__).resolve().parent.parent
PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md"), *(HOUSE / "examples").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    return generate.pages()


GENERATED = ["glossary.md", "tables.md", "settings.md", "cli.md", "json.md", "tour.md", "../README.md"]


@pytest.mark.parametrize("page", GENERATED)
def test_a_generated_page_is_current(made: dict[Path, str], page: str) -> None:
    path = (HOUSE / "docs" / page).resolve()
    assert path.read_text("utf-8") == made[path], "run ./chores docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOUSE).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target.strip()).exists(), f"{page.name} links to {target}"


def test_every_decision_stands_in_the_index() -> None:
    folder = HOUSE / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
    assert {page.name for page in folder.glob("0*.md")} <= listed


@pytest.mark.parametrize("step", plan.PLAN, ids=lambda step: step.room)
def test_every_room_has_its_page(step: plan.Step) -> None:
    assert (HOUSE / "docs" / "rooms" / f"{step.room}.md").exists()


def test_every_command_is_documented() -> None:
    for name, own in command.commands.items():
        assert own.help, f"retold {name} does not say what it does"
        for option in own.params:
            if isinstance(option, click.Option):
                assert option.help, f"retold {name} {option.opts} has no help"
