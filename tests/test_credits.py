"""Bylines, datelines, credit lines and dates."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.credits import credits
from retold.glossary import CREDITS, Credit, Report
from retold.sentences import sentences

STORY = (
    "The council of Brackwater voted on Tuesday to close the old ferry. "
    "Mayor Ann Larch told Reuters the boat was no longer safe.",
    "Her deputy, Tom Rowan, called the vote a mistake on 3 May 2031. "
    "The Guardian first wrote of it. Some 400 people cross the Moss each week.",
)


def rows(text: str) -> list[Credit]:
    report = Report("r", "r", text)
    return credits(report, sentences(report))


def found(text: str) -> list[tuple[str, str, str]]:
    return [(row.kind, row.text, row.value) for row in rows(text)]


HEADS = [
    ("date 2031-05-03 ", [("date", "date 2031-05-03", "2031-05-03")]),
    ("2031-05-03T10:32:00Z\n", [("date", "2031-05-03T10:32:00Z", "2031-05-03")]),
    ("Published 14 Sept 2031 10:32\n\n", [("date", "Published 14 Sept 2031 10:32", "2031-09-14")]),
    ("September 14, 2031\n\n", [("date", "September 14, 2031", "2031-09-14")]),
    ("Updated: Monday, 3 May 2031\n\n", [("date", "Updated: Monday, 3 May 2031", "2031-05-03")]),
    ("BRACKWATER, Wessex (AP) — ", [
        ("dateline", "BRACKWATER, Wessex", "Brackwater, Wessex"), ("credit line", "(AP) —", "Associated Press")]),
    ("LONDON (Reuters) - ", [("dateline", "LONDON", "London"), ("credit line", "(Reuters) -", "Reuters")]),
    ("Oakley (AFP) - ", [("dateline", "Oakley", "Oakley"), ("credit line", "(AFP) -", "Agence France-Presse")]),
    ("BRACKWATER — ", [("dateline", "BRACKWATER —", "Brackwater")]),
    ("OAKLEY/BRACKWATER, May 3 (Xinhua) -- ", [
        ("dateline", "OAKLEY/BRACKWATER, May 3", "Oakley/Brackwater"), ("credit line", "(Xinhua) --", "Xinhua")]),
    ("BRACKWATER, 3 May. ", [("dateline", "BRACKWATER, 3 May.", "Brackwater")]),
    ("PORT OAKLEY, Wessex, May 3. ", [("dateline", "PORT OAKLEY, Wessex, May 3.", "Port Oakley, Wessex")]),
    ("Moss Press Service\n\n", [("credit line", "Moss Press Service", "Moss Press Service")]),
    ("Copyright Coastal Sports Agency\n\n", [
        ("credit line", "Copyright Coastal Sports Agency", "Coastal Sports Agency")]),
    ("(Reuters) - ", [("credit line", "(Reuters) -", "Reuters")]),
    ("May 3 (Reuters) - ", [("credit line", "May 3 (Reuters) -", "Reuters")]),
    ("BREAKING — ", []),
    ("By Ida Thorn\n\n", [("byline", "By Ida Thorn", "Ida Thorn")]),
    ("By IDA THORN and TOM ELM\n\n", [("byline", "By IDA THORN and TOM ELM", "Ida Thorn, Tom Elm")]),
    ("Ida Thorn, Staff Writer\n\n", [("byline", "Ida Thorn, Staff Writer", "Ida Thorn")]),
    ("Ida Thorn in Oakley\n\n", [("byline", "Ida Thorn in Oakley", "Ida Thorn")]),
    ("By Ida Thorn, Associated Press\n\n", [
        ("byline", "By Ida Thorn", "Ida Thorn"), ("credit line", "Associated Press", "Associated Press")]),
    ("By Ida Thorn, Moss News Service\n\n", [
        ("byline", "By Ida Thorn", "Ida Thorn"), ("credit line", "Moss News Service", "Moss News Service")]),
    ("Ida Thorn\nRivers correspondent\n\n", [("byline", "Ida Thorn", "Ida Thorn")]),
    ("Ida Thorn\n\n", []),
    ("WORDS: IDA THORN\n\n", [("byline", "WORDS: IDA THORN", "Ida Thorn")]),
    ("By Ida Thorn. Translated from the Dutch by Tom Elm\n\n", [
        ("byline", "By Ida Thorn", "Ida Thorn"), ("byline", "Translated from the Dutch by Tom Elm", "Tom Elm")]),
    ("By Ida Thorn. ", []),
    ("OAKLEY, Monday (AFP) - ", [
        ("dateline", "OAKLEY, Monday", "Oakley"), ("credit line", "(AFP) -", "Agence France-Presse")]),
    ("OAKLEY, 3 May (Moss Wire) - ", [
        ("dateline", "OAKLEY, 3 May", "Oakley"), ("credit line", "(Moss Wire) -", "Moss Wire")]),
    ("By The Associated Press\n\n", [("credit line", "By The Associated Press", "Associated Press")]),
    ("Xinhua | Updated: 2031-05-03 21:45\n\n", [
        ("credit line", "Xinhua", "Xinhua"), ("date", "Updated: 2031-05-03 21:45", "2031-05-03")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("head", "wanted"), HEADS)
def test_credits_at_the_head(head: str, wanted: list[tuple[str, str, str]]) -> None:
    assert found(head + STORY[0] + "\n\n" + STORY[1]) == wanted


TAILS = [
    (" — Guardian", ("— Guardian", "Guardian")),
    ("\n\n- Reuters.", ("- Reuters.", "Reuters")),
    (" – Moss Valley Echo", ("– Moss Valley Echo", "Moss Valley Echo")),
    (" (AP)", ("(AP)", "Associated Press")),
    (" PA", ("PA", "PA Media")),
    ("\n\nSource: AFP", ("Source: AFP", "Agence France-Presse")),
    ("\n\nCopyright 2031 The Associated Press", ("Copyright 2031 The Associated Press", "Associated Press")),
    ("\n\nThis article was originally published by The Conversation.",
     ("This article was originally published by The Conversation", "Conversation")),
    ("\n\nFirst published in The Observer", ("First published in The Observer", "Observer")),
    ("\n\nThe Associated Press contributed to this report.",
     ("The Associated Press contributed to this report.", "Associated Press")),
    ("\n\n(Reporting by Ida Thorn; editing by Tom Elm)", ("(Reporting by Ida Thorn; editing by Tom Elm)", "Ida Thorn")),
]  # fmt: skip


@pytest.mark.parametrize(("tail", "wanted"), TAILS)
def test_credits_at_the_tail(tail: str, wanted: tuple[str, str]) -> None:
    assert found(STORY[0] + "\n\n" + STORY[1] + tail) == [("credit line", *wanted)]


PROSE = [
    "She told Reuters that the ferry was old.",
    "Reuters reported the sale on 3 May 2031.",
    "The Associated Press, which first reported the vote, did not name the buyer.",
    "On September 14, 2031, the boat sank.",
    "September 14, 2031 was a dark day.",
    "“It is over,” the mayor told the BBC.",
    "By Monday morning Ida Thorn had left Oakley.",
    "Tom Rowan contributed 400 crowns to the fund.",
    "The report by Ida Thorn was read in court.",
    "The party - The Greens - lost.",
]


@pytest.mark.parametrize("sentence", PROSE)
def test_a_mention_in_the_prose_is_no_credit(sentence: str) -> None:
    assert found(sentence + " " + STORY[0]) == []
    assert found(STORY[0] + "\n\n" + sentence) == []


def test_impossible_dates_are_none() -> None:
    assert found("Published 2031-13-45\n\n" + STORY[0]) == []


def test_rows_say_why() -> None:
    for row in rows("BRACKWATER, Wessex (AP) — " + STORY[0] + " — Guardian"):
        assert row.kind in CREDITS
        assert 0 < row.confidence <= 1
        assert row.why


@given(
    st.sampled_from([head for head, _ in HEADS]),
    st.text(alphabet="aB. \n(—-/20", max_size=40),
    st.sampled_from([tail for tail, _ in TAILS]),
)
def test_offsets_are_exact_and_in_order(head: str, noise: str, tail: str) -> None:
    text = head + noise + tail
    at = 0
    for row in rows(text):
        assert text[row.start : row.stop] == row.text
        assert row.start >= at
        assert row.value
        at = row.stop


@pytest.mark.parametrize(
    "piece", ["A B ", "By A.", "A-", "(AP) ", "1 May 2031 ", "copyright ", "©", "AA, ", "a", "By Aa and "]
)
def test_hostile_text_takes_seconds_at_most(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    report = Report("r", "r", text)
    cut = sentences(report)
    before = time.process_time()
    credits(report, cut)
    assert time.process_time() - before < 5


def test_the_two_seeds(data: Path) -> None:
    plain, fused = (path.read_text("utf-8") for path in sorted((data / "seeds").glob("*.txt")))
    assert [(row.kind, row.value) for row in rows(plain)] == [("date", "2022-09-14"), ("credit line", "Guardian")]
    assert rows(fused) == []


def test_the_owner_of_a_page_is_no_credit_and_an_agency_is() -> None:
    body = "The council voted on Monday.\n\nThe work will take a year.\n\n"
    own = Report("k", "a", body + "© 2024 Hill Courier Limited. All rights reserved.")
    agency = Report("k", "a", body + "© 2024 The Associated Press. All rights reserved.")
    assert credits(own, sentences(own)) == []
    assert [row.value for row in credits(agency, sentences(agency))] == ["Associated Press"]


def test_a_name_that_says_it_is_an_agency() -> None:
    report = Report(
        "k", "a", "Bridge to close\n\nWith Hillfoot News Agency\n\nThe council voted on Monday. It was close."
    )
    assert [(row.kind, row.value) for row in credits(report, sentences(report))] == [
        ("credit line", "Hillfoot News Agency")
    ]
