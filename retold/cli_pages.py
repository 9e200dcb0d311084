"""FRONT. The commands that show pages: `open` and `export`, and the page of a comparison."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli import _open, main
from .cli_options import Command, one_of, wanted_kinds, which_changes
from .errors import Stopped, UsageError
from .output import wording
from .output.exporting import FORMS, need_pages
from .output.pages.choice import Choice

if TYPE_CHECKING:
    from .glossary import Comparison
    from .output.pages.family import Draft
    from .output.pages.rendering import Place
    from .store import Store


def form_options(command: Command) -> Command:
    """One option a form of export."""
    return one_of({form.name: form.says for form in FORMS.values()}, command)


@main.command("open")
@click.argument("store")
@click.option("--port", type=int, default=None, help="The port to listen on; by default 7386, or a free one.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def open_(store: str, port: int | None, no_browser: bool) -> None:
    """The reading room: look at a store in the browser. Only this machine can see it; Ctrl-C ends it."""
    from .web import serving

    opened = _open(store)

    def ready(address: str) -> None:
        click.echo(address)
        click.echo(f"retold: the reading room of {opened.path}; Ctrl-C ends it", err=True)
        if not no_browser:
            _browse(address)

    with contextlib.suppress(KeyboardInterrupt):
        serving.serve(opened.path, port, ready)


@main.command()
@click.argument("store")
@click.argument("family", required=False)
@form_options
@click.option("-o", "--output", "into", metavar="FILE", default="-", help="Where to write; by default stdout.")
@which_changes
def export(
    store: str, family: str | None, form: str | None, into: str, kinds: str, min_gravity: str, everything: bool
) -> None:
    """A family, or with --html the whole store, in another form. What --kinds leaves out is in no export.

    FAMILY is its id, the start of it, or the id of a report. Of a large family the stemma is drawn with --all.
    """
    if form is None:
        raise UsageError(f"export: say in which form: {', '.join(f'--{name}' for name in FORMS)}")
    choice = Choice(wanted_kinds("all" if everything else kinds), min_gravity, 0.0 if everything else wording.UNSURE)
    opened = _open(store)
    if family is None and form != "html":
        raise UsageError(f"export --{form}: name a family; see `retold families {store}`")
    if form == "html":
        need_pages()
    text = _family(opened, family, form, choice, everything) if family else _whole(opened, choice, everything)
    _write(text, into)


def comparison_page(found: Comparison, kinds: Sequence[str], gravity: str, into: str | None, browse: bool) -> None:
    """The page of two files: written where asked, and opened if asked."""
    need_pages()
    import tempfile

    from .output import exporting
    from .output.pages.family import compared
    from .output.wording import verdict

    text = exporting.family_file(compared(found), Choice(tuple(kinds), gravity), _place())
    path = into or str(Path(tempfile.mkdtemp(prefix="retold-")) / "comparison.html")
    _write(text, path)
    if path != "-":
        click.echo(verdict(found))
    if browse and path != "-":
        _browse(Path(path).resolve().as_uri())


def _family(store: Store, name: str, form: str, choice: Choice, whole: bool) -> str:
    """One family in one form. The forms of a stemma draw it, however large the family is."""
    from .output import exporting

    draft = _draft(store, name, whole or form not in ("html", "json", "csv"))
    if form == "html":
        return exporting.family_file(draft, choice, _place(store))
    return exporting.FORMS[form].family(draft, choice)


def _whole(store: Store, choice: Choice, whole: bool) -> str:
    """The list of families and every family, in one file."""
    from . import desk
    from .output import account, exporting, shelving
    from .output.pages import shelf
    from .output.progress import bar

    rows = shelving.families(store)
    drafts = []
    with bar() as progress:
        for count, row in enumerate(rows, 1):
            drafts.append(_draft(store, row.family, whole))
            progress("families drawn", count, len(rows))
    counted = shelving.with_counts(rows, [draft.found for draft in drafts])
    verdict = account.headline(desk.totals(store))
    page = shelf.whole_page(store.path.name, verdict, counted)
    return exporting.store_file(page, drafts, choice, _place(store))


def _draft(store: Store, name: str, whole: bool) -> Draft:
    from . import desk
    from .output.pages.family import Draft

    found = desk.family(store, name, whole)
    return Draft(found, whole=bool(found.descents))


def _place(store: Store | None = None) -> Place:
    """A file's place: no server, the date, and the store from which it was made."""
    from .output.pages.rendering import Place

    made = datetime.now(UTC).date().isoformat()
    return Place(False, "", store.path.name, store.manifest.digest(), made) if store else Place(False, made=made)


def _write(text: str, into: str) -> None:
    """Text to a file or to stdout. A lone surrogate, which UTF-8 has not, is written as its escape."""
    if into == "-":
        click.echo(text)
        return
    try:
        Path(into).write_bytes(text.encode("utf-8", "backslashreplace"))
        click.echo(f"retold: written to {into}", err=True)
    except OSError as error:
        raise Stopped(f"{into}: cannot be written ({error.strerror}); choose another place") from None


def _browse(address: str) -> None:
    """Open an address in the browser, where there is one; otherwise the address that was printed must do."""
    import webbrowser

    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(address)
