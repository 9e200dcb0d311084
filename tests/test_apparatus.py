"""The apparatus: loci and readings of several tellings, with exact offsets and honest gaps."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.apparatus import apparatus
from retold.apparatus.alignment import aligned
from retold.apparatus.columns import parted
from retold.apparatus.running import agreement, laid_beside, matched, running_places
from retold.apparatus.sides import sides
from retold.apparatus.style import style_key
from retold.collation import collate
from retold.glossary import Collation, Credit, Link, Locus, Mention, Reading, Report, Witness
from retold.identity import report_key
from retold.sentences import sentences

FIRST = "The mayor of Brackwater opened the rebuilt ferry terminal on Saturday. "
SECOND = "About 4,000 residents watched as Ilse Norberg cut a ribbon of yellow silk. "
THIRD = "The terminal, wrecked by a storm in March, had been closed for seven months. "
FOURTH = "Ferries to the outer islands will resume their summer timetable next week."


def witness(name: str, text: str) -> Witness:
    report = Report(report_key(name, text), name, text)
    return Witness(report, tuple(sentences(report)))


def laid(*witnesses: Witness) -> list[Collation]:
    return [collate(one, other) for one, other in combinations(witnesses, 2)]


def read(*witnesses: Witness) -> tuple[tuple[Locus, ...], dict[str, dict[str, Reading]]]:
    loci, readings = apparatus("f-test", laid(*witnesses))
    names = {item.report.report: item.report.id for item in witnesses}
    table: dict[str, dict[str, Reading]] = {}
    for reading in readings:
        table.setdefault(reading.locus, {})[names[reading.report]] = reading
    return loci, table


def rows(kind: str, *witnesses: Witness) -> list[dict[str, str]]:
    loci, table = read(*witnesses)
    found = [table[locus.locus] for locus in loci if locus.kind == kind]
    return [{name: reading.text.strip() or reading.gap for name, reading in row.items()} for row in found]


def test_a_sentence_is_one_locus_in_all_tellings() -> None:
    a, b, c = witness("a", FIRST + SECOND + THIRD), witness("b", FIRST + THIRD), witness("c", SECOND + THIRD)
    assert rows("content", a, b, c) == [
        {"a": FIRST.strip(), "b": FIRST.strip(), "c": "omitted"},
        {"a": SECOND.strip(), "b": "omitted", "c": SECOND.strip()},
        {"a": THIRD.strip(), "b": THIRD.strip(), "c": THIRD.strip()},
    ]


def test_no_sentence_is_lost_after_one_that_the_fullest_telling_has_in_two() -> None:
    parted = SECOND.replace(" as Ilse", ". Ilse").replace(" cut", " Ottarsson cut a long time later")
    a, b = witness("a", FIRST + parted + THIRD + FOURTH), witness("b", FIRST + SECOND + THIRD + FOURTH)
    assert len(a.sentences) == 5
    one, other = a.report.report, b.report.report
    split = [Link(one, other, at, 1, "split", False, 0.9) for at in (1, 2)]
    kept = [Link(one, other, at, to, "kept", False, 1.0) for at, to in ((0, 0), (3, 2), (4, 3))]
    loci, _ = apparatus("f-test", [Collation(a, b, (*split, *kept))])
    assert sum(locus.kind == "content" for locus in loci) == 4


def test_variants_of_three_tellings_share_a_locus() -> None:
    a = witness("a", FIRST + SECOND)
    b = witness("b", FIRST.replace("rebuilt", "new") + SECOND)
    c = witness("c", FIRST.replace("rebuilt", "restored") + SECOND)
    assert rows("wording", a, b, c) == [{"a": "rebuilt", "b": "new", "c": "restored"}]


def test_words_left_out_of_a_shared_sentence_are_omitted_and_those_of_a_lacking_one_unknown() -> None:
    a = witness("a", FIRST + SECOND + THIRD)
    b = witness("b", FIRST + SECOND.replace("of yellow silk", "") + THIRD)
    c = witness("c", FIRST + THIRD)
    assert rows("wording", a, b, c) == [{"a": "of yellow silk", "b": "omitted", "c": "unknown"}]


def test_a_telling_that_breaks_off_is_unknown_and_not_omitted_beyond() -> None:
    whole = witness("a", FIRST + SECOND + THIRD + FOURTH)
    broken = witness("b", FIRST + SECOND + THIRD[:50])
    cut = witness("c", FIRST + SECOND + THIRD)
    last = rows("content", whole, broken, cut)[-1]
    assert last == {"a": FOURTH, "b": "unknown", "c": "omitted"}


def test_house_style_is_kept_apart_from_wording() -> None:
    a = witness("a", "Mr Holt said the centre would organise the labour programme. " + SECOND)
    b = witness("b", "Holt said the center would organize the labor program. " + SECOND)
    assert rows("wording", a, b) == []
    assert len(rows("house style", a, b)) == 4


def test_readings_that_mention_a_number_are_number_loci() -> None:
    a, b = witness("a", FIRST + SECOND), witness("b", FIRST + SECOND.replace("4,000", "5,000"))
    start = a.report.text.index("4,000")
    marked = Witness(
        a.report, a.sentences, mentions=(Mention(a.report.report, 1, start, start + 5, "number", "4,000", "4000"),)
    )
    assert rows("number", marked, b) == [{"a": "4,000", "b": "5,000"}]


def test_credits_are_loci_of_their_own() -> None:
    text = FIRST + SECOND + "— Newswire"
    a, b = witness("a", text), witness("b", FIRST + SECOND)
    at = text.index("— Newswire")
    credit = Credit(a.report.report, at, len(text), "credit line", "— Newswire", "Newswire", 0.9, "a dash and a name")
    assert rows("credit", Witness(a.report, a.sentences, credits=(credit,)), b) == [{"a": "— Newswire", "b": "omitted"}]


def test_loci_do_not_depend_on_the_order_of_the_collations() -> None:
    a, b, c = witness("a", FIRST + SECOND + THIRD), witness("b", FIRST + THIRD), witness("c", SECOND + FOURTH + THIRD)
    pairs = laid(a, b, c)
    turned = [Collation(pair.other, pair.one, collate(pair.other, pair.one).links) for pair in reversed(pairs)]
    assert apparatus("f", pairs) == apparatus("f", turned)


def test_a_star_of_collations_reads_as_all_pairs_do() -> None:
    a, b, c = witness("a", FIRST + SECOND + THIRD + FOURTH), witness("b", FIRST + THIRD), witness("c", SECOND + THIRD)
    assert apparatus("f", [collate(a, b), collate(a, c)]) == apparatus("f", laid(a, b, c))


def test_style_key_folds_spelling_and_honorifics_only() -> None:
    assert style_key(["Professor Lind", "Prof Lind", "Lind"], True)
    assert style_key(["Mr"], False)
    assert not style_key(["harbour", "channel"], True)
    assert not style_key(["harbour"], False)


def test_a_monstrous_sentence_is_one_difference() -> None:
    one, other = ["x"] * 3000, ["y"] * 3000
    assert aligned(one, other) == [(0, 3000, 0, 3000)]


ALPHABET = st.sampled_from([FIRST, SECOND, THIRD, FOURTH, "… ", "!!! ", "Ferry. ", "\u200b", "\U0001f6a2 "])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(ALPHABET, max_size=6), min_size=2, max_size=4))
def test_every_telling_reads_or_lacks_every_locus_with_exact_offsets(texts: list[list[str]]) -> None:
    held = [witness(name, "".join(parts)) for name, parts in zip("abcd", texts, strict=False)]
    loci, readings = apparatus("f-any", laid(*held))
    assert len({locus.locus for locus in loci}) == len(loci)
    by = {item.report.report: item.report.text for item in held}
    seen = {(reading.locus, reading.report) for reading in readings}
    assert seen == {(locus.locus, report) for locus in loci for report in by}
    assert len(readings) == len(seen)
    for reading in readings:
        if reading.gap:
            assert reading.gap in ("omitted", "unknown")
            assert (reading.start, reading.stop, reading.text) == (None, None, "")
        else:
            assert by[reading.report][reading.start : reading.stop] == reading.text != ""


LEFT_OUT = tuple((at, "") for at in range(12, 20))


def _verse(*changed: tuple[int, str]) -> str:
    """Lines without stops, some words changed by their number."""
    listed = [f"{first}{second}" for first in "bdfgk" for second in ("ano", "eru", "isto", "oma", "ulin", "atre")]
    for at, word in changed:
        listed[at] = word
    return "\n".join(" ".join(word for word in listed[at : at + 5] if word) for at in range(0, 30, 5))


def test_where_nobody_points_alike_units_are_cut_where_a_telling_lacks_a_stretch() -> None:
    held = [witness("a", _verse()), witness("c", _verse((7, "derru"))), witness("d", _verse(*LEFT_OUT))]
    rows = laid_beside(sides(laid(*held)))
    assert agreement(rows) > 0.9
    found = running_places(rows)
    keys_of = {item.report.id: item.report.report for item in held}
    lacking = [place for place in found if place.gaps.get(keys_of["d"]) == "omitted"]
    assert [place.kind for place in found] == ["content"] * len(found)
    start, stop = lacking[0].spans[keys_of["a"]]
    assert len(lacking) == 1
    assert _verse()[start:stop].split() == _verse().split()[12:20]


def test_a_place_of_many_readings_is_taken_apart_word_by_word() -> None:
    base = ["one", "tall", "ship"]
    mine = {
        "a": (4, base),
        "b": (4, ["one", "tal", "ship"]),
        "c": (9, ["on", "tall"]),
        "d": (0, ["one", "tall", "ships"]),
    }
    assert parted(base, mine) == [
        {"a": (4, 5), "b": (4, 5), "c": (9, 10), "d": (0, 1)},
        {"a": (5, 6), "b": (5, 6), "c": (10, 11), "d": (1, 2)},
        {"a": (6, 7), "b": (6, 7), "d": (2, 3)},
    ]


@given(st.lists(st.sampled_from("abcde"), max_size=30), st.lists(st.sampled_from("abcde"), max_size=30))
def test_words_in_common_are_the_same_and_in_the_order_of_both(one: list[str], other: list[str]) -> None:
    found = matched(one, other, {})
    assert all(one[here] == other[there] for here, there in found)
    assert all(here < then and there < after for (here, there), (then, after) in pairwise(found))


def test_words_spelled_nearly_alike_are_the_same_word() -> None:
    one, other = ["vil", "was", "the", "kinge", "wroth"], ["wil", "waz", "the", "quene", "wrothe"]
    assert matched(one, other, {}) == [(0, 0), (1, 1), (2, 2), (4, 4)]


def test_words_between_far_anchors_are_laid_as_far_as_there_is_room() -> None:
    one = [f"w{at}" for at in range(200)]
    other = [f"w{at}" if at % 3 else f"w{at}e" for at in range(200)]
    assert matched(one * 2, other * 2, {})[:3] == [(0, 0), (1, 1), (2, 2)]


def test_a_fragment_in_free_spelling_is_unknown_before_and_after_what_is_left() -> None:
    respelled = _verse().replace("u", "uu").replace("at", "et")
    torn = "bero " + " ".join(respelled.split()[12:24])
    held = [witness("a", _verse()), witness("b", _verse((2, "bisti"))), witness("c", torn)]
    found = running_places(laid_beside(sides(laid(*held))))
    key = held[2].report.report
    assert [place.gaps.get(key, "") for place in found] == ["unknown", "", "unknown"]


def test_of_copies_by_many_hands_a_fragment_in_sentences_is_unknown_at_its_ends() -> None:
    whole = FIRST + SECOND + THIRD + FOURTH
    hands = [witness(f"h{at:02}", whole.replace("ferry", f"ferr{'y' * (at + 1)}")) for at in range(11)]
    named = rows("content", *hands, witness("torn", SECOND + THIRD))
    assert [row["torn"] for row in named] == ["unknown", SECOND.strip(), THIRD.strip(), "unknown"]
    few = rows("content", *hands[:10], witness("torn", SECOND + THIRD))
    assert [row["torn"] for row in few][::3] == ["omitted", "omitted"]
