"""FRONT. `retold export`: a family, or a whole store, in the form asked for.

A new form of a family is a `Form` in `FORMS`: its name becomes the option of `retold export`, its ending the file's.
Every form takes the same choice (kinds, gravity, certainty ...): what is switched off is in no export.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ..errors import UsageError
from ..glossary import Change, Family
from . import listing, objects, wording
from .pages.choice import SHORT, Choice

if TYPE_CHECKING:
    from .pages.family import Draft
    from .pages.model import FamilyPage
    from .pages.rendering import Place
    from .pages.shelf import StorePage

BESIDE: Final = 40
"""Tellings in a file, each beside the keeper: of a larger family only those that were chosen, or it would be huge."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a family can be had."""

    name: str
    says: str
    """What it is, in the words of `--help`."""
    family: Callable[[Draft, Choice], str]


def sifted(found: Family, choice: Choice) -> Family:
    """A family with only the changes that the choice lets through, and what is said of those."""
    rows = tuple(row for row in found.changes if choice.takes(row))
    kept = {row.change for row in rows}
    return replace(found, changes=rows, alterations=tuple(row for row in found.alterations if row.change in kept))


def as_json(draft: Draft, choice: Choice) -> str:
    """The object that ``retold show --json`` prints, with only the changes that were chosen."""
    return json.dumps(objects.family(sifted(draft.found, choice)), ensure_ascii=False, indent=1)


def as_csv(draft: Draft, choice: Choice) -> str:
    """The changes that were chosen, gravest first."""
    rows: Sequence[Any] = wording.shown(sifted(draft.found, choice).changes, choice.kinds)
    return listing.as_csv(rows, Change)


def as_html(draft: Draft, choice: Choice) -> str:
    """One file with everything in it."""
    from .pages.rendering import Place

    return family_file(draft, choice, Place(False))


def as_dot(draft: Draft, _: Choice) -> str:
    """The stemma for Graphviz and stemma tools."""
    from . import dot

    return dot.write(draft.found)


def as_graphml(draft: Draft, _: Choice) -> str:
    """The stemma for graph tools."""
    from . import graphml

    return graphml.write(draft.found)


def as_newick(draft: Draft, _: Choice) -> str:
    """The stemma for tools of phylogeny."""
    from . import newick

    return newick.write(draft.found)


def as_apparatus(draft: Draft, _: Choice) -> str:
    """Every place and reading as CSV."""
    from . import apparatus_csv

    return apparatus_csv.write(draft.found)


FORMS: Final = {
    form.name: form
    for form in (
        Form("html", "One HTML file that needs no server and no network.", as_html),
        Form("json", "One object of rows with exact offsets.", as_json),
        Form("csv", "The changes, as CSV.", as_csv),
        Form("dot", "The stemma, as DOT.", as_dot),
        Form("graphml", "The stemma, as GraphML.", as_graphml),
        Form("newick", "The stemma, as Newick (lossy: the tree alone).", as_newick),
        Form("apparatus", "The apparatus, as CSV.", as_apparatus),
    )
}
"""The forms of a family. Others are put here: the command line and the server take them from here."""


def family_file(draft: Draft, choice: Choice, place: Place) -> str:
    """A family, or two files, as one HTML file: the tellings chosen, and each other one beside the first."""
    from .pages import family as pages
    from .pages import rendering

    page = pages.page(draft, choice)
    return rendering.family(page, place, beside(draft, page))


def beside(draft: Draft, page: FamilyPage) -> list[FamilyPage]:
    """The first telling beside each that is not shown already, where the two were collated."""
    from .pages import family as pages

    ordered = draft.ordered or pages.order(draft.found)
    shown = set(page.choice.show)
    rest = [key for key in ordered[1:] if key[:SHORT] not in shown or ordered[0][:SHORT] not in shown]
    done = {frozenset((laid.one.report.report, laid.other.report.report)) for laid in draft.found.collations}
    wanted = [key for key in rest if frozenset((ordered[0], key)) in done]
    if page.choice.view != "tellings" or len(ordered) > BESIDE:
        return []
    first = ordered[0][:SHORT]
    return [pages.page(draft, replace(page.choice, show=(first, key[:SHORT]))) for key in wanted]


def store_file(page: StorePage, drafts: Sequence[Draft], choice: Choice, place: Place) -> str:
    """A whole store as one HTML file: the list, and every family below it."""
    from .pages import family as pages
    from .pages import rendering

    held = []
    for draft in drafts:
        drawn = pages.page(draft, choice)
        held.append((drawn, beside(draft, drawn)))
    return rendering.store(page, place, held)


def need_pages() -> None:
    """Raises `UsageError` that says what to install where pages cannot be drawn."""
    try:
        import jinja2  # noqa: F401
    except ImportError:
        raise UsageError("pages need one package more: pip install 'retold[web]'") from None
