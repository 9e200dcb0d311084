"""A place in the making: where each telling has it, and why the others do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..glossary import Locus
from ..identity import digest


@dataclass(frozen=True, slots=True)
class Place:
    """One locus: spans by report key, and the kind of gap where it is not plainly ``omitted``."""

    kind: str
    spans: Mapping[str, tuple[int, int]]
    gaps: Mapping[str, str] = field(default_factory=dict)

    def locus(self, family: str) -> Locus:
        """The row; its id is a digest of what stands where, so it does not depend on the order of work."""
        where = (f"{key}:{start}:{stop}" for key, (start, stop) in sorted(self.spans.items()))
        return Locus(family, "l-" + digest(family, self.kind, *where, size=8), self.kind)
