"""Make the generated pages: glossary, tables, settings, the command line, and every block of shown output.

``python -m docs.generate`` writes them; ``--check`` only says which are not current, and `tests/test_docs.py` asks
that. A page shows output in a block that starts with ``$ retold ...`` (or ``>>>``): the commands are run on the
worked example in an empty folder, and what they print is put under them.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from retold import desk, glossary, plan, settings, tables, walking
from retold.cli import main as command

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent
SHOWN = (HOUSE / "README.md", HERE / "tour.md")
"""Pages that show output; README's set-up commands stand outside such blocks."""

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def glossary_page() -> str:
    """Every noun: its sentence, its fields with their types and meanings."""
    lines = ["# Glossary", "", "Generated from `retold/glossary.py`. Offsets are code points, half open.", ""]
    for noun in (*glossary.TABLES, *glossary.VIEWS):
        table = f"table `{tables.name(noun)}`" if noun in glossary.TABLES else "a view, never stored"
        lines += [f"## {noun.__name__}", "", f"{' '.join((noun.__doc__ or '').split())} ({table})", ""]
        meanings = field_meanings(noun)
        for entry in fields(noun):
            meaning = f": {meanings[entry.name]}" if entry.name in meanings else ""
            lines.append(f"- `{entry.name}` ({entry.type}){meaning}")
        lines.append("")
    lines += ["## The closed vocabularies", ""]
    for name, meaning in constant_meanings():
        values = getattr(glossary, name)
        lines += [f"- **{name.lower()}**: {', '.join(f'`{value}`' for value in values)}. {meaning}"]
    return "\n".join(lines) + "\n"


def field_meanings(noun: type) -> dict[str, str]:
    """The strings that stand under fields in the source of a noun."""
    import ast
    import inspect

    body = ast.parse(inspect.getsource(noun)).body[0].body  # type: ignore[attr-defined]
    return dict(_under(body))


def constant_meanings() -> list[tuple[str, str]]:
    """The vocabularies of the glossary and the string under each."""
    import ast

    body = ast.parse(Path(glossary.__file__).read_text("utf-8")).body
    return [(name, meaning) for name, meaning in _under(body) if name.isupper() and name not in ("TABLES", "VIEWS")]


def _under(body: list[object]) -> Iterator[tuple[str, str]]:
    import ast

    for node, after in itertools.pairwise(body):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            yield node.target.id, " ".join(str(after.value.value).split())


def tables_page() -> str:
    """Every table: its columns and types, and the room that writes it."""
    authors = {noun: step.room for step in plan.PLAN for noun in step.gives}
    same = f"{settings.SETTINGS.kinship.verbatim:.0%}"
    lines = [
        "# Tables",
        "",
        "Generated from the glossary and the plan. A store keeps them as Parquet under `segments/`, for any tool that",
        "reads Parquet, unless it is said below. Columns that may be missing are marked with `?`.",
        "",
        f"`making` is `verbatim` while at least {same} of the words of carried sentences are kept",
        "(`kinship.verbatim`): a table is asked for kinds. What is printed has the sentences at hand: *all but",
        "verbatim* where a word differs.",
        "",
    ]
    for name, noun in tables.nouns().items():
        lines += [
            f"## {name}",
            "",
            f"Written by `{authors[noun]}`{kept(noun)}.",
            "",
            "| column | type |",
            "|---|---|",
        ]
        lines += [
            f"| {column.name}{'?' if column.optional else ''} | {column.type} |" for column in tables.columns(noun)
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def kept(noun: type) -> str:
    """When a store keeps a table, where it does not always."""
    if noun is glossary.Fingerprint:
        return "; kept by no store, made anew from the texts"
    if noun in walking.FULL:
        return ", and kept with `--full`"
    few = settings.SETTINGS.engines.marked
    return f", and kept for the reports that stand in a pair, up to {few:,} of them" if noun in walking.MARKS else ""


def json_page() -> str:
    """The objects that --json prints: their keys, and which noun the rows under each are."""
    from retold.output import objects

    lines = [
        "# JSON",
        "",
        "Generated from `retold/output/objects.py`. Rows are rows of [the glossary](glossary.md) as they stand there:",
        "every offset is a code point into the text as received, half open. The texts themselves are not repeated.",
        "",
    ]
    described = {
        "retold compare --json": objects.COMPARISON,
        "retold show --json, retold export --json": objects.FAMILY,
        "--explain ID --json, of compare and show": objects.EXPLANATION,
    }
    for title, keys in described.items():
        lines += [f"## {title}", "", "| key | holds |", "|---|---|"]
        lines += [f"| `{key}` | {meaning} |" for key, meaning in keys.items()]
        lines.append("")
    lines += [
        "The other commands print an array of objects, one a row, in the order of the table; `[]` where it is empty.",
        "",
    ]
    listed = {
        "families": desk.FamilyLine,
        "apart": desk.KeptApart,
        "quarantine": glossary.Quarantined,
        "settings": settings.SettingRow,
    }
    for name, noun in listed.items():
        lines += [
            f"## retold {name} --json",
            "",
            f"{(noun.__doc__ or '').splitlines()[0]}",
            "",
            "| key | type |",
            "|---|---|",
        ]
        lines += [f"| `{entry.name}` | {str(entry.type).replace('|', 'or')} |" for entry in fields(noun)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def settings_page() -> str:
    """Every threshold."""
    lines = ["# Settings", "", "Generated from `retold/settings/`; `retold settings` prints the same.", ""]
    lines += ["| name | value | unit | why |", "|---|---|---|---|"]
    lines += [f"| {row.name} | {row.value} | {row.unit} | {row.why} |" for row in settings.rows()]
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """Every command and its options, as `--help` prints them."""
    lines = ["# Command line", "", "Generated from the commands themselves.", ""]
    names = command.context_settings["help_option_names"]
    context = click.Context(command, info_name="retold", terminal_width=100, help_option_names=names)
    lines += ["```text", command.get_help(context), "```", ""]
    for name in sorted(command.commands):
        one = command.commands[name]
        own = click.Context(one, info_name=f"retold {name}", terminal_width=100, help_option_names=names)
        lines += [f"## retold {name}", "", "```text", one.get_help(own), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def shown(page: Path, scratch: Path) -> str:
    """A page with the output of its blocks made again; blocks of one page share one folder."""
    return BLOCK.sub(lambda match: f"```console\n{_run(match.group(1), scratch)}```", page.read_text("utf-8"))


def _run(block: str, scratch: Path) -> str:
    out = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out += [line, *_output(line[2:], scratch), ""]
    return "\n".join(out).rstrip() + "\n"


def _output(line: str, scratch: Path) -> list[str]:
    done = subprocess.run(
        ["bash", "-c", f'retold() {{ "$PYTHON" -m retold "$@"; }}; {line}'],
        cwd=scratch,
        env={**os.environ, "PYTHON": sys.executable, "NO_COLOR": "1", "COLUMNS": "", "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=False,
    )
    return [text.rstrip() for text in (done.stdout + done.stderr).rstrip().splitlines()]


def pages() -> dict[Path, str]:
    """All generated pages and what they should hold."""
    made = {
        HERE / "glossary.md": glossary_page(),
        HERE / "tables.md": tables_page(),
        HERE / "settings.md": settings_page(),
        HERE / "cli.md": cli_page(),
        HERE / "json.md": json_page(),
    }
    for page in SHOWN:
        with tempfile.TemporaryDirectory() as scratch:
            shutil.copytree(HOUSE / "examples", Path(scratch) / "examples")
            made[page] = shown(page, Path(scratch))
    return made


def main(check: bool) -> int:
    """Write the pages, or say which are not current; the exit code is 1 if any was not."""
    made = pages()
    stale = {page: text for page, text in made.items() if not page.exists() or page.read_text("utf-8") != text}
    for page, text in stale.items():
        print(f"{page.relative_to(HOUSE)} {'is not current: run ./chores docs' if check else 'made again'}")
        if not check:
            page.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
