"""The reports of a pile, wherever they are held, and which pairs of them are worth a closer look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..glossary import Candidate, Fingerprint, Report
from ..identity import feature
from ..settings import SETTINGS

if TYPE_CHECKING:
    from ..candidates.arrays import Ends as Ends
    from ..candidates.arrays import Pairs as Pairs

Progress = Callable[[str, int, int | None], None]
"""Told of a stage's name, how much is done and how much there is, if that is known."""


def quiet(stage: str, done: int, total: int | None) -> None:
    """A progress that says nothing."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The reports of a pile, wherever they are held; a place counts into `keys`."""

    keys: Sequence[str]
    """Sorted."""
    ids: Any
    """A number for each report's id, address and language, the same for the same one; 0 where there is none."""
    urls: Any
    languages: Any
    headings: tuple[Any, Any]
    """A number for each report's headline, digits put aside, and the number of its day; 0 where it has none."""
    texts: Callable[[Any], Iterator[tuple[list[int], list[str]]]]
    """The texts of some places, in parts and in any order: the places and their texts."""
    reports: Callable[[Sequence[int]], Mapping[int, Report]]
    large: bool = False
    """Whether these are, or are some of, so many that an add looks at a few alone."""
    recurs: Any = None
    """The rows of words that recur in such a pile (`recurrence`): counted in a sample where they are not given."""
    words: Callable[[Any], tuple[Any, Any]] | None = None
    """The sheets of the reports at some places, and a number for each text, where they are kept."""


def pool_of(reports: Iterable[Report]) -> Pool:
    """A pool of reports that are held in memory."""
    import numpy as np

    held = {report.report: report for report in reports}
    ordered = [held[key] for key in sorted(held)]

    def numbers(values: Iterable[str | None]) -> Any:
        return np.array([feature(value) if value else 0 for value in values], np.int64)

    def texts(places: Any) -> Iterator[tuple[list[int], list[str]]]:
        listed = list(map(int, places))
        for start in range(0, len(listed), SETTINGS.engines.ingest):
            part = listed[start : start + SETTINGS.engines.ingest]
            yield part, [ordered[place].text for place in part]

    return Pool(
        [report.report for report in ordered],
        numbers(report.id for report in ordered),
        numbers(report.url for report in ordered),
        numbers(language(report.language) for report in ordered),
        headings((report.headline, report.published) for report in ordered),
        texts,
        lambda places: {place: ordered[place] for place in places},
        len(ordered) >= SETTINGS.engines.kept,
    )


def headings(given: Iterable[tuple[str | None, str | None]]) -> tuple[Any, Any]:
    """The columns of `Pool.headings` from headlines and dates."""
    import numpy as np

    from ..kinship.figures import heading

    found = [heading(*each) if each[1] else ("", 0) for each in given]
    patterns = [feature(pattern) if pattern else 0 for pattern, _ in found]
    return np.array(patterns, np.int64), np.array([day for _, day in found], np.int64)


def language(given: str | None) -> str | None:
    """A language without its region."""
    return given.split("-")[0].lower() if given else None


# --- candidates -------------------------------------------------------------------------------------------------


def pairs_of(pool: Pool, threads: int = 1, progress: Progress = quiet) -> Pairs:
    """The pairs worth a closer look, in key order, as columns."""
    from ..candidates import arrays

    if len(pool.keys) <= SETTINGS.engines.plain_reports:
        from ..fingerprints import fingerprints

        prints: list[Fingerprint] = []
        for places, texts in pool.texts(range(len(pool.keys))):
            for place, text in zip(places, texts, strict=True):
                prints.extend(fingerprints(Report(pool.keys[place], "", text)))
        return columns(pool.keys, paired(prints))
    from ..fingerprints import features

    drawn: list[str] = []

    def parts() -> Iterator[arrays.Part]:
        for count, (places, texts) in enumerate(pool.texts(range(len(pool.keys))), 1):
            drawn.extend(pool.keys[place] for place in places)
            yield arrays.Part(*features(*joined(texts)))
            progress("fingerprints", count, None)

    return arrays.from_columns(arrays.Prints(drawn, parts()), threads)


def paired(prints: Iterable[Fingerprint]) -> list[Candidate]:
    """The pairs worth a closer look of a pile whose fingerprints are held as rows, in key order."""
    from ..candidates import candidates

    return sorted(candidates(prints), key=lambda found: (found.one, found.other))


def joined(texts: Sequence[str]) -> tuple[Any, Any]:
    """Texts as UTF-8 in one buffer, and where each starts and the last stops."""
    import numpy as np

    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    return np.frombuffer(b"".join(raw), np.uint8), np.cumsum([0, *map(len, raw)], dtype=np.int64)


def columns(keys: Sequence[str], found: Sequence[Candidate]) -> Pairs:
    """Candidates as columns."""
    import numpy as np

    from ..candidates.arrays import Pairs

    place = {key: at for at, key in enumerate(keys)}
    return Pairs(
        keys,
        np.array([place[row.one] for row in found], np.int64),
        np.array([place[row.other] for row in found], np.int64),
        np.array([row.shared for row in found], np.int64),
        np.array([row.one_share for row in found], np.float64),
        np.array([row.other_share for row in found], np.float64),
        np.array([row.coverage for row in found], np.float64),
    )


def candidates(pairs: Pairs, places: Any = None) -> list[Candidate]:
    """The candidates at some places of the pairs, or all of them, as rows."""
    held = (pairs.one, pairs.other, pairs.shared, pairs.one_share, pairs.other_share, pairs.coverage)
    parts = [(part if places is None else part[places]).tolist() for part in held]
    keys = pairs.keys
    return [Candidate(keys[one], keys[other], *figures) for one, other, *figures in zip(*parts, strict=True)]
