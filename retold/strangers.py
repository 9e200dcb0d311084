"""CORRIDOR. Letters that no table knows, read from the words that they stand in.

Who hides a text draws its letters from other alphabets, and there are more of these than any table lists. But one sign
is drawn like one letter: so it is read as the letter that makes words of a vocabulary out of the words it stands in,
the surest sign first, as a simple substitution cipher is solved (Hart 1994, *To decode short cryptograms*). What was
learned from common words then reads names too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

MOST_WORDS = 300
"""Masked words that are looked at in one text: bounds the cost, and is enough to read any alphabet."""
MOST_SIGNS = 100
LEAST_LETTERS = 3
"""A shorter word tells nothing: it may be a unit of measure."""
SURE = 0.1
"""Votes for a letter, less those for the next one, from which a sign is read; unread it is of no use, so few do."""

_MIXED = re.compile(r"[a-z][^\x00-\x7f]|[^\x00-\x7f][a-z]")

Votes = dict[str, dict[str, float]]
"""Sign -> letter -> share of a vote."""


class Vocabulary:
    """Known words, found by some of their letters; how common each is decides between them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._index: dict[tuple[int, int, str], set[str]] = defaultdict(set)
        for word in weights:
            for at, letter in enumerate(word):
                self._index[len(word), at, letter].add(word)

    def __contains__(self, word: str) -> bool:
        return word in self.weights

    def like(self, pattern: Sequence[str]) -> list[str]:
        """The words of this length that have these letters; an empty letter may be any."""
        sets = [self._index.get((len(pattern), at, letter), set()) for at, letter in enumerate(pattern) if letter]
        return sorted(set.intersection(*sorted(sets, key=len))) if sets else []


def masked(keys: Iterable[str]) -> bool:
    """Whether any key mixes ASCII letters with others; cheap, and true of some ordinary words too."""
    return bool(_MIXED.search(" ".join([key for key in keys if not key.isascii()])))


def readings(keys: Iterable[str], vocabulary: Vocabulary, drawn: Mapping[int, int]) -> dict[str, str]:
    """What masked keys read as, by key; those that are not masked, or cannot be read, are left out.

    `drawn` are the letters of other scripts that are known to be drawn like Latin ones. A text with more words of
    another script than masked ones is left as it is.
    """
    counts = Counter(key for key in keys if not key.isascii() and any(map(_strange, key)))
    mixed = {key: count for key, count in counts.items() if any("a" <= letter <= "z" for letter in key)}
    if not mixed or 2 * sum(mixed.values()) < sum(counts.values()):
        return {}
    known = _solved(sorted(mixed, key=lambda key: (-mixed[key], key))[:MOST_WORDS], vocabulary)
    table = {ord(sign): letter for sign, letter in known.items()}
    found = {key: read for key in mixed if (read := key.translate(table)) != key}
    for key in sorted(counts.keys() - mixed.keys()):
        read = key.translate(table).translate(drawn)
        if read in vocabulary:
            found[key] = read
    return found


@lru_cache(maxsize=4096)
def _strange(letter: str) -> bool:
    """Whether a letter or figure is of another script than Latin."""
    return not letter.isascii() and letter.isalnum() and not unicodedata.name(letter, "LATIN").startswith("LATIN")


def _solved(words: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """The letter of each sign that can be read, the surest first: what is read tells more of the words it stands in."""
    known: dict[str, str] = {}
    holding: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for sign in sorted({letter for letter in word if _strange(letter)}):
            holding[sign].append(word)
    votes = {word: _votes(word, known, vocabulary) for word in words}
    signs = sorted(holding, key=lambda sign: (-len(holding[sign]), sign))[:MOST_SIGNS]
    surest = {sign: _surest(sign, [votes[word] for word in holding[sign]]) for sign in signs}
    while surest:
        sign = max(surest, key=lambda sign: (surest[sign], sign))
        margin, letter = surest.pop(sign)
        if margin < SURE:
            break
        known[sign] = letter
        votes.update({word: _votes(word, known, vocabulary) for word in holding[sign]})
        beside = {other for word in holding[sign] for other in word if other in surest}
        surest.update({other: _surest(other, [votes[word] for word in holding[other]]) for other in sorted(beside)})
    return known


def _votes(word: str, known: Mapping[str, str], vocabulary: Vocabulary) -> Votes:
    """For each sign of a word that is not yet read, the letters of the words that it can be; they share one vote."""
    letters = [known.get(letter, letter) for letter in word]
    places: dict[str, list[int]] = defaultdict(list)
    for at, letter in enumerate(letters):
        if _strange(letter):
            places[letter].append(at)
    unread = sum(map(len, places.values()))
    if not places or 2 * unread > len(word) or len(word) < LEAST_LETTERS:
        return {}
    can_be = vocabulary.like(["" if letter in places else letter for letter in letters])
    shares: Votes = {sign: defaultdict(float) for sign in places}
    total = 0.0
    for read in can_be:
        if all(len({read[at] for at in row}) == 1 for row in places.values()):
            total += vocabulary.weights[read]
            for sign, row in places.items():
                shares[sign][read[row[0]]] += vocabulary.weights[read]
    return {sign: {letter: vote / total for letter, vote in row.items()} for sign, row in shares.items() if total}


def _surest(sign: str, votes: Iterable[Votes]) -> tuple[float, str]:
    """How far the best letter of a sign is ahead of the next, and that letter."""
    total: dict[str, float] = defaultdict(float)
    for row in votes:
        for letter, vote in row.get(sign, {}).items():
            total[letter] += vote
    ranked = sorted((-round(vote, 4), letter) for letter, vote in total.items())
    if not ranked:
        return 0.0, ""
    return round((ranked[1][0] if len(ranked) > 1 else 0.0) - ranked[0][0], 4), ranked[0][1]
