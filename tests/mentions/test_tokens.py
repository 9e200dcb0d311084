"""A sentence as tokens: what is told of it, and that it is read once wherever it stands."""

from __future__ import annotations

from retold.glossary import Mention, Report
from retold.mentions import mentions
from retold.mentions.tokens import NUMBER, lined
from retold.sentences import sentences

SENTENCE = "Ann Hale of Bergen Council may sell 300 ships on Friday, she said."


def _told(text: str) -> list[Mention]:
    report = Report("k", "k", text)
    return mentions(report, sentences(report))


def test_a_line_tells_its_words_by_what_they_are() -> None:
    line = lined(SENTENCE, lambda word: NUMBER * word.isdigit())
    assert [line.tokens[at].text for at in line.capitals] == ["Ann", "Hale", "Bergen", "Council", "Friday"]
    assert [line.tokens[at].text for at, signs in line.signed if signs & NUMBER] == ["300"]
    assert line.signs == NUMBER
    assert "ships" in line.lower
    assert "hale" in line.inner
    assert "ann" not in line.inner
    assert [SENTENCE[at : at + len(token.text)] for token, at in zip(line.tokens, line.starts, strict=True)] == [
        token.text for token in line.tokens
    ]


def test_a_sentence_that_comes_again_has_the_same_mentions_where_it_stands() -> None:
    first = _told(SENTENCE)
    twice = _told(f"It rained. {SENTENCE}")
    shift = len("It rained. ")
    assert [(row.kind, row.start + shift, row.text) for row in first] == [(m.kind, m.start, m.text) for m in twice]
    assert {row.kind for row in first} >= {"name", "institution", "hedge", "number", "date", "attribution"}
