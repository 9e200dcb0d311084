"""The house keeps its plan: layers, sizes, names, and what may cross a threshold. Standard library only."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from retold import glossary, plan
from retold.glossary import TABLES, VIEWS

HOUSE = Path(__file__).resolve().parent.parent
PACKAGE = HOUSE / "retold"
MODULES = sorted(PACKAGE.rglob("*.py"))

FOUNDATION = {"glossary", "errors", "settings"}
CORRIDOR = {"words", "spellings", "strangers", "tables", "identity", "mirror", "compiling", "hashing"}
ROOMS = {step.room for step in plan.PLAN}
CELLAR = {"engines", "store"}
STAIR = {"plan"}

ALLOWED = {
    **{name: set() for name in FOUNDATION},
    **dict.fromkeys(CORRIDOR | ROOMS, FOUNDATION | CORRIDOR),
    "engines": FOUNDATION | CORRIDOR,
    "store": FOUNDATION | CORRIDOR,
    "plan": FOUNDATION | CORRIDOR | ROOMS | {"engines"},
}
"""What each part may import of ours; the front (everything else) may import all but the rooms."""

NAMED_ONLY_IN = {
    "duckdb": {"tables", "store", "engines", "frames", "results"},
    "numba": {"compiling"},
    "pyspark": {"engines"},
    "pyarrow": set(),
    "pandas": set(),
    "polars": set(),
}
IMPURE = {"os", "io", "time", "datetime", "random", "socket", "subprocess", "pathlib", "shutil", "tempfile"}
SQL_WORDS = {"left", "right", "end", "order", "group", "select", "table", "where", "from", "to", "all", "any"}


def part(path: Path) -> str:
    """The part of the house that a module belongs to: its file or its folder."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> list[tuple[str, bool]]:
    """(name, ours) of everything that a module imports, also inside functions; ours: the part of the house."""
    found = []
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(name.name.split(".")[0], False) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = (node.module or "").split(".")
            found.append((names[1] if names[0] == "retold" and len(names) > 1 else names[0], names[0] == "retold"))
        elif isinstance(node, ast.ImportFrom):
            if node.level == depth:
                names = [node.module.split(".")[0]] if node.module else [name.name for name in node.names]
                found += [(name, True) for name in names]
            else:
                found.append((part(path), True))
    return found


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_imports_only_what_its_place_allows(path: Path) -> None:
    own = part(path)
    ours = {name for name, is_ours in imports(path) if is_ours} - {own, "__version__", "__init__"}
    if own in ALLOWED:
        assert ours <= ALLOWED[own], f"{own} opens onto {sorted(ours - ALLOWED[own])}"
    else:
        assert not ours & ROOMS, f"only plan.py imports rooms, not {own}: {sorted(ours & ROOMS)}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_engines_and_frames_are_named_in_their_place_only(path: Path) -> None:
    for name, is_ours in imports(path):
        if not is_ours and name in NAMED_ONLY_IN:
            assert part(path) in NAMED_ONLY_IN[name], f"{name} is named in {named(path)}"


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) in ROOMS - {"reading"}], ids=named)
def test_a_room_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not {name for name, is_ours in imports(path) if not is_ours} & IMPURE
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"open", "print", "input", "hash", "eval", "exec", "globals"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]


LONGEST = {"glossary.py": 500}  # the schema stands in one place


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.count("\n")
    assert lines <= LONGEST.get(path.name, 420), f"{lines} lines: does it hold two rooms?"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 50, f"{node.name} has {length} lines"
            arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
            assert len(arguments) <= 7, f"{node.name} has {len(arguments)} parameters: is a noun missing?"
            if part(path) != "cli_options":
                assert node.args.kwarg is None, f"{node.name} takes **{node.args.kwarg.arg}"  # type: ignore[union-attr]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_drawers(path: Path) -> None:
    assert path.stem not in {"util", "utils", "misc", "helpers", "helper", "common", "core", "base", "manager"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_what_is_public_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{named(path)} does not say what it is"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} in {named(path)} does not say what it means"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_findings_never_guilt(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    for word in ("plagiari", "theft", "stole", "thief"):
        if path.stem != "pan":
            assert word not in re.sub(r"stolen", "", text), f"{word} in {named(path)}"


@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
def test_a_noun_is_frozen_slotted_documented_and_fit_for_sql(noun: type) -> None:
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(noun, "__slots__")
    assert noun.__doc__
    assert not noun.__doc__.startswith(noun.__name__ + "(")
    assert not {entry.name for entry in fields(noun)} & SQL_WORDS


JUDGEMENTS = ("Furniture", "Credit", "Kinship", "Telling", "Descent", "Change", "Alteration")


@pytest.mark.parametrize("name", JUDGEMENTS)
def test_every_judgement_carries_confidence_and_why(name: str) -> None:
    names = {entry.name for entry in fields(getattr(glossary, name))}
    assert {"confidence", "why"} <= names


def test_the_plan_flows_one_way() -> None:
    made: set[type] = set(VIEWS)
    for step in plan.PLAN:
        assert set(step.takes) <= made, f"{step.room} takes what no earlier room gives"
        made |= set(step.gives)
    assert set(TABLES) <= made, "every table has an author"


def test_every_table_has_one_author() -> None:
    given = [noun for step in plan.PLAN for noun in step.gives]
    assert len(given) == len(set(given))


@pytest.mark.parametrize("step", plan.PLAN, ids=lambda step: step.room)
def test_every_room_has_its_function(step: plan.Step) -> None:
    module = __import__(f"retold.{step.room}", fromlist=[step.function])
    assert callable(getattr(module, step.function))
