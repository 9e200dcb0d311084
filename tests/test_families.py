"""Families need support; the keeper is the fullest; nothing depends on order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retold.families import families, joined, mirrored
from retold.glossary import Kinship, Telling


def kin(one: str, other: str, verdict: str = "same report", **more: object) -> Kinship:
    confidence = {"same report": 0.99, "probably": 0.8, "cannot tell": 0.5}.get(verdict, 0.02)
    row = Kinship(one, other, verdict, "telling", "edited", 0.8, 0.8, 0.8, confidence, "")
    return replace(row, **more)  # type: ignore[arg-type]


def groups(tellings: list[Telling]) -> list[str]:
    held: dict[str, list[str]] = {}
    for telling in tellings:
        held.setdefault(telling.family, []).append(telling.report)
    return sorted("".join(sorted(members)) for members in held.values())


LENGTHS = dict.fromkeys("abcdefgh", 1000)


def test_nothing_makes_no_family() -> None:
    assert families([], {}) == []
    assert families([kin("a", "b", "independent"), kin("a", "c", "cannot tell")], LENGTHS) == []


def test_a_sure_link_joins() -> None:
    assert groups(families([kin("a", "b"), kin("b", "c"), kin("d", "e", "unrelated")], LENGTHS)) == ["abc"]


def test_one_doubtful_link_never_joins_two_families_and_is_reported() -> None:
    found = families([kin("a", "b"), kin("c", "d"), kin("b", "c", "probably")], LENGTHS)
    assert groups(found) == ["ab", "cd"]
    assert all("did not join" in telling.why for telling in found)


def test_two_supporting_members_join() -> None:
    links = [kin("a", "b"), kin("c", "d"), kin("b", "c", "probably"), kin("a", "c", "probably")]
    assert groups(families(links, LENGTHS)) == ["abcd"]


def test_a_chain_of_doubtful_links_is_no_family() -> None:
    links = [kin("a", "b", "probably"), kin("b", "c", "probably", confidence=0.79), kin("c", "d", "probably")]
    assert groups(families(links, LENGTHS)) == ["ab", "cd"]


def test_single_reports_join_one_that_leads_them_all() -> None:
    links = [kin("a", "b", "probably"), kin("b", "c", "probably"), kin("a", "c", "cannot tell")]
    assert groups(families(links, LENGTHS)) == ["abc"]
    led = [*links, kin("c", "d", "probably"), kin("a", "e", "probably"), kin("b", "f", "probably")]
    assert groups(families([replace(link, confidence=0.9) for link in links] + led[3:], LENGTHS)) == ["abcf"]


def test_a_sure_link_against_the_judged_pairs_is_a_bridge() -> None:
    against = [kin("a", "d", "independent"), kin("b", "c", "independent")]
    found = families([kin("a", "b"), kin("c", "d"), kin("a", "c", confidence=0.97), *against], LENGTHS)
    assert groups(found) == ["ab", "cd"]


def test_one_sure_link_does_not_outweigh_an_independent_pair() -> None:
    links = [kin("a", "b"), kin("b", "c", confidence=0.98)]
    assert groups(families([*links, kin("a", "c", "independent")], LENGTHS)) == ["ab"]
    assert groups(families([*links, kin("a", "c", "unrelated")], LENGTHS)) == ["ab"], "b is made of both"


def test_a_report_that_stands_whole_in_a_telling_is_not_spoken_against_by_a_cut() -> None:
    cut = kin("b", "c", "independent")
    assert groups(families([kin("a", "b"), kin("a", "c", confidence=0.9), cut], LENGTHS)) == ["ab"]
    assert groups(families([kin("a", "b"), kin("a", "c", confidence=0.9, other_kept=0.9), cut], LENGTHS)) == ["abc"]
    own = kin("a", "c", confidence=0.9, one_kept=0.9)  # it is c that must have nothing of its own
    assert groups(families([kin("a", "b"), own, cut, kin("b", "d"), kin("d", "c", "independent")], LENGTHS)) == ["abd"]


def test_a_passage_set_in_takes_no_report_into_a_family() -> None:
    passage = kin("b", "c", one_kept=0.5, other_kept=0.4, borrowed=0.5)
    found = families([kin("a", "b"), passage], LENGTHS)
    assert groups(found) == ["ab"]
    assert "did not join" in next(row.why for row in found if row.report == "b")
    assert groups(families([passage], LENGTHS)) == ["bc"], "two by themselves are what the verdict says"
    reworded = replace(passage, borrowed=0.1)
    assert groups(families([kin("a", "b"), reworded], LENGTHS)) == ["abc"]


def test_a_report_made_of_two_brings_them_into_no_family() -> None:
    made = [
        kin("p", "x", one_kept=0.48, other_kept=0.77),
        kin("p", "y", confidence=0.98, one_kept=0.46, other_kept=0.75),
    ]
    assert groups(families([*made, kin("x", "z")], LENGTHS)) == ["py", "xz"]
    whole = [replace(link, other_kept=0.9) for link in made]
    assert groups(families([*whole, kin("x", "z")], LENGTHS)) == ["pxyz"], "two cuts of one report"


def test_versions_belong_together_and_are_said_to_be_versions() -> None:
    found = families([kin("a", "b", "cannot tell", relation="versions")], LENGTHS)
    assert groups(found) == ["ab"]
    assert all("another version of the same page: 1" in telling.why for telling in found)


def test_of_tellings_as_full_the_keeper_is_the_one_whose_wording_the_others_share() -> None:
    longer = kin("a", "b", making="reworded", one_kept=1.0, other_kept=1.0, borrowed=0.2)
    cut = kin("a", "c", making="abridged", one_kept=0.5, other_kept=1.0, borrowed=1.0)
    reworded_cut = kin("b", "c", making="abridged+reworded", one_kept=0.5, other_kept=1.0, borrowed=0.2)
    words = {"a": 400, "b": 420, "c": 200}
    assert [telling.report for telling in families([longer, cut, reworded_cut], words) if telling.keeper] == ["a"]
    assert [telling.report for telling in families([longer], words) if telling.keeper] == ["b"], "of two the longer"
    words["b"] = 500
    found = families([longer, cut, reworded_cut], words)
    assert [telling.report for telling in found if telling.keeper] == ["b"], "a tenth fuller is fuller"


def test_the_keeper_is_the_fullest_of_what_others_carry() -> None:
    cut = kin("a", "b", making="expanded", one_kept=1.0, other_kept=0.4)
    swollen = kin("b", "c", making="expanded", one_kept=1.0, other_kept=0.3)
    found = families([cut, swollen], {"a": 400, "b": 1000, "c": 3000})
    assert [telling.report for telling in found if telling.keeper] == ["b"]
    making = {telling.report: telling.making for telling in found}
    assert making == {"a": "abridged", "b": "", "c": "expanded"}
    assert [telling.borrowed for telling in found] == [1.0, 1.0, 0.3]


def test_making_goes_along_the_path() -> None:
    links = [kin("a", "b", making="abridged"), kin("b", "c", making="reworded", one_kept=0.2, borrowed=0.1)]
    found = families(links, {"a": 2000, "b": 500, "c": 400})
    assert [telling.making for telling in found] == ["", "abridged", "abridged+reworded"]
    assert "through 1 other telling" in found[2].why


def test_makings_mirror_and_join() -> None:
    assert mirrored("abridged+reworded") == "reworded+expanded"
    assert joined(["verbatim", "", "edited"]) == "edited"
    assert mirrored("") == ""


pairs = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"),
        st.sampled_from("abcdefgh"),
        st.sampled_from(["same report", "probably", "independent", "cannot tell"]),
        st.sampled_from([0.5, 0.9]),
    ),
    max_size=20,
)


@given(pairs, st.randoms())
def test_order_is_no_matter(drawn: list[tuple[str, str, str, float]], random: object) -> None:
    held = {
        (one, other): kin(one, other, verdict, confidence=confidence)
        for one, other, verdict, confidence in drawn
        if one < other
    }
    links = list(held.values())
    found = families(links, LENGTHS)
    random.shuffle(links)  # type: ignore[attr-defined]
    assert families(links, LENGTHS) == found
    assert len({telling.report for telling in found}) == len(found)
    for family in {telling.family for telling in found}:
        assert sum(telling.keeper for telling in found if telling.family == family) == 1


def test_verbatim_is_a_making_and_gives_way_to_any_other() -> None:
    assert joined(("", "verbatim")) == "verbatim"
    assert joined(("verbatim", "abridged")) == "abridged"
    assert joined(()) == ""
