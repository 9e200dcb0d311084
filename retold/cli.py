"""FRONT. The command line: a thin second door. Answers go to stdout, chatter and progress to stderr.

Exit codes: 0 done; 1 findings, where asked to fail on them; 2 wrong usage or a missing path; 3 some input could not
be read (the rest was done); 4 stopped (memory, disk, an error of ours).
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .cli_options import asked, explained, failing, forms, mapping, paged, sources, wanted_kinds, which_changes
from .errors import RetoldError, UsageError
from .glossary import COPIES

if TYPE_CHECKING:
    from .desk import Standing
    from .glossary import Comparison, Family
    from .store import Store


class Door(click.Group):
    """The group of commands; every error of ours leaves as one line on stderr and its exit code."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The commands in the order in which they stand in this file and the next: as they are likely to be used."""
        return list(self.commands)

    def __call__(self, *given: Any) -> Any:
        """As a program: while a store is built, another process stands by and tells where the system ends it."""
        if sys.argv[1:2] in (["build"], ["add"]):
            from . import guard

            guard.stand()
        return super().__call__(*given)

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Pages of help, here and below, are as narrow as the terminal; by itself click makes none below 50 columns."""
        from .output.width import columns

        room = columns() or 0
        context.terminal_width = room if 0 < room < 52 else None
        return super().parse_args(context, args)

    def invoke(self, context: click.Context) -> Any:
        """Run a command; turn errors into one clear line."""
        try:
            return super().invoke(context)
        except RetoldError as error:
            click.echo(f"retold: {error}", err=True)
            context.exit(error.exit_code)
        except MemoryError:
            click.echo(
                "retold: out of memory; what was published is safe: run the same command again with --workers 1 or "
                "on a machine with more memory",
                err=True,
            )
            context.exit(4)
        except KeyboardInterrupt:
            self._stopped(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # who reads has had enough, as `head` has: no finding, which 1 would be
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - what is left to be written goes nowhere
            context.exit(CLOSED_PIPE)
        except Exception as error:
            if isinstance(error, RuntimeError) and "interrupted" in str(error):  # Ctrl-C inside a query
                self._stopped(context)
            if os.environ.get("RETOLD_TRACEBACK"):
                raise
            click.echo(f"retold: {_reason(error)}", err=True)
            context.exit(4)

    @staticmethod
    def _stopped(context: click.Context) -> None:
        goes_on = context.invoked_subcommand in ("build", "add")
        safe = "; what was published is safe: `retold add` goes on from there (no store yet: the same again)"
        click.echo(f"retold: stopped{safe if goes_on else ''}", err=True)
        context.exit(4)


CLOSED_PIPE = 141
"""As a shell tells of a program that was ended because nobody reads on (128 and the number of SIGPIPE)."""

REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS)
"""What the system refuses for reasons that are the user's to mend, not ours."""


def _reason(error: Exception) -> str:
    """One line on what stopped the work, and what to do."""
    if isinstance(error, OSError) and error.errno in REFUSALS:
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}the system refused it ({error.strerror}): make room or ask for the rights, then run it again"
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return f"an error of ours ({said}); RETOLD_TRACEBACK=1 shows where, please report it"


BELOW = """Begin with `retold compare A.txt B.txt`, or `retold build FOLDER -o NAME.retold`.

Exit codes: 0 done; 1 findings, where asked to fail on them; 2 wrong usage or a missing path; 3 some input could not be
read, the rest was done; 4 stopped.
"""
"""What stands below the list of commands."""


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]}, epilog=BELOW)
@click.version_option(__version__, prog_name="retold")
def main() -> None:
    """Which reports are tellings of one report, who descends from whom, and what changed on the way."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


@main.command(short_help="Two plain-text files: one report retold? What changed?")
@click.argument("a")
@click.argument("b")
@click.option("--json", "as_json", is_flag=True, help="Print one object of rows with exact offsets.")
@explained
@failing
@paged
@which_changes
def compare(a: str, b: str, as_json: bool, kinds: str, min_gravity: str, everything: bool) -> None:
    """Compare two plain-text files: are they tellings of one report, and what changed?"""
    from . import plan

    wanted = wanted_kinds(kinds)
    fail_on = asked("fail_on") or ""
    failing = wanted if fail_on == "any" else wanted_kinds(fail_on, "--fail-on")
    if a == b == "-":
        raise UsageError("compare - -: standard input can be read once; give a file for the other")
    if as_json and (asked("html") or asked("open")):
        raise UsageError("compare --json --html: ask for one form at a time")
    if os.path.exists(a) and os.path.exists(b) and os.path.samefile(a, b):
        click.echo(f"retold: {a} is compared with itself", err=True)
    found = plan.comparison(*plan.read_pair(a, b))
    if asked("html") or asked("open"):
        from .cli_pages import comparison_page

        comparison_page(found, wanted, min_gravity, asked("html"), bool(asked("open")))
    elif asked("explain"):
        _explain(found, as_json)
    elif as_json:
        from .output import objects

        _print_json(objects.comparison(found))
    else:
        from .output import terminal

        click.echo(terminal.comparison(found, terminal.Shown(wanted, min_gravity, everything)))
    if failing and found.kinship.verdict in COPIES:
        from .output import wording

        if wording.shown(found.changes, failing, min_gravity, 0.0 if everything else wording.UNSURE):
            sys.exit(1)


@main.command()
@sources
@click.option("-o", "--output", "into", required=True, metavar="NAME.retold", help="The store to make.")
@click.option("--force", is_flag=True, help="Replace a store that stands there.")
def build(
    inputs: Sequence[str], into: str, columns: Sequence[str], workers: int | None, full: bool, force: bool
) -> None:
    """Read reports and find their families: a new store."""
    from . import building, guard, plan
    from .output.progress import bar

    if not into.strip():
        raise UsageError("-o is empty: name the store to make, as in -o desk.retold")
    guard.before_building(_chatter)
    with bar() as progress:
        read = guard.forewarned(plan.read(inputs, mapping(columns), progress), 0, workers, _chatter)
        store = building.build(read, into, inputs, building.Order(workers, full, progress), force)
    _say(store)


@main.command(short_help="Read more reports into a store.")
@click.argument("store")
@sources
def add(store: str, inputs: Sequence[str], columns: Sequence[str], workers: int | None, full: bool) -> None:
    """Read more reports into a store; the result equals a build of everything from nothing."""
    from . import building, desk, guard, plan
    from .glossary import Report
    from .output.progress import bar
    from .store import Store

    guard.before_building(_chatter)
    opened = Store(store)
    before = desk.standing(opened)
    with bar() as progress:
        read = plan.read(inputs, mapping(columns), progress)
        read = guard.forewarned(read, opened.count(Report), workers, _chatter)
        grown = building.add(read, store, inputs, building.Order(workers, full, progress))
    _say(grown, before)


@main.command()
@click.argument("store")
@forms
def families(store: str, form: str | None) -> None:
    """The table of families."""
    from . import desk

    _table(desk.families(_open(store)), desk.FamilyLine, form)


@main.command()
@click.argument("store")
@click.argument("family")
@forms
@explained
@which_changes
def show(store: str, family: str, form: str | None, kinds: str, min_gravity: str, everything: bool) -> None:
    """One family in full: tellings, stemma, changes. FAMILY is its id, the start of it, or the id of a report.

    --json prints the family as one object of rows; --csv and --md print its changes. Of a large family the stemma is
    drawn with --all.
    """
    from . import desk
    from .glossary import Change
    from .output import objects, terminal, wording

    wanted = wanted_kinds(kinds)
    found = desk.family(_open(store), family, everything)
    if asked("explain"):
        _explain(found, form == "json")
    elif form == "json":
        _print_json(objects.family(found))
    elif form:
        _table(wording.shown(found.changes, wanted, min_gravity), Change, form)
    else:
        click.echo(terminal.family(found, terminal.Shown(wanted, min_gravity, everything)))


@main.command(short_help="The look-alikes that stand in no family together, and why.")
@click.argument("store")
@forms
def apart(store: str, form: str | None) -> None:
    """The look-alikes that were looked at and stand in no family together, and why.

    What an open verdict lacks is said first. --json and --csv add how likely each pair is to be one report.
    """
    from . import desk
    from .output import lists

    rows = desk.kept_apart(_open(store))
    if form is None:
        click.echo(lists.apart(rows))
    elif form == "md":
        _table([lists.line_apart(row) for row in rows], desk.ApartLine, form)
    else:
        _table(rows, desk.KeptApart, form)


@main.command()
@click.argument("store")
@forms
def quarantine(store: str, form: str | None) -> None:
    """The inputs that could not be read, and what to do about each."""
    from .glossary import Quarantined
    from .output import lists

    rows = lists.refused(_open(store).rows(Quarantined))
    if form is None:
        _table([lists.refused_line(row) for row in rows], lists.RefusedLine, form)
    else:
        _table(rows, Quarantined, form)


@main.command()
@forms
def settings(form: str | None) -> None:
    """Every threshold, with its unit and its reason."""
    from .settings import SettingRow, rows

    _table(rows(), SettingRow, form)


@main.command()
@click.argument("store")
def check(store: str) -> None:
    """Check every segment of a store against its digest."""
    from .errors import StoreDamaged

    opened = _open(store)
    damaged = opened.check()
    if damaged:
        raise StoreDamaged(f"{store}: {'; '.join(damaged)}; rebuild the store or restore it from a copy")
    click.echo(f"{store}: sound, snapshot {opened.manifest.snapshot}, digest {opened.manifest.digest()}")


def _chatter(said: str) -> None:
    click.echo(f"retold: {said}", err=True)


def _open(path: str) -> Store:
    from .guard import check as room_to_read
    from .store import Store, settings_digest

    room_to_read()
    opened = Store(path)
    if opened.manifest.settings != settings_digest():
        click.echo(
            f"retold: {path} was made with another version or other settings: `retold add {path} ...` makes it anew, "
            "also with inputs that it has already",
            err=True,
        )
    if opened.manifest.pending:
        click.echo(f"retold: {path} is unfinished: `retold add {path} ...` with the same inputs goes on", err=True)
    return opened


def _say(store: Store, before: Standing | None = None) -> None:
    """What a build or an add has done; ends with exit code 3 where some input could not be read."""
    from .output import account

    click.echo(account.run(store, before))
    run = store.manifest.runs[-1]
    if run.seen == 0:
        places = ", ".join(run.inputs)
        click.echo(f"retold: {places}: no report in it; .txt, .md, .jsonl, .csv, .tsv and .parquet are read", err=True)
    if run.quarantined or run.seen == 0:
        sys.exit(3)


def _table(rows: Sequence[Any], noun: type, form: str | None) -> None:
    from .output import listing

    click.echo(listing.render(rows, noun, form or "text"))


def _print_json(found: dict[str, Any]) -> None:
    import json

    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def _explain(found: Comparison | Family, as_json: bool) -> None:
    from .output import explanation

    row = explanation.picked(found.changes, asked("explain") or "")
    if as_json:
        _print_json(explanation.value(found, row))
    else:
        click.echo(explanation.text(found, row))


from . import cli_pages, cli_pairs  # noqa: E402, F401 - their commands join the group above
