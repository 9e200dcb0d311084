"""What was done on an edge of the stemma: kept word for word, cut, edited, reworded, added to."""

from __future__ import annotations

from collections.abc import Sequence

from ..glossary import MAKINGS
from ..settings import SETTINGS
from .evidence import UNKNOWN, WORDING, Character


def making(found: Sequence[Character], source: Sequence[int], copy: Sequence[int], units: int) -> str:
    """The makings of a copy, joined with ``+``; states by character, `units` the sentences of the source."""
    lost = gained = changed = 0
    for one, here, there in zip(found, source, copy, strict=True):
        if UNKNOWN in (here, there) or here == there:
            continue
        if one.kind == "content":
            lost += len(one.loci) if there == 0 else 0
            gained += len(one.loci) if there == 1 else 0
        elif one.kind in WORDING:
            changed += 1
    kept = max(units - lost, 1)
    chosen = SETTINGS.stemma
    said = {
        "abridged": lost / max(units, 1) >= chosen.cut_share,
        "expanded": gained / max(units, 1) >= chosen.cut_share,
        "reworded": changed / kept >= chosen.reworded_rate,
    }
    said["edited"] = not said["reworded"] and (changed > 0 or (lost + gained > 0 and not any(said.values())))
    chosen_words = [word for word in MAKINGS if said.get(word)]
    return "+".join(chosen_words) or "verbatim"
