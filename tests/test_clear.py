"""The clear check: what is settled by words alone, and that the compiled loops count as the plain way does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retold import plan
from retold.glossary import COPIES
from retold.kinship import columns, verdicts
from retold.kinship.clear import CAPITAL, COMMON, FIGURE, QUOTED, counts, sheet
from retold.kinship.settled import (
    APART,
    DOUBTFUL,
    INDEPENDENT,
    LIKELY,
    SAME,
    Pair,
    answer,
    fitted,
    inputs,
    passed_over,
    probability,
    score,
    settled,
)

WORDS = [
    "The",
    "harbour",
    "council",
    "voted",
    "of",
    "Ombridge",
    "17",
    "1,200",
    "said",
    "Mara",
    "a",
    "fort",
    "José",
    "9.5",
]
MARKS = [" ", " ", " ", ". ", '"', " “", "” ", "\n", "\n\n", "``", "''", ", ", " «", "» "]


def compiled(pairs: Sequence[tuple[str, str]]) -> tuple[list[list[int]], list[int]]:
    held = columns.sheets([text for pair in pairs for text in pair])
    found = columns.count(held, np.arange(0, 2 * len(pairs), 2), np.arange(1, 2 * len(pairs), 2))
    return found.tolist(), columns.answers(found)[0].tolist()


texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=90).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=4), st.data())
def test_the_compiled_loops_count_as_the_plain_way_does(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    one = pairs[0][0].split(" ")
    start, stop = sorted((data.draw(st.integers(0, len(one))), data.draw(st.integers(0, len(one)))))
    pairs = [*pairs, (pairs[0][0], " ".join(one[start:stop])), (pairs[0][1], " ".join([*one[stop:], *one[:stop]]))]
    plain = [counts(sheet(left), sheet(right)) for left, right in pairs]
    found, answers = compiled(pairs)
    assert found == [list(row) for row in plain]
    assert answers == [answer(row) for row in plain]
    held = columns.sheets([text for pair in pairs for text in pair])
    for (start, stop), text in zip(held.spans.tolist(), (text for pair in pairs for text in pair), strict=True):
        own = sheet(text)
        assert (held.numbers[start:stop].tolist(), held.flags[start:stop].tolist()) == (own.numbers, own.flags)


def test_what_is_known_of_a_word() -> None:
    flags = sheet('In 1999 "the harbour" of Ombridge.\n\n“Mara said').flags
    assert [bool(flag & QUOTED) for flag in flags] == [False, False, True, True, False, False, True, True]
    assert [bool(flag & FIGURE) for flag in flags] == [False, True, *[False] * 6]
    assert [bool(flag & CAPITAL) for flag in flags] == [True, False, False, False, False, True, True, False]
    assert flags[0] & COMMON
    assert not flags[5] & COMMON


def made(count: int, seed: int = 1, share: float = 0.0) -> str:
    """A report of so many made-up words, of which a share is exchanged for others."""
    draw = np.random.default_rng(seed)
    words = [f"w{value}" for value in np.random.default_rng(1).integers(0, 10_000, count)]
    other = [f"v{value}" for value in draw.integers(0, 10_000, count)]
    changed = draw.random(count) < share
    mixed = (theirs if change else mine for mine, theirs, change in zip(words, other, changed, strict=True))
    return ". ".join(" ".join(part) for part in np.array_split(list(mixed), max(1, count // 12)))


def said(one: str, other: str) -> int:
    return answer(counts(sheet(one), sheet(other)))


def test_copies_are_clear() -> None:
    assert said(made(300), made(300)) == SAME
    assert said(made(300), made(300, 2, 0.1)) == SAME
    assert said(made(300)[:900], made(300)) == SAME


def test_other_reports_are_clear() -> None:
    assert said(made(300), made(300, 3, 1.0)) == INDEPENDENT
    assert said(made(300), made(300, 3, 0.85)) in (APART, INDEPENDENT)


def test_what_is_short_is_clear_only_if_nearly_identical() -> None:
    assert said(made(40), made(40)) == SAME
    assert said(made(20), made(20)) != SAME
    assert said(made(50), made(50, 2, 0.15)) != SAME


def test_a_lone_sentence_of_a_longer_report_is_left_to_its_sentences() -> None:
    assert said(made(45), made(400)) == DOUBTFUL, "words do not tell one sentence from a report cut short"
    assert said(made(45), made(120)) == SAME


def test_what_has_a_good_part_by_itself_is_left_to_its_sentences() -> None:
    """A block of background below other news is as much word for word as a cut is."""
    background, news, before = made(300), made(100, 4, 1.0), made(100, 5, 1.0)
    assert said(f"{news}. {background}", f"{background}. {before}") == DOUBTFUL
    assert said(f"{news}. {background}", background) == SAME, "all of one is in the other"


def form(day: str, amounts: Sequence[int]) -> str:
    said = "{} closed at {} points on {} after {} shares were traded in the harbour exchange of Ombridge. "
    return "".join(said.format(f"Fund{at}", amount, day, amount * 7) for at, amount in enumerate(amounts))


def test_a_form_that_is_filled_in_anew_is_never_clearly_one_report() -> None:
    assert said(form("Monday", range(100, 112)), form("Monday", range(100, 112))) == SAME
    assert said(form("Monday", range(100, 112)), form("Thursday", range(250, 262))) != SAME


def test_a_shared_notice_makes_no_copy() -> None:
    notice = made(60, 9, 1.0)
    assert said(made(150, 4, 1.0) + ". " + notice, made(150, 5, 1.0) + ". " + notice) != SAME


def test_odd_texts_are_no_trouble() -> None:
    odd = ["", ".", '"' * 5000, "a" * 100_000, "word " * 20_000, "“" * 3000 + "x", "\n\n\n", "1 " * 30_000]
    for one in odd:
        found, answers = compiled([(one, other) for other in odd])
        assert len(found) == len(answers) == len(odd)
    assert said("", "") == DOUBTFUL


def row(one: str, other: str, page: bool = False) -> tuple[str, str, str, float, float]:
    held = counts(sheet(one), sheet(other))
    first = len(sheet(one).numbers) <= len(sheet(other).numbers)
    found = settled(Pair("a", "b", first, one == other, page), held, answer(held), score(fitted().copy, inputs(held)))
    return found.verdict, found.relation, found.making, found.one_kept, found.other_kept


def test_rows_say_what_was_done() -> None:
    whole = made(320)
    cut = ". ".join(whole.split(". ")[:12])
    assert row(whole, whole) == ("same report", "telling", "verbatim", 1.0, 1.0)
    assert row(whole, cut)[:3] == ("same report", "telling", "abridged")
    assert row(cut, whole)[:3] == ("same report", "telling", "expanded")
    assert row(whole, cut)[3:] == row(cut, whole)[:2:-1]
    assert row(whole, made(320, 2, 0.08))[2] == "edited"
    assert row(whole, whole + " More of it.", page=True)[1] == "versions"
    assert row(whole, made(320, 3, 1.0))[:3] == ("unrelated", "none", "")


def test_words_alone_leave_open_what_is_mostly_speech() -> None:
    spoken = ". ".join(f'"{part}"' for part in made(300).split(". "))
    told = made(320, 7, 1.0)
    assert said(spoken + " " + told[:600], spoken + " " + told[:600] + " At last.") != SAME
    assert said(spoken + " " + told, spoken + " " + told + " At last.") == SAME


def test_figures_in_letters_are_figures() -> None:
    flags = sheet("In June two of seventeen boats sank on Monday, the third at Ombridge").flags
    assert [bool(flag & FIGURE) for flag in flags] == [
        False,
        True,
        True,
        False,
        True,
        *[False] * 3,
        True,
        False,
        True,
        *[False] * 2,
    ]
    assert flags[2] & COMMON


def test_a_pair_that_was_passed_over_is_probably_a_copy_if_its_words_say_so() -> None:
    pair = Pair("a", "b", True, False, False)
    like, unlike = (counts(sheet(made(300)), sheet(made(300, 2, share))) for share in (0.1, 1.0))
    assert passed_over(pair, like, LIKELY, False, 3.0).verdict == "probably"
    assert passed_over(pair, like, DOUBTFUL, False, 3.0).verdict == "cannot tell", "one headline on two days"
    assert passed_over(pair, unlike, DOUBTFUL, False, 2.0).verdict == "cannot tell"
    assert passed_over(pair, like, DOUBTFUL, True, 0.0).verdict == "probably"


def test_a_score_means_a_probability_that_rises_with_it() -> None:
    likely = [probability(score / 2) for score in range(-20, 21)]
    assert likely == sorted(likely)
    assert 0 < likely[0] < 0.5 < likely[-1] <= 1


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.tuples(st.integers(1, 999), st.integers(1, 999)))
def test_a_making_is_mirrored(one: float, other: float, retained: float, lengths: tuple[int, int]) -> None:
    found = verdicts.making((one, other), retained, lengths).split("+")
    turned = verdicts.making((other, one), retained, lengths[::-1]).split("+")
    swapped = {"abridged": "expanded", "expanded": "abridged"}
    assert {swapped.get(part, part) for part in found} == set(turned)


def test_a_relation_is_said_of_a_verdict() -> None:
    assert verdicts.relation("same report", False, 300, 0) == "telling"
    assert verdicts.relation("cannot tell", True, 300, 0) == "versions"
    assert verdicts.relation("independent", True, 300, 40) == "borrowed passage"
    assert verdicts.relation("independent", False, 20, 40) == "shared speech"
    assert verdicts.relation("unrelated", False, 0, 0) == "none"


def test_a_clear_pair_is_judged_alike_when_it_is_collated(harbour: Path) -> None:
    reports = [plan.read_text(str(path)) for path in sorted((harbour / "reports").glob("*.txt"))]
    for at, one in enumerate(reports):
        for other in reports[at + 1 :]:
            held = counts(sheet(one.text), sheet(other.text))
            clear = answer(held)
            if clear > DOUBTFUL:
                verdict = plan.judgement(plan.collation(plan.witness(one), plan.witness(other))).verdict
                assert (clear == SAME) == (verdict in COPIES), (one.id, other.id, held, verdict)
