"""What recurs in a pile: counted over all reports, and where these are very many, over a sample of them.

A sample is a pile by itself: candidates, a first look at them, groups of what is clearly one report, and the rows of
words that stand in enough groups. Whether a report is in it depends on its key alone, and the share on how many
reports there are. So what recurs is a function of the set of reports, and a few more of them change it little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..identity import Keys, feature
from ..settings import SETTINGS
from .choosing import groups
from .pools import Pool, Progress, pairs_of, quiet

if TYPE_CHECKING:
    from ..kinship.columns import Sheets
    from ..kinship.recurring import Stretches
    from .pools import Pairs


def recurs(sheets: Sheets, pairs: Pairs, looked: tuple[Any, Any], threads: int) -> Any:
    """The rows of words that recur in reports that are several, as sorted numbers.

    `looked` has the counts of each pair, and whether its texts are equal. Counted twice. Short or reworded tellings are
    not clearly one report, so a large family may be many groups at first, and its own words recur. What is left without
    them, or without the furniture of a site, shows which are one.
    """
    import numpy as np

    from ..kinship import columns
    from ..kinship.recurring_columns import often, recurring, without

    counts, equal = looked
    tied = equal | alike(*columns.answers(counts), None)
    marks = recurring(sheets, groups(len(sheets.spans), pairs.one[tied], pairs.other[tied]))
    story = without(sheets._replace(numbers=sheets.numbers.copy(), flags=sheets.flags.copy()), marks)
    shorter = np.flatnonzero((story.spans[:, 1] - story.spans[:, 0]) < (sheets.spans[:, 1] - sheets.spans[:, 0]))
    again = np.flatnonzero(np.isin(pairs.one, shorter) | np.isin(pairs.other, shorter))
    counts = counts.copy()
    counts[again] = counted(story, pairs, again, threads, quiet)
    tied |= alike(*columns.answers(counts), SETTINGS.clear.alike)
    return often(sheets, groups(len(sheets.spans), pairs.one[tied], pairs.other[tied]))


def alike(answers: Any, scores: Any, bar: float | None) -> Any:
    """Which pairs count as one report where it is counted what recurs: clear ones, and from a bar on doubtful ones."""
    from ..kinship.settled import DOUBTFUL, SAME

    clear = answers == SAME
    return clear if bar is None else clear | ((answers <= DOUBTFUL) & (scores >= bar))


def counted(sheets: Sheets, pairs: Pairs, places: Any, threads: int, progress: Progress) -> Any:
    """The counts of the pairs at some places."""
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np

    from ..kinship import columns

    size = SETTINGS.engines.looked_at_once

    def look(start: int) -> Any:
        part = places[start : start + size]
        return columns.count(sheets, pairs.one[part], pairs.other[part])

    parts = []
    with ThreadPoolExecutor(threads) as pool_of_threads:
        for found in pool_of_threads.map(look, range(0, len(places), size)):
            parts.append(found)
            progress("pairs by their words", min(len(parts) * size, len(places)), len(places))
    return np.concatenate(parts) if parts else columns.count(sheets, pairs.one[:0], pairs.other[:0])


def sheets_of(pool: Pool, wanted: Any) -> tuple[Sheets, Any]:
    """The sheets of some reports, and a number for each text."""
    import numpy as np

    if pool.words is not None:
        return cast("tuple[Sheets, Any]", pool.words(wanted))
    spans, texts = np.zeros((len(pool.keys), 2), np.int64), np.zeros(len(pool.keys), np.int64)
    parts, at = [], 0
    for places, part in pool.texts(wanted):
        own = kept(part)
        spans[places] = own.spans + at
        texts[places] = own.texts
        at += len(own.numbers)
        parts.append(own)
    return _joined(parts, at, spans), texts


def _joined(parts: list[Any], words: int, spans: Any) -> Sheets:
    """The words of parts, which are let go one by one, in one sheet."""
    import numpy as np

    from ..kinship.columns import Sheets

    numbers, flags = np.empty(words, np.uint32), np.empty(words, np.uint8)
    at = words
    while parts:
        own = parts.pop()
        numbers[at - len(own.numbers) : at], flags[at - len(own.flags) : at] = own.numbers, own.flags
        at -= len(own.numbers)
    return Sheets(numbers, flags, spans)


# --- a sample ---------------------------------------------------------------------------------------------------


def share(count: int) -> int:
    """Of so many reports one in so many is in the sample: a power of two."""
    return 1 << max(0, (count // SETTINGS.engines.sampled).bit_length() - 1)


def sampled(keys: Sequence[str], count: int) -> list[int]:
    """Which of these, of a pile of so many, are in the sample; keys are digests, so its parts are the smallest ones."""
    import numpy as np

    some = share(count)
    if some == 1:
        return list(range(len(keys)))
    if isinstance(keys, Keys):
        found: list[int] = (keys.halves[:, 0] >> np.uint64(32) < (1 << 32) // some).nonzero()[0].tolist()
        return found
    bar = f"{(1 << 32) // some:08x}"
    return [at for at, key in enumerate(keys) if key < bar]


def of_sample(sheets: Sheets, texts: Any, pairs: Pairs, threads: int) -> Any:
    """What recurs in a sample: the sheets of its reports by key, a number for each text, and its pairs."""
    import numpy as np

    counts = counted(sheets, pairs, np.arange(len(pairs.one)), threads, quiet)
    looked = counts, texts[pairs.one] == texts[pairs.other]
    return recurs(sheets, pairs, looked, threads)


def of_pool(pool: Pool, threads: int) -> Any:
    """What recurs in a sample of a pile, from its texts."""
    chosen = sampled(pool.keys, len(pool.keys))
    back = {place: at for at, place in enumerate(chosen)}

    def texts(wanted: Any) -> Iterator[tuple[list[int], list[str]]]:
        for places, part in pool.texts([chosen[at] for at in wanted]):
            yield [back[place] for place in places], part

    some = replace(pool, keys=[pool.keys[place] for place in chosen], texts=texts)
    return of_sample(*sheets_of(some, range(len(chosen))), pairs_of(some, threads), threads)


def stretches(pool: Pool, known: Any) -> Callable[[int], Stretches]:
    """What recurs in each report of some few of a pile, of which these rows are known."""
    from ..kinship import recurring_columns

    sheets, _ = sheets_of(pool, range(len(pool.keys)))
    marks = recurring_columns.marked(sheets, known)
    return lambda place: recurring_columns.stretches(sheets.spans, marks, place)


# --- what is kept -----------------------------------------------------------------------------------------------


class Words(NamedTuple):
    """The sheets of the reports of one segment, as they are kept, and a number for each text."""

    numbers: Any
    flags: Any
    spans: Any
    texts: Any


def kept(texts: Sequence[str]) -> Words:
    """The words of texts as they are kept."""
    import numpy as np

    from ..kinship import columns

    return Words(*columns.sheets(texts), np.array([feature(text) for text in texts], np.int64))


class Bookcase:
    """The words of a pile as they are kept, part by part; reports are numbered in this order."""

    def __init__(self, parts: Sequence[Words]) -> None:
        import numpy as np

        self.parts = parts
        self.firsts = np.cumsum([0, *(len(part.spans) for part in parts)])

    def of(self, reports: Any, places: Any = None, count: int = 0) -> tuple[Sheets, Any]:
        """The sheets of some reports, in their order, and a number for each text.

        With `places` these are to be at some of so many places; the others stay empty.
        """
        import numpy as np

        from ..kinship.columns import Sheets

        places = np.arange(len(reports)) if places is None else places
        spans, texts = np.zeros((count or len(reports), 2), np.int64), np.zeros(count or len(reports), np.int64)
        owner = np.searchsorted(self.firsts, reports, "right") - 1
        cuts = np.zeros((len(reports), 2), np.int64)
        for number in np.unique(owner).tolist():
            part, rows = self.parts[number], np.flatnonzero(owner == number)
            own = reports[rows] - self.firsts[number]
            cuts[rows], texts[places[rows]] = part.spans[own], part.texts[own]
        stops = np.cumsum(cuts[:, 1] - cuts[:, 0])
        spans[places] = np.stack([stops - (cuts[:, 1] - cuts[:, 0]), stops], axis=1)
        words = int(stops[-1]) if len(stops) else 0
        numbers, flags = np.empty(words, np.uint32), np.empty(words, np.uint8)
        for number, (start, stop), end in zip(owner.tolist(), cuts.tolist(), stops.tolist(), strict=True):
            part = self.parts[number]
            numbers[end - stop + start : end] = part.numbers[start:stop]
            flags[end - stop + start : end] = part.flags[start:stop]
        return Sheets(numbers, flags, spans), texts

    def holding(self, sought: tuple[Any, Any], threads: int) -> Any:
        """The reports that have any of the rows of words that a `sieve` was made for, sorted."""
        from concurrent.futures import ThreadPoolExecutor

        import numpy as np

        from ..kinship.columns import Sheets
        from ..kinship.recurring_columns import holding

        def look(part: Words) -> Any:
            return holding(Sheets(*part[:3]), sought)

        with ThreadPoolExecutor(threads) as pool:
            return np.flatnonzero(np.concatenate([np.zeros(0, bool), *pool.map(look, self.parts)]))
