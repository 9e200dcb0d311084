"""Codes that a desk's machines read beside a name: *.SPX*, *US30YT=RR*, *(nyse: PEP)*, *JP:8306*; no name, no count.

A wire sets them behind the name that they stand for, and the next desk takes them out or leaves them in. What they
mark is compared by its name.
"""

from __future__ import annotations

import re

from .blocks import FUNCTION, Side, Term

_LED = re.compile(r"(?:(?:^|[\s<(])\.|[A-Z]=|[(<][A-Za-z]{2,8}: ?)$")
_FOLLOWED = re.compile(r"=(?:[A-Z]{0,4}\b|[\s>),])")
_BLANK = re.compile(r"X{2,}")
"""What a desk writes where a name or an age is still to come."""
_BEFORE = 12
_BEHIND = 6


_LISTED = 3
"""Digits of the number of an item, fewer than this: *4 The fund said*, *5. The fund said*."""


def item(side: Side, term: Term) -> bool:
    """Whether a number that opens a line is that of an item in a list."""
    if not term.first or not term.text.isdigit() or len(term.text) >= _LISTED:
        return False
    behind = side.terms[side.within(term.start, term.stop)[1] :][:1]
    return side.text(term.stop, term.stop + 1) in (".", ")") or any(t.capital and t.key in FUNCTION for t in behind)


def coded(side: Side, term: Term) -> bool:
    """Whether a word is such a code: in capitals or figures, and set off by the marks of one."""
    if not (term.text.isupper() or term.text.isdigit()):
        return False
    if _BLANK.fullmatch(term.text):
        return True
    led = _LED.search(side.text(max(0, term.start - _BEFORE), term.start))
    return led is not None or _FOLLOWED.match(side.text(term.stop, term.stop + _BEHIND)) is not None
