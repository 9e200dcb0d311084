"""ROOM. What changed between two tellings that are laid side by side, and what looks damaged in one of them.

One file a kind; each is a plain function from a `Block` (linked sentences, word against word) to rows. The work is
done in the order of the reports' keys and turned round where they were given the other way about, so that
``changes(collate(b, a))`` mirrors ``changes(collate(a, b))`` exactly, ids included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .. import mirror
from ..glossary import Change, Collation
from .actors import actors
from .amounts import amounts
from .attributions import attributions
from .blocks import Block, blocks
from .confidence import calibrated
from .denials import denials
from .directions import directions
from .hedges import hedges
from .institutions import institutions
from .meanings import meanings
from .names import names
from .negation import negation
from .quotations import quotations
from .roles import roles
from .speakers import speakers
from .strengths import strengths
from .style import house_style, wording
from .suspects import suspects
from .titles import restyled

FINDERS: tuple[Callable[[Block], Iterator[Change]], ...] = (
    quotations,
    speakers,
    institutions,
    names,
    restyled,
    amounts,
    actors,
    directions,
    negation,
    denials,
    hedges,
    strengths,
    attributions,
    roles,
    meanings,
    house_style,
    wording,
)
"""The kinds by precedence: words that one finder has explained are not explained again by a later one."""

UNMOVED: tuple[Callable[[Block], Iterator[Change]], ...] = (quotations, speakers, restyled, house_style)
"""What can differ where every word is kept: who is said to speak, and how the words are dressed."""

_FACTS = ("name", "institution", "number", "date", "speaker", "negation", "hedge", "actor")


def changes(collation: Collation) -> list[Change]:
    """Every change between two witnesses, by place in `one`; suspects of either stand behind them."""
    return [calibrated(row) for row in found(collation)]


def found(collation: Collation) -> list[Change]:
    """The same with the confidence that each finder gives, before it is calibrated."""
    turned = collation.other.report.report < collation.one.report.report
    rows: list[Change] = []
    for block in blocks(_mirror(collation) if turned else collation, turned):
        rows += _explained(block)
    rows += suspects(collation.one) + suspects(collation.other)
    return sorted(rows, key=_order)


def _explained(block: Block) -> list[Change]:
    """The changes of a block, each stretch of text explained once, by the first kind that can."""
    found: list[Change] = []
    for finder in FINDERS if block.regions else UNMOVED:
        for row in finder(block):
            if not found or not any(_overlap(row, known) and not _beside(row, known) for known in found):
                found.append(row)
    return found


def _beside(row: Change, known: Change) -> bool:
    """Whether a change is told beside a known one: a fact inside a quotation is a finding of its own."""
    return known.kind == "quotation" and row.kind in _FACTS


def _overlap(one: Change, other: Change) -> bool:
    """Whether two changes are about the same words on either side."""
    left = one.one_start < other.one_stop and other.one_start < one.one_stop
    if one.other_start is None or other.other_start is None or one.other_stop is None or other.other_stop is None:
        return left
    return left or (one.other_start < other.other_stop and other.other_start < one.other_stop)


def _order(row: Change) -> tuple[bool, int, int, int, str]:
    return row.other is None, row.one_start, row.one_stop, row.other_start or 0, row.change


def _mirror(collation: Collation) -> Collation:
    links = tuple(mirror.link(row) for row in collation.links)
    return Collation(collation.other, collation.one, links, ())
