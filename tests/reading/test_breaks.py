"""After broken quotes: a record is known by its id."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold.identity import digest
from retold.reading.breaks import Ids

from .reports import pile, written

HEADER = ["id", "text"]


def learned(*ids: str) -> Ids:
    made = Ids("id")
    for id in ids:
        made.learn(HEADER, [id, "x"])
    return made


@pytest.mark.parametrize(
    ("seen", "id", "known"),
    [
        (["reuters-1", "reuters-22"], "reuters-333", True),
        (["reuters-1", "reuters-22"], "Then", False),
        (["reuters-1", "reuters-22"], "of 1987 shares", False),
        (["a headline as an id", "another"], "one more headline", True),
        (["7", "8"], "9", True),
        ([], "reuters-1", True),
        ([], "Then", False),
        ([], "", False),
        (["n-1"] * 99 + ["Then"], "Then", False),
        ([digest(str(n), size=6) for n in range(300)], digest("another", size=6), True),
        ([digest(str(n), size=6) for n in range(300)], "and 12 more", False),
    ],
)
def test_known_ids(seen: list[str], id: str, known: bool) -> None:
    assert learned(*seen).known(HEADER, [id, "x"]) is known


def test_a_row_of_another_width_is_no_record() -> None:
    assert not learned("1").known(HEADER, ["2"])
    assert not Ids(None).known(["text"], ["Then"])


def test_damaged_quotes_invent_no_reports(tmp_path: Path) -> None:
    """Every fifth record loses its closing or its opening quotation mark; the others are all read."""
    body = "The ships met, slowly.\nNobody, it seems, saw them.\nHarbour 12, they said"
    rows = []
    for n in range(200):
        first = "" if n % 10 == 9 else '"'
        last = "" if n % 10 == 4 else '"'
        rows.append(f"ap-{n},{first}{body}{last}\n")
    found = pile(written(tmp_path / "a.csv", "id,text\n" + "".join(rows)))
    whole = [f"ap-{n}" for n in range(200) if n % 5 != 4]
    right = [report.id for report in found.reports if report.text == body]
    assert len(right) >= 0.9 * len(whole)
    assert set(right) <= set(whole)
    invented = [id for id in found.ids if not id.startswith("ap-")]
    assert len(invented) <= 2
