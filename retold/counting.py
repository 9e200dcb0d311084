"""FRONT. What can be counted of a large store from the columns of its state, without laying its tables side by side.

`asking` and `desk` ask the tables where there is no such state, and get the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import growing
from .glossary import VERDICTS, Kinship, Report
from .identity import Keys
from .store import STATE, Store


@dataclass(frozen=True, slots=True)
class Counted:
    """The families of a store, and what is said of its pairs, as columns; reports are numbered as they came."""

    keys: Keys
    family: Any
    """The first report, by key, of each report's family; -1 where it is single."""
    one: Any
    other: Any
    verdict: Any
    shares: Any
    """Of each pair what either kept, what is borrowed, and how sure the verdict is."""

    @property
    def told(self) -> Any:
        """A number for each report that stands in a family."""
        return self.keys.halves[self.family >= 0, 0]

    @property
    def heads(self) -> Any:
        """The first report, by key, of each family."""
        import numpy as np

        return np.flatnonzero(np.bincount(self.family[self.family >= 0]))

    @property
    def families(self) -> Any:
        """The families by number (`identity.family_number`)."""
        return self.keys.halves[self.heads, 0] >> 16  # twelve of sixteen digits

    def apart(self, most: int) -> tuple[int, int, list[tuple[str, str]]]:
        """Of the pairs in no family together how many cannot be told and how many are related, and the most alike."""
        import numpy as np

        first = self.family[self.one]
        aside = (first < 0) | (first != self.family[self.other])
        undecided = int(np.sum(aside & (self.verdict == VERDICTS.index("cannot tell"))))
        places = np.flatnonzero(aside & (self.verdict != VERDICTS.index("unrelated")))
        return undecided, len(places), self._likest(places, most)

    def _likest(self, places: Any, most: int) -> list[tuple[str, str]]:
        """The keys of the pairs that are surest, then share most, then come first."""
        import numpy as np

        if not most or not len(places):
            return []
        sure = self.shares[places, 3]
        places = places[sure >= np.partition(sure, -min(most, len(sure)))[-min(most, len(sure))]]
        one, other = self.keys.halves[self.one[places]], self.keys.halves[self.other[places]]
        order = np.lexsort(
            (other[:, 1], other[:, 0], one[:, 1], one[:, 0], -self.shares[places, 2], -self.shares[places, 3])
        )[:most]
        ends = zip(self.one[places[order]].tolist(), self.other[places[order]].tolist(), strict=True)
        return [(self.keys[here], self.keys[there]) for here, there in ends]


def counted(store: Store) -> Counted | None:
    """The columns of a store whose state tells of all its reports; None where there is no such state."""
    manifest = store.manifest
    if manifest.pending or not growing.known(manifest) or growing.known(manifest) != len(manifest.of(Report)):
        return None
    keys = store.keys()
    if not isinstance(keys, Keys):
        return None
    columns = store.columns(manifest.segments[STATE][0])
    ends = growing.ends(columns, keys)
    return Counted(keys, columns[growing.FAMILY], ends.one, ends.other, columns["verdict"], columns["shares"])


def told(store: Store, pairs: Sequence[tuple[str, str]]) -> list[Kinship]:
    """The judgements on some pairs, in their order."""
    where = "one IN (SELECT unnest(?)) AND other IN (SELECT unnest(?))"
    rows = store.rows(Kinship, where, [[one for one, _ in pairs], [other for _, other in pairs]]) if pairs else []
    held = {(row.one, row.other): row for row in rows}
    return [held[pair] for pair in pairs]
