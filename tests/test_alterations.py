"""Who made a change: decided only where descent, a third telling or damage decides it."""

from __future__ import annotations

from retold.alterations import alterations
from retold.glossary import Change, Descent, Family, Locus, Reading, Report, Witness

TEXTS = {"a": "Eleven boats sank off Quill.", "b": "Twelve boats sank off Quill.", "c": "Eleven boats sank off Quill."}


def change(one: str, other: str | None, start: int = 0, stop: int = 6, kind: str = "number") -> Change:
    there = TEXTS[other][start:stop] if other else None
    spans = (start, stop, start if other else None, stop if other else None)
    manner = "altered" if other else "within"
    return Change(
        "c-1", "f", kind, one, other, TEXTS[one][start:stop], there, *spans, manner, "high", 0.9, "a number differs"
    )


def made(child: str, parent: str | None, standing: str, lost: bool = False) -> Descent:
    return Descent("f", parent, child, lost, standing, "edited", 0.9, "shown")


def family(descents: list[Descent], changes: list[Change], members: str = "abc") -> Family:
    witnesses = tuple(Witness(Report(name, name, TEXTS[name]), ()) for name in members)
    readings = tuple(Reading("f", "l-1", name, 0, 6, TEXTS[name][:6], "") for name in members)
    return Family(
        "f", witnesses, (), loci=(Locus("f", "l-1", "number"),), readings=readings,
        changes=tuple(changes), descents=tuple(descents),
    )  # fmt: skip


def makers(subject: Family) -> list[str]:
    return [row.report for row in alterations(subject)]


def test_between_a_telling_and_its_source_the_telling_made_the_change() -> None:
    rows = [made("a", None, "root"), made("b", "a", "made from")]
    assert makers(family(rows, [change("a", "b")], "ab")) == ["b"]
    assert makers(family(rows, [change("b", "a")], "ab")) == ["b"]


def test_down_a_line_the_first_telling_that_has_the_change_made_it() -> None:
    texts = [made("a", None, "root"), made("b", "a", "made from"), made("c", "b", "made from")]
    assert makers(family(texts, [change("b", "c")])) == ["c"]
    turned = [made("c", None, "root"), made("b", "c", "made from"), made("a", "b", "made from")]
    assert makers(family(turned, [change("c", "b")])) == ["b"]


def test_between_siblings_the_third_telling_decides() -> None:
    rows = [made(name, "lost-1", "from a lost original", True) for name in "abc"]
    found = alterations(family(rows, [change("a", "b")]))
    assert [row.report for row in found] == ["b"]
    assert "c agrees with a" in found[0].why


def test_between_two_siblings_alone_nobody_is_named() -> None:
    rows = [made(name, "lost-1", "from a lost original", True) for name in "ab"]
    assert makers(family(rows, [change("a", "b")], "ab")) == []


def test_between_two_siblings_the_damaged_one_is_named() -> None:
    rows = [made(name, "lost-1", "from a lost original", True) for name in "ab"]
    hurt = Change(
        "c-2", "f", "suspect", "b", None, "Twelve", None, 0, 6, None, None, "within", "low", 0.8, "b has two spellings"
    )
    found = alterations(family(rows, [change("a", "b"), hurt], "ab"))
    assert [(row.change, row.report, row.why) for row in found] == [("c-1", "b", "b has two spellings")]


def test_an_undecided_descent_names_nobody() -> None:
    rows = [made(name, None, "common source, direction unknown") for name in "ab"]
    assert makers(family(rows, [change("a", "b")], "ab")) == []
