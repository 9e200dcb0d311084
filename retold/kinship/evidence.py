"""What speaks for and against two reports being tellings of one report: a handful of shares between 0 and 1.

Read from the collation once it is known what is furniture, credit and quotation. Words between quotation marks, and
words that the other report has between quotation marks, are *speech*: two reporters who heard one speech share them.
What is left is the reporter's *prose*, and all evidence is taken from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from ..glossary import Candidate, Collation, Link
from ..settings import SETTINGS
from .course import course, unspoken
from .figures import amounts_of, days_apart, days_between, slots
from .groups import groups, one_place, other_place
from .news import Line, News, lines, news
from .passages import Carried, Passages, opening, passages
from .phrasing import phrasing
from .sides import Side, odd, rare_stems, rare_words, side_of, stem


@dataclass(slots=True)
class Tally:
    """What one side has and what of it the other carries, in words of prose."""

    prose: dict[int, int]
    """Words of prose by place."""
    carried: dict[int, float]
    """How far the other report carries the sentence, 0 to 1, by place."""
    same: dict[int, int]
    """Words of prose that the partner sentences have in the same order, by place."""
    lifted: dict[int, int]
    """Those of them that stand in a run of several."""
    speech: dict[int, int]
    """Words of speech that both have, by place."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Each field but the counts is a share, 0 to 1; shares are of the shorter report's prose unless said otherwise."""

    carried: float
    """In sentences that the other report has too, in any wording."""
    longer_carried: float
    """The same of the longer report."""
    same_words: float
    """In the same words in the same order within those sentences."""
    lifted: float
    """In runs of several words."""
    chained: float
    """In sentences whose neighbours are carried too, beside their partners' neighbours."""
    odd: float
    """Rare words in the order in which the other report has them, of all its rare words."""
    odd_held: float
    """Rare words that the other report has anywhere."""
    contrary: float
    """Rare words of carried sentences that their partners lack: other names and figures in the same wording."""
    coverage: float
    """Stretches of the shorter report that hold a fingerprint of the other."""
    words: int
    """Words of prose of the shorter."""
    speech_words: int
    """Words that both have as speech."""
    retained: float
    """Of the words in the shorter report's carried sentences, those that stand in the same order in the other."""
    one_kept: float
    other_kept: float
    """Share of the body of each report, in characters, that the other carries in any wording, beyond chance."""
    one_linked: float
    other_linked: float
    """The same, where every link of the collation is trusted: as it is once the two are known to be tellings."""
    one_length: int
    other_length: int
    """Characters of each body."""
    followed: float
    """In sentences whose nearest sentence in the other report is nearest to them too, in order, beyond chance."""
    alike: float
    """The same without speech, each sentence counted by how like its partner it is."""
    in_order: float
    """How far beyond chance the words that both say once stand in one order."""
    partners: int
    """Sentences with such a partner, in order."""
    links: int
    """Sentences of the shorter with a partner that is more than a chance likeness."""
    slots: int
    """Amounts and dates that both have in linked sentences."""
    refilled: int
    """Those of them that differ."""
    phrased: float
    """Pairs of near words, outside speech and not given by what happened, that both have; of the one with fewer."""
    together: float
    """The same of pairs whose words stand somewhere in both."""
    outside: float
    """Outside the largest block of carried sentences."""
    outside_carried: float
    """Of that, in sentences that the other report has too."""
    opening: int
    """Words of prose with which a report opens before anything that the other has: the greater of the two."""
    news: News
    days: int = 0
    """Days between reports whose headlines differ in digits at most; 0 where they differ, or a date is not known."""
    between: int = 0
    """Days between the two, whatever their headlines; 0 where a date is not known."""


def weigh(collation: Collation, candidate: Candidate) -> Evidence:
    """The evidence of a pair; the same from both sides but for `one_kept`, `one_linked` and `one_length`.

    Taken in the order of the keys: which of several longest common subsequences is found depends on who comes first.
    """
    if collation.other.report.report < collation.one.report.report:
        found = _weigh(_turned(collation), candidate)
        return replace(
            found,
            one_kept=found.other_kept,
            other_kept=found.one_kept,
            one_linked=found.other_linked,
            other_linked=found.one_linked,
            one_length=found.other_length,
            other_length=found.one_length,
        )
    return _weigh(collation, candidate)


def _turned(collation: Collation) -> Collation:
    """The collation from the other side."""
    links = tuple(
        replace(link, one=link.other, other=link.one, one_place=link.other_place, other_place=link.one_place, edits=())
        for link in collation.links
    )
    return Collation(collation.other, collation.one, links)


def _weigh(collation: Collation, candidate: Candidate) -> Evidence:
    """The evidence of a pair whose keys are in order."""
    sides = (side_of(collation.one), side_of(collation.other))
    links = _linking(collation.links)
    tallies = (_tally(sides[0]), _tally(sides[1]))
    contrary, agree, differ = _compare(collation, sides, tallies, links)
    prose = tuple(sum(tally.prose.values()) for tally in tallies)
    keys = (collation.one.report.report, collation.other.report.report)
    short = 0 if (prose[0], keys[0]) <= (prose[1], keys[1]) else 1
    shorter, longer = tallies[short], tallies[1 - short]
    total, far = max(1, prose[short]), max(1, prose[1 - short])
    both = (rare_words(sides[0]), rare_words(sides[1]))
    bare = unspoken(sides)
    followed, phrased = course(sides, bare), phrasing(bare)
    blocks = _blocks((sides[short], sides[1 - short]), shorter, links, short)
    return Evidence(
        carried=_share(_held(shorter), total),
        longer_carried=_share(_held(longer), far),
        same_words=_share(sum(shorter.same.values()), total),
        lifted=_share(sum(shorter.lifted.values()), total),
        chained=_share(_chained(shorter, links, short), total),
        odd=_share(LCSseq.similarity(*both), len(both[short])),
        odd_held=_share(len(set(both[1 - short]).intersection(both[short])), len(both[short])),
        contrary=contrary,
        coverage=candidate.coverage,
        words=prose[short],
        speech_words=sum(shorter.speech.values()),
        retained=_retained(sides[short], shorter),
        one_kept=_kept(sides[0], tallies[0]),
        other_kept=_kept(sides[1], tallies[1]),
        one_linked=_linked(sides[0], {one_place(link) for link in links}),
        other_linked=_linked(sides[1], {other_place(link) for link in links}),
        one_length=sum(sides[0].chars.values()),
        other_length=sum(sides[1].chars.values()),
        links=sum(1 for held in shorter.carried.values() if held >= SETTINGS.kinship.surely_carried),
        slots=agree + differ,
        refilled=differ,
        days=days_apart(collation.one.report, collation.other.report),
        between=days_between(collation.one.report, collation.other.report),
        followed=followed.followed,
        alike=followed.likeness,
        in_order=followed.order,
        partners=followed.partners,
        phrased=phrased.near,
        together=phrased.together,
        outside=blocks.outside,
        outside_carried=blocks.outside_carried,
        opening=max(opening(tally.prose, tally.carried) for tally in tallies),
        news=news((_lines(sides[0], tallies[0]), _lines(sides[1], tallies[1])), (collation.one, collation.other)),
    )


def _lines(side: Side, tally: Tally) -> list[Line]:
    return lines(side, tally.carried, tally.same, tally.speech)


def _linking(links: Sequence[Link]) -> list[Link]:
    """The links that have two ends, in order."""
    both = [link for link in links if link.one_place is not None and link.other_place is not None]
    return sorted(both, key=lambda link: (one_place(link), other_place(link)))


def _share(part: float, whole: float) -> float:
    return round(min(1.0, part / whole), 4) if whole > 0 else 0.0


def _tally(side: Side) -> Tally:
    prose = {place: quoted.count(False) if odd(side, place) else 0 for place, quoted in side.quoted.items()}
    return Tally(prose, dict.fromkeys(prose, 0.0), dict.fromkeys(prose, 0), dict.fromkeys(prose, 0), {})


Place = tuple[int, int]
"""A word: the place of its sentence, and which word of it."""


def _compare(
    collation: Collation, sides: tuple[Side, Side], tallies: tuple[Tally, Tally], links: Sequence[Link]
) -> tuple[float, int, int]:
    """Fill the tallies from the linked sentences.

    Gives the share of rare words that disagree in them, and how many amounts and dates agree and differ.
    """
    differ = agree = 0
    same, refilled = 0, 0
    amounts = tuple(
        amounts_of(witness, side.keys) for witness, side in zip((collation.one, collation.other), sides, strict=True)
    )
    for group in groups(links):
        ends = (_places(sides[0], group.ones), _places(sides[1], group.others))
        _count(sides, tallies, ends)
        for tally, likeness in zip(tallies, group.likeness, strict=True):
            for place, value in likeness.items():
                if place in tally.carried:
                    tally.carried[place] = max(tally.carried[place], _soft(value))
        if max(group.likeness[0].values()) > SETTINGS.kinship.chance_likeness:
            met, unlike = slots(amounts[0], amounts[1], (group.ones, group.others))
            same, refilled = same + met, refilled + unlike
            for side, mine, other, theirs in (_ends(sides, ends, 0), _ends(sides, ends, 1)):
                known = {stem(other.keys[place][at]) for place, at in theirs}
                rare = _rare(side, mine)
                met = sum(1 for key in rare if key in known)
                agree, differ = agree + met, differ + len(rare) - met
    return _share(differ, agree + differ), same, refilled


def _ends(
    sides: tuple[Side, Side], ends: tuple[list[Place], list[Place]], at: int
) -> tuple[Side, list[Place], Side, list[Place]]:
    """A side and its words, then its partner's."""
    return sides[at], ends[at], sides[1 - at], ends[1 - at]


def _rare(side: Side, mine: Sequence[Place]) -> list[str]:
    """The rare words of some sentences' prose."""
    return rare_stems(side.keys[place][at] for place, at in mine if not side.quoted[place][at])


def _places(side: Side, sentences: Sequence[int]) -> list[Place]:
    return [(place, at) for place in sentences for at in range(len(side.keys.get(place, ())))]


def _count(sides: tuple[Side, Side], tallies: tuple[Tally, Tally], ends: tuple[list[Place], list[Place]]) -> None:
    """Count the words that linked sentences share, as prose or as speech."""
    matched = _matched(*([side.keys[place][at] for place, at in mine] for side, mine in zip(sides, ends, strict=True)))
    for (here, there), length in zip(matched, _run_lengths(matched), strict=True):
        words = (ends[0][here], ends[1][there])
        quoted = [side.quoted[place][at] for side, (place, at) in zip(sides, words, strict=True)]
        for tally, own, (place, _) in zip(tallies, quoted, words, strict=True):
            if any(quoted):
                tally.speech[place] = tally.speech.get(place, 0) + 1
                tally.prose[place] -= bool(tally.prose[place]) and not own
            elif tally.prose[place]:
                tally.same[place] += 1
                tally.lifted[place] += length >= SETTINGS.kinship.lifted_run


def _matched(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence of two rows of words, as places."""
    found: list[tuple[int, int]] = []
    for code in LCSseq.opcodes(left, right):
        if code.tag == "equal":
            found.extend(zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True))
    return found


def _run_lengths(matched: Sequence[tuple[int, int]]) -> list[int]:
    """For each matched word the length of the run of matched words, without a gap on either side, that it is in."""
    lengths = [0] * len(matched)
    start = 0
    for at in range(1, len(matched) + 1):
        ends = at == len(matched)
        if ends or matched[at] != (matched[at - 1][0] + 1, matched[at - 1][1] + 1):
            lengths[start:at] = [at - start] * (at - start)
            start = at
    return lengths


def _soft(likeness: float) -> float:
    """How far a likeness says that a sentence is carried: 0 at what chance can reach, 1 at what it cannot."""
    low, high = SETTINGS.kinship.chance_likeness, SETTINGS.kinship.sure_likeness
    return min(1.0, max(0.0, (likeness - low) / (high - low)))


def _held(tally: Tally) -> float:
    """Words of prose that are carried."""
    return sum([tally.prose[place] * held for place, held in tally.carried.items()])


def _chained(tally: Tally, links: Sequence[Link], short: int) -> float:
    """Words of prose in carried sentences with a carried neighbour whose partner is a neighbour of theirs, in order."""
    partners: dict[int, list[int]] = defaultdict(list)
    for link in links:
        ends = (one_place(link), other_place(link))
        if ends[short] in tally.carried and tally.carried[ends[short]] > 0:
            partners[ends[short]].append(ends[1 - short])
    total = 0.0
    reach = SETTINGS.kinship.neighbours
    for place, mine in partners.items():
        for step in (-2, -1, 1, 2):
            theirs = partners.get(place + step, ())
            if any(0 < (there - here) * (1 if step > 0 else -1) <= reach for here in mine for there in theirs):
                total += tally.prose[place] * tally.carried[place]
                break
    return total


def _blocks(sides: tuple[Side, Side], tally: Tally, links: Sequence[Link], short: int) -> Passages:
    """Where the carried sentences of the shorter report stand, the shorter side first."""
    ranks, others = ({place: at for at, place in enumerate(sorted(side.keys))} for side in sides)
    likest: dict[int, tuple[float, int]] = {}
    for link in links:
        here, there = (one_place(link), other_place(link))[:: -1 if short else 1]
        if here in ranks and there in others and _soft(link.likeness) > 0:
            likest[here] = max(likest.get(here, (0.0, 0)), (link.likeness, -others[there]))
    carried = [
        Carried(ranks[place], -other, tally.prose[place] * tally.carried[place])
        for place, (_, other) in sorted(likest.items())
    ]
    return passages(carried, [tally.prose[place] for place in sorted(tally.prose)])


def _retained(side: Side, tally: Tally) -> float:
    """How much of the carried sentences stands in the same words, speech included."""
    carried = [place for place, held in tally.carried.items() if held > 0 and tally.prose[place]]
    total = sum([len(side.keys[place]) for place in carried])
    return _share(sum([tally.same[place] + tally.speech.get(place, 0) for place in carried]), total)


def _kept(side: Side, tally: Tally) -> float:
    """Share of the characters of a body that the other carries in any wording."""
    total = sum(side.chars.values())
    return _share(sum([chars * tally.carried.get(place, 0.0) for place, chars in side.chars.items()]), total)


def _linked(side: Side, places: set[int]) -> float:
    """Share of the characters of a body that stand in sentences with a partner."""
    total = sum(side.chars.values())
    return _share(sum([chars for place, chars in side.chars.items() if place in places]), total)
