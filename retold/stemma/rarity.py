"""How rare a word is, and which of two readings has the rarer words.

Where a text is simplified, abridged or passed through a rewriting machine, the source has the rarer word: right in
.96 to .97 of the documents of OneStopEnglish that are simplified by hand (Vajjala & Lucic 2018), without length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

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


@lru_cache(maxsize=65536)
def listed(word: str) -> bool:
    """Whether a word, in some form, is in the lists of words; of a compound, whether each part is."""
    table = _frequencies()
    return all(
        part in table
        or part in lexicon("common_words")
        or any(part.endswith(end) and part[: -len(end)] + instead in table for end, instead in _ENDINGS)
        for part in word.replace("'", "-").split("-")
        if part
    )


def attested(texts: Iterable[str]) -> Counter[str]:
    """How often each word occurs in some texts."""
    return Counter(word for text in texts for word in keys(text))


def damage(source: str, copy: str, known: Mapping[str, int]) -> int:
    """1 where the copy has a damaged form of the source's reading, -1 where it is the other way round, else 0.

    Damaged is a form that is spelled nearly alike, is in no list of words, and is the rarer one in the tellings (which
    also tells a mangled name: the sound form stands elsewhere in the story too).
    """
    one, other = keys(source), keys(copy)
    letters = "".join(one).replace("-", ""), "".join(other).replace("-", "")
    if not all(letters) or _ended_otherwise(*letters) or any(letter.isdigit() for letter in "".join(letters)):
        return 0
    if abs(len(letters[0]) - len(letters[1])) > SETTINGS.stemma.damage_letters:
        return 0
    if Levenshtein.distance(*letters, score_cutoff=SETTINGS.stemma.damage_letters) > SETTINGS.stemma.damage_letters:
        return 0
    odd = [[word for word in mine if word not in theirs] for mine, theirs in ((one, other), (other, one))]
    strange = [any(not listed(word) for word in words) for words in odd]
    often = [min((known.get(word, 0) for word in words), default=0) for words in odd]
    if strange[1] and often[1] < often[0] and (not strange[0] or often[0] >= 2 * often[1]):
        return 1
    if strange[0] and often[0] < often[1] and (not strange[1] or often[1] >= 2 * often[0]):
        return -1
    return 0


def _ended_otherwise(one: str, other: str) -> bool:
    """Whether two forms differ in their endings alone, as inflected forms do."""
    same = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return same >= 4 and max(len(one), len(other)) - same <= 3


def reading_rarity(text: str) -> float | None:
    """The rarity of the rarest word of a reading; None where it has no word."""
    found = [rarity(word) for word in keys(text)]
    return round(max(found), 2) if found else None
