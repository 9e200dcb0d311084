"""CORRIDOR. One spelling for the varieties of English: what British and American desks write differently.

For comparison only, and never shown: both sides are folded alike, so a rule may fold a word that has no second
spelling. Rules of endings come before a short list of words that follow none.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"ys(e|ed|es|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"(?<=..)is(e|ed|es|er|ers|ing)$"), r"iz\1"),
    (re.compile(r"(?<=..)our(s|ed|ing|able|ite|ites|er|ers|al|hood|hoods|ful|less)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z][a-z])([tb])re(s|d)?$"), r"\1er\2"),
    (re.compile(r"(?<=....)ll(ed|ing|er|ers|or|ors)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=gr)amme(s?)$"), r"am\1"),
)
"""Endings and what stands in their place; the first that fits is used."""

_WORDS = {
    "defence": "defense", "offence": "offense", "licence": "license", "pretence": "pretense", "grey": "gray",
    "tyre": "tire", "tyres": "tires", "cheque": "check", "cheques": "checks", "sceptical": "skeptical",
    "sceptic": "skeptic", "judgement": "judgment", "ageing": "aging", "towards": "toward", "whilst": "while",
    "amongst": "among", "learnt": "learned", "plough": "plow", "aluminium": "aluminum", "jewellery": "jewelry",
    "manoeuvre": "maneuver", "storey": "story", "kerb": "curb", "enquiry": "inquiry", "mum": "mom",
    "adviser": "advisor", "advisers": "advisors", "cosy": "cozy", "fulfil": "fulfill", "skilful": "skillful",
    "enrol": "enroll", "instalment": "installment", "paediatric": "pediatric", "anaesthetic": "anesthetic",
    "foetus": "fetus", "haemorrhage": "hemorrhage", "practise": "practice", "practised": "practiced", "ok": "okay",
    "moustache": "mustache", "ochre": "ocher", "meagre": "meager",
}  # fmt: skip


@lru_cache(maxsize=65536)
def one_spelling(word: str) -> str:
    """A word (a comparison key) as one desk would spell it; a word without a second spelling stays as it is."""
    if word in _WORDS:
        return _WORDS[word]
    if len(word) > 4:
        for pattern, put in _RULES:
            changed = pattern.sub(put, word)
            if changed != word:
                return changed
    return word
