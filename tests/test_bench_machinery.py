"""The measures' machinery on tiny made-up data: forms, plants, alignment, quotations, piles, the gate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import aligning, figures, gate, laying, piles, planting, quoting, readme, sets, trees
from bench.aligning import Gold
from bench.laying import Fate, Laid
from bench.measures import stemma
from bench.plagdet import Span
from bench.sets import Folder
from bench.task import Task

HARBOUR = (
    "The harbour board met on Monday, and the members agreed on a plan for the old pier. "
    "It will cost 45 million crowns. The work may begin in March, but nobody has named a builder so far. "
    'Anna Lind said: "We have waited nineteen years for this pier to be mended properly again." '
    "She thanked the Ministry of Works. The council votes next week. There was no word from the opposition. "
    "Boats were moved in April. The ferry goes on as before."
)


def lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


# --- sets ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    reports = [{"id": name, "text": f"text {name}", "event": name[0]} for name in ("a1", "a2", "b1")]
    lines(tmp_path / "any" / "thing" / "reports.jsonl", reports)
    truth = {"a": "a1", "b": "a2", "relation": "derived", "direction": "a>b", "kind": "cut"}
    lines(tmp_path / "any" / "thing" / "truth.jsonl", [truth])
    lines(tmp_path / "any" / "thing" / "overlap.jsonl", [{"a": "a1", "b": "b1", "containment5": 0.7}])
    (tmp_path / "two").mkdir()
    for name in ("x.txt", "y.txt", "README.md"):
        (tmp_path / "two" / name).write_text(name, "utf-8")
    return tmp_path


def test_a_set_is_known_by_what_stands_in_it(root: Path) -> None:
    assert [folder.name for folder in sets.folders(root, "pile")] == ["any/thing"]
    assert [folder.name for folder in sets.folders(root, "two tellings")] == ["two"]
    assert sets.folders(root, "verses") == []


@pytest.mark.parametrize(
    ("wanted", "label"),
    [("thing", "thing"), ("any/thing", "any/thing"), ("any", "any/thing"), ("any/thing/", "any/thing")],
)
def test_a_set_is_written_under_the_name_that_the_user_gave_it(root: Path, wanted: str, label: str) -> None:
    assert [folder.label for folder in sets.folders(root, "pile", [wanted])] == [label]


def test_a_set_that_is_not_there_is_named(root: Path) -> None:
    assert sets.unknown(root, ["thing", "nowhere"]) == ["nowhere"]


def test_labels_of_a_pile(root: Path) -> None:
    held = sets.pile(sets.folders(root, "pile")[0])
    assert [(label.truth, label.direction) for label in held.labels] == [("copy", "a>b"), ("overlap", "")]


def test_a_draw_does_not_depend_on_the_order() -> None:
    task = Task(Path("."), limit=3)
    names = [f"n{at}" for at in range(10)]
    assert set(task.draw(names, names)) == set(task.draw(names[::-1], names[::-1]))
    assert len(task.draw(names, names)) == 3


# --- planted texts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [planting.split(HARBOUR), planting.merge(HARBOUR), planting.block(HARBOUR, HARBOUR)])
def test_a_plant_says_truly_where_its_sentences_stand(made: planting.Planted | None) -> None:
    assert made is not None
    assert all(made.one_text[a:b].strip() == made.one_text[a:b] != "" for a, b in made.gold.here)
    assert all(made.other_text[a:b].strip() == made.other_text[a:b] != "" for a, b in made.gold.there)
    for (one, other), fate in made.gold.pairs.items():
        if fate == "kept":
            assert made.one_text[slice(*made.gold.here[one])] == made.other_text[slice(*made.gold.there[other])]


def test_splits_and_merges_are_planted() -> None:
    split, merged = planting.split(HARBOUR), planting.merge(HARBOUR)
    assert split is not None
    assert merged is not None
    assert "on Monday. And the members" in split.other_text
    assert sorted(split.gold.pairs.values()).count("split") == 4
    assert sorted(merged.gold.pairs.values()).count("merged") >= 2


@pytest.mark.parametrize("kind", planting.KINDS)
def test_an_alteration_changes_its_place_and_nothing_else(kind: str) -> None:
    made = planting.alter("harbour", HARBOUR + " John Berg said no. He said the City Council could wait.", kind)
    if made is None:
        assert kind == "speaker"
        return
    assert made.one_text[: made.here[0]] == made.other_text[: made.there[0]]
    assert made.one_text[made.here[1] :] == made.other_text[len(made.other_text) - len(made.one_text) + made.here[1] :]
    assert made.one_text != made.other_text


# --- links --------------------------------------------------------------------------------------------------------

GOLD = Gold(((0, 10), (11, 20), (21, 30)), ((0, 20), (21, 30)), {(0, 0): "merged", (1, 0): "merged", (2, 1): "kept"})


def laid(*fates: Fate) -> Laid:
    return Laid("one", "other", fates, ())


def test_links_are_laid_on_gold_sentences_by_overlap() -> None:
    made = laid(
        Fate((0, 9), (0, 19), "merged", False),
        Fate((14, 29), (21, 30), "kept", True),
        Fate(None, (0, 9), "added", False),
    )
    assert aligning.found_pairs(made, GOLD) == {(0, 0): ("merged", False), (2, 1): ("kept", True)}
    assert aligning.pair_counts(made, GOLD) == (2, 2, 3)
    assert aligning.fate_counts(made, GOLD) == (2, 2)
    assert aligning.unlinked_counts(made, GOLD, 0) == (0, 1, 0)
    assert aligning.moved_counts(made, GOLD) == (0, 1, 0)


def test_a_span_over_nothing_has_no_place() -> None:
    assert aligning.place((40, 50), GOLD.here) is None
    assert aligning.place((9, 13), GOLD.here) == 1


def test_a_sentence_is_found_despite_typography() -> None:
    folded = aligning.letters("He said:  “It’s late.”  Then he went.")
    assert aligning.locate("It's late", folded) == (11, 20)
    assert aligning.locate("absent", folded) is None


def test_pan_files_are_pans(tmp_path: Path) -> None:
    made = Laid("suspicious-document1.txt", "source-document2.txt", (), ())
    span = Span(made.one, made.other, 3, 13, 20, 40)
    laying.write_pan(tmp_path, Laid(made.one, made.other, (), (span,)))
    path = tmp_path / "suspicious-document1-source-document2.xml"
    assert sets.pan_spans(path, "detected-plagiarism") == [span]


# --- quotations ---------------------------------------------------------------------------------------------------


def article(content: list[list[int]], source: list[list[int]], text: str) -> dict[str, Any]:
    marked = {"id": "1", "source": [source] if source else [], "cue": [], "content": [content]}
    return {"id": "a", "text": text, "annotations": [{"annotator": "x", "attributions": [marked]}]}


def test_a_direct_quotation_needs_content_and_speaker() -> None:
    text = 'Mr Berg said "the pier is closed for good" on Monday.'
    marked = quoting.attributions(article([[13, 42]], [[0, 7]], text))
    assert [item.direct for item in marked] == [True]
    groups = quoting.gathered(marked)
    right, wrong = quoting.Quotation(13, 42, "Berg"), quoting.Quotation(13, 42, "Mr Lind")
    assert quoting.both_found(groups[0], [right])
    assert not quoting.both_found(groups[0], [wrong])
    assert quoting.content_found(groups[0], [wrong])
    assert quoting.borne_out(right, marked)
    assert not quoting.borne_out(quoting.Quotation(43, 52, "Berg"), marked)


def test_indirect_speech_is_not_direct() -> None:
    marked = quoting.attributions(article([[8, 30]], [[0, 4]], "Berg said the pier is closed for good."))
    assert [item.direct for item in marked] == [False]


def test_altered_quotations_are_altered_and_kept_ones_are_not() -> None:
    row = {"id": "a", "text": HARBOUR.replace(": ", " ")}
    made = {item.altered: item for item in quoting.requoted(row, 2)}
    assert set(made) == {True, False}
    folded = {key: aligning.letters(item.other_text)[0] for key, item in made.items()}
    assert folded[False] == aligning.letters(made[False].one_text)[0]
    assert folded[True] != folded[False]


# --- stemmata and piles -------------------------------------------------------------------------------------------


def test_equal_texts_are_one_node_and_close_no_circle() -> None:
    texts = {"a": "One text.", "b": "Another.", "c": "One  text.", "d": "Last."}
    family = sets.Stemma("f", texts, (("a", "b"), ("b", "c"), ("c", "d")), False, "")
    made = stemma.true_tree(family)
    assert len(made.observed) == 3
    assert trees.relation_f1(trees.relations(made, made)) == 1


def test_open_standings_are_undecided() -> None:
    rows = [(None, "a", False, "common source, direction unknown", 0.5), ("a", "b", False, "made from", 0.9)]
    made = stemma.found_tree(rows, ("a", "b"))
    assert trees.relation(made, "a", "b") == ">"
    assert trees.parent_of(made, "a") == trees.UNDECIDED


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 5), st.integers(3, 60))
def test_a_pile_has_its_size_its_seed_and_its_parents(seed: int, size: int) -> None:
    made = list(piles.grow([HARBOUR, HARBOUR.replace("harbour", "railway")] * 3, size, seed))
    assert made == list(piles.grow([HARBOUR, HARBOUR.replace("harbour", "railway")] * 3, size, seed))
    assert len({row.id for row in made}) == len(made) == size
    assert all(row.family == row.parent.split("-")[0] for row in made if row.parent)


def test_a_pile_cuts_sentences_and_no_figures() -> None:
    text = 'Rates rose 6.25 pct in the U.S. Government market. He said "no." Then 19.00 dlrs.\nMore? Yes'
    assert piles.pieces(text) == [
        "Rates rose 6.25 pct in the U.S. Government market. ",
        'He said "no." ',
        "Then 19.00 dlrs.\n",
        "More? ",
        "Yes",
    ]


# --- figures and the gate -----------------------------------------------------------------------------------------


def test_a_broken_set_is_told_and_not_thrown(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> list[figures.Figure]:
        raise ValueError("no")

    found = figures.guarded("set", broken)
    assert found[0].value is None
    assert "not measured: ValueError: no" in found[0].note
    assert "ValueError" in capsys.readouterr().err


def test_nothing_counted_is_said() -> None:
    assert figures.share("set", "figure", 0, 0).note.startswith("not measured")


def floors(**values: float) -> dict[str, Any]:
    held = {f"m | {name} | f": {"value": value, "better": "more"} for name, value in values.items()}
    return {"allowance": 0.0005, "corpus": {}, "floors": held, "lowered": []}


def measured(value: float, better: str = "more") -> figures.Figure:
    return figures.Figure("s", "f", value, better=better)


def test_the_gate_holds_floors_within_the_allowance() -> None:
    name = "m | s | f"
    assert gate.check(floors(s=0.9), {name: measured(0.8996)}, ["s"]) == []
    assert gate.check(floors(s=0.9), {name: measured(0.8990)}, ["s"]) != []
    assert gate.check(floors(s=0.9), {}, ["s"]) != []
    assert gate.check(floors(s=0.9), {}, []) == []


def test_a_count_of_errors_has_no_allowance() -> None:
    held = {"allowance": 0.0005, "floors": {"m | s | f": {"value": 0.0, "better": "less"}}}
    found = figures.errors("s", "f", 1, 10_000)
    assert gate.check(held, {"m | s | f": found}, ["s"]) != []


def test_a_floor_sinks_only_with_a_reason() -> None:
    found = {"m | s | f": measured(0.8), "m | t | f": measured(0.7)}
    kept, refused = gate.raised(floors(s=0.9), found, None)
    assert refused == ["m | s | f"]
    assert {name: row["value"] for name, row in kept["floors"].items()} == {"m | s | f": 0.9, "m | t | f": 0.7}
    kept, refused = gate.raised(floors(s=0.9), found, "the labels were mended")
    assert (refused, kept["lowered"][0]["reason"]) == ([], "the labels were mended")


def test_without_data_the_gate_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--data", str(tmp_path / "nowhere")]) == 0
    assert "NOT RUN" in capsys.readouterr().out


def test_the_readme_shows_the_stored_figures() -> None:
    text = (Path(readme.HERE) / "README.md").read_text("utf-8")
    assert readme.rendered(text) == text


def test_stored_figures_hold_numbers_and_no_paths() -> None:
    for path in (Path(readme.HERE) / "figures").glob("*.json"):
        stored = json.loads(path.read_text("utf-8"))
        assert stored["measure"] == path.stem
        assert all(len(str(row.get("note", ""))) < 250 for row in stored["figures"])


def test_raw_answers_go_where_they_were_asked_to(tmp_path: Path) -> None:
    task = Task(tmp_path, out=tmp_path / "out")
    task.write(Folder(tmp_path, "families/basil", "basil"), "pairs.jsonl", [{"one": "a"}])
    assert (tmp_path / "out" / "basil" / "pairs.jsonl").read_text("utf-8") == '{"one": "a"}\n'
