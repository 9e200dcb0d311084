"""Which facts stand against each other, how grave a difference is, and where nothing is said."""

from __future__ import annotations

import pytest

from retold.changes import changes
from retold.changes.spelling import sound
from retold.collation import collate
from retold.glossary import Furniture

from .telling import laid, loud, told, witness

QUIET_FACTS = [
    (
        "The fire in Bergen killed two sailors and five dockers on the quay.",
        "The fire in Bergen killed seven people on the quay.",
    ),
    (
        "“It is the end of the port of Bergen as we know it,” Hale said.",
        "“It's the end of the port of Bergen as we know it,” Hale said.",
    ),
    (
        "“We will build the [new] port of Bergen in the spring,” Hale said.",
        "“We will build the port of Bergen in the spring,” Hale said.",
    ),
    (
        "Shares of the Bergen yard rose 3 percent on the news of the port.",
        "Shares of the Bergen yard gained 3 percent on the news of the port.",
    ),
    (
        "Police said on Monday that the port of Bergen was closed to all ships.",
        "Police said on Monday that the port of Bergen was closed to all ships at 16:45.",
    ),
    (
        "The Oslo Harbour Council said that the port of Bergen was closed to all ships.",
        "The OHC said that the port of Bergen was closed to all ships.",
    ),
    (
        "“The port of Bergen is closed to all ships,” Hale said on the quay.",
        "“The port of Bergen is closed to all ships,” the Oslo engineer said on the quay.",
    ),
    (
        "The crew of Sgt. Rolf Hale closed the port of Bergen to all ships.",
        "The crew of Sergeant Rolf Hale closed the port of Bergen to all ships.",
    ),
    (
        "The port of Bergen opened at 4:45 to ships of all countries.",
        "The port of Bergen opened at 16:45 to ships of all countries.",
    ),
    (
        "The office said Tuesday that a tanker had sunk in the port of Bergen.",
        "On Monday a tanker had sunk in the port of Bergen, the office said.",
    ),
    (
        "The plan names 11 towns along the coast and the cost of the harbour wall.",
        "The plan names towns along the coast and the cost of the harbour wall, put at 214 million kroner.",
    ),
]


@pytest.mark.parametrize(("one", "other"), QUIET_FACTS)
def test_nothing_is_said_of(one: str, other: str) -> None:
    assert told(one, other) == []
    assert told(other, one) == []


MISLEADING = [
    (
        "Shares of the Bergen yard rose 3 percent on the news of the port.",
        "Shares of the Bergen yard fell 3 percent on the news of the port.",
        ("negation", "rose", "fell"),
    ),
    (
        "Shares of the Bergen yard gave up 4 points on the news of the port.",
        "Shares of the Bergen yard tacked on 4 points on the news of the port.",
        ("negation", "gave up", "tacked on"),
    ),
    (
        "The yard was closed in the season of 1985/86 and two ships were sold by two men.",
        "The yard was closed in the season of 1985/89 and two ships were sold by two men.",
        ("number", "1985/86", "1985/89"),
    ),
    (
        "Two ships, two tugs and two ferries lay in the port of Bergen that night.",
        "Two ships, two tugs and eight ferries lay in the port of Bergen that night.",
        ("number", "two", "eight"),
    ),
    (
        "The port of Bergen could potentially open again before the spring storms.",
        "The port of Bergen will potentially open again before the spring storms.",
        ("hedge", "could", "will"),
    ),
    (
        "The council met on Tuesday's tide in the port of Bergen to hear the plan.",
        "The council met on Friday's tide in the port of Bergen to hear the plan.",
        ("date", "Tuesday's", "Friday's"),
    ),
    (
        "The wall of the port of Bergen cost less than 20 million kroner, the office said.",
        "The wall of the port of Bergen cost more than 20 million kroner, the office said.",
        ("number", "less than 20 million", "more than 20 million"),
    ),
    (
        "A 43-year-old was seen on the quay of the port of Bergen before the fire.",
        "A 33-year-old was seen on the quay of the port of Bergen before the fire.",
        ("number", "43-year-old", "33-year-old"),
    ),
    (
        "The port of Bergen was closed at 4.45pm on the order of the office.",
        "The port of Bergen was closed at 6.45pm on the order of the office.",
        ("date", "4.45pm", "6.45pm"),
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), MISLEADING)
def test_a_reader_is_misled_by(one: str, other: str, expected: tuple[str, str, str]) -> None:
    found = told(one, other)
    assert len(found) == 1
    kind, left, right = found[0]
    assert kind == expected[0]
    assert left in expected[1] or expected[1] in left
    assert right is not None
    assert right in expected[2] or expected[2] in right
    assert [row.gravity for row in loud(one, other)] == ["high"]


def test_numbers_that_are_nearly_the_same_are_not_grave() -> None:
    one = "The wall of the port of Bergen cost 541 million kroner, the office said."
    assert [row.gravity for row in loud(one, one.replace("541", "544"))] == ["medium"]
    assert [row.gravity for row in loud(one, one.replace("541", "941"))] == ["high"]


def test_a_name_that_sounds_alike_is_not_grave() -> None:
    one = "The plan of the engineer Rolf Fallujah for the port of Bergen was read out."
    assert [row.gravity for row in loud(one, one.replace("Fallujah", "Falluja"))] == ["medium"]
    assert [row.gravity for row in loud(one, one.replace("Fallujah", "Faltujah"))] == ["high"]
    assert sound("ahmad") == sound("ahmed") != sound("armed")


def test_a_headline_counts_only_where_it_is_kept() -> None:
    text = "Old Bergen Family Sells Port To Rolf Hadstrom\n\nThe port of Bergen was sold on a wet day in the spring.\n"
    head = text.index("\n")

    def kinds_of(other: str) -> set[str]:
        heads = [
            (Furniture(key, 0, stop, "headline", 0.9, "a line at the head"),)
            for key, stop in (("a", head), ("b", other.index("\n")))
        ]
        found = changes(collate(witness("a", text, heads[0]), witness("b", other, heads[1])))
        return {row.kind for row in found if row.gravity == "high"}

    assert kinds_of(text.replace("Hadstrom", "Haldstrom", 1)) == {"name"}
    assert kinds_of(text.replace("Sells Port To Rolf Hadstrom", "Finds Buyer In Erik Vaage For Its Quay", 1)) == set()


def test_a_reworded_sentence_lowers_confidence() -> None:
    one = "The office said that 300 ships came to the port of Bergen in the spring."
    kept = loud(one, one.replace("300", "700"))
    reworded = loud(one, "Officials counted 700 ships at the port of Bergen over the spring.")
    assert [row.kind for row in kept] == ["number"]
    assert all(row.confidence < kept[0].confidence for row in reworded if row.kind == "number")
    assert laid(one, one).links


def test_a_quotation_that_is_broken_off_is_compared_part_by_part() -> None:
    one = "“We will build the new port of Bergen in the spring and nobody will stop us from doing so,” Hale said."
    other = "“We will build the old port of Bergen in the spring,” Hale said. “And nobody will stop us from doing so.”"
    assert ("quotation", "new", "old") in told(one, other)
    assert ("quotation", "old", "new") in told(other, one)
    kept = other.replace("old port", "new port")
    assert told(one, kept) == []


def test_anyone_is_anybody() -> None:
    one = "“The port of Bergen is open to anyone who pays the toll on time,” Hale said."
    assert {row.gravity for row in loud(one, one.replace("anyone", "anybody"))} <= {"medium"}
    assert {row.gravity for row in loud(one, one.replace("anyone", "nobody"))} == {"high"}


def test_two_names_in_one_difference_are_two_changes() -> None:
    one = "The yard sold the Volvo in Bergen to a man whom nobody in the harbour office knew."
    other = "The yard sold the Toyota in Tarrin to a man whom nobody in the harbour office knew."
    assert told(one, other) == [("name", "Volvo", "Toyota"), ("name", "Bergen", "Tarrin")]


def test_the_one_weekday_of_a_reworded_sentence_is_compared() -> None:
    one = "On Monday a tanker sank in the port of Bergen with nine sailors on board, the office said."
    other = "The office said a tanker with nine sailors sank in the port of Bergen on Friday."
    assert [(row.kind, row.gravity) for row in loud(one, other)] == [("date", "medium")]
