"""Two reports laid side by side: fates, moves, edits and passages."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.collation import collate, linking, linkings
from retold.glossary import FATES, Collation, Furniture, Report, Sentence, Witness
from retold.identity import report_key

MIRRORED = {"split": "merged", "merged": "split", "dropped": "added", "added": "dropped"}

STORY = (
    "The harbour at Brenholm was closed on Tuesday after a crane fell across the ferry berth.",
    "Two workers were treated for minor injuries, the port authority said.",
    "Ferries to Skarvoy will leave from the old fish quay until the crane is removed.",
    "Port director Anna Reuss said the crane had passed its inspection in March.",
    "The crane was built in 1987 and was due to be replaced next year.",
    "Fishermen complained that the old quay has room for only one vessel at a time.",
    "The ministry of transport has asked for a report within 14 days.",
    "A salvage ship is expected from Torshavn on Thursday evening.",
)


def witness(name: str, sentences: list[str] | tuple[str, ...], furniture: tuple[int, ...] = ()) -> Witness:
    """A witness with one sentence after another; `furniture` are places marked as such."""
    text = " ".join(sentences)
    key = report_key(name, text)
    rows, at = [], 0
    for place, sentence in enumerate(sentences):
        rows.append(Sentence(key, place, at, at + len(sentence), sentence))
        at += len(sentence) + 1
    marked = tuple(Furniture(key, rows[at].start, rows[at].stop, "sign-up", 1.0, "said so") for at in furniture)
    return Witness(Report(key, name, text), tuple(rows), marked)


def fates(collation: Collation) -> list[tuple[int | None, int | None, str, bool]]:
    return [(link.one_place, link.other_place, link.fate, link.moved) for link in collation.links]


def test_a_text_beside_itself_is_all_kept() -> None:
    here = witness("a", STORY)
    made = collate(here, here)
    assert fates(made) == [(at, at, "kept", False) for at in range(len(STORY))]
    assert all(link.likeness == 1.0 and link.edits == () for link in made.links)
    assert [(p.one_start, p.one_stop) for p in made.passages] == [(0, len(here.report.text) - 1)]


def test_case_punctuation_and_disguise_do_not_count_as_rewording() -> None:
    made = collate(witness("a", ["The crane fell; nobody died."]), witness("b", ["THE CRANE FELL - nоbody died"]))
    assert fates(made) == [(0, 0, "kept", False)]


def test_a_dropped_and_an_added_sentence_have_one_side() -> None:
    made = collate(witness("a", STORY), witness("b", [*STORY[:3], *STORY[4:], "Rain is forecast for the weekend."]))
    single = {(link.one_place, link.other_place, link.fate) for link in made.links if link.fate in ("dropped", "added")}
    assert single == {(3, None, "dropped"), (None, 7, "added")}


def test_a_moved_and_reworded_sentence_is_one_link() -> None:
    changed = "A salvage vessel is awaited from Torshavn late on Thursday."
    made = collate(witness("a", STORY), witness("b", [changed, *STORY[:7]]))
    assert (7, 0, "reworded", True) in fates(made)
    assert sum(link.moved for link in made.links) == 1


def test_a_sentence_cut_in_two_is_split_and_mirrors_as_merged() -> None:
    halves = [
        "Ferries to Skarvoy will leave from the old fish quay.",
        "That will last until the crane is removed.",
    ]
    one, other = witness("a", STORY), witness("b", [*STORY[:2], *halves, *STORY[3:]])
    assert [fate[:3] for fate in fates(collate(one, other)) if fate[0] == 2] == [(2, 2, "split"), (2, 3, "split")]
    assert [fate[:3] for fate in fates(collate(other, one)) if fate[1] == 2] == [(2, 2, "merged"), (3, 2, "merged")]


def test_edits_are_whole_phrases_with_exact_offsets() -> None:
    one = witness("a", ["The crane was built in 1987 and was due to be replaced next year."])
    other = witness("b", ["The crane was put up in the year 1978 and was due to be replaced next year."])
    (link,) = collate(one, other).links
    phrases = [(one.report.text[a:b], other.report.text[c:d]) for a, b, c, d in link.edits]
    assert phrases == [("built in 1987", "put up in the year 1978")]


def test_furniture_without_a_partner_has_no_link_and_with_one_is_linked() -> None:
    sign_up = "Sign up for our morning newsletter and never miss a story."
    alone = collate(witness("a", STORY), witness("b", [*STORY, sign_up], furniture=(8,)))
    assert len(alone.links) == 8
    both = collate(witness("a", [*STORY, sign_up], furniture=(8,)), witness("b", [sign_up, *STORY], furniture=(0,)))
    assert (8, 0, "kept") in {fate[:3] for fate in fates(both)}


def test_of_two_equal_sentences_only_one_is_a_part_of_what_was_made_of_them() -> None:
    change = "Substitution, Brenholm United."
    one = [STORY[0], "Anna Reuss replaces Jon Vik.", change, "Per Dahl replaces Ole Lund.", change, *STORY[2:5]]
    joined = "A substitution of Brenholm United: Anna Reuss replaces Jon Vik, and Per Dahl replaces Ole Lund."
    made = collate(witness("a", one), witness("b", [STORY[0], joined, *STORY[2:5]]))
    assert sorted(link.one_place for link in made.links if link.other_place == 1) in ([1, 2, 3], [1, 3, 4])


RETOLD = (
    "Brenholm harbour was shut Tuesday when a crane collapsed onto the ferry berth.",
    "According to the port authority, a pair of workers needed treatment for light injuries.",
    "Boats to Skarvoy are to sail from the former fish quay for as long as the crane lies there.",
    "The crane passed a check in March, said Anna Reuss, who directs the port.",
    "Built in 1987, the crane should have been replaced the year after.",
    "There is only space for a single vessel on the old quay, fishermen grumbled.",
    "Within 14 days the transport ministry wants a report.",
    "On Thursday evening a salvage ship from Torshavn is expected.",
)
"""STORY in other words."""


def test_a_clause_that_went_over_to_a_neighbour_is_linked_with_its_origin_too() -> None:
    one = ["The crane stood on the quay for decades, and its owner Tarvik Marine paid for every inspection.", *STORY]
    other = ["For decades the crane stood on the quay.", *RETOLD]
    other[1] = (
        "Its owner, Tarvik Marine, had paid for every inspection when Brenholm harbour was shut on Tuesday as a crane "
        "collapsed onto the ferry berth."
    )
    links = {fate[:3] for fate in fates(collate(witness("a", one), witness("b", other)))}
    assert {pair[:2] for pair in links if pair[0] in (0, 1)} == {(0, 0), (0, 1), (1, 1)}


def test_a_part_that_is_liker_to_its_whole_is_not_given_to_a_poorer_partner_that_is_free() -> None:
    one = [*STORY[:2], "Jon Vik was shown the yellow card.", "Per Dahl was shown the yellow card.", *STORY[2:]]
    told = ["Per Dahl and Jon Vik were both shown the yellow card.", "The yellow paint of the card table had faded."]
    links = {fate[:2] for fate in fates(collate(witness("a", one), witness("b", [*STORY[:2], *told, *STORY[2:]])))}
    assert {(2, 2), (3, 2), (None, 3)} <= links


def test_what_stands_alone_between_reworded_neighbours_is_linked_but_not_between_kept_ones() -> None:
    strange = "Nobody had foreseen any such thing."
    reworded = collate(witness("a", STORY), witness("b", [*RETOLD[:4], strange, *RETOLD[5:]]))
    assert (4, 4, "reworded") in {fate[:3] for fate in fates(reworded)}
    kept = collate(witness("a", STORY), witness("b", [*STORY[:4], strange, *STORY[5:]]))
    assert {(4, None, "dropped"), (None, 4, "added")} <= {fate[:3] for fate in fates(kept)}


def test_the_end_of_both_texts_bears_a_pair_out_beside_a_linked_one() -> None:
    one = [*STORY[:5], "The quay has been strained for months, fishermen complained to the paper."]
    other = [*STORY[:5], "Boat crews said the months of strain were too much for them."]
    assert (5, 5, "reworded") in [fate[:3] for fate in fates(collate(witness("a", one), witness("b", other)))]
    alone = collate(witness("a", one[5:]), witness("b", other[5:]))
    assert {link.fate for link in alone.links} == {"dropped", "added"}


def test_reworded_sentences_in_order_are_one_passage_where_few_words_are_shared() -> None:
    one, other = witness("a", STORY), witness("b", RETOLD)
    (passage,) = collate(one, other).passages
    assert passage.one_start == 0
    assert passage.one_stop > 0.9 * len(one.report.text)
    assert passage.other_start == 0
    assert passage.other_stop > 0.9 * len(other.report.text)


def test_a_verdict_is_told_which_sentence_was_made_from_which_and_no_more() -> None:
    one = witness("one", STORY[:6])
    other = witness("other", [STORY[1], STORY[0].replace("crane", "derrick"), *STORY[3:]])
    whole, told = [collate(one, other), collate(other, one)], linkings([(one, other), (other, one)])
    assert any(link.edits for link in whole[0].links)
    assert whole[0].passages
    assert [made.links for made in told] == [tuple(replace(link, edits=()) for link in made.links) for made in whole]
    assert [made.passages for made in told] == [(), ()]


def test_strangers_share_nothing() -> None:
    others = (
        "The central bank left its main interest rate unchanged at 3.5 per cent.",
        "Inflation slowed to 2.1 per cent in October, helped by cheaper energy.",
        "Analysts had expected a cut before the end of the winter.",
        "Shares in Oslo rose after the decision, led by property companies.",
    )
    made = collate(witness("a", STORY), witness("b", others))
    assert {link.fate for link in made.links} == {"dropped", "added"}
    assert made.passages == ()


def test_a_lifted_stretch_is_one_passage_trimmed_to_its_words() -> None:
    filler = [f"Paragraph {word} speaks of gardens, recipes and the {word} weather." for word in "abcdefgh"]
    frame = [f"Chapter {word} deals with music, theatre and old {word} maps." for word in "ijklmnop"]
    one, other = witness("a", [*filler, *STORY, *filler]), witness("b", [*frame[:4], *STORY, *frame[4:]])
    (passage,) = collate(one, other).passages
    lifted = " ".join(STORY).rstrip(".")
    assert one.report.text[passage.one_start : passage.one_stop] == lifted
    assert other.report.text[passage.other_start : passage.other_stop] == lifted


WORDS = st.sampled_from(["harbour", "crane", "said", "Reuss", "14", "1987", "the", "of", "a", "crane's", "нет", "港"])
SENTENCE = st.lists(WORDS, min_size=1, max_size=12).map(lambda found: " ".join(found) + ".")
ODD = st.sampled_from(["...", "?!", "—", "a" * 300, "\u200b", "É", "…"])
TEXT = st.lists(SENTENCE | ODD, max_size=12)


@settings(deadline=None, max_examples=150)
@given(TEXT, TEXT, st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_the_laws_of_collation(first: list[str], second: list[str], marks: set[int], others: set[int]) -> None:
    """Total, exact, mirrored and repeatable, whatever the texts."""
    one = witness("a", first, tuple(at for at in sorted(marks) if at < len(first)))
    other = witness("b", second, tuple(at for at in sorted(others) if at < len(second)))
    made = collate(one, other)
    assert made == collate(one, other)
    _total(made, set(range(len(first))) - marks, set(range(len(second))) - others)
    _exact(made)
    _mirrors(made, collate(other, one))


def _total(made: Collation, body: set[int], other_body: set[int]) -> None:
    """Every body sentence has a fate: several rows only where it was split or merged, or both at once."""
    for side, wanted in (("one_place", body), ("other_place", other_body)):
        seen: dict[int, list[str]] = {}
        for link in made.links:
            place = getattr(link, side)
            if place is not None:
                seen.setdefault(place, []).append(link.fate)
        assert wanted <= set(seen)
        for rows in seen.values():
            assert len(rows) == 1 or set(rows) <= {"split", "merged"}


def _exact(made: Collation) -> None:
    """Vocabulary and ranges, and every offset inside its sentence or text."""
    for link in made.links:
        assert link.fate in FATES
        assert 0.0 <= link.likeness <= 1.0
        assert not (link.edits and link.fate == "kept")
        for start, stop, other_start, other_stop in link.edits:
            here = made.one.sentences[link.one_place or 0]
            there = made.other.sentences[link.other_place or 0]
            assert here.start <= start <= stop <= here.stop
            assert there.start <= other_start <= other_stop <= there.stop
    for row in made.passages:
        assert 0 <= row.one_start < row.one_stop <= len(made.one.report.text)
        assert 0 <= row.other_start < row.other_stop <= len(made.other.report.text)


def _mirrors(made: Collation, turned: Collation) -> None:
    rows = {
        (
            link.other_place,
            link.one_place,
            MIRRORED.get(link.fate, link.fate),
            link.moved,
            link.likeness,
            tuple((edit[2], edit[3], edit[0], edit[1]) for edit in link.edits),
        )
        for link in turned.links
    }
    assert rows == {(x.one_place, x.other_place, x.fate, x.moved, x.likeness, x.edits) for x in made.links}
    spans = {(p.other_start, p.other_stop, p.one_start, p.one_stop, p.likeness) for p in turned.passages}
    assert spans == {(p.one_start, p.one_stop, p.other_start, p.other_stop, p.likeness) for p in made.passages}


@settings(deadline=None, max_examples=50)
@given(TEXT)
def test_any_text_beside_a_copy_is_kept_in_place(sentences: list[str]) -> None:
    made = collate(witness("a", sentences), witness("b", sentences))
    assert all(link.fate == "kept" and not link.moved for link in made.links)
    assert [(link.one_place, link.other_place) for link in made.links] == [(at, at) for at in range(len(sentences))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["a" * 1_000_000], ["b" * 1_000_000]),
        (["the word " * 100_000], ["a word " * 100_000]),
        (["The same sentence again."] * 10_000, ["The same sentence again."] * 10_000),
        (["The same sentence again."] * 10_000, ["The same sentence once more."] * 5_000),
        (["...", "!!!"] * 5_000, ["???"] * 10_000),
        (["one word"] * 3_000, ["word"]),
        ([], STORY),
    ],
    ids=["no space", "no stop", "equal", "nearly equal", "punctuation", "one word", "empty"],
)
def test_hostile_texts_end_soon(first: list[str], second: list[str]) -> None:
    began = time.process_time()
    collate(witness("a", first), witness("b", second))
    assert time.process_time() - began < 10


def test_time_grows_with_the_length_and_not_with_its_square() -> None:
    def seconds(size: int) -> float:
        draw = random.Random(size)
        vocabulary = [f"w{number}" for number in range(5_000)]
        sentences = [" ".join(draw.choices(vocabulary, k=15)) + "." for _ in range(size)]
        shuffled = sentences[:]
        draw.shuffle(shuffled)
        one, other = witness("a", sentences), witness("b", [line.replace("w1", "v1") for line in shuffled])
        began = time.process_time()
        collate(one, other)
        return time.process_time() - began

    seconds(200)
    assert seconds(1600) < 4 * seconds(800) + 0.5


def test_a_sentence_much_less_alike_than_those_linked_is_anothers() -> None:
    found = linking.Matching(size=(4, 4))
    for at, likeness in enumerate((0.9, 0.8, 0.7)):
        found.add(at, at, likeness)
    assert linking._usual(found, {(3, 3): 0.23, (3, 2): 0.24}) == {(3, 2): 0.24}
    assert linking._usual(linking.Matching(), {(0, 0): 0.2}) == {(0, 0): 0.2}, "nothing tells what is usual"


CLAIM = (
    "It called the claim that fitters had brought drawings to the rival firm, with the goal of building a copy, false."
)


def test_a_word_in_common_links_no_sentences_that_nothing_around_them_bears_out() -> None:
    made = collate(witness("a", [CLAIM, *STORY]), witness("b", [*STORY, "Goal!"]))
    assert {link.fate for link in made.links if link.likeness < 1.0} == {"dropped", "added"}


def test_nor_does_it_make_a_far_sentence_a_part() -> None:
    told = ["The claim about fitters and drawings was called false.", *STORY, "That was their goal."]
    made = collate(witness("a", [CLAIM, *STORY]), witness("b", told))
    assert [fate[:3] for fate in fates(made) if fate[2] != "kept"] == [(0, 0, "reworded"), (None, 9, "added")]
