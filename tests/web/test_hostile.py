"""Hostile text in every place where text is shown, in a real browser: nothing runs, and the test can see what would.

A handful of strings of our own is always tried; the thousands of the real data where it is present.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from retold.glossary import (
    Alteration,
    Change,
    Collation,
    Credit,
    Descent,
    Family,
    Furniture,
    Kinship,
    Link,
    Locus,
    Quarantined,
    Reading,
    Report,
    Sentence,
    Telling,
    Witness,
)
from retold.output import exporting
from retold.output.pages import family as pages
from retold.output.pages import rendering
from retold.output.pages.choice import Choice
from retold.web import serving

from . import shelves
from .asking import ask
from .looking import Seen, looked

OWN = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea></select></option><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    'http://evil.example/"onmouseover=alert(1)//',
    "https://evil.example/<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}{{ self.__init__.__globals__ }}",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<base href='https://evil.example/'><form action='https://evil.example/'><input type=submit>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "\u202ealert\u2066(1)\u2069 \u200b\u00ad\ufeff",
    "\ud800<b onclick=alert(1)>\udfff",
    "\x00<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;script&#62;alert(1)",
)

HOOK = """
window.__ran = 0;
const ran = () => { try { top.__ran += 1; } catch (e) {} window.__ran += 1; };
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  Object.defineProperty(window, name, {configurable: false, writable: false, value: ran});
"""

ALLOWED = (
    "HTML HEAD META LINK SCRIPT STYLE TITLE BODY A HEADER NAV MAIN DIV P H1 H2 H3 B BDI BR SPAN KBD DIALOG DL DT DD "
    "FORM BUTTON FOOTER TABLE CAPTION THEAD TBODY TR TH TD SMALL FIGURE FIGCAPTION DETAILS SUMMARY UL OL LI ASIDE "
    "SECTION FIELDSET LEGEND LABEL INPUT SELECT OPTION EM I Q svg a g rect path text tspan title"
)
"""Every element that a template of ours writes."""

STRANGE = """() => {
  const found = [], allowed = new Set('ALLOWED'.split(' '));
  const fine = /^(#|\\?|\\/(?!\\/)|https?:\\/\\/[^\\s"'<>]+$|$)/i;
  for (const node of document.querySelectorAll('*')) {
    if (!allowed.has(node.tagName)) found.push('element ' + node.tagName);
    for (const {name, value} of node.attributes) {
      if (/^on/i.test(name) || name === 'style' || name === 'srcdoc') found.push(node.tagName + ' ' + name);
      if (/href|src|action/i.test(name) && !fine.test(value)) found.push(name + '=' + value);
    }
  }
  if (document.querySelectorAll('script').length !== 1) found.push('scripts');
  return found.slice(0, 5);
}""".replace("ALLOWED", ALLOWED)
"""What a page holds that no template of ours writes: elements, handlers, addresses that are none."""


@pytest.fixture(scope="module")
def hostile(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Our own strings, and at least a thousand of the real data where it is present."""
    try:
        root: Path = request.getfixturevalue("data") / "reliability"
    except pytest.skip.Exception:
        return OWN
    lines = (root / "xss" / "xss-payload-list.txt").read_text("utf-8").splitlines()
    more = [
        json.loads(line)["payload"]
        for line in (root / "xss" / "dompurify-payloads.jsonl").read_text("utf-8").split("\n")
        if line
    ]
    naughty = json.loads((root / "blns" / "blns.json").read_text("utf-8"))
    spread = [line for line in lines[:: max(1, len(lines) // 900)] if line.strip()]
    return tuple(dict.fromkeys([*OWN, *spread, *more[::2], *naughty[::3]]))


@pytest.fixture(scope="module")
def many(hostile: tuple[str, ...], data: Path) -> tuple[str, ...]:
    """The same, or a visible skip where only our own are here."""
    assert data
    assert len(hostile) >= 1000
    return hostile


@pytest.fixture(scope="module")
def watched(chromium: Any) -> Iterator[Seen]:
    """A browser in which everything that could run is counted."""
    with looked(chromium) as seen:
        seen.page.add_init_script(HOOK)
        yield seen


@pytest.fixture
def blank(chromium: Any) -> Iterator[Any]:
    """A page without a policy: what a policy would hide is seen there."""
    page = chromium.new_page()
    yield page
    page.close()


def harmless(seen: Seen, address: str) -> None:
    """Open a page: nothing runs, nothing is refused by its policy, nothing is asked of another place."""
    seen.page.goto(address)
    assert seen.page.evaluate("window.__ran") == 0, address
    assert seen.page.evaluate(STRANGE) == [], address
    seen.quiet()


def test_the_test_can_see_what_runs(watched: Seen, blank: Any, hostile: tuple[str, ...]) -> None:
    some = [text.encode("utf-8", "replace").decode() for text in hostile if "<" in text][:120]
    frames = "".join(
        f'<iframe srcdoc="{text.replace("&", "&amp;").replace(chr(34), "&quot;")}"></iframe>' for text in some
    )
    watched.page.goto("about:blank")
    watched.page.set_content(f"<!doctype html><body>{frames}", wait_until="load")
    watched.page.wait_for_timeout(300)
    ran = watched.page.evaluate("window.__ran")
    for seen in (watched.errors, watched.outside, watched.dialogs):
        seen.clear()
    assert ran >= 4, "raw payloads must run, or the test is blind"
    found = [parsed(blank, [f"<!doctype html><body>{text}<script></script>"]) for text in some]
    assert sum(map(bool, found)) >= len(some) // 2, "and what could run must be seen in the document"


def parsed(blank: Any, texts: Sequence[str]) -> list[str]:
    """What is strange in pages, read as a browser reads them but under no policy that would hide what could run."""
    found: list[str] = blank.evaluate(
        "(texts) => texts.flatMap((text) => { const held = new DOMParser().parseFromString(text, 'text/html');"
        f"return ({STRANGE.replace('document', 'held')})(); }})",
        list(texts),
    )
    return found


def test_ids_outlets_addresses_titles_dates_and_refusals(
    watched: Seen, hostile: tuple[str, ...], tmp_path: Path
) -> None:
    _walk(watched, hostile, tmp_path)


def _walk(seen: Seen, strings: Sequence[str], place: Path) -> None:
    """A store full of hostile rows: every page of it."""
    reports = [
        shelves.told(
            f"{text}#{at}", f"The report of {text} is told here.", source=text, url=text, published=text, headline=text
        )
        for at, text in enumerate(_storable(strings))
    ]
    pair = [
        shelves.told(
            f"{name} {strings[0]}",
            " ".join(
                f"“Quoted {_storable([text])[0]}, {count + at},” said Ada Moss." for at, text in enumerate(strings[:90])
            ),
        )
        for name, count in (("one", 1), ("two", 2))
    ]
    apart = [
        Kinship(*sorted((one.report, other.report)), "independent", "none", "", 0.1, 0.1, 0.0, 0.2, one.source or "")
        for one, other in zip(reports[: len(reports) // 2], reports[len(reports) // 2 :], strict=False)
    ]
    refused = [Quarantined(text, text, text, text, text, f"{at:032x}") for at, text in enumerate(_storable(strings))]
    shelves.put(place / "hostile.retold", [reports, pair], apart, quarantined=refused)
    with serving.running(place / "hostile.retold") as address:
        families = [row["family"] for row in seen.page.request.get(f"{address}index.json").json()]
        for path in ("", "?search=telling", "apart", "apart?page=2", "quarantine", "quarantine?page=3"):
            harmless(seen, address + path)
        for family in families:
            for query in ("",) if family == families[0] else ("?kinds=all", "?view=apparatus"):
                harmless(seen, f"{address}family/{family}{query}")
        for path in ("index.json", "apart.json", f"family/{families[-1]}.json", f"family/{families[-1]}.csv"):
            answer = seen.page.request.get(address + path)
            assert answer.ok
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "html" not in answer.headers["content-type"]


def _storable(strings: Sequence[str]) -> list[str]:
    """A store is UTF-8: lone surrogates never come out of one."""
    return [text.encode("utf-8", "replace").decode() for text in strings]


def test_queries(watched: Seen, blank: Any, hostile: tuple[str, ...], room: str) -> None:
    family = ask(room, "/find?id=newsloom.txt").headers["location"][1:]
    pages_: list[str] = []
    for at, text in enumerate(hostile):
        value = quote(text.encode("utf-8", "replace"))
        if at % 150 == 0:
            harmless(watched, f"{room}{family}?search={value}&telling={value}&show={value}&view={value}&kinds={value}")
            harmless(watched, f"{room}find?id={value}")
            harmless(watched, f"{room}{value}")
        paths = (
            f"/?search={value}&sort={value}",
            f"/apart?search={value}&verdict={value}",
            f"/quarantine?search={value}",
        )
        answer = ask(room, paths[at % 3])
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        pages_.append(answer.text)
    for start in range(0, len(pages_), 50):
        assert parsed(blank, pages_[start : start + 50]) == []


def test_phrases_reasons_credits_and_text_in_one_file(watched: Seen, hostile: tuple[str, ...], tmp_path: Path) -> None:
    draft = drawn(hostile)
    for view in ("tellings", "apparatus"):
        text = exporting.family_file(draft, Choice(view=view, search=""), rendering.Place(False))
        place = tmp_path / f"{view}.html"
        place.write_bytes(text.encode("utf-8", "backslashreplace"))
        harmless(watched, place.as_uri())
        assert watched.page.locator("li.f, ol.notes li").count() >= len(hostile)


def test_a_thousand_strings_were_tried(many: tuple[str, ...]) -> None:
    assert len(many) >= 1000


def drawn(strings: Sequence[str]) -> pages.Draft:
    """A family made by hand in which every place that holds text holds hostile text."""
    sides = []
    for name in ("one", "two"):
        text, sentences = "", []
        for at, string in enumerate(strings):
            start = len(text)
            text += f"{name} {string} is told. "
            sentences.append(Sentence(name, at, start, len(text) - 1, text[start:-1]))
        report = Report(
            name * 4, f"{name} {strings[at % len(strings)]}", text, strings[0], strings[1], strings[2], strings[3]
        )
        furniture = tuple(Furniture(name * 4, row.start, row.stop, "caption", 0.9, row.text) for row in sentences[::9])
        credits = tuple(
            Credit(name * 4, row.start, row.stop, "byline", row.text, row.text, 0.9, row.text)
            for row in sentences[4::9]
        )
        sides.append(Witness(report, tuple(sentences), furniture, credits))
    one, other = sides
    keys = (one.report.report, other.report.report)
    pairs = list(zip(one.sentences, other.sentences, strict=True))
    changes = tuple(
        Change(
            f"c-{at:012x}",
            "f-1",
            "quotation",
            keys[0],
            keys[1],
            a.text,
            b.text,
            a.start,
            a.stop,
            b.start,
            b.stop,
            "altered",
            "high",
            0.9,
            f"{a.text}; {b.text}",
        )
        for at, (a, b) in enumerate(pairs)
    )
    readings = tuple(
        Reading("f-1", f"l-{at}", key, row.start, row.stop, row.text, "")
        for at, both in enumerate(pairs)
        for key, row in zip(keys, both, strict=True)
    )
    found = Family(
        "f-1",
        (one, other),
        (
            Telling("f-1", keys[0], True, "", 1, 1, strings[0]),
            Telling("f-1", keys[1], False, "reworded", 1, 1, strings[1]),
        ),
        (Kinship(keys[0], keys[1], "same report", "telling", "reworded", 1, 1, 1, 1, "; ".join(strings)),),
        (Collation(one, other, tuple(Link(*keys, at, at, "reworded", False, 0.9) for at in range(len(strings)))),),
        tuple(Locus("f-1", f"l-{at}", "name") for at in range(len(strings))),
        readings,
        changes,
        tuple(Descent("f-1", "lost-1", key, True, "from a lost original", "reworded", 0.9, strings[0]) for key in keys),
        tuple(Alteration(row.change, keys[1], 0.9, row.one_text) for row in changes),
    )
    return pages.Draft(found, said={changes[0].change: (strings[0],)}, oddities=tuple(strings))
