"""ROOM. Kinship -> Telling: which reports are tellings of one report, and which telling is the keeper.

Families are not connected components: those have made clusters of hundreds of thousands from one false pair. A link
that is sure joins two families, unless the pairs judged between them outweigh it: every pair that is judged independent
across a join is evidence against it. A doubtful link (`probably`) joins two families only with the support of a second
member. A link that would have joined, and did not, is a bridge
and is reported in `why`.

The keeper is the fullest and least damaged telling: of those with nearly the most text that another telling carries
too (so that neither a cut copy nor one swollen with matter of its own is chosen) the one whose wording the others share
most, as a rewording is often the longer by some words and stands alone; then the longer (what two alone share is as
much in either, and a report is cut more often than it is swollen), then the smaller key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .glossary import COPIES, MAKINGS, Kinship, Telling
from .identity import family_id
from .settings import SETTINGS

AGAINST = ("independent", "unrelated")


@dataclass(slots=True)
class _Gathering:
    """The families as they grow: each report's root, each root's members, and every report's judged pairs."""

    parents: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    pairs: dict[str, list[Kinship]] = field(default_factory=dict)
    bridges: list[Kinship] = field(default_factory=list)

    def root(self, report: str) -> str:
        while self.parents[report] != report:
            self.parents[report] = self.parents[self.parents[report]]
            report = self.parents[report]
        return report

    def join(self, one: str, other: str) -> None:
        """Put two roots together; the larger takes the smaller, so that no member moves more than log n times."""
        keep, gone = sorted((one, other), key=lambda root: (-len(self.members[root]), root))
        self.parents[gone] = keep
        self.members[keep].extend(self.members.pop(gone))

    def between(self, one: str, other: str) -> list[Kinship]:
        """All judged pairs between two roots."""
        few, many = sorted((one, other), key=lambda root: (len(self.members[root]), root))
        return [
            pair
            for member in self.members[few]
            for pair in self.pairs.get(member, ())
            if self.root(_partner(pair, member)) == many
        ]


def families(kinships: Iterable[Kinship], lengths: Mapping[str, int]) -> list[Telling]:
    """The families of two and more, one row a telling, sorted by family and report.

    `lengths` gives how many words each report has; one that is missing counts as 0. Single reports are
    what is left over. The result does not depend on the order of the pairs.
    """
    pairs = sorted(set(kinships), key=lambda pair: (-pair.confidence, pair.one, pair.other))
    gathering = _gathering(pairs)
    passages = [pair for pair in pairs if _passage(pair)]
    _join_sure(gathering, [pair for pair in pairs if _sure(pair) and not _passage(pair)])
    doubtful = [pair for pair in pairs if pair.verdict == COPIES[1] and not _sure(pair) and not _passage(pair)]
    _join_supported(gathering, doubtful)
    _join_single(gathering, doubtful)
    _join_supported(gathering, doubtful)
    _join_alone(gathering, passages)
    left = [pair for pair in (*doubtful, *passages) if gathering.root(pair.one) != gathering.root(pair.other)]
    bridges = _by_member([pair for pair in (*gathering.bridges, *left) if pair.one != pair.other])
    found = []
    for root in sorted(gathering.members):
        if len(gathering.members[root]) > 1:
            found.extend(_tellings(gathering, root, bridges, lengths))
    return sorted(found, key=lambda telling: (telling.family, telling.report))


def mirrored(making: str) -> str:
    """A making seen from the other side: what was cut was added, and the reverse."""
    turned = {"abridged": "expanded", "expanded": "abridged"}
    return joined(turned.get(part, part) for part in making.split("+") if part)


def joined(parts: Iterable[str]) -> str:
    """Makings in their order, joined with ``+``; verbatim gives way to any other."""
    held = {part for part in parts if part}
    if len(held) > 1:
        held.discard("verbatim")
    return "+".join(part for part in MAKINGS if part in held)


def _sure(pair: Kinship) -> bool:
    """Whether a link may join two families by itself: a sure copy, or two states of one page."""
    return pair.verdict == COPIES[0] or pair.relation == "versions"


def _passage(pair: Kinship) -> bool:
    """Whether most of either report is not in the other, and what is stands there word for word: a stretch set in.

    Nor does a report that lost a good part lead to one that is for the most part made of something else.
    """
    held, kept = SETTINGS.families, sorted((pair.one_kept, pair.other_kept))
    copy = pair.verdict in COPIES and pair.relation != "versions"
    other = kept[1] < held.mostly or (kept[0] < held.half and kept[1] < SETTINGS.kinship.whole)
    return copy and other and pair.borrowed >= held.set_in * kept[1]


def _partner(pair: Kinship, report: str) -> str:
    return pair.other if pair.one == report else pair.one


def _gathering(pairs: Sequence[Kinship]) -> _Gathering:
    """Every report by itself, with the pairs in which it was judged; pairs that cannot be told count neither way."""
    found = _Gathering()
    for pair in pairs:
        for report in (pair.one, pair.other):
            found.parents.setdefault(report, report)
            found.members.setdefault(report, [report])
    found.pairs = _by_member([pair for pair in pairs if _sure(pair) or pair.verdict in (*COPIES, *AGAINST)])
    return found


def _by_member(pairs: Sequence[Kinship]) -> dict[str, list[Kinship]]:
    found: dict[str, list[Kinship]] = {}
    for pair in pairs:
        found.setdefault(pair.one, []).append(pair)
        if pair.other != pair.one:
            found.setdefault(pair.other, []).append(pair)
    return found


def _join_sure(gathering: _Gathering, links: Sequence[Kinship]) -> None:
    """Join along sure links, the surest first; two families are kept apart where the pairs between them say so."""
    for link in links:
        one, other = gathering.root(link.one), gathering.root(link.other)
        if one == other:
            continue
        if link.relation != "versions" and _contradicted(gathering, one, other):
            gathering.bridges.append(link)
        else:
            gathering.join(one, other)


def _join_supported(gathering: _Gathering, links: Sequence[Kinship]) -> None:
    """Join where doubtful links have the support of a second member; joins only add support, so order is no matter."""
    joining = True
    while joining:
        joining = False
        support: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for link in links:
            ends = sorted((gathering.root(report), report) for report in (link.one, link.other))
            if ends[0][0] != ends[1][0]:
                held = support.setdefault((ends[0][0], ends[1][0]), (set(), set()))
                held[0].add(ends[0][1])
                held[1].add(ends[1][1])
        for (one, other), (ones, others) in sorted(support.items()):
            if max(len(ones), len(others)) < SETTINGS.families.support:
                continue
            one, other = gathering.root(one), gathering.root(other)
            if one != other and not _contradicted(gathering, one, other):
                gathering.join(one, other)
                joining = True


def _contradicted(gathering: _Gathering, one: str, other: str) -> bool:
    """Whether the pairs judged between two families do not outweigh those that say *independent*.

    A sure pair weighs two, a doubtful one one. A report that stands all but whole in one of the other family is not
    spoken against by the rest of that family: it has nothing of its own, and they may lack what it kept. So cuts of one
    report come together, and reports of which a third made its own, half and half, do not.
    """
    held = SETTINGS.families
    between = gathering.between(one, other)
    whole = {
        report
        for pair in between
        if _copy(pair)
        for report, kept in ((pair.one, pair.one_kept), (pair.other, pair.other_kept))
        if kept >= SETTINGS.kinship.whole
    }
    total = 0.0
    for pair in between:
        if _passage(pair):
            continue
        if _sure(pair):
            total += held.sure
        elif _copy(pair):
            total += held.doubtful
        elif pair.one not in whole and pair.other not in whole:
            total -= held.against
    return total <= 0


def _join_single(gathering: _Gathering, links: Sequence[Kinship]) -> None:
    """Let a single report join its surest kin along one doubtful link; what has so joined leads nobody else in.

    Of two single reports that joined, either may be the one that leads: the first to whom a third is tied does.
    """
    led: set[str] = set()
    fellows: dict[str, str] = {}
    for link in links:
        one, other = gathering.root(link.one), gathering.root(link.other)
        single = [root for root in (one, other) if len(gathering.members[root]) == 1]
        if one == other or not single:
            continue
        if link.one in led or link.other in led or _contradicted(gathering, one, other):
            continue
        led.update(fellows[end] for end in (link.one, link.other) if end in fellows)
        if len(single) == 2:
            fellows.update(((one, other), (other, one)))
        else:
            led.update(single)
        gathering.join(one, other)


def _join_alone(gathering: _Gathering, links: Sequence[Kinship]) -> None:
    """Let two reports that are still single be a family by a passage alone; it takes neither into another family."""
    for link in links:
        one, other = gathering.root(link.one), gathering.root(link.other)
        if one != other and len(gathering.members[one]) == len(gathering.members[other]) == 1:
            gathering.join(one, other)


def _tellings(
    gathering: _Gathering, root: str, bridges: Mapping[str, Sequence[Kinship]], lengths: Mapping[str, int]
) -> list[Telling]:
    """The rows of one family."""
    members = sorted(gathering.members[root])
    inside = set(members)
    links = {
        report: [
            pair
            for pair in gathering.pairs.get(report, ())
            if _partner(pair, report) in inside and _partner(pair, report) != report and _copy(pair)
        ]
        for report in members
    }
    carried = {report: _carried(report, links[report]) for report in members}
    full = {report: round(carried[report] * lengths.get(report, 0)) for report in members}
    least = SETTINGS.families.full * max(full.values())
    keeper = min(
        (report for report in members if full[report] >= least),
        key=lambda report: (-_shared(links[report]), -lengths.get(report, 0), report),
    )
    ways = _ways(keeper, links)
    name = family_id(members)
    spanned = _spanned(members, inside, bridges)
    return [
        Telling(
            name,
            report,
            report == keeper,
            "" if report == keeper else ways[report][1],
            carried[report],
            max((pair.confidence for pair in links[report]), default=0.0),
            _why(report, keeper, links[report], ways[report][0], len(members)) + spanned,
        )
        for report in members
    ]


def _copy(pair: Kinship) -> bool:
    return pair.verdict in COPIES or pair.relation == "versions"


def _carried(report: str, links: Sequence[Kinship]) -> float:
    """The largest share of a report's body that another telling carries."""
    return max((pair.one_kept if pair.one == report else pair.other_kept for pair in links), default=0.0)


def _shared(links: Sequence[Kinship]) -> float:
    """How much of its wording the others have: what stands in equal runs, added up over the tellings."""
    return round(sum(pair.borrowed for pair in links), 2)


def _ways(keeper: str, links: Mapping[str, Sequence[Kinship]]) -> dict[str, tuple[int, str]]:
    """How each telling would be made from the keeper, along the fewest and surest links: (steps, making)."""
    ways = {keeper: (0, "")}
    edge = [keeper]
    while edge:
        reached: dict[str, tuple[float, str, str]] = {}
        for report in edge:
            for pair in links[report]:
                partner = _partner(pair, report)
                if partner in ways:
                    continue
                made = pair.making if pair.one == report else mirrored(pair.making)
                offer = (-pair.confidence, report, joined((*ways[report][1].split("+"), *made.split("+"))))
                reached[partner] = min(offer, reached.get(partner, offer))
        steps = ways[edge[0]][0] + 1
        ways.update({report: (steps, offer[2]) for report, offer in reached.items()})
        edge = sorted(reached)
    return {report: ways.get(report, (0, "")) for report in links}


def _why(report: str, keeper: str, links: Sequence[Kinship], steps: int, size: int) -> str:
    """Why a report stands in its family, in words."""
    parts = []
    if report == keeper:
        parts.append(f"as much text that others carry too as any of {size} tellings, in the wording that most share")
    sure = sum(1 for pair in links if pair.verdict == COPIES[0])
    doubtful = sum(1 for pair in links if pair.verdict == COPIES[1])
    versions = sum(1 for pair in links if pair.relation == "versions")
    for count, words in ((sure, "sure"), (doubtful, "doubtful")):
        if count:
            parts.append(f"{count} {words} {'link' if count == 1 else 'links'}")
    if versions:
        parts.append(f"another version of the same page: {versions}")
    if steps > 1:
        parts.append(f"tied to the keeper through {steps - 1} other {'telling' if steps == 2 else 'tellings'}")
    return "; ".join(parts)


def _spanned(members: Sequence[str], inside: set[str], bridges: Mapping[str, Sequence[Kinship]]) -> str:
    """The links to other families that did not join them, in words."""
    count = sum(1 for report in members for pair in bridges.get(report, ()) if _partner(pair, report) not in inside)
    if not count:
        return ""
    return f"; {count} {'link leads' if count == 1 else 'links lead'} outside and did not join (no second telling)"
