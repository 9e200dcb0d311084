"""Every threshold once, with its unit and its reason.

There is one set of settings for everything: no switch per data set, class or outlet. Each room has a section here
and reads it as ``SETTINGS.<section>.<name>``; `retold settings` prints the whole table, and a store's manifest
keeps the digest of the settings with which it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def setting(value: Any, unit: str, why: str) -> Any:
    """A field with its default, its unit and the reason for the value."""
    return field(default=value, metadata={"unit": unit, "why": why})


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """reading/"""

    largest_file: int = setting(2_000_000_000, "bytes", "a bigger file is refused: split it or give Parquet")
    largest_report: int = setting(
        2_000_000, "characters", "longer than any news report; a book is quarantined in a pile"
    )
    largest_record: int = setting(20_000_000, "bytes", "one JSONL line or CSV row with all its columns, held in memory")
    accented_letters: float = setting(
        0.3, "share of letters", "more is Cyrillic or Japanese bytes read as Windows-1252"
    )
    usual_characters: float = setting(0.8, "share of non-ASCII", "letters and typography, if it is Windows-1252 prose")
    usual_id: float = setting(
        0.02, "share of the ids", "after broken quotes in a CSV, a rarer kind of id is half a sentence"
    )


@dataclass(frozen=True, slots=True)
class FingerprintSettings:
    """fingerprints/"""

    keep_all: int = setting(400, "words", "up to here every feature is kept; of twice as many half, and so on")
    stretches: int = setting(16, "stretches", "a report is cut into at most so many, to see whether matches are spread")
    stretch: int = setting(10, "words", "a stretch has at least so many, or one match would say nothing of it")


@dataclass(frozen=True, slots=True)
class CandidateSettings:
    """candidates/"""

    near_copy: float = setting(
        0.7, "share", "both reports share this much of their features: one wording, counted once"
    )
    plain_prints: int = setting(
        20_000, "fingerprints", "fewer are worked without arrays: loading numpy would cost more"
    )
    rounds: int = setting(3, "rounds", "reports that meet in a band but differ from its first are tried again so often")
    bands: int = setting(6, "bands", "chances for two near-copies to meet; each is two smallest hashes of a class")
    hub: int = setting(16, "reports", "so many of one wording meet all others; the rest pair with the first of them")
    known: int = setting(6, "wordings", "a feature in up to so many wordings has its full weight, then falling")
    commonest: int = setting(48, "wordings", "a feature in more wordings is furniture or a stock phrase: no weight")
    furniture: int = setting(96, "wordings", "a feature in so many marks its stretch of a report as furniture")
    least_weight: float = setting(3.0, "features", "the weight of shared features that a pair needs")
    least_coverage: float = setting(0.2, "share", "of the shorter report's stretches that hold a feature with weight")
    least_spread: float = setting(
        0.35, "share", "of its stretches that hold any shared feature; 99.9 % of copies have it"
    )
    least_share: float = setting(0.05, "share", "of one report's features that the other has; 99.9 % of copies have it")


@dataclass(frozen=True, slots=True)
class FurnitureSettings:
    """sentences/, furniture/ and credits/"""

    longest_sentence: int = setting(
        1500, "characters", "longer than any sentence of news; a stretch without stops is cut"
    )
    widest_line: int = setting(120, "characters", "longer lines are paragraphs: nobody wraps plain text that wide")
    narrowest_line: int = setting(30, "characters", "narrower text is a list or a heading, not a wrapped column")
    filled_line: float = setting(
        0.85, "share", "a line is ended on purpose where the next word would leave this much free"
    )
    mark_at: float = setting(4.0, "weight", "below it story is called furniture: no single cue of wording reaches it")
    beside_at: float = setting(2.0, "weight", "enough beside a part that is surely furniture")
    doubt: float = setting(1.5, "weight", "confidence is weight / (weight + doubt): 0.73 at the threshold, 0.84 at 8")
    cue_reach: int = setting(14, "words", "more before the first or after the last cue are story fused to it")
    fused_story: int = setting(
        4, "words", "so many behind the last cue, from a capital on, are story fused to furniture"
    )
    longest_line: int = setting(400, "characters", "a longer line is not weighed as a caption, link or button")
    longest_title: int = setting(25, "words", "a longer first line is no headline")
    short_title: int = setting(14, "words", "a longer first line without a title's capitals may be a summary")
    head: int = setting(4, "sentences", "a headline is repeated among the first so many")
    followers: int = setting(6, "lines", "titles listed under a heading of related links")
    credit_head: int = setting(10, "sentences", "bylines, datelines and dates stand among the first so many")
    credit_tail: int = setting(8, "sentences", "credit lines stand among the last so many")
    byline: int = setting(14, "words", "a longer line at the head is prose, not a byline")
    contributed: int = setting(45, "words", "a longer sentence with `contributed reporting` tells of something else")
    least_title: int = setting(
        4, "words", "a shorter line that stands on the page twice may be a label, not the headline"
    )


@dataclass(frozen=True, slots=True)
class MentionSettings:
    """mentions/"""

    nested_marks: int = setting(200, "marks", "a quotation with more marks inside is a list of strays, not a quotation")
    single_reach: int = setting(
        1200, "characters", "a single mark is looked for no further: apostrophes are everywhere"
    )
    pronoun_reach: int = setting(600, "characters", "a pronoun further from the last named speaker may mean another")
    clause: int = setting(40, "tokens", "how far from a quotation its cue may stand; news sentences are shorter")
    few_words: int = setting(2, "words", "in marks far from a cue of speech: of so few, most are nobody's speech")
    subject: int = setting(24, "tokens", "how far before its verb a subject may start, appositions included")


@dataclass(frozen=True, slots=True)
class CollationSettings:
    """collation/"""

    furniture_share: float = setting(
        0.5, "share of a sentence", "more of it marked as furniture or credit: not the story"
    )
    longest_sentence: int = setting(
        4000, "characters", "grams of a longer `sentence` (a text without stops) are cut there"
    )
    containment: float = setting(
        0.3, "weight", "how far likeness leans to the larger containment: a cut sentence is found"
    )
    all_pairs: int = setting(
        2500, "pairs", "below this all sentence pairs are scored, above it those sharing seldom words"
    )
    stem: int = setting(
        6, "letters", "words are searched by their beginning, which survives inflection and translation"
    )
    least_piece: int = setting(4, "words", "a shorter sentence is searched together with its neighbour")
    longest_piece: int = setting(40, "words", "a longer sentence is searched in parts")
    followed: int = setting(300, "visits per piece", "words are followed from the rarest on; keeps the search linear")
    measured: int = setting(
        12, "pieces", "partners of a piece that are measured in full where common words were left out"
    )
    least_cosine: float = setting(0.1, "cosine", "below it two pieces share small words alone")
    partners: int = setting(6, "pieces", "likest pieces whose sentences are compared, where a text is long")
    sample: int = setting(100, "sentences", "read of each text to weigh character grams: all of a news report")
    least_likeness: float = setting(0.1, "likeness", "below it two sentences have nothing but small words in common")
    unlike_role: float = setting(0.2, "likeness", "taken off where one is furniture and one is story")
    floors: tuple[tuple[float, float, float], ...] = setting(
        ((0.5, 0.45, 0.4), (0.4, 0.35, 0.3), (0.35, 0.3, 0.25), (0.35, 0.27, 0.2)),
        "likeness, a row a round",
        "alone, with matched neighbours on one side, on both: sure pairs come first and bear out the rest",
    )
    borne: float = setting(
        0.05, "likeness", "added in ranking for each side on which a neighbouring pair stands in line"
    )
    usual: float = setting(
        0.3, "share", "of the middle likeness of linked sentences: much less alike, and a sentence is another's"
    )
    usual_alone: float = setting(0.4, "share", "the same where no neighbour bears a pair out")
    own_weight: float = setting(
        60.0, "nats of grams", "shared where no neighbour bears it out: two or three rare words, no single one"
    )
    own_share: float = setting(0.25, "share of the heavier", "or so much of it: short sentences weigh little")
    join_floors: tuple[float, ...] = setting(
        (0.12, 0.17, 0.35),
        "share of the part",
        "what a sentence adds to a pair that it joins: beside the partner, one away, elsewhere",
    )
    most_parts: int = setting(12, "sentences", "joined to one: no news sentence is made of more; bounds the search")
    retold_share: float = setting(
        0.6, "share of sentences", "of either text linked: the one retells the other, so the rest likely does too"
    )
    retold_floors: tuple[tuple[float, float, float], ...] = setting(
        ((0.3, 0.23, 0.15), (0.27, 0.2, 0.1)), "likeness, a row a round", "the floors of such texts; rows as above"
    )
    retold_join_floors: tuple[float, ...] = setting(
        (0.1, 0.15, 0.25), "share of the part", "what a sentence of such texts adds to a pair that it joins"
    )
    bind_floors: tuple[float, float, float] = setting(
        (0.12, 0.2, 0.3),
        "share of the shorter",
        "what linked sentences of such texts share beyond their partners: beside these on both sides, on one, on none",
    )
    bind_likeness: float = setting(0.2, "likeness", "less like pairs are not looked at: no pair in forty that was read")
    seed_cosine: float = setting(0.26, "cosine", "pieces this like by weighted words start a passage (PAN13, sampled)")
    seed_dice: float = setting(0.3, "Dice", "and this like by words without weight")
    seed_link: float = setting(0.6, "likeness", "linked sentences this like start a passage too")
    seed_share: float = setting(0.6, "share of the best", "a seed much weaker than its pieces' best partner is chance")
    seed_gap: int = setting(4, "pieces", "seeds this far apart on both sides are one passage")
    fragment_cosine: float = setting(0.34, "cosine", "a passage less like as a whole is cut at narrower gaps")
    least_passage: int = setting(150, "characters", "shorter stretches on either side are phrases, not passages")
    least_evidence: float = setting(40.0, "nats", "summed weight of the words that the two stretches share")
    even_evidence: float = setting(0.8, "nats per word", "the same for each word that stands in either stretch")
    mutual_share: float = setting(
        0.35, "share of sentences", "of both texts linked: links in order are evidence, passages need fewer words"
    )
    mutual_bar: tuple[float, float, float] = setting(
        (0.1, 25.0, 0.3),
        "cosine, nats, nats per word",
        "what a passage of such texts needs; every link of theirs is a seed (rewritten news, no PAN class moves)",
    )
    border_match: tuple[float, float] = setting(
        (0.5, 0.97), "share of words", "matched inside a passage: bounds, as a short passage tells little of its share"
    )
    border_chance: tuple[float, float] = setting(
        (0.05, 0.98), "probability", "of a match by chance: bounds, so that one rare word does not decide a border"
    )
    border_least: float = setting(1.005, "ratio", "a matched word never speaks against the passage")
    border_evidence: float = setting(8.0, "nats", "words at an end are cut where their absence weighs this much")
    digest_cosine: float = setting(0.22, "cosine", "pieces this like may be parts of a digest and what it retells")
    digest_dice: float = setting(0.25, "Dice", "and this like by words without weight")
    digest_share: float = setting(
        0.7, "share of seeds", "of the pair, that the digest holds: else likeness is all about"
    )
    digest_gap: int = setting(2, "pieces", "a digest is dense where it was written")
    digest_seeds: int = setting(3, "pieces", "and retells at least so many places of the longer text")
    digest_ratio: tuple[float, float] = setting((2.0, 13.0), "ratio", "how much longer the retold stretch is")
    digest_run: float = setting(0.6, "share of seeds", "more of them in one run of the longer text: not scattered")
    digest_dense: float = setting(0.6, "share of pieces", "of the digest, that have a seed")
    digest_spread: float = setting(0.08, "share of pieces", "of the stretch retold, that have a seed: fewer are chance")
    digest_yield: tuple[int, float, float] = setting(
        (3, 0.6, 0.5), "seeds, cosine, share", "even passages this strong over this much of the digest stand instead"
    )
    compiled: int = setting(
        250_000, "characters", "from so many on, in all texts of a call, loading the compiled loops pays; answers equal"
    )
    longest_diff: int = setting(3000, "words", "longer differing stretches are one edit: a word diff is quadratic")
    joined_words: int = setting(1, "words", "edits this near are one phrase")
    joined_letters: int = setting(4, "letters", "a longer common word keeps two edits apart")


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
    least_phrased: float = setting(0.125, "share", "of pairs of near words: other hands share .117, rewordings .144")
    block_gap: int = setting(2, "sentences", "further on in either report: still in the same block")
    passage_outside: float = setting(0.45, "share", "of the shorter report outside the one block that both have")
    passage_rest: float = setting(0.1, "share", "of what stands outside; with more carried it is no single passage")
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
    closer: int = setting(400, "pairs", "that are no copy by their words: if a pile has no more, all are collated")
    asked: int = setting(2000, "pairs", "settled by their words that are collated when they are shown: some seconds")


@dataclass(frozen=True, slots=True)
class FamilySettings:
    """families.py"""

    support: int = setting(2, "tellings", "of one family that a doubtful link must have behind it to join two families")
    sure: float = setting(
        2.0, "weight", "of a sure pair between two families: it outweighs one doubtful pair against it"
    )
    doubtful: float = setting(1.0, "weight", "of a `probably` between two families")
    independent: float = setting(2.0, "weight", "against, of a pair judged independent: as much as a sure pair for")
    unrelated: float = setting(1.0, "weight", "against, of a pair judged unrelated: two cuts may share nothing")
    mostly: float = setting(0.6, "share", "of the one or the other that is carried; less may be one stretch set in")
    set_in: float = setting(0.3, "share", "of what is carried that stands in equal runs, where it is a stretch set in")


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """changes/"""

    least_likeness: float = setting(0.1, "likeness", "sentences linked more loosely are not compared word by word")
    close_likeness: float = setting(0.3, "likeness", "below, the place links more than the words: no change is grave")
    careful_words: int = setting(
        400, "words", "up to here the longest common run is sought first; beyond, fewest edits"
    )
    most_words: int = setting(5000, "words", "no more words of one linked stretch are compared: it is no sentence")
    kept_fact: float = setting(0.25, "share of words", "kept in order before a name or number counts as replaced")
    kept_little: float = setting(0.4, "share of words", "kept in order before a change can weigh more than little")
    kept_grave: float = setting(0.7, "share of words", "kept in order before a change is grave: seven words in ten")
    kept_claim: float = setting(0.6, "share of words", "kept in order before a lost hedge, negation or source is named")
    shortest_name: int = setting(3, "letters", "shorter names are too near each other to be called misspelled")
    mangled_share: float = setting(0.25, "share of letters", "one letter in four may differ in a misspelled name")
    carried_letters: int = setting(
        6, "letters", "of two names that stand in other places: shorter ones of two persons may be as near"
    )
    carried_names: int = setting(40, "names", "of a linked stretch that are looked for elsewhere: it is no list")
    kept_headline: float = setting(
        0.75, "share of words", "of a headline kept before it is compared: many are written anew"
    )
    few_words: int = setting(4, "words", "a sentence of fewer beside its figures is measured with them")
    kept_opposite: float = setting(0.7, "share of words", "kept before a phrase of two words is turned round")
    near_number: float = setting(
        0.05,
        "share of the larger",
        "numbers nearer than this are an update: nobody is misled about how many",
    )
    reworded_doubt: float = setting(0.3, "confidence", "lost in full where nothing around a fact is kept")
    no_claim: float = setting(0.6, "probability", "of no relation at all, above which a sentence is no graded claim")
    claim_words: int = setting(200, "words", "of a linked stretch that are read for the strength of its claim")
    slot: int = setting(6, "words", "a longer difference is a new phrase; facts in it do not stand against each other")
    same_quotation: float = setting(0.6, "share of words", "that two quotations share in order when one was altered")
    least_kept_words: int = setting(
        6, "words", "of a sentence kept before one exchanged word in it tells of another meaning"
    )
    steady: float = setting(
        0.5, "share", "of the sentences kept to the letter: in a telling that is reworded throughout, words come and go"
    )
    exchanged: int = setting(4, "words", "a longer phrase that gave way to another may say the same in another way")
    kept_whole: float = setting(0.9, "share of words", "kept before two exchanged phrases tell of another meaning")
    lone_clause: int = setting(5, "words", "an inserted clause that replaces nothing must be longer to count")
    lone_kept: float = setting(0.75, "share of words", "of the sentence around such a clause that must be kept")
    fragment: int = setting(12, "words", "a longer sentence without a plain verb is no fragment, only unusual")
    short_quotation: int = setting(8, "words", "an altered quotation of no more words is shown whole")
    inserted_clause: int = setting(4, "words", "a shorter insertion is no clause")


@dataclass(frozen=True, slots=True)
class StemmaSettings:
    """apparatus/, stemma/ and alterations.py"""

    least_own: float = setting(
        0.5, "share of characters", "a sentence that is mostly furniture is no unit of the story"
    )
    least_fragment: int = setting(
        5, "words", "an end without a stop is a broken sentence from here on; else a tag or name"
    )
    longest_sentence: int = setting(400, "words", "beyond this, word alignment is not tried: no sentence is so long")
    known_word: int = setting(4, "bits", "frequency of a common word that the table of frequencies lacks")
    rarity_length: float = setting(0.15, "bits a letter", "of two words as frequent the longer is the rarer")
    rarity_scale: float = setting(3.0, "bits", "a difference in rarity at which the rarer-word rule speaks in full")
    rarity_weight: float = setting(0.25, "cost", "of a rarer word put in: rare in .96-.97 of simplified reports")
    regime_sure: float = setting(0.8, "probability", "copies, or states of one page: .99 right on unseen families")
    copies_likely: float = setting(0.65, "probability", "that tellings are copies: from here on a copier may be named")
    regime_places: int = setting(4, "loci", "fewer cannot tell copies from states of one page")
    exact_states: int = setting(11, "states", "of one page, up to which every order is tried")
    cut_words: float = setting(4.0, "times", "words cut to words put in: pages grow (of 176 the first right in .82)")
    dated_states: float = setting(0.9, "confidence", "states of one page in the order of their dates")
    heavy_rate: float = setting(0.04, "changes a word", "from here on a telling was reworded throughout")
    chance_agreement: float = setting(0.5, "share", "of the changes of one heavy rewording, shared by chance")
    sure_agreement: float = setting(0.85, "share", "of them, that only a common line explains")
    chance_weight: float = setting(0.1, "share", "of its weight that an agreement by chance keeps")
    mending: float = setting(2.0, "cost", "damage that a copy undoes, beside the change: editors do mend typing errors")
    damage_letters: int = setting(2, "letters", "a damaged form differs in so few")
    substitution: float = setting(1.0, "cost", "one variant place reworded: the unit of cost")
    omission: float = setting(0.7, "cost", "words left out of a shared sentence")
    insertion: float = setting(1.0, "cost", "words put into a shared sentence: rarer than leaving out")
    light_change: float = setting(0.6, "cost", "a function word put in or left out: says nothing of direction")
    light_word: float = setting(6.0, "bits of rarity", "a function word is commoner than this")
    style: float = setting(0.15, "cost", "house style: many desks make the same change")
    style_most: float = setting(0.6, "cost", "all house style of one pattern together")
    loss: float = setting(0.7, "cost", "a run of sentences cut")
    loss_at_end: float = setting(0.3, "cost", "a run cut at the end: copies are cut there alike")
    gain_at_home: float = setting(2.5, "cost", "sentences that continue the story: hardly invented")
    gain_foreign: float = setting(0.8, "cost", "sentences of another matter: an outlet adds them")
    gain_shared: float = setting(5.0, "cost", "the same sentence is not invented twice (Dollo)")
    foreign_root: float = setting(1.0, "cost", "an original seldom holds matter foreign to it")
    run: float = setting(0.25, "share", "each further sentence of a run adds this share of its cost")
    run_most: float = setting(2.0, "times", "a long run is still one event")
    at_home: float = setting(0.15, "share of rare words", "sentences that continue a story speak of its names")
    margin: float = setting(0.5, "cost", "furniture or a credit put on or taken off")
    margin_root: float = setting(0.4, "cost", "an original seldom carries furniture or credits of its own")
    lost_price: float = setting(2.5, "cost", "each lost original pays for itself (in the manner of BIC)")
    lost_price_few: float = setting(3.5, "cost", "the same among few tellings, where few places speak for it")
    exact: int = setting(4, "tellings", "up to here every stemma is priced: 262 at four")
    sweeps: int = setting(200, "moves", "an end to the search; about as many moves as nodes are needed")
    doubt: float = setting(0.6, "cost", "scale on which trees near the best one share its weight")
    assert_lost: float = setting(0.7, "share", "a lost original is asserted from here on")
    proofs_shown: int = setting(4, "loci", "proofs that a reader takes in at one reading")
    partly_there: float = setting(0.25, "share of runs of three words", "of a sentence: more, and it is not lacking")
    cut_share: float = setting(0.1, "share of sentences", "from here on a copy counts as abridged or expanded")
    reworded_rate: float = setting(1.0, "places a sentence", "from here on a copy is reworded, below it edited")
    third_telling: float = setting(0.8, "confidence", "a third telling that agrees with one side, on its own")
    third_tellings: float = setting(0.9, "confidence", "several tellings that agree with one side")
    damaged: float = setting(0.9, "share", "of the confidence of a suspect: damage is hardly ever mended")
    rate_words: int = setting(50, "words", "so many words without a change are added before a rate is taken")
    light_rate: float = setting(0.01, "changes a word", "a light edit: here a change of wording has its full weight")
    least_weight: float = setting(0.5, "share", "a change of wording never weighs less")
    disagreement: float = setting(0.2, "cost", "children of a lost original differ, and any of them may have changed")
    priced: int = setting(40, "trees", "moves that are priced in full, of all that were priced quickly")
    rate_units: int = setting(3, "sentences", "so many are added before the share of sentences lacking is taken")
    light_cut: float = setting(0.05, "share of sentences", "a light cut: here a loss has its full weight")
    gain_foreign_shared: float = setting(1.6, "cost", "the same foreign sentences, twice: rather handed down")
    against_date: float = setting(1.0, "cost", "a copy dated before its source: dates are weak, back-dating exists")
    credit_root: float = setting(1.0, "cost", "a report that credits an outlet is seldom the first")
    credit_back: float = setting(3.0, "cost", "no outlet takes its own report from one that credits it for it")
    most_sure: float = setting(0.95, "confidence", "no stemma of texts alone is surer than this")
    few: int = setting(3, "tellings", "beyond this, one may well be an untouched copy of a lost source")
    handed_down: int = setting(9, "changes", "of the source's own in the copy: right in 37 of 38 simulated lines")
    most_copies: int = setting(2, "tellings", "said to be made from one: the source of more is rather lost")
    undone: float = setting(0.05, "share", "of the source's own changes, undone in the copy: a typing error is mended")
    changed_again: float = setting(0.1, "share", "of the source's own changes, worded anew: more are chance")
    additions: int = setting(2, "sentences", "of a supposed source alone, none in the copy: its own additions")
    drawings: int = setting(100, "drawings", "of the loci, to see how often an edge is found again")
    voted: int = setting(40, "trees", "near the best one, among which each drawing chooses")
    least_vote: float = setting(0.001, "share", "of the weight of trees; lighter ones stay out of the drawings")
    assert_support: float = setting(0.8, "share", "of drawings of the loci that must find an asserted line again")
    second_price: float = setting(6.0, "cost", "a second source pays for itself by a stretch, the first by the rest")
    second_places: int = setting(4, "places", "of the second source's own in a stretch: fewer agree by chance")
    second_right: float = setting(0.8, "share", "of the confidence in the first source, for a second one")
    translated_quotations: int = setting(4, "places", "reworded in quotations: a desk leaves these alone")
    translated_names: int = setting(2, "places", "at which names are spelled anew, as by their sound")
    assert_edited: float = setting(0.5, "share", "of the weight of trees, where the words of an edit prove it")
    assert_inherited: float = setting(0.97, "share", "of that weight, where changes handed down prove a line")
    edited_right: float = setting(0.97, "share", "of that weight: an edit among two or three, right in 98 of 99")
    lost_right: float = setting(0.8, "share", "of that weight: an untouched copy of a lost source may be the source")
    inherited_right: float = setting(0.9, "share", "of that weight: the changes may be those of a lost source")
    manner_words: int = setting(40, "words", "fewer have no manner that could be told from a machine's")
    assert_manner: float = setting(0.85, "probability", "that a text is the source of a machine's rewording: .95 right")
    assert_two_copies: float = setting(0.5, "probability", "both of two are copies of a third")
    manner_apart: float = setting(1.0, "log-odds", "more of a machine's manner than the copy: such a text is no source")
    manner_back: float = setting(4.0, "cost", "a desk's manner in the copy of what has a machine's")
    manner_again: float = setting(1.5, "cost", "a machine's manner in an original, or in the source of such a text")
    manner_right: float = setting(0.95, "share", "of the weight of trees, where manner proves a copy")
    reworded_runs: float = setting(0.45, "share of runs of three words", "in common; of edits .33 have fewer in .02")
    lean_cost: float = setting(1.0, "cost", "of a place in the tree against manner, names and figures, a nat")
    guess_source: float = setting(0.8, "share", "of the weight of trees, for a source in the likeliest one")
    edit_shared: int = setting(6, "sentences", "in common, or an edit cannot be judged: shorter were restylings")
    lost_shared: int = setting(5, "sentences", "in common, that two tellings alone must have to prove a lost original")
    edit_own: float = setting(0.1, "share of sentences", "of the shared, that a copy may have besides")
    edit_kept: float = setting(0.6, "share of words", "kept in shared sentences; below, rarity says nothing")
    edit_words: float = setting(1.2, "standard deviations", "by which the source's words lead as rarer (sign test)")
    edit_rarer: float = setting(0.7, "share", "of places where its word is the rarer; below, words left out tell")
    edit_all: float = setting(2.0, "standard deviations", "the same with words left out against words put in")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """engines/ and plan/"""

    plain_pile: int = setting(400, "reports", "fewer are worked in this process: starting workers would cost more")
    plain_reports: int = setting(60, "reports", "fewer are fingerprinted one by one: loading the compiler costs more")
    plain_pairs: int = setting(200, "pairs", "fewer are looked at without the compiler: it takes longer to load")
    batch: int = setting(
        64, "items", "sent to a worker at once: big enough to hide the pipe, small enough to share out"
    )
    looked_at_once: int = setting(20_000, "pairs", "looked at by their words in one thread")
    pairs_at_once: int = setting(32_768, "pairs", "pairs whose texts are held in memory together: about 150 MB")
    collated: int = setting(20_000, "pairs", "in doubt, to be collated: about a minute; of more a share, the likeliest")
    collated_share: float = setting(
        0.4, "share", "of the doubtful pairs of a large pile: the others took 3 of 4,978 tellings into their families"
    )
    collated_most: int = setting(250_000, "pairs", "collated in all: about eight minutes on two cores")
    marked: int = setting(20_000, "reports", "in pairs, whose sentences and credits are kept; of more when asked for")
    kept: int = setting(
        400_000,
        "reports",
        "from here on features are kept, so that an add looks at what it changes alone; what recurs is not counted",
    )
    renewed: float = setting(0.25, "share", "of a large pile that is new, or of its rows replaced: it is worked anew")
    ingest: int = setting(5000, "reports", "in one segment; what is published so far survives a kill")
    judged_at_once: int = setting(20_000, "pairs", "judgements in one publishing; a kill loses at most so many")
    written: int = setting(100_000, "rows", "of candidates and judgements in one segment of a large pile")
    gathered: int = setting(5000, "pairs", "whose families are made at once, and more where one family has more")
    recurring_gram: int = setting(5, "words", "in a row are counted over the pile: fewer stand together by chance")
    recurring_groups: int = setting(
        8, "groups", "of reports, each clearly one report, that have a row of words: what is in so many is no story"
    )
    recurring_row: int = setting(10, "words", "that recur together: fewer are an idiom, not furniture or a form")
    full_family: int = setting(8, "tellings", "up to here every pair of a family is collated: 28 pairs")
    near_kin: int = setting(3, "pairs a telling", "collated in larger families, beside the pair with the keeper")
    drawn_family: int = setting(60, "tellings", "of more the stemma takes minutes and is drawn when it is asked for")
    sketched: int = setting(24, "tellings", "of such a family that are collated with the keeper: those least like it")


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections, in the order of the rooms."""

    reading: ReadingSettings = ReadingSettings()
    fingerprints: FingerprintSettings = FingerprintSettings()
    candidates: CandidateSettings = CandidateSettings()
    furniture: FurnitureSettings = FurnitureSettings()
    mentions: MentionSettings = MentionSettings()
    collation: CollationSettings = CollationSettings()
    kinship: KinshipSettings = KinshipSettings()
    clear: ClearSettings = ClearSettings()
    families: FamilySettings = FamilySettings()
    changes: ChangeSettings = ChangeSettings()
    stemma: StemmaSettings = StemmaSettings()
    engines: EngineSettings = EngineSettings()


SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of the table that `retold settings` prints."""

    name: str
    value: str
    unit: str
    why: str


def rows(settings: Settings = SETTINGS) -> list[SettingRow]:
    """All settings as rows, ``section.name``, in the order of the rooms."""
    found = []
    for section in fields(settings):
        part = getattr(settings, section.name)
        for entry in fields(part):
            value = getattr(part, entry.name)
            found.append(
                SettingRow(f"{section.name}.{entry.name}", str(value), entry.metadata["unit"], entry.metadata["why"])
            )
    return found
