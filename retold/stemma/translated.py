"""Signs that a copy went through another language: what a rewriter leaves alone was changed too."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from ..settings import SETTINGS
from ..words import keys
from .evidence import UNKNOWN, Character, Table


def signs(given: Table, found: Sequence[Character], source: int, copy: int) -> str:
    """A remark on a translation, or on signs of one there and back; empty where there are none.

    A desk rewords its prose and leaves quotations and names. A machine that translates and translates back rewords
    the quotations as well, and spells names anew by their sound.
    """
    pair = [given.witness(at) for at in (source, copy)]
    languages = [witness.report.language for witness in pair]
    if all(languages) and languages[0] != languages[1]:
        return f" (translated from {languages[0]} to {languages[1]})"
    quoted = respelt = 0
    for one in found:
        here, there = one.states[source], one.states[copy]
        if one.loci and here != there and UNKNOWN not in (here, there):
            texts = [given.at(one.loci[0])[at].text for at in (source, copy)]
            quoted += one.kind == "quotation" and all(texts)
            respelt += one.kind == "name" and _respelt(*texts)
    chosen = SETTINGS.stemma
    if quoted < chosen.translated_quotations or respelt < chosen.translated_names:
        return ""
    return f" (quotations are reworded at {quoted} places and names spelled anew at {respelt}: signs of translation)"


def _respelt(one: str, other: str) -> bool:
    """Whether two readings are one name in two spellings."""
    names = ["".join(keys(text)) for text in (one, other)]
    if not all(text[:1].isupper() for text in (one, other)) or min(map(len, names)) < 4 or names[0] == names[1]:
        return False
    return Levenshtein.distance(*names) <= max(1, min(map(len, names)) // 3)
