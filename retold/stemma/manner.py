"""The manner of a rewriting machine, in a text by itself: even sentences, joining words, few names, figures and voices.

What a language model or a translating machine has reworded throughout reads alike, whoever wrote the source: Tang,
Chuang & Hu, The Science of Detecting LLM-Generated Text (CACM 67(4), 2024). Of two tellings of one report one of which
has that manner and the other has not, the other is nearer the source. A formal desk writes somewhat so too, and so the
manner alone proves nothing: it is asked only of a pair that was reworded throughout. English only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, pairwise
from math import log, sqrt

from ..settings import SETTINGS
from .fitted import fitted

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_READ = 40_000
"""Characters that are read: the manner of a text is settled long before."""

_GROUPS = {
    "joining words": "additionally furthermore moreover consequently nevertheless nonetheless meanwhile notably "
    "overall ultimately subsequently similarly",
    "first and second person": "i you we me my your our us",
    "plain words of speech": "said says say told",
    "chosen words of speech": "stated emphasized expressed highlighted noted added revealed claimed asserted "
    "explained highlighting emphasizing expressing stating noting",
    "days and months": "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december",
}
_SINGLE = (
    "the of and to that while as with their its which has been by for in on at is was were but so just about up out "
    "who when this these there not if such both including despite amid among within upon towards throughout several "
    "various numerous individuals"
)
_MARKS = {
    "brackets": "()[]/",
    "dashes": "–—…",
    "colons": ":;",
    "quotation marks": '"“”',
    "questions and calls": "!?",
    "commas": ",",
}
_ENGLISH = ("the", "of", "and", "to", "in", "a")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands, and whether a sentence, or what follows a comma, begins with it."""

    text: str
    first: bool
    after_comma: bool

    @property
    def low(self) -> str:
        """Lower case, with one kind of apostrophe."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Specifics:
    """The words of a text in order and as a set, those that are names or figures, and runs of three.

    Without possessive, in lower case.
    """

    order: tuple[str, ...]
    every: frozenset[str]
    special: frozenset[str]
    runs: frozenset[tuple[str, str, str]]


@lru_cache(maxsize=256)
def specifics(text: str) -> Specifics:
    """The names and figures of a text: what has a figure in it, or a capital inside a sentence."""
    order: list[str] = []
    special = set()
    for token in _tokens(text[:_READ]):
        word = token.low.removesuffix("'s")
        order.append(word)
        if any(map(str.isdigit, word)) or (token.text[0].isupper() and not token.first and len(word) > 2):
            special.add(word)
    runs = zip(order, order[1:], order[2:], strict=False)
    return Specifics(tuple(order), frozenset(order), frozenset(special), frozenset(runs))


def reworded(one: str, other: str) -> bool:
    """Whether two texts have hardly a run of three words in common: one of them at least was reworded throughout."""
    here, there = specifics(one).runs, specifics(other).runs
    shared = len(here & there) / max(min(len(here), len(there)), 1)
    return round(shared, 4) < SETTINGS.stemma.reworded_runs


@lru_cache(maxsize=256)
def manner(text: str) -> float | None:
    """Log-odds that a text was reworded by a machine, to four places; None where it is too short or not English."""
    found = _signs(text)
    if found is None:
        return None
    model = _model()
    parts = (weight * (found[name] - model.middles[name]) for name, weight in model.weights.items())
    return round(model.bias + sum(parts), 4)


def by_machines(texts: Sequence[str]) -> bool:
    """Whether of most pairs of three texts and more one was reworded throughout, and many are in a machine's manner.

    Such are no edits of each other, and no states of one page.
    """
    chosen = SETTINGS.stemma
    pairs = list(combinations(texts, 2))
    most = len(pairs) - chosen.star_apart * len(pairs)
    alike = (pair for pair in pairs if not reworded(*pair))
    if len(texts) < 3 or sum(1 for _ in islice(alike, int(most) + 1)) > most:
        return False  # most families: found out without reading the manner of any text
    return sum((manner(text) or 0) > 0 for text in texts) >= chosen.star_lean * len(texts)


def turn(source: str, copy: str) -> float:
    """How far the step from one text to the other is that from a source to its machine rewording; 0 if not known.

    The same signs as in `manner`, weighed by how tellings differ from their own source: what subject and desk give to
    both falls out. Positive where the second is the likelier rewording; the other way round it has the opposite sign.
    """
    here, there = _signs(source), _signs(copy)
    if here is None or there is None:
        return 0.0
    return round(sum(weight * (there[name] - here[name]) for name, weight in _model().turn.items()), 4)


@lru_cache(maxsize=256)
def _signs(text: str) -> dict[str, float] | None:
    return signs(text)


def signs(text: str) -> dict[str, float] | None:
    """The inputs of the model by name; None where a text is too short to have a manner, or not English."""
    tokens = _tokens(text[:_READ])
    count = len(tokens)
    low = [token.low for token in tokens]
    held = Counter(low)
    if count < SETTINGS.stemma.manner_words or sum(held[word] for word in _ENGLISH) < count / 10:
        return None

    def rate(number: int) -> float:
        return log((number + 0.5) / (count + 50))

    found = {name: rate(sum(held[word] for word in words.split())) for name, words in _GROUPS.items()}
    found |= {f"word {word}": rate(held[word]) for word in _SINGLE.split()}
    found |= {name: rate(sum(text.count(mark, 0, _READ) for mark in marks)) for name, marks in _MARKS.items()}
    found["shortened forms"] = rate(sum("'" in word and not word.endswith("'s") for word in low))
    found["figures"] = rate(sum(any(letter.isdigit() for letter in word) for word in low))
    found["names"] = rate(sum(token.text[0].isupper() and not token.first for token in tokens))
    found["long words"] = rate(sum(len(word) > 8 for word in low))
    found["words in -ly"] = rate(sum(len(word) > 4 and word.endswith("ly") for word in low))
    found["participles after a comma"] = rate(_participles(tokens, low))
    found["letters a word"] = sum(map(len, low)) / count
    found["different words"] = len(held) / count**0.8
    return found | _sentences(tokens)


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        gap = text[last : match.start()]
        stop = "\n" in gap or (any(mark in gap for mark in ".!?") and any(map(str.isspace, gap)))
        found.append(Token(match.group(), stop or not found, "," in gap))
        last = match.end()
    return found


def _participles(tokens: Sequence[Token], low: Sequence[str]) -> int:
    """Clauses hung on with a participle: ", adding", ", reportedly adding"."""
    found = 0
    for at, token in enumerate(tokens):
        if token.after_comma:
            word = low[at + 1] if low[at].endswith("ly") and at + 1 < len(low) else low[at]
            found += len(word) > 4 and word.endswith("ing")
    return found


def _sentences(tokens: Sequence[Token]) -> dict[str, float]:
    """How long sentences are, how even, and how many are short."""
    starts = [at for at, token in enumerate(tokens) if token.first] + [len(tokens)]
    sizes = [stop - start for start, stop in pairwise(starts)]
    middle = sum(sizes) / len(sizes)
    spread = sqrt(sum((size - middle) ** 2 for size in sizes) / len(sizes))
    return {
        "words a sentence": log(middle + 1),
        "unevenness": spread / (middle + 1),
        "short sentences": sum(size < 7 for size in sizes) / len(sizes),
    }


@dataclass(frozen=True, slots=True)
class _Model:
    bias: float
    weights: dict[str, float]
    middles: dict[str, float]
    turn: dict[str, float]


@lru_cache(maxsize=1)
def _model() -> _Model:
    """Bias, weights and middles by name, and the weights of a turn."""
    found = fitted("manner")
    return _Model(float(found["bias"]), found["weights"], found["middles"], found["turn"])
