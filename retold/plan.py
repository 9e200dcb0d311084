"""THE STAIR. The order of the rooms; the only module that imports them.

Small functions here join rooms for one report, one pair or one family; `run` (in `retold.building`) walks a whole
pile. Rooms are imported where they are needed, so that two files are compared without loading what a pile needs.
"""

from __future__ import annotations

from .glossary import Collation, Comparison, Family, Report, Telling, Witness


def witness(report: Report) -> Witness:
    """One report with its sentences, furniture, credits and mentions."""
    from .credits import credits
    from .furniture import furniture
    from .mentions import mentions
    from .sentences import sentences

    found = tuple(sentences(report))
    return Witness(
        report,
        found,
        tuple(furniture(report, found)),
        tuple(credits(report, found)),
        tuple(mentions(report, found)),
    )


def collation(one: Witness, other: Witness) -> Collation:
    """Two witnesses laid side by side."""
    from .collation import collate

    return collate(one, other)


def comparison(one: Report, other: Report) -> Comparison:
    """Everything that is said about two reports: collation, verdict, changes, descent."""
    from .alterations import alterations
    from .apparatus import apparatus
    from .candidates import pair
    from .changes import changes
    from .fingerprints import fingerprints
    from .identity import family_id
    from .kinship import judge
    from .glossary import COPIES
    from .stemma import stemma

    laid = collation(witness(one), witness(other))
    kinship = judge(laid, pair(fingerprints(one), fingerprints(other)))
    if kinship.verdict not in COPIES:
        return Comparison(laid, kinship)
    name = family_id((one.report, other.report))
    found = tuple(changes(laid))
    loci, readings = apparatus(name, (laid,))
    family = Family(name, (laid.one, laid.other), (), (kinship,), (laid,), loci, readings, found)
    descents = tuple(stemma(family))
    return Comparison(laid, kinship, found, descents)
