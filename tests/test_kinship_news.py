"""News of its own above background, a frame about other matter, and what is a telling all the same."""

from __future__ import annotations

from time import process_time

from retold import plan
from retold.glossary import COPIES, Kinship, Report
from retold.kinship.news import Line, News, news

LEAD = "A crane fell across the railway at Dunmere on Monday and stopped every train from the coast to the capital."
DRIVER = "Alan Pocock, its driver, climbed down unhurt and asked a guard for the time."
WALK = "Passengers of the 8:14 walked two miles along the ballast to Thorley, where a baker gave them rolls."
CRANE = "The crane, hired from Lomas Plant for eleven weeks, was lifting girders for a footbridge."
COST = "The footbridge has cost 4.2 million pounds so far, twice what the council voted."
DEATHS = "It replaces a crossing at which three people have died since 1998."
NEWS = (
    "Engineers found a cracked bolt no longer than a thumb in the wreck of the crane, an inspector said on Wednesday.",
    "Helen Marchant of the safety executive held it up in a plastic bag for photographers.",
    "Forty similar ones have been recalled from yards in Hull, Leith and Swansea.",
)
OTHER_LEAD = (
    "Commuters were stranded for hours on Monday when a crane fell on to the line at Dunmere.",
    "Trains from the coast to the capital were stopped, and passengers of one walked to Thorley for a baker's rolls.",
    "It was two miles along the ballast from where the 8:14 stood.",
)
FIRST = (LEAD, WALK, DRIVER, "Nobody has said when the line will open.", CRANE, COST, DEATHS)


def judged(one: tuple[str, ...], other: tuple[str, ...]) -> Kinship:
    return plan.comparison(Report("a", "a", "\n\n".join(one)), Report("b", "b", "\n\n".join(other))).kinship


def test_background_below_news_of_another_day_is_no_telling() -> None:
    found = judged(FIRST, (*NEWS, CRANE, COST, DEATHS, DRIVER))
    assert (found.verdict, found.relation) == ("cannot tell", "borrowed passage")
    assert "news of its own" in found.why
    assert judged((*NEWS, CRANE, COST, DEATHS, DRIVER), FIRST).verdict == "cannot tell"


def test_a_report_under_another_lead_is_a_telling() -> None:
    assert judged(FIRST, (*OTHER_LEAD, DRIVER, CRANE, COST, DEATHS)).verdict in COPIES


def test_a_report_that_is_repeated_whole_below_news_is_a_telling() -> None:
    """Nothing of the first is left out: the second expands it."""
    assert judged(FIRST, (*NEWS, *FIRST)).verdict in COPIES


def text(*sentences: tuple[str, bool]) -> list[Line]:
    rows = [(said.split(), shared) for said, shared in sentences]
    return [Line(len(words), len(words) if shared else 0, shared, words) for words, shared in rows]


HEAD, FOOT = ("every week our man writes from the allotment", True), ("he answers letters on the first sunday", True)


def laid(one: list[Line], other: list[Line]) -> News:
    witness = plan.witness(Report("a", "a", ""))
    return news((one, other), (witness, witness))


def test_a_frame_about_other_matter() -> None:
    one = text(HEAD, ("rhubarb grows faster in the dark under a bucket", False), FOOT)
    other = text(HEAD, ("a goat stood before the committee and ate minutes", False), FOOT)
    found = laid(one, other)
    assert found == laid(other, one)
    assert (found.own, found.copied, found.between) == (0.375, 1.0, 1.0)
    assert found.new > 0.5


def test_what_shares_nothing_takes_nothing_up() -> None:
    assert laid([], []).between == 1.0
    assert laid(text(("alone in the world of words", False)), text()).copied == 0.0


def test_the_openings_name_two_days() -> None:
    monday, wednesday, again = (
        plan.witness(Report(lead, lead, lead)) for lead in (LEAD, "\n".join(NEWS), "\n".join(OTHER_LEAD))
    )
    above = [(f"one{at} two{at} three{at} four{at} five{at} six{at} seven{at} eight{at}", False) for at in range(8)]
    later = text(*above, HEAD, FOOT)
    earlier = text(HEAD, FOOT, ("something else that was new on that other day", False))
    assert news((later, earlier), (wednesday, monday)).another_day
    assert not news((later, earlier), (again, monday)).another_day
    assert not news((earlier, earlier), (wednesday, monday)).another_day, "neither opens with news"


def test_a_book_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        one, other = (
            text(*((f"w{at} x{at} y{at} z{at} {word}", at % 3 == 0) for at in range(count))) for word in ("a", "b")
        )
        taken = []
        for _ in range(3):
            start = process_time()
            laid(one, other)
            taken.append(process_time() - start)
        return min(taken)

    assert seconds(8_000) < 2.5 * max(seconds(4_000), 0.005)
