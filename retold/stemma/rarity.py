"""How rare a word is, and which of two readings has the rarer words.

Where a text is simplified, abridged or passed through a rewriting machine, the source has the rarer word: right in
.96 to .97 of the documents of OneStopEnglish that are simplified by hand (Vajjala & Lucic 2018), without length.
"""

from __future__ import annotations

from functools import lru_cache

from ..settings import SETTINGS
from ..words import keys, lexicon

_ENDINGS = (
    ("ies", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
)


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, int]:
    """Word -> log2 of its count in a million words, from `data/word_frequencies.txt`."""
    found = {}
    for line in lexicon("word_frequencies"):
        level, *members = line.split()
        found.update(dict.fromkeys(members, int(level)))
    return found


@lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """Bits by which a word is rarer than the commonest; a word in no list counts as rare, a long one as rarer."""
    table = _frequencies()
    best = table.get(word, 0)
    if not best:
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                best = max(best, table.get(word[: -len(ending)] + instead, 0) - 1)
    if best <= 0:
        best = SETTINGS.stemma.known_word if word in lexicon("common_words") else 2
    return 15.0 - best + min(len(word), 14) * SETTINGS.stemma.rarity_length


def reading_rarity(text: str) -> float | None:
    """The rarity of the rarest word of a reading; None where it has no word."""
    found = [rarity(word) for word in keys(text)]
    return round(max(found), 2) if found else None
