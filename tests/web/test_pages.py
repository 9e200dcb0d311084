"""What the pages show, without a browser: every sentence once, in order, and marks where the changes are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold import desk, plan
from retold.glossary import CHANGES, LOUD, Collation, Comparison, Descent, Family, Link, Report, Sentence, Witness
from retold.output import exporting
from retold.output.pages import aligned, choice, family, lettering, rendering, shelf, tree
from retold.output.pages.model import FamilyPage
from retold.store import Store


@pytest.fixture(scope="module")
def pair(harbour: Path) -> Comparison:
    """The two hardest tellings of the worked example."""
    reports = harbour / "reports"
    return plan.comparison(*plan.read_pair(str(reports / "hathersby-echo.txt"), str(reports / "newsloom.txt")))


@pytest.fixture(scope="module")
def whole(stored: Path) -> Family:
    """The family of the worked example."""
    return desk.family(Store(stored), "newsloom.txt")


def texts(page: FamilyPage, column: int) -> list[str]:
    """The sentences of one telling as the page has them, pieces joined."""
    cells = [row.cells[column] for row in page.rows]
    return ["".join(piece.text for piece in line.pieces) for cell in cells for line in cell.lines]


# --- what is asked for ------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(
    st.builds(
        choice.Choice,
        kinds=st.lists(st.sampled_from(CHANGES), unique=True).map(tuple),
        gravity=st.sampled_from(("high", "medium", "low")),
        sure=st.sampled_from(choice.CERTAINTIES),
        telling=st.sampled_from(("", "0123456789ab")),
        search=st.text(max_size=20).map(str.strip),
        show=st.lists(st.sampled_from(("00aa", "11bb", "22cc")), unique=True).map(tuple),
        view=st.sampled_from(choice.VIEWS),
    )
)
def test_a_link_brings_back_what_was_asked(asked: choice.Choice) -> None:
    from urllib.parse import parse_qs

    given_ = {name: values[0] for name, values in parse_qs(asked.query()[1:], keep_blank_values=True).items()}
    back = choice.parse(given_, [given_["kinds"]] if "kinds" in given_ else ())
    assert set(back.kinds) == set(asked.kinds)
    assert replace(back, kinds=()) == replace(asked, kinds=())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from(("gravity", "sure", "telling", "search", "show", "view")), st.text()))
def test_any_query_is_understood_or_passed_over(values: dict[str, str]) -> None:
    asked = choice.parse(values)
    assert asked.kinds == LOUD
    assert all(re.fullmatch("[0-9a-f]+", key) for key in (*asked.show, *filter(None, [asked.telling])))


# --- text -------------------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text())
def test_nothing_of_a_text_is_lost_and_nothing_is_markup(text: str) -> None:
    made = str(lettering.shown(text))
    root = ElementTree.fromstring(f"<p>{made}</p>")
    marks = [chr(int((mark.text or "")[2:], 16)) for mark in root]
    assert len(root.text or "") + len(marks) + sum(len(mark.tail or "") for mark in root) == len(text)
    assert all(mark in text for mark in marks)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Skarrow\u200bport", 1),
        ("\u202eevil\u202c", 2),
        ("soft\u00adhyphen", 1),
        ("می\u200cخواهم", 0),
        ("क\u094d\u200dष", 0),
        ("👩\u200d🚒", 0),
        ("a\u200db", 1),
        ("tab\tand\nline", 0),
        ("\x07bell", 1),
        ("\ue0001", 1),
        ("plain – “prose”, naïve", 0),
    ],
)
def test_invisible_characters_are_marked_and_spelling_is_left_alone(text: str, marks: int) -> None:
    assert str(lettering.shown(text)).count('class="iv"') == marks


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("https://example.org/\u202e", False),
        ('https://example.org/"onclick=', False),
        ("ftp://example.org/", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_followed(url: str, followed: bool) -> None:
    assert bool(lettering.address(url)) is followed


# --- tellings side by side --------------------------------------------------------------------------------------


def test_every_sentence_stands_once_and_whole(pair: Comparison, whole: Family) -> None:
    for draft, show in ((family.compared(pair), ()), (family.Draft(whole), ()), (family.Draft(whole), "four")):
        keys = family.order(draft.found) if not draft.ordered else draft.ordered
        asked = choice.Choice(kinds=CHANGES, show=tuple(key[:12] for key in keys[:4]) if show else ())
        page = family.page(draft, asked)
        held = {witness.report.id: witness for witness in draft.found.witnesses}
        for column, card in enumerate(page.shown):
            assert sorted(texts(page, column)) == sorted(row.text for row in held[card.id].sentences)


def test_the_first_telling_gives_the_order(pair: Comparison) -> None:
    page = family.page(family.compared(pair), choice.Choice())
    assert texts(page, 0) == [row.text for row in pair.collation.one.sentences]


def test_what_moved_leaves_a_pointer_and_what_lacks_is_a_named_gap() -> None:
    def side(key: str, words: str) -> Witness:
        text = " ".join(f"{word}." for word in words.split())
        starts = [0]
        for word in words.split()[:-1]:
            starts.append(starts[-1] + len(word) + 2)
        rows = tuple(
            Sentence(key, at, start, start + len(word) + 1, f"{word}.")
            for at, (start, word) in enumerate(zip(starts, words.split(), strict=True))
        )
        return Witness(Report(key, key, text), rows)

    one, other = side("aa", "Alpha Beta Gamma"), side("bb", "Gamma Alpha Delta")
    links = (
        Link("aa", "bb", 0, 1, "kept", False, 1.0),
        Link("aa", "bb", 1, None, "dropped", False, 0.0),
        Link("aa", "bb", 2, 0, "kept", True, 1.0),
        Link("aa", "bb", None, 2, "added", False, 0.0),
    )
    rows = aligned.rows([aligned.Side("A", one), aligned.Side("B", other)], [Collation(one, other, links)])
    drawn = [
        tuple(f"{cell.form} {cell.note or ','.join(line.name for line in cell.lines)}" for cell in row.cells)
        for row in rows
    ]
    assert drawn == [
        ("none ", "away B1"),
        ("text A1", "text B2"),
        ("gap A", "text B3"),
        ("text A2", "gap B"),
        ("text A3", "text B1"),
    ]


def test_only_kinds_that_are_on_are_marked_and_every_mark_is_in_the_list(pair: Comparison) -> None:
    for kinds in (LOUD, ("number",), CHANGES, ()):
        page = family.page(family.compared(pair), choice.Choice(kinds=kinds))
        listed = {row.number for row in (*page.findings, *page.suspects)}
        marked = {
            number
            for row in page.rows
            for cell in row.cells
            for line in cell.lines
            for p in line.pieces
            for number in p.finds
        }
        assert marked <= listed
        assert {row.kind for row in page.findings} <= set(kinds)
        assert {switch.kind for switch in page.switches if switch.on} <= set(kinds)


def test_a_mark_holds_the_phrase_of_its_change(pair: Comparison) -> None:
    page = family.page(family.compared(pair), choice.Choice())
    for finding in page.findings:
        for column, phrase in ((0, finding.one_text), (1, finding.other_text)):
            cells = [row.cells[column] for row in page.rows]
            marked = "".join(
                p.text for cell in cells for line in cell.lines for p in line.pieces if finding.number in p.finds
            )
            assert marked == phrase or not phrase


# --- the stemma -------------------------------------------------------------------------------------------------


def test_every_telling_is_drawn_once_and_listed_once(whole: Family) -> None:
    page = family.page(family.Draft(whole), choice.Choice())
    assert page.stemma is not None
    drawn = sorted(node.letter for node in page.stemma.nodes if not node.lost)
    assert drawn == list("ABCDEFGH")

    def letters(branches: tuple[tree.Branch, ...]) -> list[str]:
        return [letter for each in branches for letter in [*filter(None, [each.letter]), *letters(each.children)]]

    assert sorted(letters(page.stemma.branches)) == drawn
    boxes = [(node.x, node.y, node.x + node.width, node.y + node.height) for node in page.stemma.nodes]
    for at, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, "two nodes lie on each other"


def test_a_deep_and_a_tangled_stemma_are_drawn() -> None:
    leaves = [tree.Leaf(f"k{at}", family.letter(at), f"id {at}", "", "?", False) for at in range(2000)]
    chain = [Descent("f", f"k{at}", f"k{at + 1}", False, "made from", "verbatim", 0.9, "") for at in range(1999)]
    drawn = tree.stemma(chain, leaves, "k0")
    assert drawn is not None
    assert len(drawn.edges) == 1999
    two = [
        Descent("f", "k0", "k2", False, "made from", "verbatim", 0.9, ""),
        Descent("f", "k1", "k2", False, "made from", "abridged", 0.6, ""),
    ]
    drawn = tree.stemma(two, leaves[:3], "k0")
    assert drawn is not None
    assert [edge.style for edge in drawn.edges] == ["verbatim", tree.SECOND]


# --- files and the shelf ----------------------------------------------------------------------------------------


def test_a_file_names_nothing_outside_and_its_policy_holds_its_digests(pair: Comparison) -> None:
    text = exporting.family_file(family.compared(pair), choice.Choice(), rendering.Place(False))
    assert len(text.encode()) <= 60_000
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].count("sha256-") == 2
    assert "unsafe" not in policy[1]
    assert text.count("<script") == 1


def test_switching_a_kind_off_takes_it_out_of_every_export(whole: Family) -> None:
    asked = choice.Choice(kinds=("number",))
    for name in ("html", "json", "csv"):
        text = exporting.FORMS[name].family(family.Draft(whole), asked)
        assert "c-" in text
        for row in whole.changes:
            if row.kind != "number":
                assert row.change not in text


def test_every_form_of_a_family_can_be_had(whole: Family) -> None:
    begins = {"html": "<!doctype", "json": "{", "csv": "change,family", "dot": "digraph", "graphml": "<?xml"}
    for name, form in exporting.FORMS.items():
        assert form.family(family.Draft(whole), choice.Choice()).lstrip().startswith(begins.get(name, "")), name


def test_families_are_sorted_filtered_and_searched() -> None:
    def row(name: str, tellings: int, first: str, lost: int | None) -> shelf.Shelved:
        return shelf.Shelved(
            name, tellings, 1, first, name, "", lost, None, None, tellings % 2, f"{name}\noutlet {name}"
        )

    rows = [
        row("f-a", 3, "2024-03-12", 1),
        row("f-b", 9, "2024-02-01", 0),
        row("f-c", 2, "", None),
        row("f-d", 4, "2024-03-12", 2),
    ]

    def names(**asked: str) -> list[str]:
        page = shelf.store_page("s", "v", rows, shelf.asked(asked), (0, 0), ())
        return [each.family for each in page.families]

    assert names() == ["f-b", "f-d", "f-a", "f-c"]
    assert names(sort="first") == ["f-b", "f-a", "f-d", "f-c"]
    assert names(sort="lost") == ["f-d", "f-a", "f-b", "f-c"]
    assert names(least="4") == ["f-b", "f-d"]
    assert names(only="lost", sort="keeper") == ["f-a", "f-d"]
    assert names(search="OUTLET F-C") == ["f-c"]
    assert names(since="2024-03-12", until="2024-03-12") == ["f-d", "f-a"]
    page = shelf.store_page("s", "v", rows, shelf.asked({}), (0, 0), ())
    assert [bar.said for bar in page.bars] == ["2024-02-01: 1", "2024-03-12: 2"]
