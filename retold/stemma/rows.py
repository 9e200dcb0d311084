"""From the trees that were weighed to rows: what is asserted, how surely, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..glossary import Descent, Witness
from ..identity import lost_id
from ..settings import SETTINGS
from .copying import Ground, from_lost, lead, proof
from .evidence import UNKNOWN, Character, Table
from .makings import making
from .outside import against_dates
from .proofs import excluded, name, shown
from .search import Outcome
from .second import second
from .translated import signs
from .trees import Parents, children, descendants, root_of, upwards

OPEN = "common source, direction unknown"
LOST = -1
ROOT = -2


@dataclass(frozen=True, slots=True)
class Drawn:
    """A family's characters and the outcome of the search."""

    given: Table
    characters: tuple[Character, ...]
    outcome: Outcome
    copies: float = 0.5
    """How likely it is that the tellings are copies and not states of one page."""

    @property
    def ground(self) -> Ground:
        """What proofs of copying stand on."""
        return Ground(self.given, self.characters, self.outcome.best.tree, self.copies)

    @property
    def count(self) -> int:
        """How many tellings stand in the tree."""
        return len(self.given.members)


def drawn(subject: Drawn) -> list[Descent]:
    """The rows of the best tree, each with the share of the weight of trees that agree."""
    tree = subject.outcome.best.tree
    shares = shares_of(subject)
    names = names_of(subject, tree)
    sure = _sure_lost(subject, tree, shares)
    rows = []
    for node in sorted(tree):
        parent = _nearest(tree, node, subject.count, sure)
        if parent is None:
            continue
        if node >= subject.count:
            if node in sure and (parent in sure if parent >= subject.count else _all_proved(subject, parent, node)):
                rows.append(_inner(subject, node, parent, names))
        elif parent < subject.count:
            rows.append(_made(subject, node, parent))
        else:
            rows.append(_from_lost(subject, node, parent, shares[node].get(LOST, 0.0), names, parent in sure))
    rows = _without_hubs(rows, _reworded(subject))
    top = root_of(tree)
    if top < subject.count:
        rows.append(_root(subject, top, shares[top].get(ROOT, 0.0), rows))
    return _with_second(subject, [_weighed(subject, row, shares) for row in rows])


def _nearest(tree: Parents, node: int, count: int, sure: set[int]) -> int | None:
    """The parent of a node; instead of lost originals that are not asserted, the nearest that is, if there is one."""
    above = list(upwards(tree, node))
    nearest = next((at for at in above if at < count or at in sure), None)
    lost = nearest is not None and nearest >= count
    return nearest if lost else tree[node]


def _weighed(subject: Drawn, row: Descent, shares: Sequence[dict[int, float]]) -> Descent:
    """A row that is open with the weight of all answers but the likeliest one as its confidence, and that in words."""
    if row.standing != OPEN or row.child not in subject.given.members:
        return row
    most = min(1.0, max(shares[subject.given.members.index(row.child)].values(), default=0.0))
    why = f"{row.why}; the likeliest answer has {most:.0%} of the weight"
    return replace(row, confidence=round(1 - most, 4), why=why)


def _without_hubs(rows: Sequence[Descent], reworded: set[str]) -> list[Descent]:
    """Rows in which no telling is the source of many: it is rather an untouched copy of a lost source of them all.

    Those that a machine reworded throughout do not count: any number may have been made of one text.
    """
    named = [row for row in rows if row.standing == "made from" and row.child not in reworded]
    copies = Counter(row.parent for row in named)
    found = []
    for row in rows:
        if row in named and copies[row.parent] > SETTINGS.stemma.most_copies:
            why = f"the source, or an untouched copy of it, is among the tellings, but which is not told ({row.why})"
            row = replace(row, parent=None, standing=OPEN, making="", why=why)
        found.append(row)
    return found


def _reworded(subject: Drawn) -> set[str]:
    """The tellings that have a machine's manner and stand apart from all others."""
    states = next((one.states for one in subject.characters if one.kind == "manner"), ())
    return {key for key, state in zip(subject.given.members, states, strict=False) if state == 1}


def _all_proved(subject: Drawn, source: int, lost: int) -> bool:
    """Whether every telling below a lost original is proved to come from the telling above it."""
    held = descendants(subject.outcome.best.tree, subject.count)[lost]
    return all(proof(subject.ground, source, node) for node in sorted(held))


def shares_of(subject: Drawn) -> list[dict[int, float]]:
    """For each telling the weight of its possible parents: a telling, a lost original, or none."""
    found: list[dict[int, float]] = [{} for _ in range(subject.count)]
    for weight, tree in subject.outcome.weighed:
        for node in range(subject.count):
            parent = tree[node]
            kind = ROOT if parent is None else LOST if parent >= subject.count else parent
            found[node][kind] = found[node].get(kind, 0.0) + weight
    return [{kind: round(weight, 4) for kind, weight in shares.items()} for shares in found]


def names_of(subject: Drawn, tree: Parents) -> dict[int, str]:
    """The keys of tellings and the names of lost originals, by node."""
    held = descendants(tree, subject.count)
    keys = subject.given.members
    return {
        node: keys[node] if node < subject.count else lost_id(keys[at] for at in sorted(held[node])) for node in tree
    }


def _sure_lost(subject: Drawn, tree: Parents, shares: Sequence[dict[int, float]]) -> set[int]:
    """The lost originals that are asserted: at least one telling surely comes from a lost one, or they hold those."""
    kids, held = children(tree), descendants(tree, subject.count)
    found: set[int] = set()
    for node in sorted(tree, reverse=True):
        if node >= subject.count:
            own = [kid for kid in kids[node] if kid < subject.count]
            sure = any(shares[kid].get(LOST, 0.0) >= SETTINGS.stemma.assert_lost for kid in own) or not own
            above = tree[node]
            if above is not None and above >= subject.count and not _parted(subject, held[node]):
                continue
            if sure and from_lost(subject.ground, [sorted(held[kid]) for kid in kids[node]]):
                found.add(node)
    return found


def _id(subject: Drawn, node: int) -> str:
    return name(subject.given, subject.given.members[node])


def _root(subject: Drawn, node: int, share: float, made: Sequence[Descent]) -> Descent:
    """The topmost telling: a root where a telling was surely made from it, else an untouched copy may look so too."""
    family, key = subject.given.family.family, subject.given.members[node]
    copies = [kid for kid in children(subject.outcome.best.tree)[node] if kid < subject.count]
    reasons = [excluded(subject.given, subject.characters, kid, node) for kid in copies[:2]]
    why = ". ".join(reason for reason in reasons if reason)
    if share < SETTINGS.stemma.assert_edited or all(row.parent != key for row in made):
        text = f"{_id(subject, node)} stands nearest the source; whether it is the source, or one copy of it, is open"
        return Descent(family, None, key, False, OPEN, "", round(1 - share, 4), text + (f" ({why})" if why else ""))
    return Descent(family, None, key, False, "root", "", share, why or "nothing held here is nearer the source")


def _made(subject: Drawn, node: int, parent: int) -> Descent:
    """A telling below a telling: of its line in the best tree the nearest one that is proved to stand above it."""
    family, keys = subject.given.family.family, subject.given.members
    source, proved, share = _surely_above(subject, node, parent)
    if source is None:
        here, there = _id(subject, node), _id(subject, parent)
        reason = excluded(subject.given, subject.characters, node, parent)
        why = f"{here} and {there} carry the same report; which came first, or whether both come from a third, is open"
        return Descent(family, None, keys[node], False, OPEN, "", share, why + (f" (but {reason})" if reason else ""))
    states = [one.states for one in subject.characters]
    done = making(subject.characters, [s[source] for s in states], [s[node] for s in states], _units(subject, source))
    reason = excluded(subject.given, subject.characters, node, source)
    why = proved + (f". {reason}" if reason else "")
    if source != parent:
        why += f" (perhaps through {_id(subject, parent)})"
    why += signs(subject.given, subject.characters, source, node)
    why += against_dates(subject.given.witness(source), subject.given.witness(node))
    return Descent(family, keys[source], keys[node], False, "made from", done, share, why)


def _surely_above(subject: Drawn, node: int, parent: int) -> tuple[int | None, str, float]:
    """The nearest telling up the line that is proved to be above `node`, its proof, and the weight of the trees."""
    at: int | None = parent
    first = 0.0
    while at is not None:
        if at < subject.count:
            above = sum(weight for weight, tree in subject.outcome.weighed if _stands_above(tree, at, node))
            share = round(min(above, 1.0), 4)
            first = share if at == parent else first
            if share >= SETTINGS.stemma.assert_edited and (found := proof(subject.ground, at, node)):
                proved, right, least = found
                again = support(subject, at, node)
                if share >= least and again >= min(least, SETTINGS.stemma.assert_support):
                    return at, f"{proved}; {_drawn_again(again)}", round(share * right, 4)
        at = subject.outcome.best.tree[at]
    return None, "", first


def support(subject: Drawn, above: int, node: int) -> float:
    """The share of drawings of the loci in which one telling stands above another; 1 where nothing was drawn."""
    votes = subject.outcome.votes or ((1.0, subject.outcome.best.tree),)
    return round(min(1.0, sum(weight for weight, tree in votes if _stands_above(tree, above, node))), 2)


def _drawn_again(share: float) -> str:
    return f"found again in {share:.0%} of drawings of the loci"


def _with_second(subject: Drawn, rows: Sequence[Descent]) -> list[Descent]:
    """The rows, and one more for each telling of which a stretch was taken from another telling."""
    place = {key: at for at, key in enumerate(subject.given.members)}
    found = list(rows)
    for row in rows:
        if row.standing == "made from" and row.parent in place and row.child in place:
            tree, node = subject.outcome.best.tree, place[row.child]
            other = second(subject.given, subject.characters, tree, node, place[row.parent])
            if other is not None:
                key, sure = subject.given.members[other.source], round(row.confidence * SETTINGS.stemma.second_right, 4)
                why = (
                    f"a second source: in one stretch it has {other.loci} readings of {_id(subject, other.source)} "
                    f"that {_id(subject, place[row.parent])} and all others lack"
                )
                found.append(replace(row, parent=key, making="", confidence=sure, why=why))
    return found


def _stands_above(tree: Parents, above: int, node: int) -> bool:
    return above in upwards(tree, node)


def _from_lost(subject: Drawn, node: int, parent: int, share: float, names: dict[int, str], asserted: bool) -> Descent:
    family, key = subject.given.family.family, subject.given.members[node]
    tree = subject.outcome.best.tree
    beside = [kid for kid in children(tree)[parent] if kid < subject.count and kid != node]
    if not beside:
        held = descendants(tree, subject.count)
        beside = sorted(held[parent] - held[node])[:1]
    reasons = [excluded(subject.given, subject.characters, other, node) for other in beside[:3]]
    why = ". ".join(reason for reason in reasons if reason)
    if not asserted:
        others = ", ".join(_id(subject, other) for other in beside[:3])
        text = f"{_id(subject, node)} and {others} carry the same report; none is shown to be the source of another"
        return Descent(family, None, key, False, OPEN, "", share, text + (f" ({why})" if why else ""))
    done = _making_from_lost(subject, node, beside)
    standing = "from a lost original" if share >= SETTINGS.stemma.assert_lost else OPEN
    sure = round(share * SETTINGS.stemma.lost_right, 4)
    return Descent(
        family, names[parent], key, True, standing, done, sure, why or "it shares its changes with no other telling"
    )


def _making_from_lost(subject: Drawn, node: int, beside: Sequence[int]) -> str:
    """The making measured from what the siblings show of the lost original.

    Of one sibling the words say which of the two was reworded only where they clearly lean to one side; else nothing
    is said of wording.
    """
    found = subject.characters
    leans = [0, 0]
    for one in found if len(beside) == 1 else ():
        mine, other = one.states[node], one.states[beside[0]]
        if one.kind != "content" and UNKNOWN not in (mine, other) and mine != other:
            leans[0] += one.costs[other][mine] < one.costs[mine][other]
            leans[1] += one.costs[other][mine] > one.costs[mine][other]
    told = len(beside) > 1 or abs(lead(*leans)) >= SETTINGS.stemma.edit_words
    kept = [one for one in found if told or one.kind == "content"]
    units = max(_units(subject, at) for at in (node, *beside))
    done = making(kept, [inferred(one, node, beside) for one in kept], [one.states[node] for one in kept], units)
    return done if told or done not in ("verbatim", "edited") else ""


def inferred(one: Character, node: int, beside: Sequence[int]) -> int:
    """The state of the lost source of a telling, as far as those beside it show it.

    What continues the story was cut and not put in. Of other things it is the state in which several of them, and
    most, agree against the telling: what one alone has may be its own. A single one is believed where that costs less.
    """
    mine = one.states[node]
    held = Counter(one.states[at] for at in beside if one.states[at] != UNKNOWN)
    if mine == UNKNOWN:
        return mine
    if len(beside) == 1 or (one.kind == "content" and not one.root[1]):
        return next((state for state in held if one.costs[state][mine] < one.costs[mine][state]), mine)
    state, count = max(held.items(), key=lambda row: (row[1], -row[0]), default=(mine, 0))
    return mine if mine in held else state if count > 1 and 2 * count > held.total() else UNKNOWN


def _units(subject: Drawn, node: int) -> int:
    key = subject.given.members[node]
    kinds = {locus.locus: locus.kind for locus in subject.given.family.loci}
    return sum(1 for locus, rows in subject.given.readings.items() if kinds[locus] == "content" and not rows[key].gap)


def _inner(subject: Drawn, node: int, parent: int, names: dict[int, str]) -> Descent:
    """A lost original below another node."""
    held = descendants(subject.outcome.best.tree, subject.count)
    members = sorted(held[node])
    told = ", ".join(_id(subject, at) for at in members[:4])
    share = _clade(subject.outcome.weighed, subject.count, set(members))
    why = f"{told} share changes that nothing else has"
    lost = parent >= subject.count
    standing = "from a lost original" if lost else "made from"
    return Descent(subject.given.family.family, names[parent], names[node], lost, standing, "edited", share, why)


def _parted(subject: Drawn, members: set[int]) -> bool:
    """Whether some tellings surely have a lost original to themselves: by the weight of trees, and drawn again."""
    outcome = subject.outcome
    votes = outcome.votes or ((1.0, outcome.best.tree),)
    shares = (_clade(trees, subject.count, members) for trees in (outcome.weighed, votes))
    return min(shares) >= SETTINGS.stemma.assert_inherited


def _clade(weighed: Sequence[tuple[float, Parents]], count: int, members: set[int]) -> float:
    """The weight of the trees that have these tellings, and no others, below a lost node."""
    total = 0.0
    for weight, tree in weighed:
        held = descendants(tree, count)
        if any(node >= count and held[node] == members for node in tree):
            total += weight
    return round(min(total, 1.0), 4)


def twins(family: str, classes: Sequence[tuple[Witness, ...]], rows: Sequence[Descent]) -> list[Descent]:
    """Rows for tellings that are word for word the same as another: they stand where it stands."""
    found = []
    placed = {row.child: row for row in rows}
    for group in classes:
        first = group[0].report
        row = placed.get(first.report)
        if row is None:
            why = "it is the only telling" if len(group) == 1 else "the tellings are word for word the same"
            standing = "root" if len(group) == 1 else OPEN
            found.append(Descent(family, None, first.report, False, standing, "", 0.5, why))
        for twin in group[1:]:
            why = f"word for word the same as {shown(first.id)}: which of the two was first cannot be told"
            parent = row.parent if row else None
            standing = OPEN if row is None or row.parent is None else row.standing
            done = row.making if row and row.parent else ""
            lost = bool(row and row.lost)
            found.append(Descent(family, parent, twin.report.report, lost, standing, done, 0.5, why))
    return found
