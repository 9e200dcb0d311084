"""A page under observation: errors, refusals of the policy, dialogs and requests that leave the machine."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

WATCH = """
window.__refused = [];
addEventListener('securitypolicyviolation',
  (event) => window.__refused.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@dataclass
class Seen:
    """What happened while a page was looked at."""

    page: Any
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def refused(self) -> list[str]:
        """What the page's policy refused."""
        found: list[str] = self.page.evaluate("window.__refused || []")
        return found

    def quiet(self) -> None:
        """Nothing ran, nothing was asked of another place, nothing went wrong."""
        assert self.dialogs == []
        assert self.outside == []
        assert self.errors == []
        assert self.refused() == []


def _note(seen: Seen, kind: str, text: str) -> None:
    """Keep an error; a page that is rightly not there is none."""
    if kind == "error" and "status of 404" not in text:
        seen.errors.append(text)


@contextlib.contextmanager
def looked(browser: Any, **context: Any) -> Iterator[Seen]:
    """A fresh page that may reach this machine only."""
    held = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **context})
    page = held.new_page()
    seen = Seen(page)
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda line: _note(seen, line.type, line.text))
    page.on("dialog", lambda box: (seen.dialogs.append(box.message), box.dismiss()))

    def gate(route: Any) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in ("file", "data", "blob", "about") or url.hostname == "127.0.0.1":
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    page.route("**/*", gate)
    try:
        yield seen
    finally:
        held.close()
