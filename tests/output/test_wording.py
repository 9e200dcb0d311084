"""The words in which findings are said."""

from __future__ import annotations

from dataclasses import replace

from retold.glossary import Alteration, Change, Family
from retold.output import terminal, wording


def change(name: str, one: str, other: str, at: tuple[int, int], texts: tuple[str, str]) -> Change:
    return Change(
        name, "f", "name", one, other, *texts, at[0], at[0] + 3, at[1], at[1] + 3, "altered", "high", 0.9, "because"
    )


def family(changes: list[Change], alterations: list[Alteration]) -> Family:
    return Family("f", (), (), changes=tuple(changes), alterations=tuple(alterations))


def test_one_place_in_three_tellings_is_one_difference() -> None:
    rows = [
        change("c1", "a", "b", (10, 20), ("Ann", "Eve")),
        change("c2", "b", "c", (20, 30), ("Eve", "Ann")),
        change("c3", "a", "b", (90, 99), ("Ann", "Eve")),
    ]
    found = wording.differences(rows, family(rows, [Alteration("c1", "b", 0.9, "")]))
    assert [(sorted(row.one), sorted(row.other), sorted(row.made_by)) for row in found] == [
        (["a", "c"], ["b"], ["b"]),
        (["a"], ["b"], []),
    ]


def test_where_pairs_disagree_on_the_maker_nothing_is_said() -> None:
    rows = [
        change("c1", "a", "b", (10, 20), ("Ann", "Eve")),
        change("c2", "b", "c", (20, 30), ("Eve", "Ann")),
    ]
    found = wording.differences(rows, family(rows, [Alteration("c1", "b", 0.9, ""), Alteration("c2", "c", 0.9, "")]))
    assert [row.made_by for row in found] == [frozenset()]


def test_reasons_are_parted_outside_brackets_only() -> None:
    assert wording.reasons("one; two (a; b); three", 2) == ["one", "two (a; b)", "… and 1 more: --all"]
    assert wording.reasons("", 2) == []


def test_what_cannot_be_seen_is_shown_as_its_code() -> None:
    assert wording.visible("a\u202eb\u200bc\x1b[0m") == "a<U+202E>b<U+200B>c<U+001B>[0m"
    assert wording.visible("a\u00a0b\nc") == "a\u00a0b\nc"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert wording.shorten("one two  three\nfour", 12) == "one two…"
    assert wording.shorten("short", 12) == "short"


def test_certainty_never_claims_too_much() -> None:
    assert [wording.certainty(value) for value in (1.0, 0.5, 0.0)] == ["over 99%", "50%", "under 1%"]


def test_what_is_hardly_sure_is_counted_and_listed_only_when_asked_for() -> None:
    sure = change("c1", "a", "b", (10, 20), ("Ann", "Eve"))
    unsure = replace(sure, change="c2", confidence=0.04)
    assert terminal.Shown().apart([sure, unsure]) == ([sure], [])
    assert terminal.Shown(everything=True).apart([sure, unsure]) == ([sure, unsure], [])
