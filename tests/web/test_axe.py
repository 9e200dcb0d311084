"""Accessibility: the rules of axe-core on every kind of page, light and dark; serious and critical findings fail."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from .looking import looked

PAGES = {
    "store": "",
    "family": "find?id=newsloom.txt",
    "all kinds": "family/{family}?kinds=all&telling={one}",
    "apparatus": "family/{family}?view=apparatus",
    "three tellings": "family/{family}?show={three}",
    "apart": "apart",
    "quarantine": "quarantine",
    "nothing here": "nowhere/at/all",
}


@cache
def rules() -> str:
    """axe-core, as a test dependency ships it."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-core is not here: pip install axe-playwright-python")
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")


def findings(page: Any, colours: bool = False) -> list[str]:
    """What axe says is serious or critical, of all rules or only those of colour: the rule and where."""
    page.evaluate(rules())
    only = "runOnly: ['color-contrast', 'link-in-text-block']," if colours else ""
    found = page.evaluate(f"axe.run(document, {{{only} resultTypes: ['violations']}})")
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding_on_any_page(chromium: Any, room: str, scheme: str) -> None:
    with looked(chromium, color_scheme=scheme, bypass_csp=True) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        family = page.url.rpartition("/")[2]
        keys = [option.get_attribute("value") for option in page.locator("[name=telling] option").all()]
        for name, path in PAGES.items():
            page.goto(room + path.format(family=family, one=keys[4], three=",".join(keys[1:4])))
            if name == "all kinds":
                page.locator("li.f summary").first.click()
            assert findings(page, scheme == "dark") == [], name


def test_no_serious_finding_on_the_keys_nor_in_a_file(chromium: Any, room: str, tmp_path: Path) -> None:
    with looked(chromium, bypass_csp=True) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        page.keyboard.press("?")
        assert findings(page) == []
        text = page.request.get(page.url + ".html").text()
        (tmp_path / "file.html").write_text(text, "utf-8")
        page.goto((tmp_path / "file.html").as_uri())
        assert findings(page) == []


def test_the_rules_can_find_something(chromium: Any) -> None:
    with looked(chromium) as seen:
        seen.page.set_content(
            "<html><body><p style='color:#ccc;background:#fff'>faint</p><img src='data:,'></body></html>"
        )
        assert {each.split(":")[0] for each in findings(seen.page)} >= {"image-alt", "color-contrast"}
