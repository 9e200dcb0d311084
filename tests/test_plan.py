"""The promises that hold over all rooms, for any two texts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold import plan
from retold.glossary import (
    CHANGES,
    COPIES,
    CREDITS,
    FATES,
    GRAVITIES,
    MAKINGS,
    MENTIONS,
    RELATIONS,
    ROLES,
    STANDINGS,
    VERDICTS,
    Comparison,
    Report,
)
from retold.identity import report_key
from retold.output import wording

HARBOUR = Path(__file__).resolve().parent.parent / "examples" / "harbour" / "reports"
TEXTS = [path.read_text("utf-8") for path in sorted(HARBOUR.glob("*.txt"))]
SENTENCES = [sentence for text in TEXTS for sentence in text.split(". ")][:400]
ODD = ["“", "”", "\u202e", "\u200b", "é", "\n\n", "\r\n", "—", "...", "Mr", "2m", "\U0001f600", " ", "Ж", "。"]


def report(id: str, text: str) -> Report:
    return Report(report_key(id, text), id, text)


texts = st.one_of(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from([*SENTENCES, *ODD]), min_size=1, max_size=25).map(". ".join),
    st.text(min_size=1, max_size=200).filter(str.strip),
)
slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_rows(found: Comparison) -> None:
    """Offsets are exact, words come from the closed vocabularies, judgements carry confidence and why."""
    laid, kinship = found.collation, found.kinship
    held = {side.report.report: side.report.text for side in (laid.one, laid.other)}
    for side in (laid.one, laid.other):
        for sentence in side.sentences:
            assert side.report.text[sentence.start : sentence.stop] == sentence.text
        assert all(row.role in ROLES and row.why and 0 <= row.confidence <= 1 for row in side.furniture)
        assert all(row.kind in CREDITS and row.why for row in side.credits)
        for credit in side.credits:
            assert side.report.text[credit.start : credit.stop] == credit.text
        for mention in side.mentions:
            assert mention.kind in MENTIONS
            assert side.report.text[mention.start : mention.stop] == mention.text
    assert kinship.verdict in VERDICTS
    assert kinship.relation in RELATIONS
    assert all(making in MAKINGS for making in kinship.making.split("+") if making)
    assert bool(kinship.making) == (kinship.verdict in COPIES)
    assert 0 <= kinship.confidence <= 1
    assert kinship.why
    for change in found.changes:
        assert change.kind in CHANGES
        assert change.gravity in GRAVITIES
        assert change.why
        assert held[change.one][change.one_start : change.one_stop] == change.one_text
        if change.other is not None:
            assert held[change.other][change.other_start : change.other_stop] == change.other_text
    assert all(row.standing in STANDINGS for row in found.descents)
    assert all(link.fate in FATES for link in laid.links)


def check_total(found: Comparison) -> None:
    """Every sentence of the story has its fate; only furniture and credits may have none."""
    laid = found.collation
    for side, witness in (("one_place", laid.one), ("other_place", laid.other)):
        fates: dict[int, set[str]] = {}
        for link in laid.links:
            if getattr(link, side) is not None:
                fates.setdefault(getattr(link, side), set()).add(link.fate)
        assert all(len(fate) == 1 or fate == {"split", "merged"} for fate in fates.values()), "a tie runs n:m"
        aside = [(row.start, row.stop) for row in (*witness.furniture, *witness.credits)]
        for sentence in witness.sentences:
            if sentence.place not in fates:
                assert any(start < sentence.stop and sentence.start < stop for start, stop in aside), sentence.text


@slow
@given(texts, texts)
def test_any_two_texts_get_rows_that_keep_the_rules(one: str, other: str) -> None:
    found = plan.comparison(report("one", one), report("other", other))
    check_rows(found)
    check_total(found)


@slow
@given(texts, texts)
def test_comparing_the_other_way_round_mirrors(one: str, other: str) -> None:
    there = plan.comparison(report("one", one), report("other", other))
    back = plan.comparison(report("other", other), report("one", one))
    for name in ("verdict", "relation", "borrowed", "confidence"):
        assert getattr(there.kinship, name) == getattr(back.kinship, name)
    assert there.kinship.one_kept == back.kinship.other_kept
    mirror = {"split": "merged", "merged": "split", "dropped": "added", "added": "dropped"}
    assert Counter((link.one_place, link.other_place, link.fate) for link in there.collation.links) == Counter(
        (link.other_place, link.one_place, mirror.get(link.fate, link.fate)) for link in back.collation.links
    )
    assert {(row.parent, row.child, row.standing) for row in there.descents} == {
        (row.parent, row.child, row.standing) for row in back.descents
    }
    turned = {"dropped": "added", "added": "dropped"}
    assert Counter((row.kind, row.manner, row.one_text, row.other_text) for row in there.changes if row.other) == (
        Counter(
            (row.kind, turned.get(row.manner, row.manner), row.other_text, row.one_text)
            for row in back.changes
            if row.other
        )
    )


@pytest.mark.parametrize("text", TEXTS[:6], ids=lambda text: text[:20])
def test_a_text_beside_itself_is_all_kept(text: str) -> None:
    found = plan.comparison(report("one", text), report("other", text))
    assert found.kinship.verdict in COPIES
    assert found.kinship.making == "verbatim"
    assert {link.fate for link in found.collation.links} == {"kept"}
    assert not any(link.moved for link in found.collation.links)
    assert not [change for change in found.changes if change.kind != "suspect"]


HOSTILE = {
    "one word": "a",
    "a megabyte without a space": "a" * 1_000_000,
    "only stops": "." * 100_000,
    "only quotation marks": "“" * 20_000,
    "ten thousand equal sentences": "The board met on Monday. " * 10_000,
    "initials without end": "A. " * 30_000,
    "brackets": "(" * 20_000 + ")" * 20_000,
    "names without end": "Anna Berg " * 10_000,
    "numbers": "1,234.5 " * 20_000,
    "two languages": "Новости порта сегодня утром. " * 200,
    "nothing but a sign-up": "Sign up for our newsletter. " * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_quick_and_raise_nothing(name: str) -> None:
    import time

    begun = time.process_time()
    found = plan.comparison(report("one", HOSTILE[name]), report("other", TEXTS[0]))
    assert found.kinship.verdict not in COPIES
    plan.witness(report("self", HOSTILE[name]))
    assert time.process_time() - begun < 30, "far from linear"


def test_disguise_is_a_finding_and_hides_nothing() -> None:
    disguised = TEXTS[1].replace("a", "а").replace("o", "о")  # Cyrillic letters
    found = plan.comparison(report("one", TEXTS[1]), report("other", disguised))
    assert found.kinship.verdict in COPIES
    assert any("look-alike" in finding for finding in found.findings)


def test_the_verdict_is_said_in_words_for_every_kind() -> None:
    found = plan.comparison(report("one", TEXTS[0]), report("other", TEXTS[3]))
    assert wording.verdict(found).endswith(".")
