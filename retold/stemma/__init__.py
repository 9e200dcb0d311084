"""ROOM. A family's readings, credits, furniture and dates -> which telling was made from which (`Descent`).

A stemma is a rooted tree in which lost originals have at least two children (Greg trees; Hoenen, Eger & Gehrke 2017).
Costs are not reversible, so that the root follows from the data and never from length alone. What the data leave open
is said to be open: naming a copier needs proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..glossary import Descent, Family, Witness
from ..settings import SETTINGS
from .chance import discounted
from .evidence import Character, Table, characters, ease, sizes, table
from .groups import groups
from .guessing import hypothesis
from .machines import character, leans, unsure
from .mending import mended
from .outside import outside
from .pages import likeliest as likeliest_states
from .pages import states
from .rates import ledger
from .regimes import VERSIONS, Regime, regime
from .rows import OPEN, Drawn, drawn, twins
from .search import search
from .stars import guess as starred
from .stars import less_lost, star
from .stars import rows as star_rows
from .strays import known
from .trees import prices
from .two import apart, guess, leaning
from .two import rows as reworded

__all__ = ["likeliest", "regime", "stemma"]


def stemma(family: Family) -> tuple[Descent, ...]:
    """Who comes from whom in a family: one row per telling, and one per lost original that has a parent.

    A telling of which a stretch was taken from a second source has one row more, below the first in order and in
    confidence: of several rows of one child the surest says where it comes from.

    Tellings of the same words stand as one: their order cannot be told. Takes the readings of `family` (not its
    descents). Confidence is the weight of the trees near the best one that have the same edge, times the share of such
    proofs that were right where an edge is asserted (see the settings); of an open row, the weight of all answers but
    the likeliest one.
    """
    held = [witness for witness in family.witnesses if witness.report.text.strip()]
    classes = groups(held)
    rows = list(_alone(family, (w for w in family.witnesses if not w.report.text.strip())))
    if not classes:
        return tuple(rows)
    members = [group[0].report.report for group in classes]
    if len(members) > 1:
        found = regime(family)
        if found.name == VERSIONS:
            rows.extend(states(family.family, classes, found))
        else:
            rows.extend(_drawn(family, members, found))
    rows.extend(twins(family.family, classes, rows))
    most = SETTINGS.stemma.most_sure
    rows = [replace(row, confidence=min(row.confidence, most)) for row in rows]
    return tuple(sorted(rows, key=lambda row: (row.child, -row.confidence, row.parent or "")))


def _drawn(family: Family, members: Sequence[str], found: Regime) -> list[Descent]:
    """The rows of the best tree; of tellings that were reworded throughout, what is said without their sentences.

    Of two, first where a machine did it, else where the tree proves nothing.
    """
    given = table(family, members)
    together = star(given)
    if together is not None:
        of_all = star_rows(given, characters(given), together)
        if not _open(of_all):
            return of_all
        return less_lost(drawn(_searched(family, members, found)), given, together)
    said = leaning(given)
    if said is None or not apart(given):
        return drawn(_searched(family, members, found))
    without = reworded(given, characters(given), said)
    if said.machine:
        return without
    rows = drawn(_searched(family, members, found))
    return without if _open(rows) and not _open(without) else rows


def _open(rows: Sequence[Descent]) -> bool:
    """Whether nothing is said of where any telling comes from."""
    return all(row.standing == OPEN for row in rows)


def _searched(family: Family, members: Sequence[str], found: Regime) -> Drawn:
    """The characters of a family and its cheapest tree, at weights that follow from pairs: what is asserted."""
    given = table(family, members)
    rows, leaning_ = _characters(given)
    return Drawn(given, rows, search(prices(rows, ease(given, rows), leaning_)), found.copies)


def _explored(family: Family, members: Sequence[str], found: Regime) -> Drawn:
    """The characters of a family of many and its likeliest tree, at weights that follow from the tree itself.

    Tellings go by their texts, so that what they are called decides no tie of the search.
    """
    from .exploring import explored

    texts = {witness.report.report: witness.report.text for witness in family.witnesses}
    given = known(table(family, sorted(members, key=lambda key: (texts[key], key))))
    rows, leaning_ = _characters(given)
    words = [sum(row[at] for row in sizes(given)) for at in range(len(members))]
    return Drawn(given, rows, explored(ledger(mended(rows), words, leaning_)), found.copies)


def _characters(given: Table) -> tuple[tuple[Character, ...], list[tuple[int, int, float, float, float]]]:
    manners = character(given)
    rows = [*unsure(discounted(given, [*characters(given), *outside(given)]), manners), *manners]
    return tuple(rows), leans(given, manners)


def likeliest(family: Family) -> tuple[Descent, ...]:
    """The likeliest stemma in full, whether its edges are proved or not: what `stemma` would say if it had to guess.

    One row per telling and lost original, equal tellings as one; confidence is the weight of the trees that agree. What
    is likelier a page than copies is put in a row, as a page is, before that is sure enough to be said.
    """
    classes = groups([witness for witness in family.witnesses if witness.report.text.strip()])
    if len(classes) < 2:
        return ()
    found = regime(family)
    if found.pages and (found.name == VERSIONS or len(classes) > 2):
        return tuple(likeliest_states(family.family, classes, found))
    members = [group[0].report.report for group in classes]
    given = table(family, members)
    said = leaning(given)
    if said is not None and ((said.machine and apart(given)) or _open(_drawn(family, members, found))):
        return tuple(guess(given, said))
    together = star(given)
    if together is not None:
        return tuple(starred(given, together))
    many = len(members) > SETTINGS.stemma.few
    return tuple(hypothesis(_explored(family, members, found) if many else _searched(family, members, found)))


def _alone(family: Family, empty: Iterable[Witness]) -> list[Descent]:
    why = "the text is empty"
    return [Descent(family.family, None, one.report.report, False, "cannot tell", "", 0.0, why) for one in empty]
