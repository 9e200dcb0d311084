"""Quotations and who says them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.glossary import Report
from retold.mentions import mentions
from retold.sentences import sentences

from .reading import found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The harbour will open in May,” said Ada Brook, the port’s director.", "Ada Brook"),
        ("“The harbour will open in May,” Ada Brook said on Monday.", "Ada Brook"),
        ("“The harbour will open in May”, Ada Brook, the port’s director, told reporters.", "Ada Brook"),
        ("Ada Brook said: “The harbour will open in May.”", "Ada Brook"),
        ("According to Ada Brook, “the harbour will open in May”.", "Ada Brook"),
        ("“The harbour will open in May,” according to Ada Brook.", "Ada Brook"),
        ("Prof Ada Brook, an engineer in Bergen, Norway, said the port was “ready for the ships of May”.", "Ada Brook"),
        ('"The harbour will open in May," the port authority said.', "the port authority"),
        ("'The harbour will open in May,' said Ada Brook.", "Ada Brook"),
        ("«The harbour will open in May», said Ada Brook.", "Ada Brook"),
        ("``The harbour will open in May,'' said Ada Brook.", "Ada Brook"),
        ("''The harbour will open in May,'' Ada Brook said.", "Ada Brook"),
    ],
)
def test_the_speaker_stands_where_news_puts_it(text: str, speaker: str) -> None:
    quotes = found(text, "quotation")
    assert [quote.speaker for quote in quotes] == [speaker]
    assert quotes[0].text == text[quotes[0].start : quotes[0].stop]


def test_a_quotation_is_the_words_inside_the_marks() -> None:
    quote = found("It was “a quiet, slow rivalry”, he said.", "quotation")[0]
    assert quote.text == "a quiet, slow rivalry"
    assert quote.value == "a quiet slow rivalry"


def test_a_pronoun_keeps_its_place_with_the_person_it_means() -> None:
    text = "“We are ready,” said Ada Brook. The port is large. “We have waited for years,” she said."
    assert [quote.speaker for quote in found(text, "quotation")] == ["Ada Brook", "she (Ada Brook)"]


def test_a_pronoun_that_means_nobody_named_stands_alone() -> None:
    assert [quote.speaker for quote in found("“We have waited for years,” she said.", "quotation")] == ["she"]


def test_speech_goes_on_after_its_cue() -> None:
    text = "“We are ready,” Ada Brook said. “The ships may come. We have waited for years.”"
    assert [quote.speaker for quote in found(text, "quotation")] == ["Ada Brook", "Ada Brook"]


def test_speech_over_two_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "Ada Brook said: “We are ready for the ships.\n\n“They will come in May.”\n\nNobody else spoke."
    assert [quote.text for quote in found(text, "quotation")] == [
        "We are ready for the ships.",
        "They will come in May.",
    ]


def test_lost_paragraph_breaks_do_not_turn_speech_inside_out() -> None:
    text = 'Brook said: "We are ready for the ships."They will come in May."Nobody else spoke, Ada Brook said.'
    assert "Nobody else spoke" not in " ".join(quote.text for quote in found(text, "quotation"))


def test_a_stray_mark_does_not_swallow_the_report() -> None:
    text = 'The pipe was 5" wide.\n\n“Unclosed and forgotten.\n\nThe port is open. “We are ready,” said Ada Brook.'
    quotes = found(text, "quotation")
    assert [quote.text for quote in quotes] == ["We are ready,"]


def test_apostrophes_are_no_quotation_marks() -> None:
    text = "The boys' game and the girls' match were the '90s at their best, 'twas said, and it's Ada's."
    assert found(text, "quotation") == []


@given(st.text(alphabet="a “”\"'’‘«».,\nB``!said", max_size=80))
def test_any_marks_give_exact_offsets_in_order(text: str) -> None:
    quotes = found(text, "quotation")
    assert all(text[quote.start : quote.stop] == quote.text for quote in quotes)
    assert all(one.stop <= other.start for one, other in pairwise(quotes))


@pytest.mark.parametrize(
    "text", ["", " \n ", '"' * 20_000, "'a" * 20_000, "“" * 20_000, "x" * 200_000, 'He said "' * 4_000, "1 " * 20_000]
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    report = Report("r", "r", text)
    rows = mentions(report, sentences(report))
    assert rows == sorted(rows, key=lambda row: (row.start, row.kind, row.stop))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Brook left early, saying: “The port is too old.”", "Ada Brook"),
        ("Ada Brook told the Harbour Post, “The port is too old for us.”", "Ada Brook"),
        ("Ada Brook said she thinks the port is “too old for the ships”.", "Ada Brook"),
        ("Ada Brook said:\n\n“The port is too old for the ships of today.”", "Ada Brook"),
        ("As Ada Brook put it, “the port is too old for the ships”.", "Ada Brook"),
    ],
)
def test_the_speaker_is_the_subject_of_the_outer_cue(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in found(text, "quotation")] == [speaker]


def test_a_mark_before_somebody_who_speaks_closes_where_breaks_were_lost() -> None:
    text = 'He said: "It is late."Dr Hale said the port was shut."We will wait."Hale waited on the quay.'
    assert [mention.text for mention in found(text, "quotation")] == ["It is late.", "We will wait."]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“It is late,” Hale said on the “Late Show With Ann Vaage” last month.", ["Hale", None]),
        ("“It is late,” Hale told Oslo TV’s “Good Morning.”", ["Hale", None]),
        ("Hale added, “No Pilot May Sail.”", ["Hale"]),
        ("Tarrin (AP) - Rolf Hale has opened the port, saying that “it is late” in the year.", ["Hale"]),
    ],
)
def test_a_work_s_title_is_nobody_s_speech(text: str, speakers: list[str | None]) -> None:
    said = [mention.speaker for mention in found(text, "quotation")]
    assert len(said) == len(speakers)
    assert all((one is None) == (other is None) for one, other in zip(said, speakers, strict=True))
    assert all(other in one for one, other in zip(said, speakers, strict=True) if one and other)
