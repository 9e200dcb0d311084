"""ROOM. Fingerprint -> Candidate: which pairs of a pile are worth a closer look.

An inverted index of features. Two reports become a candidate when the features that they share weigh enough and are
spread over the shorter one (`coverage`): furniture is dense but local, rewording is sparse but everywhere.

- Reports of one wording (near-copies) are found first, by smallest hashes of classes of features (one-permutation
  MinHash, Li, Owen and Zhang 2012), and checked. A feature is weighed by the number of *wordings* in which it occurs,
  not of reports: a story run by a hundred outlets keeps its features, a newsletter box on a hundred stories loses them.
- Stretches of a report whose features are mostly in very many wordings are its furniture, and do not count as story:
  a telling of two sentences below a long notice is not missed for the notice.
- The first few reports of a wording meet all others; the rest pair with the first alone, as a star. So ten thousand
  copies of one text make ten thousand pairs, not fifty million.
- Which pairs are named depends on the whole pile (and on nothing else: not on order, nor on batches). The figures of a
  named pair depend on its two reports alone, and `pair` gives the same.

There is a plain version for small piles (`plain.py`) and one over arrays with compiled loops (`arrays.py`,
`compiled.py`); they give the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING

from ..glossary import Candidate, Fingerprint
from ..settings import SETTINGS
from . import plain

if TYPE_CHECKING:
    from .arrays import Columns, Pairs, Prints

__all__ = ["candidates", "from_columns", "pair"]


def candidates(prints: Iterable[Fingerprint]) -> list[Candidate]:
    """The pairs of a pile that are worth a closer look, sorted by key; `one` < `other`.

    A report without a word has no fingerprints and no candidates. Reports with equal features pair as a star around
    the smallest key of their wording.
    """
    first, rest = _start(prints)
    if len(first) <= SETTINGS.candidates.plain_prints:
        return plain.candidates(first)
    from . import arrays

    return arrays.rows(arrays.from_columns(arrays.columns(chain(first, rest))))


def from_columns(columns: Columns | Prints, threads: int = 1) -> Pairs:
    """The same from columns, for an engine that makes no rows (see `arrays.Columns` and `arrays.Prints`).

    Threads share the scoring and change nothing in the answer.
    """
    from . import arrays

    return arrays.from_columns(columns, threads)


def pair(one_prints: Iterable[Fingerprint], other_prints: Iterable[Fingerprint]) -> Candidate:
    """The figures of two given reports, whatever pile they stand in; zero where a report has no words."""
    return plain.pair(list(one_prints), list(other_prints))


def _start(prints: Iterable[Fingerprint]) -> tuple[list[Fingerprint], Iterable[Fingerprint]]:
    """The first fingerprints, one more than the plain way takes, and the rest, not yet drawn."""
    running = iter(prints)
    return list(islice(running, SETTINGS.candidates.plain_prints + 1)), running
