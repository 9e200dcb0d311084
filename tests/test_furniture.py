"""Marking what stands on a page and is not the story."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold import furniture as furniture_room
from retold.furniture import furniture
from retold.glossary import ROLES, Furniture, Report
from retold.sentences import sentences

STORY = (
    "The council of Brackwater voted on Tuesday to close the old ferry. "
    "Mayor Ann Larch said the boat was no longer safe.",
    "Her deputy, Tom Rowan, called the vote a mistake and promised an appeal. "
    "Some 400 people cross the Moss each week.",
)


def marked(text: str, headline: str | None = None) -> list[Furniture]:
    report = Report("r", "r", text, headline=headline)
    return furniture(report, sentences(report))


def found(text: str, headline: str | None = None) -> list[tuple[str, str]]:
    return [(row.role, text[row.start : row.stop]) for row in marked(text, headline)]


LINES = [
    ("advertisement", "Advertisement"),
    ("advertisement", "Story continues below advertisement"),
    ("navigation", "Share on Facebook Share on Twitter"),
    ("navigation", "Facebook Twitter Email Print"),
    ("navigation", "Skip to main content"),
    ("navigation", "Follow us on Twitter for more from the valley"),
    ("related links", "Read more: Ferry towns brace for winter"),
    ("related links", "More on this story"),
    ("related links", "See more news from Brackwater"),
    ("sign-up", "Sign up for our free weekly newsletter"),
    ("sign-up", "Get the day's headlines from Brackwater delivered to your inbox every morning."),
    ("sign-up", "Subscribe to our newsletter and never miss the top stories."),
    ("notice", "Copyright 2031 The Brackwater Tribune. All rights reserved."),
    ("notice", "This material may not be published, broadcast, rewritten or redistributed."),
    ("notice", "By signing up you agree to our terms of service and privacy policy."),
    ("caption", "Image caption The ferry has crossed the Moss since 1901"),
    ("caption", "Photo: Ida Thorn"),
    ("caption", "The ferry at its berth in Brackwater. (Ida Thorn/Reuters)"),
    ("advertisement", "Already a subscriber? Log in to continue reading."),
    ("tag line", "Ida Thorn is a reporter for the Tribune covering rivers."),
    ("sign-up", "Join the Valley Live WhatsApp channel to get top stories first."),
    ("sign-up", "Text FERRY to 80123 to hear from us first."),
    ("sign-up", "For breaking news alerts from the Moss, download our app here."),
    ("sign-up", "Thank you for subscribing! We have more newsletters. Show me. See our Privacy Notice"),
    ("notice", "UPDATED 3 May, 9.10am: this article has been amended to give the name of the boat."),
    ("notice", "(Corrects number of passengers in third paragraph)"),
    ("notice", "Editor's note: this story has been corrected."),
    ("notice", "Notes for editors: pictures are to be had from the press office."),
    ("navigation", "Published 10:02, updated 11:30"),
    ("navigation", "Do you use the ferry? Tell us in the comments below."),
    ("navigation", "Got a story? Email desk@example.org"),
    ("caption", "Main picture: the ferry at its berth. Right: its crew."),
    ("caption", "PHOTO: The ferry in fog, with Ann Larch on board. Credit: I. Thorn"),
]


@pytest.mark.parametrize(("role", "line"), LINES)
def test_a_line_between_two_paragraphs_is_found_and_nothing_else(role: str, line: str) -> None:
    text = f"{STORY[0]}\n\n{line}\n\n{STORY[1]}"
    rows = found(text)
    assert rows
    assert {got for got, _ in rows} <= {role, "notice"}
    assert rows[0][0] == role
    assert all(part in line for _, part in rows)
    assert sum(len(part) for _, part in rows) >= 0.5 * len(line)


FUSED = [
    ("caption", "Media playback is not supported on this device"),
    ("caption", "(Photo: Ida Thorn)"),
    ("navigation", "Click to share on Facebook (Opens in new window)"),
    ("sign-up", "Tess Elm brings you the biggest stories and why they matter, free every weekday evening."),
    (
        "notice",
        "Privacy Notice: Newsletters can include details of charities and online adverts paid for by other firms.",
    ),
    ("notice", "We use reCaptcha to guard our site and the Privacy Policy and Terms of Service apply."),
]


@pytest.mark.parametrize(("role", "piece"), FUSED)
def test_furniture_fused_into_plain_text_is_found_alone(role: str, piece: str) -> None:
    assert found(f"{STORY[0]} {piece} {STORY[1]}") == [(role, piece)]


def test_two_kinds_in_one_sentence_are_told_apart() -> None:
    signup = "Tess Elm brings you the top stories and why they matter, free every weekday"
    notice = "Privacy Notice: Newsletters may contain adverts sponsored by outside parties. See our Privacy Policy."
    assert found(f"{STORY[0]} {signup} {notice} {STORY[1]}") == [("sign-up", signup), ("notice", notice)]


def test_story_fused_behind_a_sign_up_without_a_stop_is_left_alone() -> None:
    signup = "Join Tess Elm each Friday for a guide to the week's news, sent straight to you"
    assert found(f"{STORY[0]} {signup} {STORY[1]}") == [("sign-up", signup)]


CLEAN = [
    "The firm changed its privacy policy on Monday after a complaint, its lawyer said.",
    "The photo shows a ferry in the fog, and the mayor keeps it on her desk.",
    "Readers can sign up for swimming lessons at the town hall until Friday.",
    "She said the newsletter had been her father's idea.",
    "“You can read more in my book,” he told the crowd.",
    "The advertisement cost the party 4,000 crowns.",
    "Copyright law does not cover the design of a ferry, the court ruled.",
    "Subscribers to the phone company lost their connection for three days.",
    "He shared the picture on Facebook and Twitter, where it was seen by thousands.",
    "The terms of the deal may not be published before the vote, the minister said.",
    "Ida Thorn, a reporter, was born in Brackwater.",
    "Close to 400 people were on board.",
    "It is free for children every Sunday.",
    "The morning news brought the top story of the year.",
    "The email asked the council for its bank details.",
    "An earlier version of this story said that the ferry had been sold; it has not.",
    "“Do you use the ferry?” the mayor asked.",
    "The paper corrected its story on Friday and thanked its readers for their patience.",
    "Tell us the truth, the crowd shouted below the windows of the town hall.",
    "Residents can join the ferry users' WhatsApp group at the landing, he said.",
]


@pytest.mark.parametrize("sentence", CLEAN)
def test_story_that_speaks_of_such_things_is_left_alone(sentence: str) -> None:
    assert found(f"{STORY[0]} {sentence} {STORY[1]}") == []
    assert found(f"{STORY[0]}\n\n{sentence}\n\n{STORY[1]}") == []


def test_a_headline_is_found_at_the_head() -> None:
    text = f"Brackwater votes to close its ferry\n\n{STORY[0]}\n\n{STORY[1]}"
    assert found(text) == [("headline", "Brackwater votes to close its ferry")]
    deck = f"A boat that had crossed the river for a hundred years is to be sold for scrap\n\n{STORY[0]}\n\n{STORY[1]}"
    assert found(deck, headline="Ferry is closed") == []
    closed = f"Ferry is closed. {STORY[0]} {STORY[1]}"
    assert found(closed) == []
    assert found(closed, headline="Ferry is closed") == [("headline", "Ferry is closed.")]


def test_a_headline_may_cry_out_before_it_tells() -> None:
    assert found(f"Gone at last! Town sells its only ferry\n\n{STORY[0]}\n\n{STORY[1]}") == [
        ("headline", "Gone at last! Town sells its only ferry")
    ]


def test_words_of_the_story_set_apart_are_found_and_speech_is_not() -> None:
    apart = "“No longer safe at all”"
    story = f"{STORY[0]}\n\nThe boat, she said, was “no longer safe at all”.\n\n"
    assert found(f"{story}{apart}\n\n{STORY[1]}") == [("headline", apart)]
    assert found(f"{story}“It will be missed”\n\n{STORY[1]}") == []
    assert found(f"{story}“No longer safe at all.”\n\n{STORY[1]}") == []


def test_titles_under_a_heading_of_related_links_belong_to_it() -> None:
    links = "Related stories\nA ferry is sold\nA bridge is planned"
    text = f"{STORY[0]}\n\n{links}\n\n{STORY[1]}"
    assert found(text) == [("related links", links)]


def test_rows_are_sound_and_say_why() -> None:
    text = "\n\n".join([STORY[0], *(line for _, line in LINES), STORY[1]])
    rows = marked(text)
    assert len(rows) >= 8
    for row in rows:
        assert row.role in ROLES
        assert 0 < row.confidence <= 1
        assert row.why
        assert row.report == "r"
    assert rows == marked(text)


@given(st.text(alphabet="aS .©\n():/“", max_size=60), st.sampled_from([line for _, line in LINES + FUSED]))
def test_rows_are_in_order_and_do_not_overlap(noise: str, line: str) -> None:
    text = f"{noise}\n{line} {noise}{line}"
    at = 0
    for row in marked(text):
        assert at <= row.start < row.stop <= len(text)
        assert text[row.start : row.stop] == text[row.start : row.stop].strip()
        at = row.stop


HOSTILE = [
    "share copy link ",
    "Sign up ",
    "a",
    "(",
    "(Photo: ",
    "image copyright A ",
    "follow @a on ",
    "newsletter",
    "Advertisement\n\n",
    "“I “",
    "more from a ",
    "Get our ",
    "/ AP - ",
    "join our a ",
    "Published 10:02, ",
    "“a b c d”\n\n",
    "Thanks for subscribing! So it is. ",
    "an earlier version of this story: ",
    "do you ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_seconds_at_most(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    report = Report("r", "r", text)
    found = sentences(report)
    before = time.process_time()
    furniture(report, found)
    assert time.process_time() - before < 5


def test_the_two_seeds(data: Path) -> None:
    plain, fused = (path.read_text("utf-8") for path in sorted((data / "seeds").glob("*.txt")))
    assert found(plain) == []
    rows = found(fused)
    assert [role for role, _ in rows] == ["sign-up", "notice"]
    assert [len(part.split()) for _, part in rows] == [19, 40]


PAGES = {
    "a headline below the navigation, and again in the middle": (
        "Home | News | Sport\n\nTown votes to close its only bridge for repairs\n\n"
        "The council voted on Monday.\n\n"
        "Town votes to close its only bridge for repairs\n\nThe work will take a year, the mayor said.",
        ["Home | News | Sport", "Town votes to close its only bridge for repairs"],
        3,
    ),
    "a picture's credit behind the caption": (
        "The council voted on Monday to close the bridge.\n\n"
        "The old bridge, seen from the mill. Photo: Hill Courier\n\n"
        "The work will take a year, the mayor said.",
        ["The old bridge, seen from the mill. Photo: Hill Courier"],
        1,
    ),
    "a sign-up in other words": (
        "The council voted on Monday. Ana Brill and Tom Oke lead you through the stories that count and why they do, "
        "without charge, each working morning. The work will take a year, the mayor said.",
        [
            "Ana Brill and Tom Oke lead you through the stories that count and why they do, without charge, "
            "each working morning."
        ],
        1,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_furniture_of_whole_pages(name: str) -> None:
    text, wanted, count = PAGES[name]
    report = Report("k", "page.txt", text)
    found = furniture(report, sentences(report))
    assert [text[row.start : row.stop] in wanted for row in found] == [True] * count


@given(st.lists(st.sampled_from([*(line for _, line in LINES), *STORY, "Our weekly letter is free.", "(Getty)"])))
def test_weighing_only_what_may_reach_the_threshold_changes_nothing(said: list[str]) -> None:
    text = "\n".join(said)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(furniture_room, "_reaches", lambda _: True)
        weighed_in_full = marked(text)
    assert marked(text) == weighed_in_full
