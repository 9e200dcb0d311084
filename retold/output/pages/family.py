"""FRONT. A family, or two files that were compared, as one page. Nothing is judged here: rows are put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from ...glossary import COPIES, LOUD, Change, Collation, Comparison, Family, Kinship, Telling, Witness
from ...words import count_words
from .. import wording
from . import aligned, findings, heat, notes, tree, verdicts
from .choice import MOST_SHOWN, SHORT, Choice
from .lettering import address
from .model import Card, FamilyPage, Finding, Pair, Strip

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a page is made of."""

    found: Family
    """A family in full, or (not `whole`) its tellings with only the pairs that are shown collated."""
    ordered: tuple[str, ...] = ()
    """Report keys in the order of their letters; by default the keeper and then by id."""
    verdict: str = ""
    """The verdict, where it is known already."""
    oddities: tuple[str, ...] = ()
    whole: bool = True
    drawing: bool = False
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What people have said, by the id of a change or by both keys of a pair."""


def compared(found: Comparison) -> Draft:
    """Two files as a family of two."""
    laid = found.collation
    keys = (laid.one.report.report, laid.other.report.report)
    family = Family(
        family="",
        witnesses=(laid.one, laid.other),
        tellings=(),
        kinships=(found.kinship,),
        collations=(laid,),
        changes=found.changes,
        descents=found.descents,
        alterations=found.alterations,
    )
    return Draft(family, keys, wording.verdict(found), found.findings)


def letter(at: int) -> str:
    """A, B, … Z, AA, AB …"""
    first, second = divmod(at, len(ALPHABET))
    return (letter(first - 1) if first else "") + ALPHABET[second]


def order(found: Family) -> tuple[str, ...]:
    """The keeper, then by id."""
    keepers = {row.report for row in found.tellings if row.keeper}
    reports = [witness.report for witness in found.witnesses]
    return tuple(row.report for row in sorted(reports, key=lambda row: (row.report not in keepers, row.id, row.report)))


def shown(found: Family, ordered: Sequence[str], choice: Choice) -> tuple[str, ...]:
    """Which tellings stand side by side: those asked for; else the first and the one that differs most from it."""
    asked = [key for start in choice.show for key in ordered if key.startswith(start)][:MOST_SHOWN]
    asked = list(dict.fromkeys(asked))
    if len(asked) == 1:
        asked += [key for key in ordered if key not in asked][:1]
    if asked or len(ordered) < 3:
        return tuple(asked or ordered[:2])
    beside = {key for pair in _collated(found) if ordered[0] in pair for key in pair}
    weight = dict.fromkeys([key for key in ordered[1:] if key in beside] or ordered[1:], 0)
    for row in found.changes:
        if row.gravity == "high" and row.kind in LOUD and ordered[0] in (row.one, row.other):
            other = row.other if row.one == ordered[0] else row.one
            if other in weight:
                weight[other] += 1
    return ordered[0], max(weight, key=lambda key: (weight[key], -ordered.index(key)))


def page(draft: Draft, choice: Choice) -> FamilyPage:
    """The page of a family as a reader asked for it."""
    found = draft.found
    ordered = draft.ordered or order(found)
    letters = {key: letter(at) for at, key in enumerate(ordered)}
    pair = shown(found, ordered, choice)
    choice = replace(choice, show=tuple(key[:SHORT] for key in pair))
    known = findings.Known(letters, pair, draft.said)
    rows = findings.grouped(found, choice, known)
    listed = findings.listed(rows, choice, known)
    spans = findings.spans(rows, known)
    held = {witness.report.report: witness for witness in found.witnesses}
    sides = [aligned.Side(letters[key], held[key], spans[key]) for key in pair]
    cards = _cards(draft, choice, ordered, letters)
    return FamilyPage(
        name=found.family,
        title=" · ".join(f"{card.letter} {card.id}" for card in cards if card.shown),
        verdict=draft.verdict or verdicts.of_family(found, letters),
        lead=tuple(filter(None, verdicts.lead(found, letters))),
        choice=choice,
        cards=cards,
        stemma=tree.stemma(found.descents, _leaves(cards, ordered), ordered[0]) if _one_report(found) else None,
        rows=aligned.rows(sides, found.collations) if choice.view == "tellings" else (),
        findings=_between(listed),
        suspects=tuple(row for row in listed if row.kind == "suspect"),
        switches=findings.switches(found, choice),
        pairs=_pairs(draft, choice, letters, pair),
        oddities=draft.oddities,
        apparatus=notes.apparatus(found, held[ordered[0]], choice, letters) if choice.view == "apparatus" else None,
        whole=draft.whole,
        drawing=draft.drawing,
    )


def _one_report(found: Family) -> bool:
    """Whether these are tellings of one report, and not two that are laid side by side to be looked at."""
    return not found.kinships or len(found.witnesses) > 2 or found.kinships[0].verdict in COPIES


def _between(listed: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(row for row in listed if row.kind != "suspect")


def _leaves(cards: Sequence[Card], ordered: Sequence[str]) -> list[tree.Leaf]:
    credit = {True: "✓ credit", False: "✗ no credit", None: ""}
    return [
        tree.Leaf(key, card.letter, card.id, credit[card.credited], card.query, card.shown)
        for key, card in zip(ordered, cards, strict=True)
    ]


def _cards(draft: Draft, choice: Choice, ordered: Sequence[str], letters: Mapping[str, str]) -> tuple[Card, ...]:
    found = draft.found
    held = {witness.report.report: witness for witness in found.witnesses}
    tellings = {row.report: row for row in found.tellings}
    made, names = wording.places(found.descents), wording.titles(found.witnesses)
    strips = _strips(found, ordered[0])
    kept = _kept(found.kinships, ordered[0])
    cards = []
    for key in ordered:
        telling = tellings.get(key)
        card = _card(held[key], letters[key], telling, choice)
        how = telling.making if telling else made[key].making if key in made else ""
        share = f"{kept.get(key, 0):.0%} of {letters[ordered[0]]}"
        carried = (f"carries {share}" if _one_report(found) else f"on the same matter: {share}") if key in kept else ""
        cards.append(replace(card, id=names[key], making=wording.made(how), strip=strips.get(key), carried=carried))
    return tuple(cards)


def _card(witness: Witness, letter: str, telling: Telling | None, choice: Choice) -> Card:
    report = witness.report
    credit = wording.credit_of(witness.credits)
    url = address(report.url)
    key = report.report[:SHORT]
    beside = key if not choice.show or choice.show[-1] != key else ""
    show = (choice.show[-1], beside) if beside and choice.show else choice.show
    more = tuple(other for other in choice.show if other != key) if key in choice.show else (*choice.show, key)
    return Card(
        key=key,
        letter=letter,
        id=report.id,
        source=report.source or "",
        url=url,
        told_url="" if url else report.url or "",
        published=report.published or "",
        headline=report.headline or "",
        words=count_words(report.text),
        making="",
        credit=credit.value if credit else "",
        credited=bool(credit) if witness.sentences or witness.credits else None,
        keeper=bool(telling and telling.keeper),
        shown=key in choice.show,
        query=replace(choice, show=show).query() or "?",
        also=replace(choice, show=more).query() if 2 <= len(more) <= MOST_SHOWN else "",
        why=tuple(wording.reasons(telling.why, 9)) if telling else (),
        confidence=wording.certainty(telling.confidence) if telling else "",
    )


def _strips(found: Family, base: str) -> dict[str, Strip]:
    """A heat line for every telling that was collated with the first."""
    between: dict[frozenset[str | None], list[Change]] = {}
    for row in found.changes:
        if base in (row.one, row.other):
            between.setdefault(frozenset((row.one, row.other)), []).append(row)
    strips = {}
    for laid in found.collations:
        keys = (laid.one.report.report, laid.other.report.report)
        if base in keys:
            strips[keys[keys[0] == base]] = strip(laid, between.get(frozenset(keys), ()), base)
    return strips


def strip(laid: Collation, changes: Sequence[Change], base: str) -> Strip:
    """The heat line of one collation, seen from one of its sides."""
    loud = [row for row in changes if row.kind in LOUD and row.other]
    starts = {row.one_start if row.one == base else row.other_start or 0 for row in loud}
    return heat.strip(laid, base, heat.places(laid, base, starts))


def _kept(kinships: Sequence[Kinship], base: str) -> dict[str, float]:
    """How much of the first telling each other one carries."""
    kept = {row.other: row.one_kept for row in kinships if row.one == base}
    return kept | {row.one: row.other_kept for row in kinships if row.other == base}


def _pairs(draft: Draft, choice: Choice, letters: Mapping[str, str], shown: Sequence[str]) -> tuple[Pair, ...]:
    """The judgements on the tellings shown, and every link of the family that is undecided."""
    out = []
    for row in draft.found.kinships:
        here = row.one in shown and row.other in shown
        if not here and row.verdict in COPIES:
            continue
        one, other = sorted((row.one, row.other), key=lambda key: (len(letters[key]), letters[key]))
        about = "+".join(sorted((row.one, row.other)))
        out.append(
            Pair(
                one=letters[one],
                other=letters[other],
                verdict=row.verdict,
                relation=row.relation,
                making=wording.made(row.making) if one == row.one else "",
                confidence=wording.likely(row),
                why=tuple(wording.grounds(row)),
                query="" if here else replace(choice, show=(one[:SHORT], other[:SHORT])).query(),
                about=about,
                said=draft.said.get(about, ()),
            )
        )
    return tuple(sorted(out, key=lambda pair: (bool(pair.query), len(pair.one), pair.one, len(pair.other), pair.other)))


def missing(found: Family, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Which pairs of these tellings a family has no collation of."""
    done = _collated(found)
    return [pair for pair in combinations(sorted(keys), 2) if pair not in done]


def _collated(found: Family) -> set[tuple[str, str]]:
    pairs = ((laid.one.report.report, laid.other.report.report) for laid in found.collations)
    return {(min(pair), max(pair)) for pair in pairs}
