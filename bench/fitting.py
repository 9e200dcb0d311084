"""What every fit is asked for: where the data stand, how much of them, and whether to write what was found."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
BESIDE = HOUSE.parent / "shared/data"
"""Where the data stand if nobody says otherwise: beside the repository."""


def asks(doc: str | None, limit: int | None = None, cache: bool = False) -> argparse.ArgumentParser:
    """The options of a fit: ``--data``, ``--write``, and where it has them ``--limit`` and ``--cache``."""
    made = argparse.ArgumentParser(description=(doc or "").split("\n")[0])
    data = Path(os.environ.get("RETOLD_DATA", BESIDE))
    made.add_argument("--data", type=Path, default=data, metavar="ROOT", help="the folder that holds the sets")
    if limit is not None:
        made.add_argument("--limit", type=int, default=limit, metavar="N", help="originals a set (default %(default)s)")
    if cache:
        said = "keep what was collated here: it takes minutes; counts and evidence, no text"
        made.add_argument("--cache", type=Path, metavar="FILE", help=said)
    made.add_argument("--write", action="store_true", help="write the numbers into retold/data")
    return made


def put(name: str, found: Mapping[str, object], part: str = "") -> None:
    """Write what was fitted into ``retold/data/NAME.json``: as the whole file, or as one part of it."""
    path = HOUSE / f"retold/data/{name}.json"
    made = json.loads(path.read_text("utf-8")) | {part: found} if part else found
    path.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
