"""Cutting into sentences: drawn splits, offsets, and time on hostile text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.glossary import Report
from retold.sentences import sentences
from retold.settings import SETTINGS

DRAWN = """
The council met.| It voted twice.
Mr. Alder met Mrs. Birch.| They spoke.
Dr. Elm, Lt. Col. Fir and Sen. Gorse sat down.| Gov. Hazel left.
The U.S. Army moved north.| It halted.
He lives in the U.S.| The mayor does not.
The U.S.-led force left.| Nobody came.
It opens at 5 p.m. Tuesday in the hall.| Bring a coat.
It opened at 5 p.m.| The mayor spoke.
It closes at 9 a.m. GMT on Friday.| Hurry.
The bus was No. 5 on the list.| It was late.
He said no.| She said yes.
Oakley vs. Thornton was called off.| Rain fell.
Brackwater Inc. Chief Executive Ann Moss quit.| Shares fell.
She works for Brackwater Inc.| The firm is old.
He joined Mossy & Co. in May.| He left in June.
Larch Ltd. and Rowan Corp. merged.| The price was low.
It rained on Jan. 5 and on Sept. 12.| Then it stopped.
Prices rose by 4 per cent.| Wages did not.
Some towns, e.g. Brackwater, and some rivers, i.e. the Moss, flooded.| Others did not.
Compare the report, cf. page 4.| It is short.
J. K. Larch wrote it.| George W. Rowan read it.
By J. Larch and R. B. Thorn in Brackwater.| More follows.
"It is over."| She left.
“It is over.”| She left.
She said: “It is over.”| He nodded.
(He was late.)| She was not.
"Are you ready?" he asked.| Nobody spoke.
"Are you ready?" Larch asked.| Nobody spoke.
"Stop!" Mary Larch said.| He stopped.
"Are you ready?"| The hall was silent.
‘It is late.’| She went home.
'It is late.'| She went home.
Well ... it is late.| She slept.
It was late…| She slept.
It was late. . . .| She slept.
It was ... late.| So it was.
Then ... I left.| She stayed.
He works at Yahoo! in Paris.| She does not.
It cost 3.5 million.| It fell by .5 points.
Read retold.io or write to a.larch@example.org today.| Thanks.
See https://example.org/a.B/c?d=E.F for more.| Thanks.
He learned Node.js at school.| She did not.
It fell on Wednesday morning.|A large rock hit the road.
It fell in 2019.|The mayor was asleep.
It rose by 4%.|She was glad.
It ended 2-0.|The crowd sang.
He called it "small".|The crowd laughed.
"We will go on."|The minister then left the "old" hall.
She was "glad".|"We knew it," she said.
He said: "We shall see.|"We will not give up."| Then he left.
“We shall see.”|He left.
He left.|“We shall see,” she said.
It was late (very late).|He left.
Really?|The mayor was asleep.
The end.[3]| A new start.
The end.[3]|A new start.
这是第一句。|这是第二句！|好吗？
यह पहला है।| यह दूसरा है।
هل هذا صحيح؟| نعم هو كذلك.
هذا صحيح.| وهذا أيضا.
Er kam am 14. September nach Brackwater.| Dann ging er.
Talks protect core interests.| — Tribune
The talks ended.| – Larch Agency
a quiet day.| nobody came.| all slept.
The firm sells phones.| iPhone sales fell.
He is Robert E. Larch Jr. of Brackwater.| He is old.
The Rev. Ash and the Hon. Oak met.| Prof. Fern did not.
They met on Main St.| The mayor was there.
They met in St. Larch on Sunday.| It rained.
She has a Ph.D. in moss.| He has none.
She has a Ph.D.| He has none.
Washington, D.C. is far.| So is Rome.
1. The first point is short.| 2. The second is not.
It is over!!| Go home?!| No.
Was it a plan?| It was.
Police found cash, drugs, etc.| Nobody was held.
She came first.| • He came last.
He said: "It rained. | It poured. | Then it stopped."| She agreed.
He said "I left. "| She stayed.
Rain fell in Oakley, Calif.| Police closed the road.
The ship, HMS Larch, sank in Feb. 1901.| It was found in Aug. 2001.
He ran 100 m. in 11 sec. flat.| She ran faster.
"""

LINES = [
    "The river rose overnight, and the mayor, Mr.\nLarch, asked people to leave the\ntown at once.|"
    " He stayed behind with the last\nbus and a dog.",
    "River rises overnight\n\n|The river rose overnight.| The mayor left.",
    "River rises overnight\n|The river rose overnight and the mayor of Brackwater left with the last bus.|"
    " Nobody stayed.",
    "What we know:\n|• the river rose\n|• the bus left\n|• the dog stayed",
    "- the river rose\n|- the bus left",
    "First paragraph without a stop\r\n\r\n|Second paragraph.| Third sentence.",
    "He told \nthe paper\nthat it was over and that nobody would come back "
    "to the old house by the river this year or the next, whatever the council decided at its meeting.|"
    " She agreed.",
]  # fmt: skip


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(Report("r", "r", text))]


def drawn() -> list[str]:
    return DRAWN.strip().splitlines()


@pytest.mark.parametrize("drawing", drawn() + LINES)
def test_drawn_splits(drawing: str) -> None:
    text = drawing.replace(" | ", " ").replace("|", "")
    assert cut(text) == [part.strip() for part in drawing.split("|")]


def test_there_are_enough_hard_cases() -> None:
    assert len(drawn()) + len(LINES) >= 60


def check(text: str) -> None:
    found = sentences(Report("r", "r", text))
    at = 0
    for place, sentence in enumerate(found):
        assert sentence.place == place
        assert text[sentence.start : sentence.stop] == sentence.text == sentence.text.strip() != ""
        assert sentence.start >= at
        assert not text[at : sentence.start].strip()
        at = sentence.stop
        assert len(sentence.text) <= SETTINGS.furniture.longest_sentence
    assert not text[at:].strip()


@given(st.text(alphabet="aAbZ .!?\"'“”’‘()[]\n\t•—-1…。\u2028\x85", max_size=80))
def test_sentences_cover_the_text_exactly(text: str) -> None:
    check(text)


@given(st.text(max_size=60))
def test_any_text_is_cut_without_complaint(text: str) -> None:
    check(text)


def test_nothing_comes_of_nothing() -> None:
    assert cut("") == cut(" \n\t ") == []


@pytest.mark.parametrize("piece", ["a", ".", "A. ", '" ', "a\n", '. " ', "a.A", "a.'A", "Mr. ", "(.", "[1]", ' "a."B'])
def test_a_million_characters_take_seconds(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    before = time.process_time()
    found = sentences(Report("r", "r", text))
    assert time.process_time() - before < 4
    assert sum(len(sentence.text.split()) for sentence in found) >= 1
