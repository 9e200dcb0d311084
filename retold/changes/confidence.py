"""How sure a change is, as a share of cases: what a finder says is corrected by how often it was right.

Each kind has a slope and an offset (Platt 1999) over the log-odds of the finder's own sureness, fitted by
`bench/fit_changes.py` on pairs whose meaning is known to differ or not (`data/change_confidence.json`). Quotations are
left as they are: whether quoted words differ is seen, not judged.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from ..glossary import QUIET, Change
from ..settings import SETTINGS

_SEEN = (*QUIET, "suspect", "quotation")


def calibrated(row: Change) -> Change:
    """The row with its confidence corrected; what is more likely no change than one is not grave."""
    if row.kind in _SEEN:
        return row
    slope, offset = _model().get(row.kind, _model()["all"])
    held = min(max(row.confidence, 0.02), 0.98)
    score = slope * math.log(held / (1 - held)) + offset
    sure = round(1 / (1 + math.exp(-score)), 4)
    doubtful = row.gravity == "high" and sure < SETTINGS.changes.grave
    return replace(row, confidence=sure, gravity="medium" if doubtful else row.gravity)


@lru_cache(maxsize=1)
def _model() -> dict[str, tuple[float, float]]:
    raw = json.loads(files("retold").joinpath("data", "change_confidence.json").read_text("utf-8"))
    return {kind: (numbers["slope"], numbers["offset"]) for kind, numbers in raw["kinds"].items()}
