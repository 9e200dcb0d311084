"""Odd and long texts get a quick answer, by the plain way and by the compiled one; costs are beside those of prose."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from retold import collation, plan
from retold.glossary import Collation, Report, Witness
from retold.identity import report_key
from retold.settings import SETTINGS

PROSE = " ".join(
    f"The council of Brackwater met on day {day} and voted to close ferry number {day * 7 % 31}; nobody objected."
    for day in range(400)
)

ODD = {
    "nothing": ("", PROSE),
    "nothing at all": ("", ""),
    "one sentence": ("A crane fell.", "A crane fell on Tuesday."),
    "two languages": (PROSE, "Совет города закрыл паром номер семь; никто не возражал. " * 500),
    "no space": ("a" * 1_000_000, "ab" * 500_000),
    "no space, with digits": ("x1" * 500_000, PROSE),
    "no space, Han": ("港口吊车倒塌" * 20_000, "港口吊车" * 20_000),
    "punctuation in lines": (".,;!? " * 8_000, "-- ... ?! " * 8_000),
    "punctuation": ("." * 500_000, "!" * 500_000),
    "furniture": ("Advertisement\nRead more: a b c\n" * 1_000, "Sign up for our newsletter.\n" * 1_000),
    "equal sentences": ("The crane fell on the quay. " * 10_000, "The crane fell on the quay. " * 9_000),
    "equal sentences, two kinds": ("The crane fell on the quay. " * 10_000, "A crane fell on quay two. " * 10_000),
    "marks": ("\u0301" * 300_000, "\u200b" * 300_000),
    "halves of characters": ("\ud800 " * 50_000, "\udfff " * 50_000),
}


@pytest.fixture(params=["plain", "compiled"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test by both ways; what is compiled is compiled before."""
    least = 0 if request.param == "compiled" else 10**9
    monkeypatch.setattr(collation, "SETTINGS", replace(SETTINGS, collation=replace(SETTINGS.collation, compiled=least)))
    laid("A crane fell on the quay. Nobody died.", "A crane fell. Nobody died, they said.")


def laid(one: str, other: str) -> tuple[Collation, float]:
    """Two texts side by side, and the processor's seconds that this took."""
    reports = [Report(report_key(name, text), name, text) for name, text in (("one", one), ("other", other))]
    began = time.process_time()
    made = plan.collation(plan.outline(reports[0]), plan.outline(reports[1]))
    return made, time.process_time() - began


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_costs_no_more_than_prose_of_its_length_many_times_over(name: str) -> None:
    prose = max(0.02, laid(PROSE, PROSE[::2] + PROSE)[1])
    one, other = ODD[name]
    made, spent = laid(one, other)
    assert spent < 10 * prose * max(1.0, (len(one) + len(other)) / len(PROSE))
    assert body(made.one) <= {row.one_place for row in made.links}
    assert body(made.other) <= {row.other_place for row in made.links}


def body(witness: Witness) -> set[int]:
    """The sentences that no furniture and no credit touches."""
    aside = [(row.start, row.stop) for row in witness.furniture] + [(row.start, row.stop) for row in witness.credits]
    rows = witness.sentences
    return {row.place for row in rows if not any(start < row.stop and row.start < stop for start, stop in aside)}


@pytest.mark.usefixtures("way")
def test_a_text_beside_itself_is_all_kept_and_one_passage() -> None:
    made, _ = laid(PROSE, PROSE)
    assert {row.fate for row in made.links} == {"kept"}
    assert [(row.one_start, row.one_stop) for row in made.passages] == [(0, len(PROSE) - 1)]


@pytest.mark.usefixtures("way")
def test_equal_sentences_are_kept_in_order() -> None:
    made, _ = laid("The crane fell on the quay. " * 2_000, "The crane fell on the quay. " * 1_500)
    assert [(row.one_place, row.other_place) for row in made.links if row.fate == "kept"] == [
        (place, place) for place in range(1_500)
    ]


@pytest.mark.usefixtures("way")
def test_doubling_both_texts_costs_little_more_than_double() -> None:
    def seconds(copies: int) -> float:
        text = "\n\n".join(PROSE.replace("day", f"day{copy}x") for copy in range(copies))
        return min(laid(text, text.replace("voted", "chose"))[1] for _ in range(3))

    assert seconds(2) < 3.2 * seconds(1) + 0.1


def test_a_book_beside_a_report_is_laid_in_a_few_times_what_reading_it_takes() -> None:
    book = "\n\n".join(PROSE.replace("Brackwater", f"Brackwater{part}") for part in range(27))
    report = PROSE[:5_000].replace("voted", "chose")
    laid(book[:300_000], report)
    began = time.process_time()
    plan.outline(Report(report_key("book", book), "book", book))
    reading = time.process_time() - began
    assert laid(book, report)[1] < 10 * reading + 0.5
