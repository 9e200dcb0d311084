"""The tables of bench/README.md, made from bench/figures/*.json: ``python -m bench.readme [--check]``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .__main__ import MEASURES
from .figures import Figure, cells

HERE = Path(__file__).parent
START, STOP = "<!-- figures: made by `python -m bench.readme` -->\n", "<!-- end of figures -->\n"


def table(measure: str, stored: dict[str, Any]) -> str:
    """One measure's stored figures as a Markdown table, with the command that made them."""
    limit = f" --limit {stored['limit']}" if stored.get("limit") else ""
    chosen = "".join(f" --set {name}" for name in stored.get("sets", ()))
    lines = [
        f"### {measure}",
        "",
        f"`python -m bench {measure} --data ROOT{chosen}{limit} --json` ({stored['seconds']:.0f} s)",
        "",
        "| set | figure | value | 95 % | count | remark |",
        "|---|---|---|---|---|---|",
    ]
    for row in stored["figures"]:
        if not row["name"].startswith("reliability, bin"):
            lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells(Figure(**row))) + " |")
    return "\n".join(lines) + "\n"


def rendered(text: str) -> str:
    """The README with its tables as the stored figures have them."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(STOP)
    parts = []
    for measure in MEASURES:
        path = HERE / "figures" / f"{measure}.json"
        if path.exists():
            parts.append(table(measure, json.loads(path.read_text("utf-8"))))
        else:
            parts.append(f"### {measure}\n\nnot measured yet\n")
    return before + START + "\n" + "\n".join(parts) + "\n" + STOP + after


def main(argv: list[str]) -> int:
    """Write the tables, or with ``--check`` say whether they are as they should be."""
    path = HERE / "README.md"
    text = path.read_text("utf-8")
    wanted = rendered(text)
    if "--check" in argv:
        if text != wanted:
            print("bench/README.md: its tables differ from bench/figures; run `python -m bench.readme`")
        return int(text != wanted)
    path.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
