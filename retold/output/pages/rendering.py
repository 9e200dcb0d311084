"""FRONT. Pages drawn: templates, the strict policy, and everything in one file.

Nothing is ever asked of another place: no font, no picture, no script that is not here. A page of the server takes its
style and script from the same server; a file holds both, and its policy names them by their digests.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from ... import __version__
from .findings import CODES
from .model import FamilyPage, Finding

if TYPE_CHECKING:
    from jinja2 import Environment

    from .shelf import ApartPage, QuarantinePage, StorePage

STYLE, SCRIPT = "room.css", "room.js"

POLICY: Final = (
    "default-src 'none'; style-src {style}; script-src {script}; connect-src {connect}; form-action {connect}; "
    "img-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Content Security Policy Level 3 (W3C): nothing but what is named, no inline style or script without its digest."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: on the server or in a file, its address, and what it is made from."""

    live: bool
    path: str = ""
    """The address of the page without its ending, on the server."""
    store: str = ""
    """The name of the store, empty for two files."""
    digest: str = ""
    """What the store held: its digest."""
    made: str = ""
    """The date on which the page was made, ISO."""
    token: str = ""
    """Must come back with every verdict of a person."""

    @property
    def version(self) -> str:
        """The version that made the page."""
        return __version__


@cache
def asset(name: str) -> str:
    """The style or the script."""
    return files(__package__).joinpath(name).read_text("utf-8")


@cache
def named(name: str) -> str:
    """An asset's address on the server: it changes with its content, so that it may be kept forever."""
    return f"/{hashlib.sha256(asset(name).encode()).hexdigest()[:12]}/{name}"


def server_policy() -> str:
    """The policy of every page that the server sends."""
    own = "'self'"
    return POLICY.format(style=own, script=own, connect=own) + "; frame-ancestors 'none'"


def file_policy() -> str:
    """The policy of a single file: its style and script by their digests, and no connection at all."""
    style, script = (
        f"'sha256-{base64.b64encode(hashlib.sha256(asset(name).encode()).digest()).decode()}'"
        for name in (STYLE, SCRIPT)
    )
    return POLICY.format(style=style, script=script, connect="'none'")


@cache
def _templates() -> Environment:
    import jinja2

    from .lettering import plain, shown

    made = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"t": shown, "plain": plain, "percent": lambda share: f"{share:.0%}"}
    made.globals |= {"asset": asset, "named": named, "file_policy": file_policy}
    return made


def draw(template: str, place: Place, values: dict[str, Any]) -> str:
    """A page as HTML."""
    from markupsafe import Markup

    held = {name: Markup(asset(name)) for name in (STYLE, SCRIPT)} if not place.live else {}
    return _templates().get_template(template).render(place=place, inlined=held, **values)


def family(page: FamilyPage, place: Place, others: Sequence[FamilyPage] = ()) -> str:
    """A family, or two files, as HTML; in a file `others` are the first telling beside each that is not shown."""
    return draw("family.html", place, {"page": page, "others": others})


def store(page: StorePage, place: Place, families: Sequence[tuple[FamilyPage, Sequence[FamilyPage]]] = ()) -> str:
    """A whole store as HTML; in a file with its families."""
    kinds = [
        (kind, CODES[kind]) for kind in CODES if any(kind == row.kind for held, _ in families for row in _all(held))
    ]
    return draw("store.html", place, {"page": page, "families": families, "kinds": kinds})


def _all(page: FamilyPage) -> tuple[Finding, ...]:
    return (*page.findings, *page.suspects)


def apart(page: ApartPage, place: Place) -> str:
    """The look-alikes that were kept apart."""
    return draw("apart.html", place, {"page": page})


def quarantine(page: QuarantinePage, place: Place) -> str:
    """What could not be read."""
    return draw("quarantine.html", place, {"page": page})


def message(title: str, said: str, place: Place) -> str:
    """A page that only says something: what was not found, and what to do."""
    return draw("message.html", place, {"title": title, "said": said})
