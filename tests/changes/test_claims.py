"""How strong a claim is, and a claim that became another one."""

from __future__ import annotations

import pytest

from retold.changes.claims import GRADES, strength

from .telling import loud

RELATION = "Eating fish every day was associated with a lower risk of stroke in the study of nurses, the team wrote."
EFFECT = "Eating fish every day reduces the risk of stroke in nurses, the team wrote in the study."
POSSIBLE = "Eating fish every day may reduce the risk of stroke in nurses, the team wrote in the study."


@pytest.mark.parametrize(("text", "grade"), [(RELATION, 1), (POSSIBLE, 2), (EFFECT, 3)])
def test_a_claim_has_a_grade(text: str, grade: int) -> None:
    odds = strength(text.casefold().replace(",", "").replace(".", "").split())
    assert max(range(len(GRADES)), key=odds.__getitem__) == grade
    assert sum(odds) == pytest.approx(1, abs=0.001)


def test_a_relation_that_became_an_effect_is_named_whichever_way_round() -> None:
    for one, other in ((RELATION, EFFECT), (EFFECT, RELATION)):
        rows = [row for row in loud(one, other) if row.kind == "hedge"]
        assert len(rows) == 1
        assert "“reduces” claims more than “associated”" in rows[0].why


def test_the_same_claim_in_other_words_is_no_change() -> None:
    other = RELATION.replace("was associated with", "was linked to")
    assert not [row for row in loud(RELATION, other) if row.kind == "hedge"]
