"""The measures agree with figures worked out by hand, and with published ones where the data is at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import calibration, clustering, intervals, plagdet, trees
from bench.plagdet import Span

DATA = Path(os.environ.get("RETOLD_DATA", Path(__file__).parents[2] / "shared" / "data"))


# --- intervals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hits", "of", "percent"),
    [
        (0, 299, 0.9969),
        (0, 298, 1.0002),
        (4, 1000, 0.913),
        (5, 1000, 1.048),
        (12, 2000, 0.970),
        (38, 5000, 0.995),
        (0, 1000, 0.299),
        (0, 10000, 0.030),
        (1, 100, 4.656),
    ],
)
def test_the_upper_bound_of_a_share_is_clopper_and_pearsons(hits: int, of: int, percent: float) -> None:
    assert 100 * intervals.upper_bound(hits, of) == pytest.approx(percent, abs=0.0006)


def test_an_interval_holds_its_share_and_mirrors() -> None:
    low, high = intervals.share_interval(8, 10)
    assert (low, high) == (pytest.approx(0.4439, abs=1e-4), pytest.approx(0.9748, abs=1e-4))
    other_low, other_high = intervals.share_interval(2, 10)
    assert (1 - other_high, 1 - other_low) == (pytest.approx(low), pytest.approx(high))


def test_no_trials_say_nothing() -> None:
    assert intervals.share_interval(0, 0) == (0.0, 1.0)
    assert intervals.share_interval(5, 5)[1] == 1.0
    assert intervals.bootstrap([], len) == (0.0, 1.0)


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_bounds_enclose_the_share(drawn: tuple[int, int]) -> None:
    hits, of = drawn
    low, high = intervals.share_interval(hits, of)
    assert 0 <= low <= hits / of <= high <= 1


def test_the_bootstrap_is_the_same_every_time() -> None:
    rows = [0.1, 0.5, 0.9, 0.4]

    def mean(drawn: list[float]) -> float:
        return sum(drawn) / len(drawn)

    first = intervals.bootstrap(rows, mean)  # type: ignore[arg-type]
    assert first == intervals.bootstrap(rows, mean)  # type: ignore[arg-type]
    assert first[0] < 0.475 < first[1]


# --- plagdet ------------------------------------------------------------------------------------------------------


def span(one: int, one_stop: int, other: int, other_stop: int) -> Span:
    return Span("suspicious", "source", one, one_stop, other, other_stop)


def test_plagdet_of_given_rates() -> None:
    assert plagdet.plagdet(1, 1, 2) == pytest.approx(0.63092975)
    assert plagdet.plagdet(0.25, 0.75, 2) == pytest.approx(0.2365987)
    assert plagdet.plagdet(0, 0, 1) == 0


def test_a_detection_twice_as_long_is_half_right() -> None:
    found = plagdet.score([span(0, 100, 0, 100)], [span(0, 200, 0, 200)])
    assert (found.recall, found.precision) == (1, 0.5)
    assert found.plagdet == pytest.approx(0.66666667)


def test_two_detections_of_one_case_cost_granularity() -> None:
    found = plagdet.score([span(0, 100, 0, 100)], [span(0, 40, 0, 40), span(60, 100, 60, 100)])
    assert (found.recall, found.precision, found.granularity) == (0.8, 1, 2)
    assert found.plagdet == pytest.approx(0.56082645)


def test_one_case_of_two_found() -> None:
    found = plagdet.score([span(0, 100, 0, 100), span(500, 600, 500, 600)], [span(0, 100, 0, 100)])
    assert (found.recall, found.precision) == (0.5, 1)
    assert found.plagdet == pytest.approx(0.66666667)


def test_the_right_stretch_here_and_a_wrong_one_there_is_nothing() -> None:
    assert plagdet.score([span(0, 100, 0, 100)], [span(0, 100, 100, 200)]).plagdet == 0


def test_empty_sets_and_repeated_detections() -> None:
    assert plagdet.score([], []).plagdet == 1
    assert plagdet.score([span(0, 9, 0, 9)], []).plagdet == 0
    assert plagdet.score([], [span(0, 9, 0, 9)]).plagdet == 0
    assert plagdet.score([span(0, 9, 0, 9)], [span(0, 9, 0, 9)] * 2).granularity == 1


def test_the_micro_figures_count_overlaps_once() -> None:
    precision, recall = plagdet.micro([span(0, 100, 0, 100)], [span(0, 60, 0, 60), span(40, 80, 40, 80)])
    assert (precision, recall) == (1, 0.8)


@pytest.mark.parametrize(
    ("part", "folder", "wanted"),
    [("04-out", "04-translation-obfuscation", 0.8839884), ("05-out", "05-summary-obfuscation", 0.5760862)],
)
def test_the_given_detections_score_as_published(part: str, folder: str, wanted: float) -> None:
    from bench.sets import pan_cases, pan_spans

    root = DATA / "collation" / "pan13"
    given_out = root / "train_sanchezperez14_detections" / part
    if not given_out.exists():
        pytest.skip("the PAN corpus is not here (RETOLD_DATA)")
    cases = pan_cases(root / "train" / folder)
    detections = [span for path in sorted(given_out.rglob("*.xml")) for span in pan_spans(path, "detected-plagiarism")]
    assert plagdet.score(cases, detections).plagdet == pytest.approx(wanted, abs=1e-7)


# --- families -----------------------------------------------------------------------------------------------------

TRUTH = dict(zip("abcdef", (1, 1, 1, 2, 2, 3), strict=True))


def test_a_report_in_the_wrong_family() -> None:
    found = dict(zip("abcdef", (1, 1, 2, 2, 2, 3), strict=True))
    assert clustering.pair_f1(TRUTH, found)[2] == 0.5
    assert clustering.adjusted_rand(TRUTH, found) == pytest.approx(0.318182, abs=1e-6)
    assert clustering.b_cubed(TRUTH, found)[2] == pytest.approx(0.777778, abs=1e-6)
    assert clustering.purity(TRUTH, found) == (4, 5)


def test_two_families_merged() -> None:
    found = dict(zip("abcdef", (1, 1, 1, 1, 1, 3), strict=True))
    assert clustering.pair_f1(TRUTH, found) == (0.4, 1, pytest.approx(0.571429, abs=1e-6))
    assert clustering.adjusted_rand(TRUTH, found) == pytest.approx(0.307692, abs=1e-6)
    assert clustering.b_cubed(TRUTH, found) == (pytest.approx(0.6), 1, pytest.approx(0.75))


def test_macro_f1_and_auc() -> None:
    assert clustering.macro_f1(["a", "a", "b"], ["a", "b", "b"], ("a", "b", "c")) == pytest.approx(2 / 3)
    assert clustering.auc([3, 2], [1, 2]) == 0.875
    assert clustering.auc([], [1]) == 0.5


# --- stemmata -----------------------------------------------------------------------------------------------------

TREE = trees.tree([("A", "B"), ("A", "C"), ("C", "D")], "ABCD")
CHAIN = trees.tree([("A", "B"), ("B", "C"), ("C", "D")], "ABCD")
REROOTED = trees.tree([("D", "C"), ("C", "A"), ("A", "B")], "ABCD")
STAR = trees.tree([("x", "A"), ("x", "B"), ("x", "C"), ("x", "D")], "ABCD")


def close(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


def test_a_tree_against_itself_is_perfect() -> None:
    assert (trees.sign_distance(TREE, TREE), trees.depth_distance(TREE, TREE)) == (1, 1)
    assert trees.relation_f1(trees.relations(TREE, TREE)) == 1
    assert trees.phylogeny(TREE, TREE) == trees.Phylogeny(1, 1, 1, 1)


def test_a_chain_where_a_branch_was() -> None:
    assert trees.sign_distance(TREE, CHAIN) == close(0.666667)
    assert trees.depth_distance(TREE, CHAIN) == close(0.916667)
    found = trees.phylogeny(TREE, CHAIN)
    assert (found.directed, found.ancestry) == (close(0.666667), close(0.666667))
    assert trees.relation_f1(trees.relations(TREE, CHAIN)) == close(0.533333)
    assert clustering.rates(*trees.clade_counts(TREE, CHAIN))[2] == close(0.8)


def test_a_tree_wrong_in_every_direction_but_one_scores_full_marks_when_unrooted() -> None:
    assert trees.sign_distance(TREE, REROOTED) == 1
    assert trees.depth_distance(TREE, REROOTED) == 0.25
    found = trees.phylogeny(TREE, REROOTED)
    assert (found.directed, found.ancestry) == (close(0.333333), close(0.111111))


def test_a_star_under_one_lost_node() -> None:
    assert trees.sign_distance(TREE, STAR) == close(0.583333)
    assert trees.depth_distance(TREE, STAR) == close(0.583333)
    assert trees.root_of(STAR) == trees.LOST
    assert trees.lost_nodes(STAR) == 1


def test_the_canonical_form_keeps_only_lost_nodes_that_texts_can_show() -> None:
    found = trees.tree([("x", "y"), ("y", "A"), ("A", "z"), ("z", "B"), ("y", "w")], "AB")
    assert dict(found.parents) == {"A": None, "B": "A"}
    assert trees.merged([("A", "B"), ("B", "C")], {"B": "A"}) == [("A", "C")]


def test_parents_may_be_lost_and_undecided_is_not_an_answer() -> None:
    truth = trees.tree([("x", "A"), ("x", "B")], "AB")
    silent = trees.tree([], "AB", "AB")
    assert trees.parents_right(truth, truth) == 2
    assert trees.parents_right(truth, silent) == 0
    assert trees.relation(silent, "A", "B") == trees.UNDECIDED
    assert trees.relation_f1(trees.relations(truth, silent)) == 0


# --- calibration --------------------------------------------------------------------------------------------------


def test_calibration_of_twenty_pairs() -> None:
    judged = [(0.9, at < 8) for at in range(10)] + [(0.6, at < 6) for at in range(10)]
    assert calibration.expected_error(judged) == pytest.approx(0.05)
    assert calibration.brier(judged) == pytest.approx(0.205)
    assert calibration.mixed_error(judged, sum(true for _, true in judged) / 20) == pytest.approx(0.05)
    assert calibration.mixed_error(judged, 0.01) > 0.05


def test_abstaining_is_worth_what_answering_is_on_average() -> None:
    assert calibration.c_at_1(6, 2, 10) == pytest.approx(0.72)


def test_bins_have_equal_mass() -> None:
    found = calibration.bins([(at / 100, at % 2 == 0) for at in range(100)], 4)
    assert [b.count for b in found] == [25, 25, 25, 25]


def test_floors_hold_numbers_only() -> None:
    floors = Path(__file__).parents[1] / "bench" / "floors.json"
    text = json.loads(floors.read_text("utf-8"))
    assert all(isinstance(row["value"], int | float) for row in text["floors"].values())
