"""Thresholds of kinship: when two reports are one, by collation and at the first look."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class KinshipSettings:
    """kinship/"""

    chance_likeness: float = setting(0.25, "likeness", "two sentences on one event reach it by chance")
    sure_likeness: float = setting(0.6, "likeness", "sentences of independent reports hardly reach it")
    surely_carried: float = setting(0.5, "share", "half way between chance and sure: counts as a carried sentence")
    least_sentence: int = setting(5, "words", "fewer are a menu entry, a date or a slip of the splitter: no evidence")
    stem: int = setting(6, "letters", "of a rare word are compared: rewording inflects")
    lifted_run: int = setting(5, "words", "so many in a row in the same order are lifted, not chance")
    neighbours: int = setting(4, "sentences", "partners this near in the same direction keep the order of the telling")
    most_rare: int = setting(2000, "words", "rare words compared for order: bounds the cost of a book")
    known_language: float = setting(0.2, "share", "of common English words; fewer, and the text is not English")
    long_word: int = setting(6, "letters", "in another language shorter words are taken for common ones")
    same_report: float = setting(0.998, "probability", "the bar for `same report`: a quarter of a log-odd above")
    probably: float = setting(0.995, "probability", "score 0, .5 above the likest independents of unseen folds")
    cannot_tell: float = setting(0.85, "probability", "from here to `probably` we abstain: 8 of 100 labelled pairs")
    held_by: float = setting(3.0, "log-odds", "less, where a ceiling holds a road back: so many fewer are copies there")
    held_back: float = setting(0.5, "probability", "no surer where two reports agree like two filled forms")
    held_little: float = setting(0.8, "probability", "no surer where there is too little to judge by")
    ground: float = setting(-7.0, "score", "of two reports without a rare word in common")
    ground_details: float = setting(6.0, "score", "more where all rare words of the shorter report are in the other")
    ground_most: float = setting(-2.5, "score", "words in common are no more than that, if no road leads further")
    same_event: float = setting(0.2, "share", "of rare words in common: two reports of one event; fewer are unrelated")
    short: int = setting(60, "words", "a shorter report is at most `probably` a copy unless nearly identical")
    brief: int = setting(100, "words", "a shorter report, in other words, has little but what all know of an event")
    nearly_identical: float = setting(0.9, "share", "of words in the same order and of names and figures that agree")
    least_links: int = setting(3, "sentences", "fewer carried are a passage, unless next to everything is carried")
    both_carried: float = setting(0.6, "share", "of either report's prose: no passage, in however few sentences")
    least_sentences: int = setting(2, "sentences", "of a short report that the other has; one may be a passage of it")
    cut_short: float = setting(0.2, "share", "of the longer report, from which on one sentence is the report cut short")
    least_prose: int = setting(20, "words", "less prose is no ground for a verdict, unless nearly all is carried")
    next_to_all: float = setting(0.9, "share", "of prose and body: the shorter report has nothing of its own")
    most: float = setting(0.75, "share", "of a short report's prose that must be carried")
    most_words: float = setting(0.5, "share", "of a short report's prose that must be in the same words")
    least_partners: int = setting(3, "sentences", "fewer in one order are no course")
    short_followed: float = setting(0.35, "share", "of a short report that must follow the other if little is equal")
    short_partners: int = setting(5, "sentences", "that must do so: independent short reports have up to 4")
    form_agrees: float = setting(0.3, "share", "of prose in equal runs: as much as two filled forms have in common")
    form_differs: float = setting(0.6, "share", "of rare words that differ where the wording agrees: two filled forms")
    form_agrees_close: float = setting(0.6, "share", "of prose in equal runs: the wording of one form, or a light edit")
    form_differs_close: float = setting(0.4, "share", "of rare words that differ there: misspelling changes a third")
    least_phrases: float = setting(0.1, "share", "of prose in equal runs; fewer, and the course alone speaks for one")
    reach: int = setting(3, "words", "further on in a sentence: near enough to be a pair of words (skip-bigrams)")
    chance_phrased: float = setting(0.14, "share", "of pairs of near words: what reports of one event have by chance")
    spread_phrased: float = setting(
        0.65, "share", "more, over the root of the words of prose: other hands have up to .5"
    )
    chance_together: float = setting(0.46, "shares", "that one and that of pairs whose words both have, by chance")
    spread_together: float = setting(2.2, "shares", "more, over the root of the words: other hands have up to 2.0")
    least_recognised: float = setting(0.83, "shares", "of near words and of prose carried: other hands have up to .805")
    block_gap: int = setting(2, "sentences", "further on in either report: still in the same block")
    passage_outside: float = setting(0.45, "share", "of the shorter report outside the one block that both have")
    passage_rest: float = setting(0.1, "share", "of what stands outside; with more carried it is no single passage")
    passage_partners: int = setting(1, "sentences", "more that follow the other than are carried: none stands outside")
    passage_lifted: float = setting(0.8, "share", "of what is carried in equal runs: a passage was lifted, not retold")
    own_opening: int = setting(40, "words", "of prose before anything in common: more than a rewritten lead")
    least_equal: int = setting(12, "words", "of equal texts; a shorter one is a notice or an empty page, no report")
    longest_speech: int = setting(600, "characters", "between two marks, a hundred words; more, and a mark is lost")
    refilled: float = setting(0.4, "share", "of amounts and dates that differ in carried sentences: a form filled anew")
    refilled_wording: float = setting(0.3, "share", "the same, where much of the wording is word for word")
    refilled_words: float = setting(0.015, "a word", "so dense are they: one altered figure in a report makes no form")
    repeat_days: int = setting(3, "days", "within which a report is sent again or put right; later it is a form")
    form_words: int = setting(150, "words", "of prose; a longer report with no figure changed is a rerun")
    reissued: int = setting(3, "amounts", "and dates that differ under one headline of another day: not one put right")
    reissued_share: float = setting(0.15, "share", "of all there, that they must be")
    most_rounded: int = setting(50, "amounts", "of a sentence that are tried for rounding: bounds the cost of a table")
    heard: int = setting(3, "words", "in a row of the other's speech are speech here too, whatever the marks")
    most_common: int = setting(9, "bits", "of a word's frequency, 512 in a million: from here on it says nothing")
    most_places: int = setting(20, "sentences", "with a word; with more it is not followed from sentence to sentence")
    chance_partner: float = setting(0.1, "cosine", "the nearest of any two sentences of one event is as near")
    sure_partner: float = setting(0.3, "cosine", "a nearest sentence this near says the same in other words")
    sure_order: float = setting(8.0, "spreads", "of Kendall's tau above chance: more adds nothing")
    passage: int = setting(25, "words", "lifted in runs: a borrowed passage, about a long sentence")
    shared_speech: int = setting(15, "words", "of quotation in common: two reports of one speech or statement")
    whole: float = setting(0.85, "share", "of a body that is carried: less was cut, or added on the other side")
    reworded: float = setting(0.85, "share", "of words kept in carried sentences: fewer is reworded")
    cut: float = setting(0.85, "share", "of the other's length: a reworded telling that is shorter was also abridged")
    verbatim: float = setting(0.99, "share", "of words kept in carried sentences: fewer is edited")
    light: float = setting(0.3, "log-odds", "evidence of less weight says little")
    heavy: float = setting(1.0, "log-odds", "evidence of more weight is called strong")


@dataclass(frozen=True, slots=True)
class ClearSettings:
    """kinship/clear.py: pairs that are settled by their words alone"""

    stretch: int = setting(16, "words", "shorter than most sentences, so that a cut sentence costs one stretch")
    most_places: int = setting(8, "places", "a word that stands more often in a report says nothing of a shift")
    carried: float = setting(
        0.375, "share", "6 words of 16 at one shift: chance finds so many once in 10,000 stretches"
    )
    near: int = setting(2, "words", "a name or figure so far from its place is in its place: a word was put in or cut")
    run: int = setting(5, "words", "so many in a row are lifted, not chance")
    least_prose: int = setting(60, "words", "a shorter report is clear only if it is nearly identical")
    least_near: int = setting(25, "words", "fewer are never clear: no ground for a verdict")
    near_copy: float = setting(0.95, "share", "of the prose that is matched: nearly identical")
    near_contrary: float = setting(0.1, "share", "of rare words that may differ in a near copy")
    refilled: float = setting(0.15, "share", "of figures that differ where the wording agrees: more may be a form")
    least_matched: float = setting(
        0.5, "share", "of the prose that one report must have word for word, or it is doubtful"
    )
    own: float = setting(0.4, "share", "of a report that is its own prose; less, and it is mostly speech: doubtful")
    few_slots: int = setting(2, "slots", "added where a share of figures or names is taken: one of one is no rule")
    many_refills: int = setting(6, "figures", "that differ: more add nothing")
    ample: int = setting(240, "words", "of prose: more add no sureness")
    same: float = setting(3.5, "log-odds", "from here on clearly one report: borne out by sentences 1,000 in 1,001")
    apart: float = setting(-3.0, "log-odds", "up to here a pair is clearly no copy")
    independent: float = setting(2.0, "log-odds", "from here on it is said to be independent, not only no copy")
    confident: float = setting(0.99, "probability", "at least, of a clear pair that it is one report")
    nearly_same: float = setting(2.5, "log-odds", "from here on probably one report if not collated: 98 of 100")
    borne_out: float = setting(-1.0, "log-odds", "from here on third tellings bear out a pair that was not collated")
    borne: float = setting(0.9, "probability", "at least, of such a pair: 95 of 100 in grown piles")
    alike: float = setting(0.0, "log-odds", "from here on a pair counts as one report where what recurs is counted")
    worth: float = setting(
        -2.0, "log-odds", "less, and a pair of a very large pile is not collated: 9 of 802 between groups are copies"
    )
    tries: int = setting(5, "pairs", "of two groups that are collated, none a copy: the groups are asked for no more")
    closer: int = setting(400, "pairs", "that are no copy by their words: if a pile has no more, all are collated")
    asked: int = setting(2000, "pairs", "settled by their words that are collated when they are shown: some seconds")
