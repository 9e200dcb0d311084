"""FRONT. The options that several commands share, and how what is given for them is read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from .errors import UsageError
from .glossary import CHANGES, GRAVITIES, LOUD, QUIET

Command = Callable[..., Any]


def one_of(forms: Mapping[str, str], command: Command) -> Command:
    """An option a form, of which one may be given: the command gets its name, or None, as `form`."""

    @functools.wraps(command)
    def chosen(**given: Any) -> Any:
        asked = [form for form in forms if given.pop(form)]
        if len(asked) > 1:
            raise UsageError(f"{' '.join(f'--{form}' for form in asked)}: ask for one form at a time")
        return command(form=asked[0] if asked else None, **given)

    for form, help in reversed(list(forms.items())):
        chosen = click.option(f"--{form}", form, is_flag=True, help=help)(chosen)
    return chosen


def forms(command: Command) -> Command:
    """--json, --csv, --md: the forms in which a table can be had."""
    return one_of({"json": "Print JSON.", "csv": "Print CSV.", "md": "Print a Markdown table."}, command)


def which_changes(command: Command) -> Command:
    """--kinds, --min-gravity and --all: which changes are shown."""
    said = "Show everything: whole lists, whole reasons, and changes that are hardly sure."
    command = click.option("--all", "everything", is_flag=True, help=said)(command)
    said = "The least gravity of a change to show."
    command = click.option("--min-gravity", type=click.Choice(GRAVITIES), default="low", show_default=True, help=said)(
        command
    )
    return click.option(
        "--kinds",
        default=",".join(LOUD),
        help=f"Kinds of change to show, with commas between, or 'all'. Known: {', '.join(CHANGES)}. "
        f"By default all but {' and '.join(QUIET)}.",
    )(command)


def _set_aside(context: click.Context, option: click.Parameter, value: str | None) -> None:
    """Keep an option in the context: what only a few lines read need not pass through every signature."""
    context.meta[f"retold.{option.name}"] = value


def asked(option: str) -> str | None:
    """What was given for an option that was set aside."""
    value: str | None = click.get_current_context().meta.get(f"retold.{option}")
    return value


def explained(command: Command) -> Command:
    """--explain: one change instead of the whole answer."""
    said = "Show one change with its evidence; the start of its id is enough."
    return click.option("--explain", metavar="ID", help=said, expose_value=False, callback=_set_aside)(command)


def failing(command: Command) -> Command:
    """--fail-on: the kinds of change on which a comparison ends with exit code 1."""
    said = (
        "End with exit code 1 where a change of these kinds (with commas between, or 'any' for all that are shown) "
        "and at least --min-gravity stands between two tellings of one report."
    )
    return click.option("--fail-on", metavar="KIND", help=said, expose_value=False, callback=_set_aside)(command)


def paged(command: Command) -> Command:
    """--html and --open: the comparison as a page."""
    said = "Open the comparison as a page in the browser."
    command = click.option("--open", is_flag=True, help=said, expose_value=False, callback=_set_aside)(command)
    said = "Write it as one HTML file that needs no server and no network."
    return click.option("--html", metavar="FILE", help=said, expose_value=False, callback=_set_aside)(command)


def sources(command: Command) -> Command:
    """The inputs of build and add, and how their columns are named."""
    command = click.option("--full", is_flag=True, help="Draw every family in full now, into tables of the store.")(
        command
    )
    command = click.option("--workers", type=int, default=None, help="Processes to use; by default one a core.")(
        command
    )
    command = click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="OURS=THEIRS",
        help="Read our column from another one: --column text=body. Ours: id, text, source, url, published, "
        "headline, language.",
    )(command)
    return click.argument("inputs", nargs=-1, required=True, metavar="FOLDER|FILE...")(command)


def wanted_kinds(given: str, option: str = "--kinds") -> tuple[str, ...]:
    """The kinds of change that were named, as a tuple; `UsageError` for one that there is not."""
    if given.strip() == "all":
        return CHANGES
    wanted = tuple(kind.strip() for kind in given.split(",") if kind.strip())
    unknown = [kind for kind in wanted if kind not in CHANGES]
    if unknown:
        raise UsageError(f"{option} {', '.join(unknown)}: no such kind; known are {', '.join(CHANGES)}")
    return wanted


def mapping(columns: Sequence[str]) -> dict[str, str]:
    """Our columns and the names that theirs go by; `UsageError` for what is no such pair."""
    pairs = [column.partition("=") for column in columns]
    for ours, equals, theirs in pairs:
        if not (ours and equals and theirs):
            raise UsageError(f"--column {ours}{equals}{theirs}: write OURS=THEIRS, as in --column text=body")
    twice = [ours for ours, _, _ in pairs if sum(ours == other for other, _, _ in pairs) > 1]
    if twice:
        raise UsageError(f"--column {twice[0]}=... is given twice")
    return {ours: theirs for ours, _, theirs in pairs}
