"""Stars of rewordings: all pairs together name the source, or say that it is lost, or leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, permutations
from time import process_time

import pytest

from retold.apparatus import apparatus
from retold.collation import collate
from retold.glossary import Credit, Descent, Family, Report, Witness
from retold.identity import family_id, report_key
from retold.sentences import sentences
from retold.settings import SETTINGS
from retold.stemma import likeliest, regime, stemma
from retold.stemma.evidence import table
from retold.stemma.groups import groups
from retold.stemma.regimes import COPIES
from retold.stemma.stars import Star, lacking, less_lost, rows, star

SOURCE = (
    "The ferry didn't sail on Tuesday. Not a soul in Brackwater could say why. “We got a call at 6:40,” said Petra "
    "Lindqvist, 51, who sells tickets at the Kessel pier. “That's all I know.” By noon some 300 people stood in the "
    "rain, and Mayor Otto Varga told them to go home. They didn't. A bus came at 2:15; it held 48. Lindqvist gave her "
    "seat to a boy from Nordhaven. The boat, the Alma II, is 34 years old and has been laid up twice since March. "
    "“She'll run when she runs,” said Jan Roest, her mate. The harbour office said it would look into it by Friday."
)
TELLINGS = (
    "The cancellation of the ferry service in Brackwater on Tuesday sparked widespread frustration among passengers, "
    "highlighting ongoing concerns about the reliability of regional transport. Despite the challenging weather, "
    "approximately 300 individuals remained at the Kessel pier, defying the instructions of Mayor Otto Varga. Petra "
    "Lindqvist, a ticket vendor, stated that she had received only a brief call, emphasizing the lack of information. "
    "Additionally, a replacement bus with a limited capacity of 48 arrived in the afternoon, leaving numerous "
    "travelers stranded. The vessel, which is 34 years old, has reportedly faced several technical difficulties. "
    "Ultimately, the harbour office has committed to conducting a thorough investigation by Friday, underscoring its "
    "dedication to transparency.",
    "Residents of Brackwater experienced significant disruption as the Alma II remained docked throughout Tuesday, "
    "with officials offering no explanation for the suspension. According to Petra Lindqvist, who manages ticket "
    "sales, the notification came early in the morning, leaving staff unprepared for the growing crowd. Hundreds of "
    "people waited in heavy rain for hours, demonstrating their determination to reach their destinations, despite "
    "being urged to return home by the mayor. Furthermore, a single bus was provided, accommodating merely 48 "
    "passengers, while crew member Jan Roest expressed uncertainty regarding the schedule. Authorities have announced "
    "that the matter will be examined before the end of the week, reflecting growing public concern.",
    "A mysterious interruption of ferry operations left approximately 300 travelers stranded at the pier in "
    "Brackwater, raising important questions about the aging vessel. Mayor Otto Varga encouraged individuals to leave "
    "the area; however, many chose to stay, highlighting their frustration with the situation. In a notable act of "
    "kindness, Petra Lindqvist offered her seat to a young boy from Nordhaven, showcasing the resilience of the local "
    "community. The ferry has been out of service on two occasions since March, contributing to ongoing challenges "
    "for commuters. Meanwhile, the harbour office indicated that it is actively reviewing the incident, with findings "
    "expected to be released by Friday.",
)


def family(*texts: str) -> Family:
    """A family of texts under the names a, b, ..."""
    held = [Report(report_key(name, text), name, text) for name, text in zip("abcdefgh", texts, strict=False)]
    witnesses = tuple(Witness(one, tuple(sentences(one))) for one in held)
    name = family_id(one.report.report for one in witnesses)
    collations = tuple(collate(one, other) for one, other in combinations(witnesses, 2))
    return Family(name, witnesses, (), (), collations, *apparatus(name, collations))


def asked(subject: Family) -> Star | None:
    return star(table(subject, [group[0].report.report for group in groups(subject.witnesses)]))


def standings(found: Sequence[Descent], subject: Family) -> dict[str, tuple[str, str]]:
    names = {witness.report.report: witness.report.id for witness in subject.witnesses}
    return {names[row.child]: (names.get(row.parent or "", "lost" if row.lost else "-"), row.standing) for row in found}


def test_of_a_desks_text_and_three_rewordings_the_desks_is_the_likeliest_source() -> None:
    subject = family(SOURCE, *TELLINGS)
    found = asked(subject)
    assert found is not None
    named = standings(likeliest(subject), subject)
    assert named["a"] == ("-", "root")
    assert {named[name] for name in "bcd"} == {("a", "made from")}
    assert all(found.follows) is False


def test_rewordings_whose_source_is_not_held_come_from_a_lost_one() -> None:
    subject = family(*TELLINGS)
    found = asked(subject)
    assert found is not None
    assert found.source is None
    assert set(standings(likeliest(subject), subject).values()) == {("lost", "from a lost original")}


def test_what_is_not_sure_is_left_open_and_says_how_likely_it_is() -> None:
    subject = family(SOURCE, *TELLINGS)
    given = table(subject, [witness.report.report for witness in subject.witnesses])
    for source in (0, None):
        found = rows(given, (), Star(source, 0.6, (False, True, True, True)))
        assert {row.standing for row in found} == {"common source, direction unknown"}
        assert {row.confidence for row in found} == {0.4}
        assert all("60%" in row.why for row in found)


def test_a_sure_source_is_said_of_those_that_may_follow_it_alone() -> None:
    subject = family(SOURCE, *TELLINGS)
    given = table(subject, [witness.report.report for witness in subject.witnesses])
    sure = SETTINGS.stemma.assert_star
    found = standings(rows(given, (), Star(0, sure, (False, True, True, False))), subject)
    assert found["a"] == ("-", "root")
    assert found["b"] == found["c"] == ("a", "made from")
    assert found["d"][1] == "common source, direction unknown"
    nobody = standings(rows(given, (), Star(0, sure, (False,) * 4)), subject)
    assert {standing for _, standing in nobody.values()} == {"common source, direction unknown"}


def test_no_direction_is_said_where_a_telling_credits_another_outlet() -> None:
    subject = family(SOURCE, *TELLINGS)
    first, *rest = subject.witnesses
    key = first.report.report
    credit = Credit(key, 0, 3, "credit line", "From the Tidewater Ledger", "Tidewater Ledger", 0.9, "a credit")
    credited = replace(subject, witnesses=(replace(first, credits=(credit,)), *rest))
    given = table(credited, [witness.report.report for witness in credited.witnesses])
    found = rows(given, (), Star(0, 0.97, (False, True, True, True)))
    assert {row.standing for row in found} == {"common source, direction unknown"}


def test_edits_and_texts_by_people_are_not_asked_together() -> None:
    cut = SOURCE[: SOURCE.index("A bus")]
    assert asked(family(SOURCE, cut, TELLINGS[0])) is None
    assert asked(family(SOURCE, TELLINGS[0])) is None
    assert asked(family(SOURCE, SOURCE.replace("ferry", "boat"), SOURCE.replace("Tuesday", "Monday"))) is None
    assert asked(family("", "!!", "a", TELLINGS[0])) is None


def test_short_texts_among_rewordings_have_no_say_and_are_not_said_to_follow() -> None:
    subject = family("", "!!", *TELLINGS)
    found = asked(subject)
    assert found is not None
    short = [at for at, one in enumerate(subject.witnesses) if len(one.report.text) < 9]
    assert found.source not in short
    assert not any(found.follows[at] for at in short)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_the_tellings_does_not_matter(order: tuple[int, ...]) -> None:
    subject = family(SOURCE, *TELLINGS)
    turned = replace(subject, witnesses=tuple(subject.witnesses[at] for at in order))
    assert stemma(turned) == stemma(subject)
    assert likeliest(turned) == likeliest(subject)


def test_two_parts_of_one_whole_are_no_states_of_a_page() -> None:
    said = [
        f"The {what} of Brackwater closed on day {at} of the strike."
        for at, what in enumerate(("bank", "ferry", "school", "market", "library", "brewery", "museum", "station"))
    ]
    subject = family(" ".join(said), " ".join(said[:4]), " ".join(said[4:]))
    found = regime(subject)
    assert (found.name, found.pages) == (COPIES, False) or found.name == "open"


def test_many_long_hostile_texts_are_weighed_in_a_moment() -> None:
    start = process_time()
    for text in ("the of and to in a " * 5_000, "the of and, to in a Ünal 7 “" * 3_500):
        subject = [Witness(Report(str(at), str(at), f"{at} " + text), ()) for at in range(5)]
        star(table(Family("f", tuple(subject), (), (), (), (), ()), [one.report.report for one in subject]))
    assert process_time() - start < 30


def test_a_tree_says_nothing_of_a_lost_first_text_where_all_pairs_leave_it_open() -> None:
    subject = family(SOURCE, *TELLINGS)
    a, b, c, d = (witness.report.report for witness in subject.witnesses)
    given = table(subject, [a, b, c, d])
    top, inner = "lost-1", "lost-2"
    tree = [
        Descent("f", top, a, True, "from a lost original", "", 0.7, "said by the tree"),
        Descent("f", top, inner, True, "from a lost original", "", 0.7, "said by the tree"),
        Descent("f", inner, b, True, "from a lost original", "", 0.7, "said by the tree"),
        Descent("f", a, d, False, "made from", "", 0.9, "said by the tree"),
    ]
    found = less_lost(tree, given, Star(None, 0.6, (False,) * 4))
    assert [(row.parent, row.child) for row in found] == [(None, a), (inner, b), (a, d)]
    assert (found[0].standing, found[0].confidence) == ("common source, direction unknown", 0.4)


def test_what_several_others_share_against_a_telling_makes_it_less_likely_their_source() -> None:
    others = [
        text.replace("travelers", "friends of Ottokar Brandis") + " Ottokar Brandis was there." for text in TELLINGS
    ]
    assert lacking([SOURCE, *TELLINGS], 0) == 0
    assert lacking([SOURCE, *others], 0) == 2
    plain, against = asked(family(SOURCE, *TELLINGS)), asked(family(SOURCE, *others))
    assert plain is not None
    assert against is not None
    assert against.source != 0 or against.share < plain.share


def test_names_that_one_other_telling_has_or_that_are_common_words_say_nothing() -> None:
    once = [TELLINGS[0] + " So said Ottokar Brandis.", *TELLINGS[1:]]
    assert lacking([SOURCE, *once], 0) == 0
    assert lacking([SOURCE, *(text + " The Through And From." for text in TELLINGS)], 0) == 0
    assert lacking(["", "", ""], 1) == 0
