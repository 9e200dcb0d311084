"""Negation: *not*, *n't*, *no*, *never*, *neither*, *without*, and verbs that negate (*failed to*, *denied*)."""

from __future__ import annotations

from collections.abc import Sequence

from ..glossary import Mention
from .tokens import NEGATION, Page, Token

_PLAIN = {
    "not": "not", "cannot": "not", "never": "never", "no": "no", "neither": "neither", "nor": "nor", "none": "none",
    "nobody": "no", "nothing": "no", "nowhere": "no", "without": "without",
}  # fmt: skip
_VERBS = {
    **dict.fromkeys(("deny", "denies", "denied", "denying"), "deny"),
    **dict.fromkeys(("refuse", "refuses", "refused", "refusing"), "refuse"),
    **dict.fromkeys(("reject", "rejects", "rejected", "rejecting"), "reject"),
}
_TO = {
    **dict.fromkeys(("fail", "fails", "failed", "failing"), "fail"),
    **dict.fromkeys(("decline", "declines", "declined", "declining"), "refuse"),
}


def negation(page: Page) -> list[Mention]:
    """Every negating word of a report."""
    found = []
    for number, line, places in page.spots(NEGATION):
        for at in places:
            value, stop = _read(line, at)
            if value:
                found.append(page.row("negation", (number, at, stop), value))
    return found


def begins(word: str) -> bool:
    """Whether a negation can begin with a word."""
    return word in _PLAIN or word in _VERBS or word in _TO or word.endswith("n't")


def _read(line: Sequence[Token], at: int) -> tuple[str, int]:
    word = line[at].key
    following = line[at + 1].key if at + 1 < len(line) else ""
    if word.endswith("n't"):
        return "not", at + 1
    if word == "no" and (following in (".", "one") or (line[at].capital and following.isdigit())):
        return ("no", at + 1) if following == "one" else ("", at)
    if word == "not" and following == "only":
        return "", at
    if word in _PLAIN:
        return _PLAIN[word], at + 1
    if word in _VERBS:
        return _VERBS[word], at + 1
    if word in _TO and following == "to":
        return _TO[word], at + 2
    return "", at
