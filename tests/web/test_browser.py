"""The reading room in a real browser: look, choose, switch, follow, by keyboard alone, and from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from retold import plan
from retold.output import exporting
from retold.output.pages import family, rendering
from retold.output.pages.choice import Choice
from retold.web import serving

from . import shelves
from .looking import looked


def count(page: Any, pick: str) -> int:
    """How many elements of a kind are shown."""
    return int(page.locator(pick).filter(visible=True).count())


def switch(page: Any, kind: str) -> Any:
    """The switch of a kind."""
    return page.locator(f'.kinds input[value="{kind}"]')


@pytest.fixture(scope="module")
def paired(harbour: Path) -> str:
    """The two hardest tellings of the worked example as one file."""
    reports = harbour / "reports"
    found = plan.comparison(*plan.read_pair(str(reports / "hathersby-echo.txt"), str(reports / "newsloom.txt")))
    return exporting.family_file(family.compared(found), Choice(), rendering.Place(False, made="2024-03-12"))


def test_from_the_store_to_a_family_and_back(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(room)
        assert "33 reports: 8 are tellings in 1 family" in page.locator("h1").inner_text()
        page.get_by_role("link", name="coast-courier.txt").click()
        assert page.locator("h1").inner_text().startswith("Eight tellings of one report")
        assert count(page, "table.rows tr") > 40
        assert count(page, "li.f") > 10
        page.locator("a.home").click()
        assert page.url == room
        seen.quiet()


def test_two_clicks_on_the_stemma_choose_the_pair(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        for name in ("meridian-post.txt", "evening-lantern.txt"):
            page.locator("svg a.node", has_text=name).click()
            page.wait_for_load_state()
        heads = page.locator("table.rows thead th").all_inner_texts()
        assert [head.split()[1] for head in heads] == ["meridian-post.txt", "evening-lantern.txt"]
        listed = page.locator("ul.tree a").count()
        assert listed == page.locator("svg a.node").count() == 8
        seen.quiet()


def test_a_third_telling_is_put_beside_the_pair_and_taken_away(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        page.get_by_role("link", name="show also C").click()
        page.wait_for_url("**show=*")
        assert page.locator("table.rows thead th").count() == 3
        page.get_by_role("link", name="take away A").click()
        page.wait_for_load_state()
        assert [head[0] for head in page.locator("table.rows thead th").all_inner_texts()] == ["F", "C"]
        seen.quiet()


def test_a_kind_that_is_switched_off_leaves_text_list_counts_and_exports(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        before = int(page.locator("#count").inner_text())
        quotations = count(page, "li.f[data-k=quotation]")
        assert quotations
        assert count(page, ".m[data-k=q]:not(.off)")
        switch(page, "quotation").uncheck()
        assert count(page, "li.f[data-k=quotation]") == 0
        assert page.locator(".m[data-k=q]:not(.off)").count() == 0
        assert int(page.locator("#count").inner_text()) == before - quotations
        assert "quotation" not in page.url.split("kinds=")[1].split("&")[0]
        address = page.url
        csv = page.request.get(f"{room[:-1]}{page.get_by_role('link', name='.csv').get_attribute('href')}").text()
        assert ",quotation," not in csv
        assert ",number," in csv
        page.goto(address)
        assert page.locator("li.f[data-k=quotation]").count() == 0, "the server draws what the link says"
        assert int(page.locator("#count").inner_text()) == before - quotations
        switch(page, "wording").check()
        page.wait_for_url("**wording**")
        assert count(page, "li.f[data-k=wording]") > 20, "a kind that was not on the page is fetched"
        seen.quiet()


def test_filters_of_gravity_telling_and_words(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        page.select_option("[name=gravity]", "high")
        assert {each.get_attribute("data-g") for each in page.locator("li.f:visible").all()} == {"high"}
        page.fill("[name=search]", "beautiful")
        assert count(page, "li.f") == 1
        assert "search=beautiful" in page.url
        page.fill("[name=search]", "")
        page.select_option("[name=telling]", label="B briefwire.txt")
        assert all("B" in each.get_attribute("data-t").split() for each in page.locator("li.f:visible").all())
        seen.quiet()


def test_a_permalink_leads_to_its_change(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        goal = page.locator("a.n").first.get_attribute("href")
        page.goto(page.url + goal)
        assert page.locator("li.f.here").count() == 1
        assert page.locator(".m.here").count() >= 2
        seen.quiet()


def test_by_keyboard_alone(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page, keys = seen.page, seen.page.keyboard
        page.goto(room)
        keys.press("j")
        keys.press("Enter")
        page.wait_for_url("**/family/**")
        keys.press("?")
        assert page.locator("dialog[open]").count() == 1
        keys.press("Escape")
        keys.press("j")
        keys.press("j")
        assert page.locator("li.f").nth(1).evaluate("item => item === document.activeElement")
        keys.press("w")
        assert page.locator("li.f.here details[open]").count() == 1
        keys.press("m")
        assert page.evaluate("document.activeElement.classList.contains('n')")
        keys.press("1")
        assert page.locator(".kinds input").first.is_checked() is False
        keys.press("/")
        keys.type("million")
        assert count(page, "li.f") >= 1
        keys.press("Escape")
        keys.press("a")
        page.wait_for_url("**view=apparatus**")
        assert page.locator("ol.notes li").count() >= 1
        keys.press("t")
        page.wait_for_url(lambda url: "view=" not in url)
        keys.press("]")
        page.wait_for_load_state()
        keys.press("u")
        page.wait_for_url(room)
        for _ in range(3):
            keys.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "A"
        seen.quiet()


def test_a_file_works_from_disk_without_a_network(chromium: Any, paired: str, tmp_path: Path) -> None:
    place = tmp_path / "pair.html"
    place.write_text(paired, "utf-8")
    assert len(paired.encode()) <= 60_000, "HTML, style and script of two tellings"
    with looked(chromium, offline=True) as seen:
        page = seen.page
        page.goto(place.as_uri())
        assert "Neither comes from the other" in page.locator("h1").inner_text()
        before = count(page, "li.f")
        switch(page, "name").uncheck()
        assert count(page, "li.f") < before
        page.locator("svg a.node").first.click()
        seen.quiet()


def test_a_file_keeps_the_filters_with_which_it_was_made(chromium: Any, room: str, tmp_path: Path) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        name = page.url.rpartition("/")[2].partition("?")[0]
        text = page.request.get(f"{room}family/{name}.html?kinds=number,name&gravity=high").text()
    place = tmp_path / "family.html"
    place.write_text(text, "utf-8")
    with looked(chromium, offline=True) as seen:
        page = seen.page
        page.goto(place.as_uri())
        assert {each.get_attribute("data-k") for each in page.locator("li.f").all()} == {"number", "name"}
        assert page.locator(".kinds input").count() == 2
        assert page.locator("[name=gravity]").input_value() == "high"
        assert page.locator("details.other").count() >= 6, "each telling beside the first"
        page.locator("svg a.node", has_text="tarrin-weekly.txt").click()
        assert page.locator("details.other[open] > summary").inner_text().split() == [
            "A",
            "beside",
            "H",
            "tarrin-weekly.txt",
        ]
        seen.quiet()


def test_without_a_script_the_verdict_the_tellings_and_the_changes_stand(chromium: Any, room: str) -> None:
    with looked(chromium, java_script_enabled=False) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        assert page.locator("h1").inner_text().startswith("Eight tellings")
        assert count(page, "table.rows tr") > 40
        before = count(page, "li.f")
        switch(page, "quotation").uncheck()
        page.get_by_role("button", name="Apply").click()
        assert 0 < count(page, "li.f") < before
        assert count(page, "li.f[data-k=quotation]") == 0


def test_a_person_says_what_a_finding_is_worth(chromium: Any, room: str, stored: Path) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        digests = sorted(path.name for path in (stored / "segments").iterdir())
        page.locator("li.f").first.locator("summary").click()
        page.locator("li.f").first.get_by_role("button", name="not a change").click()
        page.get_by_text("kept: not a change").wait_for()
        page.reload()
        assert "you said: not a change" in page.locator("li.f").first.inner_text()
        assert sorted(path.name for path in (stored / "segments").iterdir()) == digests
        assert '"say": "not a change"' in page.request.get(f"{room}labels.jsonl").text()
        seen.quiet()


@pytest.mark.parametrize(("width", "zoom"), [(360, 1.0), (1280, 2.0)])
def test_narrow_and_zoomed_pages_do_not_run_out_of_the_window(
    chromium: Any, room: str, width: int, zoom: float
) -> None:
    with looked(chromium, viewport={"width": int(width / zoom), "height": 700}) as seen:
        page = seen.page
        for path in ("", "find?id=newsloom.txt", "apart"):
            page.goto(room + path)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 1, path
        seen.quiet()


def test_on_paper_the_apparatus_stands_at_the_foot_with_address_version_and_date(chromium: Any, room: str) -> None:
    with looked(chromium) as seen:
        page = seen.page
        page.goto(f"{room}find?id=newsloom.txt")
        page.emulate_media(media="print")
        assert page.locator("#filters").is_hidden()
        assert page.locator(".bar").is_hidden()
        text = page.locator(".rows").bounding_box()
        notes = page.locator("aside").bounding_box()
        assert notes["y"] > text["y"] + text["height"] - 1
        foot = page.locator("footer").inner_text()
        assert room in foot
        assert "Retold 0." in foot
        assert "20" in foot
        assert page.pdf(format="A4")[:4] == b"%PDF"


def test_in_a_large_family_heat_lines_come_as_they_are_looked_at(chromium: Any, harbour: Path, tmp_path: Path) -> None:
    text = "\n\n".join((harbour / "original.txt").read_text("utf-8").split("\n\n")[:9])
    shelves.put(tmp_path / "forty.retold", [shelves.retellings(text, 40)])
    with serving.running(tmp_path / "forty.retold") as address, looked(chromium) as seen:
        page = seen.page
        page.goto(f"{address}find?id=telling-000")
        page.locator("#tAN").scroll_into_view_if_needed()
        page.locator("#tAN svg.heat").wait_for()
        page.locator("svg a.node", has_text="telling-039").click()
        page.wait_for_url("**show=*")
        assert "telling-039" in page.locator("table.rows thead").inner_text()
        seen.quiet()
