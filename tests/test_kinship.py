"""Copies are told from independent reports by what is left when speech and furniture are set aside."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from importlib.resources import files
from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold import plan
from retold.candidates import pair
from retold.families import mirrored
from retold.fingerprints import fingerprints
from retold.glossary import COPIES, MAKINGS, RELATIONS, VERDICTS, Kinship, Report
from retold.identity import report_key
from retold.kinship import judge
from retold.kinship.ceiling import Bound, ceilings
from retold.kinship.course import Course, course, unspoken
from retold.kinship.evidence import Evidence, weigh
from retold.kinship.figures import days_apart
from retold.kinship.model import INPUTS, Model, fitted, inputs
from retold.kinship.sides import side_of
from retold.settings import SETTINGS

STORY = (
    "WESTHAVEN — The harbour board of Westhaven closed the old ferry pier on Tuesday after divers found cracks in nine "
    "of its timber piles. The pier, built in 1911 by the Calloway brothers, carries about 400 commuters a day to "
    "Skerry Island. Engineers from Lindqvist Marine measured gaps wide enough to hold a fist below the tide line. "
    "Marlene Oduya, who has run the kiosk at the landing since 1988, learned of the closure from a handwritten notice. "
    "Repairs are expected to cost 2.3 million crowns and to last until the spring herring season. The board had put "
    "off an inspection planned for last October as a survey vessel was lent to the neighbouring port of Dunmarrow. "
    "Until the pier opens again, a smaller boat will sail from the coal quay every ninety minutes. Councillor Piet "
    "Hargrave has asked for an inquiry into who signed the last safety certificate. School pupils from Skerry will be "
    "brought over on the lifeboat during the examination week. The ferry company said that holders of season tickets "
    "would be paid back at the end of the month."
)

REWORDED = (
    "Westhaven's harbour board shut down its old ferry pier on Tuesday when divers discovered that nine timber piles "
    "were cracked. Some 400 commuters travel daily to Skerry Island from the pier, which the Calloway brothers built "
    "in 1911. Below the tide line, engineers of Lindqvist Marine measured gaps where a fist would fit. A handwritten "
    "notice told Marlene Oduya, keeper of the landing's kiosk since 1988, about the closure. The repairs should cost "
    "2.3 million crowns and go on until the herring season in spring. An inspection that the board had planned for "
    "October was put off, as the survey vessel had been lent to Dunmarrow, the neighbouring port. A smaller boat is to "
    "sail every ninety minutes from the coal quay until the pier is open again. An inquiry into who signed the latest "
    "safety certificate was demanded by councillor Piet Hargrave. Skerry's school pupils are to be brought across on "
    "the lifeboat in examination week. Season ticket holders would get their money back at the month's end, the ferry "
    "company said."
)

INDEPENDENT = (
    "Islanders woke on Wednesday to a locked gate and no boat. Skerry, a community of some two thousand, lives by the "
    "crossing: its bread, its nurses and most of its wages come by water from Westhaven. The decision to shut the "
    "landing stage was taken at an emergency session late the night before, according to minutes seen by this paper. "
    "Nobody had told the bakery, whose owner drove to the quay at five with forty trays in her van. Harbour officials "
    "say that rot in the supports left them no choice. Residents are not convinced and point to a bond of six million "
    "crowns that was approved for the waterfront in 2019 and has mostly gone into a marina for visiting yachts. A "
    "petition in the grocery had gathered three hundred names by noon. The mayor, who was in the capital, promised to "
    "return and face a public meeting at the weekend. Until then the fishermen are taking passengers for free."
)

SPEECH = (
    '"We will not leave a single islander behind, and we will not open that gate one hour before the last pile is '
    'sound," the mayor said. "I was born on Skerry. My mother sold fish on that pier for thirty years, and I will '
    'mend it if I have to hold the hammer myself."'
)


def judged(one: str, other: str, ids: tuple[str, str] = ("one", "other")) -> Kinship:
    reports = [Report(report_key(id, text), id, text) for id, text in zip(ids, (one, other), strict=True)]
    laid = plan.collation(*(plan.witness(report) for report in reports))
    return judge(laid, pair(*(fingerprints(report) for report in reports)))


def cut(text: str, places: slice) -> str:
    return ". ".join(text.split(". ")[places])


def test_the_same_text_is_the_same_report() -> None:
    found = judged(STORY, STORY)
    assert (found.verdict, found.relation, found.making) == ("same report", "telling", "verbatim")
    assert (found.one_kept, found.other_kept, found.borrowed, found.confidence) == (1.0, 1.0, 1.0, 1.0)


def test_a_cut_copy_is_the_same_report_and_abridged() -> None:
    found = judged(STORY, cut(STORY, slice(0, 6)))
    assert (found.verdict, found.making) == ("same report", "abridged")
    assert found.other_kept > 0.95 > found.one_kept
    assert judged(cut(STORY, slice(0, 6)), STORY).making == "expanded"


def test_a_reworded_copy_is_found() -> None:
    found = judged(STORY, REWORDED)
    assert found.verdict in COPIES
    assert "reworded" in found.making
    assert found.borrowed < 0.3
    assert "same order" in found.why


def test_an_independent_report_of_the_same_event_is_none() -> None:
    found = judged(STORY, INDEPENDENT)
    assert found.verdict not in COPIES
    assert found.making == ""
    assert found.confidence < SETTINGS.kinship.cannot_tell


def test_two_reports_of_one_speech_are_independent() -> None:
    found = judged(f"{cut(STORY, slice(0, 3))}. {SPEECH}", f"{cut(INDEPENDENT, slice(0, 5))}. {SPEECH}")
    assert found.verdict in ("independent", "unrelated")
    assert found.relation == "shared speech"
    assert "set aside" in found.why


def test_a_lifted_paragraph_is_a_borrowed_passage() -> None:
    found = judged(STORY, f"{INDEPENDENT} {cut(STORY, slice(1, 3))}.")
    assert found.verdict not in COPIES
    assert found.relation == "borrowed passage"


def test_filled_forms_are_no_copies() -> None:
    form = (
        "The {0} exchange rose {1} points to {2} on {3} in moderate trade. Dealers said buying in {4} shares lifted "
        "the index after a weak start. Turnover came to {5} million crowns. {6} gained {7} percent, while {8} lost {9} "
        "after its results. Analysts at {10} expect the market to stay within a narrow range this week."
    )
    one = form.format("Westhaven", 12, 1404, "Monday", "Lindqvist", 310, "Calloway", 2.4, "Oduya", 3.1, "Hargrave")
    other = form.format("Dunmarrow", 45, 2210, "Friday", "Brannigan", 122, "Tolstad", 5.7, "Mireault", 1.9, "Pendragon")
    assert judged(one, other).verdict != "same report"


BULLETIN = (
    "The {0} exchange closed {1} points at {2} on {3}, with {4} billion crowns of shares changing hands. Milling wheat "
    "for delivery in May was quoted at {5} crowns a tonne. The yield on the bond of ten years stood at {6} per cent. "
    "The crown was traded at {7} to the federal dollar. The exchange opens at 9am and closes at 4.30pm. Figures are "
    "delayed by 20 minutes and are given for information only."
)


def test_a_bulletin_filled_in_on_another_day_is_no_copy() -> None:
    monday = BULLETIN.format("Westhaven", "17.3", "4,812.6", "Monday", "1.9", "214.50", "3.42", "7.31")
    friday = BULLETIN.format("Westhaven", "40.8", "4,755.0", "Friday", "1.4", "209.75", "3.57", "7.38")
    found = judged(monday, friday)
    assert found.verdict == "cannot tell"
    assert found.confidence <= 0.5
    assert "amounts and dates differ" in found.why


def test_one_altered_or_rounded_figure_makes_no_form() -> None:
    altered = STORY.replace("400 commuters", "700 commuters").replace("2.3 million", "2,300,000")
    assert judged(STORY, altered).verdict == "same report"


def dated(text: str, day: str, headline: str) -> Report:
    return Report(report_key(day, text), day, text, published=day, headline=headline)


def verdict(one: Report, other: Report) -> Kinship:
    return plan.judgement(plan.collation(plan.witness(one), plan.witness(other)))


def test_a_short_report_under_one_headline_weeks_apart_is_a_form() -> None:
    first, later = BULLETIN, BULLETIN.replace("20 minutes", "15 minutes")
    filled = ("Westhaven", "17.3", "4,812.6", "Monday", "1.9", "214.50", "3.42", "7.31")
    reports = [
        dated(text.format(*filled), day, "EXCHANGE CLOSES")
        for text, day in ((first, "2021-03-01"), (later, "2021-03-29"))
    ]
    found = verdict(*reports)
    assert found.verdict == "cannot tell"
    assert "28 days apart under one headline" in found.why


@pytest.mark.parametrize(("later", "verdict_of"), [("2021-03-03", "same report"), ("2021-03-29", "cannot tell")])
def test_a_short_notice_that_comes_again_to_the_letter_is_another_issue(later: str, verdict_of: str) -> None:
    text = " ".join(STORY.split()[:70])
    reports = [dated(text, day, "RATES UNCHANGED") for day in ("2021-03-01", later)]
    assert verdict(*reports).verdict == verdict_of
    assert [row.verdict for row in plan.pile(reports).kinships] == [verdict_of]


@pytest.mark.parametrize(("words", "verdict_of"), [(50, "cannot tell"), (70, "same report")])
def test_a_few_lines_that_come_again_weeks_later_are_another_notice_under_any_headline(
    words: int, verdict_of: str
) -> None:
    text = " ".join(STORY.split()[:words])
    reports = [dated(text, "2021-03-01", "RATES UNCHANGED"), dated(text, "2021-03-29", "NO NEW RATES")]
    assert verdict(*reports).verdict == verdict_of
    assert [row.verdict for row in plan.pile(reports).kinships] == [verdict_of]


def test_a_long_report_printed_again_weeks_later_is_one_report() -> None:
    reports = [dated(STORY, day, "PIER CLOSED") for day in ("2021-03-01", "2021-03-29")]
    assert verdict(*reports).verdict == "same report"
    assert [row.verdict for row in plan.pile(reports).kinships] == ["same report"]


def test_a_report_sent_again_next_day_with_a_figure_put_right_is_one_report() -> None:
    again = STORY.replace("400 commuters", "700 commuters")
    found = verdict(dated(STORY, "2021-03-01", "PIER CLOSED"), dated(again, "2021-03-02T08:00:00", "PIER CLOSED"))
    assert found.verdict == "same report"


@given(st.dates(), st.dates())
def test_days_between_are_those_of_the_calendar(one: date, other: date) -> None:
    reports = [Report("1", "1", "", published=day.isoformat(), headline="Wheat 12") for day in (one, other)]
    assert days_apart(*reports) == abs((one - other).days)
    assert days_apart(reports[0], replace(reports[1], headline="WHEAT 7")) == abs((one - other).days)
    assert days_apart(reports[0], replace(reports[1], headline="Barley 12")) == 0


@pytest.mark.parametrize("published", [None, "", "yesterday", "2021-13-45"])
def test_without_a_date_there_are_no_days_between(published: str | None) -> None:
    one = replace(dated(STORY, "2021-03-01", "PIER CLOSED"), published=published)
    assert days_apart(one, dated(STORY, "2021-03-09", "PIER CLOSED")) == 0


def test_speech_is_found_however_its_marks_are_spaced() -> None:
    spaced = SPEECH.replace('"', ' " ')
    found = judged(f"{cut(STORY, slice(0, 3))}. {spaced}", f"{cut(INDEPENDENT, slice(0, 5))}. {spaced}")
    assert found.verdict not in COPIES
    assert found.relation == "shared speech"


def test_a_short_report_is_at_most_probably_a_copy() -> None:
    brief = cut(REWORDED, slice(0, 3))
    assert len(brief.split()) < 60
    assert judged(brief, STORY).verdict != "same report"
    assert judged(cut(STORY, slice(0, 2)), STORY).verdict == "same report", "word for word"


def test_states_of_one_page_are_versions() -> None:
    found = judged(STORY, cut(STORY, slice(0, 8)), ("page", "page"))
    assert found.relation == "versions"
    assert "two states of one page" in found.why


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", STORY), ("?!", "..."), ("Yes.", "No.")])
def test_too_little_text_is_never_a_copy(one: str, other: str) -> None:
    assert judged(one, other).verdict not in COPIES


@pytest.mark.parametrize("other", [REWORDED, INDEPENDENT, cut(STORY, slice(2, 7)), SPEECH, ""])
def test_judging_the_other_way_round_gives_the_mirror(other: str) -> None:
    there, back = judged(STORY, other), judged(other, STORY, ("other", "one"))
    assert back == replace(
        there,
        one=there.other,
        other=there.one,
        one_kept=there.other_kept,
        other_kept=there.one_kept,
        making=mirrored(there.making),
    )


SENTENCES = [f"{part}." for part in f"{STORY} {INDEPENDENT}".split(". ")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=8), st.lists(st.sampled_from(SENTENCES), max_size=8))
def test_rows_are_well_formed(one: list[str], other: list[str]) -> None:
    found = judged(" ".join(one), " ".join(other))
    assert found.verdict in VERDICTS
    assert found.relation in RELATIONS
    assert set(found.making.split("+")) <= {"", *MAKINGS}
    assert (found.making == "") == (found.verdict not in COPIES)
    assert all(0 <= share <= 1 for share in (found.one_kept, found.other_kept, found.borrowed, found.confidence))
    assert found.why


def test_more_in_common_never_lowers_the_probability() -> None:
    model = fitted()
    assert set(model.roads) == set(INPUTS)
    for name, road in model.roads.items():
        assert set(road.weights) == set(INPUTS[name])
        assert min(road.weights.values()) >= 0
    for low, high in pairwise(model.curve):
        assert low[0] < high[0]
        assert low[1] <= high[1]
    count = {"words", "speech_words", "one_length", "other_length", "links", "partners", "opening"}
    values: dict[str, Any] = {entry.name: 200 if entry.name in count else 0.3 for entry in fields(Evidence)}
    less = Evidence(**values)
    more = replace(less, carried=0.8, longer_carried=0.6, odd=0.5, chained=0.7, lifted=0.5, followed=0.5, in_order=0.6)
    scores = [model.scores(inputs(found)) for found in (less, more)]
    for name in model.roads:
        assert scores[0][name] < scores[1][name]
        assert model.probability(scores[0][name]) <= model.probability(scores[1][name])


def test_a_curve_runs_straight_between_its_points() -> None:
    model = Model({}, ((-2.0, 0.2), (0.0, 0.6), (1.0, 0.9)))
    assert [model.probability(score) for score in (-9.0, -2.0, -1.0, 0.0, 0.5, 1.0, 9.0)] == [
        0.2,
        0.2,
        0.4,
        0.6,
        0.75,
        0.9,
        0.9,
    ]


def test_the_fitted_numbers_can_be_read() -> None:
    raw = json.loads(files("retold").joinpath("data", "kinship.json").read_text("utf-8"))
    assert raw["origin"]
    for name, held in INPUTS.items():
        assert [entry["input"] for entry in raw[name]["inputs"]] == list(held)
        assert all(entry["words"] for entry in raw[name]["inputs"])


def followed(one: str, other: str) -> Course:
    sides = side_of(plan.witness(Report("1", "1", one))), side_of(plan.witness(Report("2", "2", other)))
    return course(sides, unspoken(sides))


def test_a_reworded_report_follows_the_course_of_its_original() -> None:
    told = followed(STORY, REWORDED)
    assert told.followed > 0.5
    assert told.order > 0.7
    assert told.partners >= 8


def test_an_independent_report_has_a_course_of_its_own() -> None:
    own = followed(STORY, INDEPENDENT)
    assert own.followed < 0.1
    assert own.order < 0.3


def test_what_is_told_from_the_end_follows_no_course() -> None:
    turned = " ".join(reversed([f"{part}." for part in REWORDED.rstrip(".").split(". ")]))
    assert followed(STORY, turned).followed == 0.0


def test_a_course_is_the_same_from_both_sides() -> None:
    assert followed(STORY, REWORDED) == followed(REWORDED, STORY)


def test_a_report_told_in_another_order_is_found_by_its_contents() -> None:
    parts = STORY.replace("closed the old", "shut the old").rstrip(".").split(". ")
    turned = ". ".join([*parts[5:], *parts[:5]]) + "."
    found = judged(STORY, turned)
    assert found.verdict == "same report"
    assert "in whatever order" in judged(STORY, ". ".join(reversed(parts)) + ".").why


def test_two_long_sentences_are_a_passage_only_beside_others() -> None:
    one, other = (Report(key, key, text) for key, text in (("1", STORY), ("2", REWORDED)))
    found = weigh(plan.collation(plan.witness(one), plan.witness(other)), pair(*map(fingerprints, (one, other))))
    two = replace(found, carried=0.7, longer_carried=0.7, outside=0.0, links=2, followed=0.0, partners=2)
    assert ceilings(two)["wording"] == Bound(2)
    for beside in (replace(two, longer_carried=0.5), replace(two, outside=0.3)):
        assert ceilings(beside)["wording"].most == 0
        assert "one borrowed passage" in ceilings(beside)["wording"].told[0]


def test_what_is_half_its_own_on_either_side_was_reworded_or_is_no_telling() -> None:
    one, other = (Report(key, key, text) for key, text in (("1", STORY), ("2", REWORDED)))
    found = weigh(plan.collation(plan.witness(one), plan.witness(other)), pair(*map(fingerprints, (one, other))))
    half = replace(found, one_kept=0.45, other_kept=0.4, retained=0.7)
    assert {bound.most for bound in ceilings(half).values()} == {0}
    assert (
        ceilings(replace(half, retained=0.5))["wording"] == ceilings(replace(half, one_kept=0.6))["wording"] == Bound(2)
    )


def test_too_few_sentences_make_no_course() -> None:
    evidence = weigh(
        plan.collation(plan.witness(Report("1", "1", STORY)), plan.witness(Report("2", "2", REWORDED))),
        pair(fingerprints(Report("1", "1", STORY)), fingerprints(Report("2", "2", REWORDED))),
    )
    assert ceilings(replace(evidence, lifted=0.2))["course"] == Bound(2)
    assert ceilings(replace(evidence, lifted=0.05))["course"].most == 1, "hardly a phrase is shared"
    apart = replace(evidence, phrased=0.1, together=0.3, carried=0.4)
    assert ceilings(apart)["course"].most == 0, "hardly two words near each other are shared"
    assert ceilings(replace(apart, together=0.7))["course"].most > 0, "words that both have stand together"
    assert ceilings(replace(apart, carried=0.8))["course"].most > 0, "the sentences can still be recognised"
    few = ceilings(replace(evidence, partners=2))["course"]
    assert few.most == 0
    assert few.highest < SETTINGS.kinship.cannot_tell
    assert "too few" in few.told[0]


def test_the_shorter_two_reports_are_the_more_they_share_by_chance() -> None:
    evidence = weigh(
        plan.collation(plan.witness(Report("1", "1", STORY)), plan.witness(Report("2", "2", REWORDED))),
        pair(fingerprints(Report("1", "1", STORY)), fingerprints(Report("2", "2", REWORDED))),
    )
    shared = replace(evidence, phrased=0.19, together=0.3, carried=0.4)
    assert ceilings(replace(shared, words=100))["course"].most == 0
    assert ceilings(replace(shared, words=400))["course"].most > 0


def test_one_sentence_in_a_longer_report_is_a_passage() -> None:
    lead = STORY.split(". ")[0] + "."
    assert judged(lead, STORY).verdict == "cannot tell"
    assert "one sentence" in judged(lead, STORY).why
    assert judged(lead, lead).verdict == "same report"


def test_hostile_texts_are_quick() -> None:
    start = perf_counter()
    for text in ("a" * 200_000, "Same sentence here. " * 3000, "! " * 50_000, '"' * 5000):
        judged(text, STORY)
    assert perf_counter() - start < 60


def test_one_wording_with_other_names_is_a_form() -> None:
    made = weigh(
        plan.collation(plan.witness(Report("1", "1", STORY)), plan.witness(Report("2", "2", REWORDED))),
        pair(fingerprints(Report("1", "1", STORY)), fingerprints(Report("2", "2", REWORDED))),
    )
    form = ceilings(replace(made, lifted=0.7, contrary=0.43, same_words=0.83))
    assert {bound.most for bound in form.values()} == {0}
    misspelt = ceilings(replace(made, lifted=0.7, contrary=0.33, same_words=0.83))
    assert misspelt["course"].most == 2


def test_words_with_blanks_between_their_letters_are_no_other_names() -> None:
    spaced = " ".join(" ".join(word) if at % 4 == 0 else word for at, word in enumerate(STORY.split()))
    assert judged(STORY, spaced).verdict in COPIES


def test_equal_notices_are_no_report() -> None:
    one, other = (Report(key, key, "This article is for subscribers only.") for key in "12")
    kinship = plan.judgement(plan.collation(plan.witness(one), plan.witness(other)))
    assert kinship.verdict == "cannot tell"
    assert "a notice or an empty page" in kinship.why or "no prose" in kinship.why
    assert plan.pile([one, other]).tellings == ()
