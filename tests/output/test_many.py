"""A family of many: what is said of several tellings is said once, and what is counted is counted whole."""

from __future__ import annotations

from retold import plan
from retold.glossary import Descent, Family, Kinship, Report, Telling, Witness
from retold.identity import report_key
from retold.output import terminal
from retold.output.pages import choice, family, rendering, verdicts
from retold.output.pages.rendering import Place

WHY = "which was first cannot be told"


def telling(id: str, credit: str = "") -> Witness:
    text = f"{credit}The ferry to {id} was cancelled on Monday because of ice, and nobody knows when it will sail."
    return plan.witness(Report(report_key(id, text), id, text))


def held(count: int) -> Family:
    """A family of tellings of which nothing is known, and of which no pair is one report by itself."""
    sides = [telling(f"outlet-{number:02}") for number in range(count)]
    keys = [side.report.report for side in sides]
    descents = tuple(Descent("f", None, key, False, "common source, direction unknown", "", 0.5, WHY) for key in keys)
    open_ = tuple(
        Kinship(keys[0], key, "cannot tell", "shared speech", "", 0.1, 0.1, 0.0, 0.4, "little is shared")
        for key in keys[1:]
    )
    tellings = tuple(Telling("f", key, key == keys[0], "", 0.0, 0.9, "") for key in keys)
    return Family("f", tuple(sides), tellings, kinships=open_, descents=descents)


def test_what_is_said_of_many_tellings_is_said_once() -> None:
    said = terminal.family(held(8), terminal.Shown())
    assert said.count("common source, direction unknown") == 2, "in the stemma, and where its reasons stand"
    assert said.count(WHY) == 1
    assert all(f"outlet-{number:02}" in said for number in range(8))


def test_few_tellings_stand_in_lines_of_their_own() -> None:
    found = held(3)
    names = {side.report.report: side.report.id for side in found.witnesses}
    assert [line.split()[0] for line in terminal.tree(found, names)] == ["outlet-00", "outlet-01", "outlet-02"]


def test_credits_that_are_missing_are_counted_to_the_last() -> None:
    found = held(9)
    sides = (telling("outlet-99", "By Ann Ferris, Moss Press Service\n\n"), *found.witnesses)
    letters = {side.report.report: chr(65 + at) for at, side in enumerate(sides)}
    (said,) = verdicts.lead(Family("f", sides, ()), letters)
    assert said.startswith("One of ten")
    assert said.endswith("the other nine have none.")


def test_many_open_pairs_of_a_family_are_folded() -> None:
    found = held(8)
    page = family.page(family.Draft(found), choice.Choice())
    text = rendering.family(page, Place(False), ())
    assert "6 pairs would not be called one report by themselves" in text
